"""A process that works on a case and is killed on the way, at a call that the test chose.

`python -m tests.faults.worker CASE WORK STOP FILE…`: WORK is one of `WORKS`; at its STOPth call of anything (the
operating system and SQLite too) from the rooms of the case it kills itself with SIGKILL; with STOP 0 it does not, and
its last line is the number of calls. Each line on standard output before that is something acknowledged.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from averment import Case, Document, Reading
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from types import FrameType

ROOMS = ("averment.custody", "averment.case")


def main(folder: str, work: str, stop: str, *files: str) -> None:
    """Open the case, and work on it until the end or the call that was chosen."""
    calls = count(1)
    at = 0

    def watch(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401  # what was called
        nonlocal at
        if event in {"c_call", "c_return"} and frame.f_globals["__name__"].startswith(ROOMS):
            at = next(calls)
            if at == int(stop):
                os.kill(os.getpid(), signal.SIGKILL)

    with Case.open(folder, by="worker") as case:
        sys.setprofile(watch)
        WORKS[work](case, files)
        sys.setprofile(None)
    _say("calls", at)


def _add(case: Case, files: tuple[str, ...]) -> None:
    for addition in case.add(files, reader=FakeReader()):
        _say("added", addition.document or addition.name)


def _judge(case: Case, files: tuple[str, ...]) -> None:
    for document in [listed for listed in case.documents() if listed.attributions][: len(files)]:
        _say("judged", case.judge("accept", [f"{document.digest}#a1"]).id)


def _undo(case: Case, files: tuple[str, ...]) -> None:
    for made in case.judgements()[: len(files)]:
        _say("judged", case.undo(made.id).id)


def _reread(case: Case, _: tuple[str, ...]) -> None:
    """Read with another model than read most of it before."""
    versions = [case.reading(listed.digest).model.version for listed in case.documents() if listed.state == "read"]
    other = "1" if versions.count("0") > versions.count("1") else "0"

    class Other(FakeReader):
        def read(self, document: Document) -> Reading:
            reading = super().read(document)
            return replace(reading, model=replace(reading.model, version=other))

    for digest in case.reread(reader=Other()).changed:
        _say("read", digest)


def _seal(case: Case, files: tuple[str, ...]) -> None:
    _say("sealed", case.seal(files[0]))


WORKS = {"add": _add, "judge": _judge, "undo": _undo, "reread": _reread, "seal": _seal}


def _say(*words: object) -> None:
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
