"""One file being parsed, as we see it from outside its process: frames come, time passes, it ends.

In: the pipe on which its process answers, and the socket on which the nursery says how that ended. Out: what was found
in the file, of the right types, within the limits, and of that file; or an `InputError`.
"""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture.found import Made, Member
from averment.capture.limits import Budget
from averment.capture.sandbox import wire
from averment.errors import InputTooLargeError, ParserLimitError, UnforeseenInputError, input_error

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Generator, Iterator

    from averment.capture.found import Drawn, Found
    from averment.capture.limits import Limits

_PIECE: Final = 1 << 20
_GRACE: Final = 10.0  # seconds in which the nursery must say how a process ended that has closed its pipe


class EndedError(Exception):
    """The process ended without a word. `how` is None where the nursery ended as well."""

    def __init__(self, how: wire.Ended | None) -> None:
        super().__init__(how)
        self.how = how


class Answers:
    """The frames of one process, and the time that was spent waiting for them."""

    def __init__(self, results: int, status: socket.socket, limits: Limits) -> None:
        self._results, self._status, self._limits = results, status, limits
        self._waited = 0.0
        self._over = False
        self._how: wire.Ended | None = None
        self._poll = select.poll()
        self._poll.register(results, select.POLLIN)
        self._poll.register(status, select.POLLIN)
        os.set_blocking(results, False)

    def frame(self) -> wire.Frame:
        """Wait for the next frame. Raises `WireError`, `EndedError`, or `ParserLimitError` where it takes too long."""
        kind, record, body = wire.lengths(self._exactly(wire.HEADER.size), self._limits)
        return wire.Frame(kind, self._exactly(record), self._exactly(body))

    def _exactly(self, length: int) -> bytes:
        pieces: list[bytes] = []
        while length:
            pieces.append(self._some(length))
            length -= len(pieces[-1])
        return b"".join(pieces)

    def _some(self, most: int) -> bytes:
        while True:
            try:
                piece = os.read(self._results, min(most, _PIECE))
            except BlockingIOError:
                piece = None
            if piece:
                return piece
            if self._over:
                raise EndedError(self._how)
            if piece is not None:  # closed: the nursery will say why
                self._poll.unregister(self._results)
                self._wait(_GRACE)
                self._over = True
            else:
                self._wait(self._limits.wait)

    def _wait(self, longest: float) -> None:
        """Wait for either end to say something. Only this time counts: what is done with the answers is not theirs."""
        began = time.monotonic()
        ready = dict(self._poll.poll(max(0.0, longest - self._waited) * 1000))
        self._waited += time.monotonic() - began
        if not ready:
            message = f"its parser was stopped after {self._limits.wait:g} seconds"
            raise ParserLimitError(message)
        if self._status.fileno() in ready:
            self._poll.unregister(self._status)
            ended = self._status.recv(_PIECE)
            self._how = msgspec.msgpack.decode(ended, type=wire.Ended) if ended else None
            self._over = True


def drawn(answers: Answers, limits: Limits, most: int) -> Drawn:
    """Give the one picture that is drawn, of `most` pixels or fewer. Raises `InputError`."""
    with _explained(limits):
        frame = answers.frame()
        if frame.kind == b"e":
            failure = wire.decode_failure(frame)
            raise input_error(failure.error, failure.message)
        return wire.decode_drawn(frame, most)


def found(answers: Answers, limits: Limits, digest: Callable[[], str]) -> Generator[Found]:
    """Give what is found in one file, whose digest is asked for when a document is to be of it. Raises `InputError`."""
    budget = Budget(limits.members, limits.given_out)
    with _explained(limits):
        while (frame := answers.frame()).kind == b"f":
            one = wire.decode_found(frame)
            if isinstance(one, Made):
                _check(one, digest())
            elif isinstance(one, Member) and len(one.data) > limits.member:
                message = f"“{one.name[:200]}” in it is larger than {limits.member:,} bytes"
                raise InputTooLargeError(message)
            budget.spend(len(frame.record) + len(frame.body))
            yield one
        if frame.kind == b"e":
            failure = wire.decode_failure(frame)
            raise input_error(failure.error, failure.message)


@contextmanager
def _explained(limits: Limits) -> Iterator[None]:
    """Say as an `InputError` what went wrong with a process."""
    try:
        yield
    except wire.WireError as error:
        message = f"its parser gave what is not in the agreed form ({error})"
        raise UnforeseenInputError(message) from error
    except EndedError as ended:
        raise _death(ended.how, limits) from ended


def _check(made: Made, digest: str) -> None:
    """Raise `WireError` where a document is not of the file that was given, or points outside its own text."""
    capture = made.capture
    document = capture.document
    if document.digest != digest:
        message = "a document of other bytes"
        raise wire.WireError(message)
    spans = [segment.span for segment in document.segments] + [change.span for change in capture.changes]
    if capture.layout is not None:
        spans += [page.span for page in capture.layout.pages] + [box.span for box in capture.layout.boxes]
    length = len(document.text)
    if not all(0 <= start <= end <= length for start, end in spans):
        message = "a place outside the text"
        raise wire.WireError(message)


def _death(how: wire.Ended | None, limits: Limits) -> ParserLimitError:
    if how is None:
        return ParserLimitError("the process that parsers run in was killed")
    if how.code == -signal.SIGXCPU or (how.code == -signal.SIGKILL and how.processor >= limits.processor):
        return ParserLimitError(f"its parser was stopped after {limits.processor:,} seconds of computing")
    if how.code == -signal.SIGKILL:
        return ParserLimitError("its parser was killed from outside; perhaps memory ran out")
    if how.code < 0:
        return ParserLimitError(f"its parser crashed ({signal.Signals(-how.code).name})")
    return ParserLimitError("its parser ended without a word")
