"""Turns with something that is for one thread at a time: pages go first, what can wait goes when nobody is waiting.

In: pieces of work on several threads. Out: the same, one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Turns:
    """Who may use a thing now. A piece of work in the background should be short: a page waits for one at the most."""

    def __init__(self) -> None:
        self._change = Condition()
        self._taken = False
        self._waiting = 0

    @contextmanager
    def page(self) -> Iterator[None]:
        """Have it next: before all that is in the background."""
        with self._change:
            self._waiting += 1
            self._change.wait_for(lambda: not self._taken)
            self._waiting -= 1
            self._taken = True
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def background(self) -> Iterator[None]:
        """Have it when no page uses it or waits for it."""
        with self._change:
            self._change.wait_for(lambda: not self._taken and not self._waiting)
            self._taken = True
        try:
            yield
        finally:
            self._give_back()

    def _give_back(self) -> None:
        with self._change:
            self._taken = False
            self._change.notify_all()
