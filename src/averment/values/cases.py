"""What a case shows of itself: its documents, what became of an added file, what a search found."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from averment.values.documents import Published
from averment.values.spans import Span

DocumentState: TypeAlias = Literal["read", "captured", "failed", "container", "pending", "removed"]
"""`captured` has a text but no reading (not in English, say); `container` holds documents and has no text."""
HitKind: TypeAlias = Literal["document", "attribution", "speaker"]


BETWEEN: Final = " » "
"""Stands between the name of a container and that of what is in it."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a case. `paths` are the files it came as, and `container » name` of a member.

    `error` is the name of what went wrong with it, and `message` the sentence, where something did.
    """

    format: Literal["averment.listed/1"] = "averment.listed/1"
    digest: str
    state: DocumentState
    paths: tuple[str, ...]
    size: int
    media_type: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None
    attributions: int | None = None
    reading: str | None = None
    error: str | None = None
    message: str | None = None
    added: str


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file, or of one document in it. It is given out when all of it is in the log.

    `known` had been added before, under this or another path.
    """

    format: Literal["averment.addition/1"] = "averment.addition/1"
    name: str
    document: str | None = None
    state: Literal["read", "captured", "container", "known", "failed"]
    title: str | None = None
    attributions: int | None = None
    error: str | None = None
    message: str | None = None
    advice: str | None = None


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading a case anew. Of its `documents` so many were `read`; the rest today's model had read before.

    `changed` are the digests of those that came out otherwise, `failed` those that could not be read anew, with the
    sentence that says why: their readings stay.
    """

    documents: int
    read: int
    changed: tuple[str, ...] = ()
    failed: dict[str, str] = {}


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A place that holds the words. `span` is where in the text; `marks` are the words within `snippet`.

    `id` is the attribution's or the speaker's, for those kinds; `page` is that of the original, where it has pages.
    """

    format: Literal["averment.hit/1"] = "averment.hit/1"
    document: str
    title: str | None = None
    kind: HitKind
    id: str | None = None
    span: Span
    paragraph: int
    page: int | None = None
    snippet: str
    marks: tuple[Span, ...]
