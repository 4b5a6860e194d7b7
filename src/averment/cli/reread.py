"""`averment reread`: the documents of a case, read anew with the model of this version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import by_option, case_argument
from averment.cli.failures import UNREAD
from averment.cli.options import threads_option

if TYPE_CHECKING:
    from pathlib import Path

    from averment.case import Case
    from averment.values import Reread


@click.command("reread", short_help="Read the documents of a case anew with today's model.")
@case_argument
@click.option("--all", "everything", is_flag=True, help="Read everything anew, what this model has read as well.")
@threads_option
@by_option
@click.pass_context
def command(ctx: click.Context, /, folder: Path, threads: int | None, by: str | None, *, everything: bool) -> None:
    """Read anew what another model, other word lists or another version of averment has read.

    The texts are those that were captured; nothing is parsed again. Where a document comes out otherwise, the new
    reading takes the place of the one before, which stays in the case. What was judged is carried over to it by its
    words: a verdict on a line holds of the line that has most of the same words, a corrected span stays on its words.
    What has no counterpart any more is not lost: `averment show` lists it as lapsed, and it holds again when a later
    reading has its words.

    A reread that was stopped goes on when it is typed again. Exit codes: 0 done, 2 wrong use, 3 some documents could
    not be read anew and stay as they were read.
    """
    from averment import api
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.progress import meter

    with opened(folder, by) as case:
        with meter("Reading") as progress:
            done = case.reread(progress, everything=everything, reader=api.load_reader(threads))
        for line in _lines(case, done):
            write(f"{line}\n")
    ctx.exit(UNREAD if done.failed else 0)


def _lines(case: Case, done: Reread) -> list[str]:
    from averment.render.header import counted
    from averment.render.names import short
    from averment.render.visible import one_line

    review = case.review()
    changed = counted(len(done.changed), "document")
    lines = [
        f"Read {done.read:,} of {counted(done.documents, 'document')} anew: "
        + (f"{changed} came out otherwise." if done.changed else "nothing came out otherwise.")
    ]
    lines += [f"{short(name)} could not be read anew: {one_line(why)}" for name, why in done.failed.items()]
    for name in done.changed:
        if lapsed := review.lapsed(name):
            apply = "applies" if len(lapsed) == 1 else "apply"
            lines.append(f"{short(name)}: {counted(len(lapsed), 'judgement')} no longer {apply} to anything in it.")
    return lines
