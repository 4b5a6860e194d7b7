"""Everyone and everything that a document names: one `Entity` for each, however it is spelled.

In: the names of a text. Out: a `Register` that finds the entity a name means at a place: the full name, wherever it
stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from averment.reading.speakers.entities import Entity
from averment.reading.speakers.lexicon import Gender, Lexicon, lexicon, singular
from averment.reading.speakers.names import Key, alike, initials, key, one_person, within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.reading.speakers.mentions import Named
    from averment.values.readings import SpeakerKind

_NEAREST: Final = 64  # entities with like names that are looked at: bounds the work on hostile text
_MAIN: Final = 0.4  # share of all mentions of countries that makes one the country of the report, and
_MORE: Final = 1.5  # how many times the next one's
_GOVERNMENT: Final = frozenset({"government", "regime", "administration", "authorities"})
_SMALL: Final = frozenset({"of", "for", "and"})
_WATCHING: Final = frozenset({"observatory", "watch", "rights"})
_HEAD: Final = re.compile(r"\s(?:for|of|in|at)\s")
_VOWELS: Final = str.maketrans("", "", "aeiouyw")

_BRACKETED: Final = re.compile(r"\s\(([A-Z][A-Za-z-]{1,9})\)")


class Register:
    """The entities of one document."""

    def __init__(self, text: str, names: Iterable[Named]) -> None:
        self._text = text
        self._lexicon: Lexicon = lexicon()
        self._people: dict[str, list[Entity]] = defaultdict(list)
        self._bodies: dict[Key, Entity] = {}
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._countries: dict[str, Entity] = {}
        self._of: dict[tuple[int, int], Entity] = {}
        self._seats: list[Named] = []
        self._bearers: dict[str, list[Entity]] = defaultdict(list)
        self._described: dict[str, list[Entity]] = defaultdict(list)
        self._called: dict[str, Entity] = {}
        self._organisations: list[Entity] = []
        self._agencies: dict[str, Entity] = {}
        self._governments: dict[str, Entity] = {}
        names = list(names)
        self._words = {word for name in names for word in name.name.replace("-", " ").split()}
        counts = Counter(name.country for name in names if name.country)
        self.main_country = self._main(counts)
        full = [name for name in names if self._full(name)]
        for name in sorted(full, key=lambda name: name.kind is None):
            if not name.loose:
                self._add_person(name)
        others = [name for name in names if (name.start, name.end) not in self._of]
        for name in sorted(others, key=lambda name: name.kind != "person" or name.gender is None):
            self._add_other(name)
        for name in self._seats:
            self._put(name, self.seat(name.country or ""))

    def of(self, name: Named) -> Entity | None:
        """Give the entity of a name that stands in the text."""
        return self._of.get((name.start, name.end))

    def mentions(self) -> Iterator[tuple[int, Entity]]:
        """Give the mentions of entities by name, in order of the text."""
        for (start, _), entity in sorted(self._of.items(), key=lambda item: item[0]):
            yield start, entity

    def bears(self, entity: Entity, role: str) -> None:
        """Add a title of a person, forms of address taken off."""
        titles = self._lexicon.titles
        kept = [word for word in role.split() if not ((title := titles.get(word.lower())) and title.address)]
        called = " ".join(kept).strip(" ,")
        if not called or called in entity.roles:
            return
        entity.roles.append(called)
        for word in dict.fromkeys(map(singular, called.lower().replace(",", " ").split())):
            _add(self._bearers[word], entity)

    def bearing(self, noun: str) -> list[Entity]:
        """Give the people whose titles have a noun."""
        return [entity for entity in self._bearers.get(noun, ()) if entity.kind == "person"]

    def describe(self, entity: Entity, noun: str) -> None:
        """Take in that a source without a name was described with a noun; lists have none."""
        entity.nouns.add(noun)
        _add(self._described[noun], entity)

    def described(self, noun: str) -> list[Entity]:
        """Give the sources that were described with a noun."""
        return self._described.get(noun, [])

    def called(self, name: str, kind: SpeakerKind | None) -> Entity:
        """Give the source that is known only as it is called, whatever its article."""
        body = self._bodies.get(tuple(word for word in key(name) if word not in _SMALL))
        if body is not None and body.kind == kind:
            return body
        words = " ".join(key(name)) or name
        if words not in self._called:
            self._called[words] = self.new(name, kind)
        return self._called[words]

    def watcher(self, at: int) -> Entity | None:
        """Give the organisation that watches and reports, such as an observatory, that is named nearest."""
        monitors = self._lexicon.monitors
        found = [e for e in self._organisations if e.nouns & monitors or _watches(e)]
        return self.nearest(found, at)

    def agency(self, country: str) -> Entity | None:
        """Give the first outlet named that speaks for a state."""
        return self._agencies.get(country)

    def new(self, name: str, kind: SpeakerKind | None, **more: object) -> Entity:
        """Add an entity that no name in the text stands for."""
        return Entity(name, kind, **more)  # type: ignore[arg-type]

    def as_person(self, name: Named) -> Entity:
        """Give the person that a name means, made one where the text has not shown it before."""
        entity = self.of(name)
        if entity is None or entity.kind not in (None, "person"):
            entity = self._find_person(key(name.name), name.start) or self._new_person(name)
            self._of[name.start, name.end] = entity
            entity.mentioned(name.start, name.end)
        entity.kind = "person"
        return entity

    def country(self, name: str) -> Entity:
        """Give a country, or a union of them, as one that speaks."""
        if name not in self._countries:
            kind: SpeakerKind = "organisation" if name in self._lexicon.unions else "government"
            self._countries[name] = self.new(name, kind, key=key(name), country=name, party=name)
        return self._countries[name]

    def government(self, country: str, called: str | None = None, *, neutral: bool = False) -> Entity:
        """Give the government of a country, apart from the country: a "government" if the text ever calls it that."""
        adjective = self._lexicon.adjectives.get(country, country)
        if called and called.split()[0].isupper():
            called = f"{country} {called.split(maxsplit=1)[1]}"
        neutral = neutral or called == f"{adjective} government"
        if country in self._governments and neutral:
            self._governments[country].name = f"{adjective} government"
        if country not in self._governments:
            name = f"{adjective} government" if neutral or called is None else called
            self._governments[country] = self.new(name, "government", key=key(name), country=country, party=country)
        return self._governments[country]

    def seat(self, country: str) -> Entity:
        """Give what a capital stands for: the government where the text names it, else the country."""
        return self._governments.get(country) or self.country(country)

    def body_with(self, noun: str, at: int, country: str | None = None) -> Entity | None:
        """Give the body named nearest to `at` by a name with `noun` in it; an army is a state's."""
        kind = self._lexicon.noun(noun)
        found = [
            e
            for e in self._by_word.get(noun, ())
            if (not country or not e.country or e.country == country) and (kind != "government" or e.kind == kind)
        ]
        found = [e for e in found if singular(_HEAD.split(e.name, maxsplit=1)[0].lower().split()[-1]) == noun] or found
        return self.nearest(found, at)

    def nearest(self, entities: Iterable[Entity], at: int) -> Entity | None:
        """Give the entity mentioned last before `at`; where none is, the one mentioned first after it."""
        best, score = None, (2, 0)
        for entity in entities:
            index = bisect_left(entity.mentions, (at, at))
            if index:
                score, best = min(
                    (score, best), ((0, at - entity.mentions[index - 1][0]), entity), key=lambda pair: pair[0]
                )
            elif entity.mentions:
                score, best = min((score, best), ((1, entity.mentions[0][0] - at), entity), key=lambda pair: pair[0])
        return best

    def _full(self, name: Named) -> bool:
        return name.kind in (None, "person") and len(key(name.name)) > 1

    def _main(self, counts: Counter[str]) -> str | None:
        if not counts:
            return None
        (country, most), (_, second) = [*counts.most_common(2), ("", 0)][:2]
        return country if most > 1 and most >= _MAIN * counts.total() and most >= _MORE * second else None

    def _put(self, name: Named, entity: Entity) -> None:
        self._of[name.start, name.end] = entity
        entity.mentioned(name.start, name.end)
        entity.gender = entity.gender or name.gender
        entity.country = entity.country or name.country
        if name.role:
            self.bears(entity, self._text[slice(*name.role)])

    def _add_person(self, name: Named) -> None:
        words = key(self._spelled(name))
        entity = self._find_person(words, name.start, full=True) or self._new_person(name)
        if self._fuller(name, words, entity):
            self._rename(entity, self._spelled(name))
        entity.kind = entity.kind or name.kind
        self._put(name, entity)

    def _fuller(self, name: Named, words: Key, entity: Entity) -> bool:
        """Say whether a name is the better one to call a person by: longer, or with its accents."""
        if name.kind is None and entity.kind is not None:
            return False
        if len(words) != len(entity.key):
            return len(words) > len(entity.key)
        if words != entity.key:
            return False
        accented = entity.name.isascii() and not name.name.isascii()
        return accented or name.name.count(" ") > entity.name.count(" ")

    def _new_person(self, name: Named) -> Entity:
        entity = self.new(name.name, name.kind)
        self._rename(entity, self._spelled(name))
        return entity

    def _spelled(self, name: Named) -> str:
        """Give a name without the s of a possessive that lost its apostrophe: "Rawis", where the text has "Rawi"."""
        last = name.name.replace("-", " ").rpartition(" ")[2]
        return name.name[:-1] if last.endswith("s") and last[:-1] in self._words else name.name

    def namesakes(self, name: Named) -> list[Entity]:
        """Give all the people that a name may mean."""
        words = key(self._spelled(name))
        near = self._people.get(_skeleton(words[-1]), ()) if words else ()
        return [
            e
            for e in near
            if e.kind == "person" and within(words, e.key) and alike(words[-1], e.key[-1])
            if None in (name.gender, e.gender) or name.gender == e.gender
        ]

    def _rename(self, entity: Entity, name: str) -> None:
        entity.name, entity.key = name.removesuffix("'"), key(name)
        for word in entity.key:
            for spelled in dict.fromkeys((_skeleton(word), _skeleton(word.removesuffix("s") or "s"))):
                bucket = self._people[spelled]
                if entity not in bucket:
                    _add(bucket, entity)

    def person(self, name: str, at: int) -> Entity | None:
        """Give the person that a word may be the name of."""
        found = self._find_person(key(name), at)
        return found if found and found.kind == "person" else None

    def _find_person(self, words: Key, at: int, *, full: bool = False, gender: Gender | None = None) -> Entity | None:
        if not words:
            return None
        found = []
        for skeleton in dict.fromkeys(map(_skeleton, (words[-1], words[-1].removesuffix("s") or "s", words[0]))):
            found += [
                e
                for e in self._people.get(skeleton, ())
                if None in (gender, e.gender) or gender == e.gender
                if (one_person(words, e.key) if full or len(words) > 1 else within(words, e.key))
            ]
        family = [e for e in found if alike(words[-1], e.key[-1])]
        people = [e for e in family or found if e.kind == "person"]
        return self.nearest(people or family or found, at)

    def _add_other(self, name: Named) -> None:
        if name.kind in (None, "person"):
            entity = self._find_person(key(self._spelled(name)), name.start, gender=name.gender)
            if entity is None and name.kind is None and (body := self._short_body(name)):
                self._put(name, body)
                return
            if entity is None:
                entity = self._new_person(name)
            elif name.kind == "person":
                entity.kind = "person"
            self._put(name, entity)
        elif name.place == "seat" and name.country:
            self._seats.append(name)
        elif name.place == "country" and name.country:
            entity = self.country(name.country)
            self._put(name, entity)
            if name.name in self._lexicon.full_names and entity.name == name.country:
                entity.name = name.name
        elif name.country and name.known is None and self._rules(name):
            self._put(name, self.government(name.country, name.name))
        else:
            self._put(name, self._body(name))

    def _rules(self, name: Named) -> bool:
        """Say whether a name is a country's government; an interim one, or one in exile, is another body."""
        state, _, noun = name.name.rpartition(" ")
        return noun.lower() in _GOVERNMENT and self._lexicon.country(state) is not None

    def _short_body(self, name: Named) -> Entity | None:
        """Give the body whose short form a name is: its initials, or a word of it."""
        if name.name.isupper():
            return self._bodies.get((name.name.lower(),))
        first = [
            e
            for e in self._by_word.get(name.name.lower(), ())
            if e.key[0] == name.name.lower() and e.kind != "government"
        ]
        return self.nearest(first, name.start)

    def _bracketed(self, name: Named) -> str:
        """Give the short form in brackets after a name: "(SNHR)"."""
        match = _BRACKETED.match(self._text, name.end)
        return match[1] if match and match[1][0] == name.name[0] else ""

    def _longer(self, words: Key, name: Named) -> Entity | None:
        """Give the body that a name is the short form of: "Foreign Ministry", after "Peruvian Foreign Ministry"."""
        found = [
            e
            for e in self._by_word.get(singular(words[-1]) if words else "", ())
            if len(e.key) > len(words) and within(words, e.key) and e.country in (None, name.country or e.country)
        ]
        return self.nearest(found, name.start)

    def _body(self, name: Named) -> Entity:
        known = name.known
        words = key(known.name if known else name.name)
        if known is None:
            words = tuple(word for word in words if word not in _SMALL)
        entity = self._bodies.get(words)
        if entity is None and known is None:
            entity = self._longer(words, name)
        if entity is None:
            full = known is not None and (set(key(name.name)) < set(words) or name.name not in self._lexicon.bodies)
            called = known.name if known and full else name.name
            entity = self.new(called, name.kind, key=words, party=known.party if known else None)
            self._bodies[words] = entity
            if entity.kind == "organisation":
                _add(self._organisations, entity)
            if entity.kind == "media" and entity.party:
                self._agencies.setdefault(entity.party, entity)
            short = self._bracketed(name) or initials(name.name)
            if len(short) > 2:  # noqa: PLR2004
                self._bodies.setdefault((short.lower(),), entity)
            for word in words:
                _add(self._by_word[singular(word)], entity)
        if name.name.count(" ") > entity.name.count(" "):
            entity.name = name.name
        return entity


def _add(bucket: list[Entity], entity: Entity) -> None:
    """Add to a bucket of entities that are alike; a full one loses its oldest."""
    bucket.append(entity)
    if len(bucket) > _NEAREST:
        del bucket[0]


def _watches(entity: Entity) -> bool:
    return any(word in _WATCHING for word in entity.key)


@lru_cache(maxsize=8192)  # each is asked for at every mention
def _skeleton(word: str) -> str:
    """Give what two spellings of a word have in common: its first letter's class and how many words can be it."""
    first = {"k": "q", "g": "q", "j": "y"}.get(word[0], word[0])
    rest = word[1:].replace("kh", "h").replace("ch", "h").replace("gh", "g").replace("q", "g").replace("ph", "f")
    rest = rest.replace("sch", "s").replace("sh", "s").replace("dh", "d").replace("j", "").translate(_VOWELS)
    return first + "".join(letter for i, letter in enumerate(rest) if i == 0 or letter != rest[i - 1])
