"""A folder that somebody prepared, through the commands: each file is kept and told of, none does more than fail."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.capture.papers import Paper, Sheet
from tests.cli.keeping import ANA, averment_says

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")

NAMES = ("two\nlines.txt", "gpj.\u202etxt", "\x1b[2J.txt", "caf\udce9.txt")
"""A line end, a mark that turns the direction of what follows, an escape of a terminal, a byte that is no UTF-8."""


def packed(*entries: tuple[str, bytes]) -> bytes:
    """Make an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


FILES = {
    "empty.txt": (b"", "EmptyInputError"),
    "report.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "BinaryInputError"),
    "scan.txt": (Paper([Sheet(drawing=b"0 0 100 100 re f ")]).bytes(), "NoTextError"),
    "cut.html": (b"%PDF-1.7\n1 0 obj\n<<", "MalformedInputError"),
    "bomb.zip": (packed(("big.txt", bytes(40 << 20))), "HostileInputError"),
    "paths.zip": (packed(("../../out.txt", ANA), ("/etc/out.txt", ANA), ("in.txt", ANA)), "HostileInputError"),
}


def test_each_is_kept_and_told_of(runner: CliRunner, here: Path) -> None:
    """An error line each, an entry in the log each, every original in the case byte for byte; what is good is read."""
    folder = here / "in"
    folder.mkdir()
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_bytes(b"Ben said it snowed.\n")
    averment_says(runner, "init", "case")
    averment_says(runner, "add", "--report", "report.jsonl", "case", "in", code=3)

    told = [json.loads(line) for line in (here / "report.jsonl").read_bytes().splitlines()]
    assert {(one["file"].partition(" » ")[0], one["error"]) for one in told} == {
        (f"in/{name}", error) for name, (_, error) in FILES.items()
    }
    logged = [json.loads(line) for line in averment_says(runner, "log", "--json", "case").stdout_bytes.splitlines()]
    assert {entry["error"] for entry in logged if entry["what"] == "fail"} == {error for _, error in FILES.values()}
    for data, _ in FILES.values():
        name = sha256(data).hexdigest()
        assert (here / "case" / "objects" / name[:2] / name).read_bytes() == data
    assert "in/paths.zip » in.txt" in averment_says(runner, "list", "--json", "case").stdout
    assert not list(here.rglob("out.txt"))
    averment_says(runner, "verify", "case")


def test_names_of_files_are_only_shown(runner: CliRunner, here: Path) -> None:
    """Whatever a name holds, no command prints it as it is, and the line of the log stays one line."""
    folder = here / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"Ben said it snowed {number} times.\n")
    averment_says(runner, "init", "case")
    averment_says(runner, "add", "case", "in")

    size = len(averment_says(runner, "log", "--json", "case").stdout.splitlines())
    assert len((here / "case" / "log.jsonl").read_bytes().splitlines()) == size == 1 + 3 * len(NAMES)
    for command in (["list"], ["log"], ["search", "snowed"], ["show", "in/two\nlines.txt"], ["show", "in/\x1b[2J.txt"]):
        page = averment_says(runner, command[0], "case", *command[1:]).stdout
        assert not set(page) & {"\x1b", "\u202e", "\udce9", "\r"}
    page = averment_says(runner, "log", "case").stdout
    assert all(shown in page for shown in ("in/two lines.txt", "in/gpj.⟨U+202E⟩txt", "in/␛[2J.txt", r"in/caf\xe9.txt"))
