"""A page of a PDF as a picture: the page that was asked for, bounded, from whatever file, through the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.found import Drawn, Wanted
from averment.capture.limits import Limits
from averment.capture.pdf.picture import picture, size
from averment.capture.sandbox import Sandbox, wire
from averment.errors import InputError, MalformedInputError, UnforeseenInputError
from tests.capture.papers import At, Paper, Sheet, paper

PRINTED = (Path(__file__).parent / "printed" / "velmar.pdf").read_bytes()
SMALL = Wanted(page=1, across=200, most=100_000)
BLACK, WHITE = b"\0\0\0", b"\xff\xff\xff"


def row(drawn: Drawn, number: int) -> set[bytes]:
    """Give the colours of a row."""
    line = drawn.pixels[3 * drawn.width * number : 3 * drawn.width * (number + 1)]
    return {line[at : at + 3] for at in range(0, len(line), 3)}


def test_words_are_dark_where_they_stand_and_the_rest_is_white() -> None:
    """A line near the top of a page is near the top of the picture, which has the shape of the page."""
    drawn = picture(paper(At(50, 700, "He said so.", 40)), Wanted(page=1, across=600, most=10**6))

    assert (drawn.width, drawn.height, len(drawn.pixels)) == (600, 800, 3 * 600 * 800)
    assert BLACK in row(drawn, 800 - 710)
    assert all(row(drawn, number) == {WHITE} for number in (10, 400, 780))


def test_the_page_that_was_asked_for_is_drawn() -> None:
    """Two pages are two pictures; a page that is not there is refused by its number."""
    first, second = (picture(PRINTED, Wanted(page=number, across=300, most=10**6)) for number in (1, 2))

    assert first.pixels != second.pixels
    for number in (0, 3):
        with pytest.raises(MalformedInputError, match=f"It has 2 pages, and none with the number {number}"):
            picture(PRINTED, Wanted(page=number, across=300, most=10**6))


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 3000), st.integers(1, 10**7))
def test_a_picture_is_bounded_whatever_the_page(width: float, height: float, across: int, most: int) -> None:
    """Neither side is 0, and there are never more pixels than were allowed."""
    wide, high = size((width, height), Wanted(page=1, across=across, most=most))

    assert wide >= 1 <= high
    assert wide * high <= most
    assert wide <= across


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_short_is_drawn_or_refused(tenth: int) -> None:
    """Whatever is left of a file, there is a picture or an error of ours."""
    try:
        drawn = picture(PRINTED[: len(PRINTED) * tenth // 10], SMALL)
    except InputError:
        return
    assert len(drawn.pixels) == 3 * drawn.width * drawn.height


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_file_with_changed_bytes_is_drawn_or_refused(changes: list[tuple[float, int]]) -> None:
    """Bytes changed anywhere never raise anything but an error of ours."""
    data = bytearray(Paper([Sheet([At(50, 700, "He said so.", 20)])]).bytes())
    for place, value in changes:
        data[int(place * len(data))] = value
    try:
        drawn = picture(bytes(data), SMALL)
    except InputError:
        return
    assert drawn.width * drawn.height <= SMALL.most


def test_the_sandbox_gives_the_same_pixels() -> None:
    """What is drawn in a process of its own is what is drawn in this one; the next file is drawn after a refusal."""
    with Sandbox() as sandbox:
        assert sandbox.draw(PRINTED, SMALL) == picture(PRINTED, SMALL)
        with pytest.raises(MalformedInputError, match="no PDF"):
            sandbox.draw(b"Vantor denies shelling.\n", SMALL)
        assert sandbox.draw(PRINTED, SMALL).width == 200


def test_more_bytes_than_the_limits_allow_are_not_waited_for() -> None:
    """A process that promises more than one picture may have is not believed, and nothing of it is taken."""
    with Sandbox(Limits(text=1000, member=1000)) as sandbox, pytest.raises(UnforeseenInputError, match="agreed form"):
        sandbox.draw(PRINTED, SMALL)


@pytest.mark.parametrize(
    ("width", "height", "pixels"), [(0, 5, b""), (5, 0, b""), (-1, -1, b"abc"), (2, 2, b"abc"), (40, 40, b"x" * 4800)]
)
def test_a_picture_that_is_none_is_refused(width: int, height: int, pixels: bytes) -> None:
    """Sides and bytes that do not fit, or more pixels than were asked for, are not believed."""
    head, body = wire.encode_drawn(Drawn(width=width, height=height, pixels=pixels))

    with pytest.raises(wire.WireError):
        wire.decode_drawn(wire.Frame(b"f", head[wire.HEADER.size :], body), 1000)


@given(st.binary(), st.binary(max_size=30))
def test_any_record_is_a_picture_or_refused(record: bytes, body: bytes) -> None:
    """Bytes that are no record raise the one error there is for that."""
    try:
        drawn = wire.decode_drawn(wire.Frame(b"f", record, body), 1000)
    except wire.WireError:
        return
    assert len(drawn.pixels) == 3 * drawn.width * drawn.height


def test_what_is_wanted_crosses() -> None:
    """The other side is told of a page, and knows it from a file to be parsed."""
    assert wire.decode_asked(wire.encode_wanted(SMALL)) == SMALL
