"""The records of a web archive, whole ones and damaged ones, to members.

In: a range of bytes, and the allowance of the container. Out: a `Member` for each document, `Refused` for each record
that could not be had; damage costs the records it lies in and no other. A record whose bytes are all there but whose
digest differs is given, and its place says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.capture.warc.payload import checked, is_document, place_of
from averment.capture.warc.walk import Record, Walk
from averment.errors import BinaryInputError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.containers import Allowance
    from averment.capture.found import Bytes, Found, Place

_IN_PIECES: Final = "The record is one segment of several, which are not put together."


class Records:
    """The records in `data[start:end]`; offsets count from `start`. `more` is put into the place of each member."""

    def __init__(self, data: Bytes, start: int, end: int, allowance: Allowance, more: Place) -> None:
        self._walk = Walk(data, start, end)
        self._allowance = allowance
        self._more = more

    @property
    def whole(self) -> int:
        """Count the records met that have a beginning and an end."""
        return self._walk.whole

    def found(self) -> Iterator[Found]:
        """Give what is found, record by record. Raises `HostileInputError` at the end of the allowance."""
        for met in self._walk.records():
            if met.error is not None:
                yield self._allowance.refused(met.name, met.error)
            elif met.record is None:
                self._allowance.passed_over += met.counts
            else:
                yield from self._document(met.name, met.record)

    def _document(self, name: str, record: Record) -> Iterator[Found]:
        try:
            if "warc-segment-number" in record.fields:
                raise BinaryInputError(_IN_PIECES)
            steps = record.payload.of(record.block)
            wanted = is_document(record.payload, steps[-1])
        except InputError as error:
            yield self._allowance.refused(name, error)
            return
        if not wanted:
            self._allowance.passed_over += 1
            return
        said = place_of(record.fields, record.payload)
        result = checked(record.fields, record.block, steps)
        yield self._allowance.member(name, {**record.place, **said, "digest_check": result, **self._more}, steps[-1])
