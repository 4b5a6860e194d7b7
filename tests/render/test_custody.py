"""The log of a case in words."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from averment.render.custody import done, log_as_text
from averment.render.look import Look
from averment.values.log import Added, AnyEntry, Entry
from tests.render.pages import ENTRIES, LOOKS, VELMAR, WIDTHS, fits, same


@pytest.mark.parametrize("name", LOOKS)
def test_the_log_is_as_it_was_designed(name: str) -> None:
    """Wide, narrow and in colour: what is drawn is what was looked at and found good."""
    same(log_as_text(ENTRIES, LOOKS[name]), f"log-{name}")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_log_fits_any_page(width: int) -> None:
    """Long paths and names never push a line over the edge."""
    long = Added(seq=99999, at="2031-03-14T08:00:00Z", by="長" * 90, path="x" * 500, object=VELMAR, size=1)

    assert fits(log_as_text([*ENTRIES, long], Look(width=width)), max(width, 24))


@pytest.mark.parametrize("kind", get_args(AnyEntry), ids=lambda kind: kind.__name__)
def test_every_kind_of_entry_has_its_words(kind: type[Entry]) -> None:
    """There is no entry that the log cannot put in words."""
    assert done.dispatch(kind) is not done.dispatch(Entry)


def test_what_is_no_entry_is_no_line() -> None:
    """A kind of entry that is not known is an error, not an empty line."""
    with pytest.raises(NotImplementedError, match="Entry"):
        done(Entry())


def test_hostile_names_are_shown() -> None:
    """Paths and people in a log act on no terminal; a time that is none stands as it is."""
    entry = Added(seq=1, at="\x1b[1mnoon", by="ana\u202e", path="a\n\x1b]0;b", object=VELMAR, size=1)
    page = log_as_text([entry], Look())

    assert not set(page) & set("\x1b\u202e")
    assert "␛[1mnoon\n" in page
    assert "ana⟨U+202E⟩  added a ␛]0;b (1 byte)" in page


def test_days_are_told_apart_by_utc() -> None:
    """An entry of another day stands under another heading, whatever zone its time is written in."""
    late = replace(ENTRIES[1], at="2031-03-14T23:30:00-02:00")
    page = log_as_text([ENTRIES[0], late], Look())

    assert "\n\n15 March 2031 (UTC)\n1  01:30:00  ana  added" in page
