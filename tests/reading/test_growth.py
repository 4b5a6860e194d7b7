"""All the steps together take time that grows with the length of a text, whatever the text and the marks in it."""

import re
from datetime import date

import pytest

from averment.inference.tagging import Tagged, TaggedCue
from averment.reading import Reader
from averment.values import Document, Published
from tests.reading.growth import LINEAR, growth
from tests.reading.test_any_marks import Fixed

DAY = Published(start=date(2031, 3, 13), end=date(2031, 3, 13), how="given")
WORD = re.compile(r"\S+")
EVERY = 6  # words, one of them a cue


def read(text: str) -> None:
    """Read a text in which every sixth word is a cue, the one before it a source, what follows a content."""
    words = [match.span() for match in WORD.finditer(text)]
    marks = [
        TaggedCue((words[at + 1],), (words[at],), ((words[at + 2][0], words[at + EVERY - 1][1]),), 0.9)
        for at in range(0, len(words) - EVERY, EVERY)
    ]
    document = Document(digest="sha256:0", media_type="text/plain", text=text, published=DAY)
    Reader(Fixed(Tagged(marks)), "1").read(document, force=True)


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
@pytest.mark.parametrize(
    "unit",
    [
        "Colonel Oro Dask denied the army had shelled the clinic in Velmar, which killed 58 people, on Tuesday. ",
        "Mira Tolan, a surgeon, and ",
        "the army's ",
        "he ",
        "said ",
        "video of the ",
        "evidence that ",
        "these claims ",
        "at least 5,000 killed and wounded, ",
        "hundreds of thousands of ",
        "not ",
        "May ",
        "between Monday and ",
        "Dr. ",
        "A. ",
        "“ ",
        "” ",
        "(",
        "– ",
        "1,",
        "\n",
        "\n\n- ",
    ],
)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    """Runs of what a step looks for cost a text sixteen times as long about sixteen times as much."""
    assert growth(read, unit) < LINEAR
