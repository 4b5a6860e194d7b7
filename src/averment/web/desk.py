"""The case that a desk shows, for many requests at a time: all that touches it runs on one thread, in order.

In: the folder of a case, and work to be done with it. Out: what the work gives. The ledger is brought up to date when
it is asked for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from averment.case import Case

if TYPE_CHECKING:
    from averment.weighing.ledger import Ledger

Given = TypeVar("Given")


class Desk:
    """One case, open. Close it when the server ends."""

    def __init__(self, folder: Path, by: str | None = None) -> None:
        self._thread = ThreadPoolExecutor(1, "case")
        self._case = self._thread.submit(Case.open, folder, by=by).result()
        self.name = self._case.name

    async def case(self, work: Callable[[Case], Given]) -> Given:
        """Do something with the case; give what comes of it, or raise what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._case)

    async def ledger(self, work: Callable[[Case, Ledger], Given]) -> Given:
        """Do something with the case and its ledger."""
        return await self.case(lambda case: work(case, case.ledger()))

    def close(self) -> None:
        """Let go of the case."""
        self._thread.submit(self._case.close).result()
        self._thread.shutdown()
