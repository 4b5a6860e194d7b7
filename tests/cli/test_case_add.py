"""`averment init` and `averment add`: what goes into a case, and what is said of it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from averment import Addition, from_json, schema
from averment.custody.keys import PRIVATE_FILE
from tests.cli.keeping import ANA, BO, PAGE, averment_says, digest, kept

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def test_a_case_is_made(runner: CliRunner, here: Path) -> None:
    """Two lines say what to do next and what to keep to oneself; the key is nobody else's to read."""
    result = averment_says(runner, "init", "my case")

    assert result.stdout == (
        "Made the case 'my case'. Add reports with: averment add 'my case' FILE…\n"
        "Its key, private-key.pem, signs the log: keep it to yourself.\n"
    )
    assert stat.S_IMODE((here / "my case" / PRIVATE_FILE).stat().st_mode) == 0o600


@pytest.mark.usefixtures("here")
def test_no_case_is_made_over_another(runner: CliRunner) -> None:
    """A second case in the same folder is wrong use, and the first is as it was."""
    averment_says(runner, "init", "case")
    again = averment_says(runner, "init", "case", code=2)

    assert again.stderr.startswith("averment: case: ")
    assert "made the case" in averment_says(runner, "log", "case").stdout


def test_what_was_added_is_counted(runner: CliRunner, here: Path) -> None:
    """At the end one sentence; on the way a line for each file that could not be read, and nothing for the others."""
    (here / "ana.txt").write_bytes(ANA)
    (here / "empty.txt").write_bytes(b"")
    averment_says(runner, "init", "case")

    result = averment_says(runner, "add", "case", "ana.txt", "empty.txt", "missing.txt", code=3)
    assert result.stdout == "3 files: 1 added, 1 could not be read (kept), 1 could not be taken in\n"
    empty, missing = result.stderr.splitlines()
    assert empty.startswith("averment: empty.txt: ")
    assert missing == "averment: missing.txt: No such file or directory. Check the path and that you may read it."


def test_what_is_there_is_known_again(runner: CliRunner, here: Path) -> None:
    """The same bytes under another name are known, and both names are kept."""
    kept(runner, here)
    (here / "copy.txt").write_bytes(ANA)

    result = averment_says(runner, "add", "case", "copy.txt", "in/bo.txt")
    assert result.stdout == "2 files: 2 known before\n"
    (document,) = (
        json.loads(line)
        for line in averment_says(runner, "list", "--json", "case").stdout.splitlines()
        if digest(ANA) in line
    )
    assert document["paths"] == ["in/ana.txt", "copy.txt"]


def test_json_is_one_addition_a_line(runner: CliRunner, here: Path) -> None:
    """With --json there is nothing on standard output but additions, each valid against the schema."""
    (here / "ana.txt").write_bytes(ANA)
    (here / "empty.txt").write_bytes(b"")
    averment_says(runner, "init", "case")

    lines = averment_says(runner, "add", "--json", "case", "ana.txt", "empty.txt", code=3).stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    first, second = (from_json(line, Addition) for line in lines)
    assert (first.name, first.state, first.document, first.attributions) == ("ana.txt", "read", digest(ANA), 2)
    assert (second.name, second.state, second.error) == ("empty.txt", "failed", "EmptyInputError")


def test_each_line_is_out_when_it_is_safe(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a program sees the line of a document, the log on the disk has its entries."""
    for number in range(40):
        (here / f"{number:02}.txt").write_text(f"Ana said it rained {number} times.")
    averment_says(runner, "init", "case")
    behind = []

    def watch(piece: str | bytes) -> None:
        document = from_json(piece if isinstance(piece, bytes) else piece.encode(), Addition).document
        log = (here / "case" / "log.jsonl").read_text()
        behind.append(f'"document":"{document}"' not in log)

    monkeypatch.setattr("averment.cli.output.write", watch)
    averment_says(runner, "add", "--json", "case", *(f"{number:02}.txt" for number in range(40)))

    assert behind == [False] * 40


def test_the_report_is_for_programs(runner: CliRunner, here: Path) -> None:
    """--report has an object for each file that could not be read, with what to do."""
    (here / "empty.txt").write_bytes(b"")
    averment_says(runner, "init", "case")
    averment_says(runner, "add", "case", "empty.txt", "--report", "unread.jsonl", code=3)

    (line,) = (here / "unread.jsonl").read_text().splitlines()
    failure = json.loads(line)
    assert (failure["file"], failure["error"]) == ("empty.txt", "EmptyInputError")


def test_a_list_of_paths_is_taken(runner: CliRunner, here: Path) -> None:
    """Paths on standard input are added like those that were typed."""
    (here / "a b.txt").write_bytes(ANA)
    (here / "page.bin").write_bytes(PAGE)
    averment_says(runner, "init", "case")

    result = averment_says(runner, "add", "-0", "case", "-", given=b"a b.txt\0page.bin\0")
    assert result.stdout == "2 files: 2 added\n"


def test_without_files_what_was_left_is_finished(runner: CliRunner, here: Path) -> None:
    """With no path there is nothing to add, which is no error."""
    kept(runner, here)

    assert averment_says(runner, "add", "case").stdout == "0 files: nothing to add\n"


@pytest.mark.parametrize("command", [["add", "case", "a.txt"], ["list", "case"], ["verify", "case"]])
@pytest.mark.usefixtures("here")
def test_where_there_is_no_case_one_is_told_how_to_make_it(runner: CliRunner, command: list[str]) -> None:
    """A case that is not there is wrong use, with the command that makes one."""
    result = averment_says(runner, *command, code=2)

    assert result.stderr.startswith("averment: case: there is no case here. Make one with `averment init CASE`")
    assert len(result.stderr.splitlines()) == 1


def test_a_file_in_the_place_of_the_case_is_told(runner: CliRunner, here: Path) -> None:
    """Who forgets to name the case is told so."""
    (here / "a.txt").write_bytes(ANA)
    (here / "b.txt").write_bytes(BO)

    result = averment_says(runner, "add", "a.txt", "b.txt", code=2)
    assert result.stderr.startswith("averment: a.txt: this is a file: the case, a folder, is named first.")


def test_the_log_says_who(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--by goes before the environment, and both before the name of the login."""
    (here / "a.txt").write_bytes(ANA)
    monkeypatch.setenv("AVERMENT_BY", "cleo")
    averment_says(runner, "init", "case", "--by", "ana")
    averment_says(runner, "add", "case", "a.txt")

    writers = [json.loads(line)["by"] for line in averment_says(runner, "log", "--json", "case").stdout.splitlines()]
    assert writers == ["ana", *["cleo"] * (len(writers) - 1)]


def test_the_date_given_is_used(runner: CliRunner, here: Path) -> None:
    """--published dates a report that carries no date."""
    (here / "a.txt").write_bytes(ANA)
    averment_says(runner, "init", "case")
    averment_says(runner, "add", "case", "a.txt", "--published", "2031-03")

    assert json.loads(averment_says(runner, "list", "--json", "case").stdout)["published"]["how"] == "given"
    assert "2031-03 " in averment_says(runner, "list", "case").stdout
