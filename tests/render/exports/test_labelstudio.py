"""What Label Studio is given: tasks that its own SDK finds valid, with offsets that give the words back."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from averment import Reading
from averment.render.exports import labelstudio
from averment.render.exports.labelstudio_tasks import task
from averment.render.exports.material import Material
from tests.render.exports.reports import HARD, any_reading, hard, material

PYTHON = Path(sys.prefix) / "labelstudio" / "bin" / "python"
_CHECK = """
import copy, json, sys
from label_studio_sdk.label_interface import LabelInterface

folder = sys.argv[1]
config = open(folder + "/config.xml", encoding="utf-8").read()
interface = LabelInterface(config)
interface.validate()
wrong = []
for task in json.load(open(folder + "/tasks.json", encoding="utf-8")):
    if not interface.validate_task({"data": task["data"]}):
        wrong.append("data")
    for prediction in task["predictions"]:
        wrong += interface.validate_prediction(prediction, return_errors=True)
        for index in (0, len(prediction["result"]) - 1):
            spoilt = copy.deepcopy(prediction)
            spoilt["result"][index].update(from_name="nothing", to_id="nothing")
            if not interface.validate_prediction(spoilt, return_errors=True):
                wrong.append("spoilt, and valid")
print(json.dumps({"wrong": wrong, "controls": sorted(one.name for one in interface.controls)}))
"""


def _written(folder: Path, *readings: Reading) -> list[dict[str, Any]]:
    labelstudio.write(material(*readings), folder)
    tasks: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_bytes())
    return tasks


def _results(task: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in task["predictions"][0]["result"] if one["type"] == kind]


def _values(task: dict[str, Any], region: str) -> dict[str, Any]:
    """Give what is said of a region, by the controls that say it."""
    held = [one for one in task["predictions"][0]["result"] if one.get("id") == region]
    return {one["from_name"]: one["value"][{"textarea": "text"}.get(one["type"], one["type"])] for one in held}


def _led(task: dict[str, Any], region: str) -> set[tuple[str, str]]:
    return {(one["labels"][0], one["to_id"]) for one in _results(task, "relation") if one["from_id"] == region}


@pytest.mark.skipif(
    not PYTHON.exists(), reason="Label Studio's SDK has an environment of its own: `make check` makes it"
)
def test_its_own_sdk_finds_it_valid(velmar: Reading, tmp_path: Path) -> None:
    """Configuration, data, every region and relation hold before Label Studio's SDK, which finds what is spoilt."""
    _written(tmp_path, velmar, hard())
    ran = subprocess.run([PYTHON, "-c", _CHECK, str(tmp_path)], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    assert answer["wrong"] == []
    assert set(answer["controls"]) >= {"span", "act", "certainty", "kind", "speaker", "low", "high", "evidence"}


def test_an_attribution_is_a_cue_with_relations(velmar: Reading, tmp_path: Path) -> None:
    """From a cue relations lead to its source, its content, what it rests on and what it denies."""
    (found,) = _written(tmp_path, velmar)
    assert _values(found, "a7-cue") == {"span": ["Cue"], "act": ["deny"]}
    assert _led(found, "a7-cue") == {
        ("source", "a7-source"),
        ("content", "a7-content"),
        ("about", "a3-cue"),
        ("about", "a4-cue"),
    }
    assert _led(found, "a7-content") == {("continues", "a7-content-2")}
    assert {("evidence", "e1"), ("figure", "f1")} <= _led(found, "a4-cue")
    assert ("said", "d1") in _led(found, "a2-cue")


def test_what_is_said_of_a_region(velmar: Reading, tmp_path: Path) -> None:
    """Who speaks, a figure's bounds and the kind of evidence are said of their regions; what is open is left out."""
    (found,) = _written(tmp_path, velmar)
    assert _values(found, "a4-source") == {
        "span": ["Source"],
        "kind": ["person"],
        "speaker": ["Mira Tolan (person), surgeon"],
    }
    assert _values(found, "f1") == {"span": ["Figure"], "high": 30, "counted": ["patients: up to 30"]}
    assert _values(found, "e1") == {"span": ["Evidence"], "evidence": ["imagery"], "polarity": ["supports"]}


def test_it_is_a_prediction_of_the_model(velmar: Reading, tmp_path: Path) -> None:
    """A task says which report it is and which model read it; nothing is passed off as a person's."""
    (found,) = _written(tmp_path, velmar)
    assert set(found) == {"data", "predictions"}
    assert found["predictions"][0]["model_version"] == velmar.model.reader
    assert found["data"]["document"] == velmar.document.digest
    assert found["data"]["published"] == "2031-03-01/2031-03-31"
    assert "url" not in found["data"]


def test_emoji_count_as_one(tmp_path: Path) -> None:
    """Offsets count code points, as Label Studio's editor does, also after signs that a browser counts as two."""
    (found,) = _written(tmp_path, hard())
    (council,) = [one["value"] for one in _results(found, "labels") if one["id"] == "a1-source"]
    assert found["data"]["text"] == HARD
    assert (council["start"], council["text"]) == (20, "مجلس فلمار")
    assert _values(found, "f1") == {"span": ["Figure"], "low": 2, "counted": ["killed: at least 2"]}


def test_much_is_several_files(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Label Studio would not take at a time goes to further files, each an array of tasks."""
    monkeypatch.setattr(labelstudio, "MOST_BYTES", 70_000)
    written = labelstudio.write(material(*[velmar] * 5), tmp_path)
    assert written.files[:3] == ("config.xml", "tasks.json", "tasks-2.json")
    sizes = [len(json.loads((tmp_path / name).read_bytes())) for name in written.files[1:]]
    assert sum(sizes) == 5
    assert max(sizes) > 1
    assert any(f"{len(sizes)} files" in sentence for sentence in written.told)


def test_nothing_is_an_empty_array(tmp_path: Path) -> None:
    """Of no reports there is a file of no tasks."""
    none = Material(title="none", readings=lambda: iter(()), claims=lambda: iter(()))
    assert labelstudio.write(none, tmp_path).files == ("config.xml", "tasks.json")
    assert json.loads((tmp_path / "tasks.json").read_bytes()) == []


@given(any_reading())
def test_every_region_gives_its_words_back(reading: Reading) -> None:
    """Whatever the text and the marks, a region's words stand at its offsets; relations tie regions that are there."""
    made = task("report.txt", reading)
    text = made["data"]["text"]
    assert len(text) == len(reading.document.text)
    regions = set()
    for one in _results(made, "labels"):
        value = one["value"]
        assert value["text"] == text[value["start"] : value["end"]]
        assert one["id"] not in regions
        regions.add(one["id"])
    for one in _results(made, "relation"):
        assert {one["from_id"], one["to_id"]} <= regions
    for line in reading.attributions:
        for role, spans in (("source", line.source), ("cue", line.cue), ("content", line.content)):
            pieces = [
                (one["value"]["start"], one["value"]["end"])
                for one in _results(made, "labels")
                if one["id"].startswith(f"{line.id}-{role}")
            ]
            assert pieces == list(spans)
