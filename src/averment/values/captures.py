"""What a parser makes of one original: the document, where its words stand on the pages, what is not in the text."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from averment.values.documents import Document
from averment.values.spans import Span

Rectangle: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top in points of 1/72 inch, counted from the lower left corner of the page as it is shown."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of the original: its number from 1, its size in points as shown, and its stretch of the text."""

    number: int
    width: float
    height: float
    span: Span


class Box(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A word of the text and the rectangle it fills on its page."""

    span: Span
    page: int
    rectangle: Rectangle


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """Where the words of the text stand on the pages of the original. Boxes are in order of the text."""

    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A tracked change. `span` is the inserted words, or the place (empty) where `deleted` stood."""

    kind: Literal["inserted", "deleted"]
    span: Span
    deleted: str | None = None
    by: str | None = None
    at: str | None = None


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One original as it was captured. `notes` are sentences on what a reader of the text should know about it."""

    format: Literal["averment.capture/1"] = "averment.capture/1"
    document: Document
    layout: Layout | None = None
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
