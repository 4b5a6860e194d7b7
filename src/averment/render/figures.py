"""Figures that disagree, drawn over one axis: a line for each, by day, with who says it, how far it reaches and where.

In: series of figures and a `Look`. Out: a string. Below each chart stands which of its lines cannot all hold.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line, when
from averment.render.look import drawn, wrapped
from averment.render.names import cut, short
from averment.render.ranges import ASCII, NARROWEST, Scale
from averment.render.shorten import shorten
from averment.render.stated import Row, by_bounds, counts, folded, how_many, stands, who
from averment.render.visible import one_line
from averment.values.bounds import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Conflict, Interval, Series, Stated

NOTHING: Final = "No figures: nothing that was read counts anybody."
_NARROW: Final = 72  # cells: below this a chart stands under its line, not in it
_HEAD: Final = 8  # hex digits of a document where it stands in a chart: the chart needs the room
_SPEAKER, _NUMBER = 18, 14  # cells that these columns have at the most, at 80; they share what a wider page has more
_INDENT: Final = "   "
_CLAIM: Final = 16  # cells of the id of a claim
_LINES: Final = 3  # lines of a cell
_ROWS: Final = 40  # lines of one chart on a page of several
_WHY: Final = 6  # conflicts given one by one; more are put together by their numbers


def figures_as_text(
    series: Sequence[Series], look: Look, *, whole: bool = False, more: int = 0, plain: bool = False
) -> str:
    """Draw series: those with several figures as charts, the others in a list below.

    `whole`: every line of every chart. `more`: how many series the page leaves out. `plain`: in ASCII, for an output
    that has nothing else.
    """
    if not series:
        return f"{NOTHING}\n"
    several = [found for found in series if len(found.stated) > 1]
    alone = [found for found in series if len(found.stated) == 1]
    lines: list[Text] = []
    for number, found in enumerate(several, 1):
        lines += [Text()] if lines else []
        lines += _chart(number, found, look, whole=whole)
    if alone:
        title = "FIGURES THAT STAND ALONE" if several else "FIGURES, EACH BY ITSELF"
        lines += [*([Text()] if lines else []), *wrapped(Text(title, style=STYLES["section"]), look.columns)]
        for found in alone:
            lines += _alone(found, look)
    if more:
        lines += [Text(), *wrapped(Text(f"{more:,} more: --limit N shows them.", style=STYLES["note"]), look.columns)]
    lines += _legend(series, look)
    page = drawn(lines, look)
    return page.translate(ASCII) if plain else page


def _chart(number: int, found: Series, look: Look, *, whole: bool) -> Iterator[Text]:
    rows, places = folded(found)
    shown = rows if whole else rows[:_ROWS]
    yield from _heading(number, found, look)
    yield Text()
    yield from (_narrow if look.columns < _NARROW else _wide)(shown, found, look)
    if len(shown) < len(rows):
        name = cut(found.claim or "--json", _CLAIM)
        note = f"{counted(len(rows) - len(shown), 'line')} more: `averment figures CASE {name}` shows all."
        yield from _note(note, look)
    yield from _conflicts(found, places, look)


def _heading(number: int, found: Series, look: Look) -> Iterator[Text]:
    """Give the matter, and below it what is counted, by how many, and when."""
    mark = f"{number} ".ljust(len(_INDENT))
    matter = shorten(one_line(found.matter), 3 * (look.columns - len(_INDENT)))
    for index, line in enumerate(wrapped(Text(matter, style=STYLES["name"]), look.columns - len(mark))):
        yield Text.assemble((" " * len(mark) if index else mark, STYLES["name"]), isolate_line(line))
    against = sum(not conflict.revision for conflict in found.conflicts) + found.unlisted
    facts = [
        counts(found),
        counted(len(found.stated), "figure"),
        counted(len({stated.document for stated in found.stated}), "document"),
        *_years(found),
        counted(against, "conflict") if against else "no conflict",
        *([cut(found.claim, _CLAIM)] if found.claim else []),
    ]
    for line in wrapped(Text(" · ".join(facts), style=STYLES["note"]), look.columns - len(_INDENT)):
        yield Text.assemble(_INDENT, line)


def _years(found: Series) -> list[str]:
    """Name the year that the days of the chart leave out."""
    years = {end.year for stated in found.stated if stated.day for end in (stated.day.start, stated.day.end)}
    return [str(year) for year in years] if len(years) == 1 else []


def _wide(rows: Sequence[Row], found: Series, look: Look) -> Iterator[Text]:
    """Give the axis, and rows of columns: number, day, speaker, bar, bounds, place. Words may take two lines."""
    days = _day_names([row.stated for row in rows])
    numbers = [how_many(row.stated) for row in rows]
    places = [_place(row) for row in rows]
    speakers = [who(row.stated) for row in rows]
    spare = max(0, look.columns - 80)
    first = len(str(len(rows))) + 1
    measures = [
        first,
        _widest(days, 24),
        min(_SPEAKER + spare // 3, _widest(speakers, look.columns)),
        0,
        min(_NUMBER + spare // 4, _widest(numbers, look.columns)),
        _widest(places, 18),
    ]
    measures[3] = max(NARROWEST, look.columns - sum(measures) - len(measures) + 1)
    scale = _scale(found, measures[3])
    margin = " " * (sum(measures[:3]) + 3)
    for line in scale.axis():
        yield Text(f"{margin}{line}", style=STYLES["note"])
    for row, *cells in zip(rows, days, speakers, numbers, places, strict=True):
        day, speaker, number, place = cells
        yield from _set([str(row.number), day, speaker, _bar(scale, row.stated), number, place], measures)


def _set(cells: Sequence[str], measures: Sequence[int]) -> Iterator[Text]:
    styles = (STYLES["note"], "", STYLES["name"], STYLES["sign"], "", STYLES["place"])
    columns = [_few_lines(cell, room) for cell, room in zip(cells, measures, strict=True)]
    for lines in zip_longest(*columns, fillvalue=""):
        row = Text()
        for line, room, style in zip(lines, measures, styles, strict=True):
            row.append_text(isolate_line(Text(line, style=style)))
            row.append(" " * (room - cell_len(line) + 1))
        yield row


def _few_lines(cell: str, room: int) -> list[str]:
    if cell_len(cell) <= room:
        return [cell]
    lines = [line.plain for line in wrapped(Text(cut(cell, 2 * _LINES * room)), room)]
    return [*lines[: _LINES - 1], *([cut(" ".join(lines[_LINES - 1 :]), room)] if lines[_LINES - 1 :] else [])]


def _narrow(rows: Sequence[Row], found: Series, look: Look) -> Iterator[Text]:
    """Give each figure its words, and under them its bar."""
    scale = _scale(found, look.columns - len(_INDENT))
    for row, day in zip(rows, _day_names([row.stated for row in rows]), strict=True):
        words = " ".join(filter(None, (str(row.number), day, who(row.stated), "▸", how_many(row.stated))))
        for line in wrapped(Text(f"{shorten(words, 3 * look.columns)}  {_place(row)}"), look.columns):
            yield isolate_line(line)
        if bar := _bar(scale, row.stated):
            yield Text(f"{_INDENT}{bar}", style=STYLES["sign"])
    for marks in scale.axis():
        yield Text(f"{_INDENT}{marks}", style=STYLES["note"])


def _scale(found: Series, cells: int) -> Scale:
    return Scale([bound for one in found.stated if stands(one) for bound in (one.low, one.high)], cells)


def _bar(scale: Scale, stated: Stated) -> str:
    return scale.bar(stated.low, stated.high, approximate=stated.approximate) if stands(stated) else ""


def _place(row: Row) -> str:
    more = f" +{row.times - 1:,}" if row.times > 1 else ""
    return f"{short(row.stated.document)[:_HEAD]}#{one_line(row.stated.figure)[:8]}{more}"


def _day_names(rows: Sequence[Stated]) -> list[str]:
    """Give days as short as the chart's years allow; in brackets those of publication."""
    days = [stated.day for stated in rows if stated.day]
    one_year = len({end.year for day in days for end in (day.start, day.end)}) == 1
    return [_day(stated.day, published=stated.dated == "published", year=not one_year) for stated in rows]


def _day(day: Interval | None, *, published: bool, year: bool) -> str:
    if day is None:
        return "no date"
    whole = when(day.start, day.end)
    words = [_shortened(part, year=year) for part in whole.split(" to ")]
    name = words[0] + ("…" if len(words) > 1 else "")
    return f"({name})" if published else name


def _shortened(words: str, *, year: bool) -> str:
    """Shorten "21 August 2013" to "21 Aug 2013", or to "21 Aug" where the year is said elsewhere; "2013" stays."""
    parts = [part[:3] if part.isalpha() else part for part in words.split()]
    return " ".join(parts if year or len(parts) == 1 else parts[:-1])


def _conflicts(found: Series, places: Sequence[int], look: Look) -> Iterator[Text]:
    """Say which lines cannot all hold, one by one where they are few, else by their numbers; then who revised what."""
    against = [conflict for conflict in found.conflicts if not conflict.revision]
    if against:
        total = len(against) + found.unlisted
        yield Text()
        yield from _note("these cannot all hold:", look, STYLES["part"])
        if total <= _WHY:
            yield from (line for one in against for line in _why(one, places, look))
        else:
            yield from _by_bounds(found, against, places, look)
        if found.unlisted:
            yield from _note(f"{counted(found.unlisted, 'conflict')} more, of figures that lie nearer together.", look)
    revised = [conflict for conflict in found.conflicts if conflict.revision]
    if revised:
        yield Text()
        yield from _note("revised:", look, STYLES["part"])
        yield from (line for one in revised[:_WHY] for line in _why(one, places, look))
        if revised[_WHY:]:
            yield from _note(f"{counted(len(revised) - _WHY, 'revision')} more: --json lists them.", look)


def _why(conflict: Conflict, places: Sequence[int], look: Look) -> Iterator[Text]:
    lines = f"{places[conflict.one]} and {places[conflict.other]}"
    words = shorten(one_line(conflict.why), 4 * look.columns)
    yield from _hanging(f"{lines}: ", words, look)


def _by_bounds(found: Series, against: Iterable[Conflict], places: Sequence[int], look: Look) -> Iterator[Text]:
    """Give each number once, with its lines, and after it the higher ones that exclude it."""
    rows: dict[str, set[int]] = {}
    sides: dict[str, tuple[float, float]] = {}
    others: dict[str, set[str]] = {}
    for conflict in against:
        pair = []
        for at in (conflict.one, conflict.other):
            stated = found.stated[at]
            words = in_words(stated.low, stated.high, approximate=stated.approximate)
            rows.setdefault(words, set()).add(places[at])
            sides[words] = by_bounds(stated)
            pair.append(words)
        lower, higher = sorted(pair, key=lambda words: (sides[words], words))
        others.setdefault(lower, set()).add(higher)
    for words in sorted(others, key=lambda words: (sides[words], words)):
        excluded = sorted(others[words], key=lambda other: (sides[other], other))
        listed = ", ".join(f"{other} [{_numbers(rows[other])}]" for other in excluded)
        yield from _hanging(f"{words} [{_numbers(rows[words])}] against ", listed, look)
    yield from _note("[8]: line 8. Of a figure told on a later day, a count can have risen.", look)


def _numbers(rows: Iterable[int]) -> str:
    found = sorted(rows)
    return " ".join(map(str, found[:8])) + (" …" if found[8:] else "")


def _alone(found: Series, look: Look) -> Iterator[Text]:
    """Give a figure that no other is beside: what, how many, who, when, where; below, what it is about."""
    stated = found.stated[0]
    day = _day(stated.day, published=stated.dated == "published", year=True)
    facts = f"{counts(found)}: {how_many(stated)} · {who(stated)} · {day} · {_place(Row(1, stated, 1))}"
    yield Text()
    for line in wrapped(Text(shorten(facts, 3 * look.columns)), look.columns - len(_INDENT)):
        yield Text.assemble(_INDENT, isolate_line(line))
    claim = f"{cut(found.claim, _CLAIM)}: " if found.claim else ""
    matter = claim + shorten(one_line(found.matter), 2 * (look.columns - 5) - len(claim))
    for line in wrapped(Text(matter, style=STYLES["note"]), look.columns - 5):
        yield Text.assemble("     ", isolate_line(line))


def _hanging(head: str, words: str, look: Look) -> Iterator[Text]:
    lines = wrapped(Text(f"{head}{words}"), look.columns - len(_INDENT) - 2)
    for number, line in enumerate(lines):
        yield Text.assemble(_INDENT, "  " if number else "", isolate_line(line))


def _note(words: str, look: Look, style: str = STYLES["note"]) -> Iterator[Text]:
    for line in wrapped(Text(words, style=style), look.columns - len(_INDENT)):
        yield Text.assemble(_INDENT, line)


def _widest(cells: Iterable[str], most: int) -> int:
    return min(most, max(map(cell_len, cells), default=0))


def _legend(series: Sequence[Series], look: Look) -> Iterator[Text]:
    """Say what brackets and signs mean, where the page has them."""
    stated = [one for found in series for one in found.stated]
    notes = []
    if any(len(found.stated) > 1 for found in series):
        notes.append("├──▶ at least, ◀──┤ up to, ● one number, ~ about.")
    if any(one.day and one.dated == "published" for one in stated):
        notes.append("A day in brackets is that of publication: when it was said is not told.")
    if notes:
        yield Text()
        yield from wrapped(Text(" ".join(notes), style=STYLES["note"]), look.columns)
