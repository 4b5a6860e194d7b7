"""Figures: how many were killed, injured, detained, displaced, as the report says it, its bounds kept.

In: a draft with its attributions. Out: the draft with its `Figure`s in order of the text. Nothing is added up, and a
bound that the text leaves open stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from averment.reading.figures.counting import Counted, counted, rules, triggers
from averment.reading.figures.numbers import tokens
from averment.reading.figures.tallies import tally
from averment.values import Attribution, Figure, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.reading.draft import Draft
    from averment.reading.figures.phrases import Token

_WORD: Final = re.compile(r"[a-z]+")
_RATE_REACH: Final = 12  # tokens between a figure and "each day"
_RATE_BEFORE: Final = 3


def find_figures(draft: Draft) -> Draft:
    """Give the draft its figures, each by the innermost attribution whose content it stands in."""
    read = list(_figures(draft.text, draft.sentences))
    by = _innermost(draft.attributions, (span[0] for _, _, span, _, _ in read))
    found = tuple(
        Figure(
            id=f"f{index}",
            span=span,
            what=what,
            unit=unit,
            low=_number(count.number.low),
            high=_number(count.number.high),
            approximate=count.number.approximate,
            per=per,
            by=attribution,
        )
        for index, ((count, what, span, unit, per), attribution) in enumerate(zip(read, by, strict=True), 1)
    )
    return replace(draft, figures=found)


def _number(value: float | None) -> float | None:
    return value if value is None or value % 1 else int(value)


def _figures(text: str, sentences: Iterable[Span]) -> Iterator[tuple[Counted, str, Span, str | None, str | None]]:
    """Find the figures of each sentence. What one sentence counts, "ten of them" in the next may count a part of."""
    telling, before = rules().telling, None
    for start, end in sentences:
        if telling.isdisjoint(_WORD.findall(text[start:end].lower())) and not before:
            continue
        words = tokens(text, start, end)
        signs = triggers(words)
        counts = counted(words, signs)
        tallied = tally(words, counts, signs, before)
        before = None
        for at, (count, what) in enumerate(tallied):
            span = words[count.first].start, words[count.last - 1].end
            limit = tallied[at + 1][0].first if at + 1 < len(tallied) else len(words)
            unit = text[words[count.last - count.length].start : span[1]] if count.unit else None
            yield count, what, span, unit, _rate(words, count, limit)
            before = what


def _rate(words: Sequence[Token], count: Counted, limit: int) -> str | None:
    """Give the unit of time for each of which the figure holds, where the clause names one: "50 … each day"."""
    look = rules()
    places = [
        *range(count.last, min(limit, count.last + _RATE_REACH)),
        *range(count.first - 1, count.first - _RATE_BEFORE, -1),
    ]
    for at in places:
        if at < 0 or at >= len(words):
            continue
        if words[at].word in look.barriers and at > count.last:
            return None
        if found := look.per.at(words, at):
            before, after = at - 1, at + found[0]
            if words[before].word in look.per_not_before and before >= 0:
                continue
            if after < len(words) and words[after].word in look.per_not_after:
                continue
            return found[1]
    return None


def _innermost(attributions: Sequence[Attribution], offsets: Iterable[int]) -> Iterator[str | None]:
    """Give for each offset, in rising order, the attribution with the shortest content around it."""
    sized = ((sum(end - start for start, end in a.content), a) for a in attributions)
    pieces = sorted((start, end, size, a.id) for size, a in sized for start, end in a.content)
    around: list[tuple[int, int, int, str]] = []
    at = 0
    for offset in offsets:
        while at < len(pieces) and pieces[at][0] <= offset:
            around.append(pieces[at])
            at += 1
        around = [piece for piece in around if piece[1] > offset]
        yield min(around, key=lambda piece: piece[2:])[3] if around else None
