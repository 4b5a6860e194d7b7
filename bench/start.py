"""What a person waits for: the command from a cold start, its memory, and the size of the installed core."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "examples" / "tarim-valley.html"
TEXT = ROOT / "examples" / "tarim-valley-reply.txt"


def command(*arguments: str) -> tuple[float, float]:
    """Run `averment` with arguments in a new process; give wall seconds and its largest resident size in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [sys.executable, "-m", "averment", *arguments], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"averment {' '.join(arguments)} ended with exit code {process.returncode}"
        raise SystemExit(message)
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def installed_megabytes() -> float:
    """Install the package without extras into an empty folder and give the size of what lies there."""
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", place, str(ROOT)]
        subprocess.run(pip, check=True)  # noqa: S603  (our own command)
        return sum(path.stat().st_size for path in Path(place).rglob("*") if path.is_file()) / 1e6
