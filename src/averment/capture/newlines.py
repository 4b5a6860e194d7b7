r"""Line ends of plain text: CRLF and lone CR become "\n".

In: the decoded source. Out: the text, and the runs that lead back, or none where nothing was changed.
"""

from __future__ import annotations

from averment.capture.places import Runs

_BLOCK = 1 << 20  # code points compared at a time: four bytes each


def normalise(source: str) -> tuple[str, Runs | None]:
    r"""Give `source` with every line end as "\n"; a CRLF is one code point that stands for both."""
    if "\r" not in source:
        return source, None
    return source.replace("\r\n", "\n").replace("\r", "\n"), _runs(source)


def _runs(source: str) -> Runs:
    """Make the runs: each goes to a CRLF, which its last code point stands for (a lone CR is replaced one for one)."""
    import numpy as np  # by now this is no small plain file: its import is no longer what costs

    runs = Runs()
    begun = 0  # where the run begins in the source
    for at in range(0, len(source), _BLOCK):
        units = np.frombuffer(source[at : at + _BLOCK + 1].encode("utf-32-le"), dtype="<u4")
        ends = np.flatnonzero((units[:-1] == ord("\r")) & (units[1:] == ord("\n"))) + (at + 2)
        if len(ends):
            starts = np.concatenate(([begun], ends[:-1]))
            lengths = ends - starts - 1
            text = runs.length + np.cumsum(lengths) - lengths
            for values, found in ((runs.text, text), (runs.starts, starts), (runs.ends, ends)):
                values.frombytes(found.astype(np.uint32).tobytes())
            runs.length += int(lengths.sum())
            begun = int(ends[-1])
    if begun < len(source):
        runs.copy(begun, len(source))
    return runs
