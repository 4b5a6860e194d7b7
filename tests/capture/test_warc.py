"""Web archives: one original a response, decoded; damage costs the records it lies in and no other."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from averment.capture.formats import format_of, parse
from averment.capture.found import Given, Member
from averment.errors import HostileInputError, InputError, MalformedInputError
from tests.capture.archives import (
    HALDEN,
    INFO,
    PAGE,
    RECORDS,
    WARC,
    WARC_GZ,
    chunked,
    damaged,
    found,
    http,
    mapped,
    members,
    record,
    refusals,
    response,
    survives,
    zipped,
)

URLS = [f"{HALDEN}{number}" for number in (1, 2, 3)]
DICTIONARY = zstandard.ZstdCompressionDict(
    b"Mira Tolan said the shell came through the roof of the clinic in Velmar." * 20
)


def gzipped(data: bytes) -> bytes:
    """Compress with gzip, to the same bytes at whatever time."""
    return gzip.compress(data, mtime=0)


def frames(records: tuple[bytes, ...] = RECORDS, *, packed: bool | None = None) -> bytes:
    """Make a zstd archive, one frame a record; with a dictionary, itself packed or not, where `packed` says so."""
    if packed is None:
        return b"".join(zstandard.ZstdCompressor(write_checksum=True).compress(one) for one in records)
    words = zstandard.compress(DICTIONARY.as_bytes()) if packed else DICTIONARY.as_bytes()
    head = b"\x5d\x2a\x4d\x18" + len(words).to_bytes(4, "little") + words
    writer = zstandard.ZstdCompressor(dict_data=DICTIONARY)
    return head + b"".join(writer.compress(one) for one in records)


ARCHIVES = {
    "bare": WARC,
    "gzip": WARC_GZ,
    "gzip, in one": gzipped(WARC),
    "zstd": frames(),
    "zstd, in one": zstandard.compress(WARC),
    "zstd, dictionary": frames(packed=False),
    "zstd, packed dictionary": frames(packed=True),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_each_response_is_a_member_in_every_form_of_archive(name: str) -> None:
    """Compressed or not, record by record or whole, with a dictionary or without."""
    assert format_of(ARCHIVES[name]) == "warc"
    things = found("warc", ARCHIVES[name])
    assert list(members(things)) == URLS
    assert {member.data for member in members(things).values()} == {PAGE}
    assert {member.place["digest_check"] for member in members(things).values()} == {"passed"}
    assert not refusals(things)


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_map_gives_what_bytes_give(name: str) -> None:
    """A file that is mapped is read as one that is held."""
    with mapped(ARCHIVES[name]) as held:
        assert list(parse(held, Given())) == found("warc", ARCHIVES[name])


@pytest.mark.parametrize("name", ["bare", "gzip", "zstd", "zstd, dictionary"])
def test_a_place_leads_back_to_the_record(name: str) -> None:
    """`record` and `record_length` cut out of the file what alone is an archive of that one response."""
    data = ARCHIVES[name]
    shared = data[: data.index(zstandard.compress(b"")[:4], 1)] if "dictionary" in name else b""
    for url, member in members(found("warc", data)).items():
        start, length = int(member.place["record"]), int(member.place["record_length"])
        assert list(members(found("warc", shared + data[start : start + length]))) == [url]


def test_records_in_one_frame_say_where_they_stand_in_it() -> None:
    """`within` is the offset in what is unpacked."""
    for member in members(found("warc", ARCHIVES["gzip, in one"])).values():
        assert member.place["record"] == 0
        assert WARC[int(member.place["within"]) :].startswith(b"WARC/1.1")


def test_a_place_says_what_the_record_says() -> None:
    """Address, time, status, type, charset and digest, and nothing that is not there."""
    place = members(found("warc", WARC))[URLS[0]].place
    assert place == {
        "record": len(INFO),
        "record_length": len(RECORDS[1]) - 4,
        "record_id": "urn:uuid:0f6a2a5e-0000-4000-8000-000000000000",
        "url": URLS[0],
        "captured": "2031-03-04T10:00:00Z",
        "status": 200,
        "content_type": "text/html",
        "charset": "utf-8",
        "digest_check": "passed",
    }


@pytest.mark.parametrize("compressed", [False, True])
def test_what_warcio_writes_is_read_as_warcio_reads_it(*, compressed: bool) -> None:
    """Offsets, addresses and bodies agree with the reference library's."""
    held = io.BytesIO()
    writer = WARCWriter(held, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("velmar.warc", {"software": "a hand"}))
    for number, (body, fields) in enumerate(
        (
            (PAGE, {}),
            (gzipped(PAGE), {"Content-Encoding": "gzip"}),
            (chunked(PAGE), {"Transfer-Encoding": "chunked"}),
        )
    ):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *fields.items()], protocol="HTTP/1.1")
        made = writer.create_warc_record(f"{HALDEN}{number}", "response", payload=io.BytesIO(body), http_headers=head)
        writer.write_record(made)
        made.raw_stream.close()
    held.seek(0)
    iterator = ArchiveIterator(held)
    theirs = [
        (one.rec_headers["WARC-Target-URI"], one.content_stream().read(), iterator.get_record_offset())
        for one in iterator
        if one.rec_type == "response"
    ]
    ours = members(found("warc", held.getvalue())).values()
    assert [(one.name, one.data, one.place["record"]) for one in ours] == theirs
    assert {one.place["digest_check"] for one in ours} == {"passed"}


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzipped(PAGE), "gzip"),
        (gzipped(PAGE[:40]) + gzipped(PAGE[40:]), "x-gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (zstandard.compress(PAGE), "zstd"),
        (brotli.compress(PAGE), "br"),
        (zlib.compress(gzipped(PAGE)), "gzip, deflate"),
        (PAGE, "gzip"),
        (PAGE, "br"),
        (PAGE, "identity"),
    ],
)
def test_a_body_is_decoded(body: bytes, encoding: str) -> None:
    """Also where a crawler stored it decoded and kept the field."""
    assert members(found("warc", response(1, body, Content_Encoding=encoding)))[URLS[0]].data == PAGE


@pytest.mark.parametrize(
    ("body", "fields", "error"),
    [
        (b"\x1f\x9d\x90\x00" * 40, {"Content_Encoding": "compress"}, "BinaryInputError"),
        (b"\x1b\x00\x00" * 40, {"Content_Encoding": "br"}, "MalformedInputError"),
        (brotli.compress(bytes(60 << 20)), {"Content_Encoding": "br"}, "HostileInputError"),
        (gzipped(PAGE)[:-12], {"Content_Encoding": "gzip"}, "MalformedInputError"),
        (b"\x00\x01\x02" * 40, {"Content_Encoding": "deflate"}, "MalformedInputError"),
        (chunked(PAGE)[:-9], {"Transfer_Encoding": "chunked"}, "MalformedInputError"),
        (gzipped(bytes(30 << 20)), {"Content_Encoding": "gzip"}, "HostileInputError"),
        (zstandard.compress(bytes(30 << 20)), {"Content_Encoding": "zstd"}, "HostileInputError"),
        (PAGE, {"Content_Encoding": "gzip,gzip,gzip,gzip,gzip"}, "HostileInputError"),
        (b"".join([gzipped(b"")] * 10_001), {"Content_Encoding": "gzip"}, "HostileInputError"),
    ],
)
def test_a_body_that_cannot_be_decoded_is_refused(body: bytes, fields: dict[str, str], error: str) -> None:
    """By the address; nothing is taken for what it is not, and the next record is read."""
    things = found("warc", response(1, body, **fields) + response(2))
    assert refusals(things)[URLS[0]][0] == error
    assert list(members(things)) == [URLS[1]]


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        (http(PAGE, status="404 Not Found"), "response"),
        (http(b"", status="301 Moved", Location="/"), "response"),
        (http(b"\x89PNG", "image/png"), "response"),
        (http(b"\x89PNG\r\n\x1a\n" + bytes(99), "application/octet-stream"), "response"),
        (http(b"body{}", "text/css"), "response"),
        (http(b"", "text/html"), "response"),
        (http(PAGE), "revisit"),
    ],
)
def test_what_is_no_document_is_passed_over_and_counted(block: bytes, kind: str) -> None:
    """Errors, redirects, pictures, styles, empty pages and repeats; a request is no part of what was fetched."""
    things = found("warc", record(kind, block, URLS[0]) + record("request", b"GET / HTTP/1.1\r\n\r\n", URLS[0]))
    assert not members(things)
    assert refusals(things)["(passed over)"][1].startswith("1 record that is no document")


@pytest.mark.parametrize(
    "body",
    [PAGE, b"%PDF-1.7 ...", zipped({"word/document.xml": b"<x/>"}), b"From: a\nTo: b\nDate: c\nSubject: d\n\ntext"],
)
@pytest.mark.parametrize("kind", ["", "application/octet-stream"])
def test_a_body_of_no_stated_type_is_looked_at(body: bytes, kind: str) -> None:
    """A page, a PDF, an office document and a mail are told by their bytes."""
    assert members(found("warc", record("response", http(body, kind), URLS[0])))[URLS[0]].data == body


def test_a_resource_is_its_block() -> None:
    """Records without HTTP; a crawler's own log is no document."""
    log = record("resource", b"wget 1.21", "metadata://gnu.org/software/wget/warc/wget.log")
    things = found("warc", record("resource", b"Velmar", "urn:text:1") + log)
    assert members(things)["urn:text:1"].data == b"Velmar"
    assert "(passed over)" in refusals(things)


@pytest.mark.parametrize(
    ("stated", "result"),
    [
        ("sha1:" + hashlib.sha1(PAGE, usedforsecurity=False).hexdigest(), "passed"),
        ("sha256:" + hashlib.sha256(PAGE).hexdigest(), "passed"),
        ("md5:" + hashlib.md5(PAGE, usedforsecurity=False).hexdigest(), "passed"),
        ("sha256:" + hashlib.sha256(PAGE + b" ").hexdigest(), "failed"),
        ("sha1:AAAA", "not checked"),
        ("crc32:00000000", "not checked"),
        ("", "not checked"),
    ],
)
def test_a_digest_is_passed_failed_or_not_checked(stated: str, result: str) -> None:
    """What cannot be checked never looks like what was; a member whose digest differs is given all the same."""
    data = record("response", http(PAGE), URLS[0], WARC_Block_Digest="", WARC_Payload_Digest=stated)
    member = members(found("warc", data))[URLS[0]]
    assert member.place["digest_check"] == result
    assert member.place.get("warc_payload_digest", "") == stated
    assert member.data == PAGE


def test_the_same_address_twice_is_two_members() -> None:
    """Also where the bytes are the same: each has its place."""
    first, second = (thing for thing in found("warc", response(1) + response(1)) if isinstance(thing, Member))
    assert first.data == second.data
    assert first.place["record"] != second.place["record"]


@pytest.mark.parametrize("name", ["bare", "gzip", "zstd"])
@pytest.mark.parametrize("cut", [1, 60, 200])
def test_a_file_that_is_cut_short_gives_what_is_whole(name: str, cut: int) -> None:
    """The record that the cut is in is refused; those before it are given."""
    last = {"bare": 4, "gzip": 0, "zstd": 0}[name]  # the line ends after the last record may be missing
    things = found("warc", ARCHIVES[name][: -cut - last])
    assert list(members(things)) == URLS[:2]
    assert [error for error, _ in refusals(things).values()].count("MalformedInputError") == 1


@pytest.mark.parametrize("wrong", [-40, 40, 5000])
def test_a_wrong_length_costs_one_record(wrong: int) -> None:
    """A record that says to be shorter or longer than it is does not take the next with it."""
    block = http(PAGE)
    broken = record("response", block, URLS[0], length=len(block) + wrong)
    for data in (broken + response(2), gzipped(broken) + gzipped(response(2))):
        things = found("warc", data)
        assert list(members(things)) == [URLS[1]]
        assert refusals(things)[URLS[0]][0] == "MalformedInputError"


def test_what_stands_between_records_is_said_and_passed_over() -> None:
    """A record whose digest bears it out is whole, whatever follows it."""
    things = found("warc", response(1) + b"garbage\r\nand more\r\n" + response(2))
    assert list(members(things)) == URLS[:2]
    assert list(refusals(things)) == [f"(byte {len(response(1))})"]


def test_damage_in_a_compressed_record_costs_that_record() -> None:
    """The next member is found by its beginning."""
    first, second, third = (gzipped(response(number)) for number in (1, 2, 3))
    broken = second[:40] + b"\xff\x00\xff" + second[43:]
    things = found("warc", first + broken + third)
    assert list(members(things)) == [URLS[0], URLS[2]]


def test_members_that_pack_well_are_given_once() -> None:
    """A page of a megabyte that packs to a few kilobytes does not lead back to where it began."""
    large = PAGE + b"<p>Nine were hurt.</p>" * 50_000
    data = b"".join(gzipped(response(number, large)) for number in (1, 2, 3))
    assert [one.name for one in found("warc", data) if isinstance(one, Member)] == URLS
    data = response(1, b"".join(gzipped(large) for _ in range(3)), Content_Encoding="gzip")
    assert members(found("warc", data))[URLS[0]].data == large * 3


def test_a_bomb_in_a_record_costs_that_record() -> None:
    """A member, or a frame, that unpacks to more than two hundred times its size is left."""
    bomb = response(1, bytes(30 << 20))
    for pack in (gzip.compress, zstandard.compress):
        things = found("warc", pack(bomb) + pack(response(2)))
        assert list(members(things)) == [URLS[1]]
        assert "HostileInputError" in {error for error, _ in refusals(things).values()}


@pytest.mark.parametrize(
    "broken",
    [
        b"WARC/1.0\r\n" + b"X: y\r\n" * 100_000,
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
        b"WARC/1.0\r\n\r\n",
    ],
)
def test_header_fields_without_end_or_length_cost_their_record(broken: bytes) -> None:
    """They are read to a bound."""
    things = found("warc", response(1) + broken + b"\r\n" + response(2))
    assert list(members(things)) == URLS[:2]


def test_damage_is_looked_for_once() -> None:
    """What only begins as a frame, or as a record in one, is not read again and again."""
    cut = gzipped(b"WARC/1.1\r\n" + b"X: y\r\n" * 60_000)
    for data in (cut, WARC_GZ[:300] + b"\x1f\x8b\x08" * 200_000, frames()[:300] + b"\x28\xb5\x2f\xfd\x00" * 200_000):
        with contextlib.suppress(InputError):
            assert len(found("warc", data)) < 10


def test_segments_are_refused() -> None:
    """They are not put together, and a piece is not taken for the whole."""
    things = found("warc", record("response", http(PAGE), URLS[0], WARC_Segment_Number="1"))
    assert refusals(things)[URLS[0]][0] == "BinaryInputError"


def test_no_whole_record_is_an_error() -> None:
    """There is nothing to be had."""
    for data in (b"WARC/1.0\r\n", gzipped(b"WARC/1.0\r\n")[:-4], b"\x5d\x2a\x4d\x18\xff\xff\xff\x7f"):
        with pytest.raises(MalformedInputError):
            found("warc", data)


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
def test_empty_frames_are_counted() -> None:
    """Millions of them end at the allowance of a container."""
    with pytest.raises(HostileInputError, match="more than"):
        found("warc", gzipped(response(1)) + gzipped(b"") * 100_001)


@settings(max_examples=200)
@given(st.sampled_from([*ARCHIVES]).flatmap(lambda name: damaged(ARCHIVES[name])))
def test_damage_gives_members_or_errors_of_ours(data: bytes) -> None:
    """Whatever is cut, flipped or spliced, in every form of archive."""
    format_of(data)
    survives("warc", data)
