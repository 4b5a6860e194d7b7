"""What an office document says of itself: its core properties (ECMA-376-2, 11).

In: the package. Out: `Properties`; all are null where they are not stated or the part is damaged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.capture.about import clean
from averment.errors import MalformedInputError

if TYPE_CHECKING:
    from averment.capture.docx.package import Package

_DATE: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d))?")


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties; `created` and `changed` are days with their hour, as people write them."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    changed: str | None = None
    changed_by: str | None = None


def properties(package: Package) -> Properties:
    """Give the core properties."""
    name = next((name for _, name in package.related("", "core-properties")), "docProps/core.xml")
    try:
        root = package.part(name)
    except MalformedInputError:
        return Properties()
    said: dict[str, str | None] = {}
    for element in root if root is not None else ():
        if isinstance(element.tag, str):
            said.setdefault(element.tag.rpartition("}")[2], clean(element.text))
    return Properties(
        title=said.get("title"),
        author=said.get("creator"),
        created=_date(said.get("created")),
        changed=_date(said.get("modified")),
        changed_by=said.get("lastModifiedBy"),
    )


def _date(value: str | None) -> str | None:
    found = _DATE.match(value or "")
    return " ".join(part for part in found.groups() if part) if found else None
