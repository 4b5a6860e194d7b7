"""A figure of a series in words, and equal ones put together: what the terminal and the pictures say alike.

In: series and the figures in them. Out: rows, and short words, made safe to show.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Final

from averment.render.phrases import NOBODY
from averment.render.visible import one_line
from averment.values.bounds import in_words, known

if TYPE_CHECKING:
    from averment.values import Series, Stated

_PEOPLE: Final = frozenset({"", "people", "person", "persons", "deaths", "dead", "lives", "injuries", "others"})


@dataclass(frozen=True)
class Row:
    """What one line shows: a figure, the number of those that say the same, their places in the series."""

    number: int
    stated: Stated
    times: int


def folded(found: Series) -> tuple[list[Row], list[int]]:
    """Give a row for all figures that are told alike, and for each figure of the series the number of its row."""
    first: dict[object, int] = {}
    times: dict[int, int] = {}
    kept: list[Stated] = []
    places = []
    for stated in found.stated:
        bounds = repr((stated.low, stated.high)), stated.approximate, stated.unit or ""
        key = (stated.day, stated.dated, stated.speaker, stated.party, *bounds, stated.act, stated.part, stated.per)
        row = first.setdefault(key, len(kept))
        if row == len(kept):
            kept.append(stated)
        times[row] = times.get(row, 0) + 1
        places.append(row + 1)
    return [Row(row + 1, stated, times[row]) for row, stated in enumerate(kept)], places


def counts(found: Series) -> str:
    """Say what a series counts: `killed`, `detained each day`, `tonnes of ash`."""
    first = found.stated[0] if found.stated else None
    what = found.what if found.what != "other" else (first and first.unit) or "counted"
    per = f" each {one_line(first.per)}" if first and first.per else ""
    return f"{one_line(what).replace('_', ' ')}{per}"


def stands(stated: Stated) -> bool:
    """Say whether who says a figure puts it forward; a denied or doubted one is not theirs."""
    return stated.act not in {"deny", "doubt"}


def how_many(stated: Stated) -> str:
    """Write the bounds with whom they count; before them, that it is denied or doubted."""
    return f"{bounds_of(stated)}{of_whom(stated)}"


def bounds_of(stated: Stated) -> str:
    """Write the bounds; before them, that they are denied or doubted."""
    act = {"deny": "denies ", "doubt": "doubts "}.get(stated.act or "", "")
    return act + in_words(stated.low, stated.high, approximate=stated.approximate).replace("about ", "~")


def of_whom(stated: Stated) -> str:
    """Write what stands after the bounds: whom they count, where that is more than people, and whether a part."""
    unit = one_line(stated.unit or "")
    named = "" if unit.casefold() in _PEOPLE else f" {unit}"
    return f"{named}{' (part)' if stated.part else ''}"


def who(stated: Stated) -> str:
    """Name who says a figure, with its party where the name does not say it, or that the report itself does."""
    name = one_line(stated.speaker or "")
    name = NOBODY if name in {"", "unattributed"} else name
    if stated.by is None:
        return f"{name}, narrating" if stated.speaker else "the report itself"
    party = one_line(stated.party or "")
    return name if not party or party.casefold() in name.casefold() else f"{name} ({party})"


def by_bounds(stated: Stated) -> tuple[float, float]:
    """Give what to sort bounds by: the lowest they allow last of those that are open below."""
    low, high = known(stated.low), known(stated.high)
    most = inf if high is None else high
    return (most, -1.0) if low is None else (low, most)
