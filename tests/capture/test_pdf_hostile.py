"""Hostile and damaged PDFs: each gives a result or an `InputError`, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture import Given
from averment.capture.pdf import parse
from averment.errors import InputError
from averment.values import Capture, to_json
from tests.capture.papers import At, Paper, Sheet, column, paper
from tests.capture.test_pdf import LEFT, PRINTED, RIGHT, read

WHOLE = Paper(
    [Sheet([At(50, 760, "Vantor denies it", 20), *column(50, 700, LEFT), *column(310, 700, RIGHT)], more="/Rotate 90")]
    * 3,
    info={"Title": "On Velmar", "CreationDate": "D:20310314"},
    unicode={"A": "\U0001f600", "z": "\ud800"},
).bytes()
LINE = At(50, 700, "He said so.")
DEEP = b"".join(b"/F%d 1 0 R " % number for number in range(100))


def attempt(data: bytes) -> Capture | None:
    """Read what can be read."""
    try:
        found = list(parse(data, Given()))
    except InputError:
        return None
    capture: Capture = found[0].capture  # type: ignore[union-attr]  # a PDF has nothing else
    to_json(capture)
    assert all(0 <= box.span[0] < box.span[1] <= len(capture.document.text) for box in capture.layout.boxes)  # type: ignore[union-attr]
    return capture


@pytest.mark.parametrize("tenth", range(10))
@pytest.mark.parametrize("name", ["ours", "printed"])
def test_a_file_cut_short_is_read_or_refused(name: str, tenth: int) -> None:
    """Whatever is left of a file, there is a result or an error of ours."""
    data = WHOLE if name == "ours" else (PRINTED / "velmar.pdf").read_bytes()
    attempt(data[: len(data) * tenth // 10])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_file_with_changed_bytes_is_read_or_refused(changes: list[tuple[float, int]]) -> None:
    """Bytes changed anywhere never raise anything but an error of ours."""
    data = bytearray(WHOLE)
    for place, value in changes:
        data[int(place * len(data))] = value
    attempt(bytes(data))


HOSTILE = {
    "a page that is its own parent": WHOLE.replace(b"/Kids[10 0 R", b"/Kids[2 0 R"),
    "a page many times": WHOLE.replace(b"12 0 R", b"10 0 R"),
    "a count that is not so": WHOLE.replace(b"/Count 3", b"/Count 99999999"),
    "a count below nothing": WHOLE.replace(b"/Count 3", b"/Count -3"),
    "a page as large as a city": Paper([Sheet([LINE], size=(1e9, 1e9))]).bytes(),
    "a page of no size": Paper([Sheet([LINE], size=(0, 0))]).bytes(),
    "a crop box elsewhere": Paper([Sheet([LINE], more="/CropBox[900 900 999 999]")]).bytes(),
    "letters beyond all bounds": paper(At(50, 700, "far", 1e30), At(1e20, 1e20, "away")),
    "letters of no size": paper(At(50, 700, "He said so.", 0), LINE),
    "one word of many letters": paper(At(-200_000, 700, "a" * 40_000), LINE),
    "all letters in one place": paper(*[At(50, 700, "ab c")] * 2000),
    "a letter on each line": paper(*(At(50, 700 - number / 100, "a") for number in range(5000))),
    "letters all over": paper(*(At(number * 7919 % 600, number * 104_729 % 800, "a") for number in range(5000))),
    "a form in itself": Paper(
        [Sheet([LINE], more="/Resources<</Font<</F 3 0 R>>/XObject<</X 12 0 R>>>>", drawing=b"/X Do ")],
        extra=[
            (
                b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 12 0 R>>>>/Length 6>>stream\n"
                b"/X Do \nendstream"
            )
        ],
    ).bytes(),
    "arrays in arrays": Paper([Sheet([LINE], drawing=b"[" * 20_000)]).bytes(),
    "states never left": Paper([Sheet([LINE], drawing=b"q " * 50_000)]).bytes(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused(name: str) -> None:
    """No crash and no other error; what is shown beside the hostile part is read where there is anything."""
    capture = attempt(HOSTILE[name])
    if capture is not None and "a page" not in name:
        assert capture.document.text


def test_what_the_properties_say_is_cleaned() -> None:
    """Controls in a title do not come through; a date that is none is no note."""
    capture = read(paper(LINE, info={"Title": "On\x07 Velmar", "CreationDate": "D:2031-99-99 <b>"}))
    assert capture.document.title == "On Velmar"
    assert capture.notes == ("The file says that it was made on 2031; that is not when the report was published.",)


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """A capture is a function of the bytes: not of what was read before it."""
    path = tmp_path / "a.pdf"
    path.write_bytes(WHOLE)
    assert to_json(read(path.read_bytes())) == to_json(read(WHOLE))
