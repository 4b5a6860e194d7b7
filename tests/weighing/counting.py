"""Reports that count, made by hand for the tests of figures and of the timeline. Every place and person is invented."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from averment import (
    Attribution,
    Claim,
    Date,
    Document,
    Figure,
    Interval,
    Place,
    Position,
    Published,
    Reading,
    Span,
    Speaker,
)
from averment.values.claims import Stance
from averment.values.readings import Act
from tests.conftest import MODEL

MONDAY, TUESDAY, FRIDAY = date(2031, 3, 10), date(2031, 3, 11), date(2031, 3, 14)


@dataclass(frozen=True)
class Says:
    """A statement of a report, its words as they stand there: who, what, and with `on` the words of its day.

    Who is not written like a name has none.
    """

    who: str
    what: str
    party: str | None = None
    act: Act = "assert"
    on: str | None = None


@dataclass(frozen=True)
class Counts:
    """A figure of a report: its words, and the numbers in them."""

    words: str
    low: float | None = None
    high: float | None = None
    what: str = "killed"
    unit: str | None = "people"
    per: str | None = None
    approximate: bool = False


@dataclass(frozen=True)
class Told:
    """A report: its text, what is said in it, what is counted, which words are days, when and where it came out."""

    text: str
    says: Sequence[Says] = ()
    counts: Sequence[Counts] = ()
    days: Mapping[str, date] = field(default_factory=dict)
    published: date | None = MONDAY
    outlet: str | None = None

    @property
    def digest(self) -> str:
        """The digest of the document."""
        words = f"{self.text}{self.outlet}{self.published}"
        return f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"


def report(told: Told) -> Reading:
    """Make the reading of a report. A figure is by the shortest of the statements that it stands in."""
    days = {words: _at(told.text, words) for words in told.days}
    names = list(dict.fromkeys(one.who for one in told.says))
    attributions = tuple(
        Attribution(
            id=f"a{number}",
            cue=(),
            source=(_at(told.text, one.who),),
            content=(_at(told.text, one.what),),
            act=one.act,
            speaker=f"s{names.index(one.who) + 1}",
            said=days[one.on] if one.on else None,
            score=1.0,
        )
        for number, one in enumerate(told.says, 1)
    )
    parties = {one.who: one.party for one in told.says}
    published = Published(start=told.published, end=told.published, how="given") if told.published else None
    return Reading(
        document=Document(
            digest=told.digest, media_type="text/plain", outlet=told.outlet, published=published, text=told.text
        ),
        attributions=attributions,
        speakers=tuple(
            Speaker(
                id=f"s{number}", name=name, kind="unnamed" if name.islower() else "organisation", party=parties[name]
            )
            for number, name in enumerate(names, 1)
        ),
        figures=tuple(_figure(number, one, told.text, attributions) for number, one in enumerate(told.counts, 1)),
        dates=tuple(
            Date(span=days[words], start=day, end=day, granularity="day", anchor="text")
            for words, day in told.days.items()
        ),
        model=MODEL,
    )


def claim(
    name: str, *told: tuple[Told, str], statement: str = "Shells hit the clinic", stance: Stance = "supports"
) -> Claim:
    """Make a claim in which statements of reports stand, each named by its report and its id."""
    positions = tuple(
        Position(speaker="", stance=stance, attributions=(Place(document=one.digest, id=attribution),))
        for one, attribution in told
    )
    return Claim(id=name, statement=statement, positions=positions, documents=len({one.digest for one, _ in told}))


def day(value: date) -> Interval:
    """Give the interval of one day."""
    return Interval(start=value, end=value)


def _figure(number: int, one: Counts, text: str, attributions: Sequence[Attribution]) -> Figure:
    start, end = span = _at(text, one.words)
    around = [a for a in attributions if a.content[0][0] <= start and end <= a.content[0][1]]
    by = min(around, key=lambda a: a.content[0][1] - a.content[0][0], default=None)
    return Figure(
        id=f"f{number}",
        span=span,
        what=one.what,
        unit=one.unit,
        low=one.low,
        high=one.high,
        approximate=one.approximate,
        per=one.per,
        by=by.id if by else None,
    )


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)
