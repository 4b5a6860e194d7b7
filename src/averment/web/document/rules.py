"""The style sheet of one document: where a link goes to words, all of what they are part of stands out beside them.

In: a reading. Out: CSS with a rule for each thing in it. Without a script nothing else can tie two places of a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.values import Reading

_NAME: Final = re.compile(r"[a-z][0-9]+", re.ASCII)


def rules(reading: Reading | None) -> str:
    """Give the rules. An id that is not ours (a letter and a number) gets none."""
    if reading is None:
        return ""
    parts = (reading.attributions, reading.evidence, reading.figures, reading.speakers)
    names = [one.id for found in parts for one in found]
    return "".join(f"{_chosen(name)}\n" for name in names if _NAME.fullmatch(name))


def _chosen(name: str) -> str:
    # within a block: a browser looks through all of what is asked about, for each rule
    return f".block:has(#t-{name}:target) .of-{name} {{ --chosen: var(--highlight) }}"
