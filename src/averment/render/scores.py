"""Scores of an evaluation as a table, and its mistakes as lines to read.

In: `Scores` and `Mistake`s of `averment.evaluation`. Out: strings, or JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from rich.text import Text

from averment.render.header import counted, isolate_line
from averment.render.look import Look, drawn, wrapped
from averment.render.shorten import shorten
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.evaluation import Mistake, Scores

_LINES: Final = 3
_INDENT: Final = "     "


def scores_as_text(scores: Scores, look: Look) -> str:
    """Draw the table: a row for each kind of thing that the gold can score, F1 in the middle of what makes it."""
    widest = max(map(len, scores.rows))
    lines = [Text(f"{'':{widest}}  {'precision':>9}  {'recall':>6}  {'F1':>5}  {'n':>6}", style="dim")]
    for row, score in scores.rows.items():
        numbers = f"  {score.precision:9.1f}  {score.recall:6.1f}  "
        lines.append(Text.assemble(f"{row:{widest}}", numbers, (f"{score.f1:5.1f}", "bold"), f"  {score.n:6}"))
    unread = f", {scores.unread:,} of them unread" if scores.unread else ""
    return drawn([*lines, Text(f"{counted(scores.articles, 'article')}{unread}", style="dim")], look)


def scores_as_json(scores: Scores, mistakes: Iterable[Mistake]) -> bytes:
    """Give scores and mistakes as one line of JSON."""
    found = {"scores": scores, "mistakes": list(mistakes)}
    return msgspec.json.encode(found, order="deterministic") + b"\n"


def mistakes_as_text(mistakes: Iterable[Mistake], look: Look) -> str:
    """Draw mistakes, each with what was marked and what was read."""
    return drawn((line for mistake in mistakes for line in _mistake(mistake, look)), look)


def _mistake(mistake: Mistake, look: Look) -> Iterator[Text]:
    yield Text()
    yield isolate_line(
        Text.assemble((f"{mistake.kind} {mistake.of}".replace("_", " "), "bold"), f"  {one_line(mistake.place)}")
    )
    for label, words in (("marked", mistake.expected_quote), ("read", mistake.found_quote), ("in", mistake.context)):
        if words:
            room = look.columns - len(_INDENT) - 8
            for number, words_of in enumerate(wrapped(Text(shorten(one_line(words), _LINES * room)), room)):
                yield Text.assemble(_INDENT, ("" if number else label).ljust(8), isolate_line(words_of))
