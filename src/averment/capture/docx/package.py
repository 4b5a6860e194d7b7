"""The parts of an office document: a ZIP archive of XML, taken out within limits and parsed without entities.

In: the bytes. Out: `Package`, which gives parts by name or by their relationship to another (ECMA-376-2, Open
Packaging Conventions). Raises `InputError`. Nothing in it is ever used as a path; nothing outside it is looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import unquote

from averment.capture.limits import LIMITS
from averment.capture.packed import Entry, directory, entry_bytes, refuse_overlap
from averment.errors import EncryptedInputError, HostileInputError, InputError, MalformedInputError

MAX_ENTRIES: Final = 10_000
"""Parts of one document: pictures included, no report has so many."""
MAX_PART: Final = 64 * 2**20
"""Bytes of one part of XML, as long as forty novels; parsed it takes some ten times that, of the 2 GiB there are."""
MAX_XML: Final = 128 * 2**20
"""Bytes of all parts of XML together."""
_XML: Final = (".xml", ".rels")
_DTD: Final = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))


class Package:
    """An office document taken apart. `part` gives a parsed part, `related` those that another part names."""

    def __init__(self, data: bytes) -> None:
        try:
            entries = directory(data)
        except MalformedInputError as error:
            message = "It begins as an office document, but its table of contents is damaged or cut off."
            raise MalformedInputError(message) from error
        _refuse(data, entries)
        self._names = {entry.name.casefold() for entry in entries}
        xml = {entry.name.casefold(): entry for entry in entries if entry.name.casefold().endswith(_XML)}
        if max((entry.size for entry in xml.values()), default=0) > MAX_PART or _size(xml.values()) > MAX_XML:
            message = f"Its XML is more than the limit of {MAX_PART >> 20} MiB a part, {MAX_XML >> 20} in all."
            raise HostileInputError(message)
        self._parts = {name: _unpacked(data, entry) for name, entry in xml.items()}

    def part(self, name: str) -> Any:  # noqa: ANN401  (lxml has no types)
        """Give the root element of a part; None where there is no such part. Raises for one that cannot be parsed."""
        from lxml import etree

        data = self._parts.get(name.casefold())
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            message = f"Its part “{name[:80]}” is no well-formed XML: damaged, or nested deeper than 256 elements."
            raise MalformedInputError(message) from error

    def related(self, name: str, kind: str) -> list[tuple[str, str]]:
        """Give the identifier and the name of each part that `name` is in a relationship of that kind with."""
        folder, base = posixpath.split(name)
        relationships = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        found = []
        for element in relationships if relationships is not None else ():
            if element.get("TargetMode") == "External" or not element.get("Type", "").endswith("/" + kind):
                continue
            target = unquote(element.get("Target", ""))
            whole = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            if whole.casefold() in self._names:
                found.append((element.get("Id", ""), whole))
        return found


def _refuse(data: bytes, entries: list[Entry]) -> None:
    """Raise what its table of contents is reason for, before anything is taken out."""
    if len(entries) > MAX_ENTRIES:
        message = f"It has {len(entries):,} parts, more than the limit of {MAX_ENTRIES:,}."
        raise HostileInputError(message)
    refuse_overlap(data, entries)
    if any(entry.encrypted for entry in entries):
        message = "Parts of it are locked with a password."
        raise EncryptedInputError(message)
    size = _size(entries)
    if size > max(LIMITS.ratio_from, LIMITS.ratio * len(data)):
        message = f"It would unpack to {size / 2**20:,.0f} MiB, more than {LIMITS.ratio} times its size."
        raise HostileInputError(message)


def _size(entries: Iterable[Entry]) -> int:
    return sum(entry.size for entry in entries)


def _unpacked(data: bytes, entry: Entry) -> bytes:
    """Take a part of XML out, which is of the size that the table of contents says, or refused."""
    try:
        part = entry_bytes(data, entry)
    except InputError as error:
        message = f"Its part “{entry.name[:80]}” cannot be had: {error.message[:1].lower()}{error.message[1:]}"
        raise type(error)(message) from error
    if any(sign in part for sign in _DTD):
        message = "A part of it has a document type definition (DTD), which office documents never have."
        raise HostileInputError(message)
    return part
