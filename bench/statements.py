"""How many statements a second get a vector, and how many pairs a stance, with the shipped weighing model."""

from __future__ import annotations

import time
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from averment.inference import load_weighing_model
from bench.texts import articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = 25  # a long content; that of a usual attribution has about seventeen
ROUNDS = 3


def statements(count: int) -> list[str]:
    """Give so many different statements of 25 words, cut from articles."""
    return list(islice(dict.fromkeys(_stretches(articles(1 + count // 20))), count))


def rates(texts: list[str], threads: int) -> tuple[float, float]:
    """Give the texts a second and the pairs a second: the best of three rounds."""
    model = load_weighing_model(threads=threads)
    pairs = list(pairwise(texts))
    embed = min(_seconds(lambda: model.embed(texts)) for _ in range(ROUNDS))
    judge = min(_seconds(lambda: model.stances(pairs)) for _ in range(ROUNDS))
    return len(texts) / embed, len(pairs) / judge


def _stretches(texts: list[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        words = text.split()
        for start in range(number, len(words) - WORDS, WORDS):  # shifted, since the articles repeat each other
            yield " ".join(words[start : start + WORDS])


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began
