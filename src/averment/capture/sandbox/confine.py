"""What a process does to itself before it parses: limits of resources, no more privileges, a filter of system calls.

In: the limits. Out: nothing; what was taken away cannot be had back. With the filter (seccomp-bpf, x86-64 and AArch64)
a process can read files, compute and write to what is open, and nothing else. Without it only resources are bounded:
it could open sockets and write files that the person may write. Neither hides files: bubblewrap or `landlock` does.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import socket
from typing import TYPE_CHECKING, Final

from averment.capture.sandbox.seccomp import program

if TYPE_CHECKING:
    from averment.capture.limits import Limits

_NO_NEW_PRIVILEGES, _DUMPABLE, _DEATH_SIGNAL, _SUBREAPER, _SECCOMP = 38, 4, 1, 36, 22  # linux/prctl.h
_FILTER_MODE: Final = 2

_prctl = ctypes.CDLL(None, use_errno=True).prctl
_prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]


class _Program(ctypes.Structure):
    """Mirror `struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def bound(limits: Limits, *, mapped: int) -> None:
    """Bound processor time, memory (the file's `mapped` bytes come on top), files, processes; no core is dumped."""
    memory = limits.memory + mapped
    bounds = {
        resource.RLIMIT_CPU: (limits.processor, limits.processor + 1),
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_FSIZE: (limits.written, limits.written),
        resource.RLIMIT_NOFILE: (limits.open_files, limits.open_files),
        resource.RLIMIT_CORE: (0, 0),
    }
    if os.geteuid():
        bounds[resource.RLIMIT_NPROC] = (0, 0)  # root has no bound, whatever is set
    for what, (soft, hard) in bounds.items():
        most = resource.getrlimit(what)[1]
        most = hard if most == resource.RLIM_INFINITY else min(hard, most)
        resource.setrlimit(what, (min(soft, most), most))


def harden() -> None:
    """Let nothing started from here gain privileges, and no other process look into this one."""
    _set(_NO_NEW_PRIVILEGES, 1)
    _set(_DUMPABLE, 0)


def die_with(parent: int) -> None:
    """Have the kernel end this process when the process `parent`, which started it, ends."""
    _set(_DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def adopt() -> None:
    """Become the parent of whatever a child of ours leaves behind."""
    _set(_SUBREAPER, 1)


def filter_calls() -> bool:
    """Install the filter of system calls; tells whether there is one for this machine and its kernel took it."""
    wanted = program(platform.machine())
    if wanted is None:
        return False
    filled = _Program(len(wanted) // 8, wanted)
    done: int = _prctl(_SECCOMP, _FILTER_MODE, ctypes.byref(filled), 0, 0)
    return done == 0


def filter_works() -> bool:
    """See in a process of its own whether the filter is installed and refuses a socket."""
    child = os.fork()
    if child == 0:
        try:
            harden()
            if filter_calls():
                try:
                    socket.socket(socket.AF_UNIX).close()
                except PermissionError:
                    os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _set(what: int, value: int) -> None:
    if _prctl(what, value, None, 0, 0):
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
