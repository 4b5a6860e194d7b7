"""What a case keeps of a document, above its ledger, and the verdicts beside its lines."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment import Box, Capture, Change, Document, Judgement, Layout, Page, Reading, Target
from averment.render.judgements import judgement_as_text
from averment.render.look import Look
from averment.render.preserved import preserved, without_reading
from averment.render.terminal import on_terminal
from tests.render.pages import DOCUMENTS, ENTRIES, JUDGEMENT, LOOKS, READING, SCAN, VELMAR, WIDTHS, fits, same

CAPTURE = Capture(
    document=Document(digest=VELMAR, media_type="text/plain", text="x" * 40),
    layout=Layout(
        pages=(Page(number=1, width=595, height=842, span=(0, 40)),),
        boxes=(Box(span=(0, 1), page=1, rectangle=(1, 2, 3, 4)),),
    ),
    notes=("There are 2 tracked changes.",),
    changes=(
        Change(kind="deleted", span=(10, 10), deleted="up to", by="Ana", at="2031-03-01T08:00:00Z"),
        Change(kind="inserted", span=(12, 20)),
    ),
)
REJECTED = Judgement(
    id="j9",
    verdict="reject",
    targets=tuple(Target(document=VELMAR, reading=READING, id=name) for name in ("a1", "s6", "e1", "f1")),
    by="bo",
    at="2031-03-15T09:30:12Z",
)


@pytest.mark.parametrize("name", LOOKS)
def test_the_ledger_of_a_case_is_as_it_was_designed(velmar: Reading, name: str) -> None:
    """Custody above, names at each line, verdicts beside those that were judged."""
    look = LOOKS[name]
    kept = preserved(DOCUMENTS[0], ENTRIES[:7], CAPTURE, [JUDGEMENT, REJECTED], look)

    same(on_terminal(velmar, "reports/velmar.txt", look, kept=kept), f"show-{name}")


@pytest.mark.parametrize("number", range(1, len(DOCUMENTS)))
def test_without_a_reading_the_page_says_why(number: int) -> None:
    """What failed, what is in another language and what holds others has a page too."""
    document = DOCUMENTS[number]
    kept = preserved(document, [entry for entry in ENTRIES if document.digest in str(entry)], None, [], Look())

    same(without_reading(document, kept, Look()), f"show-{document.state}")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_kept_fits_any_page(velmar: Reading, width: int) -> None:
    """With names at the lines and custody above, lines still end before the edge."""
    look = Look(width=width)
    kept = preserved(DOCUMENTS[0], ENTRIES, CAPTURE, [JUDGEMENT, REJECTED], look)

    assert fits(on_terminal(velmar, "reports/velmar.txt", look, kept=kept, context=True), max(width, 24))
    assert fits(without_reading(DOCUMENTS[3], kept, look), max(width, 24))


def test_what_is_much_is_counted() -> None:
    """A thousand paths of one file are eight lines and a number."""
    kept = preserved(DOCUMENTS[0], [ENTRIES[1]] * 1000, None, [], Look())
    lines = [line.plain for line in kept.lines]

    assert sum("as reports/velmar.txt" in line for line in lines) == 8
    assert "          and 992 more" in lines


def test_a_verdict_on_an_earlier_reading_is_beside_no_line(velmar: Reading) -> None:
    """Names are those of one reading: a verdict on another is told above, and not beside a line of this one."""
    earlier = replace(REJECTED, targets=(Target(document=VELMAR, reading=SCAN, id="a1"),))
    kept = preserved(DOCUMENTS[0], ENTRIES[:2], None, [earlier], Look())

    page = on_terminal(velmar, "velmar.txt", Look(), kept=kept)
    assert "judged    rejected 3f2a9c1b44d0#a1 — bo, 15 March 2031, 09:30 UTC\n" in page
    assert "rejected by" not in page


def test_words_of_a_change_act_on_no_terminal() -> None:
    """Deleted words, notes and names inside them are shown, not obeyed."""
    change = Change(kind="deleted", span=(1, 1), deleted="\x1b[2J", by="\u202e")
    hostile = replace(CAPTURE, notes=("\x1b]0;x\x07",), changes=(change,))
    page = "\n".join(line.plain for line in preserved(DOCUMENTS[0], (), hostile, [], Look()).lines)

    assert not set(page) & set("\x1b\x07\u202e")
    assert "deleted “␛[2J” @1 (⟨U+202E⟩)" in page


def test_what_is_judged_and_noted_stands_together(velmar: Reading) -> None:
    """A line has its verdict and the notes on it; what lapsed is told above, by the name that it had."""
    target = (Target(document=VELMAR, reading=DOCUMENTS[0].reading, id="a4"),)
    note = Judgement(id="j8", verdict="note", targets=target, note="see the film", by="bo", at="2031-03-15T10:00:00Z")
    lapsed = replace(REJECTED, targets=REJECTED.targets[:1])
    judged = replace(JUDGEMENT, targets=target)
    kept = preserved(DOCUMENTS[0], ENTRIES[:2], None, [judged, note], Look(), lapsed=[lapsed])

    page = on_terminal(velmar, "velmar.txt", Look(), kept=kept)
    assert "corrected by ana (act: doubt): she only wonders; noted by bo: see the film" in " ".join(page.split())
    assert "lapsed    rejected 3f2a9c1b44d0#a1 — bo, 15 March 2031, 09:30 UTC\n" in page


def test_a_judgement_says_how_it_is_undone() -> None:
    """What was recorded is told with the command that takes it back; of an undo, the one that does it again."""
    assert judgement_as_text(REJECTED, "case") == (
        "j9: rejected 3f2a9c1b44d0#a1, 3f2a9c1b44d0#s6, 3f2a9c1b44d0#e1, 3f2a9c1b44d0#f1\n"
        "Nothing is erased: `averment judge case undo j9` takes it back.\n"
    )
    assert judgement_as_text(JUDGEMENT, "'my case'") == (
        "j6: corrected 3f2a9c1b44d0#a4 (act: doubt), instead of j5: she only wonders\n"
        "Nothing is erased: `averment judge 'my case' undo j6` takes it back.\n"
    )
    undone = replace(JUDGEMENT, id="j10", verdict="undo", supersedes="j6", changes={}, note="she does not")
    assert judgement_as_text(undone, "case") == (
        "j10: undid j6 on 3f2a9c1b44d0#a4: she does not\n"
        "Nothing is erased: `averment judge case undo j10` does it again.\n"
    )
