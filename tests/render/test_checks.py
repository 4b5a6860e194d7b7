"""What a verification found, as a person sees it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment import Check
from averment.render.checks import verification_as_text
from averment.render.look import Look
from tests.render.pages import LOOKS, VERIFICATION, WIDTHS, fits, same


@pytest.mark.parametrize("name", LOOKS)
def test_the_checks_are_as_they_were_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(verification_as_text(VERIFICATION, LOOKS[name]), f"checks-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_checks_fit_any_page(width: int) -> None:
    """Subjects of any length end before the edge."""
    long = Check(name="objects", state="failed", found="x" * 300, subjects=("reports/" + "長" * 200,), advice="y " * 99)

    page = verification_as_text(replace(VERIFICATION, checks=(*VERIFICATION.checks, long)), Look(width=width))
    assert fits(page, max(width, 24))


@pytest.mark.parametrize(
    ("kept", "outcome"),
    [
        (slice(0, 1), "case: passed, all of 1 check"),
        (slice(0, 3, 2), "case: nothing failed; 1 of 2 checks passed, 1 not checked"),
        (slice(0, 3), "case: FAILED, in 1 of 3 checks"),
    ],
)
def test_the_last_lines_say_how_it_stands(kept: slice, outcome: str) -> None:
    """One line says it all; what was not checked is not called passed, and one failure fails the whole."""
    page = verification_as_text(replace(VERIFICATION, checks=VERIFICATION.checks[kept]), Look())

    assert page.splitlines()[-3:] == [outcome, "head: 1,013 entries", f"root: {'ab' * 32}"]


def test_without_a_head_none_is_shown() -> None:
    """Where the log could not be followed there is no head to be told."""
    page = verification_as_text(replace(VERIFICATION, size=None, root=None), Look())

    assert page.splitlines()[-1] == "case: FAILED, in 1 of 3 checks"


def test_few_subjects_are_all_named() -> None:
    """Up to five are named, objects by the head of their digest, files by their names made visible."""
    check = Check(name="bag", state="failed", found="two", subjects=("data/a\x1b[1m", "sha256:" + "1" * 64))
    page = verification_as_text(replace(VERIFICATION, checks=(check,)), Look())

    assert "data/a␛[1m, 111111111111\n" in page
