"""A case whose documents try to act on the pages that show them: each string of `payloads` in every field it can reach.

In: a folder. Out: a case in it: pages, mails, an archive of the web, a folder in a ZIP; statements, speakers, evidence
and figures in the words of the strings; judgements with them in their notes, by people of such names.
"""

from __future__ import annotations

import html
import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

from msgspec.structs import replace

from averment import Case, Document, Evidence, Figure, Reading, Speaker
from averment.api import Input
from tests.conftest import FakeReader
from tests.web.payloads import PAYLOADS, TOGETHER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class HostileReader(FakeReader):
    """Reads as the fake reader does, and finds a speaker, evidence and a figure, all named as the source is."""

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read each."""
        return [_named(reading) for reading in super().read_all(documents, force=force)]


def _named(reading: Reading) -> Reading:
    if not reading.attributions:
        return reading
    first = reading.attributions[0]
    span = first.source[0]
    name = reading.document.text[slice(*span)] or "nobody"
    speaker = Speaker(id="s1", name=name, kind="person", role=name, affiliation=name, party=name, mentions=(span,))
    return replace(
        reading,
        attributions=tuple(replace(one, speaker="s1") for one in reading.attributions),
        speakers=(speaker,),
        evidence=(Evidence(id="e1", span=first.content[0], type="imagery", polarity="supports", rests=(first.id,)),),
        figures=(Figure(id="f1", span=first.content[0], what=name, unit=name, per=name, high=50, by=first.id),),
    )


def page(payload: str) -> bytes:
    """Give a page with a string as its title, outlet, author, address and words."""
    said = html.escape(payload, quote=True)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{said}</title>'
        f'<meta name="author" content="{said}"><meta property="og:site_name" content="{said}">'
        f'<meta property="og:title" content="{said}"><meta property="article:author" content="{said}">'
        f'<link rel="canonical" href="{said}"><meta property="og:url" content="{said}"></head>'
        f"<body><article><h1>{said}</h1><p>{said} said {said} was opened on purpose at Velmar.</p>"
        f"<p>The valley said nothing of {said} to anybody.</p></article></body></html>"
    ).encode("utf-8", "replace")


def mail(payload: str) -> bytes:
    """Give a mail with a string as its subject, its sender's name, its attachment's name and its words."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in payload).split())[:900]
    message = EmailMessage()
    message["From"] = f'"{line.replace(chr(92), "").replace(chr(34), "")[:200]}" <mira@example.org>'
    message["Subject"] = line
    message["Date"] = "Wed, 12 Mar 2031 09:00:00 +0000"
    message.set_content(f"{line} said the dam was opened on purpose. {line}\n")
    message.add_attachment(f"{line} said it rained.".encode(), maintype="text", subtype="plain", filename=line[:80])
    return message.as_bytes()


def archive(payload: str) -> bytes:
    """Give an archive of the web with a string in the address of its one record (WARC 1.1)."""
    body = page("A plain report")
    address = "http://example.org/" + "".join(sign for sign in payload if sign.isascii() and sign.isprintable())[:900]
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        f"WARC-Date: 2031-03-12T00:00:00Z\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(response)}\r\n\r\n"
    )
    return head.encode() + response + b"\r\n\r\n"


def box() -> bytes:
    """Give a ZIP in which files have the strings as their names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for number, payload in enumerate(TOGETHER[:4]):
            name = payload.replace("/", "\u2215").replace("\x00", "")[:100]
            packed.writestr(f"{name}.txt", f"Report {number}. {payload} said it rained at Velmar {number} times.")
    return file.getvalue()


def make(folder: Path) -> None:
    """Make the case."""
    inputs = [
        *(_input(f"{payload[:120]}.html", page(payload)) for payload in TOGETHER),
        *(_input(f"{payload[:120]}.eml", mail(payload)) for payload in TOGETHER[::4]),
        *(_input(f"{payload[:60]}.warc", archive(payload)) for payload in TOGETHER[1::6]),
        _input("<b>box</b>.zip", box()),
    ]
    with Case.create(folder, by="ana") as case:
        for _ in case.add(inputs, reader=HostileReader(), force=True):
            pass
        listed = [one for one in case.documents() if one.attributions]
        for one, payload in zip(listed, TOGETHER, strict=False):
            name = "".join(sign for sign in payload if sign.isprintable())[:200].strip()
            case.judge("note", [f"{one.digest}#a1"], note=payload.replace("\x00", "")[:2000], by=name)
            case.judge("reject", [f"{one.digest}#a1"], by=name)
        case.remove([listed[-1].digest], PAYLOADS[0])


def _input(name: str, data: bytes) -> Input:
    return Input(name, lambda: data)
