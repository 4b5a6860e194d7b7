"""`averment copies`: the pairs on the page and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.keeping import averment_says, kept
from tests.weighing.dispatches import FLOOD, WIRE

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def test_a_case_without_copies_says_so(runner: CliRunner, here: Path) -> None:
    """Reports that share nothing are no failure: a sentence, and no line of JSON."""
    case = kept(runner, here).name

    assert "No two documents share" in averment_says(runner, "copies", case).output
    assert averment_says(runner, "copies", case, "--json").output == ""


def test_a_copy_is_shown_and_printed(runner: CliRunner, here: Path) -> None:
    """A report within a longer one is named with why, and has the keys of the contract."""
    case = kept(runner, here).name
    (here / "wire.txt").write_text(f"VELMAR (AFP) - {WIRE}")
    (here / "copy.txt").write_text(f"{FLOOD}\n\n{WIRE}")
    averment_says(runner, "add", case, "wire.txt", "copy.txt", "--by", "ana")

    page = averment_says(runner, "copies", case).output
    (line,) = averment_says(runner, "copies", case, "--json").output.splitlines()

    assert "a copy   origin: AFP" in page
    printed = json.loads(line)
    assert printed["format"] == "averment.copy/1"
    assert printed["relation"] == "copy"
    assert printed["origin"] == "AFP"
    assert len(printed["passages"]) == 1
