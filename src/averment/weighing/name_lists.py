"""The word lists by which names are compared, compiled for look-up.

In: `naming`, `titles`, `bodies`, `countries` and `given_names` of the lexicons. Out: one `Lists`, made once.
"""

from __future__ import annotations

from functools import cache

import msgspec

from averment.lexicons import load
from averment.weighing.name_words import Naming, plain, words


class _Title(msgspec.Struct, frozen=True):
    words: tuple[str, ...]
    address: bool = False
    plain: bool = False


class _Noun(msgspec.Struct, frozen=True):
    words: tuple[str, ...]


class _Body(msgspec.Struct, frozen=True):
    name: str
    also: tuple[str, ...] = ()


class _Known(msgspec.Struct, frozen=True):
    bodies: tuple[_Body, ...]


class _Country(msgspec.Struct, frozen=True):
    name: str
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()


class _Countries(msgspec.Struct, frozen=True):
    countries: tuple[_Country, ...]


class _Bodies(msgspec.Struct, frozen=True):
    nouns: tuple[_Noun, ...]
    named: tuple[_Known, ...]


class _GivenNames(msgspec.Struct, frozen=True):
    male: tuple[str, ...]
    female: tuple[str, ...]


class Lists(msgspec.Struct, frozen=True, kw_only=True):
    """The word lists by which names are compared."""

    generic: frozenset[str]
    indefinite: frozenset[str]
    small: frozenset[str]
    titles: frozenset[str]
    before_titles: frozenset[str]
    addresses: frozenset[str]
    given: frozenset[str]
    listed: dict[str, str]
    """Names of the bodies that `bodies` lists, as they are compared, and the first name that the list has for each."""
    countries: dict[str, str]
    """Names, adjectives and peoples of states, as they are compared, and the name of the state."""
    beside: frozenset[str]
    based: frozenset[str]
    governments: frozenset[str]
    articles: frozenset[str]
    parents: frozenset[str]
    offices: frozenset[str]


@cache
def lists() -> Lists:
    """Compile the lists, once."""
    naming, bodies = load("naming", Naming), load("bodies", _Bodies)
    titles, given = load("titles", tuple[_Title, ...]), load("given_names", _GivenNames)
    nouns = {part for group in bodies.nouns for word in group.words if " " not in word for part in _numbers(word)}
    kinds = {part for word in naming.kinds.words for part in _numbers(word)}
    return Lists(
        generic=frozenset((nouns | kinds | {*naming.qualities.words, *naming.small.words}) - {*naming.papers.words}),
        indefinite=frozenset(naming.indefinite.words),
        small=frozenset(naming.small.words),
        titles=frozenset(word.rstrip(".") for title in titles if not title.plain for word in title.words),
        before_titles=frozenset(word for title in titles if title.plain for word in title.words) | {"of", "the", "for"},
        addresses=frozenset(word.rstrip(".") for title in titles if title.address for word in title.words),
        given=frozenset(plain(name) for name in (*given.male, *given.female)),
        listed={
            " ".join(words(name)): body.name
            for group in bodies.named
            for body in group.bodies
            for name in (body.name, *body.also)
        },
        countries={
            " ".join(words(f"{name}{end}")): country.name
            for group in load("countries", tuple[_Countries, ...])
            for country in group.countries
            for name in (country.name, *country.also, *country.adjectives)
            for end in ("s", "")
        },
        beside=frozenset(naming.beside.words),
        based=frozenset(naming.based.words),
        governments=frozenset(naming.governments.words),
        articles=frozenset(naming.articles.words),
        parents=frozenset(naming.parents.words),
        offices=frozenset(naming.offices.words),
    )


def _numbers(noun: str) -> tuple[str, ...]:
    """Give the singular of a noun and what may be its plural."""
    return (noun, f"{noun}s", f"{noun}es", f"{noun.removesuffix('y')}ies")
