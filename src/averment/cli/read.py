"""`averment read`: what each source is said to have said, in each of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from averment.cli.corpus import corpus_options
from averment.cli.failures import UNREAD
from averment.cli.options import force_option, published_option, report_option, threads_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from averment.api import Outcome
    from averment.cli.corpus import Corpus


@click.command("read", short_help="List who says what in reports.")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line for each report, and nothing else.")
@force_option
@published_option
@click.option("--context", is_flag=True, help="Show the sentence around the words of each line; not with --json.")
@report_option
@threads_option
@click.option(
    "--batch",
    metavar="N",
    type=click.IntRange(min=1),
    help="Reports read together. Changes nothing but the speed.",
)
@corpus_options
@click.pass_context
def command(  # noqa: PLR0913  # each is what was typed
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    report: str | None,
    *,
    as_json: bool,
    context: bool,
    corpus: Corpus,
    **settings: Any,  # noqa: ANN401  # the other options, passed on as they are
) -> None:
    """List who says what in reports: what is disputed first, then the rest.

    FILE is a file, a folder, or - for standard input. Text, HTML, PDF, DOCX, e-mail (EML), MHTML, WARC, WACZ and ZIP
    are told apart by what is in them. Of an archive each document is read, of a mail its attachments too. Of a folder
    and the folders in it, files with the usual endings of these are read, in order of their paths; hidden files and
    links to folders are passed over.

    \b
    1  what is disputed, in the words of the report     ¶4  @512
    \b
       SPEAKER, role · party
         asserts    CUE ▸ what is said; the middle      ¶4  @512
                      of a long quotation: […]
                      — when it was said
       evidence:
         imagery    what it is said to rest on          ¶6  @803
                      — for @512
       figures:
         killed     SPEAKER ▸ up to 50 (“words”)        ¶4  @530
    \b
       SPEAKER, role · party
         denies     CUE ▸ what is denied                ¶7  @951
                      — about @512

    ¶4 is the paragraph, @512 where the words stand, in characters from the start of the text; behind "about" and "for"
    it is the statement of that place. Statements in the content of another that are not themselves disputed are
    indented under it. (He) before a cue is the report's word for the speaker. Nothing here says what is true.

    Paragraphs that are not in English are passed over, and the page says how many. A report with hardly any other is
    not read, unless --force is given.

    One file that cannot be read is one line on standard error; the others are read. Exit codes: 0 all were read,
    2 wrong use, 3 some could not be read.

    With --out DIR a corpus is read into tables in that folder: documents, attributions, speakers, evidence, figures,
    dates, and errors for what could not be read. Lines of JSON (.jsonl), rows of CSV and records of WARC are reports
    then, read as they come, however large the file. The same command goes on where one was broken off.
    """  # noqa: D301  # \b tells click to leave the lines as they are
    from averment.api import read_many
    from averment.cli.inputs import inputs
    from averment.cli.progress import shown
    from averment.cli.unread import unread_log
    from averment.errors import UsageError

    if corpus.out is not None:
        corpus.refuse(as_json=as_json, context=context, report=report, **settings)
        ctx.exit(corpus.read(files, published=settings["published"], force=settings["force"]))
    corpus.refuse_without_out()
    if as_json and context:
        message = "--context is for the page; with --json there is none"
        raise UsageError(message)
    items = list(inputs(files))
    put = _as_json if as_json else _as_page(context=context)
    unread = 0
    with unread_log(report) as log:
        for outcome in shown(read_many(items, **settings), len(items)):
            if outcome.error:
                unread += 1
                log(outcome.name, outcome.error)
            else:
                put(outcome)
    ctx.exit(UNREAD if unread else 0)


def _as_json(outcome: Outcome) -> None:
    from averment.cli.output import write
    from averment.values import to_json

    if outcome.reading:
        write(to_json(outcome.reading) + b"\n")


def _as_page(*, context: bool) -> Callable[[Outcome], None]:
    from averment.cli.output import look, write
    from averment.render.terminal import on_terminal

    seen, gap = look(), ""

    def put(outcome: Outcome) -> None:
        nonlocal gap
        if outcome.reading:
            write(gap + on_terminal(outcome.reading, outcome.name, seen, context=context))
            gap = "\n\n"

    return put
