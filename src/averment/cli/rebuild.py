"""`averment rebuild`: the index of a case, made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument

if TYPE_CHECKING:
    from pathlib import Path


@click.command("rebuild", short_help="Make the index of a case anew from its log and objects.")
@case_argument
def command(folder: Path) -> None:
    """Make index.sqlite anew from the log and the objects of the case, which stay as they are.

    The index is what makes `list`, `search` and `show` fast. It holds nothing that the log and the objects do not, so
    it may be deleted at any time.
    """
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.progress import meter

    with opened(folder) as case, meter("Rebuilding") as progress:
        case.rebuild(progress=progress)
        size = case.head.size
    write(f"The index is made anew from {size:,} {'entry' if size == 1 else 'entries'} of the log.\n")
