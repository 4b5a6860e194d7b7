"""`averment sources`: the speakers of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("sources", short_help="List who speaks in a case, and who may be the same.")
@case_argument
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    help="The most speakers to show. Without it 30, and with --json all.",
)
@json_option
def command(folder: Path, *, limit: int | None, as_json: bool) -> None:
    """List the speakers of the case, those in most documents first.

    Speakers with the same name are one across documents. Those who may be one under different names are proposed, each
    with the reason and the command that merges them: nothing is merged until you judge so. Speakers whom no report
    names ("activists") stand for themselves in each document, and are counted at the end.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.typed import typed
    from averment.cli.weighing import weighing
    from averment.render.sources import sources_as_text
    from averment.values import to_json

    with opened(folder) as case, weighing() as progress:
        sources = case.sources(progress)
    if as_json:
        for source in sources[:limit]:
            write(to_json(source) + b"\n")
    else:
        write(sources_as_text(sources, typed(folder), look(), limit))
