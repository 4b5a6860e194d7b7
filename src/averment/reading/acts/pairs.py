"""Pairs: a denial or a doubt, and each statement near enough that it may be about, described by features.

In: a draft with speakers, and acts. Out: for each such attribution its candidates with named numbers, mostly 0 or 1: of
place, of words, of sides. Linear in the attributions: only `REACH` of them on either side are candidates.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeAlias

from averment.reading.acts.lexicon import cue_groups
from averment.reading.acts.links_lexicon import kinds_in, links_lexicon, stems
from averment.reading.acts.sides import Sides
from averment.values import quote

if TYPE_CHECKING:
    from averment.reading.draft import Draft
    from averment.values import Attribution

Features: TypeAlias = Mapping[str, float]

REACH: Final = 40
"""Attributions on either side that one may be about."""
_AIMED: Final = ("deny", "doubt")
_LEAD: Final = 8  # words of a content in which it says what it is about
_FEW: Final = 3  # words of a content too short to say more than a noun
_LONGEST: Final = 300  # code points of a content that are compared
_SHARED: Final = 5  # shared words, beyond which more say no more
_PRONOUN: Final = re.compile(
    r"\W*(?:it|that|this|them|they|those|these|which|he|she)\b\W*(?:(?:is|are|was|were|has|have)\b|\Z)", re.IGNORECASE
)


@dataclass(frozen=True)
class Statement:
    """An attribution as pairs see it, `number` in the order of the text; words as stems."""

    attribution: Attribution
    number: int
    sentence: int
    content: str
    stems: frozenset[str]
    lead: str
    leads: frozenset[str]
    source: frozenset[str]
    name: frozenset[str]
    sides: frozenset[str]
    called: frozenset[str]
    names_sides: frozenset[str]
    kinds: frozenset[str]
    accuses: bool
    relays: bool
    confirms: bool
    headline: bool

    @cached_property
    def asserts(self) -> bool:
        """Whether it puts its content forward as true."""
        return self.attribution.act == "assert"

    @cached_property
    def pronoun(self) -> bool:
        """Whether its content is no more than "it", "that", "these"."""
        return bool(_PRONOUN.match(self.content))

    @cached_property
    def points_to_a_saying(self) -> bool:
        """Whether its content is a noun for something said: "the claims", "a report that"."""
        return bool(links_lexicon().words["saying"].search(self.lead))

    @cached_property
    def of_denials(self) -> bool:
        """Whether what it denies is called a denial."""
        return bool(links_lexicon().words["denial"].search(self.lead))

    @cached_property
    def of_plans(self) -> bool:
        """Whether what it denies is called a plan, a promise, a demand."""
        return bool(links_lexicon().words["plan"].search(self.lead))

    @cached_property
    def of_figures(self) -> bool:
        """Whether what it denies is called a figure."""
        return bool(links_lexicon().words["figure"].search(self.lead))

    @cached_property
    def has_number(self) -> bool:
        """Whether there is a number in its content."""
        return bool(links_lexicon().words["number"].search(self.content))

    @cached_property
    def records(self) -> frozenset[str]:
        """The nouns for one record ("a February report") with which its content opens."""
        return frozenset(noun.lower() for noun in links_lexicon().words["record"].findall(self.lead))

    @cached_property
    def points(self) -> bool:
        """Whether its content points to another's words, and says little itself."""
        return self.pronoun or self.points_to_a_saying or self.content.count(" ") < _FEW

    @cached_property
    def aims(self) -> bool:
        """Whether it can be about another: a denial, a doubt of something said, a confirmation of something said."""
        if self.attribution.act == "doubt":
            return not links_lexicon().words["open"].match(self.content.lstrip("\"“‘' "))  # noqa: RUF001
        if self.attribution.act == "assert":
            return self.confirms and (self.pronoun or self.points_to_a_saying)
        return self.attribution.act == "deny"


def pairs(draft: Draft) -> Iterator[tuple[Statement, list[tuple[Statement, Features]]]]:
    """Give each statement that can be about another with its candidates, in order of the text."""
    if not any(a.act in _AIMED or _confirms(draft, a) for a in draft.attributions):
        return
    all_ = _statements(draft)
    rare = _rarity(all_)
    main = _main_kind(all_)
    for one in all_:
        if one.aims:
            last = one.number if one.asserts else one.number + REACH  # a confirmation points back
            near = [o for o in all_[max(0, one.number - REACH) : last + 1] if o is not one]
            inside = [other for other in near if _inside(other, one)]
            yield one, [(other, _features(one, other, inside, rare, main)) for other in near]


def _features(
    one: Statement, other: Statement, inside: Sequence[Statement], rare: Mapping[str, float], main: frozenset[str]
) -> Features:
    distance = math.log1p(abs(one.number - other.number))
    likeness = _likeness(one.stems, other.stems, rare)
    named = {name: 1.0 for part in PARTS for name, on in part(one, other) if on}
    if other in inside:
        named["inside"] = 1.0
    if not one.kinds and main & other.kinds:
        named["main kind"] = 1.0
    return named | {
        "distance": distance,
        "pronoun, distance": distance * one.pronoun,
        "says, distance": distance * (not one.points),
        "alike": likeness,
        "says alike": likeness * (not one.points),
        "shared words": min(len(one.stems & other.stems), _SHARED) / _SHARED,
        "like what is inside": max(
            (_likeness(other.stems, i.stems, rare) for i in inside if i is not other), default=0.0
        ),
    }


def _of_place(one: Statement, other: Statement) -> Iterator[tuple[str, bool]]:
    before = other.number < one.number
    yield "before", before
    yield "same sentence", one.sentence == other.sentence
    yield "sentence before", one.sentence - other.sentence == 1
    yield "around", _inside(one, other)
    yield "headline", other.headline
    yield "saying, before", one.points and before and other.asserts
    yield "pronoun, just before", one.pronoun and one.number - other.number == 1


def _of_words(one: Statement, other: Statement) -> Iterator[tuple[str, bool]]:
    act = other.attribution.act
    yield "asserts", other.asserts
    yield "denies too", act in _AIMED
    yield "demands", act in ("demand", "commit")
    yield "judges", act in ("evaluate", "ask")
    yield "accuses", other.accuses
    yield "relays", other.relays
    yield "same kind", bool(one.kinds & other.kinds)
    yield "other kind", bool(one.kinds and other.kinds and not one.kinds & other.kinds)
    yield "no kind", bool(one.kinds) and not other.kinds
    yield "saying, no kind", one.points and not other.kinds and not other.accuses
    yield "nothing alike", not one.stems & other.stems and not other.accuses
    yield "same kind, accuses", other.accuses and bool(one.kinds & other.kinds)
    yield "asserts harm", other.asserts and bool(other.kinds)
    yield "saying, accuses", one.points and other.accuses
    yield "saying, asserts harm", one.points and other.asserts and bool(other.kinds)
    yield "of denials", one.of_denials and act == "deny"
    yield "of plans", one.of_plans and act in ("demand", "commit")
    yield "of figures", one.of_figures and other.has_number
    yield "of its source", bool(one.leads & other.source)
    just_before = other.number < one.number and one.sentence - other.sentence in (0, 1)
    yield "same record just before", just_before and bool(one.records & other.records)
    yield "doubt", one.attribution.act == "doubt"
    yield "doubt, accuses", one.attribution.act == "doubt" and other.accuses
    yield "confirms", one.asserts


def _of_sides(one: Statement, other: Statement) -> Iterator[tuple[str, bool]]:
    accused = bool(one.called & other.names_sides or one.name & other.stems)
    harm = other.asserts and bool(other.kinds)
    yield "same speaker", one.attribution.speaker == other.attribution.speaker and bool(one.attribution.source)
    yield "same side", bool(one.sides & other.sides)
    yield "other side", bool(one.sides and other.sides and not one.sides & other.sides)
    yield "same kind, other side", other.asserts and bool(one.kinds & other.kinds) and not one.sides & other.sides
    yield "names its side", accused
    yield "accuses its side", accused and other.accuses
    yield "harm to its side", accused and harm
    yield "harm, no side", harm and not other.sides
    yield "no source", not other.attribution.source
    its_side_named = bool((other.sides - one.sides) & one.names_sides)
    yield "its side named", its_side_named
    yield "its side named in a saying", its_side_named and one.points_to_a_saying
    yield "named accuser", bool(other.name & one.stems)
    yield "named accuser of a saying", one.points_to_a_saying and bool(other.name & one.stems)


def _confirms(draft: Draft, attribution: Attribution) -> bool:
    return bool(links_lexicon().words["confirm"].search(quote(draft.text, attribution.cue)))


PARTS: Final = (_of_place, _of_words, _of_sides)
"""What describes a pair by features that are on or off, each under its name."""


def _statements(draft: Draft) -> list[Statement]:
    sides, words = Sides(draft), links_lexicon()
    found = []
    for number, a in enumerate(sorted(draft.attributions, key=lambda a: ((a.cue or a.content)[0], a.id))):
        cue, content = quote(draft.text, a.cue), quote(draft.text, a.content)[:_LONGEST]
        lead = " ".join(content.split()[:_LEAD])
        found.append(
            Statement(
                attribution=a,
                number=number,
                sentence=draft.sentences.index_at((a.cue or a.content)[0][0]),
                content=content,
                stems=stems(content),
                lead=lead,
                leads=stems(lead),
                source=stems(quote(draft.text, a.source)),
                name=stems(sides.name(a)),
                sides=sides.of(a),
                called=sides.called(a),
                names_sides=sides.named_in(content),
                kinds=kinds_in(content),
                accuses="accuse" in cue_groups(cue),
                relays=bool(words.words["relay"].search(cue)),
                confirms=_confirms(draft, a),
                headline=draft.segment(a.content[0][0]) == "headline",
            )
        )
    return found


def _rarity(statements: Sequence[Statement]) -> dict[str, float]:
    """Weigh each word by how few of the contents have it (inverse document frequency)."""
    seen = Counter(word for statement in statements for word in statement.stems)
    return {word: math.log((len(statements) + 1) / (count + 0.5)) for word, count in seen.items()}


def _main_kind(statements: Sequence[Statement]) -> frozenset[str]:
    """Give the kind of harm that most assertions name: what a denial without words of its own denies."""
    seen = Counter(kind for statement in statements if statement.asserts for kind in sorted(statement.kinds))
    return frozenset(kind for kind, _ in seen.most_common(1))


def _likeness(one: frozenset[str], other: frozenset[str], rare: Mapping[str, float]) -> float:
    """Say how much of the words of the shorter content are in the other, rare words counting more; 0 to 1."""

    def weigh(words: frozenset[str]) -> float:
        return sum(sorted([rare.get(word, 1.0) for word in words]))

    if one.isdisjoint(other):
        return 0.0
    least = min(weigh(one), weigh(other))
    return max(0.0, weigh(one & other) / least) if least > 0 else 0.0


def _inside(inner: Statement, outer: Statement) -> bool:
    pieces = outer.attribution.content
    return all(any(start <= s and e <= end for start, end in pieces) for s, e in inner.attribution.content)
