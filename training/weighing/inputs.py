"""Texts and pairs of texts as padded batches of word pieces, cut as `averment.inference.weighing` cuts them.

In: lines of text and the most word pieces of each, special ones included. Out: tensors by the names the network takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch

from averment.inference.sessions import CLS, SEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer
    from torch import Tensor

_LEAST_STATEMENT: Final = 32
_SPECIAL: Final = 3


def of_texts(tokenizer: Tokenizer, texts: Sequence[str], most: int) -> dict[str, Tensor]:
    """Give each text by itself."""
    return _padded([([CLS, *_pieces(tokenizer, text)[: most - 2], SEP], 0) for text in texts])


def of_pairs(tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]], most: int) -> dict[str, Tensor]:
    """Give propositions and statements, read together."""
    return _padded([_pair(tokenizer, *pair, most) for pair in pairs])


def _pair(tokenizer: Tokenizer, proposition: str, statement: str, most: int) -> tuple[list[int], int]:
    room = most - _SPECIAL
    first = _pieces(tokenizer, proposition)[: room - _LEAST_STATEMENT]
    second = _pieces(tokenizer, statement)[: room - len(first)]
    return [CLS, *first, SEP, *second, SEP], len(second) + 1


def _pieces(tokenizer: Tokenizer, text: str) -> list[int]:
    found: list[int] = tokenizer.encode(text, add_special_tokens=False).ids
    return found


def _padded(rows: list[tuple[list[int], int]]) -> dict[str, Tensor]:
    """Pad rows of word pieces, each with how many at its end are of the second type."""
    width = max(len(ids) for ids, _ in rows)
    batch = {
        name: torch.zeros(len(rows), width, dtype=torch.int64)
        for name in ("input_ids", "token_type_ids", "attention_mask")
    }
    for row, (ids, second) in enumerate(rows):
        batch["input_ids"][row, : len(ids)] = torch.tensor(ids)
        batch["token_type_ids"][row, len(ids) - second : len(ids)] = 1
        batch["attention_mask"][row, : len(ids)] = 1
    return batch
