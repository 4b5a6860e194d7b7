"""`averment init`: a new, empty case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import by_option, case_argument

if TYPE_CHECKING:
    from pathlib import Path


@click.command("init", short_help="Make a case: originals kept, all that is done logged.")
@case_argument
@by_option
def command(folder: Path, by: str | None) -> None:
    """Make a case in the folder CASE, which must be new or empty.

    A case keeps the bytes of what is added to it, what was captured and read from them, and a log in which each entry
    is sealed to those before it. The heads of the log are signed with a key made for this case; private-key.pem in it
    is for you alone, and never leaves in a bag.
    """
    from averment.case import Case
    from averment.cli.output import write
    from averment.cli.typed import typed

    with Case.create(folder, by=by):
        write(
            f"Made the case {typed(folder)}. Add reports with: averment add {typed(folder)} FILE…\n"
            "Its key, private-key.pem, signs the log: keep it to yourself.\n"
        )
