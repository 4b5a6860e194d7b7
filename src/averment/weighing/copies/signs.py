"""What a shared passage itself tells: background, news, a line of the page, a quotation; from the words in it.

In: a text and a span of it. Out: shares of its words, 0 to 1. The words are in `lexicons/standing.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.lexicons import Words, load

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


def signs(text: str, span: Span, quotations: Iterable[Span], year: int | None) -> Signs:
    """Look at the passage at `span`; `year` is that of the report, `quotations` are those of the whole text."""
    start, end = span
    length = max(1, end - start)
    standing = firm = news = template = 0
    for first, last in _sentences(text, start, end):
        words, size = text[first:last], last - first
        if _any("template").search(words):
            template += size
        elif _any("firm").search(words):
            firm += size
        elif _any("news").search(words):
            news += size
        elif _any("standing").search(words) or _past_year(words, year):
            standing += size
    quoted = sum(max(0, min(end, last) - max(start, first)) for first, last in quotations)
    return Signs(
        standing=(standing + firm) / length,
        firm=firm / length,
        news=news / length,
        template=template / length,
        quoted=min(1.0, quoted / length),
    )


def quotations(text: str) -> list[Span]:
    """Find what stands within quotation marks, the marks with it; a quotation that is not closed ends with its line."""
    return [match.span() for match in _QUOTATION.finditer(text)]


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
