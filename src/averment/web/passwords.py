"""The password of a desk that others can reach: kept as a hash that is slow to make, and slow to be tried.

In: a file, or the word itself. Out: whether what was typed is it. After a few tries an address has to wait,
ever longer.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool

from averment.errors import UsageError

SHORTEST: Final = 12
"""Characters of a password."""
LONGEST: Final = 1_000
_FREE: Final = 3  # tries from one address that need not wait
_LONGEST_WAIT: Final = 60.0  # seconds
_KNOWN: Final = 1_000  # addresses that tries are counted for


class Password:
    """A password, hashed by scrypt (RFC 7914) with 16 MiB: about 50 ms for each try, and one try at a time."""

    def __init__(self, password: str) -> None:
        if not SHORTEST <= len(password) <= LONGEST:
            message = f"the password has to have {SHORTEST} to {LONGEST:,} characters"
            raise UsageError(message)
        self._salt = secrets.token_bytes(16)
        self._hash = self._hashed(password)
        self._turn = asyncio.Semaphore(1)

    @classmethod
    def from_file(cls, path: Path) -> Password:
        """Take the first line of a file. `UsageError` where it cannot be read."""
        try:
            with path.open(encoding="utf-8") as file:
                return cls(file.readline(LONGEST + 2).removesuffix("\n").removesuffix("\r"))
        except (OSError, UnicodeDecodeError) as error:
            message = f"the password cannot be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
            raise UsageError(message, subject=str(path)) from error

    async def matches(self, typed: str) -> bool:
        """Tell whether it is what was typed."""
        if len(typed) > LONGEST:
            return False
        async with self._turn:
            hashed = await run_in_threadpool(self._hashed, typed)
        return hmac.compare_digest(hashed, self._hash)

    def _hashed(self, password: str) -> bytes:
        return hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=self._salt, n=1 << 14, r=8, p=1)


class TooManyTriesError(Exception):
    """Somebody at this address tried a moment ago, and too often before."""


class Tries:
    """How often each address tried. A try counts as wrong from its beginning, so that many at once gain nothing."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def begin(self, where: str) -> None:
        """Count a try. `TooManyTriesError` where it comes too soon; that one does not count."""
        count, not_before = self._kept.get(where, (0, 0.0))
        now = self._clock()
        if now < not_before:
            raise TooManyTriesError
        wait = min(_LONGEST_WAIT, 2.0 ** (count + 1 - _FREE)) if count + 1 >= _FREE else 0.0
        self._kept[where] = (count + 1, now + wait)
        self._kept.move_to_end(where)
        while len(self._kept) > _KNOWN:
            self._kept.popitem(last=False)

    def succeeded(self, where: str) -> None:
        """Forget the tries of an address: the last one was right."""
        self._kept.pop(where, None)
