"""Persons who may be one: spellings of a name, a family name alone, a name that was taken for an organisation's.

In: sources that are persons, those in most documents first. Out: proposals. Two persons who only share a family name
are not proposed, and neither are those whom reports place on different sides, unless it is the same full name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

from averment.weighing.aliases.named import Named, Proposal
from averment.weighing.name_lists import lists
from averment.weighing.spelling import alike, joined, skeleton

_MOST: Final = 24
"""Names of one form with which a name is compared, those in most documents: bounds the work where all are alike."""
_BEARERS: Final = 2
"""Persons who may have a family name for it to be taken for theirs, where it stands alone."""

_GLUED: Final = 5  # letters of a word that may begin with an article: "Alabdah", not "Allen"
_OFTENER: Final = 3  # times as many documents as the next, for a family name of many to be taken for one person's


def proposals(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose spellings of one full name, then whose family name stands alone."""
    leaders: dict[str, list[Named]] = {}
    for one in (one for one in found if len(_words(one)) > 1):
        own = _words(one)
        near = leaders.setdefault(_form(own), [])
        known = next((other for other in islice(near, _MOST) if _one_name(own, _words(other))), None)
        if known is None:
            near.append(one)
        else:
            yield known, one, _why(_words(known), own)
    yield from _alone(found, leaders)


def mistaken(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose whom a report took for an organisation: the whole name of a person, or the family name."""
    full = {one.words: one for one in reversed(found) if one.what == "person"}
    bearers: dict[str, list[Named]] = {}
    for one in found:
        if one.what == "person" and len(one.words) > 1:
            bearers.setdefault(one.words[-1], []).append(one)
    for one in found:
        if one.what != "body" or one.source.kind not in ("organisation", "group") or one.source.affiliations:
            continue
        if one.words in full:
            yield full[one.words], one, "the same name, taken for a person's in one report and for a body's in another"
        elif len(one.words) == 1 and one.source.party is None and 0 < len(bearers.get(one.words[0], ())) <= _BEARERS:
            for other in bearers[one.words[0]]:
                yield other, one, f"{one.source.name} is the family name of {other.source.name}"


def _alone(found: Sequence[Named], leaders: dict[str, list[Named]]) -> Iterator[Proposal]:
    """Propose whose family name a single word is; two spellings of a single word too."""
    bearers: dict[str, list[Named]] = {}
    heads = {one.key for near in leaders.values() for one in near}
    for one in found:
        if one.key in heads:
            bearers.setdefault(skeleton(_words(one)[-1]), []).append(one)
    seen: dict[str, list[Named]] = {}
    for one in (one for one in found if len(_words(one)) == 1):
        word = _words(one)[0]
        fitting = [
            other
            for other in bearers.get(skeleton(word), ())[:_MOST]
            if alike(word, _words(other)[-1]) and not one.on_other_side(other)
        ]
        for other in _likely(fitting):
            others = "" if len(fitting) == 1 else f", and of {len(fitting) - 1} more here"
            yield other, one, f"{one.source.name} is the family name of {other.source.name}{others}"
        near = seen.setdefault(skeleton(word), [])
        for other in islice(near, _MOST):
            if alike(word, _words(other)[0]) and not one.on_other_side(other):
                yield other, one, _why(_words(other), _words(one))
                break
        else:
            near.append(one)


def _why(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Say how the words of one name come to be those of the other."""
    if one == other:
        return "the same name, with an article or written together in one"
    return "two spellings of one name" if len(one) == len(other) else "one leaves out a name that the other has"


def _likely(bearers: list[Named]) -> list[Named]:
    """Give whom a family name alone may mean: all who have it where they are few, or who is reported far most often."""
    if len(bearers) <= _BEARERS:
        return bearers
    first, second = bearers[0].source.documents, bearers[1].source.documents
    return bearers[:1] if first >= _OFTENER * second else []


def _words(one: Named) -> tuple[str, ...]:
    return _significant(one.words)


@lru_cache(maxsize=65536)
def _significant(name: tuple[str, ...]) -> tuple[str, ...]:
    """Give the words of a name that count: without articles, a name of "servant of" in one."""
    every = joined(name)
    bare = tuple(word for word in every if word not in lists().articles) or every
    return (*bare[:1], *(word[2:] if word.startswith("al") and len(word) > _GLUED else word for word in bare[1:]))


def _form(own: tuple[str, ...]) -> str:
    """Give what spellings of one full name share, and few others: the consonants of the family name, and an initial."""
    return f"{skeleton(own[-1])} {skeleton(own[0])[:1] if len(own) > 1 else ''}"


def _one_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether the words of one name are those of the other, spelled alike, or all but some in the middle."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return len(long) == 1 and alike(short[0], long[0])
    if not (alike(short[0], long[0]) and alike(short[-1], long[-1])):
        return False
    rest = iter(long[1:-1])
    return all(any(alike(word, other) for other in rest) for word in short[1:-1])
