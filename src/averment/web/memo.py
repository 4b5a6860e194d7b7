"""What pages made of the case and that took long, kept while it holds: the last of each name.

In: a name, a key that says of what it was made. Out: what was made. For one thread, that of the case.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memo:
    """What was made last, by name."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Hashable, Any]] = {}

    def of(self, name: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what was made of `key`, made now where the last was made of another."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = (key, make())
        found: Made = kept[1]
        return found

    def last(self, name: str, default: Made) -> Made:
        """Give what was kept under a name, whatever it was made of."""
        kept = self._kept.get(name)
        return default if kept is None else kept[1]

    def keep(self, name: str, made: object) -> None:
        """Keep something under a name, in place of what was kept there."""
        self._kept[name] = (None, made)
