"""`averment search`: where words stand in the documents of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path

    from averment.values.cases import HitKind

_KINDS: Final[tuple[HitKind, ...]] = ("document", "attribution", "speaker")


@click.command("search", short_help="Find words in the documents of a case.")
@case_argument
@click.argument("words", metavar="WORDS…", nargs=-1, required=True)
@click.option(
    "--kind",
    "kinds",
    metavar="KIND",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only in the text (document), in what somebody said (attribution), or in who they are (speaker). "
    "May be given several times.",
)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="The most places to show.",
)
@json_option
def command(folder: Path, words: tuple[str, ...], kinds: tuple[HitKind, ...], limit: int, *, as_json: bool) -> None:
    """Find where all the WORDS stand together: in titles and texts, in what is said, in names and roles of speakers.

    Neither case nor accents matter. Words within quotation marks must stand in that order:
    averment search CASE '"mass grave" photographs'

    A line says where the words were found (text, said and the name of the statement, speaker), shows them with what
    stands around, and gives the place: the page where the original has pages, the paragraph, the characters from
    the start of the text. `averment show CASE DOC` shows the document.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.render.hits import hits_as_text
    from averment.values import to_json

    with opened(folder) as case:
        hits = case.search(" ".join(words), limit=limit + 1, kinds=kinds or _KINDS)
    if as_json:
        for hit in hits[:limit]:
            write(to_json(hit) + b"\n")
    else:
        write(hits_as_text(hits[:limit], look(), more=len(hits) > limit))
