"""One difference between what an annotator marked and what was read, and how it is put into words.

In: an article and the spans and words of both sides. Out: a `Mistake`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.values import Span, quote

if TYPE_CHECKING:
    from averment.evaluation.articles import GoldArticle
    from averment.evaluation.matching import Marked

Kind: TypeAlias = Literal["missed", "invented", "boundary", "elsewhere", "wrong"]
Matter: TypeAlias = Literal[
    "attribution",
    "source",
    "cue",
    "content",
    "act",
    "denial",
    "about",
    "speaker",
    "evidence",
    "evidence_type",
    "figure",
]
Side: TypeAlias = tuple[tuple[Span, ...], str]
"""What one side has to say: its spans, and the words shown for them."""

NOTHING: Final[Side] = ((), "")
_CONTEXT: Final = 80  # characters shown on either side of the place


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between what the annotator marked (`expected`) and what was read (`found`).

    `kind`: `missed` (nothing found), `invented` (nothing marked), `boundary` (the two share words), `elsewhere` (they
    share none), `wrong` (the place is right, what was decided about it is not). `of` is `attribution` where all of it
    is missed or invented, or `denial` where it is one that denies, or is taken for one; else what differs in an
    attribution that was found, or the evidence or figure. `at` is the offset of the first span that differs, `context`
    the words around it on one line.
    """

    article: str
    at: int
    kind: Kind
    of: Matter
    expected: tuple[Span, ...]
    found: tuple[Span, ...]
    expected_quote: str
    found_quote: str
    context: str

    @property
    def place(self) -> str:
        """The article and the offset, `ID:OFFSET`."""
        return f"{self.article}:{self.at}"


def difference(
    article: GoldArticle, kind: Kind, of: Matter, sides: tuple[Side, Side], *, at: int | None = None
) -> Mistake:
    """Give a mistake; `sides` are what was expected and what was found. Without `at` it begins where their spans do."""
    expected, found = sides
    if at is None:
        at = min((start for start, _ in (*expected[0], *found[0])), default=0)
    return Mistake(
        article=article.id,
        at=at,
        kind=kind,
        of=of,
        expected=expected[0],
        found=found[0],
        expected_quote=expected[1],
        found_quote=found[1],
        context=" ".join(article.text[max(0, at - _CONTEXT) : at + _CONTEXT].split()),
    )


def whole(text: str, attribution: Marked) -> Side:
    """Give all of an attribution: its spans, and its words as `source [cue] content`."""
    parts = (attribution.source, attribution.cue, attribution.content)
    return tuple(sorted(span for part in parts for span in part)), "{} [{}] {}".format(
        *(quote(text, part) for part in parts)
    ).strip()


def anchor(attribution: Marked) -> int:
    """Give where an attribution is shown: at its cue, or where it begins when it has none."""
    spans = attribution.cue or (*attribution.source, *attribution.content)
    return min(spans, default=(0, 0))[0]
