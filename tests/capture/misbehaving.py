"""A parser that does what the file tells it to: what a parser might do that a file has taken over. Run in a sandbox."""

from __future__ import annotations

import ctypes
import hashlib
import os
import socket
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import averment
from averment import Capture, Document, HostileInputError, MalformedInputError, Segment, UsageError
from averment.capture.found import Bytes, Found, Given, Made, Member
from averment.capture.sandbox.wire import HEADER


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Do what the first line says, with the rest for a name; give what it gives."""
    word, _, rest = data[:].decode().partition("\n")
    for one in _WORDS[word](rest):
        yield _made(data, one) if isinstance(one, str) else one
    if word == "name":
        yield _made(data, repr(given.name))


def _made(data: Bytes, text: str) -> Made:
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    return Made(capture=Capture(document=Document(digest=digest, media_type="text/plain", text=text)))


def _well(rest: str) -> Iterator[str]:
    yield rest


def _nothing(_: str) -> Iterator[str]:
    yield from ()


def _loop(_: str) -> NoReturn:
    while True:
        pass


def _hang(_: str) -> Iterator[str]:
    time.sleep(3600)
    yield "awake"


def _allocate(_: str) -> Iterator[str]:
    held = [bytearray(1 << 26) for _ in range(1 << 10)]
    yield str(len(held))


def _fork(_: str) -> Iterator[str]:
    child = os.fork()
    if child == 0:
        os.setsid()
        time.sleep(3600)
    yield str(child)


def _execute(_: str) -> Iterator[str]:
    os.execv("/bin/true", ["true"])  # noqa: S606
    yield "executed"


def _connect(_: str) -> Iterator[str]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as ours:
        ours.connect(("192.0.2.1", 9))
    yield "connected"


def _write(rest: str) -> Iterator[str]:
    with Path(rest or "large").open("wb") as file:
        file.writelines(bytes(1 << 20) for _ in range(64))
    yield "written"


def _package(_: str) -> Iterator[str]:
    Path(averment.__file__).with_name("errors.py").touch()
    yield "touched"


def _look(rest: str) -> Iterator[str]:
    yield Path(rest).read_text(encoding="utf-8")


def _list(rest: str) -> Iterator[str]:
    yield " ".join(sorted(path.name for path in Path(rest or ".").iterdir()))


def _environment(_: str) -> Iterator[str]:
    yield " ".join(sorted(os.environ))


def _processes(_: str) -> Iterator[str]:
    yield f"{os.getpid()} {os.getppid()}"


def _raw(rest: str) -> Iterator[str]:
    _say(rest.encode())
    os._exit(0)
    yield ""


def _promise(_: str) -> Iterator[str]:
    _say(HEADER.pack(b"f", 2**32 - 1, 2**32 - 1))
    yield ""


def _say(data: bytes) -> None:
    """Write on every pipe there is."""
    for number in range(3, 64):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                os.write(number, data)
        except OSError:
            continue


def _endless(_: str) -> Iterator[Found]:
    number = 0
    while True:
        number += 1
        yield Member(name=f"{number}.txt", place={"entry": number}, data=b"Words.")


def _large(_: str) -> Iterator[Found]:
    yield Member(name="large.txt", place={}, data=bytes(1 << 20))
    yield Member(name="larger.txt", place={}, data=bytes(1 << 22))


def _another(_: str) -> Iterator[Found]:
    yield _made(b"other bytes", "Words of another file.")


def _outside(_: str) -> Iterator[Found]:
    found = _made(b"outside\n", "Words.").capture.document
    segments = (Segment(kind="body", span=(0, 1 << 20)),)
    yield Made(capture=Capture(document=Document(digest=found.digest, media_type="", text="Words.", segments=segments)))


def _crash(_: str) -> Iterator[str]:
    ctypes.string_at(0)
    yield "alive"


def _exit(rest: str) -> Iterator[str]:
    os._exit(int(rest))
    yield ""


def _kill(_: str) -> Iterator[str]:
    os.kill(os.getppid(), 9)
    time.sleep(3600)
    yield "killed"


def _refuse(rest: str) -> Iterator[str]:
    raise HostileInputError(rest)
    yield ""


def _other_error(rest: str) -> Iterator[str]:
    raise UsageError(rest)
    yield ""


def _nested(rest: str) -> Iterator[Found]:
    yield Member(name="inner.txt", place={"entry": 1}, data=f"nested\n{rest}".encode())


def _folder(rest: str) -> Iterator[Found]:
    for line in rest.splitlines():
        name, _, words = line.partition(": ")
        yield Member(name=name, place={"url": f"https://a.example/{name}"}, data=words.replace("|", "\n").encode())


def _half(rest: str) -> Iterator[Found]:
    yield Member(name="first.txt", place={}, data=rest.replace("|", "\n").encode())
    message = "it breaks off"
    raise MalformedInputError(message)


def _one_then_loop(_: str) -> Iterator[Found]:
    yield Member(name=str(os.getpid()), place={}, data=b"")
    _loop("")


_WORDS: dict[str, Callable[[str], Iterator[Found] | Iterator[str]]] = {
    "well": _well,
    "name": _nothing,
    "loop": _loop,
    "hang": _hang,
    "allocate": _allocate,
    "fork": _fork,
    "execute": _execute,
    "connect": _connect,
    "write": _write,
    "package": _package,
    "look": _look,
    "list": _list,
    "environment": _environment,
    "processes": _processes,
    "raw": _raw,
    "promise": _promise,
    "endless": _endless,
    "large": _large,
    "another": _another,
    "outside": _outside,
    "crash": _crash,
    "exit": _exit,
    "kill": _kill,
    "refuse": _refuse,
    "other error": _other_error,
    "nested": _nested,
    "folder": _folder,
    "half": _half,
    "one then loop": _one_then_loop,
}
