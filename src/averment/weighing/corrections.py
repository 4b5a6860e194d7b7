"""Corrected fields, which a judgement has as text, as the fields of what was read.

In: a part of a reading or its document, corrected fields, checked when they were recorded. Out: fields, typed.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from averment.values import Document, Published
from averment.values.judgements import MAY_BE_NONE, ONE_SPAN, SPANS
from averment.values.spans import spans_from_text

if TYPE_CHECKING:
    import msgspec

_HOW: Final = "judged"
"""How a corrected field of a document is known."""


def document_fields(document: Document, changes: Mapping[str, str]) -> dict[str, Any]:
    """Give the corrected fields of a document: title, outlet, url, published."""
    found: dict[str, Any] = {name: changes[name] or None for name in ("title", "outlet", "url") if name in changes}
    how = document.how | dict.fromkeys(found, _HOW)
    if "published" in changes:
        found["published"] = _published(changes["published"])
    return found | {"how": {name: known for name, known in how.items() if found.get(name, known)}}


def plain_fields(part: msgspec.Struct, changes: Mapping[str, str], length: int) -> dict[str, Any]:
    """Give the corrected fields of something in a reading of a text of this length, each in its type.

    Spans that are none of this text are left as they were read: whoever wrote the log, a span lies within its text.
    """
    fields = {_NAMES.get(name, name): _as(name, value, length) for name, value in changes.items()}
    return {name: value for name, value in fields.items() if name in part.__struct_fields__ and value is not _UNFIT}


_NAMES: Final = {"for": "rests"}
_LISTS: Final = {"about", "for"}
_AS: Final[dict[str, Callable[[str], Any]]] = {"low": float, "high": float, "approximate": "true".__eq__}
_UNFIT: Final = object()


def _as(name: str, value: str, length: int) -> Any:  # noqa: ANN401  # of the type of the field
    if name in SPANS:
        return _spans(name, value, length)
    if name in _LISTS:
        return tuple(value.split())
    if not value:
        return None
    return _AS.get(name, str)(value)


def _spans(name: str, value: str, length: int) -> object:
    try:
        spans = spans_from_text(value, length)
    except ValueError:
        return _UNFIT
    if name == ONE_SPAN:
        return spans[0] if len(spans) == 1 else _UNFIT
    return spans if spans or name == MAY_BE_NONE else _UNFIT


def _published(text: str) -> Published | None:
    """Give the days that `2031-03-12`, `2031-03` or `2031` covers."""
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    start = date(year, month or 1, day or 1)
    end = start if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return Published(start=start, end=end, how=_HOW)
