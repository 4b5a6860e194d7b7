"""The word lists of this step, compiled for look-up.

In: `countries`, `bodies`, `titles`, `given_names` and `source_words` of the lexicons. Out: one `Lexicon` and the small
words, made once, when first asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from averment.lexicons import Words, load
from averment.values.readings import SpeakerKind

Gender: TypeAlias = Literal["male", "female"]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A country as reports call it."""

    name: str
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()


class Countries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Countries, and why they stand together."""

    why: str
    countries: tuple[Country, ...]
    kind: SpeakerKind = "government"


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that give a name its kind."""

    why: str
    kind: SpeakerKind
    words: tuple[str, ...]
    sole: bool = False


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body known by name: its other names, and the party it speaks for."""

    name: str
    also: tuple[str, ...] = ()
    party: str | None = None
    officers: tuple[str, ...] = ()


class KnownBodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Bodies of one kind."""

    why: str
    kind: SpeakerKind
    bodies: tuple[Body, ...]


class Bodies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The list of bodies."""

    nouns: tuple[Nouns, ...]
    monitors: Words
    named: tuple[KnownBodies, ...]


class SourceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small words by which sources are read; the list says what each group is for."""

    particles: Words
    function: Words
    calendar: Words
    short_forms: Words
    compounds: Words
    abstract: Words
    stops: Words
    generic: Words
    anaphoric: Words
    heads: Words
    governments: Words
    authorities: Words
    common: Words
    pairs: Words


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles that say the same of who bears them."""

    why: str
    words: tuple[str, ...]
    gender: Gender | None = None
    address: bool = False
    spoken: bool = False
    office: bool = False
    plain: bool = False


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Given names by gender."""

    male: tuple[str, ...]
    female: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What the lists know of a name: what to call it, its kind and its party."""

    name: str
    kind: SpeakerKind
    party: str | None


@dataclass(frozen=True)
class Entry:
    """What a name stands for, as runs of capitals are looked up."""

    label: Literal["body", "country", "seat", "home"]
    country: str | None
    known: Known | None = None


@dataclass(frozen=True)
class Lexicon:
    """All the lists, by the word that is looked up. Names keep their case; nouns and titles are lower case.

    `by_name` has bodies, countries and places, with the s of a possessive that lost its apostrophe too; `reach` says
    for the first word of each how many words the longest name has that begins with it.
    """

    nouns: dict[str, SpeakerKind]
    sole: frozenset[str]
    monitors: frozenset[str]
    bodies: dict[str, Known]
    officers: dict[str, Known]
    titles: dict[str, Title]
    countries: dict[str, str]
    adjectives: dict[str, str]
    seats: dict[str, str]
    homes: dict[str, str]
    unions: frozenset[str]
    full_names: frozenset[str]
    given: dict[str, Gender]
    by_name: dict[str, Entry]
    reach: dict[str, int]

    def noun(self, word: str) -> SpeakerKind | None:
        """Give the kind of a noun, singular or plural."""
        return self.nouns.get(word) or self.nouns.get(singular(word))

    def title(self, word: str) -> Title | None:
        """Give the title that a word is, singular or plural; words that only surround titles are none."""
        found = self.titles.get(word) or self.titles.get(singular(word))
        return found if found and not found.plain else None

    def country(self, name: str) -> str | None:
        """Give the country of a name, adjective or people; of a possessive without its apostrophe too."""
        return self.countries.get(name) or (self.countries.get(name[:-1]) if name.endswith("s") else None)


_MALE: Final[Gender] = "male"
_FEMALE: Final[Gender] = "female"
_LONGEST_SHORT: Final = 4  # letters of a country's short form: "UK", "USA", "DPRK"
_IRREGULAR: Final = {"people": "person", "men": "man", "women": "woman", "children": "child", "media": "media"}
_NOT_PLURAL: Final = re.compile(r"(?:ss|us|is)\Z")


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Give the singular of an English noun, by rule."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not _NOT_PLURAL.search(word) else word


@cache
def small_words() -> dict[str, frozenset[str]]:
    """Give the small words by the name of their group."""
    groups = load("source_words", SourceWords)
    return {name: frozenset(getattr(groups, name).words) for name in groups.__struct_fields__}


@cache
def lexicon() -> Lexicon:
    """Compile the lists."""
    bodies = load("bodies", Bodies)
    groups = load("countries", tuple[Countries, ...])
    places = [country for group in groups for country in group.countries]
    given = load("given_names", GivenNames)
    known = {
        name: Known(body.name, group.kind, body.party)
        for group in bodies.named
        for body in group.bodies
        for name in (body.name, *body.also)
    }
    countries = {name: c.name for c in places for name in (c.name, *c.also, *c.adjectives)}
    countries |= {f"{adjective}s": c.name for c in places for adjective in c.adjectives}
    seats = {seat: c.name for c in places for seat in c.seats}
    homes = {home: c.name for c in places for home in c.homes}
    by_name = {home: Entry("home", country) for home, country in homes.items()}
    by_name |= {seat: Entry("seat", country) for seat, country in seats.items()}
    by_name |= {name: Entry("country", country) for name, country in countries.items()}
    by_name |= {name: Entry("body", body.party, body) for name, body in known.items()}
    by_name = {f"{name}s": entry for name, entry in by_name.items() if not name.endswith("s")} | by_name
    reach: dict[str, int] = {}
    for name in by_name:
        first = name.split()[0]
        reach[first] = max(reach.get(first, 0), name.count(" ") + 1)
    return Lexicon(
        nouns={word: group.kind for group in bodies.nouns for word in group.words},
        sole=frozenset(word for group in bodies.nouns if group.sole for word in group.words),
        monitors=frozenset(bodies.monitors.words),
        bodies=known,
        officers={
            title: known[body.name] for group in bodies.named for body in group.bodies for title in body.officers
        },
        titles={word: title for title in reversed(load("titles", tuple[Title, ...])) for word in title.words},
        countries=countries,
        adjectives={c.name: c.adjectives[0] for c in places if c.adjectives},
        seats=seats,
        homes=homes,
        full_names=frozenset(name for c in places for name in c.also if len(name) > _LONGEST_SHORT),
        unions=frozenset(c.name for group in groups if group.kind != "government" for c in group.countries),
        given=dict.fromkeys(given.male, _MALE) | dict.fromkeys(given.female, _FEMALE),
        by_name=by_name,
        reach=reach,
    )
