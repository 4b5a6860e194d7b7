"""A case that is held, full or not to be written says so; what was judged is safe, and what is there can be seen."""

from __future__ import annotations

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import pytest

from averment import BusyError, Case, CaseError, StorageError
from averment.case.index import Index
from averment.custody import writing
from tests.case.conftest import Adds

RAIN = "Ana Ruiz said it rained in Velmar. Oro Dask said it did not."


@pytest.fixture
def ref(add: Adds) -> str:
    """Put a report in the case, and give its digest."""
    (addition,) = add({"rain.txt": RAIN})
    return str(addition.document)


@contextmanager
def held(case: Case) -> Iterator[Callable[[], None]]:
    """Hold the lock of a case as another process would; give what lets go of it."""
    descriptor = os.open(case.folder / "lock", os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield lambda: fcntl.flock(descriptor, fcntl.LOCK_UN)
    finally:
        os.close(descriptor)


def test_a_case_that_is_held_is_waited_for_so_long(case: Case, ref: str) -> None:
    """Then it says that it is busy: nothing was recorded, and what only looks goes on."""
    size = case.head.size
    with held(case), Case.open(case.folder, wait=0.05) as waiting:
        began = monotonic()
        with pytest.raises(BusyError) as caught:
            waiting.judge("accept", [f"{ref}#a1"])
        assert 0.05 <= monotonic() - began < 5
        assert isinstance(caught.value, CaseError)
        assert "Try again" in caught.value.diagnostics()
        with pytest.raises(BusyError):
            waiting.undo("j4")
        assert len(waiting.documents()) == 1
        assert waiting.review().of(ref, "a1").state == "unreviewed"
    assert case.head.size == size


def test_a_case_that_is_let_go_of_in_time(case: Case, ref: str) -> None:
    """Is written to; without a limit it is waited for as long as it takes."""
    for wait in (60.0, None):
        with held(case) as release, Case.open(case.folder, wait=wait) as waiting:
            timer = threading.Timer(0.05, release)
            timer.start()
            made = waiting.judge("accept", [f"{ref}#a1"])
            timer.join()
        assert case.judgements() == [made]


def test_a_full_disk_loses_no_judgement(case: Case, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be written is not there, what was before is; once there is room it is recorded."""
    before = case.judge("accept", [f"{ref}#a1"])

    def full(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "write_all", full)
        with pytest.raises(StorageError):
            case.judge("reject", [f"{ref}#a1"])
        with pytest.raises(StorageError):
            case.undo(before.id)
    assert case.judgements() == [before]
    after = case.judge("reject", [f"{ref}#a1"])
    assert (after.supersedes, case.judgements()) == (before.id, [after])
    assert case.verify().state == "passed"


def test_a_disk_that_is_full_after_the_log(case: Case, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judgement is in the log; the index comes to it when there is room."""

    def full(self: Index, lines: Iterable[bytes], _: object) -> Iterator[int]:
        for _line in lines:
            raise StorageError(self.path.name)
        yield from ()

    with monkeypatch.context() as patch:
        patch.setattr(Index, "follow", full)
        with pytest.raises(StorageError):
            case.judge("reject", [f"{ref}#a1"])
    with Case.open(case.folder) as again:
        assert [made.verdict for made in again.judgements()] == ["reject"]
        assert again.review().of(ref, "a1").state == "rejected"


def test_a_folder_that_may_not_be_written(case: Case, ref: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was judged can be looked at; to judge is refused, with what to do."""
    made = case.judge("accept", [f"{ref}#a1"])
    opens = os.open

    def refusing(path: Any, flags: int, *more: Any, **options: Any) -> int:  # noqa: ANN401  # those of `os.open`
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise PermissionError(errno.EACCES, "Permission denied")
        return opens(path, flags, *more, **options)

    monkeypatch.setattr("os.open", refusing)
    monkeypatch.setattr("averment.case.index.connections.os.access", lambda *_: False)
    with Case.open(case.folder) as again:
        assert again.review().of(ref, "a1").judgement == made
        with pytest.raises(StorageError, match="permission denied"):
            again.judge("reject", [f"{ref}#a1"])
        assert again.judgements() == [made]
