"""The case weighed on threads of their own, so that no page waits for it longer than it chooses to.

In: up to which entry of the log it is to be weighed. Out: each time what is made of it, with the entry it is as of.
Each round opens the case anew: a thread shares no `Case` with anybody, and what it hands over it uses no more.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

import msgspec

from averment.case import Case

if TYPE_CHECKING:
    from averment.case.weighing.update import Progress

Given = TypeVar("Given")
_END: Final = 10.0
"""Seconds that the end of the server waits for a thread: it is asked to stop between two batches of what it does."""


class Doing(msgspec.Struct, frozen=True):
    """What is being done, how much of it is done, and of how much."""

    what: str
    done: int
    of: int


class AsOf(msgspec.Struct, Generic[Given], frozen=True):
    """What was made of a case when its log had `at` entries, or more."""

    at: int
    made: Given


Making: TypeAlias = Callable[[Case, "Progress"], Given]
"""Makes something of a case; it tells its progress often, for that is where it is stopped."""


class _StoppedError(Exception):
    """A round was asked to stop."""


class Rounds(Generic[Given]):
    """Makes something of one case over and over, as it is wanted. All methods may be called from any thread."""

    def __init__(self, folder: Path, name: str, make: Making[Given]) -> None:
        self._folder = folder
        self._name = name
        self._make = make
        self._change = Condition()
        self._thread: Thread | None = None
        self._closed = False
        self._wanted = 0
        self._next: Future[AsOf[Given]] = Future()
        self._now: tuple[int, Future[AsOf[Given]]] | None = None
        self.doing: Doing | None = None
        self.latest: AsOf[Given] | None = None
        self.error: Exception | None = None
        """Why the last round made nothing."""

    def want(self, at: int) -> Future[AsOf[Given]]:
        """Ask for what is made of the case as it is at an entry, or later."""
        with self._change:
            if self.latest is not None and self.latest.at >= at:
                done: Future[AsOf[Given]] = Future()
                done.set_result(self.latest)
                return done
            if self._now is not None and self._now[0] >= at:
                return self._now[1]
            self._wanted = max(self._wanted, at)
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._change.notify_all()
            return self._next

    def close(self) -> None:
        """Stop. What was kept in the case by then stays there; who still waits gets nothing."""
        with self._change:
            self._closed = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(_END)
        with self._change:
            self._next.cancel()
            if self._now is not None:
                self._now[1].cancel()

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or self._wanted)
                if self._closed:
                    return
            self._round()

    def _round(self) -> None:
        """Make it once. What was wanted before the round began is in it."""
        future: Future[AsOf[Given]] = Future()
        try:
            with Case.open(self._folder) as case:
                with self._change:
                    at, self._wanted = case.head.size, 0
                    future, self._next = self._next, future
                    self._now = (at, future)
                made = AsOf(at, self._make(case, self._tell))
        except _StoppedError:
            return
        except Exception as error:  # noqa: BLE001  # it is told to whoever waits, and to who looks later
            with self._change:
                if self._now is None:  # the case did not even open
                    future, self._next = self._next, Future()
                self._wanted, self._now, self.doing, self.error = 0, None, None, error
            if not future.done():
                future.set_exception(error)
            return
        with self._change:
            self.latest, self._now, self.doing, self.error = made, None, None, None
        if not future.done():  # cancelled: the server ends
            future.set_result(made)

    def _tell(self, what: str, done: int, of: int) -> None:
        if self._closed:
            raise _StoppedError
        self.doing = Doing(what, done, of)
