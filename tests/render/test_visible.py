"""What a terminal would act on never reaches it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.render.visible import isolated, one_line, visible

ACTING = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


@given(st.text(alphabet=st.characters(exclude_categories=[]) | st.sampled_from(ACTING)))
def test_nothing_that_acts_is_left(text: str) -> None:
    """Whatever the text, no control character, bidirectional override, line separator or surrogate comes out."""
    shown = visible(text)

    assert not set(shown) & set(ACTING)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x07\x00\x7f", "␇␀␡"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("invoice\u202efdp.exe", "invoice⟨U+202E⟩fdp.exe"),
        ("a\u2066b\u2069c", "a⟨U+2066⟩b⟨U+2069⟩c"),
        ("bad\udcff.txt", "bad⟨U+DCFF⟩.txt"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
    ],
)
def test_what_acts_is_shown_as_a_sign(text: str, shown: str) -> None:
    """A person sees that something was there, and what; what has no sight anyway is left out."""
    assert visible(text) == shown


@pytest.mark.parametrize("text", ["naïve café", "محمد", "می‌روم", "👩‍🚒", "שלום", "日本語"])
def test_letters_stay_as_they_are(text: str) -> None:
    """Accents, right-to-left letters and the joiners that scripts and emoji need are left alone."""
    assert visible(text) == text


def test_one_line_is_one_line() -> None:
    """Line breaks and runs of white space become single spaces."""
    assert one_line(" a\r\n b\tc \n\n d") == "a b c d"


def test_right_to_left_words_are_kept_apart() -> None:
    """Words that run from right to left are isolated, so that they reorder nothing beside them."""
    assert isolated("قال") == "\u2068قال\u2069"
    assert isolated("said") == "said"
