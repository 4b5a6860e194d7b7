"""Whether what happens on a date lies behind or ahead of the moment of writing, as the words around the date say.

In: a text and the span of a date in one of its sentences. Out: `past`, `future`, or None where nothing tells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from averment.reading.dates.lexicon import any_of, date_words

if TYPE_CHECKING:
    from averment.reading.dates.periods import Tense
    from averment.values import Span

_REACH: Final = 200  # code points to either side; a clause is shorter
_AUXILIARY: Final = r"(?:\s+(?:not|also|then|to|be|been|have|n.t))*+(?:\s+[a-z]+)?"
_PERFECT: Final = re.compile(r"\shave\b")
_OPEN_END: Final = re.compile(r"\b(?:until|till|by)\s+(?:the\s+)?\Z", re.IGNORECASE)


def tense(text: str, span: Span, sentence: Span) -> Tense:
    """Tell the tense of the verb a date belongs to: the last before it, or the first after it where it opens.

    "Will meet on Friday, he said on Monday": each date goes with the verb before it. A word of the future before
    "have" is a perfect ("would have met").
    """
    verbs = _verbs()
    last: Tense = None
    for match in verbs.finditer(text, max(sentence[0], span[0] - _REACH), span[0]):
        last = _of(match)
    if last:
        return last
    first = verbs.search(text, span[1], min(sentence[1], span[1] + _REACH))
    return _of(first) if first else None


def pluperfect(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether the verb before a date is in the pluperfect: "had left on Thursday"."""
    before = text[max(sentence[0], span[0] - _REACH) : span[0]]
    return bool(re.search(r"\bhad\s+(?:\w+\s+){1,6}\Z", before))


def open_ended(text: str, span: Span) -> bool:
    """Tell whether a date bounds a time that may be to come: "until Friday", "by August"."""
    return bool(_OPEN_END.search(text[max(0, span[0] - 16) : span[0]]))


def _of(match: re.Match[str]) -> Tense:
    return "past" if match["past"] or _PERFECT.search(match.group()) else "future"


@cache
def _verbs() -> re.Pattern[str]:
    words = date_words()
    future, past = any_of(words.lexicon.future.words), any_of(words.lexicon.past.words)  # in small letters: not May
    ahead = rf"(?:{future}|(?<=['’])ll){_AUXILIARY}"  # noqa: RUF001
    return re.compile(rf"\b(?:(?P<future>{ahead})|(?P<past>{past}|[a-z]{{2,20}}ed))\b")
