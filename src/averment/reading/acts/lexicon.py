"""The words of `lexicons/acts.yaml`, compiled: one pattern a group, tried at the beginnings of words.

In: the lists. Out: a `Lexicon`, made once, when first asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from averment.lexicons import load
from averment.values.readings import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_VERB: Final = re.compile(r"(\w+)~|\(\?:((?:\w+\|)*\w+)\)~")
_APOSTROPHE: Final = "['’`]?"  # noqa: RUF001
_LONGEST_CUE: Final = 150  # code points
_DOUBLING: Final = re.compile(r"\w*[^aeiou][aeiou][bdgklmnprt]")
_HISSING: Final = ("s", "x", "z", "ch", "sh", "o")


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of one meaning, why they have it, and the act they speak for by themselves."""

    why: str
    words: list[str]
    act: Act | None = None


class Together(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signals that mean more where one of each list is on and none of `unless`, and what that is worth at first."""

    why: str
    one: list[str]
    other: list[str]
    act: Act
    worth: float
    unless: list[str] = []


class Groups(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists: groups by name, words of harm, words that are common, conjunctions of signals, irregular verbs."""

    cues: dict[str, Group]
    contents: dict[str, Group]
    harm: Group
    common: Group
    certainty: dict[str, Group]
    together: dict[str, Together]
    irregular: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The patterns, by the name of their group, and the conjunctions of signals. To be searched in lower case."""

    cues: dict[str, re.Pattern[str]]
    contents: dict[str, re.Pattern[str]]
    harm: re.Pattern[str]
    common: frozenset[str]
    certainty: dict[str, re.Pattern[str]]
    together: dict[str, tuple[frozenset[str], frozenset[str], frozenset[str]]]


@cache
def lexicon() -> Lexicon:
    """Give the compiled lists."""
    groups = load("acts", Groups)

    def compiled(listed: Mapping[str, Group]) -> dict[str, re.Pattern[str]]:
        return {name: pattern(group.words, groups.irregular, re.NOFLAG) for name, group in listed.items()}

    return Lexicon(
        cues=compiled(groups.cues),
        contents=compiled(groups.contents),
        harm=pattern(groups.harm.words, groups.irregular, re.NOFLAG),
        common=frozenset(groups.common.words),
        certainty=compiled(groups.certainty),
        together={
            name: (frozenset(both.one), frozenset(both.other), frozenset(both.unless))
            for name, both in groups.together.items()
        },
    )


@lru_cache(maxsize=1024)  # a report says "said" again and again
def cue_groups(cue: str) -> frozenset[str]:
    """Name the groups whose words stand in a cue."""
    cue = cue[:_LONGEST_CUE].lower()
    return frozenset(name for name, pattern in lexicon().cues.items() if pattern.search(cue))


def forms(verb: str, irregular: Mapping[str, list[str]]) -> frozenset[str]:
    """Give the forms of an English verb: base, third person, past and participles."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        third, past = f"{verb[:-1]}ies", f"{verb[:-1]}ied"
    else:
        third, past = f"{verb}es" if verb.endswith(_HISSING) else f"{verb}s", f"{stem}ed"
    going = f"{verb}ing" if verb.endswith("ee") else f"{stem}ing"
    found = {verb, third, going, *(irregular.get(verb) or (past,))}
    if _DOUBLING.fullmatch(verb):
        found |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(found)


def pattern(
    words: Iterable[str], irregular: Mapping[str, list[str]], flags: re.RegexFlag = re.IGNORECASE
) -> re.Pattern[str]:
    """Compile the patterns of a group into one, verbs in all their forms. Without flags: for lower case, and faster."""

    def any_form(match: re.Match[str]) -> str:
        verbs = (match[1] or match[2]).split("|")
        return "(?:" + "|".join(sorted({form for verb in verbs for form in forms(verb, irregular)})) + ")"

    expanded = (_VERB.sub(any_form, word).replace("'", _APOSTROPHE) for word in words)
    joined = "|".join(f"(?:{word})" for word in expanded)
    return re.compile(rf"(?<![\w-])(?:{joined})(?!\w)", flags)
