"""What a person is told of each file that was added, and of each document in it.

In: what came out of parsing and reading it. Out: `Addition`s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from averment import errors
from averment.capture.found import PASSED_OVER, Refused
from averment.case.parsing import Parsed
from averment.case.work import Item
from averment.errors import AvermentError, InputError
from averment.values import Addition, Capture, Reading
from averment.values.cases import BETWEEN


@dataclass
class Text:
    """A capture that is to be read, its digest, and what became of it."""

    item: Item
    digest: str
    capture: Capture
    outcome: Reading | InputError | None = None


def of_parsed(parsed: Parsed, text: Text | None) -> list[Addition]:
    """Tell what became of an original, and of the parts of it that were refused."""
    return [_first(parsed, text), *_refused(parsed.item.name, parsed.refused)]


def of_text(text: Text) -> Addition:
    """Tell what became of a document that was captured: `captured`, with the error, where it could not be read."""
    item, title = text.item, text.capture.document.title
    if isinstance(text.outcome, Reading):
        count = len(text.outcome.attributions)
        return Addition(name=item.name, document=item.digest, state="read", title=title, attributions=count)
    told = Addition(name=item.name, document=item.digest, state="captured", title=title)
    return told if text.outcome is None else _explained(told, text.outcome)


def could_not(name: str, document: str | None, error: AvermentError) -> Addition:
    """Tell of a file that could not be had or parsed; its bytes are in the case where `document` says so."""
    return _explained(Addition(name=name, document=document, state="failed"), error)


def _first(parsed: Parsed, text: Text | None) -> Addition:
    item = parsed.item
    if parsed.lost:
        return Addition(name=item.name, document=item.digest, state="known")
    if text is not None:
        told = of_text(text)
        return told if parsed.error is None or told.error else _explained(told, parsed.error)
    if parsed.error is not None:
        return could_not(item.name, item.digest, parsed.error)
    return Addition(name=item.name, document=item.digest, state="container")


def _refused(name: str, parts: list[Refused]) -> Iterator[Addition]:
    for part in parts:
        if part.name != PASSED_OVER:  # no documents: the log has them, nobody is to do anything about them
            kind = getattr(errors, part.error, InputError)
            if not (isinstance(kind, type) and issubclass(kind, AvermentError)):
                kind = InputError
            yield could_not(f"{name}{BETWEEN}{part.name}", None, kind(part.message))


def _explained(told: Addition, error: AvermentError) -> Addition:
    return replace(told, error=type(error).__name__, message=error.message, advice=error.diagnostics())
