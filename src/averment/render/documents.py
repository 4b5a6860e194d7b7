"""The documents of a case, a line each: which, from when and whom, what it is called, how much was found in it.

In: what the case lists, and a `Look`. Out: a string. What could not be read has its reason on a line of its own.
"""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line
from averment.render.look import drawn, wrapped
from averment.render.names import DIGITS, cut, day, short
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Listed
    from averment.values.cases import DocumentState

_STATES: Final[dict[DocumentState, str]] = {"captured": "unread", "container": "archive"}
_COUNTED: Final[dict[DocumentState, str]] = {
    "read": "read",
    "captured": "unread",
    "failed": "failed",
    "pending": "pending",
    "removed": "removed",
}
_NARROW: Final = 60  # cells: below this, columns leave too little room for titles
_CELL: Final = 16  # cells: a longer outlet takes two lines
_GAP: Final = "  "
_MARGIN: Final = " " * DIGITS + _GAP


def documents_as_text(documents: Sequence[Listed], look: Look) -> str:
    """Draw the list of a case, and below it how many there are of which state."""
    if not documents:
        return "no documents\n"
    lines = _stacked(documents, look.columns) if look.columns < _NARROW else _table(documents, look.columns)
    return drawn([*lines, Text(), *wrapped(Text(_total(documents)), look.columns)], look)


def titled(document: Listed) -> str:
    """Give what a document is called: its title, or the file it came as."""
    return one_line(document.title or next(iter(document.paths), "(no title)"))


def _reason(document: Listed) -> str | None:
    """Say what went wrong with it."""
    return one_line(document.message or document.error) if document.error else None


def _table(documents: Sequence[Listed], width: int) -> Iterator[Text]:
    """Give a row each. Columns are as wide as what is in them, and left out where nothing is; titles have the rest."""
    heading = ["document", "date", "outlet", "attrib.", "title"]
    rows = [
        [short(document.digest), day(document.published), one_line(document.outlet or ""), _found(document)]
        for document in documents
    ]
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    measures = [min(_CELL, max(cell_len(row[column]) for row in [heading, *rows])) for column in used]
    measures.append(width - sum(measures) - len(_GAP) * len(measures))
    yield from _set([heading[column] for column in [*used, -1]], measures, STYLES["note"])
    for document, row in zip(documents, rows, strict=True):
        yield from _set([*(row[column] for column in used), titled(document)], measures)
        yield from _why(document, width)


def _set(cells: Sequence[str], measures: Sequence[int], style: str = "") -> Iterator[Text]:
    """Set the cells of a row side by side; each may run on to a second line."""
    columns = [_two_lines(cell, measure) for cell, measure in zip(cells, measures, strict=True)]
    for lines in zip_longest(*columns, fillvalue=Text()):
        row = Text(style=style)
        for line, measure in zip(lines, measures, strict=True):
            row.append_text(isolate_line(line)).append(" " * (measure - line.cell_len + len(_GAP)))
        yield row


def _two_lines(cell: str, measure: int) -> list[Text]:
    first, *others = wrapped(Text(cut(cell, 2 * measure)), measure)
    return [first, *([Text(cut(" ".join(line.plain for line in others), measure))] if others else [])]


def _stacked(documents: Sequence[Listed], width: int) -> Iterator[Text]:
    """Give a paragraph each, for a page too narrow for columns."""
    for number, document in enumerate(documents):
        if number:
            yield Text()
        yield Text(f"{short(document.digest)}{_GAP}{_found(document)}", style=STYLES["name"])
        facts = " · ".join(filter(None, (day(document.published), one_line(document.outlet or ""))))
        for words in filter(None, (cut(titled(document), 3 * width), facts)):
            yield from map(isolate_line, wrapped(Text(words), width))
        yield from _why(document, width, margin="")


def _why(document: Listed, width: int, margin: str = _MARGIN) -> Iterator[Text]:
    if why := _reason(document):
        for line in wrapped(Text(f"— {why}", style=STYLES["note"]), width - len(margin)):
            yield Text.assemble(margin, isolate_line(line))


def _found(document: Listed) -> str:
    """Give the number of attributions of what was read; of what was not, its state."""
    if document.state == "read" and document.attributions is not None:
        return f"{document.attributions:,}"
    return _STATES.get(state_of(document), state_of(document))


def state_of(document: Listed) -> DocumentState:
    """Give the state of a document; what was captured and is only waiting to be read is pending."""
    return "pending" if document.state == "captured" and document.error is None else document.state


def _total(documents: Sequence[Listed]) -> str:
    """Count documents by state, and beside them the archives that they came in."""
    states = Counter(map(state_of, documents))
    archives = states.pop("container", 0)
    counts = ", ".join(f"{states[state]:,} {words}" for state, words in _COUNTED.items() if states[state])
    total = counted(states.total(), "document") + (f": {counts}" if counts else "")
    return f"{total} · {counted(archives, 'archive')}" if archives else total
