"""A proposition that a person typed, weighed: who takes which stance on it, of how many origins, and what comes near.

In: what was weighed, the readings it stands in, and a `Look`. Out: a string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.claims import SIDES, called
from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line, when
from averment.render.look import drawn, wrapped
from averment.render.origins import origins_counted
from averment.render.standing import Standing
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from averment.render.look import Look
    from averment.values import Near, Reading, Weighed

NOTHING: Final = "Nobody in this case takes a stance on it, as far as the program can tell."
NO_REPORTS: Final = "Nothing that is attributed to anyone was read in this case."
_MARGIN: Final = " " * 3


def weighed_as_text(weighed: Weighed, reading: Callable[[str], Reading], look: Look, *, where: str = "case") -> str:
    """Draw what was weighed; `where` says of what: a case, or a corpus."""
    return drawn(_lines(weighed, reading, look.columns, where), look)


def _lines(weighed: Weighed, reading: Callable[[str], Reading], width: int, where: str) -> Iterator[Text]:
    page = Standing(weighed, reading, width)
    for line in wrapped(Text(f"“{one_line(weighed.query)}”", style=STYLES["name"]), width - len(_MARGIN)):
        yield Text.assemble(_MARGIN, isolate_line(line))
    yield from page.note(_told(weighed, where))
    yield from page.sides()
    yield from page.bearing()
    if weighed.near:
        yield from page.section("NEAR, BUT NOT COUNTED" if weighed.positions else "THE NEAREST")
        for one in weighed.near:
            yield from page.attributions(_named(one), [one.attribution])


def _told(weighed: Weighed, where: str) -> str:
    """Say in one line how it stands."""
    if not weighed.positions:
        return (NOTHING if weighed.near else NO_REPORTS).replace("this case", f"this {where}")
    sides = [
        f"{name} — {origins_counted(origins)}"
        for side, name in SIDES.items()
        if (origins := getattr(weighed.origins, side))
    ]
    days = [when(weighed.first, weighed.last)] if weighed.first and weighed.last else []
    return " · ".join([*sides, counted(weighed.documents, "report"), *days])


def _named(one: Near) -> str:
    """Name who speaks, and the side that it would be."""
    return f"{called(one.speaker, one.party)} — would be {SIDES[one.stance]}"
