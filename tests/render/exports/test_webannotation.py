"""Annotations are what the Web Annotation Data Model asks for, and every selector finds its words."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from averment import Date, Reading
from averment.render.exports import webannotation
from tests.render.exports.annotation_schema import COLLECTION, CONTEXT, OA, PAGE
from tests.render.exports.reported import again, claim, example, readings, written

_PAGE, _COLLECTION = Draft202012Validator(PAGE), Draft202012Validator(COLLECTION)


def _pages(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob("pages/*.json"))]


def _items(folder: Path) -> list[dict[str, Any]]:
    return [one for page in _pages(folder) for one in page["items"]]


def _texts(folder: Path) -> dict[str, str]:
    lines = (folder / "documents.jsonl").read_bytes().split(b"\n")[:-1]
    return {one["id"]: one["text"] for one in map(json.loads, lines)}


def _selected(folder: Path) -> list[tuple[str, str, str, str]]:
    """Give each target that selects: its role, its words by the quotation, by the position, and those around them."""
    texts, found = _texts(folder), []
    for one in _items(folder):
        for target in one["target"]:
            if isinstance(target, dict) and "selector" in target:
                text = texts[target.get("state", {}).get("cached", target["source"])]
                quote, position = target["selector"]
                start, end = position["start"], position["end"]
                around = text[max(0, start - len(quote["prefix"])) : end + len(quote["suffix"])]
                assert around == quote["prefix"] + quote["exact"] + quote["suffix"]
                found.append((target["styleClass"], quote["exact"], text[start:end], around))
    return found


def _valid(folder: Path) -> None:
    for page in _pages(folder):
        _PAGE.validate(page)
    _COLLECTION.validate(json.loads((folder / "collection.json").read_bytes()))


def _graph(document: dict[str, Any]) -> Graph:
    """Read JSON-LD as a processor does, with the context beside it instead of on the web."""
    return Graph().parse(data=json.dumps({**document, "@context": CONTEXT}), format="json-ld")


def _bodies(one: dict[str, Any], label: str) -> list[Any]:
    return [body.get("value", body.get("source")) for body in one["body"] if body["label"] == label]


def test_they_are_valid_and_find_their_words(velmar: Reading, tmp_path: Path) -> None:
    """Attributions, evidence and figures each have an annotation; positions and quotations name the same words."""
    done = written(webannotation, tmp_path, [velmar], [claim(velmar)])

    _valid(tmp_path)
    found = _selected(tmp_path)
    assert {role for role, *_ in found} == {"content", "source", "cue", "evidence", "figure"}
    assert all(exact == there != "" for _, exact, there, _ in found)
    lines = len(velmar.attributions) + len(velmar.evidence) + len(velmar.figures)
    assert len(_items(tmp_path)) == lines + 3  # two positions and an origin; the third position points nowhere
    assert done.told == (f"{lines + 3} annotations. Dates are not in it.",)


def test_a_denial_links_to_what_it_denies(velmar: Reading, tmp_path: Path) -> None:
    """Oro Dask's denial names, as the annotations it is about, those whose words it denies."""
    written(webannotation, tmp_path, [velmar])

    items = _items(tmp_path)
    denial = items[6]
    about = set(_bodies(denial, "about"))
    assert _bodies(denial, "act") == ["deny"]
    assert _bodies(denial, "speaker")[0]["name"] == "Oro Dask"
    assert _bodies(denial, "party") == ["Government of Vantor"]
    assert about == {items[2]["id"], items[3]["id"]}
    assert denial["motivation"] == ["classifying", "identifying", "assessing", "linking"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # what rdflib says of itself
def test_a_processor_reads_all_of_it(velmar: Reading, tmp_path: Path) -> None:
    """As JSON-LD nothing is dropped: each key is a term of the vocabulary, and the graph has each annotation."""
    written(webannotation, tmp_path, [velmar], [claim(velmar)])
    (page,) = _pages(tmp_path)

    graph = _graph(page)

    made = set(graph.subjects(RDF.type, URIRef(f"{OA}Annotation")))
    assert made == {URIRef(one["id"]) for one in page["items"]}
    exact = {str(words) for words in graph.objects(None, URIRef(f"{OA}exact"))}
    assert exact == {words for _, words, _, _ in _selected(tmp_path)}
    assert _keys(page) <= {*CONTEXT, "@context"}
    denied = "SELECT ?a ?b { ?a oa:hasBody [ oa:hasPurpose oa:linking ; rdfs:label 'about' ; oa:hasSource ?b ] }"
    assert len(list(graph.query(denied))) == sum(len(one.about) for one in velmar.attributions)


def _keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return {key for key in value if not key.startswith("schema:")}.union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_the_preserved_original_is_named(velmar: Reading, tmp_path: Path) -> None:
    """A page is annotated at its address, in the state that was saved, in UTC; without one, its bytes themselves."""
    document = msgspec.structs.replace(
        velmar.document, url="https://velmar.example/clinic", captured="2031-03-12T08:00:00+02:00"
    )
    written(webannotation, tmp_path / "a", [msgspec.structs.replace(velmar, document=document)])
    written(webannotation, tmp_path / "b", [velmar])

    bytes_of = "nih:sha-256;" + "1" * 64
    there, here = (_items(tmp_path / name)[0]["target"][0] for name in ("a", "b"))
    assert there["source"] == "https://velmar.example/clinic"
    assert there["state"] == {"type": "TimeState", "cached": bytes_of, "sourceDate": "2031-03-12T06:00:00Z"}
    assert here["source"] == bytes_of
    assert "state" not in here
    assert [*_texts(tmp_path / "a")] == [*_texts(tmp_path / "b")] == [bytes_of]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://velmar.example/a b", "https://x/\u202e\n", "/clinic"])
def test_an_address_that_is_none_is_not_written_as_one(velmar: Reading, tmp_path: Path, url: str) -> None:
    """Only what can stand in linked data as it is names a source."""
    document = msgspec.structs.replace(velmar.document, url=url)
    written(webannotation, tmp_path, [msgspec.structs.replace(velmar, document=document)])

    assert {one["target"][0]["source"] for one in _items(tmp_path)} == {"nih:sha-256;" + "1" * 64}


def test_positions_count_code_points(velmar: Reading, tmp_path: Path) -> None:
    """An emoji is one character, and letters from right to left count in the order in which they are read."""
    text = "😀😀 قالت ميرا إن المستشفى قُصف 👩\u200d👧 end"
    words = "المستشفى قُصف"
    span = (text.index(words), text.index(words) + len(words))
    one = msgspec.structs.replace(velmar.attributions[0], content=(span,), source=(), cue=())
    document = msgspec.structs.replace(velmar.document, text=text)
    bare = msgspec.structs.replace(velmar, document=document, attributions=(one,), evidence=(), figures=(), dates=())
    written(webannotation, tmp_path, [bare])

    ((_, exact, there, around),) = _selected(tmp_path)
    assert exact == there == words
    assert around == text  # 32 characters to either side are more than there are
    assert _items(tmp_path)[0]["target"][0]["selector"][1]["start"] == span[0] == 16


def test_when_it_was_said_is_told(velmar: Reading, tmp_path: Path) -> None:
    """Where the text tells the day of a saying, a body has it."""
    said = velmar.attributions[1].said
    assert said is not None
    dates = (msgspec.convert({"span": said, "start": "2031-03-10", "end": "2031-03-11", "granularity": "day"}, Date),)
    written(webannotation, tmp_path, [msgspec.structs.replace(velmar, dates=dates)])

    told = [_bodies(one, "said") for one in _items(tmp_path)]
    assert told[1] == ["2031-03-10/2031-03-11"]
    assert sum(map(len, told)) == 1


def test_pages_follow_each_other(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages hold so many annotations and no more, name each other, and the collection counts them."""
    monkeypatch.setattr(webannotation, "PAGE", 7)
    written(webannotation, tmp_path, [again(velmar, number) for number in range(3)])

    _valid(tmp_path)
    pages, collection = _pages(tmp_path), json.loads((tmp_path / "collection.json").read_bytes())
    total = sum(len(page["items"]) for page in pages)
    assert [len(page["items"]) for page in pages[:-1]] == [7] * (len(pages) - 1)
    assert len(pages) >= 3
    assert [page["startIndex"] for page in pages] == list(range(0, total, 7))
    assert [page.get("next") for page in pages] == [*(page["id"] for page in pages[1:]), None]
    assert [page.get("prev") for page in pages] == [None, *(page["id"] for page in pages[:-1])]
    assert (collection["total"], collection["first"], collection["last"]) == (total, pages[0]["id"], pages[-1]["id"])
    assert {page["partOf"]["id"] for page in pages} == {collection["id"]}
    assert len({one["id"] for page in pages for one in page["items"]}) == total


def test_nothing_read_is_an_empty_collection(tmp_path: Path) -> None:
    """Without a report there is a collection that says so, and no page."""
    written(webannotation, tmp_path, [])

    _valid(tmp_path)
    assert json.loads((tmp_path / "collection.json").read_bytes())["total"] == 0


def test_a_report_that_was_met_twice_stands_once(velmar: Reading, tmp_path: Path) -> None:
    """A corpus may hold the same bytes again: their annotations would have the same names."""
    done = written(webannotation, tmp_path, [velmar, velmar])

    assert len(_texts(tmp_path)) == 1
    assert done.told[1:] == ("1 report had been met before and stands in it once.",)


def test_two_models_do_not_share_names(velmar: Reading, tmp_path: Path) -> None:
    """The third attribution that another model found is another line, and has another name."""
    other = msgspec.structs.replace(velmar, model=msgspec.structs.replace(velmar.model, version="9"))
    written(webannotation, tmp_path / "a", [velmar])
    written(webannotation, tmp_path / "b", [other])

    assert not {one["id"] for one in _items(tmp_path / "a")} & {one["id"] for one in _items(tmp_path / "b")}


def test_a_real_report(tmp_path: Path) -> None:
    """What the shipped model reads in the example is valid, and all its words are found."""
    written(webannotation, tmp_path, [example()])

    _valid(tmp_path)
    found = _selected(tmp_path)
    assert len(found) > 60
    assert all(exact == there for _, exact, there, _ in found)


@settings(max_examples=25)
@given(readings())
def test_any_text_is_annotated(reading: Reading) -> None:
    """Whatever a report holds and a reader makes of it, annotations are valid and find their words."""
    with TemporaryDirectory() as name:
        written(webannotation, Path(name), [reading], title=reading.document.title or "")
        _valid(Path(name))
        assert all(exact == there for _, exact, there, _ in _selected(Path(name)))
        items = _items(Path(name))
        links = {body["source"] for one in items for body in one["body"] if body["purpose"] == "linking"}
        assert links <= {one["id"] for one in items}


@settings(max_examples=15)
@given(readings())
def test_the_same_readings_give_the_same_bytes(reading: Reading) -> None:
    """What is written depends on nothing but the readings."""
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        done = [written(webannotation, Path(name), [reading]) for name in (one, other)]
        for file in done[0].files:
            assert (Path(one) / file).read_bytes() == (Path(other) / file).read_bytes()
