"""A folder that is there whole or not at all.

In: its path, where nothing is yet, or an empty folder. Out: a hidden folder beside it to write into, which takes the
name in the end. A kill leaves at most the hidden one.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Give a hidden folder beside `out`, which takes its place once all went well, and goes away otherwise.

    `UsageError` where something is in the place already, `StorageError` where the disk refuses.
    """
    from averment.custody.files import storing, sync_folder

    refuse_used(out)
    place = out.resolve()  # a link to an empty folder stays, and what it leads to is filled
    with storing(str(out)):
        place.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{place.name}.partial-", dir=place.parent))
        try:
            yield folder
            refuse_used(out)
            folder.chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o755)
            folder.rename(place)  # over an empty folder too, and over nothing else
            sync_folder(place.parent)
        finally:
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)


def refuse_used(out: Path) -> None:
    """Check that a folder is empty or not there. Raises `UsageError`."""
    try:
        used = next(out.iterdir(), None)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        message = "it is a file; an export is a folder"
        raise UsageError(message, subject=str(out)) from error
    if used is not None:
        message = "this folder is not empty"
        raise UsageError(message, subject=str(out))


def refuse_within(out: Path, folder: Path) -> None:
    """Check that an export does not go into what it is made of. Raises `UsageError`."""
    if out.resolve().is_relative_to(folder.resolve()):
        message = f"an export does not go into what it is made of, {folder}"
        raise UsageError(message, subject=str(out))
