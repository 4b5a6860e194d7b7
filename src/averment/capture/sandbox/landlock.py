"""The files that a process may see where bubblewrap does not hide the others: Landlock, of Linux 5.13 and later.

In: folders and files. Out: a set of rules as a descriptor, for any process that has it to put on itself; none where the
kernel has no Landlock. After landlock(7) and linux/landlock.h; the numbers of its calls are the same on all machines.
"""

from __future__ import annotations

import ctypes
import os
import stat
from contextlib import suppress
from struct import Struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_PATH_BENEATH: Final = 1
_ALL: Final = (1 << 13) - 1  # all rights of the first version: to run, write, read, list, remove, make files
_READ, _LIST = 1 << 2, 1 << 3
_SET: Final = Struct("=Q")  # struct landlock_ruleset_attr
_RULE: Final = Struct("=Qi")  # struct landlock_path_beneath_attr

_call = ctypes.CDLL(None, use_errno=True).syscall
_call.restype = ctypes.c_long


def only(paths: Iterable[str]) -> int | None:
    """Give the rules by which only `paths`, and what is in them, can be opened, to be read. None without Landlock."""
    handled = _SET.pack(_ALL)
    rules: int = _call(_CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return None
    for path in paths:
        with suppress(OSError):  # it is not there, so it needs no rule
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
            folder = stat.S_ISDIR(os.fstat(beneath).st_mode)
            _call(_ADD, rules, _PATH_BENEATH, _RULE.pack(_READ | _LIST if folder else _READ, beneath), 0)
            os.close(beneath)
    return rules


def put_on(rules: int) -> bool:
    """Put the rules on this process, for good; it must have given up new privileges. Tells whether the kernel did."""
    done: int = _call(_RESTRICT, rules, 0)
    return done == 0
