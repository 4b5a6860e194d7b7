"""The style sheet of one document: what is gone to, in the list or in the text, stands out in both.

In: a reading. Out: CSS with a rule for each thing in it. Without a script nothing else can tie two places of a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.values import Reading

_NAME: Final = re.compile(r"[a-z][0-9]+", re.ASCII)
_CHOSEN: Final = (
    "--chosen: linear-gradient(0deg, var(--focus) 3px, var(--mark) 3px); --edge-chosen: 3px; "
    "--drawn: rgb(255 214 10 / .35); --drawn-edge: #0b62d6"  # paper is white in the dark as well
)


def rules(reading: Reading | None) -> str:
    """Give the rules. An id that is not ours (a letter and a number) gets none."""
    if reading is None:
        return ""
    parts = (reading.attributions, reading.evidence, reading.figures, reading.speakers)
    names = [one.id for found in parts for one in found]
    return "".join(f"{_chosen(name)}\n" for name in names if _NAME.fullmatch(name))


def _chosen(name: str) -> str:
    return f":root:has(:is(#{name}, #t-{name}, #p-{name}):target) .of-{name} {{ {_CHOSEN} }}"
