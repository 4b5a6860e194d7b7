"""`averment log`, `verify`, `seal`, `timestamp` and `rebuild`: what can be proven of a case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from averment import Consistency, Verification, from_json, schema
from averment.custody.timestamps import query
from tests.cli.keeping import ANA, averment_says, digest, kept, short
from tests.custody.authority import Authority

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def stored(case: Path, data: bytes) -> Path:
    """Give the file that holds bytes of a case."""
    name = digest(data).removeprefix("sha256:")
    return case / "objects" / name[:2] / name


def test_the_log_is_a_line_an_entry(runner: CliRunner, here: Path) -> None:
    """Number, time, who and what; for programs the entry as it is stored."""
    case = kept(runner, here)

    log = averment_says(runner, "log", "case").stdout
    assert " ana  made the case " in log
    assert f" ana  added in/ana.txt ({len(ANA)} bytes) as {short(ANA)}\n" in log
    assert f" ana  could not capture {short(b'')}: " in log
    lines = averment_says(runner, "log", "--json", "case").stdout_bytes
    assert lines == (case / "log.jsonl").read_bytes()
    for line in lines.splitlines():
        jsonschema.validate(json.loads(line), schema())


def test_the_head_is_printed_as_it_is(runner: CliRunner, here: Path) -> None:
    """--head prints the signed checkpoint byte for byte, to be kept elsewhere; with --json there is no such thing."""
    case = kept(runner, here)

    assert averment_says(runner, "log", "--head", "case").stdout_bytes == (case / "checkpoint").read_bytes()
    assert "choose one" in averment_says(runner, "log", "--head", "--json", "case", code=2).stderr


def test_growth_is_proven_to_who_holds_a_head(runner: CliRunner, here: Path) -> None:
    """--since prints a proof with both heads; a head of another case is one line, and a finding."""
    case = kept(runner, here)
    held = here / "held"
    held.write_bytes((case / "checkpoint").read_bytes())
    averment_says(runner, "remove", "case", "in/bo.txt", "--why", "twice")

    proof = from_json(averment_says(runner, "log", "--since", "held", "case").stdout_bytes, Consistency)
    assert proof.old.encode() == held.read_bytes()
    assert proof.new.encode() == (case / "checkpoint").read_bytes()
    averment_says(runner, "init", "other")
    result = averment_says(runner, "log", "--since", "held", "other", code=1)
    assert len(result.stderr.splitlines()) == 1


def test_a_case_that_is_as_it_was_passes(runner: CliRunner, here: Path) -> None:
    """Exit code 0, a line a check, and last the head; with a head kept elsewhere that is checked too."""
    case = kept(runner, here)
    (here / "head.txt").write_bytes((case / "checkpoint").read_bytes())
    averment_says(runner, "judge", "case", "accept", "in/ana.txt")

    page = averment_says(runner, "verify", "case", "--head", "head.txt").stdout
    assert "FAILED" not in page
    assert "✓ passed       held heads: " in page
    assert "\nhead: " in page


def test_a_change_is_found(runner: CliRunner, here: Path) -> None:
    """A changed original fails: exit code 1, which object it is, and what to do. --json says the same."""
    case = kept(runner, here)
    original = stored(case, ANA)
    original.chmod(0o644)
    original.write_bytes(ANA.replace(b"empty", b"ready"))

    page = averment_says(runner, "verify", "case", code=1).stdout
    assert "✗ FAILED" in page
    assert short(ANA) in page
    assert "→ " in page
    line = averment_says(runner, "verify", "--json", "case", code=1).stdout
    jsonschema.validate(json.loads(line), schema())
    assert from_json(line.encode(), Verification).state == "failed"


def test_a_case_that_cannot_be_opened_can_be_verified(runner: CliRunner, here: Path) -> None:
    """A head that was changed ends every other command with code 1 and sends to verify, which says what is damaged."""
    case = kept(runner, here)
    head = (case / "checkpoint").read_text().splitlines()
    (case / "checkpoint").write_text("\n".join([head[0], str(int(head[1]) - 1), *head[2:]]) + "\n")

    refused = averment_says(runner, "list", "case", code=1)
    assert "Run `averment verify CASE`" in refused.stderr
    assert "✗ FAILED" in averment_says(runner, "verify", "case", code=1).stdout


def test_a_sealed_bag_is_verified_and_nothing_else(runner: CliRunner, here: Path) -> None:
    """What seal says can be typed; a bag in the place of a case is told for what it is."""
    kept(runner, here)
    said = averment_says(runner, "seal", "case", "-o", "bag").stdout

    assert said == (
        "Sealed case into bag. Check it with: averment verify bag\nHow to check it without Averment: bag/VERIFY.md\n"
    )
    assert "FAILED" not in averment_says(runner, "verify", "bag").stdout
    commands = (["list", "bag"], ["add", "bag", "in/ana.txt"], ["search", "bag", "clinic"], ["rebuild", "bag"])
    for command in (*commands, ["list", "bag/data"]):
        refused = averment_says(runner, *command, code=2).stderr
        assert refused.startswith(f"averment: {command[1]}: this is a sealed bag")
        assert "`averment verify BAG` checks it" in refused
    assert "FAILED" not in averment_says(runner, "verify", "bag/data").stdout
    assert "FAILED" not in averment_says(runner, "verify", "bag").stdout
    assert "are for a case" in averment_says(runner, "verify", "--reread", "bag", code=2).stderr


def test_no_bag_is_written_over_another(runner: CliRunner, here: Path) -> None:
    """What is there stays as it was."""
    kept(runner, here)
    averment_says(runner, "seal", "case", "-o", "bag")
    before = sorted(path.name for path in (here / "bag").iterdir())

    averment_says(runner, "seal", "case", "-o", "bag", code=2)
    assert sorted(path.name for path in (here / "bag").iterdir()) == before


def test_the_index_is_made_anew(runner: CliRunner, here: Path) -> None:
    """A deleted index is no loss: rebuild says from what it was made, and the list is the same."""
    case = kept(runner, here)
    before = averment_says(runner, "list", "case").stdout
    (case / "index.sqlite").unlink()

    entries = len((case / "log.jsonl").read_bytes().splitlines())
    assert averment_says(runner, "rebuild", "case").stdout == (
        f"The index is made anew from {entries} entries of the log.\n"
    )
    assert averment_says(runner, "list", "case").stdout == before


@pytest.mark.parametrize("options", [[], ["--tsa", "https://tsa.example", "--query", "q.tsq"]])
def test_one_way_to_a_time_stamp_is_chosen(runner: CliRunner, here: Path, options: list[str]) -> None:
    """Neither none nor two of the three ways: nothing is sent or written."""
    kept(runner, here)

    result = averment_says(runner, "timestamp", "case", *options, code=2)
    assert "give one of --tsa, --query and --reply" in result.stderr
    assert not (here / "q.tsq").exists()


@pytest.mark.parametrize("option", ["--head", "--tsa-cert"])
def test_a_file_that_is_not_there_is_told(runner: CliRunner, here: Path, option: str) -> None:
    """A mistyped head or certificate is wrong use, not a check that was not made."""
    kept(runner, here)

    result = averment_says(runner, "verify", "case", option, "nowhere.txt", code=2)
    assert result.stderr.startswith("averment: nowhere.txt: No such file or directory.")


def test_a_time_stamp_by_hand(runner: CliRunner, here: Path) -> None:
    """The request goes to a file, the reply comes from one, even after the log has grown; verify tells the time."""
    kept(runner, here)
    authority = Authority(here / "tsa")
    said = averment_says(runner, "timestamp", "case", "--query", "q.tsq").stdout
    assert said == ("Wrote the request to q.tsq.\nWhen the reply is in a file: averment timestamp case --reply FILE\n")
    averment_says(runner, "judge", "case", "accept", "in/ana.txt")

    (here / "r.tsr").write_bytes(authority.reply((here / "q.tsq").read_bytes()))
    kept_reply = averment_says(runner, "timestamp", "case", "--reply", "r.tsr").stdout
    assert kept_reply.endswith("Check it, and see its time: averment verify case --tsa-cert FILE\n")
    (here / "root.pem").write_bytes(authority.root)
    assert "✓ passed       timestamps: " in averment_says(runner, "verify", "case", "--tsa-cert", "root.pem").stdout
    assert "? not checked  timestamps: " in averment_says(runner, "verify", "case").stdout


def test_a_time_stamp_asked_for(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--tsa sends the request for the present head to that address, and to nobody else, and keeps what comes back."""
    kept(runner, here)
    authority, asked = Authority(here / "tsa"), []

    def ask(url: str, query: bytes) -> bytes:
        asked.append(url)
        return authority.reply(query)

    monkeypatch.setattr("averment.custody.timestamps.ask", ask)
    said = averment_says(runner, "timestamp", "case", "--tsa", "https://tsa.example/").stdout

    assert asked == ["https://tsa.example/"]
    assert " is stamped by https://tsa.example/.\n" in said
    assert " stamped by https://tsa.example/; " in " ".join(averment_says(runner, "log", "case").stdout.split())


def test_a_reply_to_something_else_is_refused(runner: CliRunner, here: Path) -> None:
    """A reply that is on no head of this log is not kept: exit code 1, and the log is as it was."""
    kept(runner, here)
    (here / "r.tsr").write_bytes(Authority(here / "tsa").reply(query(b"another log")))
    before = averment_says(runner, "log", "--head", "case").stdout

    refused = averment_says(runner, "timestamp", "case", "--reply", "r.tsr", code=1)
    assert "Nothing in the case has changed." in refused.stderr
    assert averment_says(runner, "log", "--head", "case").stdout == before
    averment_says(runner, "timestamp", "case", "--query", "no/such/folder/q.tsq", code=2)
