"""The filter of system calls, run here as the kernel runs it, for both machines we know."""

from __future__ import annotations

import os
from struct import pack, unpack_from
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.capture.sandbox.seccomp import ALLOW, KILL, MACHINES, REFUSE, program

# asm/unistd.h of each machine
REFUSED: Final = {
    "x86_64": {
        "socket": 41, "connect": 42, "bind": 49, "clone": 56, "fork": 57, "vfork": 58, "execve": 59, "kill": 62,
        "truncate": 76, "ftruncate": 77, "rename": 82, "mkdir": 83, "creat": 85, "unlink": 87, "chmod": 90,
        "ptrace": 101, "prctl": 157, "mount": 165, "tkill": 200, "tgkill": 234, "unlinkat": 263,
        "process_vm_writev": 311, "execveat": 322, "io_uring_setup": 425, "clone3": 435, "openat2": 437,
    },
    "aarch64": {
        "socket": 198, "connect": 203, "bind": 200, "clone": 220, "execve": 221, "kill": 129, "tkill": 130,
        "tgkill": 131, "ptrace": 117, "unlinkat": 35, "mkdirat": 34, "fchmodat": 53, "ftruncate": 46, "prctl": 167,
        "mount": 40, "process_vm_writev": 271, "execveat": 281, "io_uring_setup": 425, "clone3": 435, "openat2": 437,
    },
}  # fmt: skip
ARGUMENT: Final = {"open": 1, "openat": 2, "ioctl": 1, "fcntl": 1}


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """Run the filter on a call (linux/filter.h: load, compare, return) and give what it answers."""
    code = program(machine)
    assert code is not None
    values = [*arguments, *[0] * (6 - len(arguments))]
    call = pack("=iIQ6Q", number, MACHINES[machine].architecture if architecture is None else architecture, 0, *values)
    at = value = 0
    while True:
        what, true, false, operand = unpack_from("HBBI", code, 8 * at)
        at += 1
        if what == 0x06:
            return int(operand)
        if what == 0x20:
            (value,) = unpack_from("=I", call, operand)
        else:
            at += true if (value == operand if what == 0x15 else value & operand) else false


@pytest.mark.parametrize("machine", MACHINES)
def test_what_harms_is_refused(machine: str) -> None:
    """Sockets, processes, signals, changes of the file system and the newer ways round are refused, by every number."""
    assert {name: verdict(machine, number) for name, number in REFUSED[machine].items()} == dict.fromkeys(
        REFUSED[machine], REFUSE
    )


@pytest.mark.parametrize("machine", MACHINES)
@given(number=st.integers(0, 2**31 - 1), argument=st.integers(0, 2**64 - 1))
def test_only_what_is_listed_is_allowed(machine: str, number: int, argument: int) -> None:
    """Any other number is refused, whatever its arguments, and those of the x32 ABI are."""
    if number not in MACHINES[machine].numbers.values():
        assert verdict(machine, number, argument, argument, argument) == REFUSE
    assert verdict(machine, 0x4000_0000 | number, argument) == REFUSE


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_of_another_architecture_end_the_process(machine: str) -> None:
    """The numbers of one machine mean other calls on another: none is let through."""
    assert verdict(machine, 0, architecture=0x40000003) == KILL


@pytest.mark.parametrize("machine", MACHINES)
@given(flags=st.integers(0, 2**32 - 1))
def test_files_are_opened_to_be_read_alone(machine: str, flags: int) -> None:
    """Any flag that writes, makes or cuts a file is refused, among whatever others."""
    writing = flags & (os.O_ACCMODE | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    for name in {"open", "openat"} & MACHINES[machine].numbers.keys():
        arguments = [0] * ARGUMENT[name] + [flags]
        assert verdict(machine, MACHINES[machine].numbers[name], *arguments) == (REFUSE if writing else ALLOW)


@pytest.mark.parametrize("machine", MACHINES)
def test_descriptors_are_asked_and_not_told(machine: str) -> None:
    """No input is put into a terminal (TIOCSTI), no process is made the owner of a signal (F_SETOWN)."""
    ioctl, fcntl = (MACHINES[machine].numbers[name] for name in ("ioctl", "fcntl"))

    assert verdict(machine, ioctl, 0, 0x5401) == ALLOW
    assert verdict(machine, ioctl, 0, 0x5412) == REFUSE
    assert verdict(machine, fcntl, 0, 3) == ALLOW
    assert verdict(machine, fcntl, 0, 8) == REFUSE


def test_an_unknown_machine_has_no_filter() -> None:
    """There is no guessing at numbers."""
    assert program("riscv64") is None
