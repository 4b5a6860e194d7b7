"""Numbers as news writes them: digits, words, dozens, bounds and ranges.

In: the tokens of a sentence. Out: its `Number`s in order, each with the tokens it takes, its lowest and highest value
and whether it is rounded. Dates, times, ages, shares and sums of money are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from averment.lexicons import Words, load
from averment.reading.figures.phrases import Phrases, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Bound = Literal["low", "high", "about", "none"]

_TOKEN: Final = re.compile(
    r"\d+(?:[.,]\d+)*+(?:(?:st|nd|rd|th)\b|-(?!plus|odd)[^\W\d_][\w-]*+)?"  # 20th and 16-year-old are words
    r"|\b(?:[A-Za-z]\.){2,}+"  # U.S., a.m.
    r"|[^\W\d_]++(?:['’-][^\W\d_]++)*+"  # noqa: RUF001
    r"|[^\w\s]|_"
)
_DIGITS: Final = re.compile(r"\d+\Z|\d{1,3}(?:,\d{3})+\Z")
_DECIMAL: Final = re.compile(r"\d+\.\d+\Z")
_DASHES: Final = ("-", "–", "—")  # noqa: RUF001
_MOST_BOUNDS: Final = 4  # before one number: "at least another"
_LONGEST: Final = 12  # digits; a longer run is no count
_SMALL: Final = 100
_TENS, _TEN = 20, 10
_SEPARATORS: Final = ("/", ":", ".", *_DASHES)
_SHORT: Final = 3  # letters written onto a number that make it a size or an ordinal: 120mm
_ASIDE: Final = 8  # tokens of an aside between dashes
_CHANGE_REACH: Final = 8  # tokens between "rose" and "from 20 to 35"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


@dataclass(frozen=True)
class Number:
    """Tokens `first` to `last` (not included), and what they say; a side that the text leaves open is null."""

    first: int
    last: int
    low: float | None
    high: float | None
    approximate: bool = False


class _Vague(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    words: dict[str, int]
    several: _Several


class _Several(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    before: list[str]


class _Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    phrases: list[str]
    bound: Bound = "none"


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, int]
    scales: dict[str, int]
    vague: _Vague
    before: list[_Phrases]
    after: list[_Phrases]
    alternatives: _Phrases
    changes: Words
    months: Words
    not_before: Words
    not_after: Words


class _Rules:
    """The lexicon, made ready to look up."""

    def __init__(self, lexicon: _Lexicon) -> None:
        self.words, self.scales, self.vague = lexicon.words, lexicon.scales, lexicon.vague.words
        self.before = Phrases((p, group.bound) for group in lexicon.before for p in group.phrases)
        self.after = Phrases((p, group.bound) for group in lexicon.after for p in group.phrases)
        self.several = Phrases((p, "") for p in lexicon.vague.several.before)
        self.alternatives = Phrases((p, "") for p in lexicon.alternatives.phrases)
        self.changes, self.months = frozenset(lexicon.changes.words), frozenset(lexicon.months.words)
        self.not_before, self.not_after = frozenset(lexicon.not_before.words), frozenset(lexicon.not_after.words)
        self.openings = (
            {*self.words, *self.scales, *self.vague, "a", "an", "half", "quarter", "between", "from"}
            | self.before.openings
            | self.several.openings
        )


@cache
def _rules() -> _Rules:
    return _Rules(load("numbers", _Lexicon))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Cut a stretch of the text into words, numbers and marks. Number words with hyphens ("twenty-one") come apart."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        lower = word.lower().replace("’", "'")  # noqa: RUF001
        if "-" in lower and _counts(lower.split("-")):
            at = match.start()
            for part in word.split("-"):
                found.append(Token(part.lower(), at, at + len(part), part[:1].isupper()))
                at += len(part) + 1
        else:
            found.append(Token(lower, match.start(), match.end(), word[0].isupper()))
    return found


def _counts(parts: Sequence[str]) -> bool:
    rules = _rules()
    return all(p in rules.words or p in rules.scales or p in ("a", "and", "half") for p in parts)


def numbers(words: Sequence[Token]) -> list[Number]:
    """Find the numbers, left to right; none overlap."""
    return list(_numbers(words))


def _numbers(words: Sequence[Token]) -> Iterator[Number]:
    at, openings = 0, _rules().openings
    while at < len(words):
        if words[at].word not in openings and not words[at].word[0].isdigit():
            at += 1
            continue
        pair = _between(words, at)
        found = pair or ((one,) if (one := bounded(words, at)) else ())
        yield from found
        at = found[-1].last if found else at + 1


def _between(words: Sequence[Token], at: int) -> tuple[Number, ...]:
    """Read "between 5 and 10" and "from 5 to 10": one range, or two figures after a word of change."""
    joint = {"between": "and", "from": "to"}.get(words[at].word)
    if not joint or not (one := bounded(words, at + 1, ranges=False)):
        return ()
    if one.last >= len(words) or words[one.last].word not in (joint, *_DASHES):
        return ()
    if not (other := bounded(words, _past_aside(words, one.last + 1), ranges=False)):
        return ()
    if joint == "to" and any(w.word in _rules().changes for w in words[max(0, at - _CHANGE_REACH) : at]):
        return one, other
    return (_range(one, other, at),)


def _past_aside(words: Sequence[Token], at: int) -> int:
    """Pass what dashes set off: "from 500 to - by one account - some 1,300"."""
    if _word(words, at) in _DASHES:
        return next((k + 1 for k in range(at + 1, at + _ASIDE) if _word(words, k) in _DASHES), at)
    return at


def _range(one: Number, other: Number, first: int) -> Number:
    about = one.approximate or other.approximate
    return Number(first, other.last, one.low, other.high, about)


def bounded(words: Sequence[Token], at: int, *, ranges: bool = True) -> Number | None:
    """Read a number with the bounds before and after it, and a range ("10 to 15", "10-15")."""
    rules, first = _rules(), at
    bounds: list[Bound] = []
    while len(bounds) < _MOST_BOUNDS and (phrase := rules.before.at(words, at)):
        at += phrase[0]
        bounds.append(phrase[1])
    if not (number := _plain(words, at, joined=not ranges)):
        return None
    phrase = rules.after.at(words, number.last)
    if phrase and not _plain(words, number.last + phrase[0]):  # in "12 plus 3 guards" it belongs to the next number
        number = replace(number, last=number.last + phrase[0])
        bounds.append(phrase[1])
    number = _with(replace(number, first=first), bounds)
    if not ranges:
        return number
    return _to(words, number) or (None if _dashed(words, number.last) else number)


def _to(words: Sequence[Token], one: Number) -> Number | None:
    """Read the second half of "10 to 15", where it is the larger."""
    at = one.last
    if at + 1 >= len(words) or one.low is None:
        return None
    tight = words[at].word in _DASHES and words[at - 1].end == words[at].start and words[at].end == words[at + 1].start
    if words[at].word != "to" and not tight:
        return None
    if not (other := bounded(words, at + 1, ranges=False)):
        return None
    top = other.high if other.high is not None else other.low
    return _range(one, other, one.first) if top is not None and top > one.low else None


def _with(number: Number, bounds: Sequence[Bound]) -> Number:
    if "about" in bounds:
        number = replace(number, approximate=True)
    if number.low is None:
        return number
    if "low" in bounds:
        return replace(number, high=None)
    return replace(number, low=None, high=number.high or number.low) if "high" in bounds else number


def _plain(words: Sequence[Token], at: int, *, joined: bool = False) -> Number | None:
    """Read a number without bounds: vague, in digits or in words; `joined` where it ends a range, as in "10-15"."""
    if at >= len(words):
        return None
    if vague := _vague(words, at):
        return vague
    found = _cardinal(words, at)
    if not found or not _is_count(words, at, *found, joined=joined):
        return None
    value, last = found
    return Number(at, last, value, value)


def _vague(words: Sequence[Token], at: int) -> Number | None:
    rules, first = _rules(), at
    if several := rules.several.at(words, at):
        at += several[0]
        if at < len(words) and words[at].word in rules.scales:
            low = 2 * rules.scales[words[at].word]
            return Number(first, at + 1, low, None)
    if at >= len(words) or words[at].word not in rules.vague:
        return None
    low, at = rules.vague[words[at].word], at + 1
    if _word(words, at) == "of" and (more := rules.vague.get(_word(words, at + 1))):
        low, at = low * more // 2, at + 2
    number = Number(first, at, low, None)
    at += _word(words, at) == ","
    other = rules.alternatives.at(words, at)
    return replace(number, last=at + other[0] + 1) if other and _word(words, at + other[0]) in rules.vague else number


def _cardinal(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read digits or words with their scales: "1.5 million", "two hundred and fifty", "half a dozen"."""
    if fraction := _fraction(words, at):
        return fraction
    total, last, smallest = 0.0, at, float("inf")
    while part := _group(words, last + (last > at and _word(words, last) == "and")):
        value, after = part
        scale = _rules().scales.get(_word(words, after), 1)
        if last > at and (words[after - 1].word[0].isdigit() or max(value, scale) >= smallest):
            break
        total, last = total + value * scale, after + (scale > 1)
        if scale == 1 or not value.is_integer() or words[after - 1].word[0].isdigit():
            break
        smallest = scale
    return (total, last) if last > at else None


def _fraction(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read "half a million", "a quarter of a million"."""
    at += _word(words, at) == "a"
    share = {"half": 0.5, "quarter": 0.25}.get(_word(words, at))
    at += 1 + (_word(words, at + 1) == "of")
    at += _word(words, at) == "a"
    scale = _rules().scales.get(_word(words, at))
    return (share * scale, at + 1) if share and scale else None


def _group(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    """Read a number under a thousand in words, or one in digits, with "and a half" where a scale follows."""
    scales, word = _rules().scales, _word(words, at)
    if word[:1].isdigit():
        return _digits(words, at)
    if word in ("a", "an"):
        return (1.0, at + 1) if _word(words, at + 1) in scales else None
    if not (below := _below_hundred(words, at)):
        return None
    value, at = below
    if _word(words, at) == "hundred":
        rest = _below_hundred(words, at + 1 + (_word(words, at + 1) == "and"))
        return (value * 100.0 + rest[0], rest[1]) if rest else (value * 100.0, at + 1)
    half = [_word(words, at + k) for k in range(3)] == ["and", "a", "half"] and _word(words, at + 3) in scales
    return (value + 0.5, at + 3) if half else (float(value), at)


def _below_hundred(words: Sequence[Token], at: int) -> tuple[int, int] | None:
    values = _rules().words
    value = values.get(_word(words, at))
    if value is None:
        return None
    unit = values.get(_word(words, at + 1), 0) if value >= _TENS else 0
    return (value + unit, at + 2) if 0 < unit < _TEN else (value, at + 1)


def _digits(words: Sequence[Token], at: int) -> tuple[float, int] | None:
    word = words[at].word
    if len(word) > _LONGEST:
        return None
    if _DECIMAL.match(word):
        return (float(word), at + 1) if _word(words, at + 1) in _rules().scales else None
    if not _DIGITS.match(word):
        return None
    value, at = word.replace(",", ""), at + 1
    while _word(words, at) == "000" and words[at].start == words[at - 1].end + 1 and "," not in word:
        value, at = value + "000", at + 1  # "1 000": the comma was lost, or never used
    return float(value), at


def _is_count(words: Sequence[Token], at: int, value: float, last: int, *, joined: bool) -> bool:
    """Tell a count from a date, a time, an age, a share, a size or a sum."""
    rules, before, after = _rules(), words[at - 1] if at else None, words[last] if last < len(words) else None
    named = {_word(words, at - 1) if at else "", _two(words, at)} & rules.not_before
    glued = before is not None and _glued(before, words[at]) and not (joined and before.word in _DASHES)
    followed = after is not None and (after.word in rules.not_after or _glued_on(words, last, dashes=joined))
    if named or glued or followed:
        return False
    plain = words[at].word[0].isdigit() and last - at == 1
    return not plain or not (
        _is_size(words, at, after) or _is_date(words, at, value, after) or _is_age(words, at, value)
    )


def _is_size(words: Sequence[Token], at: int, after: Token | None) -> bool:
    """Say whether a unit is written onto the number: 120mm."""
    return after is not None and after.start == words[at].end and after.word.isalpha() and len(after.word) <= _SHORT


def _is_date(words: Sequence[Token], at: int, value: float, after: Token | None) -> bool:
    """Say whether the number is a year, or stands beside a month: "Feb. 13"."""
    before = at - 1 - (at > 1 and words[at - 1].word == ".")
    if (before >= 0 and _month(words[before])) or (after is not None and _month(after)):
        return True
    return _FIRST_YEAR <= value <= _LAST_YEAR and "," not in words[at].word


def _is_age(words: Sequence[Token], at: int, value: float) -> bool:
    """Say whether the number is set off as an age: "Oru, 45, was killed"."""
    return value < _SMALL and at > 0 and words[at - 1].word == "," == _word(words, at + 1)


def _month(token: Token) -> bool:
    return token.capital and token.word in _rules().months


def _glued(before: Token, number: Token) -> bool:
    """Say whether a letter, slash, colon or dash is written onto the front of the number: MH17, 9/11, 10:30."""
    return before.end == number.start and (before.word[-1].isalnum() or before.word in _SEPARATORS)


def _dashed(words: Sequence[Token], last: int) -> bool:
    """Say whether a dash joins the number to another, with which it makes no range: 26-01-2016."""
    return last < len(words) and words[last].word in _DASHES and _glued_on(words, last, dashes=True)


def _glued_on(words: Sequence[Token], last: int, *, dashes: bool) -> bool:
    """Say whether a mark joins the number to a number after it: 9/11, 10:30, and 01-12-2016 where it ends a pair."""
    mark = words[last]
    joined = last + 1 < len(words) and words[last + 1].start == mark.end and words[last + 1].word[0].isdigit()
    return joined and mark.start == words[last - 1].end and mark.word in (_SEPARATORS if dashes else ("/", ":", "."))


def _two(words: Sequence[Token], at: int) -> str:
    """Give the two words before a place."""
    return f"{words[at - 2].word} {words[at - 1].word}" if at > 1 else ""


def _word(words: Sequence[Token], at: int) -> str:
    return words[at].word if at < len(words) else ""
