r"""Line ends of plain text: CRLF and lone CR become "\n".

In: the decoded source. Out: the text, and the runs that lead back, or none where nothing was changed.
"""

from __future__ import annotations

from array import array

from averment.capture.places import Runs

_BLOCK = 1 << 22  # code points compared at a time: four bytes each


def normalise(source: str) -> tuple[str, Runs | None]:
    r"""Give `source` with every line end as "\n"; a CRLF is one code point that stands for both."""
    if "\r" not in source:
        return source, None
    return source.replace("\r\n", "\n").replace("\r", "\n"), _runs(source)


def _runs(source: str) -> Runs:
    """Make the runs at once: between two CRLFs the text is copied (a lone CR is replaced one for one)."""
    import numpy as np  # by now this is no small plain file: its import is no longer what costs

    pieces = []
    for at in range(0, len(source), _BLOCK):
        units = np.frombuffer(source[at : at + _BLOCK + 1].encode("utf-32-le"), dtype="<u4")
        pieces.append(np.flatnonzero((units[:-1] == ord("\r")) & (units[1:] == ord("\n"))) + at)
    crlf = np.concatenate(pieces)
    bounds = np.empty((len(crlf), 2), dtype=np.int64)  # where the line end starts, where the next line starts
    bounds[:, 0], bounds[:, 1] = crlf, crlf + 2
    starts = np.concatenate(([0], bounds.ravel()))
    ends = np.append(starts[1:], len(source))
    lengths = ends - starts
    lengths[1::2] = 1
    text = np.cumsum(lengths) - lengths
    kept = lengths > 0
    runs = Runs()
    runs.text, runs.starts, runs.ends = (
        array("I", part[kept].astype(np.uint32).tobytes()) for part in (text, starts, ends)
    )
    runs.length = int(lengths.sum())
    return runs
