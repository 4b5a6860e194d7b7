"""E-mails: the message is a document, each attachment an original of its own. Every person and place is invented."""

from __future__ import annotations

import base64
from datetime import date
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.formats import format_of, parse
from averment.capture.found import Found, Given, Made, Member
from averment.errors import EmptyInputError, EncryptedInputError, HostileInputError, InputError
from averment.values import Document, Published
from tests.capture.archives import PAGE, damaged, found, made, mail, mapped, members, refusals, survives, zipped

HEAD = "From: Mira Tolan <tolan@velmar.example>\nSubject: Velmar\nDate: Tue, 04 Mar 2031 23:30:00 -0500\n"
HIT = "The clinic in Velmar was hit."


def document(data: bytes | EmailMessage, known: Given | None = None) -> Document:
    """Give the document of a mail."""
    return made(found("mail", data if isinstance(data, bytes) else data.as_bytes(), known)).capture.document


def raw(body: str | bytes, *fields: str, head: str = HEAD) -> bytes:
    """Write a mail by hand."""
    lines = head + "".join(f"{field}\n" for field in fields)
    return lines.encode() + b"\n" + (body.encode() if isinstance(body, str) else body)


def multipart(kind: str, *parts: str, more: str = "") -> bytes:
    """Write a mail in parts by hand."""
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--\n"
    return raw(body, f"Content-Type: multipart/{kind}; boundary=b{more}")


def test_a_mail_is_a_document_with_subject_sender_and_day() -> None:
    """The day is the one in the zone of the sender; how each is known is said."""
    data = mail().as_bytes()
    assert format_of(data) == "mail"
    one = document(data)
    day = date(2031, 3, 4)
    assert (one.title, one.authors, one.published) == (
        "The clinic in Velmar",
        ("Mira Tolan",),
        Published(start=day, end=day, how="mail"),
    )
    assert one.how == {"title": "mail", "authors": "mail"}
    assert one.media_type == "message/rfc822"
    assert one.text == HIT + "\n"


def test_what_was_given_stands_in_for_what_is_not_stated() -> None:
    """A date, an address, when it was saved."""
    given = Published(start=date(2031, 1, 1), end=date(2031, 1, 2), how="given")
    known = Given(published=given, url="http://halden.example/1", captured="2031-03-04T10:00:00Z")
    one = document(raw(HIT, head="Subject: x\nFrom: a@b.example\nTo: c@d.example\n"), known)
    assert (one.published, one.url, one.captured, one.authors) == (given, known.url, known.captured, ("a@b.example",))
    assert one.how == {"title": "mail", "authors": "mail", "url": "given", "captured": "given"}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("=?utf-8?b?2LPZhNin2YU=?= from Velmar", "سلام from Velmar"),
        ("=?iso-8859-1?q?=C9tat?=", "État"),
        ("=?x-no-such?q?Velmar?=", "Velmar"),
        ("Velmar\n  folded", "Velmar folded"),
        ("Ünrest", "Ünrest"),
        ("\u202eevil\x07", "evil"),
        ("=?utf-8?q?" + "=00" * 50 + "Velmar?=", "Velmar"),
    ],
)
def test_a_subject_is_decoded_and_fit_to_show(subject: str, title: str) -> None:
    """Encoded words, raw UTF-8, folded lines; controls and marks of direction go."""
    assert document(raw(HIT, head=f"Subject: {subject}\nFrom: a@b.example\nTo: c@d.example\n")).title == title


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("The Vélmar clinic".encode(), ("Content-Type: text/plain; charset=utf-8",)),
        ("The Vélmar clinic".encode("latin-1"), ("Content-Type: text/plain; charset=iso-8859-1",)),
        ("The Vélmar clinic".encode(), ("Content-Type: text/plain; charset=x-no-such",)),
        ("The Vélmar clinic".encode(), ("Content-Type: text/plain; charset=us-ascii",)),
        ("The Vélmar clinic".encode(), ()),
        (b"The V=C3=A9lmar =\nclinic", ("Content-Transfer-Encoding: quoted-printable",)),
        (base64.encodebytes("The Vélmar clinic".encode()), ("Content-Transfer-Encoding: base64",)),
        (b"VGhlIFbDqWxtYXIgY2xpbmlj", ("Content-Transfer-Encoding: BASE64",)),
    ],
)
def test_a_body_is_decoded(body: bytes, fields: tuple[str, ...]) -> None:
    """By its transfer encoding and charset; one that is unknown or wrong gives way to what the bytes say."""
    assert document(raw(body, *fields)).text.rstrip() == "The Vélmar clinic"


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_charset_of_mail_alone_is_read(kind: str) -> None:
    """Japanese mail shifts its charset by escape sequences, which browsers do not read."""
    body = "<p>診療所が攻撃された。</p>" if kind == "html" else "診療所が攻撃された。"
    one = document(raw(body.encode("iso2022_jp"), f"Content-Type: text/{kind}; charset=ISO-2022-JP"))
    assert one.text == "診療所が攻撃された。"
    assert one.charset is not None
    assert one.charset.name == "iso-2022-jp"


def test_flowed_lines_are_joined() -> None:
    """RFC 3676: lines that end in a space go on, at the same depth of quotation; stuffing goes."""
    body = "The clinic \nwas hit.\n> They \n> deny it.\n From Velmar\n-- \nMira\n"
    one = document(raw(body, "Content-Type: text/plain; format=flowed"))
    assert one.text == "The clinic was hit.\n> They deny it.\nFrom Velmar\n-- \nMira\n"
    deleted = document(raw("clin \nic\n", "Content-Type: text/plain; format=flowed; delsp=yes"))
    assert deleted.text == "clinic\n"


def test_a_signature_is_boilerplate_and_a_quotation_is_body() -> None:
    """The quotation may be what the mail is kept for, also where it stands below the signature."""
    one = document(
        raw("It was hit.\n\n> They deny it.\n-- \nMira Tolan\n\nOn Monday Oro Dask wrote:\n> It is an invention.\n")
    )
    pieces = [(segment.kind, one.text[slice(*segment.span)]) for segment in one.segments]
    assert pieces == [
        ("body", "It was hit.\n\n> They deny it."),
        ("boilerplate", "-- \nMira Tolan"),
        ("body", "On Monday Oro Dask wrote:\n> It is an invention."),
    ]


def test_plain_text_goes_before_a_page() -> None:
    """And the document says that the other form was not read."""
    message = mail()
    message.add_alternative("<p>The <b>clinic</b></p>", subtype="html")
    capture = made(found("mail", message.as_bytes())).capture
    assert capture.document.text == HIT + "\n"
    assert "another form" in capture.notes[0]


def test_a_page_is_converted_where_there_is_no_plain_text() -> None:
    """As a page of its own would be."""
    message = mail("\n")
    message.add_alternative(f"<html><body><p>{HIT}</p><script>x</script></body></html>", subtype="html")
    one = document(message)
    assert one.text == HIT
    assert one.title == "The clinic in Velmar"


def test_texts_around_an_attachment_are_one_message() -> None:
    """Mail programs show them one below the other."""
    parts = ("Content-Type: text/plain\n\nFirst.", "Content-Type: application/pdf; name=a.pdf\n\n%PDF-", "\nSecond.")
    things = found("mail", multipart("mixed", *parts))
    assert made(things).capture.document.text == "First.\n\nSecond."
    assert members(things)["a.pdf"].data == b"%PDF-"


def test_each_attachment_is_a_member() -> None:
    """With its number, type, charset and name; the name is kept as it is, and is nothing but a name."""
    message = mail()
    message.add_attachment("They deny it.", filename="../../état.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="crater.png")
    things = members(found("mail", message.as_bytes()))
    assert things["../../état.txt"].place == {
        "part": "2",
        "content_type": "text/plain",
        "charset": "utf-8",
        "filename": "../../état.txt",
    }
    assert things["crater.png"].data == b"\x89PNG"


@pytest.mark.parametrize(
    "field",
    [
        "Content-Disposition: attachment; filename*=utf-8''%C3%A9tat.txt",
        "Content-Disposition: attachment; filename*0*=utf-8''%C3%A9t; filename*1=at.txt",
        'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A9tat.txt?="',
        'Content-Type: text/plain; name="état.txt"',
    ],
)
def test_a_file_name_is_decoded(field: str) -> None:
    """RFC 2231, its continuations, encoded words where they should not be, raw UTF-8."""
    assert set(members(found("mail", multipart("mixed", f"\n{HIT}", f"{field}\n\nx")))) == {"état.txt"}


def test_an_attached_message_stays_as_it_came() -> None:
    """Byte for byte, and it is parsed as a mail in turn."""
    inner = raw("Oro Dask denied it.\n", "X-Odd:   kept as  it is", "Received: a\n\tb")
    outer = multipart("mixed", f"\n{HIT}", "Content-Type: message/rfc822\n\n" + inner.decode())
    (member,) = members(found("mail", outer)).values()
    assert member.data == inner.removesuffix(b"\n") + b"\n"
    assert document(member.data).text == "Oro Dask denied it.\n"


def test_pictures_that_serve_the_text_are_counted_and_passed_over() -> None:
    """And so are signatures; a picture that was attached is a member."""
    picture = "Content-Type: image/png\nContent-ID: <p>\n\nx"
    attached = "Content-Type: image/png\nContent-Disposition: attachment; filename=p.png\n\nx"
    html = f"Content-Type: text/html\n\n<p>{HIT}</p><img src=cid:p>"
    things = found("mail", multipart("related", html, picture, attached))
    assert set(members(things)) == {"p.png"}
    assert refusals(things)["(passed over)"][1].startswith("1 part that only serves")
    signed = found("mail", multipart("signed", f"\n{HIT}", "Content-Type: application/pgp-signature\n\nx"))
    assert not members(signed)


def test_attachments_inside_the_form_that_is_not_read_are_members() -> None:
    """Apple Mail puts them into the page."""
    mixed = (
        f'Content-Type: multipart/mixed; boundary="c"\n\n--c\nContent-Type: text/html\n\n<p>{HIT}</p>\n--c\n'
        "Content-Type: application/pdf; name=a.pdf\n\n%PDF-\n--c--"
    )
    things = found("mail", multipart("alternative", f"\n{HIT}", mixed))
    assert made(things).capture.document.text == HIT
    assert set(members(things)) == {"a.pdf"}


@pytest.mark.parametrize(
    ("part", "error"),
    [
        ("Content-Type: application/ms-tnef; name=winmail.dat\n\nx", "BinaryInputError"),
        ("Content-Type: application/pkcs7-mime; name=smime.p7m\n\nx", "EncryptedInputError"),
        ("Content-Type: message/external-body; access-type=URL\n\nx", "MissingInputError"),
        ("Content-Type: a/b; name=c\nContent-Transfer-Encoding: x-uuencode\n\nx", "BinaryInputError"),
        ("Content-Type: a/b; name=c\nContent-Transfer-Encoding: base64\n\nAAAAA", "MalformedInputError"),
    ],
)
def test_an_attachment_that_cannot_be_had_is_refused(part: str, error: str) -> None:
    """And the message is read."""
    things = found("mail", multipart("mixed", f"\n{HIT}", part))
    assert [refused for refused, _ in refusals(things).values()] == [error]
    assert made(things).capture.document.text == HIT


def test_nothing_after_padding_is_lost() -> None:
    """Some programs write pieces of base64 one after the other, each with its padding."""
    part = "Content-Type: a/b; name=c\nContent-Transfer-Encoding: base64\n\nVmVsbWFyIA==\nY2xpbmlj"
    assert members(found("mail", multipart("mixed", f"\n{HIT}", part)))["c"].data == b"Velmar clinic"


def test_a_message_without_words_gives_its_attachments() -> None:
    """What is refused then is its text alone; a message with neither is an error."""
    message = mail("\n")
    message.add_attachment("They deny it.", filename="a.txt")
    things = found("mail", message.as_bytes())
    assert refusals(things)["(text of the message)"][0] == "EmptyInputError"
    assert set(members(things)) == {"a.txt"}
    with pytest.raises(EmptyInputError):
        found("mail", mail("\n").as_bytes())


@pytest.mark.parametrize(
    "data",
    [
        multipart("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1"),
        raw("-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----\n"),
    ],
)
def test_a_locked_message_is_said_to_be_locked(data: bytes) -> None:
    """There is nothing to read in it."""
    with pytest.raises(EncryptedInputError):
        found("mail", data)


def test_a_message_that_is_cut_short_says_so() -> None:
    """What there is of it is given."""
    capture = made(found("mail", multipart("mixed", f"\n{HIT}", "\nSecond.").removesuffix(b"--b--\n"))).capture
    assert capture.document.text == f"{HIT}\n\nSecond.\n"
    assert "cut short" in capture.notes[0]


HOSTILE = {
    "deep": "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(2000)).encode(),
    "one boundary": HEAD.encode() + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "near boundaries": HEAD.encode() + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--bb\n" * 200_000,
    "long header": HEAD.encode() + b"X: " + b"x" * 300_000 + b"\n\ntext",
    "comments": b"From: " + b"(" * 100_000 + b"\nSubject: x\nTo: y\n\ntext",
    "addresses": b"From: " + b"a@b.example, " * 10_000 + b"\nSubject: x\nTo: y\n\ntext",
    "words": b"Subject: " + b"=?utf-8?q?a?= " * 10_000 + b"\nFrom: x\nTo: y\n\ntext",
    "parameters": HEAD.encode() + b"Content-Type: text/plain" + b"; a*0*=b" * 10_000 + b"\n\ntext",
    "parameter numbers": HEAD.encode() + b"Content-Type: text/plain; a*99999999999=b; a*-1=c; a*x=d\n\ntext",
    "semicolons": HEAD.encode() + b"Content-Type: " + b";" * 100_000 + b"\n\ntext",
    "quotes": HEAD.encode() + b'Content-Disposition: attachment; filename="' + b'\\"' * 50_000 + b"\n\ntext",
    "date": b"Date: 99999999999999999999 Xxx 99 99:99:99 +99999999\nFrom: x\nTo: y\n\ntext",
    "flowed": HEAD.encode() + b"Content-Type: text/plain; format=flowed\n\n" + b"x \n" * 300_000,
    "signatures": HEAD.encode() + b"\n" + b"-- \n" * 300_000,
    "no body": HEAD.encode(),
    "odd charset": HEAD.encode() + b"Content-Type: text/plain; charset=undefined\n\ntext",
    "odd words": b"Subject: =?undefined?q?a?= =?idna?q?a?= =?utf-7?b?====?=\nFrom: x\nTo: y\n\ntext",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_is_read_or_refused(name: str) -> None:
    """In bounded time, with no other error than ours."""
    survives("mail", HOSTILE[name])


def test_parts_in_parts_have_a_bottom() -> None:
    """Deeper than any mail program nests them is made to harm."""
    with pytest.raises(HostileInputError):
        found("mail", HOSTILE["deep"])


@given(
    st.recursive(st.text("abc -\n", max_size=20), lambda inner: st.lists(inner, min_size=1, max_size=3), max_leaves=8)
)
def test_parts_are_where_the_standard_library_has_them(tree: str | list[object]) -> None:
    """Nested as they may be; the standard library writes them, and every attachment comes back."""
    message = mail()
    written: list[str] = []

    def attach(to: EmailMessage, what: object) -> None:
        if isinstance(what, str):
            written.append(what)
            to.add_attachment(
                what.encode(), maintype="text", subtype="plain", filename=f"{len(written)}.txt", cte="base64"
            )
        elif isinstance(what, list):
            inner = EmailMessage()
            inner.make_mixed()
            for one in what:
                attach(inner, one)
            to.attach(inner)

    message.make_mixed()
    attach(message, tree)
    things = members(found("mail", message.as_bytes()))
    assert [thing.data.decode() for thing in things.values()] == written


def leaves(data: bytes, name: str = "mail") -> list[tuple[str, str]]:
    """Parse what is in a file, and in that; give formats by name."""
    form = format_of(data)
    if form == "docx":
        return [(name, form)]
    things: list[Found] = list(parse(data, Given(name=name)))
    inside = [leaf for thing in things if isinstance(thing, Member) for leaf in leaves(thing.data, thing.name)]
    return [(name, form)] * any(isinstance(thing, Made) for thing in things) + inside


def test_an_office_document_in_an_archive_in_a_mail_in_a_mail_is_found() -> None:
    """Each format gives what the next is told by."""
    inner = mail()
    packed = zipped({"reports/velmar.docx": zipped({"word/document.xml": b"<x/>"}), "page.html": PAGE})
    inner.add_attachment(packed, maintype="application", subtype="zip", filename="reports.zip")
    outer = mail()
    outer.add_attachment(inner)
    assert leaves(outer.as_bytes()) == [
        ("mail", "mail"),
        ("(part 2)", "mail"),
        ("reports/velmar.docx", "docx"),
        ("page.html", "text"),
    ]


def _whole() -> bytes:
    message = mail()
    message.add_alternative(f"<p>{HIT}</p>", subtype="html")
    message.add_attachment("They deny it. " * 20, filename="état.txt")
    message.add_attachment(mail())
    for number, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            part.set_boundary(f"b{number}")  # which would be another each time
    return message.as_bytes()


def test_a_map_gives_what_bytes_give() -> None:
    """A file that is mapped is read as one that is held."""
    data = _whole()
    with mapped(data) as held:
        assert list(parse(held, Given())) == found("mail", data)


@settings(max_examples=200)
@given(damaged(_whole()))
def test_damage_gives_documents_or_errors_of_ours(data: bytes) -> None:
    """Whatever is cut, flipped or spliced."""
    format_of(data)
    survives("mail", data)


def test_errors_are_ours_for_no_mail_at_all() -> None:
    """A parser is not asked about what is no mail, but is not harmed by it."""
    for data in (b"", b"\n", b"\x00" * 100, b"\xff\xfe" * 50):
        with pytest.raises(InputError):
            found("mail", data)
