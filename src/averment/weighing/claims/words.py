"""What can be seen in the words of a content: names, kinds of acts, negation, whether it only points to others.

In: text. Out: small sets of stems, and flags. The lists are those by which denials are tied (`lexicons/links.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import msgspec

from averment.lexicons import Words, load

LONGEST: Final = 600
"""Code points of a content that are looked at: what comes later is no longer one claim."""
_TEXTS: Final = 512
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*\w|[^\W\d_]|\d[\d,.]*")  # noqa: RUF001
_CAPITAL: Final = re.compile(r"[A-Z][\w'’-]*\w")  # noqa: RUF001
_AFTER_LOWER: Final = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]*\w")  # noqa: RUF001
_LOWER: Final = re.compile(r"(?<![\w'’-])[a-z][\w'’-]*\w")  # noqa: RUF001
_CALENDAR: Final = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "jun", "jul", "aug"}
    | {"sept", "sep", "oct", "nov", "dec"}
)
"""What has a capital and names no one."""
_GENITIVE: Final = re.compile(r"['’]s?$")  # noqa: RUF001
_SUFFIXES: Final = ("ians", "ian", "ia", "is", "i", "ns", "n", "s")
SIDES: Final = ("state", "opposed")
"""Whom the words of a content may name as the one who acts: a government and its arms, or those who fight it."""
_KEPT, _LETTERS = 4, 5  # letters that a suffix leaves, and that a name is known by: "Syria", "Syrian", "Syrias"
_NEGATION: Final = re.compile(
    r"(?<![\w-])(?:(?:is|are|was|were|has|have|had|do|does|did|ca|could|wo|would|should)n['’]?t"  # noqa: RUF001
    r"|not(?! (?:only|just|merely|least|seen since|yet clear|clear)\b)|never|neither|nor|cannot|no one|nobody|none"
    r"|nothing(?! (?:short|less|but)\b)"
    r"|no(?= (?:\w+ )?(?:evidence|proof|truth|basis|chemical|such|role|involvement|links?|plans?|intention|one|hand)\b)"
    r"|den(?:y|ies|ied|ying)|false|fabricat\w+|baseless|unfounded|untrue)(?![\w-])",
    re.IGNORECASE,
)
_FIRST: Final = 60  # code points in which a negation turns the whole: later ones are of a side clause
_SHORT: Final = 2  # letters of a word that says little
_LABEL: Final = re.compile(r"\bas\b|[\"“]")
_FINITE: Final = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|had|will|would|can|could|must|should|may|might|do|does|did|\w{3,}ed|went"
    r"|took|fell|fled|hit|struck|shot|left|began|came|broke|made|held|won|lost|[a-z]+(?:ch|sh|ss)es)(?![\w-])",
    re.IGNORECASE,
)
_ACCUSED: Final = re.compile(r"(?<![\w-])(?:of|for|with|from) (?:having )?\w+ing(?![\w-])", re.IGNORECASE)
_TELLING: Final = re.compile(
    r"(?<![\w-])(?:sa(?:id|ys|ying)|told|telling|tells|reported|reports|announced|quoted|quoting|according|claimed|claims"
    r"|accused|accusing|unnamed|denied|denies)(?![\w-])",
    re.IGNORECASE,
)
_SIDE_CLAUSE: Final = re.compile(
    r"\W*(?:if|whether|that|when|while|because|after|before|as|but|and|or|so|to|of|in|on|by|for|with|over|under|been)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"(?<![\w-])(?:unable|unclear|unknown|uncertain|whether|without|if|such|no|none|nothing|also|other"
    r"|first|i|we|our|us|my|that (?:attack|incident)|those|these|he|she|they|it)(?![\w-])|\.\.\.|…|[?\"“”]",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    r"\W*(?:he|she|it|they|we|i|this|that|these|those|them|there|his|her|its|their|our|my|which|who|such)(?![\w-])",
    re.IGNORECASE,
)


class _Links(msgspec.Struct, frozen=True):
    words: dict[str, Words]
    kinds: dict[str, Words]
    small: str


@dataclass(frozen=True)
class _Lists:
    small: frozenset[str]
    kinds: re.Pattern[str]
    saying: re.Pattern[str]
    sides: re.Pattern[str]


@cache
def _lists() -> _Lists:
    links = load("links", _Links)
    kinds = "|".join(f"(?P<{name}>{'|'.join(group.words)})" for name, group in links.kinds.items())
    says = "|".join((*links.words["saying"].words, *links.words["denial"].words))
    state, opposed = ("|".join(links.words[side].words) for side in SIDES)
    return _Lists(
        frozenset(links.small.split()),
        re.compile(rf"(?<![\w-])(?:{kinds})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{says})\Z", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:(?P<state>{state}|forces)|(?P<opposed>{opposed}))(?!\w)", re.IGNORECASE),
    )


@cache
def kind_names() -> tuple[str, ...]:
    """Name the kinds of acts that are told apart."""
    return tuple(load("links", _Links).kinds)


@lru_cache(maxsize=1 << 14)
def kinds_in(text: str) -> frozenset[str]:
    """Give the kinds of acts that a text names: killing, chemical arms, shelling and so on."""
    return frozenset(match.lastgroup or "" for match in _lists().kinds.finditer(text))


def stem(name: str) -> str:
    """Give what a name is known by, whatever its ending, such as "Syria", "Syrian" and "Syrias"."""
    name = _GENITIVE.sub("", name.casefold())
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= _KEPT:
            name = name.removesuffix(suffix)
            break
    return name[:_LETTERS]


def side_in(text: str) -> str | None:
    """Give the side that a text names first, of `SIDES`: in an accusation that is mostly the one accused."""
    found = _lists().sides.search(text)
    return found.lastgroup if found else None


def stems_in(text: str) -> frozenset[str]:
    """Give the stems of the words that carry meaning."""
    small = _lists().small
    return frozenset(stem(word) for word in _WORD.findall(text) if len(word) > _SHORT and word.lower() not in small)


class Names:
    """The words of one text that are names: written with a capital within a sentence, and never without one."""

    def __init__(self, text: str) -> None:
        small = _lists().small
        lower = set(_LOWER.findall(text))
        found = set(_AFTER_LOWER.findall(text))
        dull = small | _CALENDAR
        self._names = {name for name in found if name.casefold() not in lower and name.casefold() not in dull}

    def within(self, words: str) -> list[str]:
        """Give the names in some words of the text, in their order, with repetitions."""
        return [name for name in _CAPITAL.findall(words) if name in self._names]


@lru_cache(maxsize=_TEXTS)
def names_of(text: str) -> Names:
    """Give the names of a text; those of the last texts are remembered."""
    return Names(text)


def negated(content: str) -> bool:
    """Whether the main matter of a content is negated: "was not behind it", "there is no evidence"."""
    return bool(_NEGATION.search(content[:_FIRST]))


def points(content: str) -> bool:
    """Whether a content only points to what others said ("the allegations", "it") or labels that, and says no more."""
    lists = _lists()
    head = _WORD.findall(content[:LONGEST])
    says = any(lists.saying.match(word) for word in head[:5])
    if says:
        content = _LABEL.split(content, maxsplit=1)[0] or content
    own = list(_own(content[:LONGEST]))
    return len(own) < (2 if says else 1) or (len(own) == 1 and not kinds_in(content))


def finite(content: str) -> bool:
    """Whether there is a verb in the words that makes a sentence of them; "rebels of shelling it" is none."""
    return bool(_FINITE.search(content)) and not _ACCUSED.search(content)


def opens_with_pronoun(content: str) -> bool:
    """Whether a content begins with a word that only the text before it explains."""
    return bool(_PRONOUN.match(content))


def passes_on(content: str) -> bool:
    """Whether a content tells what another said: "a minister as telling reporters that"."""
    return bool(_TELLING.search(content))


def opens_within(content: str) -> bool:
    """Whether a content begins as a side clause does, or with a small letter: it goes on what stands before it."""
    return bool(_SIDE_CLAUSE.match(content))


def leaves_open(content: str) -> bool:
    """Whether a content withholds ("unable to determine"), or needs the words before it ("such", "that attack")."""
    return bool(_OPEN.search(content))


def length(content: str) -> int:
    """Count the words."""
    return len(content.split())


def _own(content: str) -> Iterator[str]:
    """Give the words that say something themselves: neither small, nor a word for a saying, a name or a number."""
    lists = _lists()
    for word in _WORD.findall(content):
        plain = word[0].islower() and word not in lists.small
        if (plain or (word[0].isupper() and kinds_in(word))) and not lists.saying.match(word):
            yield word
