"""Files that somebody prepared: a check fails with advice. No exception, no waiting, no link is followed."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from averment.custody.entries import MAX_LINE
from averment.custody.verify import verify
from averment.values import Check
from tests.custody.small import small_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a case."""
    return small_case(tmp_path / "case").folder


def failed(folder: Path) -> dict[str, Check]:
    """Give the checks that failed, each with advice."""
    checks = {check.name: check for check in verify(folder).checks if check.state == "failed"}
    assert all(check.advice for check in checks.values())
    return checks


def an_object(folder: Path) -> Path:
    """Give the file of some object."""
    return min(folder.glob("objects/*/*"))


def pipe(path: Path) -> None:
    """Put a pipe that nobody writes to in place of a file."""
    path.unlink()
    os.mkfifo(path)


def link(path: Path) -> None:
    """Put a link to the very same bytes in place of a file."""
    outside = Path(*path.parts[: path.parts.index("case")], "outside")
    path.rename(outside)
    path.symlink_to(outside)


def loop(path: Path) -> None:
    """Put a link to itself in place of a file."""
    path.unlink()
    path.symlink_to(path)


def directory(path: Path) -> None:
    """Put a folder in place of a file."""
    path.unlink()
    path.mkdir()


def unix_socket(path: Path) -> None:
    """Put a socket in place of a file."""
    path.unlink()
    before = Path.cwd()
    os.chdir(path.parent)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.bind(path.name)
    finally:
        os.chdir(before)


@pytest.mark.parametrize("what", [pipe, link, loop, directory, unix_socket])
@pytest.mark.parametrize(("name", "expected"), [("log.jsonl", "log"), ("checkpoint", "head"), ("key.pub", "key")])
def test_what_is_no_plain_file_fails(folder: Path, what: Callable[[Path], None], name: str, expected: str) -> None:
    """In place of log, head or key."""
    what(folder / name)

    assert expected in failed(folder)


@pytest.mark.parametrize("what", [pipe, link, loop, directory, unix_socket])
def test_an_object_that_is_no_plain_file_fails(folder: Path, what: Callable[[Path], None]) -> None:
    """A link to the right bytes too: they are not in the case."""
    what(an_object(folder))

    assert failed(folder).keys() == {"objects"}


def test_a_store_that_is_a_link_fails(folder: Path) -> None:
    """So is a folder of objects, or all of them, that lies elsewhere."""
    (folder / "objects").rename(folder.parent / "elsewhere")
    (folder / "objects").symlink_to(folder.parent / "elsewhere")
    assert "1 no folder (link)" in failed(folder)["objects"].found

    (folder / "objects").unlink()
    (folder.parent / "elsewhere").rename(folder / "objects")
    inner = an_object(folder).parent
    inner.rename(folder.parent / "inner")
    inner.symlink_to(folder.parent / "inner")
    assert "1 no file (link)" in failed(folder)["objects"].found


@pytest.mark.parametrize(
    "name",
    ["readme.txt", "A" * 64, "0" * 63, "0" * 64 + ".tmp", "new\nline", "\u202egnp.exe", "é" * 64, os.fsdecode(b"\xff")],
)
def test_names_that_are_none_of_objects_fail(folder: Path, name: str) -> None:
    """Whatever lies in the store under a name that the program does not give."""
    (an_object(folder).parent / name).write_bytes(b"")

    assert "1 with a name that is none of an object" in failed(folder)["objects"].found


def test_an_object_in_the_wrong_folder_fails(folder: Path) -> None:
    """It is missing where it belongs, and odd where it is."""
    path = an_object(folder)
    (folder / "objects" / "zz").mkdir()
    path.rename(folder / "objects" / "zz" / path.name)

    assert failed(folder)["objects"].found.startswith("1 with a name that is none of an object, 1 missing,")


def test_a_line_of_a_gigabyte_fails(folder: Path) -> None:
    """It is read as far as a line may go, and no further; the file of this test is a hole."""
    path = folder / "log.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    os.truncate(path, 1 << 30)

    assert MAX_LINE < 1 << 30
    assert "1 longer than any entry" in failed(folder)["log"].found


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b'{"what":"dance"}',
        b'{"seq":1e400,"what":"add"}',
        b'{"at":"","by":"","object":"../../etc/passwd","path":"","seq":1,"size":1,"version":"","what":"add"}',
        b'{"at":"","by":"","documents":["x"],"redacted":[],"seq":1,"version":"","what":"remove","why":""}',
    ],
)
def test_lines_that_are_no_entries_fail(folder: Path, line: bytes) -> None:
    """Not JSON, not UTF-8, nested without end, of a kind there is not, naming what is no digest."""
    path = folder / "log.jsonl"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], line, *lines[2:]]))

    assert {"log", "head"} <= failed(folder).keys()


@pytest.mark.parametrize("size", [b"0", b"99999999999999999999", b"-1", b"1e9", b"9223372036854775807", b"\xd9\xa3"])
def test_a_head_that_claims_another_size_fails(folder: Path, size: bytes) -> None:
    """Nothing is allotted or counted up to what an unsigned number says."""
    path = folder / "checkpoint"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], size, *lines[2:]]))

    assert "head" in failed(folder)


def test_a_second_signature_under_the_head_fails(folder: Path) -> None:
    """A note may have several signatures; a head of a case has that of its key and no byte more."""
    path = folder / "checkpoint"
    data = path.read_bytes()
    path.write_bytes(data + data.rpartition(b"\n\n")[2])

    assert "more under it" in failed(folder)["head"].found


@pytest.mark.parametrize("key", ["", "x", "averment.case/x+00000000+AAAA", "a b+c+d"])
def test_a_first_entry_without_a_key_fails(folder: Path, key: str) -> None:
    """A log that names no key has no head that could be checked."""
    path = folder / "log.jsonl"
    first, rest = path.read_bytes().split(b"\n", 1)
    start = first.index(b'"key":"') + 7
    path.write_bytes(first[:start] + key.encode() + first[first.index(b'"', start) :] + b"\n" + rest)

    assert {"key", "head"} <= failed(folder).keys()


def test_an_object_that_may_not_be_read_fails(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk or the rights refuse one object: the others are checked."""
    path = an_object(folder)
    opened = os.open

    def refusing(name: Path | str, *arguments: int, **named: int | None) -> int:
        if str(name) == str(path):
            raise PermissionError(13, "Permission denied")
        return opened(name, *arguments, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(os, "open", refusing)
    found = failed(folder)["objects"]

    assert "1 unreadable" in found.found
    assert "permission denied" in found.found
    assert found.subjects == (f"{path.parent.name}/{path.name}",)


def test_a_hundred_subjects_are_named_and_all_are_counted(folder: Path) -> None:
    """A check stays readable however much is wrong."""
    for number in range(150):
        (an_object(folder).parent / f"junk{number}").write_bytes(b"")
    found = failed(folder)["objects"]

    assert "150 with a name" in found.found
    assert len(found.subjects) == 100
