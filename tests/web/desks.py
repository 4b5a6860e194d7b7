"""Desks that tests look at: a case, the process that serves it, and what lets a browser in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.reports import ROOT


@dataclass(frozen=True)
class At:
    """A desk that is served: where, which case, and the cookies of somebody who was let in."""

    url: str
    folder: Path
    cookies: dict[str, str] = field(default_factory=dict)


@contextmanager
def opened(folder: Path) -> Iterator[At]:
    """Serve a case by a process of its own; it ends with the context."""
    command = [sys.executable, "-m", "tests.web.bare", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url, "the desk did not start"
        yield At(url, folder)
        process.terminate()
