"""What a reading got wrong, one difference at a time, in words: reading fifty of these is how the reader improves.

In: pairs of a gold article and its reading. Out: `Mistake`s, article by article, in order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.evaluation.differences import NOTHING, Kind, Matter, Mistake, anchor, difference, whole
from averment.evaluation.matching import matched, trimmed, words
from averment.evaluation.misjudged import misjudged
from averment.evaluation.scores import ROLES, Pair, Role, attributions
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.evaluation.articles import GoldArticle
    from averment.evaluation.matching import Marked
    from averment.values import Attribution, Reading, Span


def mistakes(pairs: Iterable[Pair]) -> Iterator[Mistake]:
    """Go through the mistakes of all readings. Raises `GoldError` where a reading has another text than its article."""
    for article, reading in pairs:
        yield from sorted(_of_article(article, reading), key=lambda mistake: mistake.at)


def _of_article(article: GoldArticle, reading: Reading | None) -> Iterator[Mistake]:
    found = attributions(article, reading)
    pairs = matched(article.text, article.attributions, found)
    yield from _unpaired(article, found, pairs)
    for i, j in pairs.items():
        for role in ROLES:
            yield from _part(article, role, article.attributions[i], found[j])
    if article.complete:
        yield from misjudged(article, reading, pairs)


def _unpaired(article: GoldArticle, found: Sequence[Attribution], pairs: dict[int, int]) -> Iterator[Mistake]:
    """Give what is missed or invented whole. Only complete gold knows denials."""
    paired = set(pairs.values())
    for i, marked in enumerate(article.attributions):
        if i not in pairs:
            of: Matter = "denial" if marked.act == "deny" else "attribution"
            yield difference(article, "missed", of, (whole(article.text, marked), NOTHING), at=anchor(marked))
    for j, read in enumerate(found):
        if j not in paired:
            of = "denial" if article.complete and read.act == "deny" else "attribution"
            yield difference(article, "invented", of, (NOTHING, whole(article.text, read)), at=anchor(read))


def _part(article: GoldArticle, role: Role, marked: Marked, read: Marked) -> Iterator[Mistake]:
    """Give the mistake in one part of a matched pair, if there is one: none where only punctuation differs."""
    text, expected, found = article.text, getattr(marked, role), getattr(read, role)
    wanted, given = trimmed(text, expected), trimmed(text, found)
    if wanted != given:
        sides = (expected, quote(text, expected)), (found, quote(text, found))
        yield difference(article, _kind(text, wanted, given), role, sides, at=min(wanted ^ given)[0])


def _kind(text: str, wanted: frozenset[Span], given: frozenset[Span]) -> Kind:
    if not given:
        return "missed"
    if not wanted:
        return "invented"
    return "boundary" if words(text, wanted) & words(text, given) else "elsewhere"
