"""The plain lists in a bag, for who has no program of ours: its documents, their readings, people's judgements.

In: the log and the objects of a case. Out: lines of JSON. All of it can be derived anew from log and objects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias, TypeVar

import msgspec

from averment.custody.verifying.holdings import Digest, Holdings, digest_of, name_of
from averment.errors import DamagedError
from averment.values import Listed, Published, from_json, to_json
from averment.values.cases import BETWEEN, DocumentState
from averment.values.log import Added, AnyEntry, Captured, Extracted, Failed, Judged, Unpacked, WasRead

Get: TypeAlias = Callable[[Digest], bytes]
Decoded = TypeVar("Decoded", bound=msgspec.Struct)


class _About(msgspec.Struct, frozen=True):
    """What a list says of a document: of its capture all but the text."""

    media_type: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Published | None = None


class _Capture(msgspec.Struct, frozen=True):
    document: _About


class _Reading(msgspec.Struct, frozen=True):
    attributions: tuple[msgspec.Raw, ...] = ()


@dataclass
class _Row:
    size: int
    added: str
    paths: dict[str, None] = field(default_factory=dict)
    error: str | None = None
    unpacked: bool = False


def documents(entries: Iterable[AnyEntry], holdings: Holdings, get: Get) -> Iterator[bytes]:
    """Give a line for each document that was not withdrawn, in the order in which they came."""
    rows = _rows(entries)
    for document, _ in holdings.standing():
        yield to_json(_listed(document, rows[document], holdings, get)) + b"\n"


def judgements(entries: Iterable[AnyEntry]) -> Iterator[bytes]:
    """Give a line for each judgement, superseded ones too: which those are, the others say."""
    return (to_json(entry.judgement) + b"\n" for entry in entries if isinstance(entry, Judged))


def _rows(entries: Iterable[AnyEntry]) -> dict[Digest, _Row]:
    rows: dict[Digest, _Row] = {}
    for entry in entries:
        match entry:
            case Added():
                row = rows.setdefault(digest_of(entry.object), _Row(entry.size, entry.at))
                row.paths[entry.path] = None
            case Extracted():
                row = rows.setdefault(digest_of(entry.object), _Row(entry.size, entry.at))
                row.paths[_inside(rows.get(digest_of(entry.container)), entry.name)] = None
            case Unpacked() if known := rows.get(digest_of(entry.object)):
                known.unpacked = True
            case Captured() if known := rows.get(digest_of(entry.object)):
                known.error = None
            case WasRead() if known := rows.get(digest_of(entry.document)):
                known.error = None
            case Failed(name=None) if known := rows.get(digest_of(entry.object)):
                known.error = entry.error
            case _:
                pass
    return rows


def _inside(container: _Row | None, name: str) -> str:
    """Name a member by the first path of its container and its own name."""
    return BETWEEN.join([*islice(container.paths if container else (), 1), name])


def _listed(document: Digest, row: _Row, holdings: Holdings, get: Get) -> Listed:
    made = (latest.get(document) for latest in (holdings.captures, holdings.readings))
    capture, reading = (digest if digest not in holdings.redacted else None for digest in made)
    about = _decoded(get(capture), _Capture).document if capture else None
    return Listed(
        digest=name_of(document),
        state=_state(row, captured=capture is not None, read=reading is not None),
        paths=tuple(row.paths),
        size=row.size,
        media_type=about.media_type if about else None,
        title=about.title if about else None,
        outlet=about.outlet if about else None,
        url=about.url if about else None,
        published=about.published if about else None,
        attributions=len(_decoded(get(reading), _Reading).attributions) if reading else None,
        reading=name_of(reading) if reading else None,
        error=row.error,
        added=row.added,
    )


def _decoded(data: bytes, kind: type[Decoded]) -> Decoded:
    try:
        return from_json(data, kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        message = "an entry names a capture or a reading that does not decode"
        raise DamagedError(message) from error


def _state(row: _Row, *, captured: bool, read: bool) -> DocumentState:
    if read:
        return "read"
    if captured:
        return "captured"
    if row.unpacked:
        return "container"
    return "failed" if row.error else "pending"
