"""What fuzzing starts from: a small valid file of each format, about people and places that do not exist."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import Final

from averment.capture.formats import Format
from tests.faults.stories import mail, story

PAGES: Final = Path(__file__).parents[1] / "capture" / "pages"
_MEDIA: Final = "text/html; charset=utf-8"


def seeds(form: str) -> list[bytes]:
    """Give files of a format to start from."""
    return SEEDS[form]()


def _pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]


def _mails() -> list[bytes]:
    return [mail(1), mail(2).replace(b"text/plain", b"text/html")]


def _documents() -> list[bytes]:
    from docx import Document

    document = Document()
    document.add_heading("Shelling reported in Velmar", 1)
    document.add_paragraph(story(1))
    document.add_table(rows=2, cols=2).cell(0, 0).text = story(2)
    file = io.BytesIO()
    document.save(file)
    return [file.getvalue()]


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
            body = io.BytesIO(gzip.compress(page) if encoding == "gzip" else page)
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
