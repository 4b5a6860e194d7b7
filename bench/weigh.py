"""What weighing a case costs: each step, the whole in seconds and memory, and one more document.

In: a case on the disk. Out: seconds and megabytes. It is weighed in processes of their own, as a command would be.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from averment import Case, api
from averment.case.store import Store
from averment.case.weighing.weigher import Weigher
from bench.reports import Reports

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from averment.weighing.model import WeighingModel

CLAIMS = 20
PROPOSITION = "Government forces carried out the attack"


@dataclass
class Cost:
    """What one weighing took, in all and by step: seconds of clock and of processors; its largest size in MB.

    `model` are the seconds of clock and processors in which it made vectors of so many `texts`.
    """

    whole: tuple[float, float]
    steps: dict[str, tuple[float, float]]
    model: tuple[float, float]
    texts: int
    megabytes: float


class Clocked:
    """A model on a clock."""

    def __init__(self, model: WeighingModel) -> None:
        self.digest = model.digest
        self.clock, self.processor, self.texts = 0.0, 0.0, 0
        self._model = model

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give vectors, on the clock."""
        began = _now()
        found = self._model.embed(texts)
        clock, processor = _since(began)
        self.clock, self.processor = self.clock + clock, self.processor + processor
        self.texts += len(texts)
        return found

    def stances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Give stances."""
        return self._model.stances(pairs)


class Steps:
    """Seconds from one step that is told to the next."""

    def __init__(self) -> None:
        self.seconds: dict[str, tuple[float, float]] = {}
        self._what, self._began = "taking up what was kept", _now()

    def __call__(self, what: str, *_: int) -> None:
        """Note that a step begins, or goes on."""
        clock, processor = _since(self._began)
        before = self.seconds.get(self._what, (0.0, 0.0))
        self.seconds[self._what] = (before[0] + clock, before[1] + processor)
        self._what, self._began = what, _now()


def weighed(folder: Path) -> Cost:
    """Weigh a case in this process: bring all up to date, then give its first claims and weigh a proposition."""
    began, steps = _now(), Steps()
    store = Store(folder, "bench")
    steps("loading the model")
    model = Clocked(api.load_weigher())
    steps("taking up what was kept")
    ledger = Weigher(store).ledger(model, steps)
    steps(f"the first {CLAIMS} claims")
    for _ in islice(ledger.claims(limit=CLAIMS), CLAIMS):
        pass
    steps("a proposition")
    ledger.weigh(PROPOSITION)
    steps("")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(_since(began), steps.seconds, (model.clock, model.processor), model.texts, peak)


def growing(texts: Sequence[str], documents: int) -> tuple[Cost, Cost, Cost]:
    """Make a case of so many reports; give what it costs to weigh it, to weigh it again, and with one more."""
    reports = Reports(texts)
    with tempfile.TemporaryDirectory(prefix="averment-bench-") as place, Case.create(Path(place, "case")) as case:
        added(case, reports, 0, documents)
        first = _apart(case.folder)
        again = _apart(case.folder)
        added(case, reports, documents, documents + 1)
        return first, again, _apart(case.folder)


def shown(cost: Cost) -> str:
    """Say what a weighing took."""
    model = (f"(vectors of {cost.texts:,} texts)", cost.model)
    lines = [f"    {what:<36}{clock:8.2f} s{busy:8.2f} s" for what, (clock, busy) in (*cost.steps.items(), model)]
    return "\n".join([f"{cost.whole[0]:.1f} s ({cost.whole[1]:.1f} s of processors), {cost.megabytes:.0f} MB", *lines])


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(began: tuple[float, float]) -> tuple[float, float]:
    clock, processor = _now()
    return clock - began[0], processor - began[1]


def added(case: Case, reports: Reports, start: int, stop: int) -> None:
    """Add the reports of some numbers to a case, from files beside it."""
    files = Path(case.folder.parent, "files")
    files.mkdir(exist_ok=True)
    paths = [files / f"{number:06}.txt" for number in range(start, stop)]
    for number, path in enumerate(paths, start):
        path.write_text(reports.text(number), encoding="utf-8")
    number = sum(addition.state == "read" for addition in case.add(paths, reader=reports))
    if number != stop - start:
        message = f"{number} of {stop - start} were read"
        raise RuntimeError(message)


def _apart(folder: Path) -> Cost:
    """Weigh a case in a process of its own."""
    printed = subprocess.run([sys.executable, "-m", "bench.weigh", folder], stdout=subprocess.PIPE, check=True).stdout  # noqa: S603  # our own
    found: dict[str, Any] = json.loads(printed)
    return Cost(**found)


if __name__ == "__main__":
    print(json.dumps(vars(weighed(Path(sys.argv[1])))))
