"""A text that begins as a formula is made harmless, and can be had back."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.render.exports.neutral import DANGER, neutral, restored
from tests.render.exports.hostile import PAYLOADS

_SIGNS = st.text(st.sampled_from([*DANGER, *"'\"`\ufeff\u200b\u00a0 a1\x00,;<r>"]), max_size=12)


@given(_SIGNS | st.text())
def test_a_text_comes_back(text: str) -> None:
    """Whatever it is, also one that has an apostrophe already: no two texts become the same."""
    assert restored(neutral(text)) == text


@given(_SIGNS | st.text())
def test_nothing_begins_as_a_formula(text: str) -> None:
    """Not at once, and not behind white space, quotation marks or signs that cannot be seen, but for the apostrophe."""
    made = neutral(text)

    assert made[:1] not in [*DANGER]
    assert not made.lstrip(' "\ufeff\u200b\u00a0\x00').startswith(tuple(DANGER))
    assert not made.startswith("<r>")


@given(_SIGNS | st.text())
def test_what_is_harmless_stays(text: str) -> None:
    """Nothing is put before a text that begins with a letter or a digit, and never more than an apostrophe."""
    assert neutral(f"a{text}") == f"a{text}"
    assert neutral(f"7{text}") == f"7{text}"
    assert neutral(text) in {text, f"'{text}"}


@pytest.mark.parametrize("text", [one for one in PAYLOADS if one[0] not in "_h" and not one.startswith(('","', '";'))])
def test_each_payload_is_marked(text: str) -> None:
    """Every known way to begin a formula gets its apostrophe."""
    assert neutral(text) == f"'{text}"


def test_all_forms_of_the_signs_are_known() -> None:
    """A sign that Unicode takes for the same as = + - @ is dangerous, too: some programs fold them first."""
    for code in range(sys.maxunicode + 1):
        folded = unicodedata.normalize("NFKC", chr(code))
        assert folded[:1] not in {"=", "+", "-", "@"} or chr(code) in DANGER, hex(code)
