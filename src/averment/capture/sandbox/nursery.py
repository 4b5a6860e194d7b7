"""The helper process that parsers are forked from. It loads what they need once, and never looks into a file itself.

In: on a socket, a `Setup`, then for each file what is known of it with three descriptors: the file, a pipe for what is
found, a socket for how it ended. Out: a process for each file, and on that socket an `Ended`. A socket whose other end
is closed means that nobody waits any more: the process for that file is killed, or all of them, and the nursery ends.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
import tempfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from averment.capture.found import Given
from averment.capture.sandbox import child, confine, landlock, wire
from averment.capture.sandbox.child import LOAD, NEEDED, Needed, Work

if TYPE_CHECKING:
    from types import FrameType

    from averment.capture.formats import Format

MESSAGE: Final = 1 << 16
"""The longest message, in bytes."""
_DESCRIPTORS: Final = 3

_PAGE: Final = b"""<!DOCTYPE html><html><head><title>Rain in Velmar</title></head><body><h1>Rain in Velmar</h1>
<p class="date">March 12, 2031</p><p>It rained in Velmar on Monday, said Ana, who lives there, and it will rain again
before the week is over, as it does each year when the snow on the hills above the town begins to melt.</p></body>"""
_SAMPLES: Final[dict[Needed, bytes]] = {
    "text": b"Rain in Velmar\n\nIt rained in Velmar on Monday, said Ana.\n",
    "page": _PAGE,
}
"""Texts of ours. To parse one loads all that a file of its kind will need: modules, and the word lists they hold."""
_LIBRARIES: Final[dict[Needed, tuple[str, ...]]] = {
    "pdf": ("pypdfium2.raw", "averment.capture.pdf.picture"),
    "docx": ("lxml.etree",),
    "warc": ("zstandard", "brotli"),
    "wacz": ("zstandard", "brotli"),
}
"""What the parsers of other formats import only when they are called."""


class Running(NamedTuple):
    """A process that parses a file, where to say how it ended, and what was loaded when it was forked."""

    work: Work
    status: socket.socket
    loaded: frozenset[Needed] = frozenset()


def serve(descriptor: int) -> None:
    """Serve the socket until its other end is closed."""
    os.environ.clear()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # numpy would start threads, and only a process of one may be forked
    with socket.socket(fileno=descriptor) as control:
        setup = msgspec.msgpack.decode(control.recv(MESSAGE), type=wire.Setup)
        filtered = setup.filtered and confine.filter_works()
        setup = msgspec.structs.replace(setup, filtered=filtered)
        with suppress(BrokenPipeError):
            control.send(msgspec.msgpack.encode(wire.Hello(filtered=filtered)))
            _Nursery(control, setup).run()
    shutil.rmtree(setup.folder, ignore_errors=True)


class _Nursery:
    def __init__(self, control: socket.socket, setup: wire.Setup) -> None:
        self._control, self._setup = control, setup
        readable = [*setup.readable, setup.folder] if setup.readable and setup.filtered else []
        self._rules = landlock.only(readable) if readable else None
        self._running: dict[int, Running] = {}
        self._loaded: set[Needed] = set()
        self._wake, waking = os.pipe()
        for end in (self._wake, waking):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(waking)
        signal.signal(signal.SIGCHLD, _wake_up)
        confine.adopt()
        self._poll = select.poll()
        self._poll.register(self._wake, select.POLLIN)
        self._poll.register(control, select.POLLIN)

    def run(self) -> None:
        """Take files and see to the ends of their processes until nobody is there."""
        try:
            while True:
                ready = {descriptor for descriptor, _ in self._poll.poll()}
                for number, running in self._running.items():
                    if running.status.fileno() in ready:  # nothing is ever sent on it: it was closed
                        os.kill(number, signal.SIGKILL)
                        self._poll.unregister(running.status)
                if self._wake in ready:
                    os.read(self._wake, MESSAGE)
                    self._reap()
                if self._control.fileno() in ready and not self._take():
                    return
        finally:
            for number in self._running:
                os.kill(number, signal.SIGKILL)

    def _take(self) -> bool:
        """Take a file and fork a process for it; tells whether anybody is there."""
        message, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE, _DESCRIPTORS)
        if not message or len(descriptors) != _DESCRIPTORS:
            return False
        file, results, status = descriptors
        folder = tempfile.mkdtemp(dir=self._setup.folder)
        asked = wire.decode_asked(message)
        work = Work(file=file, results=results, folder=folder, asked=asked, rules=self._rules)
        self._fork(Running(work=work, status=socket.socket(fileno=status)))
        return True

    def _fork(self, running: Running) -> None:
        nursery = os.getpid()
        number = os.fork()
        if number == 0:
            child.run(running.work, self._setup, self._loaded, nursery)
        self._running[number] = running._replace(loaded=frozenset(self._loaded))
        self._poll.register(running.status, select.POLLIN)

    def _reap(self) -> None:
        """See to every process that has ended: of a file, or left behind by one."""
        while self._ended(*_waited()):
            continue
        for number in _children() - set(self._running):
            os.kill(number, signal.SIGKILL)

    def _ended(self, number: int, status: int, processor: float) -> bool:
        running = self._running.pop(number, None)
        if running is None:
            return number > 0
        with suppress(KeyError):  # killed because nobody waits for it
            self._poll.unregister(running.status)
        code = os.waitstatus_to_exitcode(status)
        needed = NEEDED[code - LOAD] if 0 <= code - LOAD < len(NEEDED) else None
        if needed is not None and needed not in running.loaded:
            if needed not in self._loaded:  # another that began as early may have asked before
                self._load(needed)
            self._fork(running)
            return True
        with suppress(OSError):
            running.status.send(msgspec.msgpack.encode(wire.Ended(code=code, processor=processor)))
        running.status.close()
        os.close(running.work.file)
        os.close(running.work.results)
        shutil.rmtree(running.work.folder, ignore_errors=True)
        return True

    def _load(self, needed: Needed) -> None:
        """Load what a kind of file needs; where that fails, the process of the file says so."""
        self._loaded.add(needed)
        form: Format = "text" if needed == "page" else needed
        with suppress(Exception):
            parse = child.parser(form, self._setup)
            if needed in _SAMPLES and form not in self._setup.parsers:
                list(parse(_SAMPLES[needed], Given()))
            for library in _LIBRARIES.get(needed, ()):
                import_module(library)
        if needed == "mail":
            self._load("page")  # most mails have a body in HTML
        gc.collect()
        gc.freeze()  # so that a forked process does not copy what it only looks at


def _wake_up(_: int, __: FrameType | None) -> None:
    """Let the signal write to the wake-up descriptor."""


def _waited() -> tuple[int, int, float]:
    """Give a process that has ended, how, and the seconds it computed; 0 where there is none."""
    try:
        number, status, used = os.wait4(-1, os.WNOHANG)
    except ChildProcessError:
        return 0, 0, 0.0
    return number, status, used.ru_utime + used.ru_stime


def _children() -> set[int]:
    """Give the processes we are the parent of (proc(5)); none where the system does not say."""
    try:
        listed = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    except OSError:
        return set()
    return set(map(int, listed.split()))
