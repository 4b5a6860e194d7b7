"""`averment remove`: documents withdrawn from a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import by_option, case_argument

if TYPE_CHECKING:
    from pathlib import Path


@click.command("remove", short_help="Withdraw documents from a case.")
@case_argument
@click.argument("documents", metavar="DOC…", nargs=-1, required=True)
@click.option("--why", metavar="TEXT", required=True, help="The reason, for the log. Required.")
@click.option("--redact", is_flag=True, help="Also take away their bytes, for good.")
@by_option
def command(folder: Path, documents: tuple[str, ...], why: str, by: str | None, *, redact: bool) -> None:
    """Withdraw documents from the case: they are no longer listed, searched or sealed.

    DOC is as in `averment show`; an archive takes with it what came from nowhere else. The log keeps that they were
    there, who removed them and why. Their bytes are kept too, and adding the file again brings it back.

    With --redact the bytes go for good, with all that was made of them and every archive that they came in; they cannot
    be added again. Placeholders take their place, and the case still verifies. The log keeps names and digests.
    """
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.render.header import counted
    from averment.render.names import short

    with opened(folder, by) as case:
        removed = case.remove(documents, why, redact=redact)
    names, one = ", ".join(map(short, removed)), len(removed) == 1
    theirs, them = ("Its", "it") if one else ("Their", "them")
    kept = (
        f"{theirs} bytes are gone for good; placeholders stand in their place."
        if redact
        else f"{theirs} bytes are kept. To bring {them} back, add the file again."
    )
    write(f"Withdrew {counted(len(removed), 'document')}: {names}\n{kept}\n")
