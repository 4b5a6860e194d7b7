"""`averment figures`: how many, by whose account; what cannot all hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("figures", short_help="Show figures by who says them and when, and which disagree.")
@case_argument
@click.argument("ref", metavar="[REF]", required=False)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="The most matters to show. With --json all are printed.",
)
@json_option
def command(folder: Path, ref: str | None, limit: int, *, as_json: bool) -> None:
    """Show how many are said to have been killed, injured, detained, displaced: by whom, when and where.

    Figures that count the same in the same claim stand over one axis, a line each, the earliest first: how far the
    figure reaches and where it is open ("up to 50" has no least number, "at least 1,300" no greatest). Below stands
    which of them cannot all hold. Nothing is added up, averaged or decided. Those in most conflicts come first.

    REF names one claim: its id, the beginning of that, or a statement in it, as 3f2a9c1b44d0#a3. A place like
    3f2a9c1b#f2 says where a figure stands: `averment show CASE 3f2a9c1b` shows the document.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import ascii_only, weighing
    from averment.render.figures import figures_as_text
    from averment.values import to_json

    with opened(folder) as case, weighing() as progress:
        found = case.figures(ref, progress=progress)
    if as_json:
        for series in found:
            write(to_json(series) + b"\n")
    else:
        more = len(found[limit:])
        write(figures_as_text(found[:limit], look(), whole=ref is not None, more=more, plain=ascii_only()))
