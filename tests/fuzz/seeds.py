"""What fuzzing starts from: a small valid file of each format, about people and places that do not exist."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import docx

from averment.capture.formats import Format
from tests.faults.stories import mail, story

PAGES: Final = Path(__file__).parents[1] / "capture" / "pages"
_EMPTY: Final = Path(docx.__file__).with_name("templates") / "default.docx"
_MEDIA: Final = "text/html; charset=utf-8"


def seeds(form: str) -> list[bytes]:
    """Give files of a format to start from."""
    return SEEDS[form]()


def _pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]


def _mails() -> list[bytes]:
    return [mail(1), mail(2).replace(b"text/plain", b"text/html")]


def _documents() -> list[bytes]:
    """Give the main part of a document: of a whole file most changes would only be damage of the archive."""
    document = docx.Document()
    document.add_heading("Shelling reported in Velmar", 1)
    document.add_paragraph(story(1))
    document.add_table(rows=2, cols=2).cell(0, 0).text = story(2)
    xml: bytes = document.part.blob
    return [xml]


def _around(main: bytes) -> bytes:
    """Make a document of its main part."""
    with zipfile.ZipFile(_EMPTY) as empty:
        parts = {name: empty.read(name) for name in empty.namelist()} | {"word/document.xml": main}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def _crawls() -> list[bytes]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    found = []
    for compressed in (False, True):
        file = io.BytesIO()
        writer = WARCWriter(file, gzip=compressed)
        for number, encoding in enumerate(("identity", "gzip")):
            page = f"<p>{story(number)}</p>".encode()
            http = [("Content-Type", _MEDIA), ("Content-Encoding", encoding)]
            headers = StatusAndHeaders("200 OK", http, protocol="HTTP/1.1")
            body = io.BytesIO(gzip.compress(page, mtime=0) if encoding == "gzip" else page)
            url = f"http://halden.example/{number}"
            writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=headers))
        found.append(file.getvalue())
    return found


def _archives() -> list[bytes]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"folder/{number}.txt", story(number))
    return [file.getvalue()]


SEEDS: Final = {"html": _pages, "mail": _mails, "docx": _documents, "warc": _crawls, "zip": _archives}
FORMATS: Final[dict[str, Format]] = {"html": "text", "mail": "mail", "docx": "docx", "warc": "warc", "zip": "zip"}
"""The parser that each is given to."""
PACKED: Final[dict[str, Callable[[bytes], bytes]]] = {"docx": _around}
"""How a file is made of the bytes, where they are not the file."""
