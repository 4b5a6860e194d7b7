"""Plain text: what is kept, what is refused, and what is recorded."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date

import pytest

from averment.capture import Given, capture
from averment.errors import BinaryInputError, EmptyInputError, InputTooLargeError
from averment.values import Published

SNIPPETS = {
    "pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
    "zip": (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
    "gzip": (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "gzip"),
    "word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "old office"),
    "warc": (b"WARC/1.1\r\nWARC-Type: response\r\n", "WARC"),
    "noise": (bytes(range(256)) * 16, "binary"),
    "nuls": (b"word" + b"\x00" * 400, "binary"),
}


@pytest.mark.parametrize(
    "text",
    [
        "One line\n",
        "No end",
        "\n\n lead \n",
        "tab\tform\x0cfeed\n",
        "e\u0301 \u0644\u064e\u0627\n",
        "a\u2028b\x85c\n",
        "x\x00y\n",
    ],
)
def test_the_text_of_a_utf8_file_is_the_file(text: str) -> None:
    r"""A UTF-8 file with "\n" line ends is kept code point for code point, NULs and combining marks too."""
    assert capture(text.encode()).document.text == text


def test_line_ends_become_one_code_point() -> None:
    """CRLF and a lone CR are read as a line end."""
    assert capture(b"a\r\nb\rc\n\rd").document.text == "a\nb\nc\n\nd"


def test_a_byte_order_mark_is_not_text() -> None:
    """The mark is dropped, and the first code point stands after it."""
    captured = capture(b"\xef\xbb\xbfword")
    assert captured.document.text == "word"
    assert captured.places.bytes(0, 1) == (3, 4)


def test_the_digest_is_of_the_raw_bytes() -> None:
    """The digest is SHA-256 over what came in, not over the text."""
    data = b"\xef\xbb\xbfa\r\n"
    assert capture(data).document.digest == "sha256:" + hashlib.sha256(data).hexdigest()


def test_the_media_type_goes_by_content() -> None:
    """A name says nothing: plain text called .html is plain text."""
    assert capture(b"Just words.\n", Given(name="page.html")).document.media_type == "text/plain"
    assert capture(b"<p>Just words.</p>", Given(name="page.txt")).document.media_type == "text/html"


def test_a_text_that_speaks_of_tags_is_text() -> None:
    """Mentioning markup in passing does not make a page."""
    text = "The <b> tag, he said, was wrong: 3 < 4 and 5 > 2.\n"
    assert capture(text.encode()).document.text == text


@pytest.mark.parametrize("name", SNIPPETS)
def test_binary_files_are_refused_by_what_they_are(name: str) -> None:
    """The error names the file and says what it seems to be."""
    data, what = SNIPPETS[name]
    with pytest.raises(BinaryInputError, match=what) as caught:
        capture(data, Given(name="report.txt"))
    assert caught.value.subject == "report.txt"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe \x00\n\x00", b"<html><body> </body>"])
def test_nothing_to_read_is_an_error(data: bytes) -> None:
    """Empty, blank, a mark alone and a page that shows nothing are all empty."""
    with pytest.raises(EmptyInputError):
        capture(data)


def test_more_than_the_limit_is_an_error() -> None:
    """The limit is in bytes and may be set."""
    assert capture(b"12345", limit=5).document.text == "12345"
    with pytest.raises(InputTooLargeError):
        capture(b"123456", limit=5)


def test_a_given_date_is_for_documents_that_state_none() -> None:
    """What the page states of its date stays; a text, and a page that only mentions a day, take the date given."""
    given = Published(start=date(2017, 5, 16), end=date(2017, 5, 16), how="given")
    stated = b'<meta property="article:published_time" content="2001-01-01"><p>Words.</p>'
    mentioned = b"<h1>A</h1><p>Words of 3 March 2016.</p>"
    assert capture(b"Words.", Given(published=given)).document.published == given
    assert capture(mentioned, Given(published=given)).document.published == given
    found = capture(stated, Given(published=given)).document.published
    assert found is not None
    assert (found.start, found.how) == (date(2001, 1, 1), "og")


def test_a_given_address_is_for_documents_that_state_none() -> None:
    """The page's own address stays; when it was captured only its container can say. What is no address is dropped."""
    given = Given(url="https://a.example/1", captured="2031-03-12T08:00:00Z")
    text = capture(b"Words.", given).document
    page = capture(b'<link rel="canonical" href="https://b.example/2"><p>Words.</p>', given).document
    assert (text.url, text.captured, text.how["url"], text.how["captured"]) == (
        "https://a.example/1",
        "2031-03-12T08:00:00Z",
        "given",
        "given",
    )
    assert (page.url, page.captured, page.how["url"]) == ("https://b.example/2", text.captured, "canonical")
    assert capture(b"Words.", Given(url="javascript:alert(1)")).document.url is None


def test_the_same_bytes_give_the_same_document() -> None:
    """Nothing depends on the run."""
    data = b"<h1>Title</h1><p>Words said.</p>"
    assert capture(data).document == capture(data).document


def test_a_plain_file_imports_nothing_heavy() -> None:
    """The extractors, the guesser and numpy are not paid for by who reads a text file."""
    code = (
        "import sys; from averment.capture import capture; capture(b'A line of text.\\n');"
        "heavy = {'justext', 'htmldate', 'lxml', 'charset_normalizer', 'numpy', 'onnxruntime'};"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
