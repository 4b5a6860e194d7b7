"""A case that is made: keys, the first entry of its log, a head over that.

In: a folder that is new or empty, who makes it and when. Out: the folder with a case in it.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from averment.case.store import version
from averment.custody.checkpoints import origin_of
from averment.custody.keys import Signer
from averment.custody.log import Log
from averment.errors import UsageError
from averment.values.log import Began


def make(folder: Path, by: str, at: str) -> None:
    """Make a case. `UsageError` where there is something already."""
    _refuse_used(folder)
    case = secrets.token_hex(16)
    signer = Signer.generate(origin_of(case))
    Log.create(folder, signer, Began(at=at, by=by, version=version(), case=case, key=str(signer.verifier)))


def _refuse_used(path: Path) -> None:
    try:
        used = next(path.iterdir(), None)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        message = "it is a file; a case is a folder"
        raise UsageError(message, subject=str(path)) from error
    if used is not None:
        message = "there is a case here already" if (path / "checkpoint").exists() else "this folder is not empty"
        raise UsageError(message, subject=str(path))
