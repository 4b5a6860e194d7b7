"""`averment sources`, as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.keeping import averment_says, kept

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import CliRunner


def test_speakers_of_a_case(runner: CliRunner, here: Path) -> None:
    """Who speaks, in how many documents, and how many they are."""
    kept(runner, here)
    page = averment_says(runner, "sources", "case").output
    assert "1 document · 1 statement" in page
    assert "speaker" in page.splitlines()[-1]


def test_speakers_for_programs(runner: CliRunner, here: Path) -> None:
    """With --json each speaker is an object on a line, and --limit bounds them."""
    kept(runner, here)
    lines = averment_says(runner, "sources", "case", "--json").output.splitlines()
    assert {json.loads(line)["format"] for line in lines} == {"averment.source/1"}
    assert averment_says(runner, "sources", "case", "--json", "--limit", "1").output.splitlines() == lines[:1]


def test_a_case_in_which_nothing_was_read(runner: CliRunner, here: Path) -> None:
    """An empty case is a sentence, and no failure."""
    averment_says(runner, "init", "empty", "--by", "ana")
    assert averment_says(runner, "sources", "empty").output == "no speakers: nothing in the case has been read\n"
    assert averment_says(runner, "sources", "empty", "--json").output == ""
    assert (here / "empty").is_dir()
