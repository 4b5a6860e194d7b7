"""`averment export`: what was reviewed, handed over; what was not is named, and nothing is written over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.evaluation import read_gold
from tests.cli.keeping import ANA, BO, averment_says, digest, kept, short

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def _reviewed(runner: CliRunner, here: Path) -> None:
    """Make a case, and review one report whole and one line of the other; the reader of the tests knows no acts."""
    kept(runner, here)
    averment_says(runner, "judge", "case", "correct", "in/ana.txt#a1", "--set", "act=assert")
    averment_says(runner, "judge", "case", "correct", "in/ana.txt#a2", "--set", "act=deny")
    (here / "in" / "cleo.txt").write_text("It rained. Cleo said the bridge stood. Dan said it fell.")
    averment_says(runner, "add", "case", "in/cleo.txt")
    averment_says(runner, "judge", "case", "correct", "in/cleo.txt#a1", "--set", "act=assert")


def test_a_reviewed_report_is_written_as_evaluate_takes_it(runner: CliRunner, here: Path) -> None:
    """The folder holds the report and what people left of its reading; it names what is left to do in the others."""
    _reviewed(runner, here)

    said = averment_says(runner, "export", "case", "--to", "gold", "-o", "gold").stdout

    (article,) = read_gold(here / "gold")
    assert article.id == digest(ANA).removeprefix("sha256:")
    assert article.text == ANA.decode()
    assert [one.act for one in article.attributions] == ["assert", "deny"]
    assert said.startswith("Wrote 1 report of which every line is reviewed to gold.\n")
    assert "1 of 2 lines left  " in said
    assert short(BO) not in said
    assert not (here / "gold" / "partial").exists()


def test_the_same_review_gives_the_same_bytes(runner: CliRunner, here: Path) -> None:
    """Exported again, each file is the same, and no file is named by a word of a report."""
    _reviewed(runner, here)
    for folder in ("one", "two"):
        averment_says(runner, "export", "case", "--to", "gold", "-o", folder, "--partial")

    one, two = (
        {path.relative_to(at): path.read_bytes() for path in at.rglob("*.*")} for at in (here / "one", here / "two")
    )

    assert one == two
    names = {path.name.partition(".")[0] for path in one} - {"README"}
    assert all(len(name) == 64 and set(name) <= set("0123456789abcdef") for name in names)
    assert len(names) == 2


def test_what_is_reviewed_in_part_lies_apart_and_says_so(runner: CliRunner, here: Path) -> None:
    """No score can be made by mistake of a report of which some lines were left."""
    _reviewed(runner, here)
    averment_says(runner, "export", "case", "--to", "gold", "-o", "gold", "--partial")

    (made,) = (here / "gold" / "partial" / "gold").iterdir()
    marked = json.loads(made.read_bytes())

    assert marked["partial"] is True
    assert [one["id"] for one in marked["attributions"]] == ["a1"]
    assert len(list(read_gold(here / "gold"))) == 1


def test_a_folder_with_something_in_it_is_left_as_it_is(runner: CliRunner, here: Path) -> None:
    """Nothing is mixed with what is there, and no file is written over."""
    _reviewed(runner, here)
    (here / "gold").mkdir()
    (here / "gold" / "mine.txt").write_text("mine")
    (here / "file").write_text("mine")

    assert "not empty" in averment_says(runner, "export", "case", "--to", "gold", "-o", "gold", code=2).output
    assert "a file" in averment_says(runner, "export", "case", "--to", "gold", "-o", "file", code=2).output
    assert [path.name for path in (here / "gold").iterdir()] == ["mine.txt"]


def test_nothing_reviewed_is_nothing_to_write(runner: CliRunner, here: Path) -> None:
    """No folder is made, and it is said why; where some lines are reviewed they are counted."""
    kept(runner, here)
    assert (
        "nothing in it is reviewed"
        in averment_says(runner, "export", "case", "--to", "gold", "-o", "gold", code=2).output
    )

    averment_says(runner, "judge", "case", "correct", "in/ana.txt#a1", "--set", "act=assert")
    said = averment_says(runner, "export", "case", "--to", "gold", "-o", "gold", code=2).output

    assert f"{short(ANA)}  1 of 2 lines left" in said
    assert not (here / "gold").exists()


def test_a_form_that_is_none_is_wrong_use(runner: CliRunner, here: Path) -> None:
    """It says which there are."""
    kept(runner, here)

    assert "gold" in averment_says(runner, "export", "case", "--to", "silver", "-o", "x", code=2).output
