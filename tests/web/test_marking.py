"""The text of a report under its marks: whole, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from averment.values import Segment, quote
from averment.values.documents import SegmentKind
from averment.web.marking import Block, Mark, MarkKind, blocks

PIECES = st.sampled_from(["Ana", " said", "\n", "\n\n", " \t", "𐍈🜨", "قالت آنا", "\u202e", "é", ". ", "\r\n", "\u2003"])
TEXTS = st.lists(PIECES, max_size=30).map("".join)
KINDS: st.SearchStrategy[MarkKind] = st.sampled_from(
    ["source", "cue", "content", "evidence", "figure", "date", "mention"]
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[Segment]]:
    """Give a text with any marks, some of them empty or beside the text, and segments."""
    text = draw(TEXTS)
    place = st.integers(-3, len(text) + 3)
    marks = [
        Mark(name=f"a{number}", kind=kind, span=(min(one, other), max(one, other)), home=True)
        for number, (kind, one, other) in enumerate(draw(st.lists(st.tuples(KINDS, place, place), max_size=12)))
    ]
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds: st.SearchStrategy[SegmentKind] = st.sampled_from(
        ["headline", "byline", "caption", "body", "boilerplate", "dateline"]
    )
    segments = [Segment(kind=draw(kinds), span=span) for span in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, marks, segments


def whole(text: str, found: list[Block]) -> str:
    """Put the text together again."""
    lead = text[: found[0].span[0]] if found else text
    return lead + "".join("".join(run.text for run in block.runs) + block.after for block in found)


@given(marked())
def test_the_text_is_whole_whatever_overlaps(case: tuple[str, list[Mark], list[Segment]]) -> None:
    """Blocks, and what stands between them, joined are the text; each run is the text at its place."""
    text, marks, segments = case
    found = blocks(text, segments, marks)
    assert whole(text, found) == text
    for block in found:
        assert "".join(run.text for run in block.runs) == text[slice(*block.span)] == text[slice(*block.span)].strip()
        assert not block.after.strip()
        assert all(run.text and run.text == text[run.start : run.start + len(run.text)] for run in block.runs)


@given(marked())
def test_a_mark_is_on_its_words_and_on_no_others(case: tuple[str, list[Mark], list[Segment]]) -> None:
    """A run has just the marks whose span it is in, and every mark on a word begins once and ends once."""
    text, marks, segments = case
    runs = [run for block in blocks(text, segments, marks) for run in block.runs]
    for run in runs:
        end = run.start + len(run.text)
        on = {mark.name for mark in marks if mark.span[0] <= run.start and end <= mark.span[1]}
        over = {mark.name for mark in marks if max(mark.span[0], run.start) < min(mark.span[1], end)}
        if any(mark.span[0] < 0 or mark.span[1] > len(text) for mark in marks):
            continue
        assert {mark.name for mark in run.marks} == on == over
    begun = [mark.name for run in runs for mark in run.begin]
    ended = [mark.name for run in runs for mark in run.end]
    homes = [name for run in runs for name in run.homes]
    assert sorted(begun) == sorted(ended) == sorted(homes) == sorted(set(begun))
    assert set(begun) == {mark.name for run in runs for mark in run.marks}


@given(marked())
def test_the_order_of_marks_does_not_matter(case: tuple[str, list[Mark], list[Segment]]) -> None:
    """The same marks in another order cut the text the same way."""
    text, marks, segments = case
    assert blocks(text, segments, marks) == blocks(text, segments, marks[::-1])


def test_paragraphs_are_numbered_as_the_program_numbers_them_everywhere() -> None:
    """A heading that stands in the first paragraph is a block of its own; the number is that of the paragraph."""
    text = "Mill shut\nBy Ana Tev\n\nThe mill is shut.\n\n\nIt stays shut.\n"
    segments = [Segment(kind="headline", span=(0, 9)), Segment(kind="byline", span=(10, 20))]
    found = blocks(text, segments)
    told = [(block.kind, block.number, text[slice(*block.span)]) for block in found]
    assert told == [
        ("headline", 1, "Mill shut"),
        ("byline", None, "By Ana Tev"),
        ("body", 2, "The mill is shut."),
        ("body", 3, "It stays shut."),
    ]


def test_a_report_within_a_report_is_deeper_and_a_click_means_the_smallest_thing() -> None:
    """Words in a content within a content have depth two, and lead to the inner attribution."""
    text = "Ana said Bo said it burned."
    marks = [
        Mark(name="a1", kind="source", span=(0, 3)),
        Mark(name="a1", kind="cue", span=(4, 8), home=True),
        Mark(name="a1", kind="content", span=(9, 26)),
        Mark(name="a2", kind="source", span=(9, 11)),
        Mark(name="a2", kind="cue", span=(12, 16), home=True),
        Mark(name="a2", kind="content", span=(17, 26)),
    ]
    (block,) = blocks(text, (), marks)
    told = [(run.text, run.link, run.depth, run.opens, run.closes, run.homes) for run in block.runs]
    assert told == [
        ("Ana", "a1", 0, 0, 0, ()),
        (" ", "", 0, 0, 0, ()),
        ("said", "a1", 0, 0, 0, ("a1",)),
        (" ", "", 0, 0, 0, ()),
        ("Bo", "a2", 1, 1, 0, ()),
        (" ", "a1", 1, 0, 0, ()),
        ("said", "a2", 1, 0, 0, ("a2",)),
        (" ", "a1", 1, 0, 0, ()),
        ("it burned", "a2", 2, 1, 2, ()),
        (".", "", 0, 0, 0, ()),
    ]
    assert quote(text, [mark.span for mark in marks if mark.name == "a2"]) == "Bo … said … it burned"
