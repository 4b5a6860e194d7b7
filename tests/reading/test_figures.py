"""Figures of a document: who says them, whom they count, for how long, and that nothing is invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.inference.tagging import Tagged
from averment.reading.draft import Draft, Report
from averment.reading.figures import find_figures
from averment.values import Attribution, Document, Figure, Segment, Span


def read(text: str, *contents: tuple[str, ...]) -> tuple[Figure, ...]:
    """Read the figures of a text whose attributions have these contents, each in pieces."""
    document = Document(digest="sha256:" + "0" * 64, media_type="text/plain", text=text)
    attributions = tuple(
        Attribution(id=f"a{n}", cue=(), source=(), content=tuple(span(text, piece) for piece in pieces), score=1.0)
        for n, pieces in enumerate(contents, 1)
    )
    return find_figures(Draft(Report(document), Tagged([]), attributions=attributions)).figures


def span(text: str, words: str) -> Span:
    """Give the span of `words` in `text`."""
    start = text.index(words)
    return start, start + len(words)


def test_a_figure_belongs_to_the_innermost_attribution_it_stands_in() -> None:
    """A figure that one source quotes from another is the other's; what stands in no content is the narration's."""
    text = "Oru said medics reported 12 dead in Vell. Nine people died in Ames."
    (first, second) = read(text, ("medics reported 12 dead in Vell",), ("12 dead in Vell",))
    assert (first.by, second.by) == ("a2", None)


def test_a_figure_in_a_later_piece_of_a_content_is_by_its_attribution() -> None:
    """A content that its source interrupts is one content."""
    text = '"We fled," said Oru, "and 30 people were killed."'
    (figure,) = read(text, ('"We fled,"', '"and 30 people were killed."'))
    assert figure.by == "a1"


def test_a_figure_that_the_narrator_adds_has_no_source() -> None:
    """A relative clause outside the content is the report's own."""
    text = "Oru denied the raid, which killed 30 people."
    (figure,) = read(text, ("the raid",))
    assert figure.by is None


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("Up to 50 prisoners were hung each day at Vell.", "day"),
        ("They killed 20 people a day.", "day"),
        ("Every week 30 people died.", "week"),
        ("More than 300 deaths a month were recorded.", "month"),
        ("They were killing 20 people per hour.", "hour"),
        ("Twenty people died in a day.", None),
        ("Twenty people died a day after the raid.", None),
        ("Twenty people died. Each day was worse.", None),
    ],
)
def test_a_rate_is_kept_where_the_clause_names_one(text: str, per: str | None) -> None:
    """The rate may stand apart from the number; a day on which something happened is no rate."""
    (figure,) = read(text)
    assert figure.per == per


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Up to 50 prisoners were hung.", "prisoners"),
        ("Twelve Islamist fighters were killed.", "fighters"),
        ("Some 8,000 men and boys were murdered.", "men and boys"),
        ("Six Mexicans died.", "Mexicans"),
        ("Dozens were killed.", None),
        ("A 6-year-old girl was killed.", "girl"),
        ("Inspectors found 40 tonnes of sarin.", "tonnes of sarin"),
    ],
)
def test_the_unit_is_whom_the_figure_counts_in_the_words_of_the_text(text: str, unit: str | None) -> None:
    """The noun without its adjectives; null where there is none."""
    (figure,) = read(text)
    assert figure.unit == unit


def test_figures_that_disagree_stay_apart() -> None:
    """Two tolls are two figures: no sum, no midpoint."""
    text = "Oru said 1,300 people died. The ministry said 350 people died."
    assert [(f.id, f.low, f.high) for f in read(text)] == [("f1", 1300, 1300), ("f2", 350, 350)]


def test_boilerplate_has_no_figures() -> None:
    """A line of the site, not of the report, counts nobody."""
    text = "Ten men died.\n\nRead more: 12 women were killed"
    line = Segment(kind="boilerplate", span=span(text, "Read more: 12 women were killed"))
    document = Document(digest="sha256:" + "0" * 64, media_type="text/plain", text=text, segments=(line,))
    assert [f.low for f in find_figures(Draft(Report(document), Tagged([]))).figures] == [10]


_COMMON = """
    killed dead wounded 12 1,300 twenty dozens of people them including among the were was and , . ; - “ ” ( ) between 5
    to from toll death at least up each day a woman no one children in Vell Oru said hundreds not
"""
_WORDS = st.sampled_from(_COMMON.split())


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_no_text_breaks_the_reading_of_figures(text: str) -> None:
    """Spans are inside the text, free of white space at their edges, in order; the same text reads the same."""
    figures = read(text)
    assert figures == read(text)
    assert [f.id for f in figures] == [f"f{n}" for n in range(1, len(figures) + 1)]
    for figure in figures:
        start, end = figure.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert figure.low is not None or figure.high is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high
    assert all(one.span[1] <= other.span[0] for one, other in pairwise(figures))
