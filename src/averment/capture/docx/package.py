"""The parts of an office document: a ZIP archive of XML, taken out within limits and parsed without entities.

In: the bytes. Out: `Package`, which gives parts by name or by their relationship to another (ECMA-376-2, Open
Packaging Conventions). Raises `InputError`. Nothing in it is ever used as a path; nothing outside it is looked at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from averment.errors import EncryptedInputError, HostileInputError, MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES: Final = 10_000
"""Parts of one document: pictures included, no report has so many."""
MAX_PART: Final = 64 * 2**20
"""Bytes of one part of XML, as long as forty novels; parsed it takes some ten times that, of the 2 GiB there are."""
MAX_XML: Final = 128 * 2**20
"""Bytes of all parts of XML together."""
MAX_RATIO: Final = 200
RATIO_FROM: Final = 10 * 2**20
"""XML is seldom packed better than 50 to 1; what is packed better than `MAX_RATIO` beyond these bytes is a bomb."""
_BLOCK: Final = 1 << 16
_XML: Final = (".xml", ".rels")
_DTD: Final = tuple("<!DOCTYPE".encode(codec) for codec in ("utf-8", "utf-16-le", "utf-16-be"))
_ENCRYPTED: Final = 1  # the flag of an entry (APPNOTE.TXT, 4.4.4)


class Package:
    """An office document taken apart. `part` gives a parsed part, `related` those that another part names."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
            message = "It begins as an office document, but its table of contents is damaged or cut off."
            raise MalformedInputError(message) from error
        self._left = MAX_XML
        self._refuse(data)

    def _refuse(self, data: bytes) -> None:
        """Raise what its table of contents is reason for, before anything is taken out."""
        entries = self._archive.infolist()
        if len(entries) > MAX_ENTRIES:
            message = f"It has {len(entries):,} parts, more than the limit of {MAX_ENTRIES:,}."
            raise HostileInputError(message)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            message = "Parts of it are locked with a password."
            raise EncryptedInputError(message)
        size = sum(entry.file_size for entry in entries)
        if size > max(RATIO_FROM, MAX_RATIO * len(data)):
            message = f"It would unpack to {size / 2**20:,.0f} MiB, more than {MAX_RATIO} times its size."
            raise HostileInputError(message)
        self._entries = {entry.filename.casefold(): entry for entry in entries}
        for name, entry in self._entries.items():
            if name.endswith(_XML) and any(sign in block for block in self._blocks(entry) for sign in _DTD):
                message = "A part of it has a document type definition (DTD), which office documents never have."
                raise HostileInputError(message)
        self._left = MAX_XML

    def part(self, name: str) -> Any:  # noqa: ANN401  (lxml has no types)
        """Give the root element of a part; None where there is no such part. Raises for one that cannot be parsed."""
        from lxml import etree

        entry = self._entries.get(name.casefold())
        if entry is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self._read(entry), parser)
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
            if whole.casefold() in self._entries:
                found.append((element.get("Id", ""), whole))
        return found

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        return b"".join(self._blocks(entry))

    def _blocks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Take a part out block by block: what its table of contents says of its size is not believed."""
        taken = 0
        try:
            with self._archive.open(entry) as file:
                while block := file.read(_BLOCK):
                    taken += len(block)
                    self._left -= len(block)
                    if taken > MAX_PART or self._left < 0:
                        message = (
                            f"Its XML is more than the limit of {MAX_PART >> 20} MiB a part, {MAX_XML >> 20} in all."
                        )
                        raise HostileInputError(message)
                    if taken > max(RATIO_FROM, MAX_RATIO * entry.compress_size):
                        message = f"A part of it unpacks to more than {MAX_RATIO} times its size."
                        raise HostileInputError(message)
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            message = f"Its part “{entry.filename[:80]}” is damaged."
            raise MalformedInputError(message) from error
