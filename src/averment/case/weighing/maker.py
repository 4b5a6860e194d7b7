"""Who made what is kept: a name for all of the program that it depends on, but for the model.

In: the word lists and the modules of weighing. Out: a digest. Another version of any of them makes everything anew.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from averment.lexicons import digest

_FORM = "averment.weighing/1"
"""The form in which rows are kept."""


@cache
def maker() -> str:
    """Name the program by the bytes of its modules: its version alone would not tell an edited one."""
    sums = [_FORM, digest(), *_modules(files("averment.weighing"), ""), *_modules(files("averment.values"), "")]
    return "sha256:" + hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _modules(folder: Traversable, path: str) -> list[str]:
    found: list[str] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name.isidentifier() and entry.name != "__pycache__":
            found += _modules(entry, f"{path}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append(f"{path}{entry.name} {hashlib.sha256(entry.read_bytes()).hexdigest()}")
    return found
