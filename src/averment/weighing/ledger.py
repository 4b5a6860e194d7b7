"""The order of steps by which readings become a ledger: groups, claims, positions, origins, figures; and only that.

In: readings, and what is kept of a case beside them (groups, copies, people); judgements in force. Out: claims, lazily,
and what is shown beside them. `Ledger.of` makes all that from readings in memory.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import msgspec
import numpy as np

from averment.errors import UsageError
from averment.values import (
    Claim,
    Copy,
    Held,
    Judgement,
    Moment,
    Near,
    Place,
    Queued,
    Reading,
    Series,
    Source,
    Weighed,
)
from averment.weighing.claims import Group, Grouping, Groups, Saying, sayings_of
from averment.weighing.claims.reasons import reason
from averment.weighing.claims.words import names_of
from averment.weighing.copies import Relations, copies
from averment.weighing.figures import series
from averment.weighing.judged import digest_of, in_force, judged
from averment.weighing.order import place_order
from averment.weighing.origins import Tracer
from averment.weighing.people import People, known, sources
from averment.weighing.positions import Stood, positions
from averment.weighing.queue import lines, unreviewed
from averment.weighing.sayings import said
from averment.weighing.stances import Candidate, take_stances
from averment.weighing.timeline import moments

if TYPE_CHECKING:
    from averment.values import Attribution
    from averment.weighing.model import WeighingModel
    from averment.weighing.reviewed import Review

LONGEST_QUERY: Final = 500
"""Code points of a proposition: it is one sentence, and the model reads no more of it."""
_ASKED: Final = 500  # texts about which the model is asked what their stance on a proposition is
_NEAR: Final = 60  # texts that are near to some words
_SHOWN: Final = 10  # ids that a message names


class Ledger:
    """What stands across readings. Claims are made when they are asked for: only what they rest on is looked up."""

    def __init__(  # noqa: PLR0913  (each is a step before this one)
        self,
        readings: Mapping[str, Reading],
        *,
        groups: Grouping,
        relations: Relations,
        people: People,
        model: WeighingModel,
        judgements: Iterable[Judgement] = (),
    ) -> None:
        self._readings = readings
        self._grouping = groups
        self._relations = relations
        self._people = people
        self._model = model
        self._judgements = tuple(judgements)
        self._tracer = Tracer(readings, people, relations, self._judgements)
        self._held: dict[int, Claim] | None = None

    @classmethod
    def of(cls, readings: Iterable[Reading], model: WeighingModel, judgements: Iterable[Judgement] = ()) -> Self:
        """Weigh readings that are all in memory, with the judgements that stand."""
        read = {reading.document.digest: reading for reading in readings}
        standing = in_force(judgements, {document: digest_of(reading) for document, reading in read.items()})
        read = {document: judged(reading, standing) for document, reading in read.items()}
        return cls(
            read,
            groups=grouped(read.values(), model),
            relations=Relations(copies((reading.document for reading in read.values()), standing)),
            people=People(standing, known=[one for reading in read.values() for one in known(reading)]),
            model=model,
            judgements=standing,
        )

    @property
    def size(self) -> int:
        """Count the claims, without making them."""
        return len(self._groups)

    def claims(self, *, limit: int | None = None) -> Iterator[Claim]:
        """Give the claims, the most consequential first: those disputed across documents, then by documents."""
        for number in range(len(self._groups))[:limit]:
            yield self._at(number)

    def hold(self) -> None:
        """Keep each claim that is made from now on, for whoever asks for them again and again."""
        self._held = self._held or {}

    def reading(self, document: str) -> Reading:
        """Give the reading of a document as people corrected it. `UsageError` where the ledger has none."""
        if document not in self._readings:
            message = "no reading of this document was weighed"
            raise UsageError(message, subject=document[:200])
        return self._readings[document]

    def claim(self, ref: str) -> Claim:
        """Give the claim of an id, or of the beginning of one, or that an attribution (`DIGEST#a3`) is in.

        Of several claims of one attribution, the most consequential. `UsageError` where there is none, or several ids
        begin so.
        """
        document, sign, ident = ref.rpartition("#")
        found = self._groups.holding((document, ident)) if sign else self._groups.named(ref)
        if sign and found:
            return self._at(found[0])
        if len(found) == 1:
            return self._at(found[0])
        message = "no claim has this name" if not sign else "this attribution is in no claim"
        if found:
            names = ", ".join(self._groups.at(number).id for number in found[:_SHOWN])
            message = f"{len(found)} claims begin so: {names}"
        raise UsageError(message, subject=ref[:200])

    def formerly(self, ref: str) -> list[tuple[str, str]]:
        """Give the attributions (document, id) that state a claim of this id where nothing clearer does.

        For an id that no claim has any more: what people decide changes which attribution states a claim.
        """
        return self._grouping.stating(ref)

    def claimed(self, document: str) -> dict[str, tuple[Held, ...]]:
        """Give by id the claims that the attributions of one document are in, without what else stands in those."""
        found: defaultdict[str, list[Held]] = defaultdict(list)
        for group, stood in self._by_stood.get(document, ()):
            leader, name = self._readings[group.leader[0]], group.leader[1]
            statement = said(leader, _attribution(leader, name))
            found[stood.id].append(Held(claim=group.id, statement=statement, stance=stood.stance, why=stood.why))
        return {name: tuple(held) for name, held in found.items()}

    def weigh(self, proposition: str) -> Weighed:
        """Give who stands where on a proposition that a person typed, and who only comes near it.

        `UsageError` where there is no word in it. The model is asked about the `_ASKED` texts nearest to it alone.
        """
        query = " ".join(proposition.split())
        if not any(sign.isalnum() for sign in query) or len(query) > LONGEST_QUERY:
            message = f"a proposition is a sentence of up to {LONGEST_QUERY} characters"
            raise UsageError(message, subject=query[:100])
        told = take_stances(query, self._nearest(query), self._model)
        near = tuple(self._near(one) for one in told.near)
        return Weighed(query=query, near=near, **self.standing(told.taken))

    def near(self, words: str) -> list[tuple[str, str]]:
        """Give the attributions (document, id) that say what is nearest to some words, the nearest first.

        Nothing is said of their stance: the model is asked for one vector alone.
        """
        asked = " ".join(words.split())[:LONGEST_QUERY]
        return self._grouping.nearest_first(self._model.embed([asked])[0], _NEAR) if asked else []

    def figures(self, ref: str | None = None) -> list[Series]:
        """Give the figures of one claim, or of all, by what they count."""
        return series(self._of(ref), self._readings, self._people, others=ref is None)

    def timeline(self, ref: str | None = None) -> list[Moment]:
        """Give what was said when, on one claim or on all."""
        return moments(self._of(ref), self._readings, self._people)

    def queue(self, review: Review, ref: str | None = None) -> Iterator[Queued]:
        """Give what nobody has reviewed of one claim, or of all, the most doubtful and most consequential first."""
        queued = self._lines if ref is None else lines([self.claim(ref)], self._readings, self.figures(ref))
        return unreviewed(queued, review)

    def sources(self) -> list[Source]:
        """Give the speakers across all readings."""
        return sources(self._readings.values(), self._people)

    def copies(self) -> tuple[Copy, ...]:
        """Give the related documents."""
        return self._relations.all()

    def standing(self, stood: Sequence[Stood]) -> dict[str, Any]:
        """Give what a claim and a weighed proposition have in common, as fields: all that hangs on some stances."""
        days = [
            published
            for document in sorted({one.document for one in stood})
            if (published := self._readings[document].document.published)
        ]
        return {
            "positions": positions(stood, self._readings, self._people),
            "evidence": tuple(self._evidence(stood)),
            "figures": tuple(self._counted(stood)),
            "origins": self._tracer.origins(stood),
            "documents": len({one.document for one in stood}),
            "first": min((day.start for day in days), default=None),
            "last": max((day.end for day in days), default=None),
        }

    def _nearest(self, query: str) -> Iterator[Candidate]:
        for document, ident in self._grouping.nearest(self._model.embed([query])[0], _ASKED):
            reading = self._readings[document]
            yield reading, _attribution(reading, ident)

    def _near(self, one: Stood) -> Near:
        reading = self._readings[one.document]
        voice = self._people.voice(reading, _attribution(reading, one.id).speaker)
        place = Place(document=one.document, id=one.id, score=one.score, why=one.why)
        return Near(speaker=voice.name, party=voice.party, stance=one.stance, attribution=place)

    @cached_property
    def _groups(self) -> Groups:
        return self._grouping.groups(self._judgements)

    @cached_property
    def _by_stood(self) -> dict[str, list[tuple[Group, Stood]]]:
        """Give by document the groups that its attributions are in: looking each up would go through all of them."""
        found: defaultdict[str, list[tuple[Group, Stood]]] = defaultdict(list)
        for group in self._groups:
            for stood in group.members:
                found[stood.document].append((group, stood))
        return dict(found)

    @cached_property
    def _lines(self) -> list[Queued]:
        claims = list(self.claims())
        return lines(claims, self._readings, series(claims, self._readings, self._people))

    def _of(self, ref: str | None) -> Iterable[Claim]:
        return self.claims() if ref is None else [self.claim(ref)]

    def _at(self, number: int) -> Claim:
        if self._held is None:
            return self._claim(self._groups.at(number))
        if number not in self._held:
            self._held[number] = self._claim(self._groups.at(number))
        return self._held[number]

    def _claim(self, group: Group) -> Claim:
        document, ident = group.leader
        reading = self._readings[document]
        statement = said(reading, _attribution(reading, ident))
        stated = next(one for one in group.members if (one.document, one.id) == group.leader)
        return Claim(
            id=group.id,
            statement=statement,
            stated=Place(document=document, id=ident, why=stated.why),
            **self.standing([self._explained(one, reading, statement) for one in group.members]),
        )

    def _explained(self, one: Stood, stated: Reading, statement: str) -> Stood:
        """Say what ties an attribution to the statement, where that is likeness, before what makes its stance."""
        if one.score is None:
            return one
        reading = self._readings[one.document]
        content = said(reading, _attribution(reading, one.id))
        names = (
            names_of(reading.document.text).within(content),
            names_of(stated.document.text).within(statement),
        )
        tied = reason(content, statement, *names, one.score)
        return msgspec.structs.replace(one, why=f"{tied}; {one.why}" if one.why else tied)

    def _evidence(self, stood: Iterable[Stood]) -> Iterator[Place]:
        for document, ids in _by_document(stood):
            for found in self._readings[document].evidence:
                if not ids.isdisjoint(found.rests):
                    yield Place(document=document, id=found.id)

    def _counted(self, stood: Iterable[Stood]) -> Iterator[Place]:
        for document, ids in _by_document(stood):
            for figure in self._readings[document].figures:
                if figure.by in ids:
                    yield Place(document=document, id=figure.id)


def grouped(readings: Iterable[Reading], model: WeighingModel) -> Grouping:
    """Put what is said in some readings in groups."""
    return grouping_of((saying for reading in readings for saying in sayings_of(reading)), model)


def grouping_of(sayings: Iterable[Saying], model: WeighingModel) -> Grouping:
    """Put sayings in groups."""
    found = sorted(sayings, key=lambda saying: place_order(saying.document, saying.id))
    grouping = Grouping()
    texts = sorted({saying.text for saying in found if saying.text})
    if texts:
        place = {text: number for number, text in enumerate(texts)}
        vectors = model.embed(texts)
        nothing = np.zeros((1, vectors.shape[1]), np.float32)
        rows = np.vstack([vectors, nothing])[[place.get(saying.text, -1) for saying in found]]
        grouping.add(found, rows)
    return grouping


def _attribution(reading: Reading, ident: str) -> Attribution:
    return next(one for one in reading.attributions if one.id == ident)


def _by_document(stood: Iterable[Stood]) -> Iterator[tuple[str, set[str]]]:
    found: dict[str, set[str]] = {}
    for one in stood:
        found.setdefault(one.document, set()).add(one.id)
    yield from sorted(found.items())
