"""`averment copies`: which documents of a case are one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("copies", short_help="Show which documents of a case are one report.")
@case_argument
@click.option("--background", is_flag=True, help="Also the pairs that share background paragraphs alone.")
@json_option
def command(folder: Path, *, background: bool, as_json: bool) -> None:
    """Show the documents of the case that share passages, two by two.

    \b
    a copy                   one is the other, edited or trimmed
    a later version          the same dispatch again, with other figures or more
    an original in common    both carry passages of it, each with matter of its own
    background alone         standing paragraphs, templates, one statement that both quote: no common origin

    An arrow says which was first, where dates or credits tell; the origin is the agency that is credited, or else the
    outlet that had it first. The per cent are of the words of each. @812 is where a passage begins in the text.

    `averment judge CASE split A B` takes a pair apart, and `merge` makes one of two; the next look holds to it.
    With --json every pair is printed, background too.
    """  # noqa: D301  # \b tells click to leave the lines as they are
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import weighing
    from averment.render.copies import copies_as_text
    from averment.values import to_json

    with opened(folder) as case:
        with weighing() as progress:
            found = case.copies(progress=progress)
        if as_json:
            for copy in found:
                write(to_json(copy) + b"\n")
        else:
            write(copies_as_text(found, lambda digest: case.capture(digest).document, look(), background=background))
