"""Entries of a log to lines and back. The line is what is kept and hashed; it is made once.

In: an entry, or the bytes of a line without its newline. Out: the other.
"""

from __future__ import annotations

from typing import Final, get_args

import msgspec

from averment.errors import DamagedError, UsageError
from averment.values.judgements import Verdict
from averment.values.log import AnyEntry

MAX_LINE = 1 << 24
"""Bytes of an entry, 16 MiB: what a reader of a log must be able to hold. The longest of a common case has 10 kB."""

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER: msgspec.json.Decoder[AnyEntry] = msgspec.json.Decoder(AnyEntry)


def encode(entry: AnyEntry) -> bytes:
    """Give the line of an entry: one line of UTF-8 JSON, keys sorted, every field there.

    `UsageError` where it is longer than `MAX_LINE`, or holds a lone surrogate, which UTF-8 cannot say.
    """
    try:
        line = _ENCODER.encode(entry)
    except UnicodeEncodeError as error:
        message = "an entry of the log holds a character that is none (a lone surrogate, from a file name perhaps)"
        raise UsageError(message) from error
    if len(line) > MAX_LINE:
        message = f"an entry of {len(line):,} bytes; the log takes up to {MAX_LINE:,}"
        raise UsageError(message)
    return line


def decode(line: bytes) -> AnyEntry:
    """Read a line; `DamagedError` where it is no entry. Fields that this version does not know are passed over."""
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"this line is no entry of a log: {error}"
        raise DamagedError(message, subject=line[:60].decode(errors="replace")) from error


class _Judgement(msgspec.Struct):
    verdict: str


class _Line(msgspec.Struct):
    """What every entry says of itself, and a judgement of its verdict."""

    what: str
    judgement: _Judgement | None = None


_KINDS: Final = {kind.__struct_config__.tag for kind in get_args(AnyEntry)}


def newer(line: bytes) -> str | None:
    """Name what a line that is none of ours has that a newer version may have brought: a kind of entry, a verdict.

    Only of a line that the head covers: of one that was damaged since, no more is known than that.
    """
    try:
        found = msgspec.json.decode(line, type=_Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if found.what not in _KINDS:
        return found.what
    verdict = found.judgement.verdict if found.judgement and found.what == "judge" else None
    return None if verdict is None or verdict in get_args(Verdict) else verdict
