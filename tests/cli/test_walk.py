"""Which files `averment add` takes, of what was typed."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from averment import Input, InputError, UsageError
from averment.cli.walk import sources


def write(*paths: Path) -> None:
    """Write files where folders may be missing."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_files_are_taken_as_they_were_typed(here: Path) -> None:
    """The order and the words of the command line are kept, whether there is a file or not."""
    write(here / "b.txt")

    assert list(sources(["b.txt", "no/such.pdf", "./b.txt"], here / "case")) == ["b.txt", "no/such.pdf", "./b.txt"]


def test_all_files_of_a_folder_are_taken(here: Path) -> None:
    """Of a folder and those in it every file is taken, whatever its name, in order of paths; hidden ones are not."""
    write(*(here / "in" / name for name in ("z.pdf", "a/b", "a.eml", ".git/config", ".DS_Store", "Thumbs.db")))

    assert list(sources(["in"], here / "case")) == ["in/Thumbs.db", "in/a/b", "in/a.eml", "in/z.pdf"]


def test_links_to_folders_are_not_followed(here: Path) -> None:
    """A link that leads round is not walked; a link to a file is a file."""
    write(here / "in" / "a.txt")
    (here / "in" / "round").symlink_to(here / "in")
    (here / "in" / "b.txt").symlink_to("a.txt")

    assert list(sources(["in"], here / "case")) == ["in/a.txt", "in/b.txt"]


def test_links_out_of_a_folder_are_told_of_and_not_taken(here: Path) -> None:
    """Whoever made the folder could have any file of this machine read: a link out of it is an error when loaded."""
    write(here / "secret.txt", here / "in" / "a.txt")
    (here / "in" / "b.txt").symlink_to(here / "secret.txt")
    (here / "in" / "c.txt").symlink_to("../in/../secret.txt")

    first, *links = sources(["in"], here / "case")
    assert first == "in/a.txt"
    for link in links:
        assert isinstance(link, Input)
        with pytest.raises(InputError, match="a link out of the folder"):
            link.load()
    assert list(sources(["in/b.txt"], here / "case")) == ["in/b.txt"]


def test_the_case_does_not_swallow_itself(here: Path) -> None:
    """Of a folder that holds the case, the files of the case are passed over: its private key is no report."""
    write(here / "a.txt", here / "case" / "private-key.pem", here / "case" / "objects" / "ab" / "abc")

    assert list(sources(["."], here / "case")) == ["a.txt"]
    with pytest.raises(UsageError, match="this is the case itself"):
        list(sources([str(here / "case")], Path("case")))


def test_a_hyphen_is_a_list_of_paths(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths on standard input stand where the hyphen stands; a folder among them is a folder."""
    write(here / "in" / "a.txt")
    given(monkeypatch, b"one.txt\nin\r\n\n two.txt \n")

    assert list(sources(["first.txt", "-", "last.txt"], here / "case")) == [
        "first.txt",
        "one.txt",
        "in/a.txt",
        " two.txt ",
        "last.txt",
    ]


def test_a_list_may_be_ended_by_nul_bytes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With --null a name may hold a newline, and bytes that are no UTF-8."""
    given(monkeypatch, b"a\nb.txt\0\xff.txt\0")

    assert list(sources(["-"], here / "case", null=True)) == ["a\nb.txt", os.fsdecode(b"\xff.txt")]


def test_a_closed_folder_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be looked into is an input that raises; its neighbours are taken."""
    write(here / "in" / "a.txt", here / "in" / "shut" / "b.txt")
    scandir = os.scandir

    def guarded(folder: str) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if folder.endswith("shut"):
            raise PermissionError(errno.EACCES, "Permission denied", folder)
        return scandir(folder)

    monkeypatch.setattr("os.scandir", guarded)  # nothing is closed to root, whom the tests may run as
    path, shut = sources(["in"], here / "case")

    assert path == "in/a.txt"
    assert isinstance(shut, Input)
    with pytest.raises(InputError, match="Permission denied"):
        shut.load()


def test_an_empty_folder_is_told(here: Path) -> None:
    """A folder without files is not passed over in silence."""
    (here / "in").mkdir()
    (empty,) = sources(["in"], here / "case")

    assert isinstance(empty, Input)
    with pytest.raises(InputError, match="there is no file in this folder"):
        empty.load()


def test_a_closed_standard_input_is_wrong_use(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of paths that cannot be read ends the command before anything is added."""
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UsageError, match="standard input is closed"):
        list(sources(["-"], here / "case"))
    closed = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr("sys.stdin", closed)
    closed.close()
    with pytest.raises(UsageError, match="standard input cannot be read"):
        list(sources(["-"], here / "case"))
