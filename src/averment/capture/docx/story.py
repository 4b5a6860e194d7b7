"""One story of an office document, its body or a note or a header, to words: what a reader of the page sees.

In: the element that holds the story. Out: it is written to `Written`; `Story` gathers what else is met with.
Text boxes follow the paragraph that they stand in; a field gives its result, an alternative its first choice.
"""

# ruff: noqa: ANN401, SLF001  (lxml has no types; the table of handlers is of this class)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from averment.capture.about import clean
from averment.capture.docx.elements import attribute, child, is_on, name_of
from averment.capture.docx.letters import plain, symbol
from averment.capture.docx.writing import CELL, LINE, PARAGRAPH, Paragraph, Tracked, Written

_PROSE: Final = 80  # code points from which a cell holds prose, and the table is there for the layout
_PASSED: Final = frozenset(
    (
        "pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sdtPr", "sectPr", "tblGrid", "instrText", "delInstrText",
        "rt", "footnoteRef", "endnoteRef", "customXmlPr", "smartTagPr", "fldData",
    )
)  # fmt: skip
_CHANGES: Final[dict[str, tuple[Literal["inserted", "deleted"], bool]]] = {
    "ins": ("inserted", False),
    "del": ("deleted", False),
    "moveTo": ("inserted", True),
    "moveFrom": ("deleted", True),
}


@dataclass(slots=True)
class Story:
    """What is read, and what was met with on the way."""

    written: Written
    styles: dict[str, str]
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # the number of each note
    referred: list[tuple[str, str]] = field(default_factory=list)  # the notes in the order of their numbers
    hidden: int = 0
    chunks: int = 0
    _boxes: list[Any] = field(default_factory=list)
    _tables: list[bool] = field(default_factory=list)  # that this stands in: whether each is one of data
    _first: bool = False  # nothing stands yet in the cell
    _item: bool = False  # the last paragraph was an item of a list
    _runs_on: bool = False  # the mark at the end of the last paragraph was deleted

    def read(self, element: Any) -> None:
        """Read the children of an element. How deep they are nested is bounded by the parser: 256."""
        for one in element:
            name = name_of(one)
            if name not in _PASSED:
                handle = _HANDLERS.get(name, Story.read)
                handle(self, one)

    def note(self, number: int, element: Any) -> None:
        """Read a note as a paragraph of its own, "[1] …"; one whose words were all deleted leaves no mark."""
        self.written.gap(PARAGRAPH)
        self.written.label = f"[{number}] "
        self._item = self._runs_on = False
        self.read(element)
        self.written.label = ""

    def _paragraph(self, element: Any) -> None:
        properties = child(element, "pPr")
        style = self._style(properties)
        item = style.startswith("list") or (properties is not None and child(properties, "numPr") is not None)
        self.written.gap(self._gap(item=item))
        self._item, self._first = item, False
        self.written.started = None
        self.read(element)
        if self.written.started is not None:
            self.paragraphs.append(Paragraph((self.written.started, self.written.length), style))
        self._runs_on = _mark_deleted(properties)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.written.gap(PARAGRAPH)
            self._runs_on = False
            self.read(box)

    def _style(self, properties: Any) -> str:
        named = child(properties, "pStyle") if properties is not None else None
        return self.styles.get(attribute(named, "val"), "") if named is not None else ""

    def _gap(self, *, item: bool) -> str:
        if self._tables and self._tables[-1]:
            return "" if self._first else LINE
        if self._runs_on:
            return " "
        return LINE if item and self._item else PARAGRAPH

    def _table(self, element: Any) -> None:
        data = self._tables[-1] if self._tables else not any(map(_is_prose, element.iter()))
        gap = LINE if self._tables and data else PARAGRAPH
        self.written.gap(gap)
        self._tables.append(data)
        self._runs_on = False
        self.read(element)
        self._tables.pop()
        self._item = False
        self.written.gap(gap)

    def _row(self, element: Any) -> None:
        self.written.gap(LINE if self._tables and self._tables[-1] else PARAGRAPH)
        self.read(element)

    def _cell(self, element: Any) -> None:
        self.written.gap(CELL if self._tables and self._tables[-1] else PARAGRAPH)
        self._first = True
        self.read(element)
        self._first = False

    def _run(self, element: Any) -> None:
        properties = child(element, "rPr")
        if properties is not None and is_on(child(properties, "vanish")):
            self.hidden += sum(len(one.text or "") for one in element.iter() if name_of(one) == "t")
            return
        self.read(element)

    def _words(self, element: Any) -> None:
        self.written.words(plain(element.text or ""))

    def _tab(self, _: Any) -> None:
        self.written.words("\t")

    def _break(self, _: Any) -> None:
        self.written.words("\n")

    def _hyphen(self, _: Any) -> None:
        self.written.words("-")

    def _symbol(self, element: Any) -> None:
        self.written.words(symbol(attribute(element, "char")))

    def _note(self, element: Any) -> None:
        note = (name_of(element).removesuffix("Reference"), attribute(element, "id"))
        if note not in self.notes:
            self.referred.append(note)
            self.notes[note] = len(self.referred)
        self.written.words(f"[{self.notes[note]}]")

    def _change(self, element: Any) -> None:
        kind, moved = _CHANGES[name_of(element)]
        by, at = clean(attribute(element, "author")), clean(attribute(element, "date"), 40)
        self.written.begin(Tracked(kind=kind, by=by, at=at, moved=moved))
        self.read(element)
        self.written.end()

    def _alternative(self, element: Any) -> None:
        options = [one for one in element if name_of(one) in ("mc:Choice", "mc:Fallback")]
        options.sort(key=name_of)  # the choices first
        with_words = (one for one in options if any(name_of(inner) == "t" for inner in one.iter()))
        chosen = next(with_words, options[0] if options else None)
        if chosen is not None:
            self.read(chosen)

    def _box(self, element: Any) -> None:
        self._boxes.append(element)

    def _chunk(self, _: Any) -> None:
        self.chunks += 1


def _is_prose(element: Any) -> bool:
    """Tell a paragraph too long for a cell of a table of data."""
    if name_of(element) != "p":
        return False
    return sum(len(one.text or "") for one in element.iter() if name_of(one) == "t") >= _PROSE


def _mark_deleted(properties: Any) -> bool:
    """Tell whether the mark at the end of a paragraph was deleted under tracking: the next one then goes it on."""
    marks = child(properties, "rPr") if properties is not None else None
    return marks is not None and child(marks, "del") is not None


_HANDLERS: Final[dict[str, Callable[[Story, Any], None]]] = {
    "p": Story._paragraph,
    "tbl": Story._table,
    "tr": Story._row,
    "tc": Story._cell,
    "r": Story._run,
    "t": Story._words,
    "delText": Story._words,
    "m:t": Story._words,
    "tab": Story._tab,
    "ptab": Story._tab,
    "br": Story._break,
    "cr": Story._break,
    "noBreakHyphen": Story._hyphen,
    "sym": Story._symbol,
    "footnoteReference": Story._note,
    "endnoteReference": Story._note,
    **dict.fromkeys(_CHANGES, Story._change),
    "mc:AlternateContent": Story._alternative,
    "txbxContent": Story._box,
    "altChunk": Story._chunk,
    "subDoc": Story._chunk,
}
