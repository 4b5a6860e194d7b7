"""What makes a mention evidence: the noun alone, or what stands beside it in its sentence.

In: a text, a mention, the lexicon. Out: whether it counts, and whether the evidence is against a claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.reading.evidence.mentions import Mention
    from averment.reading.evidence.words import EvidenceWords, Tie

_REACH: Final = 100  # code points looked at before a phrase
_SENTENCE: Final = 300  # the same on both sides: a sentence, where the text has any stops
_NEAR: Final = 40  # the same, for the words right before it
_AUTHOR: Final = re.compile(
    r"\s++(?:(?:issued|published|released|prepared|compiled|written|drawn\s++up)\s++)?"
    r"(?:(?P<by>by)\s++\w|from\s++(?:the\s++|its\s++|an?\s++)?(?:[\w-]++\s++){0,2}[A-Z])"
)
_PUBLISHED: Final = re.compile(r"\b(?:publish|issu|releas)\w*\s+\Z")
_IN_A_REPORT: Final = re.compile(r"\bin\s+an?\s+(?:[\w-]+\s+){0,3}\Z", re.IGNORECASE)
_NAMED: Final = re.compile(r"(?:\A|\s)(?:[A-Z]\w|U\.)")


def counts(text: str, mention: Mention, words: EvidenceWords, *, listed: bool) -> bool:
    """Say whether a mention is of evidence. One `listed` with evidence before it is, unless it is ruled out."""
    start, core, _ = mention.phrase
    if not mention.group.ties or words.not_after.match(text, core, mention.sentence[1]):
        return False
    before = text[max(mention.sentence[0], start - _REACH) : start]
    nearby = before[-_NEAR:]
    if _barred(text[start : mention.head[0]], nearby, mention.noun, words):
        return False
    held = words.before["held"].search(nearby)
    if held and words.planned.search(nearby, 0, held.start()):
        return False
    return listed or any(_tied(text, mention, words, tie, before) for tie in mention.group.ties)


def undercuts(text: str, mention: Mention, words: EvidenceWords) -> bool:
    """Say whether the evidence is said to be against a claim."""
    start, core, end = mention.phrase
    first, limit = mention.sentence
    if words.against_before.search(text, max(first, start - _REACH), start):
        return True
    return bool(words.against_after.match(text, core, limit) or words.against_after.match(text, end, limit))


def _barred(inside: str, before: str, noun: str, words: EvidenceWords) -> bool:
    """Say whether words before the noun, in its phrase or just outside, rule out that it is evidence."""
    determiner = inside.partition(" ")[0] + " "
    places = {before, before + determiner, before + inside}
    bars = (words.not_before.get(key) for key in {"", noun, noun.removesuffix("s")})
    return any(bar.search(place) for bar in bars if bar for place in places)


def _tied(text: str, mention: Mention, words: EvidenceWords, tie: Tie, before: str) -> bool:
    _, core, end = mention.phrase
    first, limit = mention.sentence
    if tie == "itself":
        return True
    if tie == "ill":
        start, end = mention.head
        before_it, after_it = max(first, start - _SENTENCE), min(limit, end + _SENTENCE)
        return bool(words.ill.search(text, before_it, start) or words.ill.search(text, end, after_it))
    if tie == "authored":
        return _authored(text, mention, words, before)
    pattern = words.before.get(tie)
    if pattern and pattern.search(before):
        return True
    pattern = words.after.get(tie)
    if tie == "shows" and words.that_shows.search(text, core, end):
        return True  # "information from the staff that proved it": what it shows is in the phrase
    return bool(pattern and (pattern.match(text, core, limit) or pattern.match(text, end, limit)))


def _authored(text: str, mention: Mention, words: EvidenceWords, before: str) -> bool:
    """Say whether somebody wrote the report, and is no news outlet that passes something on."""
    start, core, end = mention.phrase
    limit = mention.sentence[1]
    author = _AUTHOR.match(text, core, limit)
    if author and author["by"]:
        return True
    if words.outlet.search(text, start, end):
        return False
    single, cited = mention.noun == "report", words.before["cited"].search(before)
    if author and (cited or single):
        return True
    if single and (words.after["got"].match(text, core, limit) or _PUBLISHED.search(before[-_NEAR:])):
        return True
    shows = single and words.after["shows"].match(text, end, limit)
    if (cited or shows) and _NAMED.search(text, start, mention.head[0]):
        return True
    return bool(_IN_A_REPORT.search(before[-_NEAR:] + text[start : mention.head[0]]))
