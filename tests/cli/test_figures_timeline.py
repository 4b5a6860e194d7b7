"""`averment figures` and `averment timeline`: what they ask of the case, and what they print of it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from averment import Moment, Series, UsageError, from_json, schema
from averment.case import Case
from averment.cli.weighing import ascii_only
from averment.render.figures import NOTHING
from averment.render.timeline import EMPTY
from tests.cli.keeping import averment_says, kept
from tests.render.test_figures import PAGE
from tests.render.test_timeline import MOMENTS

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Have every case answer with the figures and moments of the pages; give what was asked for."""
    asked: list[str | None] = []

    def answer(found: tuple[Any, ...]) -> Callable[..., list[Any]]:
        def method(
            _: Case, ref: str | None = None, progress: Callable[[str, int, int], None] | None = None
        ) -> list[Any]:
            assert progress is not None
            progress("weighing", 1, 2)
            if ref == "cnone":
                message = "no claim has this id"
                raise UsageError(message, subject=ref)
            asked.append(ref)
            return list(found)

        return method

    monkeypatch.setattr(Case, "figures", answer(PAGE), raising=False)
    monkeypatch.setattr(Case, "timeline", answer(MOMENTS), raising=False)
    return asked


def test_figures_are_drawn(runner: CliRunner, here: Path, asked: list[str | None]) -> None:
    """Without a claim all are asked for; with one, those of it."""
    kept(runner, here)

    assert "1  Shells killed patients" in averment_says(runner, "figures", "case").stdout
    averment_says(runner, "figures", "case", "c1a2")
    assert asked == [None, "c1a2"]


def test_figures_for_programs(runner: CliRunner, here: Path, asked: list[str | None]) -> None:
    """--json prints one valid object a line, all of them whatever the limit."""
    kept(runner, here)

    lines = averment_says(runner, "figures", "--json", "--limit", "1", "case").stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    assert [from_json(line, Series) for line in lines] == list(PAGE)
    assert asked == [None]


@pytest.mark.usefixtures("asked")
def test_the_limit_is_said(runner: CliRunner, here: Path) -> None:
    """What --limit leaves out is counted on the page."""
    kept(runner, here)

    assert "1 more: --limit N shows them." in averment_says(runner, "figures", "--limit", "1", "case").stdout
    assert "more:" not in averment_says(runner, "figures", "case").stdout


@pytest.mark.usefixtures("asked")
def test_the_timeline_shows_what_was_told_more_than_once(runner: CliRunner, here: Path) -> None:
    """Claims with a single statement are left out, which is said; --all shows them, and so does naming a claim."""
    kept(runner, here)

    page = averment_says(runner, "timeline", "case").stdout
    assert page.startswith("1  Vantor's forces shelled")
    assert "1 claim more" in page
    assert "mined the road" in averment_says(runner, "timeline", "--all", "case").stdout
    assert "mined the road" in averment_says(runner, "timeline", "case", "c0ff").stdout
    assert averment_says(runner, "timeline", "--all", "--by", "day", "case").stdout.startswith("MARCH 2031 (PUBLISHED)")


@pytest.mark.usefixtures("asked")
def test_the_timeline_for_programs(runner: CliRunner, here: Path) -> None:
    """--json prints one valid object a line, all of them, in order of the days."""
    kept(runner, here)

    lines = averment_says(runner, "timeline", "--json", "--limit", "1", "case").stdout_bytes.splitlines()
    for line in lines:
        jsonschema.validate(json.loads(line), schema())
    assert [from_json(line, Moment) for line in lines] == list(MOMENTS)


@pytest.mark.parametrize(("name", "sentence"), [("figures", NOTHING), ("timeline", EMPTY)])
def test_nothing_is_a_sentence(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch, name: str, sentence: str
) -> None:
    """A case in which nothing is counted or said: one sentence, and no error."""
    kept(runner, here)
    monkeypatch.setattr(Case, name, lambda *_, **__: [], raising=False)

    assert averment_says(runner, name, "case").stdout == f"{sentence}\n"
    assert averment_says(runner, name, "--json", "case").stdout == ""


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("name", ["figures", "timeline"])
def test_a_claim_that_is_not_there_is_wrong_use(runner: CliRunner, here: Path, name: str) -> None:
    """A name of no claim is one line, and exit code 2."""
    kept(runner, here)

    assert "no claim has this id" in averment_says(runner, name, "case", "cnone", code=2).stderr


@pytest.mark.parametrize(
    ("encoding", "lacks"), [("utf-8", False), ("ascii", True), ("latin-1", True), ("cp1252", True)]
)
def test_what_the_output_can_show(monkeypatch: pytest.MonkeyPatch, encoding: str, lacks: bool) -> None:  # noqa: FBT001
    """Bars are drawn in ASCII where the output has no others."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))

    assert ascii_only() is lacks
