"""Where a stretch of a report is, as the Web Annotation Data Model has it (W3C, 2017): by position and by its words.

In: a document and spans of its text. Out: Specific Resources (section 4) as JSON-LD, one for each piece. Positions
count code points, as our spans do: section 4.2.4 asks for "code points … not code units", and 4.2.5 for the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.exports.identifiers import address, original, utc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Document, Span

Resource = dict[str, object]

BESIDE: Final = 32
"""Code points of the words before and after that are given with a quotation, so that it is found again."""


class Places:
    """Makes targets of spans of one document.

    The source is the page's address where that is known, since that is what people annotate; its state (section 4.3.1)
    then names the copy that was read. Else the source is the preserved original itself.
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        bytes_of = original(document.digest)
        url = address(document.url)
        self._common: Resource = {"source": url or bytes_of}
        if url:
            self._common["state"] = {"type": "TimeState", "cached": bytes_of, **_saved(document.captured)}

    def targets(self, role: str, spans: Iterable[Span]) -> list[Resource]:
        """Give a target for each piece; `role` says what it is of, as a class that a style sheet can colour."""
        return [self._target(role, *span) for span in spans]

    def whole(self) -> Resource:
        """Give the whole document as a target."""
        return {"type": "SpecificResource", **self._common}

    def _target(self, role: str, start: int, end: int) -> Resource:
        quote = {
            "type": "TextQuoteSelector",
            "exact": self._text[start:end],
            "prefix": self._text[max(0, start - BESIDE) : start],
            "suffix": self._text[end : end + BESIDE],
        }
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"type": "SpecificResource", "styleClass": role, **self._common, "selector": [quote, position]}


def _saved(captured: str | None) -> Resource:
    moment = utc(captured)
    return {"sourceDate": moment} if moment else {}
