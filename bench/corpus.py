"""What a corpus costs: words a second of one and of two workers, processor time and memory as it grows.

In: numbers of documents, invented wire flashes of about sixty words, or a file. Out: a line a run. Each run is the
command in processes of its own, which are looked at five times a second: a peak in between is what the system kept.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from averment.scale.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFTEN = 0.2  # seconds between two looks
_TICKS = os.sysconf("SC_CLK_TCK")
_UTIME = 11  # place of the processor time in /proc/PID/stat, behind the name
_MIB = 2**20
WHO = ("The interior ministry of Dorvania", "Kharsan state television", "A spokesman for Open Cells", "Two witnesses")
SAYS = ("said", "denied", "claimed", "announced", "told reporters", "confirmed")
WHAT = (
    "that {count} people were killed in the shelling of {place}",
    "that government forces had struck the market of {place}",
    "that no aircraft had flown over {place} on that day",
    "that up to {count} prisoners had been moved to {place}",
    "that the report on {place} was a fabrication",
)
PLACES = ("Tarim Valley", "Port Osk", "Halden", "Merrow", "East Sarn", "Ludva", "Corrin", "Veshka")


@dataclass
class Cost:
    """What a run took: seconds, processor seconds of all its processes, the peak of memory of each in MiB."""

    seconds: float = 0
    processor: dict[int, float] = field(default_factory=dict)
    peaks: dict[int, float] = field(default_factory=dict)

    def look(self, root: int) -> None:
        """See what the processes of a run have taken so far."""
        for process in _below(root):
            with suppress(OSError, ValueError, StopIteration):  # it is gone
                told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
                self.processor[process] = sum(map(int, told[_UTIME : _UTIME + 2])) / _TICKS
                status = Path(f"/proc/{process}/status").read_text().splitlines()
                self.peaks[process] = next(int(one.split()[1]) for one in status if one.startswith("VmHWM")) / 1024


def flashes(count: int) -> Iterator[str]:
    """Give invented wire flashes as lines of JSON."""
    chance = random.Random(7)  # noqa: S311  (no secret)
    for number in range(count):
        place, day = chance.choice(PLACES), 1 + chance.randrange(28)
        said = [
            f"{chance.choice(WHO)} {chance.choice(SAYS)} on Tuesday "
            f"{chance.choice(WHAT).format(count=chance.randrange(2, 90), place=place)}."
            for _ in range(3)
        ]
        said.insert(1, f"Satellite photographs of {place} show damaged roofs and a road closed since {day} March.")
        known = {"title": f"Report {number}", "source": f"Outlet {number % 37}", "date": f"2031-03-{day:02}"}
        yield json.dumps({**known, "text": " ".join(said)}) + "\n"


def measured(source: Path, out: Path, workers: int, *more: str) -> Cost:
    """Run the command, and look at its processes while it runs."""
    cost = Cost()
    begun = time.monotonic()
    command = [sys.executable, "-m", "averment", "read", str(source), "--out", str(out), "--workers", str(workers)]
    with subprocess.Popen([*command, *more], stdout=subprocess.DEVNULL) as running:  # noqa: S603  (our own command)
        while running.poll() is None:
            cost.look(running.pid)
            time.sleep(_OFTEN)
    cost.seconds = time.monotonic() - begun
    return cost


def report(name: str, out: Path, cost: Cost) -> float:
    """Print what a run took; give its words a second."""
    found = list(Folder(out).manifests())
    documents, words = sum(one.documents for one in found), sum(one.words for one in found)
    processor, rate = sum(cost.processor.values()), words / cost.seconds
    peaks = sorted(cost.peaks.values(), reverse=True)[:3]
    print(
        f"{name}: {documents:,} documents, {words:,} words in {cost.seconds:,.1f} s: {rate:,.0f} words/s; "
        f"processor {processor:,.1f} s: {1000 * processor / max(1, documents):.2f} ms a document, "
        f"{words / processor:,.0f} words a second; largest processes {', '.join(f'{one:.0f}' for one in peaks)} MiB",
        flush=True,
    )
    return rate


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000], help="documents of growing corpora")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--source", type=Path, help="read this file or folder instead")
    parser.add_argument("more", nargs="*", help="further options of averment read, behind --")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        for size in [0] if options.source else options.sizes:
            source = options.source or Path(place) / f"{size}.jsonl"
            if not options.source:
                with source.open("w") as file:
                    file.writelines(flashes(size))
            rates = []
            for workers in options.workers:
                out = Path(place) / f"{size}-{workers}"
                name = f"{workers} worker{'s' * (workers > 1)}"
                rates.append(report(name, out, measured(source, out, workers, *options.more)))
            if len(rates) > 1:
                print(f"  {rates[-1] / rates[0]:.2f} times the words a second of the first")


def _below(root: int) -> list[int]:
    """Give a process and all that it started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            told = path.read_text().rpartition(")")[2].split()
            parents.setdefault(int(told[1]), []).append(int(path.parent.name))
    found, at = [root], 0
    while at < len(found):
        found += parents.get(found[at], [])
        at += 1
    return found


if __name__ == "__main__":
    main()
