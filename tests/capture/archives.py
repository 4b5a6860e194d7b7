"""Builds archives and mails for the tests. Every place, person and address in them is invented."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import mmap
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from typing import TypeAlias

from hypothesis import strategies as st

from averment.capture.formats import parser
from averment.capture.found import Found, Given, Made, Member, Refused
from averment.errors import InputError

Headers: TypeAlias = Mapping[str, str]

HALDEN = "http://halden.example/"
PAGE = b"<!DOCTYPE html><p>Mira Tolan said the shell came through the roof of the clinic in Velmar.</p>"


def found(form: str, data: bytes, given: Given | None = None) -> list[Found]:
    """Give all that a parser finds."""
    return list(parser(form)(data, given or Given()))  # type: ignore[arg-type]


@contextmanager
def mapped(data: bytes) -> Iterator[mmap.mmap]:
    """Map a file of these bytes, as a parser's process does with a large one."""
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
            yield held


def members(things: Iterable[Found]) -> dict[str, Member]:
    """Give the members among what was found, by name."""
    return {thing.name: thing for thing in things if isinstance(thing, Member)}


def refusals(things: Iterable[Found]) -> dict[str, tuple[str, str]]:
    """Give what was refused: error and message, by name."""
    return {thing.name: (thing.error, thing.message) for thing in things if isinstance(thing, Refused)}


def made(things: Iterable[Found]) -> Made:
    """Give the one document among what was found."""
    (document,) = [thing for thing in things if isinstance(thing, Made)]
    return document


def survives(form: str, data: bytes) -> None:
    """Parse what may be anything: what is found is bounded, and no error is another than ours."""
    try:
        things = found(form, data)
    except InputError:
        return
    assert sum(len(thing.data) for thing in things if isinstance(thing, Member)) <= 200 * max(len(data), 1 << 20)
    for thing in things:
        if isinstance(thing, Member | Refused):
            thing.name.encode()


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Damage a file: cut it, flip bytes, put a piece of it elsewhere in it."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        kind = draw(st.sampled_from(("cut", "flip", "splice", "drop")))
        if kind == "cut":
            del data[at:]
        elif kind == "flip" and data:
            data[at] ^= draw(st.integers(1, 255))
        elif kind == "drop":
            del data[at : at + draw(st.integers(1, 64))]
        else:
            start = draw(st.integers(0, max(0, len(data) - 1)))
            data[at:at] = data[start : start + draw(st.integers(1, 300))]
    return bytes(data)


def _lines(fields: Headers) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode()


def record(kind: str, block: bytes, url: str = "", *, length: int | None = None, **more: str) -> bytes:
    """Make a record; `more` are further fields, underscores for hyphens."""
    digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    fields = {
        "WARC-Type": kind,
        "WARC-Date": "2031-03-04T10:00:00Z",
        "WARC-Record-ID": "<urn:uuid:0f6a2a5e-0000-4000-8000-000000000000>",
        "WARC-Block-Digest": f"sha1:{digest}",
        "Content-Type": "application/http; msgtype=response" if kind == "response" else "text/plain",
        **({"WARC-Target-URI": url} if url else {}),
        **{name.replace("_", "-"): value for name, value in more.items()},
        "Content-Length": str(len(block) if length is None else length),
    }
    return b"WARC/1.1\r\n" + _lines(fields) + b"\r\n" + block + b"\r\n\r\n"


def http(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **more: str) -> bytes:
    """Make an HTTP response."""
    fields = {**({"Content-Type": kind} if kind else {}), **{key.replace("_", "-"): one for key, one in more.items()}}
    return f"HTTP/1.1 {status}\r\n".encode() + _lines(fields) + b"\r\n" + body


def response(number: int, body: bytes = PAGE, **more: str) -> bytes:
    """Make the record of a page."""
    return record("response", http(body, **more), f"{HALDEN}{number}")


def chunked(body: bytes) -> bytes:
    """Cut a body into two chunks."""
    half = len(body) // 2
    chunks = [b"%x;a=b\r\n%s\r\n" % (len(piece), piece) for piece in (body[:half], body[half:])]
    return b"".join(chunks) + b"0\r\n\r\n"


INFO = record("warcinfo", b"software: a hand\r\n")
RECORDS = (INFO, response(1), response(2, chunked(PAGE), Transfer_Encoding="chunked"), response(3))
WARC = b"".join(RECORDS)
WARC_GZ = b"".join(gzip.compress(one, mtime=0) for one in RECORDS)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a ZIP archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return held.getvalue()


def wacz(archive: bytes = WARC_GZ, stated: bytes | None = None, *, method: int = zipfile.ZIP_STORED) -> bytes:
    """Make a packed web archive; `stated` is what `datapackage.json` states the hash of, the archive itself if none."""
    digest = hashlib.sha256(archive if stated is None else stated).hexdigest()
    resources = [{"name": "data.warc.gz", "path": "archive/data.warc.gz", "hash": f"sha256:{digest}"}]
    package = json.dumps({"profile": "data-package", "resources": resources}).encode()
    return zipped({"archive/data.warc.gz": archive, "pages/pages.jsonl": b"{}\n", "datapackage.json": package}, method)


def mail(text: str = "The clinic in Velmar was hit.\n", **more: str) -> EmailMessage:
    """Make a mail without attachments; `more` are fields that replace the usual ones."""
    message = EmailMessage()
    fields = {
        "From": "Mira Tolan <tolan@velmar.example>",
        "To": "desk@courier.example",
        "Subject": "The clinic in Velmar",
        "Date": "Tue, 04 Mar 2031 23:30:00 -0500",
        **more,
    }
    for name, value in fields.items():
        message[name] = value
    message.set_content(text)
    return message
