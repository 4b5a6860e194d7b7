"""All claims of a case as a list: of each what a person may look for, so that many can be sifted without a ledger.

In: a ledger. Out: rows in its order (the most consequential first), each made when the next is asked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec

from averment.render.extents import extent
from averment.render.html.standing import TITLES, party_beside
from averment.render.origins import parties_of
from averment.render.phrases import evidence_type
from averment.render.stated import counts
from averment.render.visible import one_line
from averment.values import Claim, Interval, Place, Series
from averment.values.claims import Stance
from averment.weighing.sayings import said

if TYPE_CHECKING:
    from averment.weighing.ledger import Ledger

Spot: TypeAlias = tuple[str, str]
_WORD: Final = re.compile(r"\w+")
_SEVERAL: Final = 2
_NAMED: Final = 3  # speakers of a side that a list names


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a claim in a few words: who leads it in most reports, how many there are, on how many origins."""

    stance: Stance
    title: str
    speakers: int
    first: tuple[tuple[str, str], ...]
    origins: int
    parties: int


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of a claim that count one thing: the lowest and the highest, as stated, and conflicts."""

    what: str
    reach: str
    figures: int
    conflicts: int


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in the list. `quotes` are what is said on it, `words` the same as they are compared with a search."""

    claim: Claim
    sides: tuple[Heard, ...]
    spots: frozenset[Spot]
    quotes: tuple[str, ...]
    words: tuple[str, ...]
    names: frozenset[str]
    evidence: tuple[tuple[str, int], ...]
    figures: tuple[Counted, ...]

    @property
    def lines(self) -> int:
        """Count the statements in it."""
        return len(self.spots)

    @property
    def days(self) -> Interval | None:
        """Give the days between which its reports were published."""
        first, last = self.claim.first, self.claim.last
        return Interval(start=first, end=last) if first and last else None

    @property
    def disputed(self) -> bool:
        """Tell whether somebody denies or doubts what somebody supports."""
        return len({side.stance for side in self.sides}) > 1

    @property
    def origins(self) -> int:
        """Count the origins of all sides."""
        return sum(side.origins for side in self.sides)


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of a case as it was weighed when its log had `at` entries."""

    at: int
    rows: tuple[Row, ...]
    places: dict[Spot, int] = {}

    @classmethod
    def made(cls, at: int, rows: Iterable[Row]) -> Overview:
        """Put rows together. `places`: in which row each attribution stands, in the most consequential of several."""
        found = tuple(rows)
        places: dict[Spot, int] = {}
        for number, row in enumerate(found):
            for spot in row.spots:
                places.setdefault(spot, number)
        return cls(at=at, rows=found, places=places)


def rows_of(ledger: Ledger) -> Iterator[Row]:
    """Give the rows, one claim at a time."""
    for claim in ledger.claims():
        yield _row(claim, ledger)


def _row(claim: Claim, ledger: Ledger) -> Row:
    places = [place for position in claim.positions for place in position.attributions]
    quotes = tuple(dict.fromkeys(_quote(ledger, place) for place in places))
    parties = {position.party for position in claim.positions if position.party}
    counted = ledger.figures(claim.id) if len(claim.figures) >= _SEVERAL else ()
    return Row(
        claim=claim,
        sides=heard(claim),
        spots=spots_of(claim),
        quotes=quotes,
        words=tuple(folded(quote) for quote in (claim.statement, *quotes)),
        names=frozenset(map(folded, {*parties, *(position.speaker for position in claim.positions)})),
        evidence=tuple(_evidence(claim, ledger)),
        figures=tuple(_counted(series) for series in counted),
    )


def rows_at(overview: Overview, spots: Iterable[Spot]) -> list[Row]:
    """Give the claims that some attributions stand in, in the order of these."""
    numbers = dict.fromkeys(overview.places[spot] for spot in spots if spot in overview.places)
    return [overview.rows[number] for number in numbers]


@lru_cache(maxsize=1 << 14)  # most of a case is as it was when it is listed anew
def folded(text: str) -> str:
    """Write words as they are compared: without case and diacritics, a space before each."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return "".join(f" {word}" for word in _WORD.findall(plain))


def _quote(ledger: Ledger, place: Place) -> str:
    reading = ledger.reading(place.document)
    return next((one_line(said(reading, one)) for one in reading.attributions if one.id == place.id), "")


def heard(claim: Claim) -> tuple[Heard, ...]:
    """Give the sides of a claim on which somebody stands."""
    return tuple(side for stance in TITLES if (side := _heard(claim, stance)))


def spots_of(claim: Claim) -> frozenset[Spot]:
    """Give the attributions that stand in a claim."""
    return frozenset((place.document, place.id) for held in claim.positions for place in held.attributions)


def _heard(claim: Claim, stance: Stance) -> Heard | None:
    held = [position for position in claim.positions if position.stance == stance]
    if not held:
        return None
    origins = getattr(claim.origins, stance)
    order = sorted(held, key=lambda position: -len({place.document for place in position.attributions}))
    return Heard(
        stance=stance,
        title=TITLES[stance],
        speakers=len(held),
        first=tuple((one_line(one.speaker), party_beside(one.speaker, one.party)) for one in order[:_NAMED]),
        origins=len(origins),
        parties=parties_of(origins),
    )


def _evidence(claim: Claim, ledger: Ledger) -> Iterable[tuple[str, int]]:
    wanted = {(place.document, place.id) for place in claim.evidence}
    readings = [ledger.reading(document) for document in sorted({document for document, _ in wanted})]
    kinds = Counter(
        evidence_type(one)
        for reading in readings
        for one in reading.evidence
        if (reading.document.digest, one.id) in wanted
    )
    return kinds.most_common()


def _counted(series: Series) -> Counted:
    reaches = extent(series)
    return Counted(
        what=counts(series),
        reach=reaches.words if reaches else "stated by nobody",
        figures=len(series.stated),
        conflicts=sum(not conflict.revision for conflict in series.conflicts) + series.unlisted,
    )
