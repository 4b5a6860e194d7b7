"""What a person waits for: the command from a cold start, its memory, and the size of the installed core."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "examples" / "tarim-valley.html"
TEXT = ROOT / "examples" / "tarim-valley-reply.txt"


_LAUNCH = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run([sys.executable, "-m", "averment", *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def command(*arguments: str) -> tuple[float, float]:
    """Run `averment` with arguments in a new process; give wall seconds and its largest resident size in MB.

    A small process starts it: the size of a process counts from that of its parent, and ours has held PyTorch.
    """
    launch = [sys.executable, "-S", "-c", _LAUNCH, *arguments]
    printed = subprocess.run(launch, stdout=subprocess.PIPE, check=True).stdout  # noqa: S603  (our own command)
    seconds, megabytes = map(float, printed.split())
    return seconds, megabytes


def installed_megabytes() -> float:
    """Install the package without extras into an empty folder and give the size of what lies there."""
    with tempfile.TemporaryDirectory() as place:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--target", place, str(ROOT)]
        subprocess.run(pip, check=True)  # noqa: S603  (our own command)
        return sum(path.stat().st_size for path in Path(place).rglob("*") if path.is_file()) / 1e6
