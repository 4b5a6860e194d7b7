"""The map from code points of a document's text back to the bytes of the original.

In: runs of the text and where each stood in the decoded source. Out: `Places`, whose `bytes` answers for any span.
Two maps in a row: text to source (runs, here), source to bytes (`decoding`). A run is a stretch copied as it stood, a
replacement (an entity, collapsed white space) or something we put in (a line end between blocks), which has no bytes.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from averment.capture.decoding import Decoded


class Places:
    """Where each code point of a text stood in the original bytes.

    Without `runs` the text is the source, code point for code point.
    """

    def __init__(self, decoded: Decoded, runs: Runs | None = None) -> None:
        if runs is None:
            runs = Runs()
            runs.copy(0, decoded.length)
        self._decoded = decoded
        self._length = runs.length
        self._text, self._from, self._to = runs.text, runs.starts, runs.ends

    def __len__(self) -> int:
        """Count the code points of the text."""
        return self._length

    def bytes(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open byte range behind the code points `[start, end)`; `IndexError` when outside the text.

        The range runs from the first code point's first byte to the last one's last byte, so it may enclose markup.
        Code points that we put in, and empty spans, have an empty range where they stand.
        """
        if not 0 <= start <= end <= self._length:
            msg = f"span {start}:{end} is not within a text of {self._length} code points"
            raise IndexError(msg)
        if start == end:
            at = self._source(start)[0] if start < self._length else self._source_end()
            return self._decoded.range(at, at)
        first, last = self._source(start), self._source(end - 1)
        return self._decoded.range(first[0], last[1])

    def _source(self, unit: int) -> tuple[int, int]:
        run = bisect_right(self._text, unit) - 1
        start, stop = self._from[run], self._to[run]
        into = unit - self._text[run]
        length = (self._text[run + 1] if run + 1 < len(self._text) else self._length) - self._text[run]
        if stop - start < length:  # put in by us
            return start, start
        return start + into, stop if into == length - 1 else start + into + 1

    def _source_end(self) -> int:
        return self._to[-1] if self._to else 0


class Runs:
    """Collects the runs of a text while it is made: twelve bytes each.

    `text`, `starts`, `ends` are parallel: where a run starts in the text, and its half-open range of the source. A
    run's code points stand for one code point of the source each, and the last of them for all that is left of the
    range; a run whose range is shorter than itself was put in by us. So a stretch of text and the entity after it are
    one run.
    """

    def __init__(self) -> None:
        self.text = array("I")
        self.starts = array("I")
        self.ends = array("I")
        self.length = 0
        self._open = False  # whether the last run was copied, so that it may be continued

    def copy(self, start: int, end: int) -> None:
        """Add the source `[start, end)` as it stands."""
        if self._open and self.ends[-1] == start:
            self.ends[-1] = end
        else:
            self._append(start, end)
            self._open = True
        self.length += end - start

    def replace(self, start: int, end: int, count: int = 1) -> None:
        """Add `count` code points that all stand for the source `[start, end)`."""
        if count == 1 and self._open and self.ends[-1] == start:
            self.ends[-1] = end
            self.length += 1
        else:
            for _ in range(count):
                self._append(start, end)
                self.length += 1
        self._open = False

    def insert(self, count: int, at: int) -> None:
        """Add `count` code points that stand in no source, at `at`."""
        self._append(at, at)
        self.length += count
        self._open = False

    def _append(self, start: int, end: int) -> None:
        self.text.append(self.length)
        self.starts.append(start)
        self.ends.append(end)
