"""Text to the numbers the network reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from averment.inference.shipped import SHIPPED
from averment.inference.tokens import load_tokenizer, tokenize


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Give the shipped tokenizer."""
    return load_tokenizer((SHIPPED / "tokenizer.json").read_bytes())


@given(text=st.text(st.characters(codec="utf-8"), max_size=200))
def test_word_pieces_stand_in_order_inside_the_text(tokenizer: Tokenizer, text: str) -> None:
    """Offsets are code points of the text, whatever it holds, and every row of every feature is there."""
    tokens = tokenize(tokenizer, text)
    assert all(0 <= s <= e <= len(text) for s, e in zip(tokens.start, tokens.end, strict=True))
    assert (tokens.start[1:] >= tokens.start[:-1]).all()
    assert {len(tokens)} == {len(getattr(tokens, name)) for name in tokens.__slots__}


def test_offsets_count_code_points_beyond_the_basic_plane(tokenizer: Tokenizer) -> None:
    """An emoji is one code point, and what follows it is found where it stands."""
    text = "🕊️ العربية Zarif said"
    tokens = tokenize(tokenizer, text)
    assert text[tokens.start[-1] : tokens.end[-1]] == "said"


def test_case_gap_and_quotation_are_kept_beside_the_ids(tokenizer: Tokenizer) -> None:
    """What the uncased vocabulary loses is given as features."""
    text = 'UN chief Ban\n\n"No 7," he\nsaid McX'
    tokens = tokenize(tokenizer, text)
    rows = {text[s:e]: i for i, (s, e) in enumerate(zip(tokens.start, tokens.end, strict=True))}
    assert [tokens.case[rows[w]] for w in ("UN", "chief", "Ban", "7")] == [2, 0, 1, 5]
    assert [tokens.gap[rows[w]] for w in ("UN", "chief", "said", "No")] == [3, 1, 2, 0]
    assert tokens.gap[rows["Ban"] + 1] == 3
    assert [tokens.quote[rows[w]] for w in ("Ban", "No", "7", "he")] == [0, 1, 1, 0]


def test_a_mark_that_is_never_closed_does_not_make_speech_of_the_rest(tokenizer: Tokenizer) -> None:
    """A lost closing mark ends with its paragraph, or after 1,500 characters."""
    tokens = tokenize(tokenizer, '"Lost end.\n\nPlain text.')
    assert tokens.quote[-1] == 0
    tokens = tokenize(tokenizer, '"' + "word " * 400 + '" plain')
    assert tokens.quote[-1] == 0


def test_special_tokens_in_a_text_are_text(tokenizer: Tokenizer) -> None:
    """A hostile "[SEP]" is brackets and letters, not an end of the window."""
    assert not {101, 102} & set(tokenize(tokenizer, "He [SEP] said [CLS]").ids.tolist())


def test_beginnings_of_sentences_and_lines_are_known(tokenizer: Tokenizer) -> None:
    """A sentence opens with a capital or a figure after its mark and a gap, also behind a quotation; lines open too."""
    text = 'It fell. "Go!" Ada said. 3.5 per cent e.g. of it.No\nand so'
    tokens = tokenize(tokenizer, text)
    found = [
        (text[s:e], o)
        for s, e, o in zip(tokens.start.tolist(), tokens.end.tolist(), tokens.opens.tolist(), strict=True)
    ]
    assert [row for row in found if row[1]] == [("It", 2), ("Ada", 1), ("3", 1), ("and", 2)]
