"""A ZIP archive, as a folder that was packed: every file in it an original of its own.

In: the bytes. Out: a `Member` for each file in order of the directory; its place has `entry` (number from 1) and
`modified` (as the archive has it, in no stated zone). Names are kept as they stand and used as nothing but names.
"""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING, Final

from averment.capture.containers import Allowance
from averment.capture.packed import directory, entry_bytes, place_of, refuse_overlap
from averment.errors import HostileInputError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes, Found, Given
    from averment.capture.packed import Entry

_UNIX: Final = frozenset({3, 19})  # made on Unix, on macOS: the upper half of the attributes is a file mode
_OF_THE_SYSTEM: Final = re.compile(
    r"(?:.*[/\\])?(?:\.DS_Store|Thumbs\.db|desktop\.ini)|(?:.*[/\\])?__MACOSX[/\\].*", re.IGNORECASE | re.DOTALL
)
_OUTSIDE: Final = re.compile(r"[/\\]|[A-Za-z]:|(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL)
# Controls, and the marks that show a name back to front. Marks that Arabic and Hebrew names carry are let be.
_DECEIVES: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202d\u202e]")


def parse(data: Bytes, _given: Given) -> Iterator[Found]:
    """Find the files in an archive. Raises where the directory cannot be read, or the archive is a bomb."""
    entries = directory(data)
    refuse_overlap(data, entries)
    allowance = Allowance()
    for entry in entries:
        if entry.name.endswith(("/", "\\")) or _OF_THE_SYSTEM.fullmatch(entry.name):
            allowance.passed_over += not entry.name.endswith(("/", "\\"))
            continue
        try:
            _refuse_trick(entry)
            unpacked = entry_bytes(data, entry)
        except InputError as error:
            yield allowance.refused(entry.name, error)
        else:
            yield allowance.member(entry.name, place_of(entry), unpacked)
    rest = allowance.rest(
        "files that an operating system left (.DS_Store, Thumbs.db, …)", one="file that an operating system left"
    )
    if rest is not None:
        yield rest


def _refuse_trick(entry: Entry) -> None:
    """Raise `HostileInputError` for an entry that is made to reach outside, or to be taken for another."""
    msg = None
    mode = entry.attributes >> 16 if entry.system in _UNIX else 0
    if _OUTSIDE.match(entry.name):
        msg = "Its name points outside the archive."
    elif _DECEIVES.search(entry.name):
        msg = "Its name has control characters, or is written back to front."
    elif stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        msg = "It is a link or a device, no file."
    if msg is not None:
        raise HostileInputError(msg)
