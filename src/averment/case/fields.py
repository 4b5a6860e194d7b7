"""What can be corrected of each kind of thing in a case, and which values make sense.

In: fields and values as a person writes them, the reading they are about, a way to find what another reference means.
Out: the values as the log keeps them. An empty value says that there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from averment.api import published_on
from averment.case.index.rows import storable
from averment.errors import UsageError
from averment.values import Reading, Target
from averment.values.fields import FIELDS, Field, Kind
from averment.values.judgements import MAY_BE_NONE, ONE_SPAN, PROPOSED, WEIGHED
from averment.values.spans import spans_as_text, spans_from_text

__all__ = ["AN", "FIELDS", "LONGEST", "Find", "Kind", "checked", "ids_of", "text_of"]

Find: TypeAlias = Callable[[str], tuple[Target, Kind]]
"""Gives what a reference (`REF#a5`) means, in any document of the case. Raises `UsageError`."""

AN: Final[dict[Kind, str]] = {
    "document": "a document",
    "attribution": "an attribution",
    "speaker": "a speaker",
    "evidence": "a piece of evidence",
    "figure": "a figure",
}
LONGEST: Final = 10_000
"""Code points of a note or a corrected value."""

_NEVER_EMPTY: Final = {"name", "what", "type", "polarity", "approximate", "stance", "origin", "cue", "content", "span"}
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", re.ASCII)


def checked(
    kind: Kind, changes: Mapping[str, str], target: Target, reading: Reading | None, find: Find
) -> dict[str, str]:
    """Check corrected fields and values; they are kept as they were written, references with the full digest."""
    unknown = sorted(set(changes) - set(FIELDS[kind]))
    if unknown:
        message = f"what can be corrected of {AN[kind]}: {', '.join(FIELDS[kind])}"
        raise UsageError(message, subject=unknown[0][:100])
    return {field: _value(kind, field, changes[field], target, reading, find) for field in sorted(changes)}


def ids_of(reading: Reading) -> dict[Kind, set[str]]:
    """Give the ids of what a reading holds."""
    return {
        "attribution": {found.id for found in reading.attributions},
        "speaker": {found.id for found in reading.speakers},
        "evidence": {found.id for found in reading.evidence},
        "figure": {found.id for found in reading.figures},
    }


def text_of(field: str, text: str) -> str:
    """Give a text as it can be kept. `UsageError` where it is too long."""
    if len(text) > LONGEST:
        message = f"it has {len(text):,} characters, and may have {LONGEST:,}"
        raise UsageError(message, subject=field)
    return storable(text)


def _value(  # noqa: PLR0913, PLR0917  (a field and its value, and all that it may refer to)
    kind: Kind, field: str, value: str, target: Target, reading: Reading | None, find: Find
) -> str:
    text, takes = text_of(field, value), FIELDS[kind][field]
    if text == PROPOSED and field in WEIGHED:
        return text
    if not text.strip() and field in _NEVER_EMPTY:
        message = "it cannot be empty"
        raise UsageError(message, subject=field)
    if takes == "spans" and reading is not None:
        return _spans(field, text, reading)
    if takes == "an attribution" and text:
        return _elsewhere(field, text, target, find)
    if text and not isinstance(takes, tuple) and takes.startswith("id") and reading is not None:
        _check_ids(field, text, takes, reading)
    elif text:
        _check_plain(field, text, takes)
    return text


def _check_plain(field: str, text: str, takes: Field | tuple[str, ...]) -> None:
    """Check a value that refers to nothing else."""
    if isinstance(takes, tuple):
        _check_one_of(field, text, (*takes, *([PROPOSED] if field in WEIGHED else ())))
    elif takes == "number" and not _NUMBER.fullmatch(text):
        message = "it is a number, as 30 or 2.5"
        raise UsageError(message, subject=field)
    elif takes == "date":
        published_on(text)


def _spans(field: str, text: str, reading: Reading) -> str:
    """Give spans of the text in the one way in which they are written."""
    try:
        spans = spans_from_text(text, len(reading.document.text))
    except ValueError as error:
        message = f"it takes spans in order, as 10-14 20-25: {error}"
        raise UsageError(message, subject=field) from error
    if len(spans) > 1 and field == ONE_SPAN:
        message = "it takes one span, as 10-14"
        raise UsageError(message, subject=field)
    if not spans and field != MAY_BE_NONE:
        message = "it cannot be empty"
        raise UsageError(message, subject=field)
    return spans_as_text(spans)


def _check_one_of(field: str, text: str, allowed: tuple[str, ...]) -> None:
    if text not in allowed:
        message = f"it is one of {', '.join(allowed)}"
        raise UsageError(message, subject=field)


def _elsewhere(field: str, text: str, target: Target, find: Find) -> str:
    """Give another attribution, of any document, as `sha256:…#a5`."""
    other, kind = find(text)
    if kind != "attribution" or other == target:
        message = "it takes another attribution, as REF#a5, or nothing: then it stands alone"
        raise UsageError(message, subject=field)
    return f"{other.document}#{other.id}"


def _check_ids(field: str, text: str, takes: Field, reading: Reading) -> None:
    known = ids_of(reading)["speaker" if takes == "id of a speaker" else "attribution"]
    names = text.split()
    if not set(names) <= known or (len(names) > 1 and takes != "ids of attributions"):
        message = f"it takes the {takes} of the same reading"
        raise UsageError(message, subject=field)
