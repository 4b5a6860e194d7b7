"""The step: every attribution gets its speaker.

In: a draft with attributions. Out: the draft with `speakers`, in order of their first attribution, and each attribution's
`speaker`. Names are looked up in the whole text; pronouns and descriptions go to what was salient when they were used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.reading.speakers.lexicon import lexicon, singular
from averment.reading.speakers.mentions import Named, named
from averment.reading.speakers.names import key
from averment.reading.speakers.parties import speaker
from averment.reading.speakers.phrases import Phrase, read_phrase
from averment.reading.speakers.register import Entity, Register

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from averment.reading.draft import Draft
    from averment.values import Attribution, Span

UNATTRIBUTED: Final = "unattributed"
_BACK: Final = 6  # sentences that a pronoun looks back over
_NEXT: Final = 2  # sentences within which a described source is named
_AHEAD: Final = 5  # attributions in which a description in the lead finds the name it stands for
_PERSONAL: Final = {"he": "male", "him": "male", "his": "male", "himself": "male", "she": "female", "her": "female", "hers": "female"}
_SPEAKING: Final = frozenset("i we me us my our ours mine".split())
_RELATIVE: Final = frozenset("who whom which that whose".split())
_GOVERNMENTS: Final = frozenset({"government", "regime", "administration"})
_RULERS: Final = frozenset("president dictator king emir sultan premier leader strongman ruler".split())
_HEADS: Final = frozenset("chief head leader director secretary-general president chairman chairwoman boss executive".split())
_KINDS: Final = {"agency": ("media", "organisation"), "company": ("organisation",), "firm": ("organisation",)}
_ANY: Final = frozenset("group organisation organization agency company firm body charity website newspaper channel site".split())
_BY: Final = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(\w+)\Z")
_MEMBER: Final = re.compile(r"(?:of|from|at|with)\b")
_BESIDE: Final = re.compile(r",?\s")
_WORD: Final = re.compile(r"\w")
_PLURAL: Final = frozenset("they them their theirs themselves".split())


def resolve_speakers(draft: Draft) -> Draft:
    """Give the draft its speakers, and each attribution its own."""
    if not draft.attributions:
        return draft
    resolver = _Resolver(draft)
    entities = resolver.resolve()
    order: dict[int, str] = {}
    speakers = []
    for entity in entities:
        if id(entity) not in order:
            order[id(entity)] = f"s{len(order) + 1}"
            speakers.append(speaker(order[id(entity)], entity))
    attributions = tuple(
        msgspec.structs.replace(attribution, speaker=order[id(entity)])
        for attribution, entity in zip(draft.attributions, entities, strict=True)
    )
    return replace(draft, speakers=tuple(speakers), attributions=attributions)


class _Resolver:
    """The state of one document as it is read: who was named where, and who spoke."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._text = draft.text
        edges = {edge for a in draft.attributions for span in (*a.source, *a.cue) for edge in span}
        self._names = named(self._text, frozenset(edges))
        self._starts = [name.start for name in self._names]
        self.register = Register(self._text, self._names)
        self._phrases = [self._phrase(attribution) for attribution in draft.attributions]
        self._unnamed: dict[str, Entity] = {}
        self._spoken: set[Entity] = set()
        self._current = draft.attributions[0]
        self._unattributed: Entity | None = None
        self._sources: dict[int, list[tuple[int, Entity]]] = defaultdict(list)
        self._mentions: dict[int, list[tuple[int, Entity]]] = defaultdict(list)

    def resolve(self) -> list[Entity]:
        """Give the entity of each attribution, in their order."""
        self._introduce()
        for at, entity in self.register.mentions():
            self._mentions[self._sentence(at)].append((at, entity))
        found: list[Entity] = []
        for index, attribution in enumerate(self._draft.attributions):
            phrase = self._phrases[index]
            self._current = attribution
            entity = self._entity(index, phrase, found) if phrase else self._sourceless(attribution, found)
            if phrase:
                entity.mentioned(*self._draft.attributions[index].source[0])
                self._sources[self._sentence(phrase.span[0])].append((phrase.span[0], entity))
                self._spoken.add(entity)
            found.append(entity)
        return found

    def _sentence(self, at: int) -> int:
        return self._draft.sentences.index_at(at)

    def _phrase(self, attribution: Attribution) -> Phrase | None:
        if not attribution.source:
            return None
        span = (attribution.source[0][0], attribution.source[0][1])
        return read_phrase(self._text, span, self._inside(span))

    def _inside(self, span: Span) -> Sequence[Named]:
        first = max(0, bisect_right(self._starts, span[0] - 1))
        found = []
        for name in self._names[first:]:
            if name.start >= span[1]:
                break
            if name.end <= span[1]:
                found.append(name)
        return found

    def _introduce(self) -> None:
        """Enter the people and bodies that sources name, with their titles, before anything is resolved."""
        for phrase in self._phrases:
            for part in phrase.parts or (phrase,) if phrase else ():
                if part.shape == "person" and part.head:
                    self._person(part)

    def _person(self, phrase: Phrase) -> Entity:
        assert phrase.head is not None  # noqa: S101  # by its shape
        known = self.register.of(phrase.head)
        if known is not None and known.kind != "person" and phrase.head.kind is None and not phrase.role:
            if known.kind is not None or len(known.key) == 1:
                return known
        entity = self.register.as_person(phrase.head)
        if len(alike := self.register.namesakes(phrase.head)) > 1:
            spoken = [e for e in alike if e in self._spoken]
            entity = self.register.nearest(spoken, phrase.span[0]) or entity
        member = _MEMBER.match(phrase.role or "")
        if phrase.role and not member:
            entity.bears(phrase.role)
        for name in phrase.names:
            body = name.kind not in (None, "person") or name.name.isupper() or member
            if body and name is not phrase.head and entity.body is None and not _only_country(name):
                entity.body = self.register.of(name)
            entity.country = entity.country or (name.country if name is not phrase.head else None)
        return entity

    def _entity(self, index: int, phrase: Phrase, found: list[Entity]) -> Entity:
        if phrase.shape == "pronoun":
            return self._pronoun(index, phrase, found)
        if phrase.shape == "person":
            return self._person(phrase)
        if phrase.shape == "list":
            return self._list(index, phrase, found)
        if phrase.shape == "name":
            return self._name(index, phrase)
        return self._description(index, phrase, found)

    def _list(self, index: int, phrase: Phrase, found: list[Entity]) -> Entity:
        members = tuple(self._entity(index, part, found) for part in phrase.parts)
        kinds = {member.kind for member in members}
        kind = kinds.pop() if len(kinds) == 1 and kinds & {"government", "media", "unnamed"} else "group"
        name = " and ".join(
            part.text if part.head is not None and part.head.place == "seat" else member.name
            for part, member in zip(phrase.parts, members, strict=True)
        )
        entity = self._called(name, kind)
        entity.members, entity.plural = members, True
        return entity

    def _name(self, index: int, phrase: Phrase) -> Entity:
        assert phrase.head is not None  # noqa: S101  # by its shape
        entity = self.register.of(phrase.head)
        if entity is None:
            entity = self._called(phrase.head.name, phrase.head.kind or "organisation")
        if phrase.head.place is not None:
            return entity
        if lexicon().noun(" ".join(phrase.head.name.lower().split()[-2:])) == "media":
            entity = self._state_agency(phrase, phrase.head.country) or entity
        if phrase.noun:
            entity.nouns.add(phrase.noun)
            entity.kind = entity.kind or lexicon().noun(phrase.noun)
        entity.kind = entity.kind or "organisation"
        return entity

    def _called(self, name: str, kind: str | None) -> Entity:
        called = " ".join(key(name)) or name
        if called not in self._unnamed:
            self._unnamed[called] = self.register.new(name, kind)  # type: ignore[arg-type]
        return self._unnamed[called]

    # descriptions

    def _description(self, index: int, phrase: Phrase, found: list[Entity]) -> Entity:
        at = phrase.span[0]
        if (person := self._apposition(index, phrase)) is not None:
            return person
        kind = lexicon().noun(phrase.noun) or lexicon().noun(_last_two(phrase)) or lexicon().noun(f"{phrase.noun}s")
        if (government := self._government(phrase)) is not None:
            return government
        if kind == "document" and (maker := self._maker(phrase, found)):
            return maker
        if not phrase.determiner and phrase.text.istitle() and (person := self.register.person(phrase.noun, at)):
            return person
        if phrase.definite or not phrase.determiner:
            entity = self._known(phrase, at, found)
            if entity is not None:
                return entity
        if (named_later := self._later(index, phrase)) is not None:
            return named_later
        entity = self._called(self._title(phrase), kind if kind else "unnamed")
        if lexicon().title(phrase.noun) and kind is None:
            entity.kind = "unnamed"
        entity.plural = phrase.plural
        entity.told = (*phrase.modifiers, phrase.noun)
        entity.nouns.add(phrase.noun)
        entity.country = entity.country or next((name.country for name in phrase.names if name.country), None)
        for name in phrase.names:
            if entity.body is None and not _only_country(name) and name.kind not in (None, "person"):
                entity.body = self.register.of(name)
        return entity

    def _apposition(self, index: int, phrase: Phrase) -> Entity | None:
        """Give the person that a title stands beside, where the source leaves the name out: "N. N., a spokesman"."""
        if not lexicon().title(phrase.noun) or phrase.determiner not in ("a", "an", "the"):
            return None
        start = self._draft.attributions[index].source[0][0]
        before = bisect_right(self._starts, start) - 1
        if before < 0 or not _BESIDE.fullmatch(self._text, self._names[before].end, start):
            return None
        entity = self.register.of(self._names[before])
        full = entity is not None and entity.kind in (None, "person") and len(entity.key) > 1
        return self._described(entity, phrase) if entity is not None and full and not phrase.plural else None

    def _government(self, phrase: Phrase) -> Entity | None:
        """Give the government of "the government of President N.", "the N. regime" and "the government"."""
        if phrase.noun not in _GOVERNMENTS or phrase.plural:
            return None
        country = next((name.country for name in phrase.names if name.country), None)
        if country is None and phrase.names:
            leader = self.register.of(phrase.names[-1])
            if leader is None or leader.kind not in (None, "person") or (phrase.noun == "administration" and "of" not in phrase.text):
                return None
            country = leader.country or self.register.main_country
        elif country is None and phrase.definite and not phrase.modifiers:
            country = self.register.main_country
        if country is None:
            return None
        government = self.register.government(country)
        if phrase.noun == "government":
            government.name = f"{lexicon().adjectives.get(country, country)} government"
        return government

    def _title(self, phrase: Phrase) -> str:
        """Give what an unnamed source is called, with the country of the report where its noun needs one."""
        lead = phrase.names[0] if phrase.names else None
        text = phrase.text
        if lead is not None and lead.start == phrase.span[0] and lead.place == "country" and lead.country:
            rest = self._text[lead.end : phrase.span[1]].removeprefix("'s").removeprefix("’s")  # noqa: RUF001
            if self._text[lead.end : phrase.span[1]] != rest or lead.name[:-1] in lexicon().adjectives:
                text = lexicon().adjectives.get(lead.country, lead.country) + " ".join(["", *rest.split()])
        elif (owner := self._owner(phrase)) is not None:
            text = owner
        noun = lexicon().noun(phrase.noun)
        country = self.register.main_country
        adjective = lexicon().adjectives.get(country or "")
        own = not phrase.modifiers and phrase.noun in lexicon().sole
        own = own or (noun == "media" and phrase.modifiers[:1] in (("state",), ("official",), ("state-run",)))
        if own and not phrase.names and adjective and not phrase.plural:
            return f"{adjective} {text}"
        if phrase.determiner in ("a", "an", "another", "one"):
            return f"{phrase.determiner} {text}"
        return text

    def _owner(self, phrase: Phrase) -> str | None:
        """Give the phrase with the full name of the person it belongs to: "N. N.'s office"."""
        for name in phrase.names:
            entity = self.register.of(name)
            tail = self._text[name.end : phrase.span[1]]
            if entity is not None and entity.kind == "person" and tail[:1] in ("'", "’"):  # noqa: RUF001
                return " ".join((entity.name + tail).split())
        return None

    def _maker(self, phrase: Phrase, found: list[Entity]) -> Entity | None:
        """Give who made a document: named in the phrase, or the source before it."""
        makers = [
            (name, e)
            for name in phrase.names
            if (e := self.register.of(name)) is not None and (e.kind or self._text[max(0, name.start - 6) : name.start].endswith((" by ", " from ")))
        ]
        makers.sort(key=lambda pair: pair[0].place is not None)
        if makers:
            return makers[0][1]
        if (by := _BY.search(phrase.text)) and (body := self.register.body_with(singular(by[1].lower()), phrase.span[0])):
            return body
        if phrase.definite and found and not phrase.names and not phrase.plural:
            last = next((e for e in reversed(found[-3:]) if e.kind not in ("unnamed", None)), None)
            return last.body if last and last.body and _spoken(last) else last
        return None

    def _known(self, phrase: Phrase, at: int, found: list[Entity]) -> Entity | None:
        """Give what a definite description points back to."""
        noun, lex = phrase.noun, lexicon()
        country = next((name.country for name in phrase.names if name.country), None)
        if not phrase.plural and (noun in lex.monitors or _last_two(phrase) in lex.monitors):
            entity = self._monitor(at)
            if entity is not None:
                return entity
        if phrase.definite and (noun in ("two", "pair", "duo") or (phrase.plural and lex.title(noun))):
            pairs = [e for e in self._unnamed.values() if e.members and all(m.kind == "person" for m in e.members)]
            if pairs:
                return self.register.nearest(pairs, at)
        bare = phrase.determiner and not phrase.names and not phrase.modifiers
        same = self._same(phrase) if bare else []
        if lex.title(noun) and not phrase.plural:
            bearer = self._bearer(phrase, at, country)
            if bearer is None and not same and phrase.definite and not phrase.names:
                bearer = self._before(at, lambda e: e.kind == "person" and not e.roles and e in self._spoken, 4)
            if bearer is not None:
                same = [*same, bearer]
        if same:
            return self.register.nearest(same, at)
        kind = lex.noun(_last_two(phrase)) or lex.noun(noun)
        if kind in ("government", "organisation", "media", "group") and phrase.determiner and not phrase.plural:
            if noun == "agency" and (agency := self._state_agency(phrase, country)) is not None:
                return agency
            apart = any("-" in word and not word.endswith("-based") for word in phrase.modifiers)
            if not apart and (body := self.register.body_with(noun, at, country)) is not None:
                return body
            if all(name.place for name in phrase.names) and noun in _ANY:
                kinds = _KINDS.get(noun) or (("media",) if kind == "media" else ("group", "organisation"))
                return self._before(at, lambda e: e.kind in kinds and not e.members and e.country != e.name)
        return None

    def _same(self, phrase: Phrase) -> list[Entity]:
        """Give the sources described with the same noun before."""
        return [e for e in self._unnamed.values() if phrase.noun in e.nouns and e.plural == phrase.plural and e.mentions]

    def _bearer(self, phrase: Phrase, at: int, country: str | None) -> Entity | None:
        """Give the person whose title a description repeats, or means: "the UN chief" is its secretary-general."""
        people = [e for e in self.register.entities if e.kind == "person" and e.roles and _of(e, country)]
        found = [e for e in people if _bears(e, frozenset({phrase.noun}))]
        if not found and country and phrase.noun in _HEADS:
            found = [e for e in people if e.country == country and _bears(e, _HEADS)]
        return self.register.nearest(found, at)

    def _state_agency(self, phrase: Phrase, country: str | None) -> Entity | None:
        """Give the agency of a state, where the text names it elsewhere."""
        state = country or (self.register.main_country if phrase.modifiers[:1] == ("state",) else None)
        agencies = [e for e in self.register.entities if e.kind == "media" and e.party and e.party == state]
        return agencies[0] if agencies else None

    def _monitor(self, at: int) -> Entity | None:
        watchers = [
            e for e in self.register.entities
            if e.kind == "organisation" and e.mentions and (e.nouns & lexicon().monitors or _watches(e))
        ]
        return self.register.nearest(watchers, at)

    def _later(self, index: int, phrase: Phrase) -> Entity | None:
        """Give the name that comes after a description in the lead: "a monitor said", then which."""
        lex = lexicon()
        if phrase.plural or phrase.names and not all(_only_country(n) or n.kind for n in phrase.names):
            return None
        if phrase.noun in lex.monitors or _last_two(phrase) in lex.monitors:
            return self._monitor(phrase.span[0])
        if phrase.determiner in ("one", "another") or not lex.title(phrase.noun):
            return None
        nearby = [p for p in self._phrases[index + 1 : index + 1 + _AHEAD] if p and p.span != phrase.span]
        for later in nearby:
            if later.shape == "person" and later.role and self._suits(phrase, later):
                return self._described(self._person(later), phrase)
        following = nearby[0] if nearby else None
        if following and following.shape == "person" and following.head and self._introduced(phrase, following):
            return self._described(self._person(following), phrase)
        return None

    def _described(self, person: Entity, phrase: Phrase) -> Entity:
        """Add to a person what a description says of it: its role, and the body it speaks for."""
        person.kind = "person"
        person.bears(phrase.text)
        for name in phrase.names:
            person.country = person.country or name.country
            if person.body is None and name.place is None:
                person.body = self.register.of(name)
        return person

    def _suits(self, phrase: Phrase, later: Phrase) -> bool:
        """Say whether a title that comes later has the noun of a description, and a word or country of its modifiers."""
        given = {singular(word) for word in (later.role or "").lower().replace(",", " ").split()}
        if phrase.noun not in given and not (phrase.noun in _HEADS and given & _HEADS):
            return False
        if any(name.name in (later.role or "") for name in phrase.names):
            return True
        countries = {name.country for name in phrase.names if name.country}
        told = [word for word in phrase.modifiers if singular(word) in given]
        others = {name.country for name in later.names if name.country}
        titles = lexicon().titles
        plain = all((t := titles.get(word)) and t.plain for word in phrase.modifiers)
        return phrase.noun in given and (plain or bool(told)) or bool(countries & others)

    def _introduced(self, phrase: Phrase, following: Phrase) -> bool:
        """Say whether the next source, named in full for the first time and given no other calling, is the one described."""
        assert following.head is not None  # noqa: S101  # by its shape
        entity = self.register.as_person(following.head)
        near = self._sentence(following.span[0]) - self._sentence(phrase.span[0]) <= _NEXT
        first = bool(entity.mentions) and entity.mentions[0][0] >= following.span[0] and " " in following.head.name
        role = (following.role or "").lower().split()
        callings = [word for word in role if lexicon().title(word)]
        return near and first and (not callings or len(role) == 1)

    # pronouns

    def _pronoun(self, index: int, phrase: Phrase, found: list[Entity]) -> Entity:
        word, at = phrase.text, phrase.span[0]
        entity = None
        if word in _SPEAKING:
            entity = self._quoted(index, at, found)
            if entity is not None and word in ("we", "us", "our", "ours") and _spoken(entity):
                entity = entity.body or (self.register.country(entity.country) if entity.country else entity)
        elif word in _RELATIVE:
            entity = self._nearest(at)
        elif word in _PERSONAL:
            entity = self._before(at, lambda e: self._someone(e) and e.gender in (None, _PERSONAL[word]))
        elif word in _PLURAL and (speaker := self._speaker_here(at)) is not None and speaker.body is not None:
            entity = speaker.body
        elif word in _PLURAL:
            entity = self._before(at, lambda e: e.plural or e.kind in ("group", "organisation"))
        elif word in ("it", "its", "itself"):
            entity = self._before(at, lambda e: e.kind not in ("person", "unnamed", None) and not e.plural)
        if entity is not None and entity.kind is None and word in _PERSONAL:
            entity.kind = "person"
        return entity or self._called(word, "unnamed")

    def _speaker_here(self, at: int) -> Entity | None:
        """Give the one who speaks for a body in this sentence: "a spokesman for it said they knew"."""
        here = self._sources.get(self._sentence(at))
        return here[-1][1] if here and here[-1][1].kind in ("person", "unnamed") and _spoken(here[-1][1]) else None

    def _nearest(self, at: int) -> Entity | None:
        """Give what is named last before `at` in its sentence: what "who" and "which" mean."""
        here = self._sentence(at)
        named = (*self._sources.get(here, ()), *self._mentions.get(here, ()))
        found = [(start, entity) for start, entity in named if start < at and entity.kind not in (None, "document")]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def _someone(self, entity: Entity) -> bool:
        """Say whether an entity is one person, named or not; a source of which nothing is known may be."""
        lex = lexicon()
        if entity.kind != "unnamed":
            return entity.kind == "person" or (entity.kind is None and entity in self._spoken)
        return not entity.plural and any(lex.title(noun) or lex.noun(noun) == "unnamed" for noun in entity.nouns)

    def _quoted(self, index: int, at: int, found: list[Entity]) -> Entity | None:
        """Give who says "I" or "we": the source of the attribution whose content holds it."""
        for before in range(len(found) - 1, max(-1, len(found) - 8), -1):
            if any(start <= at < end for start, end in self._draft.attributions[before].content):
                return found[before]
        return found[-1] if found else None

    def _before(self, at: int, fits: Callable[[Entity], bool], back: int = _BACK) -> Entity | None:
        """Give the most salient entity before `at`: a source, then what its sentence names first; sentence by sentence."""
        here = self._sentence(at)
        own = min((start for start, _ in self._current.content), default=at)
        for sentence in range(here, max(-1, here - back), -1):
            for _, entity in reversed(self._sources.get(sentence, [])):
                if fits(entity):
                    return entity
            for start, entity in self._mentions.get(sentence, []):
                if start < at and not (sentence == here and own <= start) and fits(entity):
                    return entity
        return None

    def _sourceless(self, attribution: Attribution, found: list[Entity]) -> Entity:
        """Give who speaks where no source stands: a quotation without a cue goes on; all else is unattributed."""
        if found and all(cue in attribution.content or not _WORD.search(self._text, *cue) for cue in attribution.cue):
            return found[-1]
        if self._unattributed is None:
            self._unattributed = self.register.new(UNATTRIBUTED, "unnamed")
        return self._unattributed


def _only_country(name: Named) -> bool:
    return name.place in ("country", "seat")


def _last_two(phrase: Phrase) -> str:
    return " ".join([*phrase.modifiers[-1:], phrase.noun])


def _bears(entity: Entity, nouns: frozenset[str]) -> bool:
    """Say whether a person's titles have one of the nouns in them."""
    return any(not nouns.isdisjoint(map(singular, role.lower().split())) for role in entity.roles)


def _spoken(entity: Entity) -> bool:
    """Say whether a body speaks through a person: its spokesman, its envoy."""
    titles = lexicon().titles
    told = [word for role in entity.roles for word in role.lower().split()] or entity.told
    return any((t := titles.get(word)) and t.spoken for word in told)


def _leads(entity: Entity) -> bool:
    """Say whether a person's titles make it the head of a state."""
    return any(word in _RULERS for role in entity.roles for word in role.lower().split())


def _of(entity: Entity, country: str | None) -> bool:
    return country is None or entity.country in (None, country)


def _watches(entity: Entity) -> bool:
    lower = entity.name.lower()
    return "human rights" in lower or "observatory" in lower or lower.endswith("watch")
