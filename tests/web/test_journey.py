"""A morning at the desk with the keyboard alone: from opening a case to a dossier that holds what was decided.

What counts is what the log and the ledger then hold, and what the dossier says; pages are only the way there.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from averment import Case, Claim, Judgement, quote
from tests.web.hands import Hands
from tests.web.serving import environment

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.web.desks import At


NAME = "Rana Idris"


def test_from_a_case_to_a_dossier_by_keyboard_alone(own_page: Page, own_desk: At, tmp_path: Path) -> None:
    """Find a claim, check three who make it and two who deny it, correct words and a name, merge, undo, hand over."""
    with Case.open(own_desk.folder) as case:
        claim = next(claim for claim in case.claims() if "executed prisoners" in claim.statement)
        claims = len(list(case.claims()))
    hands = Hands(own_page)
    own_page.goto("/")

    hands.to("executed prisoners")
    hands.press("Enter")
    own_page.wait_for_url(f"**/claims/{claim.id}*")
    heard: set[str] = set()
    checked = [(side, _check(hands, side, heard)) for side in ("supports",) * 3 + ("denies",) * 2]
    line = hands.down_to("denies", heard)
    _correct_the_words(hands)
    hands.stays_at(line)
    _correct_the_name(hands)
    hands.to("Merge with this claim")
    hands.press("Enter")
    hands.reads("merge")
    with Case.open(own_desk.folder) as case:
        assert len(list(case.claims())) == claims - 1
    hands.to("Undo")
    hands.press("Enter")
    hands.reads("undone")

    with Case.open(own_desk.folder) as case:
        made = case.judgements(superseded=True)
        assert [one.verdict for one in made] == [*["accept"] * 5, "correct", "correct", "merge", "undo"]
        assert {one.by for one in made} == {"ana"}
        assert [_target(one) for one in made[:5]] == [target for _, target in checked]
        _corrected(case, line, made[5], made[6])
        assert made[8].supersedes == made[7].id
        assert len(list(case.claims())) == claims
        _stands(case.claim(claim.id), checked)
        assert "failed" not in {check.state for check in case.verify(quick=True).checks}
    _hand_over(own_desk.folder, tmp_path / "dossier.html", len(checked))


def _check(hands: Hands, side: str, heard: set[str]) -> str:
    """Go down to the next speaker on a side, and accept what it says; give the line."""
    line = hands.down_to(side, heard)
    hands.press("a")
    hands.hears("accepted")
    hands.leaves(line)
    return line


def _correct_the_words(hands: Hands) -> None:
    """Let what is said in the line begin a word earlier."""
    hands.press("e")
    words = hands.page.locator("dialog[open] .moving .piece").first
    before = words.inner_text()
    hands.press("[")
    expect(words).not_to_have_text(before)
    hands.to("Record the correction")
    hands.press("Enter")
    hands.reads("corrected")


def _correct_the_name(hands: Hands) -> None:
    """Write another name for the speaker of the line."""
    hands.press("e")
    expect(hands.page.locator("dialog[open] .edit")).to_be_visible()
    hands.to("Correct the speaker")
    hands.press("Enter")
    expect(hands.page.locator("dialog #edit-name")).to_be_visible()
    hands.to("edit-name")
    hands.write(NAME)
    hands.press("Enter")
    hands.reads(NAME)


def _stands(claim: Claim, checked: list[tuple[str, str]]) -> None:
    """Hold the claim to what was checked: each line stands on the side on which it was accepted."""
    for side, target in checked:
        places = [place for held in claim.positions if held.stance == side for place in held.attributions]
        assert target in {f"{place.document}#{place.id}" for place in places}
    assert NAME in {held.speaker for held in claim.positions}


def _corrected(case: Case, line: str, words: Judgement, name: Judgement) -> None:
    """Hold the reading to the words that were moved and the name that was written."""
    document, _, ident = line.partition("#")
    assert _target(words) == line
    (field,) = words.changes
    was = next(one for one in case.reading(document).attributions if one.id == ident)
    now = next(one for one in case.ledger().reading(document).attributions if one.id == ident)
    text = case.reading(document).document.text
    assert getattr(now, field)[0][0] < getattr(was, field)[0][0]
    assert quote(text, getattr(now, field)).endswith(quote(text, getattr(was, field)[-1:]))
    assert name.changes == {"name": NAME}
    assert _target(name) == f"{document}#{was.speaker}"


def _hand_over(folder: Path, out: Path, accepted: int) -> None:
    """Write the dossier while the desk is open: it says what was accepted, what corrected, and how."""
    command = [sys.executable, "-m", "averment", "dossier", str(folder), "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True, env=environment(AVERMENT_BY="ana"))
    page = out.read_text()
    assert page.count("state-accepted") >= accepted
    assert "state-corrected" in page
    assert NAME in page


def _target(made: Judgement) -> str:
    return f"{made.targets[0].document}#{made.targets[0].id}"
