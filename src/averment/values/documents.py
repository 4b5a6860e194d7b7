"""A preserved original as the rest of the program sees it: an immutable text, and what is known about it and how."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from averment.values.spans import Span

SegmentKind: TypeAlias = Literal["headline", "byline", "dateline", "caption", "body", "boilerplate"]


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the text and the part it plays. Segments do not overlap and stand in order of the text."""

    kind: SegmentKind
    span: Span


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When the document was published: an interval of days, both ends included.

    `how` says how it is known: `given` by the user, or the place in the document that says so (`json-ld`, `og`, …).
    """

    start: date
    end: date
    how: str


class Charset(msgspec.Struct, frozen=True, kw_only=True):
    """The encoding the bytes were read in, and how it is known.

    `how` is `bom`, `transport` (an HTTP or MIME header), `declared` (in the page), `utf-8` (well-formed) or `guessed`.
    """

    name: str
    how: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One preserved original. All offsets in the system count code points of `text`.

    `digest` is `sha256:` and 64 hex digits of the raw bytes. What is unknown is null. `captured` is when a crawler
    saved it, as it says (RFC 3339). `how` says for `title`, `outlet`, `url`, `authors`, `captured` how each is known.
    """

    digest: str
    media_type: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    captured: str | None = None
    how: dict[str, str] = {}
    charset: Charset | None = None
    text: str
    segments: tuple[Segment, ...] = ()
