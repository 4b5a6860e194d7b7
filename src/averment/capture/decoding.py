"""Bytes to code points with a way back: which bytes a code point of the decoded source came from.

In: the bytes, a Python codec. Out: the source string and `Decoded`, which holds a checkpoint (offsets and decoder
state) every few kilobytes and decodes one block again, byte by byte, when it is asked about it. So the map costs next
to nothing, and is right for every codec that `charsets` names, multi-byte ones too: it is the codec that answers.
"""

from __future__ import annotations

import codecs
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

State: TypeAlias = tuple[bytes, int]

BLOCK: Final = 4096  # bytes between checkpoints: a look-up decodes at most this much again


def decode(data: bytes, codec: str, skip: int = 0) -> tuple[str, Decoded]:
    """Read `data[skip:]` in `codec`, ill-formed bytes as U+FFFD, and give the way back.

    There are no surrogates in what comes out: the codecs refuse them, so that their bytes become U+FFFD.
    """
    decoded = Decoded(data, codec)
    return "".join(decoded.blocks(skip)), decoded


class Decoded:
    """The byte range of each code point of a decoded source. Holds the bytes, not the source."""

    def __init__(self, data: bytes, codec: str) -> None:
        self.length = 0  # code points
        self._data = data
        self._decoder = codecs.getincrementaldecoder(codec)("replace")
        self._units: list[int] = []  # code points before the block
        self._bytes: list[int] = []  # bytes before the block that are already accounted for
        self._states: list[State] = []
        self._fine: tuple[int, list[int], list[int]] | None = None

    def blocks(self, position: int) -> Iterator[str]:
        """Decode from byte `position` on, setting checkpoints. To be run through once, before any look-up."""
        while position < len(self._data):
            state = self._decoder.getstate()
            self._units.append(self.length)
            self._bytes.append(position)
            self._states.append(state)
            piece = self._decoder.decode(self._data[position : position + BLOCK])
            position += BLOCK
            self.length += len(piece)
            yield piece
        piece = self._decoder.decode(b"", final=True)
        self.length += len(piece)
        yield piece

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open byte range of the code points `[start, end)`; empty for an empty span."""
        if start >= end:
            at = self._place(start)[0] if start < self.length else len(self._data)
            return at, at
        return self._place(start)[0], self._place(end - 1)[1]

    def _place(self, unit: int) -> tuple[int, int]:
        block = bisect_right(self._units, unit) - 1
        if self._fine is None or self._fine[0] != block:
            self._fine = (block, *self._refine(block))
        _, starts, ends = self._fine
        at = unit - self._units[block]
        return starts[at], ends[at]

    def _refine(self, block: int) -> tuple[list[int], list[int]]:
        """Decode one block byte by byte; give the starts and the ends of the byte ranges of its code points."""
        decoder, position = self._decoder, self._bytes[block]
        stop = self._bytes[block + 1] if block + 1 < len(self._bytes) else len(self._data)
        before = self._states[block]
        decoder.setstate(before)
        begun = position - len(before[0])
        bounds: list[int] = [begun]
        shared: list[int] = []  # code points, by number, that stand for the same bytes as the one before
        for at in range(position, stop + (stop == len(self._data))):
            last = at == len(self._data)
            got = decoder.decode(self._data[at : at + 1], final=last)
            if got:
                after = decoder.getstate()
                done = min(at + 1, stop) - len(after[0])
                run = self._data[begun : min(at + 1, stop)]
                for cut in self._cuts(run, got, before[1], last=last):
                    if cut is None:
                        shared.append(len(bounds))
                        bounds.append(bounds[-1])
                    else:
                        bounds.append(begun + cut)
                bounds[-1] = done
                begun = done
                before = after
                decoder.setstate(after)
        return _ranges(bounds, shared)

    def _cuts(self, run: bytes, got: str, flags: int, *, last: bool) -> Iterator[int | None]:
        """Say where in `run` each code point of `got` ends: where the rest, decoded alone, gives the rest of `got`."""
        cut = 0
        for number in range(1, len(got)):
            for tried in range(cut + 1, len(run)):
                self._decoder.setstate((b"", flags))
                if self._decoder.decode(run[tried:], final=last) == got[number:]:
                    cut = tried
                    yield cut
                    break
            else:
                yield None  # one unit of the charset stands for several code points
        yield len(run)


def _ranges(bounds: list[int], shared: list[int]) -> tuple[list[int], list[int]]:
    starts, ends = bounds[:-1], bounds[1:]
    for number in shared:  # the code point before one that shares has come out empty: both get the whole
        starts[number] = starts[number - 1]
    for number in reversed(shared):
        ends[number - 1] = ends[number]
    return starts, ends
