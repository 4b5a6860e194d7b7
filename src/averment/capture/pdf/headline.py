"""The headline of a report on paper, by its size.

In: the text, and its paragraphs with their heights. Out: its span.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.values import Span

_LEADING: Final = 12  # paragraphs among which the headline is
_LARGER: Final = 1.2  # times the height of most of the text


def headline(text: str, spans: Sequence[Span], heights: Sequence[float]) -> Span | None:
    """Find the paragraph near the head that is set largest; None where none is larger than most of the text."""
    letters: dict[float, int] = {}
    for (start, end), height in zip(spans, heights, strict=True):
        letters[height] = letters.get(height, 0) + end - start
    usual = max(letters, key=lambda height: letters[height], default=0.0)
    fit = [
        (height, -number)
        for number, height in enumerate(heights[:_LEADING])
        if height >= _LARGER * usual and lexicon.is_headline(text[slice(*spans[number])])
    ]
    return spans[-max(fit)[1]] if fit else None
