"""What a search found: the hits of each document together, each with its words marked and its place at the right.

In: the hits as the case gives them, and a `Look`. Out: a string. Documents stand in order of their best hit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import isolate_line
from averment.render.look import drawn, wrapped
from averment.render.names import cut, short
from averment.render.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Hit
    from averment.values.cases import HitKind

NOTHING: Final = "No document holds all these words.\n"
_KINDS: Final[dict[HitKind, str]] = {"document": "text", "attribution": "said", "speaker": "speaker"}
_MARKED: Final = "bold yellow"
_INDENT: Final = "   "
_LABEL: Final = 13  # `speaker s123`, and space
_NARROW: Final = 60
_SPACE: Final = re.compile(r"\s+")


def hits_as_text(hits: Sequence[Hit], look: Look, *, more: bool = False) -> str:
    """Draw the hits; `more` says that there are others, which were not asked for."""
    if not hits:
        return NOTHING
    together: dict[str, list[Hit]] = {}
    for hit in hits:
        together.setdefault(hit.document, []).append(hit)
    widest = max(len(_place(hit)) for hit in hits)
    lines: list[Text] = []
    for group in together.values():
        lines += [Text()] if lines else []
        lines += _document(group[0], look.columns)
        for hit in group:
            lines += _hit(hit, look.columns, widest)
    if more:
        lines += [Text(), Text("There is more: --limit N shows it.", style=STYLES["note"])]
    return drawn(lines, look)


def marked(snippet: str, marks: Sequence[tuple[int, int]]) -> Text:
    """Give a snippet as one visible line, the words that were looked for set off from the rest."""
    line, at = Text(), 0
    for start, end in [*marks, (len(snippet), len(snippet))]:
        line.append(_shown(snippet[at:start]))
        line.append(_shown(snippet[start:end]), style=_MARKED)
        at = end
    return line


def _document(hit: Hit, width: int) -> Iterator[Text]:
    name = f"{short(hit.document)}  "
    room = width - len(name)
    title = Text(cut(hit.title or "(no title)", 2 * room), style=STYLES["name"])
    for number, line in enumerate(wrapped(title, room)):
        yield Text.assemble(" " * len(name) if number else name, isolate_line(line))


def _hit(hit: Hit, width: int, widest: int) -> Iterator[Text]:
    label = f"{_KINDS[hit.kind]} {one_line(hit.id or '')}".rstrip()
    place = Text(_place(hit), style=STYLES["place"])
    words = marked(hit.snippet, hit.marks)
    if width < _NARROW:
        yield from _running_on(Text.assemble((f"{label}  ", STYLES["label"]), words, "  ", place), width)
        return
    margin = len(_INDENT) + _LABEL
    for number, line in enumerate(wrapped(words, width - margin - widest - len(_INDENT))):
        first = Text.assemble(_INDENT, (label.ljust(_LABEL), STYLES["label"]))
        row = Text.assemble(Text(" " * margin) if number else first, isolate_line(line))
        if not number:
            row.append(" " * max(2, width - row.cell_len - len(place)))
            row.append(place)
        yield row


def _running_on(words: Text, width: int) -> Iterator[Text]:
    for line in wrapped(words, width - len(_INDENT)):
        yield Text.assemble(_INDENT, isolate_line(line))


def _place(hit: Hit) -> str:
    page = f"p. {hit.page} " if hit.page is not None else ""
    at = hit.span[0] + (hit.marks[0][0] if hit.marks else 0)  # of the first of the words, as the paragraph is
    return f"{page}¶{hit.paragraph} @{at}"


def _shown(words: str) -> str:
    return visible(_SPACE.sub(" ", words))
