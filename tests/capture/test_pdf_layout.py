"""Where the words of a PDF stand: each in its box, on its page, as that is shown; spans of the text as rectangles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.values import Box, Capture, Layout, rectangles
from averment.values.captures import Rectangle
from tests.capture.papers import WIDE, At, Paper, Sheet, paper
from tests.capture.test_pdf import read

WORDS = st.text(st.sampled_from("abcdeft-.,AB"), min_size=1, max_size=9)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12)


def layout_of(capture: Capture) -> Layout:
    """Give the layout, after a look at what must hold of every layout."""
    layout, text = capture.layout, capture.document.text
    assert layout is not None
    at = 0
    for box in layout.boxes:
        start, end = box.span
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert not any(map(str.isspace, text[start:end]))
        page = layout.pages[box.page - 1]
        left, bottom, right, top = box.rectangle
        assert 0 <= left <= right <= page.width
        assert 0 <= bottom <= top <= page.height
        at = end
    assert not text[at:].strip()
    return layout


def near(one: Rectangle, *other: float) -> bool:
    """Tell whether two rectangles are within a point of each other at each edge."""
    return all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def boxed(capture: Capture) -> dict[str, Box]:
    """Give the box of each word."""
    return {capture.document.text[slice(*box.span)]: box for box in layout_of(capture).boxes}


def test_words_lie_where_they_were_put() -> None:
    """A word's rectangle begins at its first letter, ends with its last, and stands on its line."""
    boxes = boxed(read(Paper([Sheet([At(100, 700, "He said so", 20)]), Sheet([At(30, 90, "there.")])]).bytes()))
    each = 20 * WIDE
    assert near(boxes["said"].rectangle, 100 + 3 * each, 695, 100 + 7 * each, 716)
    assert near(boxes["there."].rectangle, 30, 87.5, 66, 98)
    assert (boxes["said"].page, boxes["there."].page) == (1, 2)


@pytest.mark.parametrize(
    ("turned", "rectangle"),
    [
        (0, (50, 637.5, 80, 648)),
        (90, (637.5, 370, 648, 400)),
        (180, (370, 52, 400, 62.5)),
        (270, (52, 50, 62.5, 80)),
    ],
)
def test_turned_and_cropped_pages(turned: int, rectangle: Rectangle) -> None:
    """Coordinates are those of the page as shown: cropped, then turned clockwise."""
    more = f"/Rotate {turned}/CropBox[50 60 500 760]"
    capture = read(Paper([Sheet([At(100, 700, "Hello world")], more=more)]).bytes())
    page = layout_of(capture).pages[0]
    assert (page.width, page.height) == ((450, 700) if turned % 180 == 0 else (700, 450))
    assert near(boxed(capture)["Hello"].rectangle, *rectangle)


@pytest.mark.parametrize(
    ("quarter", "second"), [(1, (91.5, 512, 102, 530)), (2, (70, 491, 88, 502.5)), (3, (97.5, 470, 108, 488))]
)
def test_words_that_run_up_or_down_are_read(quarter: int, second: Rectangle) -> None:
    """A page whose words stand on their side reads as one that was turned; the boxes are where they are shown."""
    across, up = ((0, 0), (12, 0), (0, 12), (-12, 0))[quarter]
    capture = read(paper(At(100, 500, "A bad", quarter=quarter), At(100 + across, 500 + up, "day", quarter=quarter)))
    assert capture.document.text == "A bad day"
    assert near(boxed(capture)["bad"].rectangle, *second)


def test_words_on_their_side_stand_after_the_page() -> None:
    """A line up the margin does not stand in the midst of a sentence; a stamp across the page is boilerplate."""
    lines = [At(100, 700, "The army denied on Monday that it had"), At(100, 688, "shelled the town.")]
    capture = read(paper(lines[0], At(80, 600, "printed for Halden", quarter=1), lines[1]))
    assert capture.document.text == "The army denied on Monday that it had shelled the town.\n\nprinted for Halden"
    layout_of(capture)
    askew = Sheet(lines, drawing=b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT) Tj ET ")
    capture = read(Paper([askew]).bytes())
    assert capture.document.text == "The army denied on Monday that it had shelled the town.\n\nDRAFT"
    assert [segment.kind for segment in capture.document.segments] == ["body", "boilerplate"]
    layout_of(capture)


@settings(max_examples=60, deadline=None)
@given(pages=st.lists(LINES, min_size=1, max_size=3), left=st.integers(20, 300), pitch=st.integers(9, 40))
def test_every_word_has_its_box(pages: list[list[str]], left: int, pitch: int) -> None:
    """Whatever stands on the pages: no word without a box, none in two, and all letters are in the text."""
    sheets = [Sheet([At(left, 760 - number * pitch, line) for number, line in enumerate(lines)]) for lines in pages]
    capture = read(Paper(sheets).bytes())
    layout = layout_of(capture)
    text = capture.document.text
    letters = "".join(line for lines in pages for line in lines)
    kept = str.maketrans("", "", "- \n\t")  # hyphens at the ends of lines may go, white space may change
    assert sorted(text.translate(kept)) == sorted(letters.translate(kept))
    at = 0
    for segment in capture.document.segments:
        assert not text[at : segment.span[0]].strip()
        at = segment.span[1]
    assert at == len(text)
    for box in layout.boxes:
        assert [page for page, _ in rectangles(layout, box.span)] == [box.page]
    assert {page for page, _ in rectangles(layout, (0, len(text)))} == {box.page for box in layout.boxes}


def test_a_span_is_a_rectangle_a_line() -> None:
    """A span over two lines and a page has three; a word that is cut gives its share."""
    first = Sheet([At(100, 700, "the army denied it had"), At(100, 688, "shelled the town that is")])
    capture = read(Paper([first, Sheet([At(100, 700, "on the river and in")])]).bytes())
    layout, text = layout_of(capture), capture.document.text
    start, end = text.index("denied"), text.index("river")
    found = rectangles(layout, (start, end + 2))
    assert [page for page, _ in found] == [1, 1, 2]
    assert near(found[0][1], 154, 697.5, 232, 708)
    assert near(found[1][1], 100, 685.5, 244, 696)
    assert near(found[2][1], 100, 697.5, 154, 708)
    assert near(rectangles(layout, (start + 2, start + 4))[0][1], 166, 697.5, 178, 708)
    assert rectangles(layout, (3, 4)) == []
    assert rectangles(Layout(), (0, 9)) == []


def test_words_far_apart_are_no_line() -> None:
    """Two cells at one height, or words in two columns, have a rectangle each; one on its side is given whole."""
    cells = Layout(
        boxes=(
            Box(span=(0, 4), page=1, rectangle=(50, 100, 80, 110)),
            Box(span=(5, 9), page=1, rectangle=(300, 100, 330, 110)),
            Box(span=(10, 14), page=1, rectangle=(20, 300, 30, 350)),
        )
    )
    assert [rectangle for _, rectangle in rectangles(cells, (0, 12))] == [box.rectangle for box in cells.boxes]
