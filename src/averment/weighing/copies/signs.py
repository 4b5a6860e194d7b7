"""What a shared passage itself tells: background, news, a line of the page, a quotation; from the words in it.

In: a text and a span of it. Out: shares of its words, 0 to 1. The words are in `lexicons/standing.yaml`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.lexicons import Words, load
from averment.weighing.copies.words import remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Span

_SENTENCE: Final = re.compile(r"[^.!?\n]*+(?:[.!?](?![\s\"”')\]]|\Z)[^.!?\n]*+)*+[.!?]*+[\"”')\]]*+\s*+")
_YEAR: Final = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")
_QUOTATION: Final = re.compile(
    r"“[^”\n]{2,4000}(?:”|(?=\n)|\Z)|„[^“”\n]{2,4000}[“”]|«[^»\n]{2,4000}»"
    r"|(?:(?<=[\s(\[,:—–-])|^)\"(?=\S)[^\"\n]{2,4000}(?:(?<=\S)\"(?!\w)|(?=\n\s*\"))"  # noqa: RUF001
    r"|(?<=[\s(,:])‘(?=\S)[^‘\n]{12,2000}?(?<=[.,!?])’(?!\w)",  # noqa: RUF001
    re.MULTILINE,
)


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of the words of a passage: in background, in news, in lines of a page, in quotation marks.

    `firm` is the share that stands in stock sentences, whatever else is said in them; it is part of `standing`.
    """

    standing: float = 0.0
    firm: float = 0.0
    news: float = 0.0
    template: float = 0.0
    quoted: float = 0.0


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of `standing.yaml`."""

    firm: tuple[Words, ...]
    standing: tuple[Words, ...]
    news: tuple[Words, ...]
    template: tuple[Words, ...]
    numbers: Words
    dates: Words


@dataclass(frozen=True)
class Marked:
    """The sentences of a text that are of some kind, each with its kind; and its quotations, the marks with them."""

    sentences: tuple[tuple[int, int, str], ...]
    quotations: tuple[Span, ...]


@remembered
def marked(text: str, year: int | None) -> Marked:
    """Tell the kind of each sentence of a text; `year` is that of the report, or nothing where it is not known."""
    found = ((start, end, _sign(text[start:end], year)) for start, end in _sentences(text, 0, len(text)))
    return Marked(
        tuple(sentence for sentence in found if sentence[2]), tuple(match.span() for match in _QUOTATION.finditer(text))
    )


def signs(text: Marked, span: Span) -> Signs:
    """Measure the passage at `span`."""
    start, end = span
    length = max(1, end - start)
    sizes: Counter[str] = Counter()
    for first, last, sign in text.sentences:
        sizes[sign] += max(0, min(end, last) - max(start, first))
    quoted = sum(max(0, min(end, last) - max(start, first)) for first, last in text.quotations)
    return Signs(
        standing=(sizes["standing"] + sizes["firm"]) / length,
        firm=sizes["firm"] / length,
        news=sizes["news"] / length,
        template=sizes["template"] / length,
        quoted=min(1.0, quoted / length),
    )


@lru_cache(maxsize=2**12)  # copies have the same sentences
def _sign(sentence: str, year: int | None) -> str:
    for sign in ("template", "firm", "news", "standing"):
        if _any(sign).search(sentence):
            return sign
    return "standing" if _past_year(sentence, year) else ""


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    at = start
    while at < end:
        match = _SENTENCE.match(text, at, end)
        last = match.end() if match and match.end() > at else end
        yield at, last
        at = last


def _past_year(words: str, year: int | None) -> bool:
    return any(year is None or int(match[0]) < year for match in _YEAR.finditer(words))


def lexicon() -> Lexicon:
    """Give the words by which shared passages are told apart."""
    return load("standing", Lexicon)


@cache
def _any(name: str) -> re.Pattern[str]:
    """Compile all the patterns of one kind into one."""
    patterns = [word for entry in getattr(lexicon(), name) for word in entry.words]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
