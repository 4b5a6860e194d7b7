"""Bytes to a document: the order of steps, and only that.

In: the raw bytes of one report. Out: `Captured`. Raises an `InputError` for what cannot be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.about import About, describe_text, with_byline, with_headline
from averment.capture.charsets import find_encoding, find_marked
from averment.capture.decoding import decode
from averment.capture.found import Bytes, Found, Given, Made
from averment.capture.kinds import SNIFFED, is_blank, is_html, refuse_binary
from averment.capture.newlines import normalise
from averment.capture.places import Places
from averment.capture.plain import text_segments
from averment.errors import EmptyInputError, InputTooLargeError
from averment.values import Capture, Document, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.decoding import Decoded

MAX_BYTES: Final = 256 * 2**20
"""The largest plain text that is read unless another limit is given, in bytes."""

_EMPTY: Final = "There is nothing in it to read."
_NOTHING_SHOWN: Final = "The page shows no text."

MAX_HTML_BYTES: Final = 32 * 2**20
"""The largest HTML page that is read, in bytes, whatever the limit: markup costs more than text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Captured:
    """A document, and the map from its text to the bytes it was read from."""

    document: Document
    places: Places


def capture(
    data: bytes, *, name: str | None = None, published: Published | None = None, limit: int = MAX_BYTES
) -> Captured:
    """Read one report, plain text or HTML, told apart by content.

    `name` is only used in error messages. `published` is for a document that does not state its date; it goes before
    a guess from the page's text. `limit` is in bytes.
    Raises `EmptyInputError`, `BinaryInputError` or `InputTooLargeError`; nothing else, whatever the bytes.
    """
    if len(data) > limit:
        raise InputTooLargeError(_too_large(len(data), limit), subject=name)
    if not data:
        raise EmptyInputError(_EMPTY, subject=name)
    marked = find_marked(data)
    refuse_binary(data, wide=marked is not None and marked.codec != "utf-8", subject=name)
    encoding = marked or find_encoding(data, markup=is_html(data[:SNIFFED].decode("latin-1")))
    source, decoded = decode(data, encoding.codec, encoding.skip)
    if is_blank(source):
        raise EmptyInputError(_EMPTY, subject=name)
    bare = Document(
        digest=_digest(data), media_type="text/plain", text="", charset=encoding.charset, published=published
    )
    if not is_html(source):
        return _plain(bare, source, decoded)
    if len(data) > MAX_HTML_BYTES:
        raise InputTooLargeError(_too_large(len(data), MAX_HTML_BYTES), subject=name)
    captured = _page(bare, source, decoded)
    if is_blank(captured.document.text):
        raise EmptyInputError(_NOTHING_SHOWN, subject=name)
    return captured


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the one document of a text or a page. Raises as `capture` does."""
    document = capture(data[:], name=given.name, published=given.published).document
    yield Made(capture=Capture(document=document))


def _plain(bare: Document, source: str, decoded: Decoded) -> Captured:
    text, runs = normalise(source)
    segments = text_segments(text)
    about = describe_text(text, segments)
    document = _with(bare, about, text=text, segments=segments)
    return Captured(document=document, places=Places(decoded, runs))


def _page(bare: Document, source: str, decoded: Decoded) -> Captured:
    from averment.capture.html.advice import advise
    from averment.capture.html.metadata import describe_page
    from averment.capture.html.page import page_segments
    from averment.capture.html.view import View

    view = View(source)
    about = describe_page(view, source, dated=bare.published is not None)
    segments = page_segments(view, advise(source, view), about.title)
    about = with_byline(with_headline(about, view.text, segments), view.text, segments)
    document = _with(bare, about, media_type="text/html", text=view.text, segments=segments)
    return Captured(document=document, places=Places(decoded, view.runs))


def _with(bare: Document, about: About, **parts: object) -> Document:
    """Fill in what is known. The date that the user gave stands in for one that the document does not state."""
    given = {
        "title": about.title,
        "outlet": about.outlet,
        "url": about.url,
        "authors": about.authors,
        "published": about.published or bare.published,
        "how": about.how,
    }
    return msgspec.structs.replace(bare, **given, **parts)


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _too_large(size: int, limit: int) -> str:
    return f"This is {size / 2**20:.0f} MiB, more than the limit of {limit / 2**20:.0f} MiB."
