"""Corrected fields, which a judgement has as text, as the fields of what was read.

In: a part of a reading or its document, corrected fields, checked when they were recorded. Out: fields, typed.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from averment.values import Document, Published

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


def plain_fields(part: msgspec.Struct, changes: Mapping[str, str]) -> dict[str, Any]:
    """Give the corrected fields of something in a reading, each in its type."""
    fields = {_NAMES.get(name, name): _as(name, value) for name, value in changes.items()}
    return {name: value for name, value in fields.items() if name in part.__struct_fields__}


_NAMES: Final = {"for": "rests"}
_LISTS: Final = {"about", "for"}
_AS: Final[dict[str, Callable[[str], Any]]] = {"low": float, "high": float, "approximate": "true".__eq__}


def _as(name: str, value: str) -> Any:  # noqa: ANN401  # of the type of the field
    if name in _LISTS:
        return tuple(value.split())
    if not value:
        return None
    return _AS.get(name, str)(value)


def _published(text: str) -> Published | None:
    """Give the days that `2031-03-12`, `2031-03` or `2031` covers."""
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    start = date(year, month or 1, day or 1)
    end = start if day else date(year, month or 12, monthrange(year, month or 12)[1])
    return Published(start=start, end=end, how=_HOW)
