"""The case that a desk shows, for many requests at a time: all that pages do with it runs on one thread, in order.

In: the folder of a case, and work to be done with it. Out: what the work gives. The case is weighed on other threads
(`weighing`), so that a page shows what was weighed before where it takes longer, and says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from averment.case import Case
from averment.web.changes import Changes, Since
from averment.web.overview import Overview, Row, Spot, rows_of
from averment.web.weighing import AsOf, Doing, Rounds

if TYPE_CHECKING:
    from averment.case.weighing.update import Progress
    from averment.weighing.ledger import Ledger

Given = TypeVar("Given")
PATIENCE: Final = 1.0
"""Seconds that a page waits for what was decided last to be weighed."""
WAIT: Final = 2.0
"""Seconds that what changes the case waits for another process that does: all pages wait with it."""
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


class Whole(msgspec.Struct, frozen=True):
    """A ledger of which all is made that lists need: its claims, what is to be reviewed; and the overview of them."""

    ledger: Ledger
    overview: Overview


class Desk:
    """One case, open. Close it when the server ends.

    `Case` and `Ledger` are each for one thread at a time. The case of the desk, and every ledger that is handed over,
    are used on the thread `case` alone. The threads `weighing` (a ledger as soon as there is one) and `overview` (a
    ledger of its own, with all that lists need, which takes some ten times as long) open cases of their own.
    """

    def __init__(self, folder: Path, by: str | None = None, patience: float = PATIENCE) -> None:
        self._thread = ThreadPoolExecutor(1, "case")
        self._case = self._thread.submit(Case.open, folder, by=by, wait=WAIT).result()
        self._changes = Changes()
        self._ledgers: Rounds[Ledger] = Rounds(folder, "weighing", _ledger)
        self._wholes: Rounds[Whole] = Rounds(folder, "overview", _whole)
        self._past: dict[str, frozenset[Spot]] = {}
        self._seen: Overview | None = None
        self._patience = patience
        self.name = self._case.name

    async def case(self, work: Callable[[Case], Given]) -> Given:
        """Do something with the case; give what comes of it, or raise what it raises."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, self._case)

    async def ledger(self, work: Callable[[Case, Ledger], Given]) -> Given:
        """Do something with the case and its ledger, which may be a little older than the case (`weighed`)."""
        return (await self.weighed(work))[0]

    async def weighed(self, work: Callable[[Case, Ledger], Given]) -> tuple[Given, Weighed]:
        """Do something with the case and its ledger; say also as of when that is. For a claim, a document.

        `UnweighedError` where there is none yet. What weighing raised is raised where it never succeeded.
        """
        found = await self._waited(self._ledgers)
        whole = self._wholes.latest
        ledger = whole.made.ledger if whole is not None and whole.at >= found.at else found.made
        at = max(found.at, whole.at) if whole is not None else found.at
        return await self.case(lambda case: (work(case, ledger), self._as_of(case, at, self._ledgers)))

    async def listed(self, work: Callable[[Case, Whole], Given]) -> tuple[Given, Weighed]:
        """Do something for which all claims are gone through; as `weighed`, but older by what it takes to make them."""
        if self._wholes.latest is None:
            await self._waited(self._ledgers)  # what both rest on is made once
        found = await self._waited(self._wholes)

        def done(case: Case) -> tuple[Given, Weighed]:
            self._remember(found.made.overview)
            return work(case, found.made), self._as_of(case, found.at, self._wholes)

        return await self.case(done)

    async def overview(self, work: Callable[[Case, Overview], Given]) -> tuple[Given, Weighed]:
        """Do something with the case and the overview of its claims, as `listed`."""
        return await self.listed(lambda case, whole: work(case, whole.overview))

    @property
    def latest(self) -> Overview | None:
        """Give the last overview there is, without waiting; make one in the background where there is none."""
        if self._wholes.latest is None:
            self._wholes.want(1)
            return None
        return self._wholes.latest.made.overview

    def past(self, name: str, now: frozenset[Spot] = frozenset()) -> frozenset[Spot]:
        """Give what stood in a claim of this id since the desk was opened, and remember what stands there now.

        For the thread of the case: call it in work that is done there.
        """
        before = self._past.get(name, frozenset())
        if now:
            self._past[name] = before | now
        return before

    def close(self) -> None:
        """Stop weighing, let go of the case."""
        self._ledgers.close()
        self._wholes.close()
        self._thread.submit(self._case.close).result()
        self._thread.shutdown()

    async def _waited(self, rounds: Rounds[Given]) -> AsOf[Given]:
        """Wait for what the case is now to be weighed; after a while take what there is."""
        at = await self.case(self._changes.look)
        future = asyncio.wrap_future(rounds.want(max(1, at)))
        await asyncio.wait([future], timeout=self._patience * (1 if rounds.latest else _FIRST))
        if future.done() and not future.cancelled() and future.exception() is None:
            return future.result()
        future.add_done_callback(lambda one: one.cancelled() or one.exception())  # whoever asks next is told of it
        if rounds.latest is not None:
            return rounds.latest
        if rounds.error is not None:
            raise rounds.error
        raise UnweighedError(rounds.doing)

    def _remember(self, overview: Overview) -> None:
        """Keep what stands in each claim, for when none has its id any more."""
        if overview is not self._seen:
            self._seen = overview
            self._past |= {row.claim.id: row.spots | self._past.get(row.claim.id, frozenset()) for row in overview.rows}

    def _as_of(self, case: Case, at: int, rounds: Rounds[Given]) -> Weighed:
        self._changes.look(case)
        since = self._changes.since(at)
        return Weighed(at=at, since=since, error=str(rounds.error) if rounds.error is not None and since else None)


def _ledger(case: Case, progress: Progress) -> Ledger:
    ledger = case.ledger(progress)
    ledger.hold()
    return ledger


def _whole(case: Case, progress: Progress) -> Whole:
    at, ledger = case.head.size, _ledger(case, progress)
    rows: list[Row] = []
    for row in rows_of(ledger):
        progress("making the list of claims", len(rows), ledger.size)
        rows.append(row)
    next(ledger.queue(case.review()), None)
    return Whole(ledger, Overview.made(at, rows))
