"""What brat is given: marks that say the words that stand there, whatever the text; events that hang together."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from msgspec.structs import replace

from averment import Reading
from averment.evaluation import read_gold, score
from averment.render.exports import brat
from averment.render.exports.material import Material
from tests.render.exports.reports import HARD, any_reading, hard, material
from tests.render.exports.standoff import Annotated, annotated


def _written(folder: Path, reading: Reading) -> Annotated:
    brat.write(material(reading), folder)
    return annotated(folder, reading.document.digest.removeprefix("sha256:"))


def test_an_event_holds_an_attribution(velmar: Reading, tmp_path: Path) -> None:
    """Source, cue and content are roles of an event; what it rests on, counts and answers are too."""
    found = _written(tmp_path, velmar)
    assert len(found.events) == len(velmar.attributions)
    assert found.role("E4", "Source") == ["Mira Tolan, a surgeon at the clinic,"]
    assert found.role("E4", "Cue") == ["said"]
    assert found.role("E4", "Evidence") == ["satellite pictures of craters around the ward"]
    assert found.role("E4", "Figure") == ["up to 30 patients"]
    assert found.role("E2", "Said") == ["on Monday"]


def test_denials_lead_to_what_they_deny(velmar: Reading, tmp_path: Path) -> None:
    """An event is about the events that its source denies; its act is an attribute of it."""
    found = _written(tmp_path, velmar)
    assert found.attributes["Act", "E7"] == "deny"
    assert found.role("E7", "About") == ["E3", "E4"]


def test_what_has_no_mark_is_noted(velmar: Reading, tmp_path: Path) -> None:
    """Who a source is and the bounds of a figure stand in notes; a line can be found again in the reading."""
    found = _written(tmp_path, velmar)
    source = next(name for role, name in found.events["E7"] if role == "Source")
    assert found.attributes["Kind", source] == "person"
    assert found.notes[source] == [
        "Oro Dask (person), Colonel, Armed Forces of the Vantor Republic · Government of Vantor"
    ]
    figure = next(name for role, name in found.events["E4"] if role == "Figure")
    assert found.notes[figure] == ["patients: up to 30"]
    assert found.notes["E7"] == ["a7, score 0.90"]


def test_the_same_words_are_marked_once(velmar: Reading, tmp_path: Path) -> None:
    """Two attributions of one source share its mark."""
    found = _written(tmp_path, velmar)
    assert list(found.words.values()).count("The Halden Red Crescent") == 1
    assert found.role("E10", "Source") == found.role("E11", "Source") == ["The Halden Red Crescent"]


def test_marks_break_where_lines_do(tmp_path: Path) -> None:
    """No piece of a mark holds a line break; offsets are those of the reading, and an emoji counts as one."""
    found = _written(tmp_path, hard())
    assert len(found.text) == len(HARD)
    assert found.role("E1", "Content") == ["two drivers 👩\u200d🚒 were\tdead"]
    assert found.role("E2", "Content") == ["“Not so,” “not one.”"]
    assert found.role("E2", "Cue") == ["said"]
    drivers = next(name for role, name in found.events["E1"] if role == "Figure")
    assert found.places[drivers] == ((HARD.index("two"), HARD.index("two") + 11),)


def test_measured_it_is_right(velmar: Reading, tmp_path: Path) -> None:
    """What was written for brat is gold for `averment evaluate`, and the reading it was made of is right in it."""
    text = re.sub(r"(?<=\S)\n(?=\S)", " ", velmar.document.text)  # a mark over two lines is two pieces for brat
    velmar = replace(velmar, document=replace(velmar.document, text=text))
    folder = tmp_path / "brat"
    folder.mkdir()
    brat.write(material(velmar), folder)
    name = velmar.document.digest.removeprefix("sha256:")
    for place, suffix in (("text", ".txt"), ("attributions", "_ana.ann")):
        (tmp_path / place).mkdir()
        (folder / f"{name}.{suffix[-3:]}").rename(tmp_path / place / f"{name}{suffix}")
    (article,) = read_gold(tmp_path)
    scores = score([(article, velmar)])
    found = (scores.cue, scores.source, scores.content, scores.relation_strict)
    assert [(one.n, one.f1) for one in found] == [(11, 100.0), (9, 100.0), (12, 100.0), (11, 100.0)]


def test_what_people_should_know_is_told(tmp_path: Path) -> None:
    """It says what brat does not hold, and that a report that is there twice stands once."""
    brat_folder = tmp_path / "brat"
    brat_folder.mkdir()
    written = brat.write(material(hard(), hard()), brat_folder)
    assert sorted(written.files) == sorted(path.name for path in brat_folder.iterdir())
    assert len(written.told) == 2
    assert written.told[1].startswith("1 of the reports is the same original")


def test_attributions_without_words_are_no_events(velmar: Reading, tmp_path: Path) -> None:
    """Without a cue an event hangs on the content; one of white space alone is none, and nothing leads to it."""
    bare = replace(velmar.attributions[2], cue=())
    nothing = replace(velmar.attributions[3], cue=((39, 41),), source=(), content=())
    changed = replace(velmar, attributions=(*velmar.attributions[:2], bare, nothing, *velmar.attributions[4:]))
    found = _written(tmp_path, changed)
    assert len(found.events) == len(velmar.attributions) - 1
    assert found.role("E3", "Cue") == []
    assert found.role("E3", "Content") == ["their forces had shelled a clinic in Velmar"]
    assert found.role("E6", "About") == ["E3"]


def test_a_digest_leads_nowhere(velmar: Reading, tmp_path: Path) -> None:
    """What a corpus calls a digest becomes a name in the folder, whatever it is."""
    folder = tmp_path / "brat"
    folder.mkdir()
    brat.write(material(replace(velmar, document=replace(velmar.document, digest="sha256:../up"))), folder)
    assert (folder / "___up.ann").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_nothing_is_a_folder_of_settings(tmp_path: Path) -> None:
    """Of no reports there are the settings."""
    none = Material(title="none", readings=lambda: iter(()), claims=lambda: iter(()))
    assert set(brat.write(none, tmp_path).files) == {"annotation.conf", "visual.conf", "tools.conf"}


@given(any_reading())
def test_every_mark_says_the_words_that_stand_there(reading: Reading) -> None:
    """Whatever the text and the marks, brat finds a mark's words at its offsets; all words of a span are marked."""
    with TemporaryDirectory() as folder:
        found = _written(Path(folder), reading)
    text = reading.document.text
    assert len(found.text) == len(text)
    events = {note[0].split(",")[0]: name for name, note in found.notes.items() if name[0] == "E"}
    for one in reading.attributions:
        for role, spans in (("Source", one.source), ("Cue", one.cue), ("Content", one.content)):
            said = "".join(found.text[start:end] for start, end in spans).split()
            marked = "".join(found.role(events[one.id], role)).split() if one.id in events else []
            assert "".join(marked) == "".join(said)
