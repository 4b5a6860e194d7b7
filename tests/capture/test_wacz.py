"""Packed web archives: the archives in them, read where they lie, and the hashes they state."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given, settings

from averment.capture.formats import format_of, parse
from averment.capture.found import Given
from averment.errors import MalformedInputError
from tests.capture.archives import (
    HALDEN,
    PAGE,
    WARC_GZ,
    damaged,
    found,
    mapped,
    members,
    refusals,
    response,
    survives,
    wacz,
    zipped,
)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_responses_of_its_archives_are_members(method: int) -> None:
    """Offsets are those in the archive that the place names, stored or packed again."""
    data = wacz(method=method)
    assert format_of(data) == "wacz"
    things = members(found("wacz", data))
    assert list(things) == [f"{HALDEN}{number}" for number in (1, 2, 3)]
    inside = members(found("warc", WARC_GZ))
    for name, member in things.items():
        more = {"archive": "archive/data.warc.gz", "package_digest_check": "passed"}
        assert member.data == PAGE
        assert member.place == {**inside[name].place, **more}


def test_a_map_gives_what_bytes_give() -> None:
    """A file that is mapped is read as one that is held."""
    with mapped(wacz()) as held:
        assert list(parse(held, Given())) == found("wacz", wacz())


def test_a_hash_that_differs_is_said_and_the_members_say_so() -> None:
    """They are given all the same."""
    things = found("wacz", wacz(stated=b"something else"))
    assert refusals(things)["archive/data.warc.gz"][0] == "MalformedInputError"
    assert {member.place["package_digest_check"] for member in members(things).values()} == {"failed"}


@pytest.mark.parametrize(
    "package", [b"{", b"[]", b'{"resources": 5}', b"{}", b'{"resources": [{"path": "archive/a.warc"}]}']
)
def test_without_a_statement_nothing_is_checked(package: bytes) -> None:
    """An unreadable package takes no member with it."""
    things = found("wacz", zipped({"archive/a.warc": response(1), "datapackage.json": package}))
    assert [member.place["package_digest_check"] for member in members(things).values()] == ["not checked"]


def test_a_file_that_is_listed_and_missing_is_said() -> None:
    """The package names it."""
    package = b'{"resources": [{"path": "pages/pages.jsonl", "hash": "sha256:00"}]}'
    things = found("wacz", zipped({"archive/a.warc": response(1), "datapackage.json": package}))
    assert refusals(things)["pages/pages.jsonl"][0] == "MalformedInputError"


def test_the_statement_itself_is_checked() -> None:
    """Where the package says what it hashes to."""
    digest = b'{"path": "datapackage.json", "hash": "sha256:' + b"0" * 64 + b'"}'
    files = {"archive/a.warc": response(1), "datapackage.json": b"{}", "datapackage-digest.json": digest}
    assert refusals(found("wacz", zipped(files)))["datapackage.json"][0] == "MalformedInputError"


def test_no_archive_in_it_is_an_error() -> None:
    """There is nothing to be had."""
    with pytest.raises(MalformedInputError):
        found("wacz", zipped({"archive/index.cdx": b"x", "datapackage.json": b"{}"}))


@settings(max_examples=200)
@given(damaged(wacz()))
def test_damage_gives_members_or_errors_of_ours(data: bytes) -> None:
    """Whatever is cut, flipped or spliced."""
    format_of(data)
    survives("wacz", data)
