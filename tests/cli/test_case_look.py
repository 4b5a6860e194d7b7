"""`averment list`, `show` and `search`: what a case has, and where words stand in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from averment import Hit, Listed, Reading, from_json, schema
from tests.cli.keeping import ANA, BO, averment_says, digest, kept, short

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


def test_the_list_names_every_document(runner: CliRunner, here: Path) -> None:
    """Each document has a line, in the order they were added; below, how many there are."""
    kept(runner, here)

    heading, first, second, failed, *_, total = averment_says(runner, "list", "case").stdout.splitlines()
    assert heading.split() == ["document", "attrib.", "title"]
    assert first == f"{short(ANA)}  2        Rain in Velmar"
    assert second == f"{short(BO)}  1        Snow in Halden"
    assert failed == f"{short(b'')}  failed   in/empty.txt"
    assert total == "3 documents: 2 read, 1 failed"


def test_the_list_for_programs(runner: CliRunner, here: Path) -> None:
    """--json prints one valid object a line; --failed leaves those that could not be read."""
    kept(runner, here)

    lines = averment_says(runner, "list", "--json", "case").stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    assert [from_json(line, Listed).digest for line in lines] == [digest(ANA), digest(BO), digest(b"")]
    (failed,) = averment_says(runner, "list", "--json", "--failed", "case").stdout_bytes.splitlines()
    assert from_json(failed, Listed).paths == ("in/empty.txt",)


@pytest.mark.parametrize("name", [short(ANA), short(ANA)[:6], digest(ANA), "in/ana.txt"])
def test_a_document_has_many_names(runner: CliRunner, here: Path, name: str) -> None:
    """Its digest, six or more digits of it, or the path it was added as: all name the same document."""
    kept(runner, here)

    assert from_json(averment_says(runner, "show", "--json", "case", name).stdout_bytes, Reading).document.digest == (
        digest(ANA)
    )


@pytest.mark.parametrize("name", ["ffffff", "no/such.txt", "", "sha256:"])
def test_a_name_that_is_none_is_wrong_use(runner: CliRunner, here: Path, name: str) -> None:
    """A document that is not there is one line."""
    kept(runner, here)

    result = averment_says(runner, "show", "case", name, code=2)
    assert result.stderr.startswith("averment: ")
    assert len(result.stderr.splitlines()) == 1


def test_the_page_of_a_document(runner: CliRunner, here: Path) -> None:
    """What is kept stands above the ledger, and the lines of the ledger have names."""
    kept(runner, here)

    page = averment_says(runner, "show", "case", "in/ana.txt").stdout
    above, _, ledger = page.partition("\n\n")
    assert f"\nsha256    {digest(ANA).removeprefix('sha256:')}\n" in above
    assert " by ana, as in/ana.txt\n" in above
    assert "\ncaptured  " in above
    assert "said ▸ the clinic was empty" in ledger
    assert " a1 ¶2  @" in ledger


def test_a_document_that_failed_has_a_page_too(runner: CliRunner, here: Path) -> None:
    """What could not be read is shown with the reason; of a reading it says that there is none."""
    kept(runner, here)

    page = averment_says(runner, "show", "case", "in/empty.txt").stdout
    assert "\nfailed    " in page
    assert page.endswith("It could not be read. The original is kept.\n")
    assert averment_says(runner, "show", "--json", "case", "in/empty.txt", code=2).stderr.startswith("averment: ")


def test_the_original_comes_back_as_it_was(runner: CliRunner, here: Path) -> None:
    """--original gives the very bytes, --text the text that offsets count."""
    kept(runner, here)

    assert averment_says(runner, "show", "--original", "case", "in/ana.txt").stdout_bytes == ANA
    assert averment_says(runner, "show", "--text", "case", "in/ana.txt").stdout == ANA.decode()


def test_a_terminal_is_not_fed_what_it_would_act_on(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bytes that a terminal would act on are refused there, and in a text shown as signs."""
    hostile = b"Ana said\x1b[2J it rained.\r\nTwice.\n"
    kept(runner, here)
    (here / "hostile.txt").write_bytes(hostile)
    averment_says(runner, "add", "case", "hostile.txt")
    monkeypatch.setattr("averment.cli.output.is_terminal", lambda: True)

    (here / "latin.txt").write_bytes(b"Ana said caf\xe9s were open.")
    averment_says(runner, "add", "case", "latin.txt")
    assert averment_says(runner, "show", "--original", "case", "latin.txt", code=2).stdout_bytes == b""
    refused = averment_says(runner, "show", "--original", "case", "hostile.txt", code=2)
    assert "these are bytes that a terminal may act on: send them to a file" in refused.stderr
    assert "Ana said␛[2J it rained.\nTwice.\n" in averment_says(runner, "show", "--text", "case", "hostile.txt").stdout
    assert averment_says(runner, "show", "--original", "case", "in/ana.txt").stdout_bytes == ANA


def test_the_custody_of_a_document(runner: CliRunner, here: Path) -> None:
    """--custody shows the entries of the log that concern it, and no other."""
    kept(runner, here)

    log = averment_says(runner, "show", "--custody", "case", "in/bo.txt").stdout
    assert f"ana  added in/bo.txt ({len(BO)} bytes) as {short(BO)}" in log
    assert f"ana  read {short(BO)}" in log
    assert "made the case" not in log
    assert short(ANA) not in log


def test_words_are_found_where_they_stand(runner: CliRunner, here: Path) -> None:
    """Hits of a document stand together, each with its kind and its place."""
    kept(runner, here)

    page = averment_says(runner, "search", "case", "CLINIC").stdout
    assert page.startswith(f"{short(ANA)}  Rain in Velmar\n   ")
    assert "\n   said a1      Ana said the clinic was empty" in page
    assert short(BO) not in page


def test_hits_for_programs(runner: CliRunner, here: Path) -> None:
    """--json prints one valid hit a line; --kind and --limit leave fewer; a page says when there are more."""
    kept(runner, here)

    lines = averment_says(runner, "search", "--json", "case", "clinic").stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    hits = [from_json(line, Hit) for line in lines]
    assert {hit.kind for hit in hits} == {"document", "attribution"}
    said = averment_says(
        runner, "search", "--json", "--kind", "attribution", "case", "clinic"
    ).stdout_bytes.splitlines()
    assert {from_json(line, Hit).id for line in said} == {"a1", "a2"}
    one = averment_says(runner, "search", "--limit", "1", "case", "clinic").stdout
    assert one.endswith("\nThere is more: --limit N shows it.\n")
    assert len(averment_says(runner, "search", "--limit", "1", "--json", "case", "clinic").stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [(["clinic", "shells"], True), (['"shells clinic"'], False), (["said*"], True), (["NOT", "Ana"], False)],
)
def test_words_are_no_language(runner: CliRunner, here: Path, words: list[str], *, found: bool) -> None:
    """All words must stand there, those in quotation marks in that order; signs of a query language mean nothing."""
    kept(runner, here)

    nothing = averment_says(runner, "search", "case", *words).stdout == "No document holds all these words.\n"
    assert nothing is not found


@pytest.mark.usefixtures("here")
def test_words_are_needed(runner: CliRunner) -> None:
    """A search for nothing, and a kind that is none, are wrong use."""
    averment_says(runner, "init", "case")
    assert "Missing argument" in averment_says(runner, "search", "case", code=2).stderr
    assert "there is no word to search for" in averment_says(runner, "search", "case", "*", code=2).stderr
    assert "is not one of" in averment_says(runner, "search", "--kind", "x", "case", "a", code=2).stderr
