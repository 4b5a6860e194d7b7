"""The index of a case: tables that are a function of its log and objects, for lists, look-ups and search.

In: lines of the log, objects. Out: `index.sqlite`, which any SQLite tool opens. `store` has the file that is open,
`apply` what each entry changes, `files` how it is made anew and compared. Nothing is ever verified against it.
"""

from averment.case.index.apply import Contents
from averment.case.index.files import build, delete, replace, same_bytes, same_rows, snapshot
from averment.case.index.store import Index, entry_of

__all__ = [
    "Contents",
    "Index",
    "build",
    "delete",
    "entry_of",
    "replace",
    "same_bytes",
    "same_rows",
    "snapshot",
]
