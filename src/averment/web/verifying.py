"""A verification that goes on in the background, of one desk: begun by a person, watched, its result kept.

In: the folder of a case. Out: how far it is, and what came out. It opens the case for itself, on a thread of its own,
so that no page waits for it; the result is of this run of the desk alone, and is never taken for more than that.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import msgspec

from averment.case import Case
from averment.case.store import now
from averment.custody.verify import verify
from averment.errors import AvermentError, DamagedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from averment.values import Verification


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """How a verification stands. `done` and `total` are bytes of originals and readings; the index comes after them.

    One of `result` and `failure` is set when it has ended (`ended`), by itself.
    """

    by: str
    began: str
    done: int = 0
    total: int = 0
    ended: str | None = None
    result: Verification | None = None
    failure: str | None = None


class Verifying:
    """The verification of a case that goes on, or that ended last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._progress: Progress | None = None

    @property
    def progress(self) -> Progress | None:
        """Give how it stands; nothing where none was begun."""
        return self._progress

    def begin(self, folder: Path, by: str) -> None:
        """Begin to verify the case in a folder, unless that goes on."""
        with self._lock:
            if self._progress is not None and self._progress.ended is None:
                return
            began = self._progress = Progress(by=by, began=now())
        threading.Thread(target=self._run, args=(folder, began), name="verify", daemon=True).start()

    def _run(self, folder: Path, began: Progress) -> None:
        def told(done: int, total: int) -> None:
            self._progress = msgspec.structs.replace(began, done=done, total=total)

        result, failure = None, None
        try:
            result = _verified(folder, told)
        except AvermentError as error:
            failure = f"{error} {error.diagnostics()}"
        except BaseException:
            failure = "the program failed on it: this is a defect"
            raise
        finally:
            self._progress = msgspec.structs.replace(began, ended=now(), result=result, failure=failure)


def _verified(folder: Path, told: Callable[[int, int], None]) -> Verification:
    """Verify the case with its index; one that cannot be opened, from its files alone."""
    try:
        with Case.open(folder) as case:
            return case.verify(progress=told)
    except DamagedError:
        return verify(folder, progress=told)
