"""Which reports are one report, as a person sees it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment.render.copies import NOTHING, copies_as_text, share
from averment.render.look import Look
from averment.values import Copy, Document, Passage
from averment.weighing.copies import copies
from tests.render.pages import LOOKS, WIDTHS, fits, same
from tests.weighing.dispatches import BACKGROUND, FLOOD, STRIKE, WIRE, document

WIRED = replace(document(WIRE, "2031-03-12", "AFP"), title="Shells kill 23 in Velmar market")
COPIED = replace(
    document(f"{WIRE.replace('warned', 'cautioned')} (AFP) {FLOOD}", "2031-03-13", "The Halden Courier"),
    title="Dozens dead as market in Velmar is shelled, hospital says; governor declares three days of mourning",
)
OLD = document(f"{FLOOD[:90]} {BACKGROUND}", "2031-03-01")
NEW = document(f"{STRIKE} {BACKGROUND}", "2031-03-20", "Gazette")
DOCUMENTS = {each.digest: each for each in (WIRED, COPIED, OLD, NEW)}
FOUND = copies(DOCUMENTS.values())


@pytest.mark.parametrize("name", LOOKS)
def test_the_pairs_are_as_they_were_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(copies_as_text(FOUND, DOCUMENTS.__getitem__, LOOKS[name], background=True), f"copies-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_pairs_fit_any_page(width: int) -> None:
    """Titles, outlets and passages of any length end before the edge."""
    known = {digest: replace(each, title="長い題名 " * 60, outlet="outlet " * 30) for digest, each in DOCUMENTS.items()}

    assert fits(copies_as_text(FOUND, known.__getitem__, Look(width=width), background=True), max(width, 24))


def test_background_alone_is_counted_and_not_shown() -> None:
    """What is no common origin does not stand in the way of what is; it can be asked for."""
    page = copies_as_text(FOUND, DOCUMENTS.__getitem__, Look())

    assert "1 copy" in page
    assert "1 pair with background alone" in page
    assert OLD.digest[7:19] not in page
    assert OLD.digest[7:19] in copies_as_text(FOUND, DOCUMENTS.__getitem__, Look(), background=True)


def test_many_passages_are_counted() -> None:
    """Three passages are enough to see what is shared; the others are counted."""
    spans = tuple(Passage(a=(start, start + 9), b=(start, start + 9)) for start in range(0, 50, 10))
    copy = Copy(a=WIRED.digest, b=COPIED.digest, relation="shared", passages=spans, why="because")

    assert "and 2 passages more" in copies_as_text([copy], DOCUMENTS.__getitem__, Look())


def test_words_from_outside_act_on_no_terminal() -> None:
    """Escapes in a title, an outlet or a passage are shown as signs."""
    a = document("\x1b[2J red", outlet="\x1b]0;x")
    b = Document(digest="sha256:00", media_type="text/plain", text="\x1b[2J red", title="\u202egnorw")
    copy = Copy(a=a.digest, b=b.digest, relation="copy", passages=(Passage(a=(0, 8), b=(0, 8)),), why="\x1bwhy")

    page = copies_as_text([copy], {a.digest: a, b.digest: b}.__getitem__, Look())

    assert "\x1b" not in page
    assert "\u202e" not in page
    assert share(copy, a, b).a == 1


def test_nothing_found_is_said() -> None:
    """No pair is a sentence, not a blank."""
    assert copies_as_text([], DOCUMENTS.__getitem__, Look()) == NOTHING
