"""The records of a web archive, whole ones and damaged ones, to members.

In: a range of bytes, and the allowance of the container. Out: a `Member` for each document, `Refused` for each record
that could not be had; damage costs the records it lies in and no other. A record whose bytes are all there but whose
digest differs is given, and its place says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture.limits import LIMITS
from averment.capture.warc.digests import check
from averment.capture.warc.fields import Fields, fields_of
from averment.capture.warc.frames import Frame, Frames
from averment.capture.warc.payload import (
    HOLDERS,
    REPEATS,
    Payload,
    address,
    checked,
    describe,
    is_document,
    kind_of,
    place_of,
)
from averment.capture.warc.reader import BEGINS, MAX_HEAD, Reader, head_length
from averment.errors import BinaryInputError, InputError, InputTooLargeError, MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.containers import Allowance
    from averment.capture.found import Bytes, Found, Place

_DIGITS: Final = 18  # of a length: more are no length
_BETWEEN: Final = 64  # bytes looked at for the record that follows

_NO_FIELDS: Final = "The header fields of the record have no end, or no length among them."
_CUT: Final = "The record is cut short."
_UNSOUND: Final = "The record is not as long as it says: what follows it is no record."
_IN_PIECES: Final = "The record is one segment of several, which are not put together."
_NO_RECORD: Final = "What stands here is no record; it was passed over."
_TOO_LARGE: Final = f"The record is more than {LIMITS.member // 2**20} MiB."


class _Step(NamedTuple):
    """One record, or what stood in the place of one: a document, an error, or neither (no document)."""

    name: str
    place: Place
    data: bytes | None = None
    error: InputError | None = None
    counts: bool = True


class Records:
    """The records in `data[start:end]`; offsets count from `start`. `more` is put into the place of each member."""

    def __init__(self, data: Bytes, start: int, end: int, allowance: Allowance, more: Place) -> None:
        self._data = data
        self._start = start
        self._end = min(end, len(data))
        self._frames = Frames(data, start, end)
        self._allowance = allowance
        self._more = more
        self._doubtful = self._end - start  # bytes that may yet be read twice, where it is in doubt what they are
        self.whole = 0  # records that have a beginning and an end

    def found(self) -> Iterator[Found]:
        """Give what is found, frame by frame. Raises `HostileInputError` at the end of the allowance."""
        at: int | None = self._start
        while at is not None:
            try:
                frame = self._frames.open(at)
            except InputError as error:
                yield self._allowance.refused(self._named({}, at), error)
                at = self._frames.next_after(at)
                continue
            if frame is None:
                return
            yield from self._frame(frame)
            at = self._after(frame)

    def _frame(self, frame: Frame) -> Iterator[Found]:
        """Give what one frame holds; the records of a file that is not compressed are all in one."""
        empty = True
        while (step := self._step(frame)) is not None:
            empty = False
            if step.error is not None:
                yield self._allowance.refused(step.name, step.error)
                continue
            if step.data is None:
                self._allowance.passed_over += step.counts
            else:
                yield self._allowance.member(step.name, {**step.place, **self._more}, step.data)
        if empty:
            yield self._allowance.refused(self._named({}, frame.at), MalformedInputError(_NO_RECORD))

    def _after(self, frame: Frame) -> int | None:
        """Say where to go on after a frame: behind it, or at the next that begins as one."""
        behind = frame.finish()
        if frame.broken and frame.end is None:
            self._doubtful -= behind - frame.at
            return self._frames.next_after(frame.at if self._doubtful > 0 else behind - 1)
        return behind

    def _step(self, frame: Frame) -> _Step | None:
        """Read the next record of a frame; None at its end."""
        if frame.broken:
            return None
        reader = frame.reader
        fields: Fields = {}
        at = back = reader.at
        try:
            reader.blank()
            if reader.ended():
                return None
            at, back = reader.at, reader.at + 1
            fields, length = _opened(reader)
            back = reader.at
            payload, block = self._block(frame, fields, length)
            place = self._where(frame, at)
            self.whole += 1
        except InputError as error:
            return self._lost(frame, fields, at, _leave(frame, back) or error)
        try:
            if payload is None:
                return _Step(address(fields), {}, counts=kind_of(fields) in HOLDERS | REPEATS)
            return self._document(fields, payload, block, place)
        except InputError as error:
            return self._lost(frame, fields, at, error)

    def _document(self, fields: Fields, payload: Payload, block: bytes | None, place: Place) -> _Step:
        if "warc-segment-number" in fields:
            raise BinaryInputError(_IN_PIECES)
        if block is None:
            raise InputTooLargeError(_TOO_LARGE)
        steps = payload.of(block)
        if not is_document(payload, steps[-1]):
            return _Step(address(fields), {})
        said = place_of(fields, payload)
        result = checked(fields, block, steps)
        name = address(fields) or self._named(fields, self._start + int(place["record"]))
        return _Step(name, {**place, **said, "digest_check": result}, steps[-1])

    def _block(self, frame: Frame, fields: Fields, length: int) -> tuple[Payload | None, bytes | None]:
        """Read the block of a record that holds a document, and pass over any other; None for one too large."""
        reader = frame.reader
        if frame.bare and not self._is_framed(reader.at + length):
            self._trust(fields, reader.at, length)
        payload = describe(fields, _ahead(reader, length))
        if payload is None or length > LIMITS.member + MAX_HEAD:
            if reader.skip(length) < length:
                raise MalformedInputError(_CUT)
            return payload, None
        block = reader.read(length)
        if len(block) < length:
            raise MalformedInputError(_CUT)
        if not frame.bare:
            reader.blank()
            if not reader.ended() and not reader.begins() and not _borne_out(fields, block):
                raise MalformedInputError(_UNSOUND)
        return payload, block

    def _is_framed(self, end: int) -> bool:
        """Tell whether the file ends at `end`, or a record begins there."""
        after = self._data[end : min(end + _BETWEEN, self._end)].lstrip(b"\r\n")
        return end <= self._end and (not after or BEGINS.match(after) is not None)

    def _trust(self, fields: Fields, start: int, length: int) -> None:
        """Raise `MalformedInputError` unless the digest of a block bears out that it is as long as it says."""
        if start + length > self._end:
            raise MalformedInputError(_CUT)
        if length <= min(self._doubtful, LIMITS.member):
            self._doubtful -= length
            if _borne_out(fields, self._data[start : start + length]):
                return
        raise MalformedInputError(_UNSOUND)

    def _where(self, frame: Frame, at: int) -> Place:
        """Say where a record stands in the file; of several in one frame, where it stands in that, unpacked."""
        if frame.bare:
            return {"record": at - self._start, "record_length": frame.reader.at - at}
        if at == 0 and frame.reader.ended():
            return {"record": frame.at - self._start, "record_length": frame.finish() - frame.at}
        return {"record": frame.at - self._start, "within": at}

    def _lost(self, frame: Frame, fields: Fields, at: int, error: InputError) -> _Step:
        return _Step(self._named(fields, at if frame.bare else frame.at), {}, error=error)

    def _named(self, fields: Fields, at: int) -> str:
        return address(fields) or f"(byte {at - self._start})"


def _opened(reader: Reader) -> tuple[Fields, int]:
    """Read the header fields of a record, and the length of its block in bytes."""
    if not reader.begins():
        raise MalformedInputError(_NO_RECORD)
    head = reader.head()
    fields = fields_of(head)[1] if head else {}
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= _DIGITS):
        raise MalformedInputError(_NO_FIELDS)
    return fields, int(length)


def _ahead(reader: Reader, length: int) -> bytes:
    """Give the beginning of a block: enough for the header fields of HTTP."""
    ahead = reader.peek(min(length, 1 << 12))
    return ahead if head_length(ahead) or not ahead.startswith(b"HTTP/") else reader.peek(min(length, MAX_HEAD))


def _borne_out(fields: Fields, block: bytes) -> bool:
    return check(fields.get("warc-block-digest", ""), [block]) == "passed"


def _leave(frame: Frame, back: int) -> InputError | None:
    """Go to the next record after damage; a compressed frame whose bytes are damaged is given up, and says why."""
    if frame.bare:
        frame.reader.at = back
    try:
        frame.reader.skip(back - frame.reader.at)
        frame.reader.seek_record()
    except InputError as error:
        frame.broken = True
        return error
    return None
