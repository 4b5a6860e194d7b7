"""The timeline as a person sees it: what was said when, those who deny beside those who say."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from averment import Interval, Moment, Place, Told
from averment.render.look import Look
from averment.render.timeline import EMPTY, timeline_as_text
from averment.values.claims import Stance
from tests.render.pages import LOOKS, NOTICIAS, SCAN, VELMAR, WIDTHS, fits, same


def _told(speaker: str, party: str | None, stance: Stance, quote: str, document: str, name: str) -> Told:  # noqa: PLR0913, PLR0917
    place = Place(document=document, id=name)
    return Told(speaker=speaker, party=party, stance=stance, quote=quote, attribution=place)


_SHELLED = "their forces had shelled a clinic in Velmar"
_ROAD = "the army had mined the road to Velmar"
_TWELFTH = Interval(start=date(2031, 3, 12), end=date(2031, 3, 12))
_CLINIC = Moment(
    day=_TWELFTH,
    dated="said",
    claim="c1a2b3c4d",
    statement="Vantor's forces shelled a clinic in Velmar",
    told=(
        _told("Mira Tolan", "Halden Red Crescent", "supports", "the first shell came through the roof", VELMAR, "a2"),
        _told("Mira Tolan", "Halden Red Crescent", "supports", "nobody warned them", VELMAR, "a3"),
        _told("Officials in Vantor", "Vantor", "denies", _SHELLED, VELMAR, "a1"),
        _told("Officials in Vantor", "Vantor", "denies", _SHELLED, SCAN, "a1"),
        _told("armistice mission", None, "doubts", "could not verify them", VELMAR, "a5"),
    ),
)
_ROADS = Moment(
    day=Interval(start=date(2031, 3, 1), end=date(2031, 3, 31)),
    dated="published",
    claim="c0ffee00",
    statement="The army mined the road to Velmar",
    told=(_told("unattributed", None, "supports", _ROAD, NOTICIAS, "a7"),),
)
_LATER = replace(_CLINIC, day=None, dated=None, told=_CLINIC.told[:1])
MOMENTS = (_ROADS, _CLINIC, _LATER)


@pytest.mark.parametrize("name", LOOKS)
def test_the_page(name: str) -> None:
    """Days, columns, words and places as they were looked at and found good."""
    same(timeline_as_text(MOMENTS, LOOKS[name]), f"timeline-{name}")


def test_day_by_day() -> None:
    """The days first, the claims under them."""
    same(timeline_as_text(MOMENTS, Look(), by="day"), "timeline-by-day")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_line_fits(width: int) -> None:
    """Whatever the width, no line is broken by the terminal."""
    for by in ("claim", "day"):
        assert fits(timeline_as_text(MOMENTS, Look(width=width), by=by), max(24, width))


def test_nothing_is_a_sentence() -> None:
    """Without a statement the page says so."""
    assert timeline_as_text((), Look()) == f"{EMPTY}\n"


def test_what_is_left_out_is_said() -> None:
    """The page says how many claims it leaves out, and how they are seen."""
    assert "3 claims more: --limit N shows them" in timeline_as_text(MOMENTS, Look(), more=3)


def test_ascii_alone_draws_it_too() -> None:
    """For an output that has no other characters."""
    assert timeline_as_text(MOMENTS, Look(), plain=True).isascii()


def test_hostile_words_are_shown_and_do_nothing() -> None:
    """Escapes, overrides and line breaks in names and words are signs on the page."""
    bad = "\x1b[2J\u202e\n" + "x" * 3000
    told = tuple(_told(bad, bad, stance, bad, bad, bad) for stance in ("supports", "denies"))
    arabic = _told("القدس", "غزة", "doubts", "قال", VELMAR, "a1")
    moments = [Moment(day=None, claim=bad, statement=bad, told=(*told, arabic))]

    for look in (Look(), Look(width=40)):
        page = timeline_as_text(moments, look)
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert fits(page, look.columns)
