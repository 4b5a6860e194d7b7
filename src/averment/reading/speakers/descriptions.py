"""Whom a description means: "the spokeswoman", "the ministry", "a monitoring group", "the statement".

In: a description that is a source, the register and the discourse before it. Out: the person or body it points back or
forward to, where the text names one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.reading.speakers.lexicon import lexicon, singular, small_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.reading.speakers.discourse import Discourse
    from averment.reading.speakers.entities import Entity
    from averment.reading.speakers.phrases import Phrase
    from averment.reading.speakers.register import Register

_NEXT: Final = 2  # sentences within which a described source is named
_RECENT: Final = 4  # sentences in which a person without a title may be the one described
_MAKERS: Final = 3  # attributions among which a document's maker is looked for
_KINDS: Final = {
    "agency": ("media", "organisation"),
    "company": ("organisation",),
    "firm": ("organisation",),
    "website": ("media",),
    "newspaper": ("media",),
    "channel": ("media",),
    "site": ("media",),
}
_GROUPS: Final = ("group", "organisation")
_BY: Final = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(\w+)\Z")
_GIVEN: Final = (" by ", " from ")


class Descriptions:
    """Resolves descriptions in one document."""

    def __init__(self, text: str, register: Register, discourse: Discourse) -> None:
        self._text = text
        self._register = register
        self._discourse = discourse

    def government(self, phrase: Phrase) -> Entity | None:
        """Give the government of "the government of President N.", "the N. regime" and "the government"."""
        if phrase.noun not in small_words()["governments"] or phrase.plural:
            return None
        country = phrase.country
        if country is None and phrase.names:
            leader = self._register.of(phrase.names[-1])
            named = phrase.noun == "administration" and "of" not in phrase.text
            if leader is None or leader.kind not in (None, "person") or named:
                return None
            country = leader.country or self._register.main_country
        elif country is None and phrase.definite and not phrase.modifiers:
            country = self._register.main_country
        return self._register.government(country, neutral=phrase.noun == "government") if country else None

    def maker(self, phrase: Phrase) -> Entity | None:
        """Give who made a document: named in the phrase, or the source before it."""
        makers = []
        for name in phrase.names:
            entity = self._register.of(name)
            given = self._text[max(0, name.start - len(" from ")) : name.start].endswith(_GIVEN)
            if entity is not None and (entity.kind or given):
                makers.append((name.place is not None, entity))
        if makers:
            return min(makers, key=lambda pair: pair[0])[1]
        by = _BY.search(phrase.text)
        for noun in (*((by[1].lower(),) if by else ()), *reversed(phrase.modifiers)):
            if body := self._register.body_with(singular(noun), phrase.span[0]):
                return body
        if not phrase.definite or phrase.names or phrase.plural:
            return None
        before = (entity for _, entity in reversed(self._discourse.said[-_MAKERS:]))
        last = next((entity for entity in before if entity.kind not in ("unnamed", None)), None)
        return last.body if last and last.body and last.speaks else last

    def known(self, phrase: Phrase) -> Entity | None:
        """Give what a description points back to."""
        at = phrase.span[0]
        if self._watches(phrase):
            return self._register.watcher(at)
        people = lexicon().title(phrase.noun) is not None
        if phrase.definite and (phrase.noun in small_words()["pairs"] or (phrase.plural and people)):
            pairs = [e for e in self._register.described("") if all(m.kind == "person" for m in e.members)]
            if pairs:
                return self._register.nearest(pairs, at)
        bare = phrase.determiner and not phrase.names and not phrase.modifiers
        found = self._register.described(phrase.noun) if bare else []
        found = [entity for entity in found if entity.plural == phrase.plural]
        if people and not phrase.plural and (bearer := self._bearer(phrase, alone=not found)) is not None:
            found.append(bearer)
        return self._register.nearest(found, at) or self._body(phrase)

    def later(self, phrase: Phrase, following: Sequence[Phrase]) -> Phrase | None:
        """Give the source, of those that follow, that names the person described: "a doctor said", then which."""
        if phrase.plural or phrase.determiner in ("one", "another") or not lexicon().title(phrase.noun):
            return None
        if any(name.kind is None for name in phrase.names):
            return None
        others = [other for other in following if other.span != phrase.span]
        for other in others:
            if other.shape == "person" and other.role and _suits(phrase, other):
                return other
        if others and others[0].shape == "person" and self._introduced(phrase, others[0]):
            return others[0]
        return None

    def watcher(self, phrase: Phrase) -> Entity | None:
        """Give the observatory or the like that "a monitor" stands for."""
        return self._register.watcher(phrase.span[0]) if self._watches(phrase) else None

    def state_agency(self, phrase: Phrase, country: str | None) -> Entity | None:
        """Give the news agency of a state, where the text names it."""
        state = country or (self._register.main_country if phrase.modifiers[:1] == ("state",) else None)
        return self._register.agency(state) if state else None

    def _watches(self, phrase: Phrase) -> bool:
        lex = lexicon()
        return not phrase.plural and (phrase.noun in lex.monitors or phrase.nouns in lex.monitors)

    def _bearer(self, phrase: Phrase, *, alone: bool) -> Entity | None:
        """Give the person whose title a description repeats, or means: "the UN chief" is its secretary-general."""
        at, country, heads = phrase.span[0], phrase.country, small_words()["heads"]
        people = [e for e in self._register.bearing(phrase.noun) if country is None or e.country in (None, country)]
        if not people and country and phrase.noun in heads:
            people = [e for head in sorted(heads) for e in self._register.bearing(head) if e.country == country]
        told_apart = phrase.names or " of " in phrase.text  # "the head of the guard" is not just anybody who spoke
        if not people and alone and phrase.definite and not told_apart and phrase.noun not in small_words()["common"]:
            spoken = self._discourse.spoken
            return self._discourse.before(
                at, lambda e: e.kind == "person" and not e.roles and e in spoken, back=_RECENT
            )
        return self._register.nearest(people, at)

    def _body(self, phrase: Phrase) -> Entity | None:
        at, noun, lex = phrase.span[0], phrase.noun, lexicon()
        kind = lex.noun(phrase.nouns) or lex.noun(noun)
        if kind not in ("government", "organisation", "media", "group") or not phrase.determiner or phrase.plural:
            return None
        if noun == "agency" and (agency := self.state_agency(phrase, phrase.country)) is not None:
            return agency
        apart = any("-" in word and not word.endswith("-based") for word in phrase.modifiers)
        if not apart and (body := self._register.body_with(noun, at, phrase.country)) is not None:
            return body
        small = small_words()
        told = [word for word in phrase.modifiers if word not in small["generic"] and not word.endswith("-based")]
        if noun not in small["anaphoric"] or told:
            return None
        kinds = _KINDS.get(noun, _GROUPS)
        kinds = ("media",) if kind == "media" else kinds
        return self._discourse.before(at, lambda e: e.kind in kinds and not e.members and e.country != e.name)

    def _introduced(self, phrase: Phrase, following: Phrase) -> bool:
        """Say whether the next source, named in full for the first time and with no other calling, is meant."""
        head = following.head
        if head is None or " " not in head.name:
            return False
        mentions = self._register.as_person(head).mentions
        near = self._discourse.sentence(following.span[0]) - self._discourse.sentence(phrase.span[0]) <= _NEXT
        role = (following.role or "").lower().split()
        callings = [word for word in role if lexicon().title(word)]
        return near and bool(mentions) and mentions[0][0] >= following.span[0] and (not callings or len(role) == 1)


def _suits(phrase: Phrase, later: Phrase) -> bool:
    """Say whether a title that comes later has the noun of a description, and a word or country of its modifiers."""
    heads, titles = small_words()["heads"], lexicon().titles
    role = later.role or ""
    given = {singular(word) for word in role.lower().replace(",", " ").split()}
    if phrase.noun not in given and not (phrase.noun in heads and given & heads):
        return False
    if any(name.name in role for name in phrase.names):
        return True
    if {name.country for name in phrase.names if name.country} & {name.country for name in later.names if name.country}:
        return True
    plain = all((title := titles.get(word)) and title.plain for word in phrase.modifiers)
    return phrase.noun in given and (plain or any(singular(word) in given for word in phrase.modifiers))
