"""What things are called in linked data: the same URIs each time and everywhere, none made of a report's own words.

In: digests, and the model that read. Out: `nih:` URIs for preserved bytes (RFC 6920, section 7), which have the digest
as `sha256sum` prints it, and UUIDs for what was read in them (RFC 9562, section 5.5: a name and its hash).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

import msgspec

from averment.render.header import counted

if TYPE_CHECKING:
    from averment.values import Model, Place, Reading, Speaker

BYTES: Final = "nih:sha-256;"
"""What the URI of preserved bytes begins with; 64 hex digits follow."""
UUIDS: Final = "urn:uuid:"

_SPACE: Final = UUID("3f6b8c1e-5c0d-4f5e-9a53-7d1f0a2be6c4")  # drawn once; another one would rename everything
_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`]+", re.IGNORECASE)
_LONGEST: Final = 2_000
_NOBODY: Final = "unattributed"


def uuid(*parts: object) -> str:
    """Give the UUID of what is told apart by `parts`."""
    return str(uuid5(_SPACE, _ENCODER.encode(parts).decode()))


def original(digest: str) -> str:
    """Give the URI of the bytes with a digest, `sha256:…`."""
    return BYTES + digest.removeprefix("sha256:")


def agent(model: Model) -> str:
    """Give the UUID of the software that made a reading."""
    return uuid("agent", model)


def somebody(speaker: Speaker) -> bool:
    """Tell whether a speaker is anybody: a reading has one more for what nobody is named for."""
    return speaker.name != _NOBODY or speaker.kind != "unnamed"


def whole(value: float | str) -> float | int | str:
    """Give a number without a fraction as an integer: a count is `40`, not `40.0`."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def utc(moment: str | None) -> str | None:
    """Give a moment (RFC 3339) in UTC, to the second, with a Z; `None` for what is none, or has no offset."""
    try:
        known = datetime.fromisoformat(moment or "")
        told = known.astimezone(UTC).isoformat(timespec="seconds") if known.tzinfo else None
    except (ValueError, OverflowError):
        return None
    return told.replace("+00:00", "Z") if told else None


def address(url: str | None) -> str | None:
    """Give a URL that can stand in linked data as it is; `None` for anything else: no scheme but http, no spaces."""
    return url if url and len(url) <= _LONGEST and _ADDRESS.fullmatch(url) else None


@dataclass(frozen=True, slots=True)
class Names:
    """What names the things of one reading: the document, and what read it. Two models' lines never share a name."""

    document: str
    reader: str

    def of(self, kind: str, *ids: str) -> str:
        """Give the UUID of something in the reading; `kind` tells apart what has the same id."""
        return uuid(kind, self.document, self.reader, *ids)


def names_of(reading: Reading) -> Names:
    """Give what names the things of a reading."""
    return Names(reading.document.digest, _ENCODER.encode(reading.model).decode())


class Known:
    """The readings that were written, so that claims can point into them. Holds a digest for each: 150 bytes."""

    def __init__(self) -> None:
        self._readers: dict[bytes, str] = {}
        self._twice = 0
        self._same: dict[str, str] = {}  # one string a model, not one a reading

    def again(self) -> tuple[str, ...]:
        """Say how many reports were met again, where any were."""
        stand = "stands" if self._twice == 1 else "stand"
        told = f"{counted(self._twice, 'report')} had been met before and {stand} in it once."
        return (told,) if self._twice else ()

    def add(self, names: Names) -> bool:
        """Remember a reading. False where one of the same document was there: only the first is written."""
        key = _key(names.document)
        if key in self._readers:
            self._twice += 1
            return False
        self._readers[key] = self._same.setdefault(names.reader, names.reader)
        return True

    def of(self, kind: str, place: Place) -> str | None:
        """Give the UUID of something at a place; `None` where no reading of that document was written."""
        reader = self._readers.get(_key(place.document))
        return None if reader is None else Names(place.document, reader).of(kind, place.id)


def _key(digest: str) -> bytes:
    return bytes.fromhex(digest.removeprefix("sha256:"))
