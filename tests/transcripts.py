"""Commands shown in the documentation, run again.

A fenced block marked `console` is a transcript: each line after `$ ` is a command, what follows is all that it prints.
It runs in the root of the repository, in 80 columns, where `averment` is this package.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Transcript:
    """A command and what the page says it prints."""

    page: str
    command: str
    printed: str


def transcripts(page: Path) -> list[Transcript]:
    """Give the commands of a page, in order."""
    name = str(page.relative_to(ROOT))
    return [
        Transcript(name, command, printed)
        for block in _BLOCK.findall(page.read_text())
        for command, printed in _commands(block)
    ]


def run(command: str) -> str:
    """Run a command as a reader of the page would, and give what it prints to both streams."""
    averment = f'averment() {{ {shlex.quote(sys.executable)} -m averment "$@"; }}'
    environment = {**os.environ, "COLUMNS": "80"}
    result = subprocess.run(
        ["/bin/bash", "-c", f"{averment}\n{command}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env=environment,
        check=False,
        timeout=120,
    )
    return result.stdout.decode()


def rewrite(page: Path) -> None:
    """Put what the commands print now in place of what the page says."""

    def anew(block: re.Match[str]) -> str:
        return "".join(f"$ {command}\n{run(command)}" for command, _ in _commands(block[0]))

    page.write_text(_BLOCK.sub(anew, page.read_text()))


def _commands(block: str) -> list[tuple[str, str]]:
    pieces = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(pieces[::2], pieces[1::2], strict=True))
