"""The case that a desk shows, for many requests at a time: all that pages do with it runs on one thread, in order.

In: the folder of a case, and work to be done with it. Out: what the work gives. The case is weighed on another thread
(`weighing`), so that a page shows what was weighed before where it takes longer, and says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from averment.case import Case
from averment.web.changes import Changes, Since
from averment.web.weighing import Doing, Weighing

if TYPE_CHECKING:
    from averment.web.overview import Overview, Spot
    from averment.weighing.ledger import Ledger

Given = TypeVar("Given")
PATIENCE: Final = 1.0
"""Seconds that a page waits for what was decided last to be weighed."""
_FIRST: Final = 3
"""So many times that is waited where nothing was weighed yet: a small case needs no page that says how far it is."""


class UnweighedError(Exception):
    """The case has never been weighed, and that takes longer than a page waits. `doing` is how far it is."""

    def __init__(self, doing: Doing | None) -> None:
        super().__init__("the case is being weighed")
        self.doing = doing


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """As of which entry of the log a page was weighed, what was not weighed since, and why not where that failed."""

    at: int
    since: Since = Since()
    error: str | None = None

    @property
    def stale(self) -> bool:
        """Tell whether the page shows less than the case has."""
        return bool(self.since)


class Desk:
    """One case, open. Close it when the server ends.

    `Case` and `Ledger` are each for one thread at a time. The case of the desk is used on the thread `case` alone; the
    thread `weighing` opens its own; a ledger passes from it to the thread `case`, and what both do with it takes turns.
    """

    def __init__(self, folder: Path, by: str | None = None, patience: float = PATIENCE) -> None:
        self._thread = ThreadPoolExecutor(1, "case")
        self._case = self._thread.submit(Case.open, folder, by=by).result()
        self._changes = Changes()
        self._weighing = Weighing(folder)
        self._patience = patience
        self.name = self._case.name

    async def case(self, work: Callable[[Case], Given]) -> Given:
        """Do something with the case; give what comes of it, or raise what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._case)

    async def ledger(self, work: Callable[[Case, Ledger], Given]) -> Given:
        """Do something with the case and its ledger, which may be a little older than the case (`weighed`)."""
        return (await self.weighed(work))[0]

    async def weighed(self, work: Callable[[Case, Ledger], Given]) -> tuple[Given, Weighed]:
        """Do something with the case and its ledger; say also as of when that is.

        `UnweighedError` where there is none yet. What weighing raised is raised where it never succeeded.
        """
        found = await self._waited(self._weighing.want, lambda: self._weighing.latest)

        def done(case: Case) -> tuple[Given, Weighed]:
            return found.use(lambda ledger: work(case, ledger)), self._as_of(case, found.at)

        return await self.case(done)

    async def overview(self, work: Callable[[Case, Overview], Given]) -> tuple[Given, Weighed]:
        """Do something with the case and the overview of its claims, as `weighed`; it takes longer to be made anew."""
        found = await self._waited(self._weighing.overview, lambda: self._weighing.latest_overview)
        return await self.case(lambda case: (work(case, found), self._as_of(case, found.at)))

    @property
    def latest(self) -> Overview | None:
        """Give the last overview there is, without waiting."""
        return self._weighing.latest_overview

    def past(self, name: str, now: frozenset[Spot] = frozenset()) -> frozenset[Spot]:
        """Give what stood in a claim of this id since the desk was opened, and remember what stands there now."""
        return self._weighing.past(name, now)

    def close(self) -> None:
        """Stop weighing, let go of the case."""
        self._weighing.close()
        self._thread.submit(self._case.close).result()
        self._thread.shutdown()

    async def _waited(self, want: Callable[[int], Future[Given]], latest: Callable[[], Given | None]) -> Given:
        """Wait for what was asked for; after a while take what there is."""
        at = await self.case(self._changes.look)
        future = asyncio.wrap_future(want(max(1, at)))
        await asyncio.wait([future], timeout=self._patience * (1 if latest() else _FIRST))
        if future.done() and not future.cancelled() and future.exception() is None:
            return future.result()
        future.add_done_callback(lambda one: one.cancelled() or one.exception())  # it is looked at by whoever asks next
        found = latest()
        if found is not None:
            return found
        if self._weighing.error is not None:
            raise self._weighing.error
        raise UnweighedError(self._weighing.doing)

    def _as_of(self, case: Case, at: int) -> Weighed:
        self._changes.look(case)
        since = self._changes.since(at)
        error = self._weighing.error
        return Weighed(at=at, since=since, error=str(error) if error is not None and since else None)
