"""`averment weigh --from`: the page and the JSON of what was found, and what makes no sense together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from averment import api
from averment.cli.group import averment
from tests.scale.weighing.corpora import corpus
from tests.weighing.coverage.stories import story
from tests.weighing.models import WordModel

PROPOSITION = "government guns shelled the crowded bazaar in Halden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a corpus of invented coverage."""
    folder = tmp_path_factory.mktemp("corpus")
    return corpus(folder, (reading for seed in range(5) for reading in story(seed, 0.1).readings))


def says(*arguments: object, code: int = 0) -> str:
    """Run the command, and hold it to its exit code."""
    result = CliRunner().invoke(averment, ["weigh", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def test_what_was_found_is_shown_and_printed(folder: Path) -> None:
    """Documents, pairs by relation, reports, roots, the largest with title and outlet; no line is wider than 80."""
    page = says("--from", folder, "--workers", 1)
    assert says("--from", folder) == page
    printed = json.loads(says("--from", folder, "--json"))

    assert f"{printed['found']['documents']} documents" in page
    assert f"{printed['found']['reports']}  in {printed['found']['documents']} documents" in page
    assert f"{printed['pairs']['copy']}  copies" in page
    largest = printed["found"]["largest"][0]
    assert f"{largest['documents']}  “{largest['title']}”, {largest['outlet']}" in page
    assert "s of processors" in page
    assert all(len(line) <= 80 for line in page.splitlines() if str(folder) not in line)
    assert [one["stage"] for one in printed["costs"]][-1] == "origins"


def test_a_corpus_that_is_not_all_there_is_told(tmp_path: Path) -> None:
    """What is there is weighed; that its run has not come to its end is said beside it, not in what is printed."""
    corpus(tmp_path, story(1, 0.1).readings)
    assert "not come to its end" not in says("--from", tmp_path)
    (tmp_path / "end.json").unlink()
    result = CliRunner().invoke(averment, ["weigh", "--from", str(tmp_path), "--json"])
    assert "not come to its end" in result.stderr
    assert json.loads(result.stdout)["found"]["documents"]


def test_a_proposition_has_the_page_of_a_case(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sides with their origins, or that none of it is in the corpus; with --json what a case prints."""
    monkeypatch.setattr(api, "load_weigher", WordModel)
    page = says("--from", folder, PROPOSITION)
    printed = json.loads(says("--from", folder, PROPOSITION, "--json"))
    assert page.splitlines()[0].strip() == f"“{PROPOSITION}”"
    assert "FOR" in page
    assert printed["format"] == "averment.weighed/1"
    assert printed["positions"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("CASE",), "name a case, then a proposition"),
        ((), "name a case, then a proposition"),
        (("CASE", "words", "more"), "name a case, then a proposition"),
        (("CASE", "words", "--memory", "300"), "go with --from DIR"),
        (("CASE", "words", "--workers", "2"), "go with --from DIR"),
        (("--from", "DIR", "CASE", "words"), "name no case"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...], message: str) -> None:
    """Exit code 2, and a sentence that says what to type."""
    assert message in says(*arguments, code=2)
