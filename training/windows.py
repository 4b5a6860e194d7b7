"""Articles to training windows: word pieces, tags of cues, tags of each cue's roles; and windows to batches.

Windows shift at random every epoch, an annotator is drawn where there are several, punctuation is lost at random.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from averment.inference.network import UNKNOWN, distance_buckets
from averment.inference.tokens import Tokens, tokenize
from training.corpus import Article, without_punctuation
from training.network import Batch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.evaluation import GoldAttribution
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

CLS, SEP = 101, 102
Piece = tuple[int, int]

EDGE = " \t\r\n.,;:!?\"'“”‘’«»()[]–—-"
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


def trim(text: str, piece: Piece) -> Piece:
    """Shrink a span past white space, quotation marks and punctuation: annotators differ there, and decoding restores it."""
    start, end = piece
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return start, end


def prepare(tokenizer: Tokenizer, article: Article) -> Prepared:
    """Tokenise an article and carry its attributions over to word pieces."""
    tokens = tokenize(tokenizer, article.text)

    def place(piece: Piece) -> Piece:
        s, e = trim(article.text, piece)
        return tokens.covering(s, e) if s < e else tokens.covering(*piece)

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


def collate(windows: list[Window], rng: random.Random, hide_style: float) -> Batch:
    """Pad windows of like length into a batch; each window's style is hidden with probability `hide_style`."""
    width = max(len(w.tokens) for w in windows) + 2
    shape = (len(windows), width)
    ids, case, gap, quote = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    mask = np.zeros(shape, dtype=bool)
    cues = np.full(shape, -100, dtype=np.int64)
    total = sum(len(w.anchors) for w in windows)
    pool = np.zeros((total, width), dtype=np.float32)
    bucket = np.zeros((total, width), dtype=np.int64)
    roles = np.full((total, width), -100, dtype=np.int64)
    owner, k = np.zeros(total, dtype=np.int64), 0
    for i, w in enumerate(windows):
        n = len(w.tokens)
        inner = slice(1, n + 1)
        ids[i, 0], ids[i, inner], ids[i, n + 1] = CLS, w.tokens.ids, SEP
        case[i, inner], gap[i, inner], quote[i, inner] = w.tokens.case, w.tokens.gap, w.tokens.quote
        mask[i, : n + 2] = True
        cues[i, inner] = w.cue_tags
        for (s, e), row in zip(w.anchors, w.roles, strict=True):
            pool[k, s + 1 : e + 1] = 1 / (e - s)
            bucket[k] = distance_buckets(width, np.array([s + 1]), np.array([e + 1]))[0]
            roles[k, inner] = row
            owner[k] = i
            k += 1
    style = [UNKNOWN if rng.random() < hide_style else w.style for w in windows]
    arrays = (ids, case, gap, quote, np.array(style), mask, cues, owner, pool, bucket, roles)
    return Batch(*(torch.from_numpy(a) for a in arrays))
