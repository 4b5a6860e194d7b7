"""`averment judge` and `averment remove`: what a person decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from msgspec.structs import replace

from averment import Document, Judgement, Reading, from_json, schema
from averment.case.fields import FIELDS
from tests.cli.keeping import ANA, BO, averment_says, digest, kept, short

if TYPE_CHECKING:
    from click.testing import CliRunner

    from tests.conftest import FakeReader

pytestmark = pytest.mark.usefixtures("reader")


def test_a_verdict_is_recorded(runner: CliRunner, here: Path) -> None:
    """Two lines say what was decided and how it is undone; the page of the document has it beside its line."""
    kept(runner, here)
    said = averment_says(runner, "judge", "case", "reject", "in/ana.txt#a1", "--note", "misheard", "--by", "bo").stdout

    first, second = said.splitlines()
    assert first.endswith(f": rejected {short(ANA)}#a1: misheard")
    assert second == "Nothing is erased: `averment judge case undo j9` takes it back."
    page = averment_says(runner, "show", "case", "in/ana.txt").stdout
    assert "— rejected by bo: misheard\n" in page
    assert f"\njudged    rejected {short(ANA)}#a1: misheard — bo, " in page


def test_a_later_verdict_replaces_the_one_before(runner: CliRunner, here: Path) -> None:
    """The last one holds and names the one before; the log has both."""
    kept(runner, here)
    averment_says(runner, "judge", "case", "reject", f"{short(ANA)}#a1")
    said = averment_says(runner, "judge", "case", "accept", f"{short(ANA)}#a1", "--json").stdout_bytes

    judgement = from_json(said, Judgement)
    jsonschema.validate(json.loads(said), schema())
    page = averment_says(runner, "show", "case", short(ANA)).stdout
    assert "— accepted by " in page
    assert "rejected" not in page
    log = averment_says(runner, "log", "case").stdout
    assert f"accepted {short(ANA)}#a1, instead of {judgement.supersedes}" in " ".join(log.split())
    assert f"rejected {short(ANA)}#a1" in log


def test_a_correction_says_what_it_should_be(runner: CliRunner, here: Path) -> None:
    """Fields are set as FIELD=VALUE, of which the value may hold anything."""
    kept(runner, here)
    said = averment_says(runner, "judge", "--json", "case", "correct", f"{short(ANA)}#a1", "--set", "act=deny").stdout

    assert json.loads(said)["changes"] == {"act": "deny"}


def test_what_was_decided_is_undone(runner: CliRunner, here: Path) -> None:
    """By the name of the judgement; what stood before it stands again, and the undo can be undone."""
    kept(runner, here)
    line = f"{short(ANA)}#a1"
    averment_says(runner, "judge", "case", "accept", line, "--by", "bo")
    made = json.loads(averment_says(runner, "judge", "case", "reject", line, "--json").stdout)["id"]
    said = averment_says(runner, "judge", "case", "undo", made, "--note", "misread", "--by", "cy").stdout

    first, second = said.splitlines()
    name = first.partition(":")[0]
    assert first == f"{name}: undid {made} on {line}: misread"
    assert second == f"Nothing is erased: `averment judge case undo {name}` does it again."
    assert "— accepted by bo" in averment_says(runner, "show", "case", short(ANA)).stdout
    assert f"undid {made} on {line}: misread" in " ".join(averment_says(runner, "log", "case").stdout.split())
    averment_says(runner, "judge", "case", "undo", name)
    page = averment_says(runner, "show", "case", short(ANA)).stdout
    assert "— rejected by " in page
    assert "accepted" not in page


def test_a_note_stands_beside_the_line(runner: CliRunner, here: Path) -> None:
    """And decides nothing: a verdict stands with it."""
    kept(runner, here)
    line = f"{short(ANA)}#a1"
    said = averment_says(runner, "judge", "case", "note", line, "--note", "see the film", "--by", "bo").stdout
    assert f": noted of {line}: see the film\n" in said
    averment_says(runner, "judge", "case", "accept", line, "--by", "cy")

    assert "— noted by bo: see the film; accepted by cy" in averment_says(runner, "show", "case", short(ANA)).stdout


def test_spans_are_corrected(runner: CliRunner, here: Path) -> None:
    """As they are counted in what `show --text` prints; what lies outside it is refused."""
    kept(runner, here)
    text = averment_says(runner, "show", "--text", "case", short(ANA)).stdout
    start = text.index("clinic was empty")
    line, spans = f"{short(ANA)}#a1", f"{start}-{start + 6} {start + 11}-{start + 16}"
    said = averment_says(
        runner, "judge", "case", "correct", line, "--set", f"content= {spans}", "--set", "source="
    ).stdout

    assert f"(content: {spans}, source: (none))" in said
    for wrong in ("content=", "content=5-2", f"content=0-{len(text) + 1}", "cue=0-4 2-6", "content=from 5 to 9"):
        assert "averment: " in averment_says(runner, "judge", "case", "correct", line, "--set", wrong, code=2).stderr


def test_a_case_is_read_anew(runner: CliRunner, here: Path, reader: FakeReader) -> None:
    """It says what came out otherwise, and which judgements no longer apply; the page of the document lists those."""
    kept(runner, here)
    averment_says(runner, "judge", "case", "accept", f"{short(ANA)}#a1")
    averment_says(runner, "judge", "case", "reject", f"{short(ANA)}#a2", "--by", "bo")
    said = averment_says(runner, "reread", "case", "--all").stdout
    assert said == "Read 2 of 2 documents anew: nothing came out otherwise.\n"

    read = reader.read

    def fewer(document: Document) -> Reading:
        found = read(document)
        return replace(found, attributions=found.attributions[:1], model=replace(found.model, version="1"))

    reader.read = fewer  # type: ignore[method-assign]
    first, second = averment_says(runner, "reread", "case").stdout.splitlines()
    assert first == "Read 2 of 2 documents anew: 2 documents came out otherwise."
    assert second == f"{short(ANA)}: 1 judgement no longer applies to anything in it."
    page = averment_says(runner, "show", "case", short(ANA)).stdout
    assert "— accepted by " in page
    assert f"\nlapsed    rejected {short(ANA)}#a2 — bo, " in page


def test_the_help_names_what_can_be_corrected(runner: CliRunner) -> None:
    """The fields in the help are those that the case takes, in the same order."""
    page = " ".join(averment_says(runner, "judge", "--help").stdout.split())

    for fields in FIELDS.values():
        assert f" {', '.join(fields)} " in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["case", "reject", "in/ana.txt#a99"],
        ["case", "reject", "nowhere.txt"],
        ["case", "reject"],
        ["case", "refuse", "in/ana.txt"],
        ["case", "correct", "in/ana.txt#a1"],
        ["case", "correct", "in/ana.txt#a1", "--set", "act"],
        ["case", "correct", "in/ana.txt#a1", "--set", "=deny"],
        ["case", "note", "in/ana.txt#a1"],
        ["case", "undo", "in/ana.txt#a1"],
        ["case", "undo", "j999"],
        ["case", "undo", "j1", "j2"],
    ],
)
def test_what_makes_no_sense_is_wrong_use(runner: CliRunner, here: Path, arguments: list[str]) -> None:
    """A line that is not there, a verdict that is none, a correction of nothing: one line each, nothing recorded."""
    kept(runner, here)
    before = averment_says(runner, "log", "--head", "case").stdout

    result = averment_says(runner, "judge", *arguments, code=2)
    assert len(result.stderr.splitlines()) == 1
    assert averment_says(runner, "log", "--head", "case").stdout == before


def test_what_is_withdrawn_is_no_longer_there(runner: CliRunner, here: Path) -> None:
    """A removed document is not listed or found; the log and --all have it, with the reason."""
    kept(runner, here)
    said = averment_says(runner, "remove", "case", "in/ana.txt", "--why", "sent by mistake").stdout

    assert said == (f"Withdrew 1 document: {short(ANA)}\nIts bytes are kept. To bring it back, add the file again.\n")
    assert short(ANA) not in averment_says(runner, "list", "case").stdout
    assert "No document holds" in averment_says(runner, "search", "case", "clinic").stdout
    assert f"{short(ANA)}  removed" in averment_says(runner, "list", "--all", "case").stdout
    assert f"withdrew {short(ANA)}: sent by mistake" in averment_says(runner, "log", "case").stdout


def test_what_is_redacted_is_gone(runner: CliRunner, here: Path) -> None:
    """With --redact the bytes go for good, and the case verifies, saying what was not checked."""
    case = kept(runner, here)
    said = averment_says(runner, "remove", "case", "in/ana.txt", "in/bo.txt", "--why", "a minor", "--redact").stdout

    assert "Their bytes are gone for good" in said
    assert not [path for path in case.rglob("*") if path.is_file() and ANA in path.read_bytes()]
    assert "? not checked" in averment_says(runner, "verify", "case").stdout


def test_a_reason_is_needed(runner: CliRunner, here: Path) -> None:
    """Nothing is removed without a word on why."""
    kept(runner, here)

    assert "--why" in averment_says(runner, "remove", "case", "in/ana.txt", code=2).stderr
    assert digest(ANA) in averment_says(runner, "list", "--json", "case").stdout
    assert digest(BO) in averment_says(runner, "list", "--json", "case").stdout
