"""The command line of bubblewrap: a world in which there is Python, this package and nothing else.

In: what Python needs to be read. Out: the words to put before a command. No network, no processes of others,
no file of the person's; what is there is read-only but for an empty /tmp in memory.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SYSTEM: Final = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache")
TEMPORARY: Final = "/tmp"  # noqa: S108  (its own, in memory)


def bwrap(needed: Iterable[str]) -> list[str] | None:
    """Give the words that run a command in which only the system's libraries and `needed` can be read.

    None where bubblewrap is not installed. Whether it works shows when it is started: it needs user namespaces. The
    environment is left to who starts it. `--die-with-parent` is not among the words: the parent in question is a
    thread, and the one that happened to start the command may end while others wait for it. The command must end by
    itself when its socket is closed, and does.
    """
    program = shutil.which("bwrap", path="/usr/local/bin:/usr/bin:/bin")
    if program is None:
        return None
    words = [program, "--unshare-all", "--new-session", "--cap-drop", "ALL", "--tmpfs", TEMPORARY]
    for path in _outermost([*SYSTEM, *needed]):
        words += ["--ro-bind", path, path]
    return [*words, "--chdir", TEMPORARY, "--"]


def python_needs() -> list[str]:
    """Give the folders and files that this Python is made of, its virtual environment among them."""
    return [sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix, sys.executable]


def _outermost(paths: Iterable[str]) -> list[str]:
    """Give the paths that there are, without those within another."""
    there = sorted({path for path in paths if path and Path(path).exists()}, key=len)
    kept: list[str] = []
    for path in there:
        if not any(Path(path).is_relative_to(other) for other in kept):
            kept.append(path)
    return kept
