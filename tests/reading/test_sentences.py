"""Where sentences and paragraphs begin and end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.reading.sentences import Sentences, paragraphs
from tests.reading.growth import LINEAR, growth

LINE = "The army said on Monday that it had left the town of Velmar and"
"""A line as long as a line of wrapped prose."""


def sentences(text: str) -> list[str]:
    """Give the sentences of a text."""
    return [text[start:end] for start, end in Sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. | The army left.",
        "Is it so? | Yes! | No… | Perhaps.",
        "He left … | She stayed.",
        "He left... | She stayed... | It rained.",
        "He said “No.” | Then he left.",
        "He said “No!” (twice.) | Then he left.",
        '"Stop!" she said. | "Go."',
        "“It is an invention,” said Dask. | “We saw it.”",
        "'Why?' | He left.",
        "He asked 'Why?' and left.",
        "“Why?” he asked.",
        "He went home.[1] | Then he slept.[2][3] | It rained.",
        "Is it… so?",
        "He left.  | Then   he slept.",
        "مرحبا. | He left؟ نعم. | مرحبا.",
    ],
)
def test_stops_end_sentences_with_the_marks_that_close_them(text: str) -> None:
    """A stop ends a sentence where a new one opens; quotation marks, brackets and footnotes after it belong to it."""
    assert sentences(text.replace("| ", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "He met Dr. Oru. | She left.",
        "Lt. Col. Oro Dask and Gen. Vell left. | It rained.",
        "MS. TOLAN AND GEN. DASK LEFT. | IT RAINED.",
        "J. K. Oru said so. | A. Vell agreed.",
        "It is by John F. Oru and his son.",
        "The U.S. Army and the U.N. Security Council met.",
        "He lives in the U.S. | The army left.",
        "He came at 5 p.m. | The army left.",
        "He came at 5 p.m. on Monday, Jan. 5. | Then he left.",
        "It rained in Jan. | In May it was dry.",
        "It was May. | The army left.",
        "Halden Inc. | The firm left.",
        "Halden Inc. Chairman Oru left.",
        "Halden Corp., Vell Ltd. and St. Oru left.",
        "Mr. An met Mr. He. | They left.",
        "Mr. He said so.",
        "Oru et al. (2031) said so.",
        "It was room No. 5. | He left.",
        "The answer was no. | Vell left.",
        "That was plan B. | The army left.",
        "It rose 3.5 percent. | In May it fell to .5 percent.",
        "It cost 1.300.000 of them.",
        "See halden.example.org. | It rained.",
        "It held i.e. Oru and e.g. Vell, approx. 5 of them, vs. Dask.",
    ],
)
def test_the_stop_of_an_abbreviation_ends_no_sentence_unless_a_new_one_surely_begins(text: str) -> None:
    """Titles and initials go on with a name; after "U.S." a word like "The" begins a sentence."""
    assert sentences(text.replace("| ", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Army leaves Velmar\n{LINE}\nmore. It rained.", ["Army leaves Velmar", f"{LINE}\nmore.", "It rained."]),
        (f"{LINE}\nColonel Dask left.", [f"{LINE}\nColonel Dask left."]),
        (f"{LINE}.\nHe left.", [f"{LINE}.", "He left."]),
        (f"{LINE} Mr.\nOru left.", [f"{LINE} Mr.\nOru left."]),
        (f"{LINE} the U.S.\nOru left.", [f"{LINE} the U.S.", "Oru left."]),
        (f"{LINE}\n\nOru left.", [LINE, "Oru left."]),
        (f"{LINE}\n  \t\nOru left.", [LINE, "Oru left."]),
        ("The army said it\nhad left Velmar and\nits hills.", ["The army said it\nhad left Velmar and\nits hills."]),
        ("- one\n- two\n* Three", ["- one", "- two", "* Three"]),
        ("1. First it rained.\n2. Then not.", ["1. First it rained.", "2. Then not."]),
        ("I. The war. It began.", ["I. The war.", "It began."]),
        ("Q: Is it so?\nA: No.\nMS. TOLAN: Well. Yes.", ["Q: Is it so?", "A: No.", "MS. TOLAN: Well.", "Yes."]),
        ("07:45 The army left.\n08:10 Nothing.", ["07:45 The army left.", "08:10 Nothing."]),
        ("Velmar\t3\nHalden\t4", ["Velmar\t3", "Halden\t4"]),
        ("“No.”\n“Yes.”", ["“No.”", "“Yes.”"]),
        ("  \n He left. \n ", ["He left."]),
        ("vantor denied it. nobody said so.\nit rained", ["vantor denied it.", "nobody said so.", "it rained"]),
        ("he met mr. oru of the u.s. and left.", ["he met mr. oru of the u.s. and left."]),
        ("", []),
        (" \n\t ", []),
        ("...", ["..."]),
    ],
)
def test_lines_divide_where_they_are_no_wrapped_prose(text: str, expected: list[str]) -> None:
    """Headlines, items, rows and turns are sentences of their own; the line breaks of wrapped prose are white space."""
    assert sentences(text) == expected


@given(st.text(st.sampled_from("aB9 .!?…\n\t\u00a0\u2028“”\"'()[1]-•:,ä早"), max_size=80))
def test_each_sign_is_in_one_sentence_and_no_sentence_has_white_space_at_its_edges(text: str) -> None:
    """Sentences cover everything there is to see, once, in order; paragraphs do the same."""
    for spans in (list(Sentences(text)), list(paragraphs(text))):
        covered = [at for start, end in spans for at in range(start, end)]
        assert covered == sorted(set(covered))
        assert {at for at, sign in enumerate(text) if not sign.isspace()} <= set(covered)
        assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


@given(st.text(st.sampled_from("aB .\n"), max_size=60), st.integers(0, 70))
def test_a_place_is_found_in_its_sentence(text: str, offset: int) -> None:
    """Of any place in a text one can tell the sentence it stands in, or the one before it; before all, the first."""
    found = Sentences(text)
    spans = [found[number] for number in range(len(found))]
    before = [span for span in spans if span[0] <= offset]
    expected = before[-1] if before else (spans or [(0, 0)])[0]
    assert found.at(offset) == expected
    assert not spans or found[found.index_at(offset)] == expected
    assert found[:2] == spans[:2]


def test_paragraphs_end_at_blank_lines() -> None:
    """A line of white space is blank; a line break alone is not the end of a paragraph."""
    text = "\n One.\nTwo. \n \t\nThree.\n\n\nFour.\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.\nTwo.", "Three.", "Four."]


UNITS = (
    *(".", ". ", ". A", "A. ", "Mr. ", "!”", "”", "\n", "\n ", " ", "…", "a\n", "[1]", ".[1]", "1. ", "—", ". —"),
    *(f"{LINE}\n", f"{LINE}.\n", "." + " " * 200, "\n" + " " * 200, "x." + "”" * 200 + " "),
)


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("cut", [Sentences, lambda text: list(paragraphs(text))], ids=["sentences", "paragraphs"])
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str, cut: Callable[[str], object]) -> None:
    """Whatever a long text repeats, cutting it costs so much for each sign of it."""
    assert growth(cut, unit) < LINEAR
