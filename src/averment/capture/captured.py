"""Bytes to a document: the order of steps, and only that.

In: the raw bytes of one report, and what is known of it from outside. Out: `Captured`. Raises an `InputError` for what
cannot be read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.about import About, clean, describe_text, web_address, with_byline, with_headline
from averment.capture.charsets import find_encoding, find_marked, find_said
from averment.capture.decoding import decode
from averment.capture.found import Bytes, Found, Given, Made
from averment.capture.kinds import SNIFFED, is_blank, is_html, refuse_binary
from averment.capture.newlines import normalise
from averment.capture.places import Places
from averment.capture.plain import text_segments
from averment.errors import EmptyInputError, InputTooLargeError
from averment.values import Capture, Document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.charsets import Encoding
    from averment.capture.decoding import Decoded

MAX_BYTES: Final = 256 * 2**20
"""The largest plain text that is read unless another limit is given, in bytes."""

_EMPTY: Final = "There is nothing in it to read."
_NOTHING_SHOWN: Final = "The page shows no text."
_NOTHING: Final = Given()

MAX_HTML_BYTES: Final = 32 * 2**20
"""The largest HTML page that is read, in bytes, whatever the limit: markup costs more than text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Captured:
    """A document, and the map from its text to the bytes it was read from."""

    document: Document
    places: Places


def capture(data: bytes, given: Given = _NOTHING, *, limit: int = MAX_BYTES) -> Captured:
    """Read one report, plain text or HTML, told apart by content.

    Of what is `given`, the name is only used in error messages; the date and the address are for a document that states
    none (the date goes before a guess from the page's text); the charset goes before the page's own declaration, as in
    the WHATWG HTML standard, 13.2.3.2. `limit` is in bytes.
    Raises `EmptyInputError`, `BinaryInputError` or `InputTooLargeError`; nothing else, whatever the bytes.
    """
    _refuse_larger(len(data), limit, given)
    if not data:
        raise EmptyInputError(_EMPTY, subject=given.name)
    encoding = _encoding(data, given)
    source, decoded = decode(data, encoding.codec, encoding.skip)
    if is_blank(source):
        raise EmptyInputError(_EMPTY, subject=given.name)
    bare = Document(digest=_digest(data), media_type="text/plain", text="", charset=encoding.charset)
    if not is_html(source):
        return _plain(bare, given, source, decoded)
    _refuse_larger(len(data), MAX_HTML_BYTES, given)
    captured = _page(bare, given, source, decoded)
    if is_blank(captured.document.text):
        raise EmptyInputError(_NOTHING_SHOWN, subject=given.name)
    return captured


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the one document of a text or a page. Raises as `capture` does."""
    _refuse_larger(len(data), MAX_BYTES, given)  # before a map is copied
    yield Made(capture=Capture(document=capture(data[:], given).document))


def _encoding(data: bytes, given: Given) -> Encoding:
    known = find_marked(data) or (find_said(data, given.charset) if given.charset else None)
    refuse_binary(data, wide=known is not None and known.codec.startswith(("utf-16", "utf-32")), subject=given.name)
    return known or find_encoding(data, markup=is_html(data[:SNIFFED].decode("latin-1")))


def _plain(bare: Document, given: Given, source: str, decoded: Decoded) -> Captured:
    text, runs = normalise(source)
    segments = text_segments(text)
    about = describe_text(text, segments)
    document = _with(bare, given, about, text=text, segments=segments)
    return Captured(document=document, places=Places(decoded, runs))


def _page(bare: Document, given: Given, source: str, decoded: Decoded) -> Captured:
    from averment.capture.html.advice import advise
    from averment.capture.html.metadata import describe_page
    from averment.capture.html.page import page_segments
    from averment.capture.html.view import View

    view = View(source)
    about = describe_page(view, source, dated=given.published is not None)
    segments = page_segments(view, advise(source, view), about.title)
    about = with_byline(with_headline(about, view.text, segments), view.text, segments)
    document = _with(bare, given, about, media_type="text/html", text=view.text, segments=segments)
    return Captured(document=document, places=Places(decoded, view.runs))


def _with(bare: Document, given: Given, about: About, **parts: object) -> Document:
    """Fill in what is known: what the document states, and what was given where it states nothing."""
    url, captured = web_address(given.url), clean(given.captured)
    how = {"url": "given"} if url and not about.url else {}
    known = {
        "title": about.title,
        "outlet": about.outlet,
        "url": about.url or url,
        "authors": about.authors,
        "published": about.published or given.published,
        "captured": captured,
        "how": {**about.how, **how, **({"captured": "given"} if captured else {})},
    }
    return msgspec.structs.replace(bare, **known, **parts)


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _refuse_larger(size: int, limit: int, given: Given) -> None:
    if size > limit:
        message = f"This is {size / 2**20:.0f} MiB, more than the limit of {limit / 2**20:.0f} MiB."
        raise InputTooLargeError(message, subject=given.name)
