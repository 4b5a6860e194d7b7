"""The inputs of a corpus as pieces: lines of JSON, rows of CSV, whole files, and what could not be had."""

from __future__ import annotations

import errno
import gzip
import hashlib
import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.scale.inputs import paths, pieces, total
from averment.scale.inputs.disk import OnDisk
from averment.scale.inputs.lines import line_pieces
from averment.scale.inputs.rows import row_pieces
from averment.scale.inputs.unpacked import Unpacked
from averment.scale.shards import LARGE, Size, shards
from tests.scale.inputs.told import FIELDS, error, given_by, told


def test_a_line_of_json_is_a_piece(here: Path) -> None:
    """By its number, without its line end; blank lines are counted, a byte order mark is no part of the first."""
    (here / "news.jsonl").write_bytes(b'\xef\xbb\xbf{"text":"a"}\r\n\n  \r\n {"text":"b"} \n{"text":"c"}')
    found = given_by("news.jsonl")
    assert told(found) == [
        ("json", "news.jsonl » line 1", b'{"text":"a"}'),
        ("json", "news.jsonl » line 4", b' {"text":"b"} '),
        ("json", "news.jsonl » line 5", b'{"text":"c"}'),
    ]
    assert found[0].digest == f"sha256:{hashlib.sha256(found[0].data).hexdigest()}"
    assert found[-1].done == total(["news.jsonl"])


@pytest.mark.parametrize("packed", ["gzip", "members", "zstd", "frames", "padded"])
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_what_is_packed_gives_what_it_holds(here: Path, packed: str, ending: str) -> None:
    """Gzip and zstd, one after the other in one file too, cut where no record ends; told by the bytes."""
    whole = b"id,text\n" + b"".join(b'%d,"a\nb ""%d"""\n' % (at, at) for at in range(9000))
    if ending == "jsonl":
        whole = b"".join(b'{"text": "Velmar %d"}\n' % at for at in range(9000))
    half = len(whole) // 2
    data = {
        "gzip": gzip.compress(whole, mtime=0),
        "members": gzip.compress(whole[:half], mtime=0) + gzip.compress(whole[half:], mtime=0),
        "zstd": zstandard.compress(whole),
        "frames": zstandard.compress(whole[:half]) + zstandard.compress(whole[half:]),
        "padded": gzip.compress(whole, mtime=0) + bytes(700),
    }[packed]
    (here / f"a.{ending}").write_bytes(whole)
    (here / f"a.{ending}.gz").write_bytes(data)
    plain, found = given_by(f"a.{ending}"), given_by(f"a.{ending}.gz")
    assert [one.digest for one in found] == [one.digest for one in plain]
    assert len(found) == 9000
    assert max(one.done for one in found) <= len(data)
    assert [one.done for one in found] == sorted(one.done for one in found)


@pytest.mark.parametrize(("cut", "rest"), [(-300, b""), (-300, b"no gzip at all"), (None, b"no gzip at all")])
def test_damage_in_a_packed_data_set_keeps_what_was_before_it(here: Path, cut: int | None, rest: bytes) -> None:
    """And says that there was damage."""
    whole = b"".join(b'{"text": "Velmar %d"}\n' % at for at in range(40_000))
    (here / "a.jsonl.gz").write_bytes(gzip.compress(whole, mtime=0)[:cut] + rest)
    *found, last = given_by("a.jsonl.gz")
    assert len(found) > 30_000
    assert {one.form for one in found} == {"json"}
    assert error(last).name == "a.jsonl.gz"
    assert error(last).error == "MalformedInputError"


def test_a_bomb_is_left(here: Path) -> None:
    """What unpacks to more than two hundred times its size is told of, and no more of it is unpacked."""
    (here / "a.jsonl.gz").write_bytes(gzip.compress(b" " * (24 << 20)))
    (here / "a.csv.zst").write_bytes(zstandard.compress(b"text\n" + b"x" * (24 << 20)))
    assert [error(one).error for one in given_by("a.jsonl.gz", "a.csv.zst")] == ["HostileInputError"] * 2


def test_a_line_that_is_too_long_costs_itself(here: Path) -> None:
    """However it comes; the next is read."""
    (here / "a.jsonl").write_bytes(b"1\n" + b"x" * 41 + b"\n" + b"y" * 40 + b"\n" + b"z" * 41)
    for step in (1, 7, 41, 1000):
        with (here / "a.jsonl").open("rb") as file:
            found = told(line_pieces("a", Unpacked(OnDisk(file), step), 40))
        assert found == [
            ("json", "a » line 1", b"1"),
            ("unread", "a » line 2", b"InputTooLargeError"),
            ("json", "a » line 3", b"y" * 40),
            ("unread", "a » line 4", b"InputTooLargeError"),
        ]


@pytest.mark.parametrize("data", [b"x" * (8 << 20), b'text\n"' + b"x" * (8 << 20), b"text\n" + b"x" * (8 << 20)])
def test_no_more_is_held_than_a_record_may_have(here: Path, data: bytes) -> None:
    """Of a line, a row, and a row in quotation marks that have no end."""
    (here / "a").write_bytes(data)
    tracemalloc.start()
    try:
        with (here / "a").open("rb") as file:
            source = Unpacked(OnDisk(file))
            found = row_pieces("a", source, "text", ",", 9000) if data[:1] == b"t" else line_pieces("a", source, 9000)
            assert [one.form for one in found] == ["unread"]
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()


def test_a_list_is_no_data_set(here: Path) -> None:
    """One error, and not one for each of its lines."""
    (here / "a.jsonl").write_bytes(b"\n[\n{},\n{}\n]\n")
    (only,) = given_by("a.jsonl")
    assert error(only).message == "It is a list in JSON, and not a record a line."


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
@pytest.mark.parametrize(
    ("data", "kind"),
    [("text\nd".encode("utf-16"), "MalformedInputError"), (b"\x89PNG\r\n\x1a\n" + bytes(900), "BinaryInputError")],
)
def test_what_is_no_text_is_one_error(here: Path, ending: str, data: bytes, kind: str) -> None:
    """Whatever its name says."""
    (here / f"a.{ending}").write_bytes(data)
    (only,) = given_by(f"a.{ending}")
    assert error(only).error == kind


@settings(max_examples=60)
@given(
    st.lists(st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=2), max_size=6),
    st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\n \t\r\n"]),
    st.integers(1, 30),
)
def test_lines_are_those_that_were_written(table: list[dict[str, str]], newline: bytes, step: int) -> None:
    """Whatever stands in them and between them, and however the bytes come."""
    Path("lines").write_bytes(newline.join(json.dumps(one, ensure_ascii=False).encode() for one in table))
    with Path("lines").open("rb") as file:
        found = list(line_pieces("l", Unpacked(OnDisk(file), step)))
    assert [json.loads(one.data) for one in found] == table


@settings(max_examples=150)
@given(
    st.sampled_from(["a.jsonl", "a.csv", "a.tsv", "a.txt"]),
    st.lists(
        st.sampled_from([b'"', b"\n", b"\r", b",", b"\t", b"text", b"a", b"\x00", b"\xff", b"[", b"{"]), max_size=40
    ),
    st.sampled_from(
        [b"", b"text,id\n", b"\xef\xbb\xbftext\tid\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.0\n"]
    ),
)
def test_whatever_the_bytes_nothing_is_raised(name: str, parts: list[bytes], before: bytes) -> None:
    """And names and errors are ones that can be written."""
    Path(name).write_bytes(before + b"".join(parts))
    for one in given_by(name):
        msgspec.json.encode(one)


def test_a_file_is_a_piece(here: Path) -> None:
    """Its bytes where they are few; else its path, and the digest of all of it."""
    (here / "a.txt").write_bytes(b"Velmar")
    with (here / "b.pdf").open("wb") as file:
        file.truncate(LARGE + 1)
    few, many = given_by("a.txt", "b.pdf")
    assert (few.form, few.name, few.data, few.path, few.done) == ("file", "a.txt", b"Velmar", None, 6)
    assert (many.form, many.name, many.data, many.path) == ("file", "b.pdf", b"", str(here / "b.pdf"))
    assert many.digest == f"sha256:{hashlib.sha256(bytes(LARGE + 1)).hexdigest()}"
    assert many.done == total(["a.txt", "b.pdf"]) == LARGE + 7


def test_a_file_beyond_the_limit_is_not_read(here: Path) -> None:
    """As `averment read` does not."""
    with (here / "a.pdf").open("wb") as file:
        file.truncate((256 << 20) + 1)
    (only,) = given_by("a.pdf")
    assert error(only).error == "InputTooLargeError"


def test_files_come_in_the_order_of_their_paths(here: Path) -> None:
    """Those in a folder with endings that are known; hidden ones are passed over, and links that lead round or out."""
    for name in ("b/z.txt", "b/a.JSONL.gz", "b/c/d.csv", "b/c.txt", "b/.x.txt", "b/.git/a.txt", "b/a.png", "out.txt"):
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(b"x")
    (here / "b/round").symlink_to(here / "b")
    (here / "b/y.txt").symlink_to(here / "b/z.txt")
    (here / "b/out.txt").symlink_to(here / "out.txt")
    names = [found if isinstance(found, str) else f"! {found.name}" for found in paths(["out.txt", "b"])]
    assert names == ["out.txt", "b/a.JSONL.gz", "b/c/d.csv", "b/c.txt", "! b/out.txt", "b/y.txt", "b/z.txt"]
    assert total(["out.txt", "b"]) == 6


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("none.txt", "No such file or directory"),
        ("none\0", "embedded null byte"),
        ("-", "standard input is not read into a corpus"),
        ("empty", "this folder holds nothing to read (.docx, "),
        ("closed", "Permission denied"),
        ("pipe.txt", "it is a named pipe, not a file"),
    ],
)
def test_what_cannot_be_had_is_a_piece_that_says_so(
    here: Path, monkeypatch: pytest.MonkeyPatch, argument: str, words: str
) -> None:
    """The others are read."""
    (here / "empty").mkdir()
    (here / "closed").mkdir()
    os.mkfifo(here / "pipe.txt")
    (here / "a.txt").write_bytes(b"x")
    looked = os.scandir

    def closed(folder: str) -> Iterator[os.DirEntry[str]]:  # a mode does not close a folder to every user
        if folder == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return looked(folder)

    monkeypatch.setattr(os, "scandir", closed)
    lost, there = given_by(argument, "a.txt")
    assert words in error(lost).message
    assert error(lost).error == "MissingInputError"
    assert error(lost).advice.startswith("Check the path")
    assert (there.name, there.done) == ("a.txt", 1)


def test_a_name_that_is_no_utf8_can_be_written(here: Path) -> None:
    """It is shown as far as it can be, and the file is read."""
    name = os.fsdecode(b"\xff.txt")
    (here / name).write_bytes(b"x")
    (only,) = given_by(name)
    assert (only.name, only.data) == ("\\udcff.txt", b"x")
    with (here / name).open("wb") as file:
        file.truncate(LARGE + 1)
    assert "no UTF-8" in error(given_by(name)[0]).message


def test_what_fails_with_a_defect_of_ours_costs_its_file(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next is read."""
    (here / "a.jsonl").write_bytes(b"{}")
    (here / "b.txt").write_bytes(b"x")
    monkeypatch.setattr("averment.scale.inputs.files.line_pieces", lambda *_: 1 // 0)
    lost, there = given_by("a.jsonl", "b.txt")
    assert error(lost).error == "UnforeseenInputError"
    assert there.name == "b.txt"


def test_shards_are_the_same_however_often(here: Path) -> None:
    """Their digests depend on the inputs alone."""
    (here / "a.jsonl").write_bytes(b'{"text":"a"}\n' * 10)
    (here / "a.txt").write_bytes(b"x" * 100)
    size = Size(pieces=3, size=60)
    once, again = ([one.digest for one in shards(pieces(["a.jsonl", "a.txt"], FIELDS), size)] for _ in range(2))
    assert once == again
    assert len(once) == 5
