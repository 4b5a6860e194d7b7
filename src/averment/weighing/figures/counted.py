"""What exactly a figure counts, so that only like is compared with like.

In: figures and the words around them. Out: names of what is counted, and which figures count parts of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

import msgspec

from averment.lexicons import Words, load
from averment.values import Figure
from averment.values.bounds import extent

ANYBODY: Final = "people"
SEEN: Final = "bodies"
THINGS: Final = frozenset({"munitions", "strikes", "chemical_agent", "graves", "destroyed", "other"})
"""Kinds of `counting.yaml` that count things, in units that share no scale: those of people share one."""
_BEFORE: Final = 24  # code points looked at for "including" before a figure
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 6  # letters by which two forms of a word are one
_LIST: Final = 3  # figures of one kind side by side, from which they are a list of places or groups


class _Tolls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    anybody: Words
    seen: Words
    subsets: Words
    besides: Words
    first_of_besides: Words
    longer: Words
    bounds: Words
    common: Words


class Tolls:
    """The lists of `tolls.yaml`, to look up in."""

    def __init__(self) -> None:
        lists = load("tolls", _Tolls)
        self._anybody, self._seen = frozenset(lists.anybody.words), frozenset(lists.seen.words)
        self._common = frozenset(map(_stem, lists.common.words))
        self._subset = re.compile(rf"\b(?:{_any(lists.subsets)})\W*\Z", re.IGNORECASE)
        self._besides = re.compile(
            rf"(?!(?:at least |nearly |almost )*(?:{_any(lists.first_of_besides)})\b).*?\b(?:{_any(lists.besides)})\b",
            re.IGNORECASE,
        )
        self._longer = re.compile(rf"(?<![\w-])(?:{_any(lists.longer)})(?![\w-])", re.IGNORECASE)
        self._bound = re.compile(
            rf"\b(?:{_any(lists.bounds)})\s+(?:the\s+)?(?:early\s+|late\s+|mid-?)?\Z", re.IGNORECASE
        )

    def unit(self, figure: Figure) -> str:
        """Name whom or what a figure counts: who is nobody in particular is `ANYBODY`, who lies somewhere `SEEN`."""
        unit = " ".join((figure.unit or "").casefold().split())
        if not unit or unit in self._anybody:
            return ANYBODY if figure.what not in THINGS else unit
        return SEEN if unit.rpartition(" ")[2] in self._seen else unit

    def is_part(self, text: str, figure: Figure) -> bool:
        """Say whether the words of a figure make it a part of those counted before: "including 11", "5 others"."""
        start, end = figure.span
        before, words = text[max(0, start - _BEFORE) : start], text[start:end]
        return bool(self._subset.search(before) or self._besides.match(words.replace("\n", " ")))

    def telling(self, words: str) -> frozenset[str]:
        """Give the beginnings of those words that tell what a sentence is about."""
        return frozenset(map(_stem, _WORD.findall(words))) - self._common

    def longer(self, words: str) -> bool:
        """Say whether words speak of a stretch of time much longer than an event."""
        return bool(self._longer.search(words))

    def is_bound(self, before: str) -> bool:
        """Say whether what stands before a date makes it the beginning or the end of a stretch: "since …"."""
        return bool(self._bound.search(before))


@cache
def tolls() -> Tolls:
    """Give the lists, made once."""
    return Tolls()


def parts(text: str, together: Sequence[Figure]) -> set[str]:
    """Give the ids of those figures, of one kind and one breath, that count only some of those counted.

    Three or more of the same people side by side are a list ("150 in Vell, 100 in Tarn, 67 in Orm"), and the whole is
    nowhere among them. Of two that exclude each other the second is part of the first where it is the smaller; where
    it is the greater, neither can be taken for the whole. Figures that all allow one number are told twice.
    """
    found = {figure.id for figure in together if tolls().is_part(text, figure)}
    by_unit: dict[str, list[Figure]] = {}
    for figure in together:
        if figure.id not in found:
            by_unit.setdefault(tolls().unit(figure), []).append(figure)
    for figures in by_unit.values():
        found |= {figure.id for figure in _side_by_side(figures)}
    return found


def _side_by_side(figures: Sequence[Figure]) -> Iterable[Figure]:
    extents = [extent(figure.low, figure.high, approximate=figure.approximate) for figure in figures]
    said = [(figure, found) for figure, found in zip(figures, extents, strict=True) if found]
    if len(said) < 2 or max(low for _, (low, _) in said) <= min(high for _, (_, high) in said):  # noqa: PLR2004
        return ()
    if len(said) >= _LIST:
        return [figure for figure, _ in said]
    (first, (_, high)), (second, (low, _)) = said
    return (first, second) if high < low else (second,)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]


def _any(words: Words) -> str:
    return "|".join(re.escape(word) for word in sorted(words.words, key=len, reverse=True))
