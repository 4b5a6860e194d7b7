"""Parsers in processes of their own: the side of the program that wants a file parsed and trusts nothing of it.

In: a file and what is known of it. Out: what is found in it (`found`), or an `InputError`. One helper process, the
nursery, is started for all files and forks one for each; this class starts it, starts it anew where it died, ends it.
Measured on two busy cores: a text of 3 KB takes 4 ms (0.1 ms in this process), a page of 60 KB 61 ms (52 ms). The
helper takes 0.1 s to begin and as much where the first page is met, beside the model, which takes longer to load.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import sys
import tempfile
import threading
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Final, Self

import msgspec

from averment.capture.limits import LIMITS
from averment.capture.sandbox import wire
from averment.capture.sandbox.bwrap import SYSTEM, TEMPORARY, bwrap, python_needs
from averment.errors import UnforeseenInputError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Generator, Iterator, Mapping

    from averment.capture.formats import Format
    from averment.capture.found import Drawn, Found, Given, Wanted
    from averment.capture.limits import Limits
    from averment.capture.sandbox.parsing import Answers
    from averment.values.log import Isolation

_ROOT: Final = Path(__file__).parents[3]  # the folder that holds the package
_BEGIN: Final = 60.0  # seconds in which a nursery must have begun
_END: Final = 5.0  # seconds in which it must have ended
_KEPT: Final = ("LD_LIBRARY_PATH",)  # some builds of Python do not find themselves without; the nursery drops it
_CODE: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from averment.capture.sandbox.nursery import serve; serve(int(sys.argv[1]))"
)


class Sandbox:
    """Parses files, each in a fresh process within `limits`. Safe for several threads; to be closed, or used `with`.

    `at_most` is the strongest isolation that is tried. `parsers` are files of Python to use in place of the parser of
    a format; each has a `parse` of the type `averment.capture.formats.Parser`.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        *,
        at_most: Isolation = "bwrap",
        parsers: Mapping[Format, Path] | None = None,
    ) -> None:
        self.limits = limits
        self._at_most = at_most
        self._parsers: dict[Format, str] = {form: str(Path(path).resolve()) for form, path in (parsers or {}).items()}
        self._lock = threading.Lock()
        self._nursery: _Nursery | None = None

    def __enter__(self) -> Self:
        """Give the sandbox itself; nothing is started yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the helper process."""
        self.close()

    @property
    def isolation(self) -> Isolation:
        """What bounds a parser here: bubblewrap, a filter of system calls, or limits of resources alone."""
        with self._lock:
            return self._ready().isolation

    def start(self) -> None:
        """Start the helper process if there is none, without waiting for it: it takes some 0.1 s to begin."""
        with self._lock:
            if self._nursery is None:
                self._nursery = self._started()

    def close(self) -> None:
        """End the helper process, and with it all that it started."""
        with self._lock:
            if self._nursery is not None:
                self._nursery.close()
                self._nursery = None

    def parse(self, file: BinaryIO | bytes, given: Given) -> Generator[Found]:
        """Find the documents in a file, told apart by content, in a process of its own.

        Raises an `InputError` where there is nothing to be had, or no more; `ParserLimitError` where the process was
        stopped or died. To close the iterator ends the process.
        """
        from averment.capture.sandbox.parsing import found

        with self._asked(file, wire.encode_given(given)) as answers:
            yield from found(answers, self.limits, lambda: _digest(file))

    def draw(self, file: BinaryIO | bytes, wanted: Wanted) -> Drawn:
        """Draw a page of a PDF in a process of its own, which gives nothing but pixels. Raises as `parse` does."""
        from averment.capture.sandbox.parsing import drawn

        with self._asked(file, wire.encode_wanted(wanted)) as answers:
            return drawn(answers, self.limits, wanted.most)

    @contextmanager
    def _asked(self, file: BinaryIO | bytes, message: bytes) -> Iterator[Answers]:
        """Have a process started on a file; give what it answers. The process ends with the context."""
        from averment.capture.sandbox.parsing import Answers

        ours, theirs = socket.socketpair()
        reading, writing = os.pipe()
        with ours, closing(_Descriptor(reading)):
            with theirs, closing(_Descriptor(writing)), _opened(file) as opened:
                self._send(message, [opened.fileno(), writing, theirs.fileno()])
            yield Answers(reading, ours, self.limits)

    def _send(self, message: bytes, descriptors: list[int]) -> None:
        with self._lock:
            try:
                socket.send_fds(self._ready().control, [message], descriptors)
            except OSError:  # it died
                self._ready(anew=True)
                socket.send_fds(self._ready().control, [message], descriptors)

    def _ready(self, *, anew: bool = False) -> _Nursery:
        """Give a nursery that has begun; the first that can be started, from the strongest isolation down."""
        if self._nursery is not None and (anew or self._nursery.owner != os.getpid()):
            self._nursery.close()
            self._nursery = None
        while True:
            if self._nursery is None:
                self._nursery = self._started()
            if self._nursery.begun():
                return self._nursery
            self._nursery.close()
            self._nursery = None
            if self._at_most != "bwrap":
                message = "the process that parsers run in could not be started"
                raise UnforeseenInputError(message)
            self._at_most = "seccomp"

    def _started(self) -> _Nursery:
        from subprocess import DEVNULL, Popen

        paths = _search_paths()
        needs = [*python_needs(), str(_ROOT / "averment"), *paths[1:], *self._parsers.values()]
        shut = bwrap(needs) if self._at_most == "bwrap" else None
        folder = None if shut else tempfile.mkdtemp(prefix="averment-")
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-I", "-S", "-B", "-c", _CODE, str(theirs.fileno()), *paths]
            process = Popen(  # noqa: S603  (our own interpreter)
                [*(shut or []), *command],
                cwd=folder or "/",
                env={name: os.environ[name] for name in _KEPT if name in os.environ},
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        setup = wire.Setup(
            limits=self.limits,
            folder=folder or TEMPORARY,
            parsers=self._parsers,
            filtered=self._at_most != "limits",
            readable=() if shut else (*SYSTEM, *needs),
        )
        return _Nursery(process, ours, folder, setup)


class _Nursery:
    """The helper process as seen from here. `isolation` is known once it has `begun`.

    In bubblewrap it has a `/tmp` in memory; without, an own temporary `folder`.
    """

    def __init__(
        self, process: subprocess.Popen[bytes], control: socket.socket, folder: str | None, setup: wire.Setup
    ) -> None:
        self.control = control
        self.owner = os.getpid()  # a fork of us must not share it
        self.isolation: Isolation = "limits" if folder else "bwrap"
        self._process, self._folder, self._begun = process, folder, False
        with suppress(OSError):  # it is gone already: that will show
            control.send(msgspec.msgpack.encode(setup))

    def begun(self) -> bool:
        """Wait until it has said what it can do; tells whether it did."""
        if not self._begun:
            self.control.settimeout(_BEGIN)
            try:
                hello = msgspec.msgpack.decode(self.control.recv(1 << 16), type=wire.Hello)
            except (OSError, msgspec.MsgspecError):  # nothing, where it could not be started
                return False
            self.control.settimeout(None)
            if self.isolation == "limits" and hello.filtered:
                self.isolation = "seccomp"
            self._begun = True
        return True

    def close(self) -> None:
        """End it and what it started; it does so by itself when the socket is closed."""
        from subprocess import TimeoutExpired

        self.control.close()
        if self.owner != os.getpid():
            return
        try:
            self._process.wait(_END)
        except TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


class _Descriptor:
    """An open descriptor that is nobody's, to be closed."""

    def __init__(self, number: int) -> None:
        self._number = number

    def close(self) -> None:
        os.close(self._number)


@cache
def default_sandbox() -> Sandbox:
    """Give the sandbox that all of this process shares. It is closed when the process ends."""
    shared = Sandbox()
    atexit.register(shared.close)
    return shared


def _opened(file: BinaryIO | bytes) -> IO[bytes]:
    """Give a file with a descriptor of its own: that of `file`, or a file in memory where it has none."""
    if not isinstance(file, bytes):
        with suppress(OSError):  # a file object without a file
            return os.fdopen(os.dup(file.fileno()), "rb")
        file = file.read()
    memory = os.fdopen(os.memfd_create("original"), "w+b")
    memory.write(file)
    memory.flush()
    return memory


def _digest(file: BinaryIO | bytes) -> str:
    import hashlib
    import mmap

    if isinstance(file, bytes):
        return f"sha256:{hashlib.sha256(file).hexdigest()}"
    try:
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return f"sha256:{hashlib.sha256(data).hexdigest()}"
    except OSError:
        file.seek(0)
        return f"sha256:{hashlib.sha256(file.read()).hexdigest()}"


def _search_paths() -> list[str]:
    """Give where the nursery may import from: this package, Python itself, what is installed; never where we stand."""
    ours = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    kept = [
        path
        for path in sys.path
        if Path(path).is_absolute()
        and (
            any(Path(path).is_relative_to(prefix) for prefix in ours)
            or path.endswith(("site-packages", "dist-packages"))
        )
    ]
    return [str(_ROOT), *kept]
