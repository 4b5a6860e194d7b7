"""Files that cannot be read: one line each, the others are read, and nothing hangs, floods or shows a traceback."""

from __future__ import annotations

import errno
import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from averment import Document, Reading
from averment.cli.group import averment
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def test_one_bad_file_does_not_stop_the_others(runner: CliRunner, here: Path) -> None:
    """A missing file is one line on standard error and exit code 3; those before and after it are read."""
    for name in ("a.txt", "c.txt"):
        (here / name).write_text(f"{name} said yes.")

    result = runner.invoke(averment, ["read", "--json", "a.txt", "b.txt", "c.txt"])

    assert result.exit_code == 3
    assert [json.loads(line)["document"]["text"] for line in result.stdout.splitlines()] == [
        "a.txt said yes.",
        "c.txt said yes.",
    ]
    assert result.stderr == ("averment: b.txt: No such file or directory. Check the path and that you may read it.\n")


@pytest.mark.parametrize(
    ("name", "data"),
    [("empty.txt", b""), ("blank.txt", b" \n\t\n"), ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(500))],
)
def test_what_is_no_report_is_said(runner: CliRunner, here: Path, name: str, data: bytes) -> None:
    """Empty and binary files are errors that name the file."""
    (here / name).write_bytes(data)

    result = runner.invoke(averment, ["read", name])

    assert result.exit_code == 3
    assert not result.stdout
    assert result.stderr.startswith(f"averment: {name}: ")
    assert len(result.stderr.splitlines()) == 1


def test_pipes_sockets_and_devices_are_not_opened(runner: CliRunner, here: Path) -> None:
    """A named pipe with nobody at its other end keeps nobody waiting, in a folder or by name."""
    (here / "case").mkdir()
    os.mkfifo(here / "case" / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("case/socket.txt")
        result = runner.invoke(averment, ["read", "case", "/dev/zero"])

    assert result.exit_code == 3
    assert "case/pipe.txt: it is a named pipe, not a file." in result.stderr
    assert "case/socket.txt: it is a socket, not a file." in result.stderr
    assert "/dev/zero: it is a device, not a file." in result.stderr


def test_links_that_lead_round_are_no_trap(runner: CliRunner, here: Path) -> None:
    """A link to a folder above is not followed; a link to itself is an error line."""
    (here / "case").mkdir()
    (here / "case" / "a.txt").write_text("Ana said it rained.")
    (here / "case" / "up").symlink_to(here)
    (here / "case" / "loop.txt").symlink_to("loop.txt")

    result = runner.invoke(averment, ["read", "case"])

    assert result.stdout.count("said ▸ it rained") == 1
    assert "case/loop.txt: Too many levels of symbolic links." in result.stderr
    assert result.exit_code == 3


@pytest.mark.parametrize("names", [[], ["picture.png"], [".hidden.txt"]])
def test_a_folder_without_reports_is_said(runner: CliRunner, here: Path, names: list[str]) -> None:
    """A folder with nothing to read in it is an error that tells what would be read."""
    (here / "case").mkdir()
    for name in names:
        (here / "case" / name).write_text("Ana said it rained.")

    result = runner.invoke(averment, ["read", "case"])

    assert result.exit_code == 3
    assert "case: this folder holds no report (.docx, .eml, " in result.stderr


def test_what_may_not_be_read_is_said(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder and a file without permission are a line each; what is beside them is read."""
    for name in ("case/open", "case/shut"):
        (here / name).mkdir(parents=True)
    (here / "case/open/a.txt").write_text("Ana said it rained.")
    (here / "case/open/b.txt").write_text("Bo said no.")
    refuse(monkeypatch, "scandir", "case/shut")
    refuse(monkeypatch, "open", "case/open/b.txt")

    result = runner.invoke(averment, ["read", "case"])

    assert result.exit_code == 3
    assert "said ▸ it rained" in result.stdout
    assert "averment: case/open/b.txt: Permission denied." in result.stderr
    assert "averment: case/shut: Permission denied." in result.stderr


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, path: str) -> None:
    """Make the system refuse a call on one path, as it would to anyone but root."""
    real = getattr(os, call)

    def refusing(given: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # whatever the call takes
        if str(given) == path:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return real(given, *args, **kwargs)

    monkeypatch.setattr(os, call, refusing)


def test_a_huge_file_is_not_read_into_memory(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file over the limit no more than the limit is read; of standard input too."""
    monkeypatch.setattr("averment.capture.MAX_BYTES", 1000)
    with (here / "huge.txt").open("wb") as file:
        file.truncate(10 * 2**40)

    result = runner.invoke(averment, ["read", "huge.txt", "-"], input="x" * 2000)

    assert "huge.txt: it is larger than 1,000 bytes." in result.stderr
    assert "(standard input): it is larger than 1,000 bytes." in result.stderr


def test_hostile_names_do_not_reach_the_terminal(runner: CliRunner, here: Path) -> None:
    """Escapes, line breaks, overrides and bytes that are no text are signs in error lines, one line a file."""
    names = ["a\x1b]0;owned\x07.txt", "b\nc.txt", "d\u202etxt.exe", os.fsdecode(b"e\xff.txt")]
    report = here / "report.jsonl"

    result = runner.invoke(averment, ["read", "--report", str(report), *names])

    assert not set(result.stderr) & set("\x1b\x07\u202e\udcff")
    assert len(result.stderr.splitlines()) == len(names)
    assert "a␛]0;owned␇.txt" in result.stderr
    assert len(report.read_bytes().splitlines()) == len(names)


def test_a_hostile_option_does_not_reach_the_terminal(runner: CliRunner) -> None:
    """A file name that a shell pattern turned into an option is shown as a sign too."""
    result = runner.invoke(averment, ["read", "--\x1b[31mx"])

    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


def test_the_report_lists_what_could_not_be_read(runner: CliRunner, here: Path) -> None:
    """--report holds an object a line for each failure, and is there, empty, when there was none."""
    (here / "a.txt").write_text("Ana said it rained.")

    runner.invoke(averment, ["read", "--report", "none.jsonl", "a.txt"])
    runner.invoke(averment, ["read", "--report", "one.jsonl", "a.txt", "b.txt"])

    assert (here / "none.jsonl").read_bytes() == b""
    assert json.loads((here / "one.jsonl").read_bytes()) == {
        "format": "averment.failure/1",
        "file": "b.txt",
        "error": "MissingInputError",
        "message": "No such file or directory",
        "advice": "Check the path and that you may read it.",
    }


def test_a_report_that_cannot_be_written_is_wrong_use(runner: CliRunner, here: Path) -> None:
    """Where the failures cannot be recorded nothing is read."""
    (here / "a.txt").write_text("Ana said it rained.")

    result = runner.invoke(averment, ["read", "--report", "no/such/folder.jsonl", "a.txt"])

    assert result.exit_code == 2
    assert result.stderr.startswith("averment: no/such/folder.jsonl: the report cannot be written: No such file")
    assert not result.stdout


def test_a_defect_on_one_file_is_an_error_of_that_file(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a file makes the program trip over, it is named and the next one is read."""
    (here / "a.txt").write_text("Trap.")
    (here / "b.txt").write_text("Ana said it rained.")
    read = FakeReader.read

    def trip(self: FakeReader, document: Document) -> Reading:
        if document.text == "Trap.":
            raise RecursionError
        return read(self, document)

    monkeypatch.setattr(FakeReader, "read", trip)

    result = runner.invoke(averment, ["read", "a.txt", "b.txt"])

    assert result.exit_code == 3
    assert "a.txt: the program failed on it (RecursionError: )." in result.stderr
    assert "said ▸ it rained" in result.stdout
