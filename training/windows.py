"""Articles to training windows: word pieces, tags of the cues, tags of each cue's roles.

Windows shift at random every epoch; where there are several annotators one is drawn.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from averment.evaluation.matching import trimmed
from averment.inference.tokens import Tokens, tokenize
from training.corpus import Article, without_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from averment.evaluation import GoldAttribution

Piece = tuple[int, int]

_ROLE_START = {"source": 1, "content": 3, "cue": 5}


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution in word pieces: the anchor (first piece of the cue) and the roles around it."""

    anchor: Piece
    roles: tuple[tuple[str, Piece], ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article tokenised once, with the attributions of every annotator in word pieces."""

    tokens: Tokens
    style: int
    annotators: tuple[tuple[Tagged, ...], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of one window with the tags of the cues and, for each cue, of its roles."""

    tokens: Tokens
    style: int
    cue_tags: NDArray[np.int64]
    anchors: tuple[Piece, ...]
    roles: NDArray[np.int64]  # (cues, tokens)


def prepare(tokenizer: Tokenizer, article: Article) -> Prepared:
    """Tokenise an article and carry its attributions over to word pieces.

    Spans are taken without punctuation at their edges: annotators differ there, and `reading` sets the edges by rule.
    """
    tokens = tokenize(tokenizer, article.text)

    def place(piece: Piece) -> Piece:
        return tokens.covering(*next(iter(trimmed(article.text, [piece])), piece))

    def tag(cue: tuple[Piece, ...], group: list[GoldAttribution]) -> Tagged:
        anchor, *further = [place(p) for p in sorted(cue)]
        roles = [("content", place(p)) for gold in group for p in gold.content]
        roles += [("source", place(p)) for gold in group for p in gold.source]
        roles += [("cue", p) for p in further]
        return Tagged(anchor, tuple(roles))

    tagged = (tuple(tag(cue, group) for cue, group in _by_cue(version).items()) for version in article.annotators)
    return Prepared(tokens, article.style, tuple(tagged))


def _by_cue(golds: tuple[GoldAttribution, ...]) -> dict[tuple[Piece, ...], list[GoldAttribution]]:
    """Join attributions that share one cue (two acts of one verb): the network reads one set of roles a cue.

    Those without a cue cannot be anchored and are left out.
    """
    groups: dict[tuple[Piece, ...], list[GoldAttribution]] = {}
    for gold in golds:
        if gold.cue:
            groups.setdefault(gold.cue, []).append(gold)
    return groups


def variants(tokenizer: Tokenizer, article: Article) -> tuple[Prepared, Prepared]:
    """Give the article as it is and as it stands in an archive that lost its punctuation."""
    return prepare(tokenizer, article), prepare(tokenizer, without_punctuation(article))


def cut(article: Prepared, rng: random.Random, size: int) -> Iterator[Window]:
    """Cut an article into windows of `size` word pieces, the first shorter at random."""
    golds = rng.choice(article.annotators)
    count = len(article.tokens)
    first = 0
    last = min(count, rng.randint(size // 4, size))
    while first < count:
        yield _window(article, golds, first, last)
        first, last = last, min(count, last + size)


def _window(article: Prepared, golds: tuple[Tagged, ...], first: int, last: int) -> Window:
    length = last - first
    cue_tags = np.zeros(length, dtype=np.int64)
    anchors, rows = [], []
    for gold in golds:
        s, e = gold.anchor[0] - first, gold.anchor[1] - first
        if s < 0 or e > length or s >= e:
            continue
        cue_tags[s], cue_tags[s + 1 : e] = 1, 2
        row = np.zeros(length, dtype=np.int64)
        for role, (a, b) in gold.roles:
            begin, end = max(0, a - first), min(length, b - first)
            if begin < end:
                row[begin], row[begin + 1 : end] = _ROLE_START[role], _ROLE_START[role] + 1
        _restart(row)
        anchors.append((s, e))
        rows.append(row)
    roles = np.stack(rows) if rows else np.zeros((0, length), dtype=np.int64)
    return Window(article.tokens.between(first, last), article.style, cue_tags, tuple(anchors), roles)


def _restart(row: NDArray[np.int64]) -> None:
    """Where one role cut another in two, begin the second half anew: `I-x` never follows anything but `x`."""
    inside = (row > 0) & (row % 2 == 0)
    before = np.concatenate(([0], row[:-1]))
    row[inside & (before != row) & (before != row - 1)] -= 1
