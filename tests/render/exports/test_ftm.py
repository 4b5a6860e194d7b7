"""Entities are what the model of FollowTheMoney takes, and what it does not take is told."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from averment import Reading, Speaker
from averment.errors import UsageError
from averment.render.exports import ftm
from averment.values import Published
from tests.render.exports.reported import again, claim, example, readings, written

followthemoney = pytest.importorskip("followthemoney")


def _entities(folder: Path) -> list[dict[str, Any]]:
    """Give the entities, each checked by the model: no property unknown, none invalid, none missing, no loose end."""
    entities = [json.loads(line) for line in (folder / "entities.ftm.json").read_bytes().splitlines()]
    names = {one["id"] for one in entities}
    assert len(names) == len(entities)
    for one in entities:
        proxy = followthemoney.model.get_proxy(one, cleaned=False)
        assert proxy.to_dict() == one  # cleaning it again changes nothing
        proxy.schema.validate(one)
        assert all(proxy.has(required) for required in proxy.schema.required)
        for key, values in one["properties"].items():
            kind = proxy.schema.get(key)
            assert all(len(value) <= kind.max_length for value in values)
            assert kind.type.name != "entity" or set(values) <= names
    return entities


def _named(entities: list[dict[str, Any]], schema: str) -> dict[str, dict[str, list[str]]]:
    found = {one["id"]: one["properties"] for one in entities if one["schema"] == schema}
    return {kept.get("name", kept.get("role", [name]))[0]: kept for name, kept in found.items()}


def test_who_speaks_is_an_entity(velmar: Reading, tmp_path: Path) -> None:
    """People, bodies and governments have their schemata; a source without a name is in the notes alone."""
    written(ftm, tmp_path, [velmar])
    entities = _entities(tmp_path)

    assert {name: kept.get("position") for name, kept in _named(entities, "Person").items()} == {
        "Mira Tolan": ["surgeon"],
        "Oro Dask": ["Colonel"],
    }
    assert {*_named(entities, "PublicBody")} == {"Government of Vantor"}
    assert {*_named(entities, "Organization")} == {"armistice mission", "Halden Red Crescent"}
    assert {*_named(entities, "LegalEntity")} == {"Armed Forces of the Vantor Republic", "Vantor"}
    assert {kept["proof"][0] for one in entities if (kept := one["properties"]).get("proof")} == {"1" * 64}


def test_a_note_says_who_said_what(velmar: Reading, tmp_path: Path) -> None:
    """A note has the words, the act, the places of both, and links to the report and the speaker."""
    written(ftm, tmp_path, [velmar])
    entities = _entities(tmp_path)

    (note,) = [one["properties"] for one in entities if "invention" in str(one["properties"].get("description"))]
    (dask,) = [one["id"] for one in entities if one["properties"].get("name") == ["Oro Dask"]]
    assert note["description"] == ["Oro Dask (deny): “It is an invention,” … “from the first word to the last.”"]
    assert note["summary"][0] == "deny about: their forces had shelled a clinic in Velmar"
    assert note["entity"] == ["1" * 64, dask]
    start = int(note["notes"][0].split()[1].split("-")[0])
    assert velmar.document.text[start:].startswith("“It is an invention")


def test_a_figure_keeps_its_bounds(velmar: Reading, tmp_path: Path) -> None:
    """An “up to” is never lost, and a claim tells its origins."""
    written(ftm, tmp_path, [velmar], [claim(velmar)])
    notes = [one["properties"] for one in _entities(tmp_path) if one["schema"] == "Note"]

    figures = [one["description"][0] for one in notes if "figure" in one.get("keywords", ())]
    assert len(figures) == len(velmar.figures) > 0
    assert any("up to 30" in words for words in figures)
    (made,) = [one for one in notes if "claim" in one.get("keywords", ())]
    assert made["notes"] == ["Independent origins: 1 for (Mira Tolan)"]
    assert made["summary"] == [
        "supports: Mira Tolan, 2 attributions",
        "denies: Oro Dask (Vantor), 2 attributions",
        "doubts: Nobody, 1 attribution",
    ]


def test_nobody_speaks_for_itself(tmp_path: Path) -> None:
    """Open Cells is its own party: it has no link to itself, and its director's leads to it."""
    written(ftm, tmp_path, [example()])
    entities = _entities(tmp_path)

    links = [one["properties"] for one in entities if one["schema"] == "Representation"]
    names = {one["id"]: one["properties"].get("name") for one in entities}
    ends = [(names[one["agent"][0]], names[one["client"][0]]) for one in links]
    assert (["Tomas Wieland"], ["Open Cells"]) in ends
    assert all(agent != client for agent, client in ends)


def test_a_saying_with_a_day_is_an_event(tmp_path: Path) -> None:
    """Where a report tells when something was said there is an event: the days, who, and the act."""
    written(ftm, tmp_path, [example()])
    events = [one["properties"] for one in _entities(tmp_path) if one["schema"] == "Event"]

    (estimate,) = [one for one in events if "hanged" in one["summary"][0]]
    assert (estimate["startDate"], estimate["endDate"]) == (["2031-01-01"], ["2031-01-31"])
    assert estimate["name"][0].startswith("Open Cells (assert, probable): that between 3,000 and 8,000 detainees")
    assert len(estimate["involved"]) == 1


@pytest.mark.parametrize(
    ("media", "outlet", "schema"),
    [
        ("text/html", "Velmar Post", "Article"),
        ("text/html", None, "HyperText"),
        ("text/plain", None, "PlainText"),
        ("application/pdf", None, "Pages"),
        ("message/rfc822", None, "Email"),
        ("application/x-unknown", None, "Document"),
    ],
)
def test_a_report_is_a_document(velmar: Reading, tmp_path: Path, media: str, outlet: str | None, schema: str) -> None:
    """A report of an outlet is an article; others are the kind of file they came as."""
    document = msgspec.structs.replace(velmar.document, media_type=media, outlet=outlet)
    written(ftm, tmp_path, [msgspec.structs.replace(velmar, document=document)])

    first = _entities(tmp_path)[0]
    assert (first["schema"], first["id"]) == (schema, "1" * 64)
    assert first["properties"]["fileName"] == ["report 0.txt"]
    assert first["properties"]["notes"] == [f"Preserved original: {velmar.document.digest}"]


def test_what_is_lost_is_told(velmar: Reading, tmp_path: Path) -> None:
    """Values that the model refuses or cuts are counted by the property, and the form is said to be lossy."""
    document = msgspec.structs.replace(
        velmar.document,
        url="nowhere",
        published=Published(start=date(2031, 3, 1), end=date(2031, 3, 9), how="given"),
        title="t" * 2_000,
    )
    speakers = (*velmar.speakers, Speaker(id="s99", name="\x00", kind="person", affiliation="Halden"))
    done = written(ftm, tmp_path, [msgspec.structs.replace(velmar, document=document, speakers=speakers)])

    _entities(tmp_path)
    assert done.told[1].startswith("Lossy: ")
    assert done.told[2] == "4 values not taken by FollowTheMoney: Person (1), name (1), publishedAt (1), sourceUrl (1)."
    assert done.told[3] == "1 value longer than FollowTheMoney keeps, and cut: title (1)."


def test_a_long_text_is_kept_in_pieces(velmar: Reading, tmp_path: Path) -> None:
    """A text longer than a value may be is cut between lines, and nothing of it is lost."""
    text = "\n".join(f"line {number} of a long report" for number in range(9_000))
    document = msgspec.structs.replace(velmar.document, text=text)
    bare = msgspec.structs.replace(velmar, document=document, attributions=(), evidence=(), figures=(), dates=())
    written(ftm, tmp_path, [bare])

    pieces = _entities(tmp_path)[0]["properties"]["bodyText"]
    assert len(pieces) == 4
    assert [piece.split()[0] for piece in pieces] == ["line"] * 4
    assert "\n".join(pieces) == text


def test_the_same_name_in_two_reports_is_two(velmar: Reading, tmp_path: Path) -> None:
    """Nothing is merged across reports; a report that was met twice stands once."""
    done = written(ftm, tmp_path, [velmar, again(velmar, 7), velmar])

    assert len([one for one in _entities(tmp_path) if one["properties"].get("name") == ["Mira Tolan"]]) == 2
    assert done.told[-1] == "1 report had been met before and stands in it once."


def test_it_says_which_package_it_needs(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is missing, the person is told what to install."""
    monkeypatch.setitem(sys.modules, "followthemoney", None)

    with pytest.raises(UsageError, match=r'pip install "averment\[ftm\]"'):
        written(ftm, tmp_path, [velmar])


@settings(max_examples=30)
@given(readings())
def test_any_report_gives_valid_entities(reading: Reading) -> None:
    """Whatever people and places are called, each entity is valid and leads somewhere; the bytes are the same."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        for name in (one, other):
            written(ftm, Path(name), [reading], title=reading.document.title or "")
        assert _entities(Path(one))
        assert (Path(one) / ftm.FILE).read_bytes() == (Path(other) / ftm.FILE).read_bytes()
