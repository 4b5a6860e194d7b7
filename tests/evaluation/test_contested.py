"""Reading a folder in which all that a reading holds is annotated."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.errors import GoldError
from averment.evaluation import GoldSpeaker, read_gold
from averment.evaluation.contested import articles
from averment.values import Evidence, Figure, quote

from .builders import digest, place

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“Nine died 𝔘p there,” said Ana.\r\nBo, on film, denied it: no.\n"
WHO = {"name": "Ana", "kind": "person", "role": None, "affiliation": None}


def marked() -> dict[str, Any]:
    """Give annotations of the text, as JSON has them."""
    ana = {"id": "a1", "source": [*place(TEXT, "Ana")], "cue": [[*place(TEXT, "said")]], "content": [[0, 21]]}
    bo = {"id": "a2", "source": None, "cue": None, "content": [[*place(TEXT, "it")]]}
    return {
        "id": "hill",
        "annotator": "a1",
        "event": "passed over",
        "attributions": [
            {**ana, "act": "assert", "about": [], "who": {**WHO}, "claims": [["G1", "supports"]]},
            {**bo, "act": "deny", "about": ["a1"], "who": {"name": "Bo", "kind": "unnamed"}},
        ],
        "evidence": [
            {"id": "e1", "span": [*place(TEXT, "film")], "type": "imagery", "for": ["a2"], "polarity": "undercuts"}
        ],
        "figures": [{"id": "f1", "span": [*place(TEXT, "Nine")], "what": "killed", "low": 9, "high": None, "by": "a1"}],
    }


def write(folder: Path, annotations: object, *, name: str = "hill", annotator: str = "a1") -> Path:
    """Write one article and give the path of its annotations."""
    for part in ("docs", "gold"):
        (folder / part).mkdir(exist_ok=True)
    (folder / "docs" / f"{name}.txt").write_text(TEXT, encoding="utf-8", newline="")
    path = folder / "gold" / f"{name}.{annotator}.json"
    content = annotations if isinstance(annotations, bytes) else json.dumps(annotations).encode()
    path.write_bytes(content)
    return path


def test_an_article_comes_with_all_that_was_annotated(tmp_path: Path) -> None:
    """Offsets count code points of the file as it is; a missing source or cue is an empty one."""
    write(tmp_path, marked())
    (article,) = read_gold(tmp_path)
    assert (article.id, article.annotator, article.text, article.digest) == ("hill", "a1", TEXT, digest(TEXT))
    assert article.complete
    ana, bo = article.attributions
    assert (quote(TEXT, ana.source), quote(TEXT, ana.cue), quote(TEXT, ana.content)) == (
        "Ana",
        "said",
        "“Nine died 𝔘p there,”",
    )
    assert (ana.act, ana.about, ana.who) == ("assert", (), GoldSpeaker(name="Ana", kind="person"))
    assert (bo.source, bo.cue, bo.act, bo.about) == ((), (), "deny", ("a1",))
    film, nine = place(TEXT, "film"), place(TEXT, "Nine")
    assert article.evidence == (Evidence(id="e1", span=film, type="imagery", rests=("a2",), polarity="undercuts"),)
    assert article.figures == (Figure(id="f1", span=nine, what="killed", low=9, by="a1"),)


def test_articles_come_in_order_with_the_first_annotator(tmp_path: Path) -> None:
    """A text without annotations is left out, and of two annotators the first in alphabetical order is read."""
    write(tmp_path, {**marked(), "annotator": "b", "figures": []}, annotator="b")
    write(tmp_path, marked())
    write(tmp_path, {**marked(), "id": "dale.2"}, name="dale.2")
    (tmp_path / "docs" / "alone.txt").write_text("Nobody annotated this.")
    assert [(article.id, len(article.figures)) for article in read_gold(tmp_path)] == [("dale.2", 1), ("hill", 1)]


def test_a_folder_with_both_forms_is_an_error(tmp_path: Path) -> None:
    """Which of the two was meant is not for the program to guess."""
    write(tmp_path, marked())
    for path in ("text/rain.txt", "attributions/rain_a1.ann"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("")
    with pytest.raises(GoldError, match="a folder of its own"):
        next(read_gold(tmp_path))


@pytest.mark.parametrize(
    ("path", "value", "says", "record"),
    [
        (("attributions", 0, "source"), [0, 999], "outside the text of 61", "a1"),
        (("attributions", 0, "source"), [-3, 2], "outside the text", "a1"),
        (("attributions", 0, "cue"), [[5, 5]], "empty", "a1"),
        (("attributions", 1, "content"), [[9, 2]], "empty", "a2"),
        (("attributions", 1, "about"), ["a7"], "refers to “a7”", "a2"),
        (("attributions", 1, "about"), ["a2"], "no other attribution", "a2"),
        (("attributions", 1, "id"), "a1", "two records have this id", "a1"),
        (("evidence", 0, "for"), ["e1"], "refers to “e1”", "e1"),
        (("evidence", 0, "span"), [60, 62], "outside the text", "e1"),
        (("figures", 0, "by"), "", "refers to “”", "f1"),
        (("figures", 0, "span"), [0, 62], "outside the text", "f1"),
        (("figures", 0, "what"), "hurt", "known are killed, injured, other", "f1"),
        (("figures", 0, "high"), 8, "the lower bound 9 is above the upper bound 8", "f1"),
    ],
)
def test_a_record_that_does_not_fit_is_named(
    tmp_path: Path, path: tuple[Any, ...], value: object, says: str, record: str
) -> None:
    """Spans outside the text, references to nothing and bounds that cross are told with file and id."""
    annotations: Any = marked()
    _put(annotations, path, value)
    file = write(tmp_path, annotations)
    with pytest.raises(GoldError, match=says) as caught:
        list(read_gold(tmp_path))
    assert caught.value.subject == f"{file}:{record}"


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("attributions", 0, "source"), "Ana", r"\$.attributions\[0\].source"),
        (("attributions", 0, "source"), [[0, 3]], r"\$.attributions\[0\].source"),
        (("attributions", 0, "content"), [[0.5, 3]], r"\$.attributions\[0\].content"),
        (("attributions", 0, "content"), [[0, 3, 4]], r"\$.attributions\[0\].content"),
        (("attributions", 0, "act"), "shout", r"\$.attributions\[0\].act"),
        (("attributions", 1, "who"), None, r"\$.attributions\[1\].who"),
        (("attributions", 1, "who", "kind"), "ship", r"\$.attributions\[1\].who.kind"),
        (("evidence", 0, "type"), "rumour", r"\$.evidence\[0\].type"),
        (("figures", 0, "low"), "nine", r"\$.figures\[0\].low"),
        (("figures", 0, "low"), True, r"\$.figures\[0\].low"),
        (("figures",), None, r"\$.figures"),
        (("id",), "dale", "annotates “dale”"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(tmp_path: Path, path: tuple[Any, ...], value: object, says: str) -> None:
    """What is wrong is told with the file and the place in it."""
    annotations: Any = marked()
    _put(annotations, path, value)
    file = write(tmp_path, annotations)
    with pytest.raises(GoldError, match=says) as caught:
        list(read_gold(tmp_path))
    assert caught.value.subject == str(file)


@pytest.mark.parametrize("key", ["id", "annotator", "attributions", "evidence", "figures"])
def test_nothing_may_be_left_out(tmp_path: Path, key: str) -> None:
    """A list that is missing would pass for a text in which there is nothing to mark."""
    annotations = marked()
    del annotations[key]
    write(tmp_path, annotations)
    with pytest.raises(GoldError, match=f"`{key}`"):
        list(read_gold(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"id": "hi\xff"}', id="not UTF-8"),
        pytest.param(b'{"id": "\\ud800"}', id="half a character"),
        pytest.param(b'{"event": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", id="deep"),
        pytest.param(b'{"figures": [{"low": 1' + b"0" * 500 + b"}]}", id="a number beyond floats"),
    ],
)
def test_a_file_that_is_no_annotation_is_an_error(tmp_path: Path, content: bytes) -> None:
    """Whatever is in it."""
    file = write(tmp_path, content)
    with pytest.raises(GoldError, match="not a file of annotations") as caught:
        list(read_gold(tmp_path))
    assert caught.value.subject == str(file)


def test_a_folder_in_place_of_a_file_is_an_error(tmp_path: Path) -> None:
    """What cannot be read is named."""
    path = write(tmp_path, marked())
    path.unlink()
    path.mkdir()
    with pytest.raises(GoldError, match="cannot be read"):
        list(read_gold(tmp_path))


@given(
    value=st.recursive(
        st.none() | st.integers() | st.text(max_size=3), lambda x: st.lists(x, max_size=3), max_leaves=5
    ),
    data=st.data(),
)
def test_annotations_are_read_or_refused(
    value: object, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any value in any place gives articles or a `GoldError`, and nothing else."""
    annotations: Any = marked()
    path = data.draw(st.sampled_from(_paths(annotations)))
    _put(annotations, path, value)
    folder = tmp_path_factory.getbasetemp()
    file = write(folder, annotations)
    with suppress(GoldError):
        (article,) = articles([(folder / "docs" / "hill.txt", file)])
        assert all(0 <= start < end <= len(TEXT) for a in article.attributions for start, end in (*a.cue, *a.content))


def _put(annotations: Any, path: tuple[Any, ...], value: object) -> None:  # noqa: ANN401  (JSON)
    for key in path[:-1]:
        annotations = annotations[key]
    annotations[path[-1]] = value


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the way to every part of a value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way for key, part in items for way in ((*path, key), *_paths(part, (*path, key)))]
