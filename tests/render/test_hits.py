"""What a search found, as a person sees it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from averment.render.hits import hits_as_text, marked
from averment.render.look import Look
from tests.render.pages import HITS, LOOKS, WIDTHS, fits, same


@pytest.mark.parametrize("name", LOOKS)
def test_the_hits_are_as_they_were_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(hits_as_text(HITS, LOOKS[name], more=True), f"hits-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_hits_fit_any_page(width: int) -> None:
    """Snippets and titles of any length end before the edge."""
    long = replace(HITS[0], snippet="長" * 300, title="title " * 60, marks=((0, 300),))

    assert fits(hits_as_text([*HITS, long], Look(width=width)), max(width, 24))


def test_marks_stay_on_their_words() -> None:
    """Signs that take the place of hostile characters, and line breaks, do not move what is marked."""
    line = marked("a\x1b[2J\n\n  clinic\u202e in\tVelmar", ((9, 15), (20, 26)))

    assert line.plain == "a␛[2J clinic⟨U+202E⟩ in Velmar"
    assert [line.plain[span.start : span.end] for span in line.spans if span.style == "bold yellow"] == [
        "clinic",
        "Velmar",
    ]


def test_plain_text_quotes_exactly() -> None:
    """Where there are no styles the words of a report stand as they are: no sign is put around what was found."""
    assert "   said a3      their forces had shelled a clinic in Velmar  " in hits_as_text(HITS, Look())


def test_nothing_found_is_said() -> None:
    """No hit is a sentence, not a blank."""
    assert hits_as_text([], Look()) == "No document holds all these words.\n"
