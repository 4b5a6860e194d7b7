"""The step: every attribution gets its speaker.

In: a draft with attributions. Out: the draft with `speakers`, in order of their first attribution, and each
attribution's `speaker`. Names are looked up in the whole text; pronouns and descriptions go to what was salient.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.reading.speakers.descriptions import Descriptions
from averment.reading.speakers.discourse import Discourse
from averment.reading.speakers.lexicon import lexicon, singular
from averment.reading.speakers.mentions import Named, named
from averment.reading.speakers.parties import speaker
from averment.reading.speakers.phrases import Phrase, read_phrase
from averment.reading.speakers.pronouns import RELATIVE, SPEAKING, pronoun, quoted
from averment.reading.speakers.register import Register

if TYPE_CHECKING:
    from averment.reading.draft import Draft
    from averment.reading.speakers.entities import Entity
    from averment.values import Attribution, Span
    from averment.values.readings import SpeakerKind

UNATTRIBUTED: Final = "unattributed"
"""The speaker of what is attributed to nobody: "it was reported"."""
_AHEAD: Final = 5  # attributions in which a description in the lead finds the name it stands for
_MEMBER: Final = re.compile(r"(?:of|from|at|with)\b")
_BESIDE: Final = re.compile(r",?\s")
_WORD: Final = re.compile(r"\w")


def resolve_speakers(draft: Draft) -> Draft:
    """Give the draft its speakers, and each attribution its own."""
    if not draft.attributions:
        return draft
    entities = _Resolver(draft).resolve()
    order = {entity: f"s{number}" for number, entity in enumerate(dict.fromkeys(entities), start=1)}
    attributions = tuple(
        msgspec.structs.replace(attribution, speaker=order[entity])
        for attribution, entity in zip(draft.attributions, entities, strict=True)
    )
    speakers = tuple(speaker(ident, entity) for entity, ident in order.items())
    return replace(draft, speakers=speakers, attributions=attributions)


class _Resolver:
    """One document as it is read: what its sources say, and the entities they mean."""

    def __init__(self, draft: Draft) -> None:
        self._text = draft.text
        self._attributions = draft.attributions
        edges = {edge for a in draft.attributions for span in (*a.source, *a.cue) for edge in span}
        self._names = named(self._text, frozenset(edges))
        self._starts = [name.start for name in self._names]
        self._register = Register(self._text, self._names)
        self._phrases = [self._phrase(attribution) for attribution in draft.attributions]
        self._discourse = Discourse(draft.sentences, self._register)
        self._descriptions = Descriptions(self._text, self._register, self._discourse)

    def resolve(self) -> list[Entity]:
        """Give the entity of each attribution, in their order."""
        for phrase in self._phrases:
            for part in (phrase.parts or (phrase,)) if phrase else ():
                if part.shape == "person":
                    self._person(part)
        found = []
        for index, attribution in enumerate(self._attributions):
            phrase = self._phrases[index]
            entity = self._entity(index, phrase) if phrase else self._sourceless(attribution)
            self._discourse.speaks(attribution, entity, self._source(attribution))
            found.append(entity)
        return found

    def _phrase(self, attribution: Attribution) -> Phrase | None:
        span = self._source(attribution)
        return read_phrase(self._text, span, self._inside(span)) if span else None

    def _source(self, attribution: Attribution) -> Span | None:
        """Give the piece of a source by its cue, without white space of any kind; null where no word is left."""
        if not attribution.source:
            return None
        start, end = _nearest(attribution.source, attribution.cue[0])
        words = self._text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        return (start, end) if start < end else None

    def _inside(self, span: Span) -> list[Named]:
        within = self._names[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]
        return [name for name in within if name.end <= span[1]]

    def _sourceless(self, attribution: Attribution) -> Entity:
        """Give who speaks where no source stands: a quotation without a cue goes on; all else is unattributed."""
        said = self._discourse.said
        if said and all(cue in attribution.content or not _WORD.search(self._text, *cue) for cue in attribution.cue):
            return said[-1][1]
        return self._register.called(UNATTRIBUTED, "unnamed")

    def _entity(self, index: int, phrase: Phrase) -> Entity:
        if phrase.shape == "pronoun":
            own = self._attributions[index].content[0][0]
            found = self._later(index, phrase) or pronoun(
                phrase.text, phrase.span[0], own, self._discourse, self._register
            )
            return found or self._register.called(phrase.text, "unnamed")
        if phrase.shape == "person":
            return self._person(phrase)
        if phrase.shape == "list":
            return self._list(index, phrase)
        return self._name(phrase) if phrase.shape == "name" else self._description(index, phrase)

    def _later(self, index: int, phrase: Phrase) -> Entity | None:
        """Give whom a pronoun means who has a cue only behind it: "a medic, who asked …, said", "“We …,” Oru said"."""
        at, speaking = phrase.span[0], phrase.text in SPEAKING
        if not (speaking or phrase.text in RELATIVE):
            return None
        if speaking and any(_holds(known, at) for known in self._attributions[max(0, index - _AHEAD) : index]):
            return None
        for ahead in range(index + 1, min(index + 1 + _AHEAD, len(self._phrases))):
            other = self._phrases[ahead]
            if other is None or other.shape in ("pronoun", "list"):  # these may lead further on, and on
                continue
            if speaking and _holds(self._attributions[ahead], at):
                return quoted(phrase.text, self._entity(ahead, other), self._register)
            if not speaking and _BESIDE.fullmatch(self._text, other.span[1], at):
                return self._entity(ahead, other)
        return None

    def _person(self, phrase: Phrase) -> Entity:
        head = phrase.named
        known = self._register.of(head)
        if known is not None and head.kind is None and not phrase.role and known.shows_no_person:
            return known
        entity = self._register.as_person(head)
        if len(alike := self._register.namesakes(head)) > 1:
            spoken = [e for e in alike if e in self._discourse.spoken]
            entity = self._register.nearest(spoken, phrase.span[0]) or entity
        member = _MEMBER.match(phrase.role or "") is not None
        if phrase.role and not member and not lexicon().country(phrase.role):
            self._register.bears(entity, phrase.role)
        for name in phrase.names:
            if name is not head:
                self._belongs(entity, name, any_name=member)
        if entity.body is None and phrase.role:
            first = phrase.role.split()[0].lower()
            if lexicon().noun(first) in ("government", "organisation"):
                entity.body = self._register.body_with(singular(first), phrase.span[0])
        return entity

    def _belongs(self, entity: Entity, name: Named, *, any_name: bool = False) -> None:
        """Take a body or country named in a title, as that of its bearer."""
        body = name.kind not in (None, "person") or name.name.isupper() or any_name
        if body and entity.body is None and name.place not in ("country", "seat"):
            found = self._register.of(name)
            entity.body = found if found is not entity else None
        entity.country = entity.country or name.country

    def _list(self, index: int, phrase: Phrase) -> Entity:
        members = tuple(self._entity(index, part) for part in phrase.parts)
        kinds = {member.kind for member in members}
        alike = kinds.pop() if len(kinds) == 1 else None
        name = " and ".join(
            part.text if part.head is not None and part.head.place == "seat" else member.name
            for part, member in zip(phrase.parts, members, strict=True)
        )
        entity = self._register.called(name, alike if alike in ("government", "media", "unnamed") else "group")
        if not entity.members:
            entity.members, entity.plural = members, True
            self._register.describe(entity, "")
        return entity

    def _name(self, phrase: Phrase) -> Entity:
        head = phrase.named
        entity = self._register.of(head) or self._register.called(head.name, head.kind or "organisation")
        if head.place is not None:
            return entity
        lex = lexicon()
        if head.name.lower().endswith("news agency"):
            entity = self._descriptions.state_agency(phrase, head.country) or entity
        if phrase.noun:
            entity.nouns.add(phrase.noun)
            entity.kind = entity.kind or lex.noun(phrase.noun)
        entity.kind = entity.kind or "organisation"
        return entity

    def _description(self, index: int, phrase: Phrase) -> Entity:
        lex = lexicon()
        kind = lex.noun(phrase.nouns) or lex.noun(phrase.noun) or lex.noun(f"{phrase.noun}s")
        found = self._apposition(phrase) or self._descriptions.government(phrase)
        if found is None and kind == "document":
            found = self._descriptions.maker(phrase)
        if found is None and not phrase.determiner and phrase.text.istitle():
            found = self._register.person(phrase.noun, phrase.span[0])
        if found is None and (phrase.definite or not phrase.determiner):
            found = self._descriptions.known(phrase)
        return found or self._named_later(index, phrase) or self._unnamed(phrase, kind)

    def _named_later(self, index: int, phrase: Phrase) -> Entity | None:
        if (watcher := self._descriptions.watcher(phrase)) is not None:
            return watcher
        following = [other for other in self._phrases[index + 1 : index + 1 + _AHEAD] if other]
        later = self._descriptions.later(phrase, following)
        return self._described(self._person(later), phrase) if later else None

    def _apposition(self, phrase: Phrase) -> Entity | None:
        """Give the person that a title stands beside, where the source leaves the name out: "N. N., a spokesman"."""
        if phrase.plural or phrase.determiner not in ("a", "an", "the") or not lexicon().title(phrase.noun):
            return None
        start = phrase.start
        before = bisect_right(self._starts, start) - 1
        if before < 0 or not _BESIDE.fullmatch(self._text, self._names[before].end, start):
            return None
        entity = self._register.of(self._names[before])
        beside = self._text[self._names[before].end] == ","
        if entity is None or len(entity.key) == 1 or not (entity.kind == "person" or (beside and entity.kind is None)):
            return None
        return self._described(entity, phrase)

    def _described(self, person: Entity, phrase: Phrase) -> Entity:
        """Add to a person what a description says of it: its role, and the body it speaks for."""
        person.kind = "person"
        self._register.bears(person, phrase.text)
        for name in phrase.names:
            self._belongs(person, name)
        return person

    def _unnamed(self, phrase: Phrase, kind: SpeakerKind | None) -> Entity:
        """Give a source that the text does not name: it is what it is called."""
        entity = self._register.called(self._title(phrase), kind or "unnamed")
        entity.country = entity.country or self._own_country(phrase)
        entity.plural = phrase.plural
        entity.told = (*phrase.modifiers, phrase.noun)
        self._register.describe(entity, phrase.noun)
        for name in phrase.names:
            self._belongs(entity, name)
        return entity

    def _title(self, phrase: Phrase) -> str:
        """Give what an unnamed source is called, with the country of the report where its noun needs one."""
        text = self._adjectival(phrase) or self._owned(phrase) or phrase.text
        if country := self._own_country(phrase):
            return f"{lexicon().adjectives.get(country, country)} {text}"
        return f"{phrase.determiner} {text}" if phrase.determiner in ("a", "an", "another", "one") else text

    def _own_country(self, phrase: Phrase) -> str | None:
        """Give the country of the report for what a state has one of: "the army", "state television"."""
        lex = lexicon()
        state = lex.noun(phrase.noun) == "media" and phrase.modifiers[:1] in (("state",), ("official",), ("state-run",))
        own = state or (not phrase.modifiers and phrase.noun in lex.sole)
        return self._register.main_country if own and not phrase.names and not phrase.plural else None

    def _adjectival(self, phrase: Phrase) -> str | None:
        """Give the phrase with the adjective of the country whose possessive it begins with: "Orumian opposition"."""
        lead = phrase.names[0] if phrase.names else None
        if lead is None or lead.start != phrase.span[0] or lead.place != "country" or not lead.country:
            return None
        tail = self._text[lead.end : phrase.span[1]]
        rest = tail.removeprefix("'s").removeprefix("’s")  # noqa: RUF001
        lex = lexicon()
        if tail == rest and lead.name[:-1] not in lex.adjectives:
            return None
        return " ".join([lex.adjectives.get(lead.country, lead.country), *rest.split()])

    def _owned(self, phrase: Phrase) -> str | None:
        """Give the phrase with the full name of the person it belongs to: "N. N.'s office"."""
        for name in phrase.names:
            entity = self._register.of(name)
            tail = self._text[name.end : phrase.span[1]]
            if entity is not None and entity.kind == "person" and tail[:1] in ("'", "’"):  # noqa: RUF001
                return " ".join((entity.name + tail).split())
        return None


def _holds(attribution: Attribution, at: int) -> bool:
    return any(start <= at < end for start, end in attribution.content)


def _nearest(pieces: tuple[Span, ...], cue: Span) -> Span:
    """Give the piece of a source in pieces that stands nearest to the cue: the others are strays or tell more of it."""
    return min(pieces, key=lambda piece: max(cue[0] - piece[1], piece[0] - cue[1]))
