"""Web archives as pieces: what comes out of them, one by one, is what `averment read` finds in the archive."""

from __future__ import annotations

import gzip
import random
from pathlib import Path
from typing import TypeAlias

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.formats import parse
from averment.capture.found import PASSED_OVER, Given, Member, Refused
from averment.capture.records import Fields
from averment.errors import InputError
from averment.scale.inputs import archives as archives_of
from averment.scale.inputs import pieces, total
from averment.scale.shards import Piece
from averment.tables.rows import ErrorRow
from averment.values import to_json
from tests.capture.archives import HALDEN, INFO, PAGE, RECORDS, damaged, http, record, response
from tests.capture.test_warc import ARCHIVES, frames, gzipped

Told: TypeAlias = list[tuple[str, ...]]

MANY = b"".join(
    (
        INFO,
        response(1),
        record("response", http(b"\x89PNG", "image/png"), f"{HALDEN}a.png"),
        record("response", http(PAGE, ""), f"{HALDEN}unsaid"),
        record("response", http(b"\x89PNG\r\n\x1a\n" + bytes(99), ""), f"{HALDEN}no-page"),
        record("response", http(b"\x1f\x9d\x90\x00" * 40, Content_Encoding="compress"), f"{HALDEN}odd"),
        record("response", http(PAGE), f"{HALDEN}2", WARC_Segment_Number="1"),
        record("response", http(PAGE, status="404 Not Found"), f"{HALDEN}3"),
        record("resource", b"Nine were hurt in Velmar, Mira Tolan said.", "urn:text:1"),
        record("conversion", b"Nine were hurt in Velmar, Oren Vask said."),
        record("resource", b"Ten were hurt in Velmar, Oren Vask said.", "<>"),
        record("response", http(PAGE), f"{HALDEN}4", length=7),
        response(5, PAGE, X="y" * 9000),
        record("revisit", http(PAGE), f"{HALDEN}1"),
    )
)
MEMBERS = b"".join(gzipped(b"WARC/1." + one) for one in MANY.split(b"WARC/1.")[1:])
LARGE = gzipped(b"".join(response(at, PAGE + random.Random(at).randbytes(9000).hex().encode()) for at in range(20)))
KINDS = {
    **ARCHIVES,
    "many": MANY,
    "many, in one": gzipped(MANY),
    "many, in members": MEMBERS,
    "many, zstd": zstandard.compress(MANY),
    "cut": MANY[:-700],
    "cut, in members": MEMBERS[: -len(MEMBERS) // 3],
    "cut, zstd": frames()[:-30],
    "damaged": MANY[:4000] + b"\xff" * 30 + MANY[4030:],
    "damaged, in one": LARGE[: 2 * len(LARGE) // 3] + bytes(9) + LARGE[2 * len(LARGE) // 3 + 9 :],
    "damaged, in members": MEMBERS[:900] + bytes(9) + MEMBERS[909:],
    "garbage between": response(1) + b"garbage\r\n" + response(2),
    "nothing": INFO,
    "no record": b"WARC/1.0\r\n",
    "empty frames": gzipped(response(1)) + gzipped(b"") * 9,
}


def within(name: str, data: bytes) -> Told:
    """Give what a parser finds in an archive, as `averment read` tells it; without where in the file it stands."""
    told: Told = []
    try:
        for one in parse(data, Given(name=name)):
            if isinstance(one, Member):
                said = {
                    key: value for key, value in one.place.items() if key not in {"record", "record_length", "within"}
                }
                known = Given.of(one.name, one.place)
                told.append((f"{name} » {one.name}", one.data.hex(), _without_places(said), repr(_shown(known))))
            elif isinstance(one, Refused) and one.name != PASSED_OVER:
                told.append((f"{name} » {one.name}", one.error, one.message))
    except InputError as error:
        told.append((name, type(error).__name__, error.message))
    return told or [(name, "EmptyInputError", "there is no document in it")]


def _without_places(said: dict[str, str | int]) -> str:
    """Leave out an address that only says where a record stands: no document has it for its address."""
    return repr({key: value for key, value in said.items() if key != "url" or not str(value).startswith("(byte ")})


def _shown(known: Given) -> Given:
    address = known.url if known.url and not known.url.startswith("(byte ") else None
    return msgspec.structs.replace(known, name=None, url=address)


def given_by(data: bytes) -> list[Piece]:
    """Give the pieces of an archive."""
    Path("crawl.warc.gz").write_bytes(data)
    found = list(pieces(["crawl.warc.gz"], Fields()))
    assert [one.done for one in found] == sorted(one.done for one in found)
    assert all(one.done <= total(["crawl.warc.gz"]) for one in found)
    return found


def read(found: list[Piece]) -> Told:
    """Give what comes out of pieces."""
    told: Told = []
    for one in found:
        if one.form == "unread":
            row = msgspec.json.decode(one.data, type=ErrorRow)
            told.append((row.name, row.error, row.message))
        else:
            assert (one.form, one.name) == ("warc", "crawl.warc.gz")
            told += [each for each in within(one.name, one.data) if each[1] != "EmptyInputError"]
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_pieces_give_what_the_archive_gives(kind: str) -> None:
    """Names, bytes, addresses, times, charsets, digests, and what could not be had, in every form of archive."""
    found = given_by(KINDS[kind])
    assert read(found) == within("crawl.warc.gz", KINDS[kind])
    assert sum(one.form == "warc" for one in found) >= (0 if kind in {"nothing", "no record"} else 1)


def test_the_archives_hold_what_they_are_to_hold() -> None:
    """So that what is compared is not nothing."""
    told = read(given_by(MANY))
    assert len([one for one in told if len(one) == 4]) == 6
    assert {one[1] for one in told if len(one) == 3} == {"BinaryInputError", "MalformedInputError"}
    assert (
        f"crawl.warc.gz » (byte {MANY.index(record('conversion', b'Nine were hurt in Velmar, Oren Vask said.'))})"
        in {one[0] for one in told}
    )


def test_a_record_that_is_no_document_gives_nothing() -> None:
    """What is no document by its header fields is no piece; of others the parser says that there is none."""
    found = given_by(RECORDS[0] + record("response", http(bytes(99), ""), f"{HALDEN}x") + response(1))
    assert len(found) == 2
    assert read(found[:1]) == []


def test_a_record_that_is_too_large_costs_itself() -> None:
    """However the archive is packed; no more of it is held."""
    data = response(1, b"x" * (1 << 20)) + response(2)
    for packed in (data, gzipped(data), gzipped(response(1, b"x" * (1 << 20))) + gzipped(response(2))):
        large, small = archives_of.record_pieces("a", packed, 500_000)
        row = msgspec.json.decode(large.data, type=ErrorRow)
        assert (row.name, row.error) == (f"a » {HALDEN}1", "InputTooLargeError")
        assert small.form == "warc"


def test_bombs_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """One costs its record; many, each within the bounds of one, cost the rest of the archive."""
    bomb = gzip.compress(response(1, bytes(20 << 20)))
    told = read(given_by(bomb + gzipped(response(2))))
    assert [len(one) for one in told] == [3, 4]
    assert told[0][1] == "HostileInputError"
    small = gzip.compress(response(1, bytes(9 << 20)))
    monkeypatch.setattr(archives_of, "GIB", 30 << 20)
    *_, last = given_by(small * 9)
    row = msgspec.json.decode(last.data, type=ErrorRow)
    assert (row.name, row.error) == ("crawl.warc.gz", "HostileInputError")
    assert "the rest was left" in row.message


def test_errors_without_end_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of empty frames are no millions of errors."""
    monkeypatch.setattr(archives_of, "MAX_ERRORS", 20)
    found = given_by(gzipped(response(1)) + gzipped(b"") * 100)
    assert len(found) == 1 + 21 + 1
    assert read(found)[-1][:2] == ("crawl.warc.gz", "HostileInputError")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["many", "many, in members", "many, zstd", "zstd, dictionary", "gzip"]).flatmap(
        lambda one: damaged(KINDS[one])
    )
)
def test_whatever_is_damaged_nothing_is_raised_and_nothing_differs(data: bytes) -> None:
    """Cut, flipped or spliced: what comes out is what the archive gives, as long as it is one."""
    found = given_by(data)
    for one in found:
        to_json(one)
    if all(one.form in {"warc", "unread"} for one in found):
        assert read(found) == within("crawl.warc.gz", data)
