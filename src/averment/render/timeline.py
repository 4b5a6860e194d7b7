"""What was said when: claim by claim or day by day, those who support it at the left, who deny or doubt at the right.

In: moments and a `Look`. Out: a string. A day says how it is known; what has no day stands last.
"""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line, when
from averment.render.look import drawn, wrapped
from averment.render.names import cut, short
from averment.render.phrases import NOBODY, NOTHING
from averment.render.ranges import ASCII
from averment.render.shorten import shorten
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Moment, Told

Order: TypeAlias = Literal["claim", "day"]
EMPTY: Final = "No timeline: no statement was found."
_NARROW: Final = 60  # cells: below this two columns leave too little room for words
_INDENT: Final = "   "
_BETWEEN: Final = " │ "
_LINES: Final = 3  # lines of a quotation
_HEADS: Final = ("supports", "denies or doubts")


def timeline_as_text(
    moments: Sequence[Moment], look: Look, *, by: Order = "claim", more: int = 0, plain: bool = False
) -> str:
    """Draw moments, under each claim by day, or under each day by claim. `more` claims are left out of the page.

    `plain`: in ASCII, for an output that has nothing else.
    """
    if not moments:
        return f"{EMPTY}\n"
    contested = {moment.claim for moment in moments if any(told.stance != "supports" for told in moment.told)}
    lines: list[Text] = []
    for heading, group in _groups(moments, by, look):
        lines += [Text(), *heading] if lines else heading
        for number, moment in enumerate(group):
            lines += [Text(), *_below(moment, by, look)]
            two = moment.claim in contested
            if two and look.columns >= _NARROW and (by == "day" or not number):
                lines.append(_heads(look))
            lines += _sides(moment, look, two=two)
    if more:
        note = f"{counted(more, 'claim')} more: --limit N shows them, --all those with a single statement, too."
        lines += [Text(), *wrapped(Text(note, style=STYLES["note"]), look.columns)]
    page = drawn(lines, look)
    return page.translate(ASCII) if plain else page


def _groups(moments: Sequence[Moment], by: Order, look: Look) -> Iterator[tuple[list[Text], list[Moment]]]:
    """Give the headings of the page, each with the moments under it, in the order in which they come."""
    if by == "day":
        for words, group in groupby(moments, _day):
            yield wrapped(Text(words.upper(), style=STYLES["section"]), look.columns), list(group)
        return
    together: dict[str, list[Moment]] = {}
    for moment in moments:
        together.setdefault(moment.claim, []).append(moment)
    for number, group_of in enumerate(together.values(), 1):
        yield list(_claim(f"{number} ", group_of[0], look)), group_of


def _claim(mark: str, moment: Moment, look: Look) -> Iterator[Text]:
    mark = mark.ljust(len(_INDENT))
    room = look.columns - len(mark)
    words = Text(shorten(one_line(moment.statement), 3 * room), style=STYLES["name"])
    words.append(f"  {cut(moment.claim, room - 2)}", style=STYLES["place"])
    for number, line in enumerate(wrapped(words, room)):
        yield Text.assemble((" " * len(mark) if number else mark, STYLES["name"]), isolate_line(line))


def _below(moment: Moment, by: Order, look: Look) -> Iterator[Text]:
    """Give what a moment is called under its heading: its day under a claim, its claim under a day."""
    if by == "day":
        yield from _claim("", moment, look)
    else:
        for line in wrapped(Text(_day(moment), style=STYLES["part"]), look.columns - len(_INDENT)):
            yield Text.assemble(_INDENT, line)


def _day(moment: Moment) -> str:
    if moment.day is None:
        return "no date known"
    how = " (published)" if moment.dated == "published" else ""
    return f"{when(moment.day.start, moment.day.end)}{how}"


def _sides(moment: Moment, look: Look, *, two: bool) -> Iterator[Text]:
    """Give the statements of a moment: in two columns where the claim is contested and there is room."""
    supporting = [told for told in moment.told if told.stance == "supports"]
    contesting = [told for told in moment.told if told.stance != "supports"]
    room = look.columns - len(_INDENT)
    if not two or look.columns < _NARROW:
        for line in _statements([*supporting, *contesting], room, named=two):
            yield Text.assemble(_INDENT, line)
        return
    half = _half(look)
    sides = (_statements(supporting, half, named=False), _statements(contesting, half, named=True))
    for left, right in zip_longest(*sides, fillvalue=Text()):
        yield Text.assemble(_INDENT, left, " " * (half - left.cell_len), _bar(), right)


def _half(look: Look) -> int:
    return (look.columns - len(_INDENT) - len(_BETWEEN)) // 2


def _heads(look: Look) -> Text:
    left = _HEADS[0].ljust(_half(look))
    return Text.assemble(_INDENT, (left, STYLES["label"]), _bar(), (_HEADS[1], STYLES["label"]))


def _statements(told: Sequence[Told], room: int, *, named: bool) -> list[Text]:
    """Give each speaker once, under it what was said, each once with how often; `named` says the stance, too."""
    alike: dict[tuple[str, str, str], dict[str, list[Told]]] = {}
    for one in told:
        speaker = alike.setdefault((one.speaker, one.party or "", one.stance), {})
        speaker.setdefault(one.quote, []).append(one)
    lines: list[Text] = []
    for quotes in alike.values():
        lines += _speaker(next(iter(quotes.values()))[0], room, named=named)
        for group in quotes.values():
            lines += _quote(group, room)
    return lines


def _speaker(told: Told, room: int, *, named: bool) -> Iterator[Text]:
    name = one_line(told.speaker)
    name = NOBODY if name in {"", "unattributed"} else name
    party = one_line(told.party or "")
    side = f" ({party})" if party and party.casefold() not in name.casefold() else ""
    stance = f" · {told.stance}" if named else ""
    who = Text.assemble((shorten(name, 2 * room), STYLES["name"]), shorten(side, 2 * room), (stance, STYLES["label"]))
    yield from _isolated(wrapped(who, room))


def _quote(group: Sequence[Told], room: int) -> Iterator[Text]:
    first = group[0]
    quote = shorten(one_line(first.quote) or NOTHING, _LINES * (room - 2))
    more = f" and {len(group) - 1:,} more" if len(group) > 1 else ""
    place = f"{short(first.attribution.document)}#{one_line(first.attribution.id)[:8]}{more}"
    for words in (Text(quote), Text(place, style=STYLES["place"])):
        for line in _isolated(wrapped(words, room - 2)):
            yield Text.assemble("  ", line)


def _isolated(lines: Iterable[Text]) -> Iterator[Text]:
    return map(isolate_line, lines)


def _bar() -> Text:
    return Text(_BETWEEN, style=STYLES["bar"])
