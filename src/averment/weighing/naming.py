"""When two reports name the same speaker: a name reduced to what it is compared by.

In: a name as a report has it, and its kind. Out: its words without case, accents, dots, apostrophes and titles; whether
it names anybody beyond its document. Rules only, and lists that can be edited (`naming`, `titles`, `bodies`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from averment.values.readings import SpeakerKind
from averment.weighing.name_lists import Lists, lists
from averment.weighing.name_words import LONGEST, plain, words

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
_PIECES: Final = re.compile(r",? and |, ")


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


def compared(name: str, kind: SpeakerKind) -> str | None:
    """Give what a name is compared by across documents: its class and words. None where it names nobody beyond its own.

    Those are the unnamed; what is only described ("police", "a hospital", "residents and the Observatory"); reports,
    videos and the like; and a person of whom only a given name is told ("Ahmed", "Abu Ahmed").
    """
    kinds = CLASSES[kind]
    return None if kinds in ("unnamed", "document") else _compared(name[:LONGEST], kinds)


@lru_cache(maxsize=65536)
def _compared(name: str, kinds: Class) -> str | None:
    found = person(name) if kinds == "person" else words(name)
    if not found or (kinds == "person" and _is_given(found)) or not _names_somebody(name, found):
        return None
    return f"{kinds}:{' '.join(found)}"


def _is_given(found: tuple[str, ...]) -> bool:
    """Say whether a name is a given name alone, or that of somebody's father or mother."""
    known = lists()
    return found[-1] in known.given and (len(found) == 1 or (len(found) == 2 and found[0] in known.parents))  # noqa: PLR2004


def phrase(name: str) -> str:
    """Give what an unnamed speaker is compared by within its document."""
    return " ".join(words(name)) or " ".join(name[:LONGEST].split())


def _titled(before: tuple[str, ...], known: Lists) -> bool:
    """Say whether words before a name are its title: "president", "foreign minister", "dr"."""
    return before[-1] in known.titles and all(w in known.titles or w in known.before_titles for w in before)


def _names_somebody(name: str, found: tuple[str, ...]) -> bool:
    """Say whether a name tells one speaker from all others, and so do all the parts of one that is a list."""
    known = lists()
    if " ".join(found) in known.listed:
        return True
    first = plain(name).split()[0]
    return first not in known.indefinite and all(map(_proper, _PIECES.split(name)))


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
