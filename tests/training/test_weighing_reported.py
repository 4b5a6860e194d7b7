"""Reports with stances as pairs to learn from, and the steps of an epoch, on a report that we wrote."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from averment import Attribution, Reading, Speaker
from averment.capture import capture
from averment.values import to_json
from tests.conftest import MODEL
from training.weighing.examples import DENIES, NONE, SUPPORTS
from training.weighing.mix import Materials, epoch, held_out
from training.weighing.recipe import Epoch, Recipe
from training.weighing.reported import (
    Report,
    asked_of_events,
    asked_of_reports,
    read_readings,
    reports,
)

TEXT = """Clinic shelled in Velmar

Mira Tolan, a surgeon, said the army of Vantor shelled the clinic on Monday evening.

Colonel Oro Dask denied it. An aid worker said the ward was empty.
"""
WARD = ["An aid worker", "said", "the ward was empty"]
SMALL = Recipe(epochs=(Epoch(1.0, 5), Epoch(1.5, 3)), pairs=4, alike=2, apart=1, held=1)


def spans(words: str | None) -> list[list[int]]:
    """Find words in the text."""
    return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []


def marked(number: int, rows: list[Any]) -> dict[str, Any]:
    """Give an attribution as the annotators' files have it."""
    source, cue, content, act, about, claims = rows
    return {
        "id": f"a{number}",
        "source": spans(source)[0] if source else None, "cue": spans(cue), "content": spans(content),
        "act": act, "about": about, "claims": claims,
        "who": {"name": source, "kind": "person", "affiliation": "Vantor" if "Dask" in source else None},
    }  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a report with its annotations, stances on propositions, and claims of its event."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "gold").mkdir()
    shelled = "the army of Vantor shelled the clinic on Monday evening"
    attributions = [
        marked(1, ["Mira Tolan", "said", shelled, "assert", [], [["V1", "supports"]]]),
        marked(2, ["Colonel Oro Dask", "denied", "it", "deny", ["a1"], [["V1", "denies"]]]),
        marked(3, [*WARD, "assert", [], []]),
    ]
    attributions[1]["content"] = [[TEXT.index("it. An"), TEXT.index("it. An") + 2]]
    attributions[2]["cue"] = [[TEXT.rindex("said"), TEXT.rindex("said") + 4]]
    gold = {"id": "velmar", "event": "clinic", "annotator": "S1", "attributions": attributions}
    gold |= {"evidence": [], "figures": []}
    (tmp_path / "docs/velmar.txt").write_text(TEXT)
    (tmp_path / "gold/velmar.S1.json").write_text(json.dumps(gold))
    asked = [
        {"text": "Vantor hit the clinic.", "kind": "central", "stances": {"a1": "supports", "a2": "denies"}},
        {"text": "Nobody was in the ward.", "kind": "single", "stances": {"a3": "supports"}},
    ]
    (tmp_path / "stances.jsonl").write_text(json.dumps({"id": "velmar", "propositions": asked}) + "\n")
    (tmp_path / "claims.json").write_text(json.dumps({"clinic": {"V1": "Vantor shelled it", "V2": "It was mined"}}))
    (tmp_path / "readings.jsonl").write_bytes(to_json(reading()) + b"\n")
    return tmp_path


def reading() -> Reading:
    """Read the report, but miss Dask and call the aid worker somebody else."""
    document = capture(TEXT.encode()).document
    rows = [("Mira Tolan", "said", "the army of Vantor shelled the clinic"), WARD]
    attributions = tuple(
        Attribution(
            id=f"a{number}",
            source=_tuple(row[0]),
            cue=_tuple(row[1]) if number == 1 else ((TEXT.rindex("said"), TEXT.rindex("said") + 4),),
            content=_tuple(row[2]),
            act="assert",
            speaker=f"s{number}",
            score=0.9,
        )
        for number, row in enumerate(rows, 1)
    )
    speakers = (Speaker(id="s1", name="Mira Tolan", kind="person"), Speaker(id="s2", name="aid worker", kind="unnamed"))
    return Reading(document=document, attributions=attributions, speakers=speakers, model=MODEL)


def _tuple(words: str) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans(words))


@pytest.fixture
def report(folder: Path) -> Report:
    """Give the report as it is learned from."""
    known = read_readings([folder / "readings.jsonl"])
    (found,) = reports(folder, known, asked_of_reports(folder / "stances.jsonl"))
    return found


def test_an_attribution_is_one_line_as_marked_and_one_as_read(report: Report) -> None:
    """Attributions that the reader missed have only the annotators' line."""
    marked_line = (
        "Mira Tolan says (said): the army of Vantor shelled the clinic on Monday evening | Clinic shelled in Velmar"
    )
    assert report.views("a1") == (marked_line, marked_line.replace(" on Monday evening", ""))
    assert report.views("a3")[1].startswith("aid worker says (said)")
    assert len(report.views("a2")) == 1


def test_a_denial_that_only_points_shows_what_it_is_about(report: Report) -> None:
    """With the party that the annotators gave the speaker."""
    assert report.gold["a2"].startswith("Colonel Oro Dask (Vantor) denies (denied): it || the army of Vantor shelled")


def test_attributions_that_are_not_named_take_no_stance(report: Report) -> None:
    """All attributions of a report are asked about each of its propositions."""
    materials = Materials([report])
    assert {(asked.proposition, asked.stance) for asked in materials.taken} == {
        ("Vantor hit the clinic.", SUPPORTS),
        ("Vantor hit the clinic.", DENIES),
        ("Nobody was in the ward.", SUPPORTS),
    }
    assert len(materials.taken) + len(materials.untaken) == 6
    assert all(asked.stance == NONE for asked in materials.untaken)


def test_vectors_are_learned_from_contents_that_say_something(report: Report) -> None:
    """“It” is like no proposition."""
    contents = {content for _, content in Materials([report]).alike}
    assert contents == {"the army of Vantor shelled the clinic on Monday evening"}


def test_claims_of_an_event_are_asked_of_all_its_reports(folder: Path) -> None:
    """Also those on which nobody in a report takes a stance; reports of other events are left out."""
    (asked,) = asked_of_events(folder, folder / "claims.json").values()
    assert [(one.text, dict(one.stances)) for one in asked] == [
        ("Vantor shelled it", {"a1": SUPPORTS, "a2": DENIES}),
        ("It was mined", {}),
    ]
    (folder / "claims.json").write_text(json.dumps({"another": {"X": "Something else"}}))
    assert asked_of_events(folder, folder / "claims.json") == {}


def twins(report: Report) -> Materials:
    """Give two reports."""
    return Materials([report, dataclasses.replace(report, id="second")])


def test_an_epoch_is_the_same_each_time_and_unlike_the_next(report: Report) -> None:
    """A run that was stopped goes on with what it would have seen."""
    materials = twins(report)
    assert epoch(materials, SMALL, 0) == epoch(materials, SMALL, 0)
    assert epoch(materials, SMALL, 0) != epoch(materials, dataclasses.replace(SMALL, seed=8), 0)


def test_an_epoch_has_what_its_recipe_says(report: Report) -> None:
    """Stances taken, others beside them, pairs of two reports, invented ones; texts for vectors in each third step."""
    materials = twins(report)
    steps = epoch(materials, SMALL, 1)
    taken = 6 + 3
    assert sum(len(step.pairs) for step in steps) == taken + min(6, int(2.2 * taken)) + 2 + 3
    assert all(len(step.pairs) <= SMALL.pairs for step in steps)
    assert [step.alike is not None for step in steps] == [place % 3 == 0 for place in range(len(steps))]


def test_other_data_has_another_name(report: Report) -> None:
    """A checkpoint of other data is not gone on with."""
    assert Materials([report]).digest() == Materials([report]).digest() != twins(report).digest()


def test_reports_are_held_out_whatever_their_order() -> None:
    """By their names."""
    assert held_out(["c", "a", "b"], SMALL) == held_out(["a", "b", "c"], SMALL)
    assert len(held_out(["a", "b", "c"], SMALL)) == 1


def test_the_recipe_can_be_printed() -> None:
    """Every number of it is in the card."""
    assert set(SMALL.row()) == {field.name.replace("_", " ") for field in dataclasses.fields(Recipe)}
    msgspec.json.encode(SMALL.row())
