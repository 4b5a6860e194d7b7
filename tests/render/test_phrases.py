"""Values are called by plain words; bounds and doubts are kept."""

from __future__ import annotations

from datetime import date

import pytest

from averment import Attribution, Date, Figure, Interval, Speaker
from averment.render import phrases
from averment.values.readings import Act, Certainty


@pytest.mark.parametrize(
    ("low", "high", "approximate", "per", "written"),
    [
        (None, 50, False, "day", "up to 50 each day"),
        (58, None, False, None, "at least 58"),
        (5000, 13000, False, None, "5,000 to 13,000"),
        (12, 12, False, None, "12"),
        (12, 12, True, None, "about 12"),
        (None, 1200, True, None, "up to about 1,200"),
        (2.5, 2.5, False, None, "2.5"),
        (0, 0, False, None, "0"),
        (None, None, False, None, "no number"),
        (1e300, None, False, None, "at least 1e+300"),
    ],
)
def test_bounds_are_kept_in_words(
    low: float | None,
    high: float | None,
    approximate: bool,  # noqa: FBT001  # a column of the table
    per: str | None,
    written: str,
) -> None:
    """What is open stays open, what is two numbers stays two, and the words of the report stand beside."""
    figure = Figure(id="f1", span=(0, 1), what="killed", low=low, high=high, approximate=approximate, per=per)

    assert phrases.figure_in_words(figure, "as they said") == f"{written} (“as they said”)"


@pytest.mark.parametrize(
    ("what", "unit", "said"),
    [("killed", "prisoners", "killed"), ("other", "houses", "houses"), ("other", None, "counted")],
)
def test_a_figure_says_what_it_counts(what: str, unit: str | None, said: str) -> None:
    """What was done to them, or else what they are."""
    assert phrases.counted(Figure(id="f1", span=(0, 1), what=what, unit=unit)) == said


@pytest.mark.parametrize(
    ("act", "about", "said"),
    [
        ("assert", (), "asserts"),
        ("assert", ("a2",), "confirms"),
        ("deny", ("a2",), "denies"),
        ("commit", (), "intends"),
        (None, (), "says"),
    ],
)
def test_acts_are_told_apart_in_words(act: Act | None, about: tuple[str, ...], said: str) -> None:
    """An act has a word of its own; one that nobody decided is only said."""
    attribution = Attribution(id="a1", cue=(), source=(), content=(), act=act, about=about, score=1)

    assert phrases.act(attribution) == said


@pytest.mark.parametrize(
    ("act", "certainty", "said"),
    [
        ("assert", "certain", None),
        ("assert", "possible", "possibly"),
        ("deny", "probable", "probably"),
        ("assert", "unknown", "certainty left open"),
        ("demand", "unknown", None),
        ("assert", None, None),
    ],
)
def test_certainty_is_said_where_there_is_less_of_it(act: Act, certainty: Certainty | None, said: str | None) -> None:
    """What is certain needs no word, and a demand is neither certain nor not."""
    attribution = Attribution(id="a1", cue=(), source=(), content=(), act=act, certainty=certainty, score=1)

    assert phrases.certainty(attribution) == said


@pytest.mark.parametrize(
    ("speaker", "standing"),
    [
        (Speaker(id="s", name="Ana Tol", kind="person"), ""),
        (Speaker(id="s", name="Ana Tol", kind="person", role="mayor", party="Velmar"), ", mayor · Velmar"),
        (Speaker(id="s", name="Ana Tol", kind="person", role="mayor of Velmar", party="Velmar"), ", mayor of Velmar"),
        (
            Speaker(id="s", name="Ana Tol", kind="person", role="spokeswoman", affiliation="Army", party="Army"),
            ", spokeswoman · Army",
        ),
        (Speaker(id="s", name="Army of Vantor", kind="government", party="Vantor"), ""),
        (Speaker(id="s", name="Vantoran activists", kind="group", party="Vantor"), " · Vantor"),
    ],
)
def test_a_speaker_is_introduced_without_repetition(speaker: Speaker, standing: str) -> None:
    """Role, affiliation and party stand after the name where they add to it: an adjective is no party."""
    assert phrases.standing(speaker) == standing


def test_dates_keep_what_is_open() -> None:
    """Days where they are known, both where there are two, the likelier first; always the words of the report."""
    known = Date(span=(0, 1), start=date(2031, 3, 4), end=date(2031, 3, 4), granularity="day")
    days = tuple(Interval(start=date(2031, 3, day), end=date(2031, 3, day)) for day in (4, 11))
    open_ = Date(span=(0, 1), granularity="day", candidates=days)
    decided = Date(span=(0, 1), start=days[0].start, end=days[0].end, granularity="day", candidates=days)

    assert phrases.date_in_words(known, "Tuesday") == "4 March 2031 (“Tuesday”)"
    assert phrases.date_in_words(open_, "Tuesday") == "4 March 2031 or 11 March 2031 (“Tuesday”)"
    assert phrases.date_in_words(decided, "Tuesday") == "likely 4 March 2031, or 11 March 2031 (“Tuesday”)"
    assert phrases.date_in_words(None, "one day") == "“one day”"
