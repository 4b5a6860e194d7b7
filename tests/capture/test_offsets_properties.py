"""The way back: every code point of a text stands for bytes of the original that say just that code point."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture import Captured, capture
from averment.capture.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable

CODECS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "windows-1252": "cp1252",
    "windows-1256": "cp1256",
    "shift_jis": "cp932",
    "gb18030": "gb18030",
    "koi8-r": "koi8-r",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
}
MARKS = {"utf-16": b"\xff\xfe"}
LETTERS = "abc é ü “ ” ß سلام قتل ً ّ e\u0301 日本 中文 한국 да 😀 \u200f\u200d « – \u00a0"
ENTITIES = (
    "&eacute;",
    "&eacute",
    "&amp;",
    "&lt;",
    "&#1587;",
    "&#x1F600;",
    "&nbsp;",
    "&NotEqualTilde;",
    "&ldquo;",
    "&#150;",
)
TAGS = (
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<br>",
    "<td>",
    "<li>",
    "<div class=x>",
    "</div>",
    "<!-- c -->",
    "<script>s</script>",
    "<q>",
    "<pre>",
)
BLANKS = (" ", "  ", "\n", "\r\n", "\t", "\r\n\r\n")


def check(captured: Captured, data: bytes, codec: str) -> None:
    """Follow every code point of a page back to its bytes."""
    text, places = captured.document.text, captured.places
    last = 0
    for at, character in enumerate(text):
        start, end = places.bytes(at, at + 1)
        assert last <= start or (start, end) == places.bytes(at - 1, at)
        assert start <= end <= len(data)
        last = start
        origin = data[start:end].decode(codec)
        if start == end:
            assert character in "\n\t"
        elif origin.lower().lstrip("/<").startswith(("br", "q>")):
            assert character in "\n“”"
        elif character in " \n":
            assert not origin.strip(" \t\r\n\f")
        else:
            assert character in html.unescape(origin)
            assert len(html.unescape(origin)) <= 2
    assert len(places) == len(text)


def encodable(codec: str, pieces: list[str]) -> str:
    """Keep what a charset can write."""
    return "".join(pieces).encode(codec, "ignore").decode(codec)


@settings(max_examples=80, deadline=None)
@given(
    charset=st.sampled_from(sorted(CODECS)),
    pieces=st.lists(st.sampled_from([*LETTERS.split(" "), *ENTITIES, *TAGS, *BLANKS]), min_size=1, max_size=60),
)
def test_every_code_point_of_a_page_leads_to_its_bytes(charset: str, pieces: list[str]) -> None:
    """Whatever the charset, a letter leads to its own bytes, an entity's to the entity, a space to the white space."""
    codec = CODECS[charset]
    body = encodable(codec, pieces)
    source = f"<!DOCTYPE html><meta charset={charset}><body>x{body}"
    data = MARKS.get(charset, b"") + source.encode(codec)
    captured = capture(data)
    if captured.document.charset is not None and captured.document.charset.name in (charset, "utf-16le"):
        check(captured, data, codec)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), min_size=1, max_size=200))
def test_a_utf8_text_is_the_file(text: str) -> None:
    """The text of a UTF-8 file is the file, and spans of it lead to the very bytes."""
    text = "said " + text
    data = text.encode()
    captured = capture(data)
    if captured.document.media_type == "text/plain":
        assert captured.document.text == text
        for at in range(0, len(text), 7):
            start, end = captured.places.bytes(at, min(at + 5, len(text)))
            assert data[start:end].decode() == text[at : at + 5]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["a", "é", "\r\n", "\n", "\r", "سل"]), min_size=1, max_size=80))
def test_line_ends_lead_to_all_their_bytes(pieces: list[str]) -> None:
    """A CRLF is one code point and two bytes; the spans between are whole."""
    data = ("said" + "".join(pieces)).encode()
    captured = capture(data)
    text, places = captured.document.text, captured.places
    assert text == data.decode().replace("\r\n", "\n").replace("\r", "\n")
    origins = [data[slice(*places.bytes(at, at + 1))] for at in range(len(text))]
    assert b"".join(origins) == data
    assert [origin.decode().replace("\r\n", "\n").replace("\r", "\n") for origin in origins] == list(text)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["utf-8", "utf-16-le", "utf-32-be", "cp932", "gb18030", "big5hkscs", "euc_jp", "cp949"]),
    st.binary(max_size=120),
)
def test_any_bytes_have_a_way_back(codec: str, data: bytes) -> None:
    """Ill-formed bytes too: the ranges follow each other, none is empty, together they are the whole."""
    source, decoded = decode(data, codec)
    assert source == data.decode(codec, "replace")
    at = 0
    start = 0
    for unit in range(len(source)):
        begin, end = decoded.range(unit, unit + 1)
        assert begin in (at, start)
        assert begin < end
        start, at = begin, end
    assert at == len(data)


def test_blocks_of_a_long_text_join(page: Callable[[str], bytes]) -> None:
    """Look-ups across checkpoints agree with the text, wherever characters straddle them."""
    data = page("arabic").decode().replace("\r", "").split("<p>")[1].encode() * 400
    captured = capture(data.replace(b"</p>", b""))
    data, text = data.replace(b"</p>", b""), captured.document.text
    assert text == data.decode()
    for at in range(0, len(text), 997):
        start, end = captured.places.bytes(at, at + 1)
        assert data[start:end].decode() == text[at]


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "utf-16"])
def test_a_real_looking_arabic_page_leads_back(page: Callable[[str], bytes], charset: str) -> None:
    """The same page in three charsets has the same text, and each leads into its own bytes."""
    codec = CODECS[charset]
    source = page("arabic").decode().replace("<head>", f'<head><meta charset="{charset}">')
    data = MARKS.get(charset, b"") + source.encode(codec)
    captured = capture(data)
    assert captured.document.text == capture(page("arabic")).document.text
    check(captured, data, codec)


@pytest.mark.parametrize(("name", "codec"), [("cms", "utf-8"), ("plain", "cp1252"), ("asp", "utf-8")])
def test_real_looking_pages_lead_back(page: Callable[[str], bytes], name: str, codec: str) -> None:
    """Every code point of the full pages leads to its bytes."""
    data = page(name)
    check(capture(data), data, codec)


def test_spans_lead_to_ranges() -> None:
    """A span's range runs from its first byte to its last; empty spans have empty ranges; outside is an error."""
    data = b"<p>caf&eacute; <b>bar</b></p>\r\n<p>two</p>"
    captured = capture(data)
    text, places = captured.document.text, captured.places
    assert text == "café bar\n\ntwo"
    assert data[slice(*places.bytes(3, 4))] == b"&eacute;"
    assert data[slice(*places.bytes(0, 8))] == b"caf&eacute; <b>bar"
    gap = places.bytes(8, 10)
    assert gap[0] == gap[1] == data.index(b"two")
    end = places.bytes(len(text), len(text))
    assert end[0] == end[1] == data.index(b"two") + 3
    for start, stop in ((-1, 2), (2, 1), (0, 99)):
        with pytest.raises(IndexError):
            places.bytes(start, stop)
