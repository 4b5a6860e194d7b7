"""Mailboxes, and pages saved as MHTML: what else begins as a mail does. Every person and place is invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from averment.capture.formats import format_of, parse
from averment.capture.found import Given
from averment.errors import EmptyInputError, MalformedInputError
from tests.capture.archives import damaged, found, made, mail, mapped, members, refusals, survives

LINE = b"From tolan@velmar.example Tue Mar  4 23:30:00 2031\n"
FIRST = mail("They deny it.\n\nFrom the roof it came.\n").as_bytes()
SECOND = mail("It is an invention.\n").as_bytes()
MAILBOX = LINE + FIRST + b"\n" + LINE + SECOND + b"\n"

SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://halden.example/clinic\r\nSubject: Clinic hit\r\n"
    b"Date: Tue, 4 Mar 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B----"\r\n\r\n\r\n'
    b"------B----\r\nContent-Type: text/html\r\nContent-ID: <f@mhtml.blink>\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://halden.example/clinic\r\n\r\n"
    b'<!DOCTYPE html><html><head><meta charset=3D"UTF-8"><title>Clinic hit - Courier</title></head>'
    b"<body><h1>Clinic hit</h1><p>The clinic=E2=80=99s ward in Velmar =\r\nwas hit.</p></body></html>\r\n"
    b"------B----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Location: https://halden.example/a.png\r\n\r\niVBORw0K\r\n"
    b"------B----\r\nContent-Type: text/html\r\nContent-Location: cid:frame\r\n\r\n<p>A frame</p>\r\n------B------\r\n"
)


def test_each_message_of_a_mailbox_is_a_member() -> None:
    """Byte for byte, with its number and where it stands; a sentence that begins with "From" begins none."""
    assert format_of(MAILBOX) == "mail"
    things = members(found("mail", MAILBOX))
    assert [thing.data for thing in things.values()] == [FIRST, SECOND]
    assert [thing.place for thing in things.values()] == [
        {"entry": 1, "record": 0, "record_length": len(LINE + FIRST) + 1},
        {"entry": 2, "record": len(LINE + FIRST) + 1, "record_length": len(LINE + SECOND) + 1},
    ]


def test_a_map_gives_what_bytes_give() -> None:
    """A file that is mapped is read as one that is held."""
    for data in (MAILBOX, SAVED):
        with mapped(data) as held:
            assert list(parse(held, Given())) == found("mail", data)


def test_a_mailbox_with_other_line_ends_is_read() -> None:
    """CRLF, as some programs write them."""
    things = members(found("mail", MAILBOX.replace(b"\n", b"\r\n")))
    assert [thing.data for thing in things.values()] == [one.replace(b"\n", b"\r\n") for one in (FIRST, SECOND)]


def test_a_mailbox_without_messages_is_empty() -> None:
    """A line that begins with "From" is no mailbox by itself."""
    assert format_of(b"From Velmar it was reported: nothing.\nIt rained.\n") == "text"
    with pytest.raises(EmptyInputError):
        found("mail", b"From nobody\n\n")


def test_a_saved_page_is_a_document_with_its_address_and_time() -> None:
    """The text is that of the page; the digest, and the type, are those of the file."""
    assert format_of(SAVED) == "mail"
    things = found("mail", SAVED)
    capture = made(things).capture
    one = capture.document
    assert one.text == "Clinic hit\n\nThe clinic’s ward in Velmar was hit."
    assert (one.title, one.url, one.captured) == ("Clinic hit", "https://halden.example/clinic", "2031-03-04T10:00:00Z")
    assert (one.how["url"], one.how["captured"], one.media_type) == ("mhtml", "mhtml", "multipart/related")
    assert capture.notes == ("Frames of the page that are not in the text: 1.",)
    assert refusals(things)["(passed over)"][1].startswith("2 parts that the page shows")
    assert not members(things)


def test_a_page_that_says_where_it_is_from_is_told_from_a_mail() -> None:
    """As older browsers write it; a mail in the same form was sent to someone."""
    data = SAVED.replace(b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://halden.example/clinic\r\n", b"")
    assert made(found("mail", data)).capture.document.url == "https://halden.example/clinic"
    sent = b"To: desk@courier.example\r\nFrom: a@b.example\r\n" + data
    assert made(found("mail", sent)).capture.document.media_type == "message/rfc822"


def test_a_saved_page_without_a_page_is_malformed() -> None:
    """There are pictures in it, and nothing that they belong to."""
    with pytest.raises(MalformedInputError):
        found("mail", SAVED.replace(b"text/html", b"image/gif"), Given(name="a.mhtml"))


@pytest.mark.parametrize("form", ["mailbox", "page"])
def test_damage_gives_documents_or_errors_of_ours(form: str) -> None:
    """Whatever is cut, flipped or spliced."""

    @settings(max_examples=200)
    @given(damaged(MAILBOX if form == "mailbox" else SAVED))
    def check(data: bytes) -> None:
        format_of(data)
        survives("mail", data)

    check()
