"""`averment add`: files into a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from averment.cli.cases import by_option, case_argument
from averment.cli.failures import UNREAD
from averment.cli.options import force_option, published_option, report_option, threads_option

if TYPE_CHECKING:
    from pathlib import Path

    from averment.values import Addition


@click.command("add", short_help="Put files into a case: their bytes are kept, then they are read.")
@case_argument
@click.argument("paths", metavar="PATH…", nargs=-1)
@click.option("-0", "--null", is_flag=True, help="The paths on standard input each end in a NUL byte, not a newline.")
@published_option
@force_option
@threads_option
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object a line for each document, when it is safe."
)
@report_option
@by_option
@click.pass_context
def command(  # noqa: PLR0913  (an argument for each option)
    ctx: click.Context,
    /,
    folder: Path,
    paths: tuple[str, ...],
    report: str | None,
    by: str | None,
    *,
    null: bool,
    as_json: bool,
    **settings: Any,  # noqa: ANN401  # the other options, passed on as they are
) -> None:
    """Put files into the case: their bytes are kept first, then what is in them is taken out and read.

    PATH is a file, a folder, or - for a list of paths on standard input, one a line. Of a folder and those in it all
    files are added, in order of their paths; hidden files and links to folders are passed over. Text, HTML, PDF, DOCX,
    e-mail, MHTML, WARC, WACZ and ZIP are told apart by what is in them, not by their names. Each document in an
    archive and each attachment becomes a document of its own.

    What has been added before is known again by its bytes, and only a new path of it is noted. So an add that was
    stopped goes on when it is typed again, and without any PATH it finishes what was left. Two may run at once.

    One file that cannot be read is one line on standard error; its bytes are kept, and the others are added. Exit
    codes: 0 all were read, 2 wrong use, 3 some could not be read.
    """
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.progress import shown
    from averment.cli.unread import error_of, unread_log
    from averment.cli.walk import sources
    from averment.render.additions import Tally

    tally, put = Tally(), _as_json if as_json else _nothing
    with opened(folder, by) as case, unread_log(report) as log:
        items = list(sources(paths, folder, null=null))
        additions = shown(
            case.add(items, **settings),
            len(items),
            doing="Adding",
            counts=lambda addition: not tally.inside(addition),
            prints=lambda addition: as_json or addition.error is not None,
        )
        for addition in additions:
            tally.count(addition)
            if error := error_of(addition):
                log(addition.name, error)
            put(addition)
    if not as_json:
        write(f"{tally.sentence()}\n")
    ctx.exit(UNREAD if tally.unread else 0)


def _as_json(addition: Addition) -> None:
    from averment.cli.output import write
    from averment.values import to_json

    write(to_json(addition) + b"\n")


def _nothing(_: Addition) -> None:
    """Print nothing: the sentence at the end says it."""
