"""The documentation says what the program does. To write it anew: `make golden`."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from averment.cli.group import COMMANDS
from tests.reference import reference
from tests.transcripts import PAGES, ROOT, comparable, played, rewrite, transcripts

CLI = ROOT / "docs" / "reference" / "cli.md"
SHOWING = [page for page in PAGES if transcripts(page)]
WRITING = os.environ.get("AVERMENT_GOLDEN") == "write"
MODEL = ROOT / "src" / "averment" / "models" / "SHA256SUMS"


@pytest.mark.skipif(not MODEL.exists(), reason="there is no model to read with")
@pytest.mark.parametrize("page", SHOWING, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_is_shown_is_what_happens(page: Path) -> None:
    """Every transcript of a page can be typed, one after the other, and prints what the page says."""
    for needed in ("openssl", "ftm"):
        if any(f"{needed} " in shown.command for shown in transcripts(page)) and _missing(needed):
            pytest.skip(f"{needed} is not installed")
    if WRITING:
        rewrite(page)
    else:
        assert comparable(played(page)) == comparable(transcripts(page))


def _missing(program: str) -> bool:
    """Say whether a program is neither of the system nor of the environment that the tests run in."""
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return shutil.which(program, path=here) is None


def test_the_reference_is_that_of_the_commands() -> None:
    """The page of the command line is the help of the commands, so that none goes undocumented."""
    if WRITING:
        CLI.write_text(reference())
    assert CLI.read_text() == reference()


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_introduced(command: str) -> None:
    """A reader of the README meets every command there is."""
    assert f"`averment {command}" in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository is a file of the repository."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []
