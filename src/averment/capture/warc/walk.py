"""The records of a web archive one after the other, whole ones and damaged ones; damage costs those it lies in.

In: a range of bytes. Out: `Met` for each record: one that may hold a document, as it is stored, or why it could not be
had, or neither. No body is decoded here: what that costs is for whoever wants the document (`records`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture.limits import LIMITS, MIB
from averment.capture.warc.digests import check
from averment.capture.warc.fields import Fields, fields_of
from averment.capture.warc.frames import Frame, Frames
from averment.capture.warc.payload import HOLDERS, REPEATS, Payload, address, describe, kind_of
from averment.capture.warc.reader import BEGINS, MAX_HEAD, Reader, head_length
from averment.errors import InputError, InputTooLargeError, MalformedInputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.found import Place, Ranges

_DIGITS: Final = 18  # of a length: more are no length
_BETWEEN: Final = 64  # bytes looked at for the record that follows

_NO_FIELDS: Final = "The header fields of the record have no end, or no length among them."
_CUT: Final = "The record is cut short."
_UNSOUND: Final = "The record is not as long as it says: what follows it is no record."
_NO_RECORD: Final = "What stands here is no record; it was passed over."
_TOO_LARGE: Final = "The record is more than {} MiB."


class Record(NamedTuple):
    """A record that may hold a document: its header fields as they stand, and read; its block, and what that holds."""

    head: bytes
    fields: Fields
    block: bytes
    payload: Payload
    place: Place


class Met(NamedTuple):
    """One record, or what stood in the place of one: it may hold a document, or there was an error, or neither.

    `counts` tells whether something was fetched that is no document.
    """

    name: str
    record: Record | None = None
    error: InputError | None = None
    counts: bool = True


class Walk:
    """Goes from record to record in `data[start:end]`; offsets count from `start`. `largest` is of a block."""

    def __init__(self, data: Ranges, start: int, end: int, largest: int = LIMITS.member) -> None:
        self._data = data
        self._start = start
        self._end = min(end, len(data))
        self._frames = Frames(data, start, end)
        self._frame: Frame | None = None
        self._largest = largest
        self._doubtful = self._end - start  # bytes that may yet be read twice, where it is in doubt what they are
        self._before = start  # where the frame stands that comes next, once this one is done
        self._unpacked = 0  # in the frames before this one
        self.whole = 0  # records that have a beginning and an end

    @property
    def at(self) -> int:
        """Say how much of the range was read, in bytes."""
        return (self._frame.reached() if self._frame else self._before) - self._start

    @property
    def unpacked(self) -> int:
        """Say how many bytes came out of what was read."""
        return self._unpacked + (self._frame.reader.at if self._frame else 0)

    def records(self) -> Iterator[Met]:
        """Give what is met, frame by frame. Raises `InputError` where no more can be looked for."""
        at: int | None = self._start
        while at is not None:
            try:
                frame = self._frames.open(at)
            except InputError as error:
                self._before = at
                yield Met(self._named({}, at), error=error)
                at = self._frames.next_after(at)
                continue
            if frame is None:
                return
            self._frame = frame
            yield from self._within(frame)
            at = self._after(frame)

    def _within(self, frame: Frame) -> Iterator[Met]:
        """Give what one frame holds; the records of a file that is not compressed are all in one."""
        empty = True
        while (met := self._step(frame)) is not None:
            empty = False
            yield met
        if empty:
            yield Met(self._named({}, frame.at), error=MalformedInputError(_NO_RECORD))

    def _after(self, frame: Frame) -> int | None:
        """Say where to go on after a frame: behind it, or at the next that begins as one."""
        behind = self._before = frame.finish()
        self._unpacked += frame.reader.at
        self._frame = None
        if frame.broken and frame.end is None:
            self._doubtful -= behind - frame.at
            return self._frames.next_after(frame.at if self._doubtful > 0 else behind - 1)
        return behind

    def _step(self, frame: Frame) -> Met | None:
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
            head, fields, length = _opened(reader)
            back = reader.at
            payload, block = self._block(frame, fields, length)
            place = self._where(frame, at)
            self.whole += 1
        except InputError as error:
            return Met(self._name(frame, fields, at), error=_leave(frame, back) or error)
        name = self._name(frame, fields, at)
        if payload is None:
            return Met(name, counts=kind_of(fields) in HOLDERS | REPEATS)
        if block is None:
            return Met(name, error=InputTooLargeError(_TOO_LARGE.format(self._largest // MIB)))
        return Met(name, record=Record(head, fields, block, payload, place))

    def _block(self, frame: Frame, fields: Fields, length: int) -> tuple[Payload | None, bytes | None]:
        """Read the block of a record that holds a document, and pass over any other; None for one too large."""
        reader = frame.reader
        if frame.bare and not self._is_framed(reader.at + length):
            self._trust(fields, reader.at, length)
        payload = describe(fields, _ahead(reader, length))
        if payload is None or length > self._largest + MAX_HEAD:
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

    def _name(self, frame: Frame, fields: Fields, at: int) -> str:
        return self._named(fields, at if frame.bare else frame.at)

    def _named(self, fields: Fields, at: int) -> str:
        return address(fields) or f"(byte {at - self._start})"


def _opened(reader: Reader) -> tuple[bytes, Fields, int]:
    """Read the header fields of a record, and the length of its block in bytes."""
    if not reader.begins():
        raise MalformedInputError(_NO_RECORD)
    head = reader.head() or b""
    fields = fields_of(head)[1]
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= _DIGITS):
        raise MalformedInputError(_NO_FIELDS)
    return head, fields, int(length)


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
