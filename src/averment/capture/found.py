"""What a parser gives, one after the other, and what it is told of a file from outside it. All of it crosses a pipe.

In: `Given`. Out: of a document one `Capture`; of a container a `Member` for each original in it; `Refused` for each
part that could not be had. An e-mail is both. A file that cannot be parsed at all raises an `InputError` instead.
"""

from __future__ import annotations

import mmap
from typing import Final, Protocol, TypeAlias

import msgspec

from averment.values import Capture, Published

Bytes: TypeAlias = bytes | mmap.mmap
"""The bytes of a file: held, or mapped where they are many. Slices of both are `bytes`; both have `find`."""


class Ranges(Protocol):
    """What a format that needs no more than slices can also be read from: a file that is not held, for one."""

    def __len__(self) -> int:
        """Count the bytes."""
        ...

    def __getitem__(self, key: slice, /) -> bytes:
        """Give a stretch of the bytes."""
        ...

    def find(self, sub: bytes, start: int, end: int, /) -> int:
        """Find the first `sub` in a stretch; -1 where there is none."""
        ...


Place: TypeAlias = dict[str, str | int]
"""Where a member stands in its container and what that says of it. Keys: see `Given.of`, and each format's module."""


class Given(msgspec.Struct, frozen=True, kw_only=True, tag="given"):
    """What is known of a file from outside it: from the person who added it, or the container it came in.

    `name` is its file name or address, for messages alone. `charset` is a transport's (an HTTP or MIME header's).
    """

    name: str | None = None
    published: Published | None = None
    url: str | None = None
    captured: str | None = None
    charset: str | None = None

    @classmethod
    def of(cls, name: str, place: Place, published: Published | None = None) -> Given:
        """Give what a container says of a member: the keys `url`, `captured` and `charset` of its place."""
        known = {key: str(place[key]) for key in ("url", "captured", "charset") if key in place}
        return cls(name=name, published=published, **known)


class Wanted(msgspec.Struct, frozen=True, kw_only=True, tag="wanted"):
    """What is wanted of a file that is to be looked at, not parsed: a page of a PDF, its number from 1, as a picture.

    It is to be `across` pixels wide, fewer where it would have more than `most` pixels.
    """

    page: int
    across: int
    most: int


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A page as a picture: three bytes a pixel (red, green, blue), row by row from the top, nothing between rows."""

    width: int
    height: int
    pixels: bytes


class Member(msgspec.Struct, frozen=True, kw_only=True, tag="member"):
    """An original that stood in another. `name` is as the container has it: never used as a path by us."""

    name: str
    place: Place
    data: bytes


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag="refused"):
    """A part of a container that could not be had: the name of an `InputError`, and its message."""

    name: str
    error: str
    message: str


PASSED_OVER: Final = "(passed over)"
"""The name under which a container tells, last, how many parts were no documents: a count for the log, no failure."""


class Made(msgspec.Struct, frozen=True, kw_only=True, tag="made"):
    """The document itself."""

    capture: Capture


Found: TypeAlias = Made | Member | Refused
