"""What a case holds according to its log: a fold over the entries, in their order.

In: entries. Out: the objects they name and the documents these belong to; what was withdrawn, redacted, stamped.
It holds some 300 bytes for each object named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

from averment.values.log import (
    Added,
    Captured,
    Entry,
    Extracted,
    Failed,
    Recovered,
    Removed,
    Timestamped,
    Unpacked,
    WasRead,
)

Role: TypeAlias = Literal["capture", "reading"]
Digest: TypeAlias = bytes
"""The 32 bytes of a SHA-256."""

CASE: Final = b""
"""The owner of objects that belong to the case, not to a document: stamped heads, tokens, recovered tails."""

_PREFIX: Final = "sha256:"
_DIGITS: Final = 64
_HEX: Final = frozenset("0123456789abcdef")


class Holdings:
    """The objects that entries name, and what became of them. `owners` maps each to the documents it belongs to."""

    def __init__(self) -> None:
        self.owners: dict[Digest, tuple[Digest, ...]] = {}
        self.roles: dict[Digest, Role] = {}
        self.documents: dict[Digest, int] = {}  # and the number of the entry that brought each
        self.captures: dict[Digest, Digest] = {}  # of documents: the latest of each holds
        self.readings: dict[Digest, Digest] = {}
        self.withdrawn: set[Digest] = set()
        self.redacted: set[Digest] = set()
        self.stamps: list[Timestamped] = []

    def take(self, entry: Entry) -> None:
        """Take the next entry. Raises `ValueError` where it names an object by what is no digest."""
        if isinstance(entry, Removed):
            self.withdrawn.update(map(digest_of, entry.documents))
            self.redacted.update(map(digest_of, entry.redacted))
            return
        for name, owner, role in _named(entry):
            self._name(digest_of(name), digest_of(owner) if owner else CASE, role)
        if isinstance(entry, Added | Extracted):
            document = digest_of(entry.object)
            self.documents.setdefault(document, entry.seq)
            self.withdrawn.discard(document)
        elif isinstance(entry, Captured):
            self.captures[digest_of(entry.object)] = digest_of(entry.capture)
        elif isinstance(entry, WasRead):
            self.readings[digest_of(entry.document)] = digest_of(entry.reading)
        elif isinstance(entry, Timestamped):
            self.stamps.append(entry)

    def is_withheld(self, digest: Digest) -> bool:
        """Say whether an object belongs to withdrawn documents alone, so that it stays out of a bag."""
        return all(owner in self.withdrawn for owner in self.owners.get(digest, (CASE,)))

    def standing(self) -> Iterator[tuple[Digest, int]]:
        """Give the documents that were not withdrawn, and the number of the entry that brought each."""
        return ((document, seq) for document, seq in self.documents.items() if document not in self.withdrawn)

    def _name(self, digest: Digest, owner: Digest, role: Role | None) -> None:
        known = self.owners.get(digest, ())
        if owner not in known:
            self.owners[digest] = (*known, owner)
        if role:
            self.roles[digest] = role


def digest_of(name: str) -> Digest:
    """Give the digest that `sha256:<64 hex digits>` writes. Raises `ValueError`."""
    digits = name.removeprefix(_PREFIX)
    if not name.startswith(_PREFIX) or not is_hex(digits):
        message = "names an object by what is no digest"
        raise ValueError(message)
    return bytes.fromhex(digits)


def name_of(digest: Digest) -> str:
    """Write a digest."""
    return _PREFIX + digest.hex()


def is_hex(name: str) -> bool:
    """Say whether a name is the 64 lower-case hex digits of an object."""
    return len(name) == _DIGITS and _HEX.issuperset(name)


_Naming: TypeAlias = tuple[str, str | None, Role | None]


def _named(entry: Entry) -> Iterator[_Naming]:
    """Give the objects an entry names: name, document it belongs to, what it is."""
    match entry:
        case Added():
            yield entry.object, entry.object, None
        case Extracted():
            yield entry.object, entry.object, None
            yield entry.container, entry.container, None
        case Unpacked() | Failed():
            yield entry.object, entry.object, None
        case Captured():
            yield entry.object, entry.object, None
            yield entry.capture, entry.object, "capture"
        case WasRead():
            yield entry.document, entry.document, None
            yield entry.capture, entry.document, "capture"
            yield entry.reading, entry.document, "reading"
        case Recovered():
            yield entry.object, None, None
        case Timestamped():
            yield entry.checkpoint, None, None
            yield entry.token, None, None
        case _:
            return
