"""What the parsers of containers share: how much one may give out, and how what is not given is counted.

In: members and errors as a parser meets them. Out: `Member` and `Refused`, until the container has given its share.
"""

from __future__ import annotations

from typing import Final

from averment.capture.found import PASSED_OVER, Member, Place, Refused
from averment.capture.limits import GIB, LIMITS
from averment.errors import BinaryInputError, HostileInputError, InputError

MAX_NAME: Final = 4096
"""Code points of a name that are kept: the longest path that Linux takes."""


class Allowance:
    """Counts what one container gives. Raises `HostileInputError` once it is more than any honest one holds."""

    def __init__(self) -> None:
        self.members = 0
        self.passed_over = 0
        self._refused = 0
        self._size = 0

    def member(self, name: str, place: Place, data: bytes) -> Member:
        """Give a member."""
        self.members += 1
        self._size += len(data)
        self._check()
        return Member(name=kept(name), place=place, data=data)

    def refused(self, name: str, error: InputError) -> Refused:
        """Say that a part could not be had, and why."""
        self._refused += 1
        self._check()
        return Refused(name=kept(name), error=type(error).__name__, message=error.message)

    def rest(self, what: str, *, one: str) -> Refused | None:
        """Say how many parts were passed over as no documents, if any; `what` and `one` are the plural and singular."""
        if not self.passed_over:
            return None
        counted = f"1 {one} was" if self.passed_over == 1 else f"{self.passed_over} {what} were"
        return self.refused(PASSED_OVER, BinaryInputError(f"{counted} passed over."))

    def _check(self) -> None:
        if self.members + self._refused > LIMITS.members:
            msg = f"It has more than {LIMITS.members} parts; the rest was left."
            raise HostileInputError(msg)
        if self._size > LIMITS.given_out:
            msg = f"It holds more than {LIMITS.given_out // GIB} GiB; the rest was left."
            raise HostileInputError(msg)


def kept(name: str) -> str:
    """Give a name as the container has it, but not too long, and with no code point that UTF-8 cannot write."""
    return name[:MAX_NAME].encode("utf-8", "replace").decode("utf-8")
