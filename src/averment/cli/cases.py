"""What the commands of a case share: the case and who acts on it, as they are typed, and the case opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from averment.errors import NoCaseError, UsageError

if TYPE_CHECKING:
    from averment.case import Case

case_argument = click.argument("folder", metavar="CASE", type=click.Path(path_type=Path))
by_option = click.option(
    "--by",
    metavar="NAME",
    envvar="AVERMENT_BY",
    help="Who does this, for the log. Without it: AVERMENT_BY of the environment, or the name you are logged in by.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON, one object a line, and nothing else.")


def opened(folder: Path, by: str | None = None) -> Case:
    """Open a case. Raises `CaseError`, and says so where what was named is a file."""
    from averment.case import Case

    refuse_file(folder)
    return Case.open(folder, by=by)


def refuse_file(folder: Path) -> None:
    """Say so where a file was named as the case. Raises `NoCaseError`."""
    if folder.is_file():
        message = "this is a file: the case, a folder, is named first"
        raise NoCaseError(message, subject=str(folder))


def bytes_of(path: Path) -> bytes:
    """Read a small file that an option names; raises `UsageError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(str(error.strerror), subject=str(path)) from error
