"""An e-mail: the document that it is, and its attachments.

In: the bytes and the tree of parts. Out: `Made`, then a `Member` for each attachment. The subject is the title, those
it is from are the authors, the day it was sent is the day it was published.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from averment.capture.about import clean, names, web_address
from averment.capture.containers import Allowance
from averment.capture.found import Found, Given, Made, Place
from averment.capture.kinds import is_blank
from averment.capture.mail import bodies
from averment.capture.mail.sorting import Sorted, sort
from averment.capture.parts import Part as Piece
from averment.capture.parts import to_segments
from averment.errors import (
    BinaryInputError,
    EmptyInputError,
    EncryptedInputError,
    InputError,
    InputTooLargeError,
    MissingInputError,
)
from averment.values import Capture, Charset, Document, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Bytes
    from averment.capture.mail.headers import Header
    from averment.capture.mail.parts import Part
    from averment.values import Segment

_HOW: Final = "mail"
_MOST_TEXT: Final = 256 * 2**20  # code points of a message
_LONGEST_SIGNATURE: Final = 20  # lines; four are good manners
_SIGNATURE: Final = ("\n-- \n", "\n--\n")  # the second where a program took the space for idle
_QUOTATION: Final = re.compile(r">|On .{1,300} wrote:\s*$|-{2,}\s?\w[^\n]{0,60}-{2,}\s*$|_{10,}|From:\s", re.IGNORECASE)
_LOCKED_TEXT: Final = re.compile(r"\s*-----BEGIN PGP MESSAGE-----")
_TNEF: Final = b"\x78\x9f\x3e\x22"

_NO_WORDS: Final = "The message has no text of its own."
_LOCKED: Final = "The message is locked for those it was sent to (PGP, S/MIME)."
_OUTLOOK: Final = (
    "Outlook packed the attachments in a form of its own (TNEF), which is not read: unpack a copy with `tnef` or "
    "`ytnef` and add the files beside it."
)
_ELSEWHERE: Final = "The attachment is not in the message, which only says where it was to be had."
_LONG: Final = "The text of the message is more than 256 MiB."
_CUT: Final = "The message ends before its last part does: what stands last may be cut short."


def message(data: Bytes, whole: Part, given: Given) -> Iterator[Found]:
    """Give the document and the attachments. Raises where there is neither."""
    parts = sort(data, whole)
    allowance = Allowance()
    try:
        yield Made(capture=Capture(document=_document(data, whole.header, parts, given), notes=_notes(parts)))
    except InputError as error:
        if not parts.attached:
            raise
        yield allowance.refused("(text of the message)", error)
    for part in parts.attached:
        yield _attachment(data, part, allowance)
    allowance.passed_over = parts.passed_over
    rest = allowance.rest(
        "parts that only serve to show or to sign the text (pictures, styles, signatures)",
        one="part that only serves to show or to sign the text (a picture, a style, a signature)",
    )
    if rest is not None:
        yield rest


def _document(data: Bytes, header: Header, parts: Sorted, given: Given) -> Document:
    text, segments, charset = _text(data, parts.texts)
    if is_blank(text):
        raise EmptyInputError(_NO_WORDS, subject=given.name)
    if _LOCKED_TEXT.match(text):
        raise EncryptedInputError(_LOCKED, subject=given.name)
    day = header.day()
    known = {
        "title": clean(header.text("subject")),
        "authors": names(header.senders()),
        "url": web_address(given.url),
        "captured": clean(given.captured),
    }
    return Document(
        digest="sha256:" + hashlib.sha256(data).hexdigest(),
        media_type="message/rfc822",
        text=text,
        segments=segments,
        charset=charset,
        published=Published(start=day, end=day, how=_HOW) if day else given.published,
        how={key: _HOW if key in {"title", "authors"} else "given" for key, value in known.items() if value},
        **known,  # type: ignore[arg-type]  # each of the type that its field has
    )


def _text(data: Bytes, texts: list[Part]) -> tuple[str, tuple[Segment, ...], Charset | None]:
    """Put the texts of a message one after the other, as a mail program shows them."""
    whole: list[str] = []
    pieces: list[Piece] = []
    charset: Charset | None = None
    at = 0
    for part in texts:
        try:
            words, found, charset_here = _shown(data, part)
        except EmptyInputError:
            continue  # a page that shows nothing
        pieces += [(kind, at + start, at + end) for kind, start, end in found]
        charset = charset or charset_here
        whole += [words, "\n\n"]
        at += len(words) + 2
        if at > _MOST_TEXT:
            raise InputTooLargeError(_LONG)
    text = "".join(whole[:-1])
    return text, to_segments(text, pieces), charset


def _shown(data: Bytes, part: Part) -> tuple[str, list[Piece], Charset | None]:
    if part.media == "text/html":
        document = bodies.page(data, part, Given()).document
        return document.text, [(one.kind, *one.span) for one in document.segments], document.charset
    words, charset = bodies.text(data, part)
    return words, _pieces(words), charset


def _pieces(words: str) -> list[Piece]:
    """Set the signature apart (RFC 3676, 4.3). What is quoted is body: it may be what the message is kept for."""
    start = max(words.rfind(delimiter) for delimiter in _SIGNATURE) + 1 or len(words)
    lines = words[start:].split("\n")
    quoted = next((at for at, line in enumerate(lines) if _QUOTATION.match(line)), len(lines))
    if quoted > _LONGEST_SIGNATURE:
        return [("body", 0, len(words))]
    end = start + len("\n".join(lines[:quoted]))
    return [("body", 0, start), ("boilerplate", start, end), ("body", end, len(words))]


def _attachment(data: Bytes, part: Part, allowance: Allowance) -> Found:
    name = part.header.filename or f"(part {part.number or 1})"
    try:
        found = _unpacked(data, part, name)
    except InputError as error:
        return allowance.refused(name, error)
    charset = part.header.parameter("charset").lower() if part.media.startswith("text/") else ""
    said = {"content_type": part.media, "charset": charset, "filename": part.header.filename}
    place: Place = {"part": part.number or "1", **{key: value for key, value in said.items() if value}}
    return allowance.member(name, place, found)


def _unpacked(data: Bytes, part: Part, name: str) -> bytes:
    if part.media == "message/external-body":
        raise MissingInputError(_ELSEWHERE)
    found = bodies.body(data, part)
    if part.media == "application/ms-tnef" or name.lower() == "winmail.dat" or found.startswith(_TNEF):
        raise BinaryInputError(_OUTLOOK)
    if part.media in {"application/pkcs7-mime", "application/x-pkcs7-mime"}:
        raise EncryptedInputError(_LOCKED)
    return found


def _notes(parts: Sorted) -> tuple[str, ...]:
    notes = [_CUT] if parts.cut else []
    if parts.alternatives:
        notes.append("The message says the same in another form (HTML or plain text), which was not read.")
    return tuple(notes)
