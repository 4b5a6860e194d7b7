"""The figures of a series as a picture: a row for each, by day, its bounds over one axis, what it cannot hold with.

In: a series. Out: `FiguresPicture`, the rows of its table with it. Equal figures of one speaker and day are one row.
There is never a total, a midpoint or a line of a trend. Time runs downwards, so that each row has its words beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from averment.render.extents import extent
from averment.render.header import counted, when
from averment.render.html.pictures.drawing import Drawing, Key
from averment.render.html.pictures.figure_key import keys
from averment.render.html.pictures.figure_rows import NARROW, WIDE, drawn
from averment.render.phrases import NOBODY
from averment.render.stated import Row, bounds_of, by_bounds, counts, folded, of_whom, stands, who
from averment.render.visible import one_line
from averment.values import Interval, Place, Series, Stated
from averment.values.bounds import in_words

MOST: Final = 80
"""Rows of a picture; those beyond stand in the table alone."""
_TOLD: Final = 3  # conflicts that the description gives in full
_WHYS: Final = 6  # conflicts that are listed one by one; more are put together by their numbers


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it is drawn and as it stands in the table.

    `number` is what others refer to it by; `day` its days in words, empty where none is known; `who` says it, `bounds`
    how many, `of` whom, where that is more than people. `against` are the numbers of those that cannot hold with it,
    `revised` of those of the same speaker that it replaced or was replaced by. `places` are its own and those of equal
    figures that are folded into it.
    """

    number: int
    stated: Stated
    day: str
    who: str
    bounds: str
    of: str = ""
    against: tuple[int, ...] = ()
    revised: tuple[int, ...] = ()
    places: tuple[Place, ...]

    @property
    def stands(self) -> bool:
        """Say whether the one who says it puts it forward."""
        return stands(self.stated)


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds in words and the rows that have them; `others` are higher ones that no number of it fits."""

    bounds: str
    rows: tuple[int, ...]
    others: tuple[tuple[str, tuple[int, ...]], ...] = ()


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Two rows that cannot both hold, or of which one revises the other, and why."""

    one: int
    other: int
    why: str


class FiguresPicture(msgspec.Struct, frozen=True, kw_only=True):
    """What the macros `figures` and `figures_table` draw. `excluded` is set where reasons one by one are too many."""

    title: str
    described: str
    rows: tuple[FigureRow, ...]
    left_out: int = 0
    reasons: tuple[Reason, ...] = ()
    excluded: tuple[Excluded, ...] = ()
    revisions: tuple[Reason, ...] = ()
    unlisted: int = 0
    key: tuple[Key, ...] = ()
    wide: Drawing
    narrow: Drawing


def figures_picture(series: Series) -> FiguresPicture:
    """Give the picture of a series. The same series gives the same picture, to the digit."""
    found, places = _in_order(*folded(series))
    against, revised = _pairs(series, places, revision=False), _pairs(series, places, revision=True)
    at: dict[int, list[Place]] = {}
    for stated, place in zip(series.stated, places, strict=True):
        at.setdefault(place, []).append(Place(document=stated.document, id=stated.figure))
    rows = tuple(
        FigureRow(
            number=row.number,
            stated=row.stated,
            day=when(row.stated.day.start, row.stated.day.end) if row.stated.day else "",
            who=who(row.stated),
            bounds=bounds_of(row.stated),
            of=of_whom(row.stated).strip(),
            against=_others(row.number, against),
            revised=_others(row.number, revised),
            places=tuple(at[row.number]),
        )
        for row in found
    )
    shown, clashes = rows[:MOST], sum(not one.revision for one in series.conflicts) + series.unlisted
    return FiguresPicture(
        title=_title(series, rows, clashes),
        described=_described(series, rows),
        rows=rows,
        left_out=len(rows) - len(shown),
        reasons=_reasons(against) if len(against) <= _WHYS else (),
        excluded=tuple(_excluded(rows, against)) if len(against) > _WHYS else (),
        revisions=_reasons(revised),
        unlisted=series.unlisted,
        key=keys(shown),
        wide=drawn(shown, counts(series), WIDE, len(rows) - len(shown)),
        narrow=drawn(shown, counts(series), NARROW, len(rows) - len(shown)),
    )


def _in_order(rows: Sequence[Row], places: Sequence[int]) -> tuple[list[Row], list[int]]:
    """Give rows and places with new numbers: by day, said before published, the least first."""
    order = sorted(
        rows,
        key=lambda row: (
            _day_order(row.stated.day),
            row.stated.dated != "said",
            not stands(row.stated),
            by_bounds(row.stated),
            row.number,
        ),
    )
    now = {row.number: number for number, row in enumerate(order, 1)}
    return [Row(now[row.number], row.stated, row.times) for row in order], [now[place] for place in places]


def _day_order(day: Interval | None) -> tuple[bool, date, date]:
    return (False, day.start, day.end) if day else (True, date.max, date.max)


def _pairs(series: Series, places: Sequence[int], *, revision: bool) -> dict[tuple[int, int], str]:
    """Give the pairs of rows that are in conflict, in order of rows, each with its first reason."""
    found: dict[tuple[int, int], str] = {}
    for conflict in series.conflicts:
        if conflict.revision == revision and max(conflict.one, conflict.other) < len(places):
            one, other = sorted((places[conflict.one], places[conflict.other]))
            if one != other:
                found.setdefault((one, other), one_line(conflict.why))
    return dict(sorted(found.items()))


def _others(row: int, pairs: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(sorted(other if one == row else one for one, other in pairs if row in {one, other}))


def _reasons(pairs: Mapping[tuple[int, int], str]) -> tuple[Reason, ...]:
    return tuple(Reason(one=one, other=other, why=why) for (one, other), why in pairs.items())


def _excluded(rows: Sequence[FigureRow], pairs: Iterable[tuple[int, int]]) -> Iterator[Excluded]:
    """Give each number once, with its rows, and after it the higher ones that exclude it."""
    having: dict[str, set[int]] = {}
    order: dict[str, tuple[float, float]] = {}
    others: dict[str, set[str]] = {}
    for pair in pairs:
        named = []
        for place in pair:
            stated = rows[place - 1].stated
            words = in_words(stated.low, stated.high, approximate=stated.approximate)
            having.setdefault(words, set()).add(place)
            order[words] = by_bounds(stated)
            named.append(words)
        lower, higher = sorted(named, key=lambda words: (order[words], words))
        others.setdefault(lower, set()).add(higher)
    for words in sorted(others, key=lambda words: (order[words], words)):
        excluding = sorted(others[words], key=lambda other: (order[other], other))
        yield Excluded(
            bounds=words,
            rows=tuple(sorted(having[words])),
            others=tuple((other, tuple(sorted(having[other]))) for other in excluding),
        )


def _title(series: Series, rows: Sequence[FigureRow], clashes: int) -> str:
    """State the finding: `killed: 12 figures from 6 speakers, lowest 58, highest up to 1,729; 4 conflicts`."""
    known_by = {row.who for row in rows if NOBODY not in row.who}
    named = "speaker" if all(NOBODY not in row.who for row in rows) else "named speaker"
    speakers = counted(len(known_by), named) if known_by else "nobody named"
    reaches = extent(series)
    reach = f", {reaches.words}" if reaches else ""
    conflicts = counted(clashes, "conflict") if clashes else "no conflict"
    figures = counted(len(series.stated), "figure")
    return f"{counts(series)}: {figures} from {speakers}{reach}; {conflicts}"


def _described(series: Series, rows: Sequence[FigureRow]) -> str:
    days = sorted({row.stated.day.start for row in rows if row.stated.day})
    span = f"From {when(days[0], days[0])} to {when(days[-1], days[-1])}. " if len(days) > 1 else ""
    against = [one.why for one in series.conflicts if not one.revision]
    told = "".join(f"{why[:1].upper()}{why[1:]}. " for why in map(one_line, against[:_TOLD]))
    more = len(against) + series.unlisted - _TOLD
    rest = f"{more:,} more cannot hold together. " if more > 0 else ""
    return f"{span}{told}{rest}Each row is a figure, by day, its bounds over one axis. A table below says the same."
