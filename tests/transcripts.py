"""Commands shown in the documentation, run again.

A fenced block marked `console` is a transcript: each line after `$ ` is a command, what follows is all that it prints.
Those of a page run one after the other in an empty folder that has the examples in it, in 80 columns, where `averment`
is this package with a clock and a key that stand still (`tests.frozen`).
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
# scores of models, and what follows from their last digits, which are not the same on every processor
_OF_SCORES = re.compile(
    r"(?<=root[ \n])[ ]*[0-9a-f]{64}|(?<=root: )[0-9a-f]{64}|(?<=the reading is )[0-9a-f]{12}|(?<=\s)[01]\.\d\d(?=\s)"
)


@dataclass(frozen=True)
class Transcript:
    """A command and what the page says it prints."""

    command: str
    printed: str


def transcripts(page: Path) -> list[Transcript]:
    """Give the commands of a page, in order."""
    return [Transcript(*pair) for block in _BLOCK.findall(page.read_text()) for pair in _commands(block)]


def played(page: Path) -> list[Transcript]:
    """Give the commands of a page with what they print now."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        return [Transcript(shown.command, _run(shown.command, folder)) for shown in transcripts(page)]


def comparable(shown: list[Transcript]) -> list[str]:
    """Give transcripts as text, without what differs from one processor to another."""
    return [f"$ {one.command}\n{_OF_SCORES.sub('…', one.printed)}" for one in shown]


def rewrite(page: Path) -> None:
    """Put what the commands print now in place of what the page says."""
    now = iter(played(page))

    def anew(block: re.Match[str]) -> str:
        return "".join(f"$ {one.command}\n{one.printed}" for _, one in zip(_commands(block[0]), now, strict=False))

    page.write_text(_BLOCK.sub(anew, page.read_text()))


def _run(command: str, folder: str) -> str:
    """Run a command as a reader of the page would, and give what it prints to both streams."""
    averment = f'averment() {{ {shlex.quote(sys.executable)} -m tests.frozen "$@"; }}'
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # of what is installed
    paths = {"PATH": programs, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    environment = {**os.environ, "COLUMNS": "80", **paths}
    result = subprocess.run(
        ["/bin/bash", "-c", f"{averment}\n{command}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        check=False,
        timeout=120,
    )
    return result.stdout.decode()


def _commands(block: str) -> Iterator[tuple[str, str]]:
    pieces = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return zip(pieces[::2], pieces[1::2], strict=True)
