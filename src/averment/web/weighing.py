"""The case weighed on a thread of its own, so that no page waits for it longer than it chooses to.

In: up to which entry of the log it is to be weighed. Out: a `Snapshot` each time: the ledger as soon as there is one,
then the overview of all its claims. The thread opens the case anew for each, and shares no `Case` with anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from averment.case import Case
from averment.web.overview import Overview, Row, Spot, rows_of
from averment.web.turns import Turns

if TYPE_CHECKING:
    from averment.weighing.ledger import Ledger

Given = TypeVar("Given")
_END: Final = 10.0
"""Seconds that the end of the server waits for the thread: it is asked to stop between two batches of what it does."""


class Doing(msgspec.Struct, frozen=True):
    """What is being done, how much of it is done, and of how much."""

    what: str
    done: int
    of: int


class Snapshot:
    """The case as it was weighed when its log had `at` entries. A ledger is for one thread at a time: `use` sees to it.

    Each use waits for the one before; what is made in the background waits for all of them.
    """

    def __init__(self, at: int, ledger: Ledger) -> None:
        self.at = at
        self._ledger = ledger
        self._turns = Turns()

    def use(self, work: Callable[[Ledger], Given]) -> Given:
        """Do something with the ledger, for a page."""
        with self._turns.page():
            return work(self._ledger)

    def overview(self, goes_on: Callable[[], bool]) -> Overview | None:
        """Make the overview of all claims in the background, a claim at a time; nothing where it is to stop."""
        rows: list[Row] = []
        with self._turns.background():
            making = rows_of(self._ledger)
        while goes_on():
            with self._turns.background():
                row = next(making, None)
            if row is None:
                return Overview.made(self.at, rows)
            rows.append(row)
        return None


class _StoppedError(Exception):
    """Weighing was asked to stop."""


class Weighing:
    """Weighs one case over and over, as it is wanted. All methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._change = Condition()
        self._thread: Thread | None = None
        self._closed = False
        self._wanted = 0
        self._next: Future[Snapshot] = Future()
        self._now: tuple[int, Future[Snapshot]] | None = None
        self._looked = -1
        self._overview: Future[Overview] = Future()
        self.doing: Doing | None = None
        self.latest: Snapshot | None = None
        self.latest_overview: Overview | None = None
        self.error: Exception | None = None
        self._past: dict[str, frozenset[Spot]] = {}

    def want(self, at: int) -> Future[Snapshot]:
        """Ask for the case as it is at an entry, or later; give what it will be in."""
        with self._change:
            if self.latest is not None and self.latest.at >= at:
                done: Future[Snapshot] = Future()
                done.set_result(self.latest)
                return done
            if self._now is not None and self._now[0] >= at:
                return self._now[1]
            self._wanted = max(self._wanted, at)
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._run, name="weighing", daemon=True)
                self._thread.start()
            self._change.notify_all()
            return self._next

    def overview(self, at: int) -> Future[Overview]:
        """Ask for the overview of the case as it is at an entry, or later."""
        self.want(at)
        with self._change:
            found: Future[Overview] = Future()
            if self.latest_overview is not None and self.latest_overview.at >= at:
                found.set_result(self.latest_overview)
            elif self.error is not None and self._looked >= at:
                found.set_exception(self.error)
            else:
                return self._overview
            return found

    def past(self, name: str, now: frozenset[Spot] = frozenset()) -> frozenset[Spot]:
        """Give what stood in a claim of this id earlier, and remember what stands there now."""
        with self._change:
            before = self._past.get(name, frozenset())
            if self.latest_overview is not None and name not in self._past:
                before = next((row.spots for row in self.latest_overview.rows if row.claim.id == name), before)
            if now:
                self._past[name] = before | now
            return before

    def close(self) -> None:
        """Stop. What was made so far is kept in the case; who still waits is told that it is cancelled."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(_END)
        with self._change:
            self._next.cancel()
            self._overview.cancel()
            if self._now is not None:
                self._now[1].cancel()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or self._due() or self._overview_due())
                if self._closed:
                    return
                due = self._due()
            if due:
                self._weigh()
            else:
                self._look_over()

    def _due(self) -> bool:
        return self._wanted > (self.latest.at if self.latest else -1) and self._wanted > 0

    def _overview_due(self) -> bool:
        return self.latest is not None and self.latest.at > self._looked

    def _weigh(self) -> None:
        try:
            with Case.open(self._folder) as case:
                at = case.head.size
                with self._change:
                    future, self._next = self._next, Future()
                    self._now = (at, future)
                ledger = case.ledger(self._tell)
                ledger.hold()
        except _StoppedError:
            return
        except Exception as error:  # noqa: BLE001  # it is told to whoever looks
            self._failed(error)
            return
        with self._change:
            self.latest, self.error, self.doing, self._now = Snapshot(at, ledger), None, None, None
        _settle(future, self.latest)

    def _failed(self, error: Exception) -> None:
        with self._change:
            future = self._now[1] if self._now else self._next
            if self._now is None:
                self._next = Future()
            self._wanted = self.latest.at if self.latest else 0  # not again before somebody asks
            self.error, self.doing, self._now = error, None, None
        _settle(future, error)

    def _look_over(self) -> None:
        snapshot = self.latest
        if snapshot is None:
            return
        made: Overview | Exception | None
        try:
            made = snapshot.overview(lambda: not self._closed and not self._due())
        except Exception as error:  # noqa: BLE001  # the same
            made = error
        if made is None:
            return
        with self._change:
            self._looked = snapshot.at
            future, self._overview = self._overview, Future()
            if isinstance(made, Exception):
                self.error = made
            else:
                before, self.latest_overview = self.latest_overview, made
                self._past |= {row.claim.id: row.spots for row in (before.rows if before else ())}
        _settle(future, made)

    def _tell(self, what: str, done: int, of: int) -> None:
        if self._closed:
            raise _StoppedError
        self.doing = Doing(what, done, of)


def _settle(future: Future[Given], with_: Given | Exception) -> None:
    if future.done():  # cancelled: the server ends
        return
    if isinstance(with_, Exception):
        future.set_exception(with_)
    else:
        future.set_result(with_)
