"""`averment evaluate`: how well the readings agree with people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from averment.cli.failures import UNREAD, line, say
from averment.cli.options import threads_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.api import Outcome
    from averment.evaluation import GoldArticle, Pair


MATTERS: Final = (
    "attribution",
    "source",
    "cue",
    "content",
    "act",
    "denial",
    "about",
    "speaker",
    "evidence",
    "evidence_type",
    "figure",
)
"""What a mistake can be of, in the order of the rows. Written out here: the types load slowly."""


@click.command("evaluate", short_help="Score readings against annotated reports.")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the scores as one JSON object, and nothing else.")
@click.option("--mistakes", metavar="N", type=click.IntRange(min=0), default=0, help="Also show the first N mistakes.")
@click.option(
    "--of",
    "matters",
    metavar="WHAT",
    type=click.Choice(MATTERS),
    multiple=True,
    help=f"With --mistakes: only those of {', '.join(MATTERS)}. May be given several times.",
)
@threads_option
@click.pass_context
def command(  # noqa: PLR0913  (an argument for each option)
    ctx: click.Context,
    folder: Path,
    mistakes: int,
    matters: tuple[str, ...],
    threads: int | None,
    *,
    as_json: bool,
) -> None:
    """Score readings against annotated reports.

    FOLDER holds text/ID.txt and attributions/ID_ANNOTATOR.ann in brat stand-off format, as the PolNeAR corpus does, or
    docs/ID.txt and gold/ID.ANNOTATOR.json, where all that a reading holds is annotated.

    Of each kind of span, and of attributions as wholes, it prints the precision, the recall and their harmonic mean
    (F1), in percent, and the number n that the annotators marked. A span counts as found when it is exactly the same,
    punctuation at its ends aside; an attribution when its source and its content share words with those marked
    (relation), or most of the words of the content (relation_strict).

    The second form has further rows. Of the attributions found: how many have the right act and the right speaker,
    and which denials, doubts and confirmations are about which others (about). Of all: the denials (deny), the
    evidence by overlapping words and the type of what was found (evidence_type), and the figures of killed and injured
    with both bounds right.
    """
    from itertools import islice

    from averment.api import read_many
    from averment.cli.output import look, write
    from averment.cli.progress import shown
    from averment.evaluation import mistakes as mistakes_in
    from averment.evaluation import read_gold, score
    from averment.render.scores import mistakes_as_text, scores_as_json, scores_as_text

    if matters and not mistakes:
        message = "--of chooses among the mistakes: say with --mistakes N how many"
        raise click.UsageError(message)
    articles = list(read_gold(folder))
    outcomes = shown(read_many((article.path for article in articles), threads=threads), len(articles))
    pairs = list(_pairs(articles, outcomes))
    wanted = (mistake for mistake in mistakes_in(pairs) if not matters or mistake.of in matters)
    scores, found = score(pairs), list(islice(wanted, mistakes))
    write(
        scores_as_json(scores, found) if as_json else scores_as_text(scores, look()) + mistakes_as_text(found, look())
    )
    ctx.exit(UNREAD if scores.unread else 0)


def _pairs(articles: Iterable[GoldArticle], outcomes: Iterable[Outcome]) -> Iterator[Pair]:
    for article, outcome in zip(articles, outcomes, strict=True):
        if outcome.error:
            say(line(outcome.error))
        yield article, outcome.reading
