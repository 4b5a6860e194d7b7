"""Bodies that may be one: short names, acronyms, other words for the same, a state and its government.

In: sources that are organisations, governments, media or groups, those in most documents first. Out: proposals. A body
and its parts, or those who speak for it, are never proposed as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from averment.weighing.aliases.named import Named, Proposal
from averment.weighing.name_lists import lists
from averment.weighing.name_words import words
from averment.weighing.spelling import folded

_Rule: TypeAlias = Callable[[Named], tuple[tuple[str, ...], str] | None]

_ACRONYM: Final = re.compile(r"[^\W\d_]{3,8}")
_IN_BRACKETS: Final = re.compile(r"(.{4,}?) ?[(\[](\w{2,8})[)\]]")
_LONGEST_STATE: Final = 4  # words of the name of a state
_LONGEST: Final = 16  # words of a name of which the beginnings are looked up: bounds the work on what is no name
_CANDIDATES: Final = 2  # bodies that a short form may stand for, to be proposed
_JOINS: Final = frozenset({"for", "of"})
_SHORTEST: Final = 2  # words of a name that is the beginning of a longer one
_SAME_WORDS: Final = {"tv": "television", "ministry": "ministry", "childrens": "children"}


def proposals(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose bodies that may be one, the surest reason first."""
    for rule in (_listed, _same_words, _state):
        yield from _alike(found, rule)
    yield from _acronyms(found)
    yield from _beginnings(found)
    yield from _shorter(found)


def _alike(found: Sequence[Named], rule: _Rule) -> Iterator[Proposal]:
    """Propose each source with the first that has the same form: the one in most documents."""
    first: dict[tuple[str, ...], Named] = {}
    for one in found:
        formed = rule(one)
        if formed is None:
            continue
        form, why = formed
        if (other := first.setdefault(form, one)) is not one:
            yield other, one, why


def _listed(one: Named) -> tuple[tuple[str, ...], str] | None:
    """Put together names that the list of bodies has for one."""
    name = next((n for form in one.source.names if (n := lists().listed.get(" ".join(words(form))))), None)
    return ((name,), f"both are names of {name} in the list of known bodies") if name else None


def _same_words(one: Named) -> tuple[tuple[str, ...], str] | None:
    """Put together names with the same words: in another order or form, or beside a word for what the body is."""
    form = tuple(sorted(_bag(words(_without_kind(one.source.name)))))
    return (form, "the same words, in another order or form") if form else None


def _state(one: Named) -> tuple[tuple[str, ...], str] | None:
    """Put together a state and its government, whatever each is called."""
    known = lists()
    if one.source.kind != "government":
        return None
    state = one.words[:-1] if one.words[-1] in known.governments else one.words
    country = known.countries.get(" ".join(state))
    return ((country,), f"a state and its government speak as one: {country}") if country else None


def _acronyms(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose what an acronym may be short for."""
    known = lists()
    full: dict[str, list[Named]] = {}
    for one in found:
        if _is_list(one):
            continue
        if len(one.words) > _SHORTEST or (len(one.words) > 1 and not known.small.intersection(one.words)):
            for letters in {_initials(one.words, known.small), _initials(one.words, frozenset())}:
                full.setdefault(letters, []).append(one)
        for form in one.source.names:
            if bracketed := _IN_BRACKETS.match(form):
                full.setdefault(bracketed[2].lower(), []).append(one)
    for one in found:
        if len(one.words) != 1 or one.words[0] in known.listed or not any(map(_is_acronym, one.source.names)):
            continue
        fitting = [other for other in full.get(one.words[0], ()) if other is not one]
        for other in fitting if len(fitting) <= _CANDIDATES else ():
            yield other, one, "the one is made of the initials of the other"


def _beginnings(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose what a name may be the beginning of: "Orum Observatory", of the one for human rights."""
    names = {one.words: one for one in reversed(found)}
    longer: dict[tuple[str, ...], list[Named]] = {}
    for one in found:
        if _is_list(one):
            continue
        for cut in range(_SHORTEST, min(len(one.words), _LONGEST)):
            short = one.words[:cut]
            if short in names and (one.words[cut] in _JOINS or _JOINS.intersection(short)):
                fitting = longer.setdefault(short, [])
                if not any(_begins(other.words, one.words) or _begins(one.words, other.words) for other in fitting):
                    fitting.append(one)
    for short, fitting in longer.items():
        for other in fitting if len(fitting) <= _CANDIDATES else ():
            yield other, names[short], "the one is the beginning of the other"


def _shorter(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose whom a name may mean that leaves out one word in the middle: "Orum Council", of the national one."""
    names = {one.words: one for one in reversed(found) if _is_title(one)}
    longer: dict[tuple[str, ...], list[Named]] = {}
    for one in found:
        if _SHORTEST < len(one.words) < _LONGEST and _is_title(one):
            for out in range(1, len(one.words) - 1):
                if (short := one.words[:out] + one.words[out + 1 :]) in names:
                    longer.setdefault(short, []).append(one)
    for short, fitting in longer.items():
        if len(fitting) == 1:
            yield fitting[0], names[short], "the one leaves a word out of the other"


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return long[: len(short)] == short


def _is_list(one: Named) -> bool:
    """Say whether a name is that of several: an organisation may have "and" in its name, others hardly do."""
    return "and" in one.words and one.source.kind != "organisation"


def _is_title(one: Named) -> bool:
    """Say whether all words of a name are written as a name's, and it is no arm of a state: of those there are many."""
    known = lists()
    return one.source.kind != "government" and all(
        word[:1].isupper() or word in known.small or word in known.articles for word in one.source.name.split()
    )


def _bag(name: tuple[str, ...]) -> Iterator[str]:
    """Give the words of a name in a form that its other forms share: states by one name, plurals in the singular."""
    known = lists()
    at = 0
    while at < len(name):
        if name[at : at + 2][-1:] == ("based",) and name[at] in known.based:
            at += 2
            continue
        end, state = next(
            (
                (end, s)
                for end in range(at + _LONGEST_STATE, at, -1)
                if (s := known.countries.get(" ".join(name[at:end])))
            ),
            (at + 1, None),
        )
        if state:
            yield state
        elif name[at] not in known.small and name[at] not in known.articles:
            yield folded(_SAME_WORDS.get(name[at], name[at]).removesuffix("s"))
        at = min(end, len(name))


def _without_kind(name: str) -> str:
    """Take off what stands after a name and only says what it is: "the Orum Front militant group"."""
    known = lists()
    written = name.split()
    left = list(written)
    while left and left[-1].islower() and known.beside.issuperset(words(left[-1])):
        left.pop()
    stands = any(
        word[:1].isupper() or "-" in word
        for word in left
        if not known.generic.issuperset(found := words(word)) and " ".join(found) not in known.countries
    )
    return " ".join(left) if stands else name


def _initials(name: tuple[str, ...], without: frozenset[str]) -> str:
    return "".join(word[0] for word in name if word not in without)


def _is_acronym(form: str) -> bool:
    bare = form.replace(".", "")
    return bare.isupper() and _ACRONYM.fullmatch(bare) is not None
