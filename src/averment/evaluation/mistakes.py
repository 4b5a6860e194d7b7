"""What a reading got wrong, one difference at a time, in words: reading fifty of these is how the reader improves.

In: pairs of a gold article and its reading. Out: `Mistake`s, article by article, in order of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.evaluation.matching import Marked, matched, trimmed, words
from averment.evaluation.scores import ROLES, Pair, Role, attributions
from averment.values import Span, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.evaluation.gold import GoldArticle
    from averment.values import Reading

Kind: TypeAlias = Literal["missed", "invented", "boundary", "elsewhere"]

_CONTEXT: Final = 80  # characters shown on either side of the place


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between what the annotator marked (`expected`) and what was read (`found`).

    `kind`: `missed` (nothing found), `invented` (nothing marked), `boundary` (the two share words), `elsewhere` (they
    share none). `of` is `attribution` where all of it is missed or invented, else the part of a found attribution that
    differs. `at` is the offset of the first span that differs, `context` the words around it on one line.
    """

    article: str
    at: int
    kind: Kind
    of: Literal["attribution", "source", "cue", "content"]
    expected: tuple[Span, ...]
    found: tuple[Span, ...]
    expected_quote: str
    found_quote: str
    context: str

    @property
    def place(self) -> str:
        """The article and the offset, `ID:OFFSET`."""
        return f"{self.article}:{self.at}"


def mistakes(pairs: Iterable[Pair]) -> Iterator[Mistake]:
    """Go through the mistakes of all readings. Raises `GoldError` where a reading has another text than its article."""
    for article, reading in pairs:
        yield from sorted(_of_article(article, reading), key=lambda mistake: mistake.at)


def _of_article(article: GoldArticle, reading: Reading | None) -> Iterator[Mistake]:
    found = attributions(article, reading)
    pairs = matched(article.text, article.attributions, found)
    paired = set(pairs.values())
    for i, missed in enumerate(article.attributions):
        if i not in pairs:
            yield _whole(article, "missed", missed)
    for j, invented in enumerate(found):
        if j not in paired:
            yield _whole(article, "invented", invented)
    for i, j in pairs.items():
        for role in ROLES:
            yield from _part(article, role, getattr(article.attributions[i], role), getattr(found[j], role))


def _whole(article: GoldArticle, kind: Kind, attribution: Marked) -> Mistake:
    parts = (quote(article.text, spans) for spans in (attribution.source, attribution.cue, attribution.content))
    words_of = "{} [{}] {}".format(*parts).strip()
    spans = tuple(sorted((*attribution.source, *attribution.cue, *attribution.content)))
    missed = kind == "missed"
    anchor = (attribution.cue or spans or ((0, 0),))[0][0]
    return Mistake(
        article=article.id,
        at=anchor,
        kind=kind,
        of="attribution",
        expected=spans if missed else (),
        found=() if missed else spans,
        expected_quote=words_of if missed else "",
        found_quote="" if missed else words_of,
        context=_around(article.text, anchor),
    )


def _part(article: GoldArticle, role: Role, expected: tuple[Span, ...], found: tuple[Span, ...]) -> Iterator[Mistake]:
    """Give the mistake in one part of a matched pair, if there is one: none where only punctuation differs."""
    text = article.text
    wanted, given = trimmed(text, expected), trimmed(text, found)
    if wanted == given:
        return
    anchor = min(wanted ^ given)[0]
    yield Mistake(
        article=article.id,
        at=anchor,
        kind=_kind(text, wanted, given),
        of=role,
        expected=expected,
        found=found,
        expected_quote=quote(text, expected),
        found_quote=quote(text, found),
        context=_around(text, anchor),
    )


def _kind(text: str, wanted: frozenset[Span], given: frozenset[Span]) -> Kind:
    if not given:
        return "missed"
    if not wanted:
        return "invented"
    return "boundary" if words(text, wanted) & words(text, given) else "elsewhere"


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - _CONTEXT) : at + _CONTEXT].split())
