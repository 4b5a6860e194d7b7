"""`averment claims`: the claims of a case, one in full, and what programs get."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from averment import Claim, api, from_json, schema
from tests.cli.keeping import averment_says, kept
from tests.weighing.models import WordModel

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader", "weigher")


@pytest.fixture
def weigher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weigh with a model that knows words alone."""
    monkeypatch.setattr(api, "load_weigher", lambda *_: WordModel())


def claims(runner: CliRunner, *options: str) -> list[Claim]:
    """Give the claims of the case as programs get them."""
    lines = averment_says(runner, "claims", "case", "--json", *options).stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    return [from_json(line, Claim) for line in lines]


def test_the_claims_of_a_case(runner: CliRunner, here: Path) -> None:
    """The page has every statement in quotation marks, and the id by which it is asked for in full."""
    kept(runner, here)

    page = averment_says(runner, "claims", "case").stdout
    found = claims(runner)
    assert {claim.statement for claim in found} == {"shells had hit the clinic", "no road was open"}
    assert all(f"“{claim.statement}”" in page and claim.id in page for claim in found)
    assert "There is more" not in page


def test_one_claim_in_full(runner: CliRunner, here: Path) -> None:
    """By its id, its beginning, or a statement in it; the same for programs."""
    kept(runner, here)
    [claim] = [claim for claim in claims(runner) if claim.statement == "no road was open"]
    assert claim.stated is not None

    for ref in (claim.id, claim.id[:8], f"{claim.stated.document[:19]}#a1"):
        page = averment_says(runner, "claims", "case", ref).stdout
        assert page.startswith("   “no road was open”")
        assert "FOR" in page
        assert claims(runner, ref) == [claim]


def test_a_limit_says_that_there_is_more(runner: CliRunner, here: Path) -> None:
    """--limit cuts the page and says so; programs get as many."""
    kept(runner, here)

    assert "There is more: --limit N shows it." in averment_says(runner, "claims", "case", "--limit", "1").stdout
    assert claims(runner, "--limit", "1") == claims(runner)[:1]


def test_a_claim_that_there_is_not(runner: CliRunner, here: Path) -> None:
    """An id that no claim has is wrong use, with a sentence."""
    kept(runner, here)

    assert "no claim has this name" in averment_says(runner, "claims", "case", "cfffffff", code=2).stderr


def test_an_empty_case_has_no_claims(runner: CliRunner, here: Path) -> None:  # noqa: ARG001  # the folder to be in
    """A sentence, and exit code 0."""
    averment_says(runner, "init", "case", "--by", "ana")

    assert averment_says(runner, "claims", "case").stdout.startswith("No claim was found")
    assert averment_says(runner, "claims", "case", "--json").stdout == ""
