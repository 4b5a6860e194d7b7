"""What was read in a document, line by line as a page lists it beside the text, each with all that is known of it.

In: a reading as the program made it and as people corrected it, where the review of each thing stands, the claims that
attributions are in. Out: items in order of the text; their strings are escaped when they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render import phrases
from averment.render.header import counted
from averment.render.nesting import first, holders, order
from averment.render.people import People
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import Attribution, Figure, Reviewed, Span, Speaker, quote

if TYPE_CHECKING:
    from averment.values import Held, Reading

SHORT: Final = 180
"""Cells of a quotation in the list: the whole of it stands in the text beside."""
_HINT: Final = 60
_LISTED: Final = 6  # of what one speaker says
_STANCES: Final = {"supports": "for claim", "denies": "against claim", "doubts": "doubts claim"}


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something known of an item: what it is, in words, where that leads. `quoted` are words of the report."""

    label: str
    words: str
    link: str = ""
    quoted: bool = False


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the list: who (`who`) does what (`does`) with which words. `proposed` is what people corrected.

    `at` is where it stands in the text; `placed` is false for a speaker that the text has no word for. `within` is the
    attribution in whose content it stands.
    """

    name: str
    target: str
    reviewed: Reviewed
    who: str
    does: str
    words: str
    at: int
    placed: bool = True
    within: str = ""
    facts: tuple[Fact, ...] = ()
    proposed: tuple[Fact, ...] = ()
    why: str = ""


class Items(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read in a document."""

    attributions: tuple[Item, ...] = ()
    evidence: tuple[Item, ...] = ()
    figures: tuple[Item, ...] = ()
    speakers: tuple[Item, ...] = ()


def items(
    proposed: Reading,
    held: Reading,
    reviewed: Callable[[str], Reviewed],
    claims: Mapping[str, Sequence[Held]],
) -> Items:
    """Give the items of a reading. `held` is `proposed` with the corrections; both have the same things in them."""
    now, before = _Listing(held), _Listing(proposed)

    def listed(make: Callable[[_Listing, str], Item], names: Iterable[str]) -> tuple[Item, ...]:
        found = []
        for name in names:
            review, item = reviewed(name), make(now, name)
            old = _differing(make(before, name), item) if review.changes else ()
            weighed = (*_claims(claims.get(name, ())), *_decided(review))
            found.append(msgspec.structs.replace(item, reviewed=review, facts=(*item.facts, *weighed), proposed=old))
        return tuple(sorted(found, key=lambda item: item.at))

    return Items(
        attributions=listed(_Listing.attribution, (one.id for one in sorted(held.attributions, key=order))),
        evidence=listed(_Listing.evidence, (one.id for one in held.evidence)),
        figures=listed(_Listing.figure, (one.id for one in held.figures)),
        speakers=listed(_Listing.speaker, (one.id for one in held.speakers)),
    )


class _Listing:
    """One reading, and what its parts have to do with each other."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._people = People(reading)
        self._attributions = {one.id: one for one in reading.attributions}
        self._speakers = {one.id: one for one in reading.speakers}
        self._evidence = {one.id: one for one in reading.evidence}
        self._figures = {one.id: one for one in reading.figures}
        self._dates = {date.span: date for date in reading.dates}
        self._holders = holders(reading.attributions)
        self._counted: defaultdict[str, list[Figure]] = defaultdict(list)
        for figure in reading.figures:
            self._counted[figure.by or ""].append(figure)
        self._said: defaultdict[str, list[str]] = defaultdict(list)
        for one in reading.attributions:
            self._said[one.speaker or ""].append(one.id)

    def attribution(self, name: str) -> Item:
        """Give the item of an attribution."""
        one = self._attributions[name]
        sure = phrases.certainty(one)
        holder = self._holders.get(name)
        return self._item(
            name,
            at=first(one),
            who=self._who(one),
            does=phrases.act(one) + (f", {sure}" if sure else ""),
            spans=one.content,
            within=holder.id if holder else "",
            facts=self._about_attribution(one),
            why=self._why(one),
        )

    def evidence(self, name: str) -> Item:
        """Give the item of a piece of evidence."""
        one = self._evidence[name]
        verb = "undercuts" if one.polarity == "undercuts" else "bears on"
        facts = (self._named(verb, other, self._hint(other)) for other in one.rests if other in self._attributions)
        return self._item(name, at=one.span[0], who=phrases.evidence_type(one), does="", spans=(one.span,), facts=facts)

    def figure(self, name: str) -> Item:
        """Give the item of a figure."""
        one = self._figures[name]
        return self._item(
            name,
            at=one.span[0],
            who=phrases.counted(one),
            does=phrases.figure_in_words(one, self._quoted((one.span,))),
            spans=(one.span,),
            facts=self._about_figure(one),
        )

    def speaker(self, name: str) -> Item:
        """Give the item of a speaker."""
        one = self._speakers[name]
        return self._item(
            name,
            at=min((start for start, _ in one.mentions), default=0),
            who=one_line(one.name),
            does=one.kind,
            spans=(),
            placed=bool(one.mentions),
            facts=self._about_speaker(one),
        )

    def _item(  # noqa: PLR0913  (what an item has)
        self,
        name: str,
        *,
        at: int,
        who: str,
        does: str,
        spans: Sequence[Span],
        facts: Iterable[Fact],
        within: str = "",
        why: str = "",
        placed: bool = True,
    ) -> Item:
        return Item(
            name=name,
            target=f"{self._reading.document.digest}#{name}",
            reviewed=Reviewed(),
            who=who,
            does=does,
            words=shorten(self._quoted(spans), SHORT),
            at=at,
            placed=placed,
            within=within,
            facts=tuple(facts),
            why=why,
        )

    def _quoted(self, spans: Iterable[Span]) -> str:
        return one_line(quote(self._text, spans))

    def _hint(self, name: str) -> str:
        """Give the first words of an attribution, enough to know it again."""
        one = self._attributions[name]
        return f"{name} {self._who(one)}: {shorten(self._quoted(one.content or one.cue), _HINT)}"

    def _who(self, one: Attribution) -> str:
        """Give the speaker with the side it speaks for; the words of the report where nobody was resolved."""
        speaker = self._speakers.get(one.speaker or "")
        return self._people.name(one) + (phrases.party(speaker) if speaker else "")

    def _about_attribution(self, one: Attribution) -> Iterator[Fact]:
        if self._quoted(one.source) != self._who(one):
            yield from self._words("source", one.source)
        yield from self._words("cue", one.cue)
        if not one.content:
            yield Fact(label="content", words="the words that it is about" if one.about else "nothing is marked")
        for name in one.about:
            if name in self._attributions:
                yield self._named("about", name, self._hint(name))
        for name in one.evidence:
            if name in self._evidence:
                found = self._evidence[name]
                yield self._named("rests on", name, f"{phrases.evidence_type(found)}: {self._quoted([found.span])}")
        for figure in self._counted[one.id]:
            said = phrases.figure_in_words(figure, self._quoted([figure.span]))
            yield self._named("figure", figure.id, f"{phrases.counted(figure)}: {said}")
        if one.said is not None:
            date = self._dates.get(one.said)
            yield Fact(label="said on", words=phrases.date_in_words(date, self._quoted([one.said])))

    def _about_figure(self, one: Figure) -> Iterator[Fact]:
        if one.unit and one.what != "other":
            yield Fact(label="of", words=one_line(one.unit))
        if one.by in self._attributions:
            yield self._named("said in", one.by or "", self._hint(one.by or ""))
        else:
            yield Fact(label="said in", words="the narration of the report")

    def _about_speaker(self, one: Speaker) -> Iterator[Fact]:
        for label in ("role", "affiliation", "party"):
            words = getattr(one, label)
            if words:
                yield Fact(label=label, words=one_line(words))
        yield Fact(label="named", words=counted(len(one.mentions), "time"))
        said = self._said[one.id]
        for name in said[:_LISTED]:
            yield self._named("says", name, self._hint(name))
        if said[_LISTED:]:
            yield Fact(label="says", words=f"and {len(said) - _LISTED:,} more")

    def _words(self, label: str, spans: Sequence[Span]) -> Iterator[Fact]:
        if spans:
            yield Fact(label=label, words=shorten(self._quoted(spans), SHORT), quoted=True)

    def _named(self, label: str, name: str, words: str) -> Fact:
        return Fact(label=label, words=words, link=f"#{name}")

    def _why(self, one: Attribution) -> str:
        """Say what made the program take these words for an attribution."""
        cue = self._quoted(one.cue)
        signal = f"It took “{cue}” for the sign that somebody puts something forward" if cue else "No word signals it"
        source = self._quoted(one.source)
        whose = f", and “{shorten(source, _HINT)}” for whom" if source else "; nobody is named as the source"
        return f"{signal}{whose}. Its score for that is {one.score:.2f} of 1."


def _differing(before: Item, now: Item) -> tuple[Fact, ...]:
    """Give what the program had proposed where people corrected it."""
    found = [
        Fact(label=label, words=old or "nothing")
        for label, old, new in (("who", before.who, now.who), ("what", before.does, now.does))
        if old != new
    ]
    if before.words != now.words:
        found.append(Fact(label="words", words=before.words or "nothing", quoted=bool(before.words)))
    known = {(fact.label, fact.words) for fact in now.facts}
    found += [fact for fact in before.facts if (fact.label, fact.words) not in known]
    had = {fact.label for fact in before.facts}
    added = dict.fromkeys(fact.label for fact in now.facts if fact.label not in had)
    return (*found, *(Fact(label=label, words="nothing") for label in added))


def _claims(held: Iterable[Held]) -> Iterator[Fact]:
    for one in held:
        yield Fact(label=_STANCES[one.stance], words=shorten(one.statement, SHORT), link=f"/claims/{one.claim}")


def _decided(review: Reviewed) -> Iterator[Fact]:
    """Give what a person decided that no reading has."""
    if "stance" in review.changes:
        yield Fact(label="stance", words=f"{review.changes['stance']}, set by hand")
    if "claim" in review.changes:
        document, sign, name = review.changes["claim"].partition("#")
        path = f"/documents/{document.removeprefix('sha256:')}#{name}"
        yield Fact(
            label="claim",
            words="that of another line, set by hand" if sign else "stands alone, set by hand",
            link=path if sign else "",
        )
    if "origin" in review.changes:
        yield Fact(label="goes back to", words=f"{one_line(review.changes['origin'])}, set by hand")
