"""When two reports name the same speaker: a name reduced to what it is compared by.

In: a name as a report has it, and its kind. Out: its words without case, accents, dots, apostrophes and titles; whether
it names anybody beyond its document. Rules only, and lists that can be edited (`naming`, `titles`, `bodies`).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final, Literal, TypeAlias

import msgspec

from averment.lexicons import Words, load
from averment.values.readings import SpeakerKind

Class: TypeAlias = Literal["person", "body", "document", "unnamed"]

CLASSES: Final[dict[SpeakerKind, Class]] = {
    "person": "person",
    "organisation": "body",
    "government": "body",
    "media": "body",
    "group": "body",
    "document": "document",
    "unnamed": "unnamed",
}
"""Which kinds are compatible. What one report takes for an organisation another takes for a group, or for a state's."""
LONGEST: Final = 400
"""Code points of a name that are compared: no name is longer, and what stands in its place may be a whole article."""
_WORD: Final = re.compile(r"\w+")
_POSSESSIVE: Final = re.compile(r"['’]s?\Z")  # noqa: RUF001
_APOSTROPHES: Final = dict.fromkeys(map(ord, "'’`´ʿʾʼ‘"))  # noqa: RUF001
_DOTTED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PIECES: Final = re.compile(r",? and |, ")
_UNDECOMPOSED: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})  # noqa: RUF001


class _Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: Words
    qualities: Words
    small: Words
    indefinite: Words
    papers: Words
    spellings: Words


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
    spellings: dict[str, str]
    titles: frozenset[str]
    before_titles: frozenset[str]
    addresses: frozenset[str]
    given: frozenset[str]
    listed: dict[str, str]
    """Names of the bodies that `bodies` lists, as they are compared, and the first name that the list has for each."""


def plain(name: str) -> str:
    """Give a name without case, accents and apostrophes, in any script."""
    if name.isascii():
        return name.translate(_APOSTROPHES).lower()
    parts = unicodedata.normalize("NFKD", name.casefold().translate(_APOSTROPHES).translate(_UNDECOMPOSED))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """Give the words of a name to compare it by: "The U.N. Security Council's" gives un, security, council."""
    short = _POSSESSIVE.sub("", name[:LONGEST].strip())
    short = _DOTTED.sub(lambda dotted: dotted.group().replace(".", ""), short)
    found = _WORD.findall(plain(short))
    spellings = _spellings()
    found = [spellings.get(word, word) for word in found if word.strip("_")]
    return tuple(found[1:] if len(found) > 1 and found[0] == "the" else found)


def person(name: str) -> tuple[str, ...]:
    """Give the words of a person's name without the titles before it: "President Bashar al-Assad".

    A ruler or a cleric known by one given name keeps the title: "King Farouk" is not every Farouk.
    """
    found = words(name)
    known = lists()
    at = next((i for i in range(min(len(found) - 1, 8), 0, -1) if _titled(found[:i], known)), 0)
    rest = found[at:]
    if at and len(rest) == 1 and rest[0] in known.given and found[at - 1] not in known.addresses:
        return found
    return rest


@lru_cache(maxsize=65536)
def compared(name: str, kind: SpeakerKind) -> str | None:
    """Give what a name is compared by across documents: its class and words. None where it names nobody beyond its own.

    Those are the unnamed; what is only described ("police", "a hospital", "residents and the Observatory"); reports,
    videos and the like; and a person of whom only a given name is told.
    """
    kinds = CLASSES[kind]
    if kinds in ("unnamed", "document"):
        return None
    found = person(name) if kinds == "person" else words(name)
    if not found or (kinds == "person" and len(found) == 1 and found[0] in lists().given):
        return None
    if not _names_somebody(name, found):
        return None
    return f"{kinds}:{' '.join(found)}"


def phrase(name: str) -> str:
    """Give what an unnamed speaker is compared by within its document."""
    return " ".join(words(name)) or " ".join(name[:LONGEST].split())


@cache
def lists() -> Lists:
    """Compile the lists, once."""
    naming, bodies = load("naming", _Naming), load("bodies", _Bodies)
    titles, given = load("titles", tuple[_Title, ...]), load("given_names", _GivenNames)
    nouns = {part for group in bodies.nouns for word in group.words if " " not in word for part in _numbers(word)}
    kinds = {part for word in naming.kinds.words for part in _numbers(word)}
    return Lists(
        generic=frozenset((nouns | kinds | {*naming.qualities.words, *naming.small.words}) - {*naming.papers.words}),
        indefinite=frozenset(naming.indefinite.words),
        small=frozenset(naming.small.words),
        spellings=_spellings(),
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
    )


@cache
def _spellings() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in load("naming", _Naming).spellings.words)
    return {other: one for one, _, other in pairs}


def _numbers(noun: str) -> tuple[str, ...]:
    """Give the singular of a noun and what may be its plural."""
    return (noun, f"{noun}s", f"{noun}es", f"{noun.removesuffix('y')}ies")


def _titled(before: tuple[str, ...], known: Lists) -> bool:
    """Say whether words before a name are its title: "president", "foreign minister", "dr"."""
    return before[-1] in known.titles and all(w in known.titles or w in known.before_titles for w in before)


def _names_somebody(name: str, found: tuple[str, ...]) -> bool:
    """Say whether a name tells one speaker from all others, and so do all the parts of one that is a list."""
    known = lists()
    if " ".join(found) in known.listed:
        return True
    first = plain(name[:LONGEST]).split()[0]
    return first not in known.indefinite and all(map(_proper, _PIECES.split(name[:LONGEST])))


def _proper(part: str) -> bool:
    """Say whether one of the words is written as a name is, and is none that says only what somebody is."""
    generic = lists().generic
    for place, written in enumerate(part.split()):
        found = words(written)
        if found and (_capital(written) or (place and written.isdecimal())) and not generic.issuperset(found):
            return True
    return False


def _capital(word: str) -> bool:
    """Say whether a word has a capital in it, or letters of a script without them."""
    return any(sign.isupper() or (sign.isalpha() and not sign.islower()) for sign in word)
