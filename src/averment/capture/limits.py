"""What a file from outside may cost: the limits of a parser's process, of a container, and of all that comes out of it.

In: nothing. Out: `LIMITS`, each with its reason, and `Budget`, which counts what is given out and refuses too much.
"""

from __future__ import annotations

from typing import Final

import msgspec

from averment.errors import HostileInputError

MIB: Final = 2**20
GIB: Final = 2**30


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits. Sizes are in bytes, times in seconds.

    `processor` and `wait` bound a parser that loops or hangs; only time in which we wait for it counts as `wait`, so a
    slow consumer is not the parser's fault. `memory` is address space beyond the mapped file; 200 MiB of plain text
    fit. `written` is the largest file where the system cannot keep a parser from writing at all. `text` is that of one
    document in UTF-8, twice the largest plain text file; `record` is all else of a document, which layouts of a
    million words fill.
    """

    processor: int = 60
    wait: float = 120
    memory: int = 2 * GIB
    open_files: int = 64
    written: int = 256 * MIB
    text: int = 512 * MIB
    record: int = 32 * MIB

    # A container. A crawl of a news site has some ten thousand pages a day; archives are cut at 1 GB by custom.
    members: int = 100_000
    member: int = 256 * MIB
    given_out: int = 4 * GIB

    # Compressed text seldom passes 20:1, logs and tables 100:1. Small ones are let be: they do no harm.
    ratio: int = 200
    ratio_from: int = 10 * MIB

    # A mail in a mail in an archive in an archive; and all that comes out of one file that a person added.
    depth: int = 5
    all_members: int = 100_000
    all_given_out: int = 8 * GIB


LIMITS: Final = Limits()


class Budget:
    """Counts members given out and their bytes, against a number of each. Not for several threads at once."""

    def __init__(self, members: int = LIMITS.all_members, size: int = LIMITS.all_given_out) -> None:
        self._members, self._size = members, size
        self._most, self._largest = members, size

    def spend(self, size: int) -> None:
        """Take one member of `size` bytes out of the budget; raises `HostileInputError` where it is spent."""
        self._members -= 1
        self._size -= size
        if self._members < 0:
            message = f"more than {self._most:,} files come out of it"
            raise HostileInputError(message)
        if self._size < 0:
            message = f"more than {self._largest:,} bytes come out of it"
            raise HostileInputError(message)
