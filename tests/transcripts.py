"""Commands shown in the documentation, run again.

A fenced block marked `console` is a transcript: each line after `$ ` is a command, what follows is all that it prints.
Those of a page run one after the other in an empty folder that has the examples in it, in 80 columns, where `averment`
is this package with a clock and a key that stand still (`tests.frozen`).

One marked `pycon` is what a person types into Python, after `>>> ` and `... `, and sees. Each block is a Python of its
own, in the same folder (`tests.typing_python`).
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"(?<=^```)(console|pycon)\n(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
# scores of models, and what follows from their last digits, which are not the same on every processor
_OF_SCORES = re.compile(
    r"(?<=root[ \n])[ ]*[0-9a-f]{64}|(?<=root: )[0-9a-f]{64}|(?<=the reading is )[0-9a-f]{12}|(?<=\s)[01]\.\d\d(?=\s)"
)


@dataclass(frozen=True)
class Transcript:
    """A command, or a statement in Python, and what the page says it prints. `typed` is how the page shows it."""

    command: str
    printed: str
    typed: str


def transcripts(page: Path) -> list[Transcript]:
    """Give the commands of a page, in order."""
    return [shown for block in _blocks(page) for shown in block]


def played(page: Path) -> list[Transcript]:
    """Give the commands of a page with what they print now."""
    with TemporaryDirectory(dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")) as folder:
        (Path(folder) / "examples").symlink_to(ROOT / "examples")
        return [shown for block in _blocks(page) for shown in _played(block, folder)]


def comparable(shown: list[Transcript]) -> list[str]:
    """Give transcripts as text, without what differs from one processor to another."""
    return [one.typed + _OF_SCORES.sub("…", one.printed) for one in shown]


def rewrite(page: Path) -> None:
    """Put what the commands print now in place of what the page says."""
    now = iter(played(page))

    def anew(block: re.Match[str]) -> str:
        said = (one.typed + one.printed for _, one in zip(_said(block), now, strict=False))
        return f"{block[1]}\n{''.join(said)}"

    page.write_text(_BLOCK.sub(anew, page.read_text()))


def _blocks(page: Path) -> list[list[Transcript]]:
    return [_said(block) for block in _BLOCK.finditer(page.read_text())]


def _said(block: re.Match[str]) -> list[Transcript]:
    prompt = _PROMPTS[block[1]]
    pieces = prompt.split(block[2])[1:]
    return [
        Transcript(command=re.sub(r"^(\$|>>>|\.\.\.) ?", "", typed, flags=re.MULTILINE), printed=printed, typed=typed)
        for typed, printed in zip(pieces[::2], pieces[1::2], strict=True)
    ]


_PROMPTS = {
    "console": re.compile(r"^(\$ .*\n)", re.MULTILINE),
    "pycon": re.compile(r"^(>>> .*\n(?:\.\.\..*\n)*)", re.MULTILINE),
}


def _played(block: list[Transcript], folder: str) -> list[Transcript]:
    """Run what one block shows, all of it commands or all of it Python."""
    if block and block[0].typed.startswith(">>>"):
        command = [sys.executable, "-m", "tests.typing_python"]
        printed = json.loads(_run(command, folder, json.dumps([one.command for one in block])))
    else:
        averment = f'averment() {{ {shlex.quote(sys.executable)} -m tests.frozen "$@"; }}'
        printed = [_run(["/bin/bash", "-c", f"{averment}\n{one.command}"], folder) for one in block]
    return [replace(one, printed=now) for one, now in zip(block, printed, strict=True)]


def _run(command: list[str], folder: str, given: str = "") -> str:
    """Run a command as a reader of the page would, and give what it prints to both streams."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])  # of what is installed
    paths = {"PATH": programs, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    environment = {**os.environ, "COLUMNS": "80", **paths}
    result = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        input=given.encode(),
        cwd=folder,
        env=environment,
        check=False,
        timeout=120,
    )
    return result.stdout.decode()
