"""The system calls that a parser may make: a filter for the kernel, for x86-64 and AArch64.

In: the machine. Out: a program for seccomp-bpf (seccomp(2)), or none for other machines. It lists what is allowed: to
read, to hold memory, to tell the time, to end. All else (sockets, processes, signals to others, writing to the file
system, new kernel interfaces) fails with EPERM; a call of another architecture ends the process.
"""

from __future__ import annotations

import os
from struct import Struct
from typing import Final, NamedTuple

_INSTRUCTION: Final = Struct("HBBI")  # struct sock_filter: code, jump if true, jump if false, value

# linux/bpf_common.h, linux/seccomp.h
_LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN: Final = 0x06  # BPF_RET | BPF_K
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # in struct seccomp_data; each argument has 8 bytes, low half first
KILL: Final = 0x8000_0000  # SECCOMP_RET_KILL_PROCESS
ALLOW: Final = 0x7FFF_0000
REFUSE: Final = 0x0005_0000 | 1  # SECCOMP_RET_ERRNO, EPERM

_LOOKED_AT: Final = ("open", "openat", "ioctl", "fcntl")  # allowed by their arguments
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_IOCTLS: Final = (0x5401, 0x5451)  # TCGETS, by which Python asks whether it is a terminal; FIOCLEX
_FCNTLS: Final = (0, 1, 2, 3, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC; F_SETOWN sends signals


class Machine(NamedTuple):
    """An architecture (linux/audit.h) and the system calls that are allowed, with their numbers (asm/unistd.h)."""

    architecture: int
    numbers: dict[str, int]


def _numbers(table: str) -> dict[str, int]:
    words = table.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


MACHINES: Final = {
    "x86_64": Machine(
        0xC000003E,
        _numbers(
            "read 0 write 1 open 2 close 3 stat 4 fstat 5 lstat 6 poll 7 lseek 8 mmap 9 mprotect 10 munmap 11 "
            "brk 12 rt_sigaction 13 rt_sigprocmask 14 rt_sigreturn 15 ioctl 16 pread64 17 readv 19 writev 20 "
            "access 21 select 23 sched_yield 24 mremap 25 madvise 28 dup 32 nanosleep 35 getpid 39 exit 60 uname 63 "
            "fcntl 72 getcwd 79 readlink 89 gettimeofday 96 getrlimit 97 getrusage 98 sysinfo 99 times 100 "
            "getuid 102 getgid 104 geteuid 107 getegid 108 getppid 110 sigaltstack 131 gettid 186 time 201 "
            "futex 202 sched_getaffinity 204 getdents64 217 restart_syscall 219 fadvise64 221 clock_gettime 228 "
            "clock_getres 229 clock_nanosleep 230 exit_group 231 openat 257 newfstatat 262 readlinkat 267 "
            "faccessat 269 pselect6 270 ppoll 271 dup3 292 getrandom 318 statx 332 rseq 334 close_range 436 "
            "faccessat2 439",
        ),
    ),
    "aarch64": Machine(
        0xC00000B7,
        _numbers(
            "getcwd 17 dup 23 dup3 24 fcntl 25 ioctl 29 faccessat 48 openat 56 close 57 getdents64 61 lseek 62 "
            "read 63 write 64 readv 65 writev 66 pread64 67 pselect6 72 ppoll 73 readlinkat 78 newfstatat 79 "
            "fstat 80 exit 93 exit_group 94 futex 98 nanosleep 101 clock_gettime 113 clock_getres 114 "
            "clock_nanosleep 115 sched_getaffinity 123 sched_yield 124 restart_syscall 128 sigaltstack 132 "
            "rt_sigaction 134 rt_sigprocmask 135 rt_sigreturn 139 times 153 uname 160 getrlimit 163 getrusage 165 "
            "gettimeofday 169 getpid 172 getppid 173 getuid 174 geteuid 175 getgid 176 getegid 177 gettid 178 "
            "sysinfo 179 brk 214 munmap 215 mremap 216 mmap 222 fadvise64 223 mprotect 226 madvise 233 "
            "getrandom 278 statx 291 rseq 293 close_range 436 faccessat2 439",
        ),
    ),
}


def program(machine: str) -> bytes | None:
    """Give the filter as an array of `struct sock_filter`; None where we know no numbers for the machine."""
    if machine not in MACHINES:
        return None
    architecture, numbers = MACHINES[machine]
    lines = [
        _line(_LOAD, _ARCHITECTURE),
        _line(_EQUAL, architecture, 1, 0),
        _line(_RETURN, KILL),
        _line(_LOAD, _NUMBER),
    ]
    for name, number in numbers.items():
        if name not in _LOOKED_AT:
            lines += [_line(_EQUAL, number, 0, 1), _line(_RETURN, ALLOW)]
    lines += _when(numbers["openat"], 2, _no_bits(_WRITING))
    if "open" in numbers:
        lines += _when(numbers["open"], 1, _no_bits(_WRITING))
    lines += _when(numbers["ioctl"], 1, _one_of(_IOCTLS))
    lines += _when(numbers["fcntl"], 1, _one_of(_FCNTLS))
    return b"".join([*lines, _line(_RETURN, REFUSE)])


def _when(number: int, argument: int, test: list[bytes]) -> list[bytes]:
    """For the call `number`, load an argument and put it to a test, which returns; other calls pass by."""
    return [_line(_EQUAL, number, 0, len(test) + 1), _line(_LOAD, _ARGUMENTS + 8 * argument), *test]


def _no_bits(bits: int) -> list[bytes]:
    return [_line(_ANY_BIT, bits, 0, 1), _line(_RETURN, REFUSE), _line(_RETURN, ALLOW)]


def _one_of(values: tuple[int, ...]) -> list[bytes]:
    tests = [line for value in values for line in (_line(_EQUAL, value, 0, 1), _line(_RETURN, ALLOW))]
    return [*tests, _line(_RETURN, REFUSE)]


def _line(code: int, value: int, true: int = 0, false: int = 0) -> bytes:
    return _INSTRUCTION.pack(code, true, false, value)
