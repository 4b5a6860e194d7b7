"""Reports by an adjective: "the secretary has been firm and clear with his colleague that Russia should help".

In: a text, its sentences and the cues already marked. Out: `TaggedCue`s for such reports that were not marked. Words
from `lexicons/stative_cues.yaml`. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.inference.tagging import TaggedCue
from averment.lexicons import Words, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.sentences import Sentences
    from averment.values import Span

_SCORE: Final = 0.6
"""What such a report is given for a score: an estimate from reading a few, not a calibrated probability."""
_LONGEST_SUBJECT: Final = 90  # code points
_BOUNDARY: Final = re.compile(
    r"[,;:.!?“”\"\n()]|\b(?:that|but|and then|while|because|although|though|so)\b", re.IGNORECASE
)
_SUBJECT: Final = re.compile(r"(?:[^\W\d_a-z]|(?:the|a|an|his|her|its|their|our|he|she|they|we|i|people|officials)\b)")


class _Stative(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    adjectives: Words
    impersonal: Words


def stative(text: str, sentences: Sentences, taken: Iterable[Span]) -> Iterator[TaggedCue]:
    """Find the reports by an adjective whose cue touches none of the spans that are taken."""
    ends = sorted(taken, key=lambda span: span[1])
    stops = [end for _, end in ends]
    for match in _pattern().finditer(text):
        sentence = sentences.at(match.start())
        cue = match.start("cue"), match.end("cue")
        after = bisect_right(stops, cue[0])  # the first cue that ends behind the beginning of this one
        if match.end() >= sentence[1] or (after < len(ends) and ends[after][0] < cue[1]):
            continue
        last = max(sentence[0], stops[after - 1] if after else 0)
        source = _subject(text, last, match.start())
        if source:
            yield TaggedCue((cue,), (source,), ((match.end(), sentence[1]),), _SCORE)


def _subject(text: str, first: int, end: int) -> Span | None:
    """Give the noun phrase that ends at `end`, from the last boundary on; None where it is nobody."""
    start = max(first, end - _LONGEST_SUBJECT)
    for boundary in _BOUNDARY.finditer(text, start, end):
        start = boundary.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    phrase = text[start:end]
    words = set(phrase.lower().split())
    if not phrase or not _SUBJECT.match(phrase) or words & set(_lexicon().impersonal.words):
        return None
    return start, end


@cache
def _lexicon() -> _Stative:
    return load("stative_cues", _Stative)


@cache
def _pattern() -> re.Pattern[str]:
    adjective = f"(?:{'|'.join(_lexicon().adjectives.words)})"
    return re.compile(
        r"(?<!\w)(?P<cue>(?:has been|have been|had been|is|are|was|were|remains?|remained)"
        rf"(?: [a-z]{{4,12}}ly| very| also| quite| always| both){{0,2}} [“\"'‘]?{adjective}(?: and {adjective})?)"  # noqa: RUF001
        r"[”\"'’]?(?: (?:about|in|on|with|to) [^.,;:“”\"\n]{1,60}?)? that\s",  # noqa: RUF001
        re.IGNORECASE,
    )
