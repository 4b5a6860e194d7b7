"""When a source said it: the date that belongs to the saying and not to what was said.

In: a text, one attribution, and the dates near it. Out: the span of the date on which the source spoke, or None.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

from averment.reading.dates.lexicon import date_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.values import Attribution, Span

_REACH: Final = 100  # code points from a date to the words of saying, at most
_NEAR: Final = 8  # dates looked at on either side of a cue
_BOUND: Final = re.compile(
    r"\b(?:since|until|till|before|after|from|by|of|for|to|between|than|during|following)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"\b(?:who|whom|whose|which|where|that)\b", re.IGNORECASE)
_PARTICIPLE: Final = re.compile(r"[\s,]*(?!according)[a-z]+ing\b")
_NEW_PHRASE: Final = re.compile(r"\A\s*,|ing\b|\b[A-Z]\w*\s+\Z")  # also "Vell Aug. 1", under a photograph
_POSSESSIVE: Final = re.compile(r"['’]s\b")  # noqa: RUF001


class Saying:
    """Finds the dates of the sayings in one text."""

    def __init__(self, text: str, dates: Sequence[Span], attributions: Sequence[Attribution]) -> None:
        self._text = text
        self._dates = dates
        self._starts = [start for start, _ in dates]
        self._cues = sorted(piece for each in attributions for piece in each.cue)
        ends = [end for _, end in dates]
        self._holders: dict[Span, list[Attribution]] = {}
        for each in attributions:
            for start, end in each.content:
                for date in dates[bisect_right(ends, start) : bisect_left(self._starts, end)]:
                    self._holders.setdefault(date, []).append(each)
        self.told = set(self._holders)

    def when(self, said: Attribution, sentence: Span) -> Span | None:
        """Give the date of one saying: the nearest to its cue or source that no other clause parts from them."""
        near = bisect_left(self._starts, said.cue[0][0])
        found = []
        for date in self._dates[max(0, near - _NEAR) : near + _NEAR]:
            if sentence[0] <= date[0] < sentence[1] and not self._is_told(date, said):
                gap = self._gap(said, date, sentence)
                if gap is not None:
                    found.append((gap[1] - gap[0], date))
        return min(found)[1] if found else None

    def _is_told(self, date: Span, said: Attribution) -> bool:
        """Tell whether a date is part of what someone said, other than of a saying that holds this one."""
        cue = said.cue[0]
        return any(
            each is said or not any(start <= cue[0] and cue[1] <= end for start, end in each.content)
            for each in self._holders.get(date, ())
        )

    def _gap(self, said: Attribution, date: Span, sentence: Span) -> Span | None:
        """Give the words between a date and the nearest words of saying; None where they part the two."""
        words = sorted((*said.cue, *said.source))
        for start, end in words:
            if start <= date[0] and date[1] <= end:
                return (start, start) if self._dates_words((start, end), date) else None
        if _POSSESSIVE.match(self._text, date[1]) or _BOUND.search(self._text[max(0, date[0] - 16) : date[0]]):
            return None
        if any(
            _PARTICIPLE.match(self._text[date[1] : end]) for _, end in said.cue if date[1] < end <= date[1] + _REACH
        ):
            return date[1], date[1]  # "told reporters on Monday, adding that"
        after = [piece for piece in words if piece[1] <= date[0]]
        if after:
            # the clause of saying may go on behind a short content: "denied it on Monday"
            start = max(end for _, end in (*after, *said.content) if end <= date[0])
            gap = (start, date[0])
            if start > after[-1][1] and _NEW_PHRASE.search(self._text, *gap):
                return None
        else:
            gap = (date[1], words[0][0])
            if self._parts((sentence[0], date[0])) or any(gap[0] <= s < gap[1] for s, _ in said.content):
                return None
        return None if self._parts(gap) else gap

    def _dates_words(self, words: Span, date: Span) -> bool:
        """Tell whether a date inside the name of a source is that of its speaking: "a report issued on Monday"."""
        published, document = _of_documents()
        before = self._text[max(words[0], date[0] - 40) : date[0]]
        return not _RELATIVE.search(before) and bool(
            published.search(before) or document.match(self._text, date[1], words[1])
        )

    def _parts(self, gap: Span) -> bool:
        start, end = gap
        if end - start > _REACH or _breaks().search(self._text, start, end):
            return True
        cue = bisect_left(self._cues, gap)
        return cue < len(self._cues) and self._cues[cue][0] < end


@cache
def _of_documents() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what stands before and after the date of a document: "issued late on …", "… security report"."""
    lexicon = date_words().lexicon
    publishing, document = (date_words().pattern(group) for group in (lexicon.publication, lexicon.documents))
    before = rf"\b(?:{publishing}|{document})(?:\s+(?:late|early|on|in|at|of|from|dated))*\s+\Z"
    return re.compile(before), re.compile(rf"(?:['’]?s)?(?:\s+[\w-]+){{0,3}}?\s+{document}\b")  # noqa: RUF001


@cache
def _breaks() -> re.Pattern[str]:
    """Give what begins another clause: a conjunction, a stop, a verb other than of publishing."""
    words = date_words()
    breaks, past = (words.pattern(group) for group in (words.lexicon.clause_breaks, words.lexicon.past))
    publishing = words.pattern(words.lexicon.publication)
    return re.compile(rf"[;:!?\"“”]|\b(?:{breaks}|{past}|(?!{publishing}\b)[a-z]{{2,20}}ed)\b")
