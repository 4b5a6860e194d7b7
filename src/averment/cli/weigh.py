"""`averment weigh`: who stands where on a proposition that a person types; copies and origins over a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from averment.cli.cases import json_option
from averment.errors import UsageError


@click.command("weigh", short_help="Ask who supports, denies or doubts a proposition.")
@click.argument("asked", metavar="CASE PROPOSITION | --from DIR [PROPOSITION]", nargs=-1)
@click.option(
    "--from",
    "corpus",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Weigh a corpus, the folder that `averment read --out` made, in the place of a case.",
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(min=200),
    help="With --from: the memory to use, in megabytes, about. 1000 without it. Changes nothing but the speed.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(min=1),
    help="With --from: processes. As many as processors without it. Changes nothing but the speed.",
)
@json_option
def command(
    asked: tuple[str, ...], corpus: Path | None, memory: int | None, workers: int | None, *, as_json: bool
) -> None:
    """Show who in the case supports, denies or doubts the PROPOSITION, a sentence in your own words.

    Such as: averment weigh CASE "Government forces carried out the attack"

    Each statement that takes a stance is shown with how sure that is (0 to 1), in which report it stands and where;
    then the independent origins of each side, the evidence and the figures in these statements. Statements that only
    come near the proposition are listed apart and are not counted. A model decides what is counted: it knows nothing
    but the two texts, it makes mistakes, and it never says what is true. Name who did what, and where: of a
    proposition that leaves that open, much will come near.

    With --from DIR the same is asked of a corpus: the statements whose words are nearest to the proposition are looked
    at, some thousands of them. Without a PROPOSITION, copies and origins are found over all of the corpus and written
    to tables in DIR/weighed: copies, as `averment copies` shows them of a case, and origins, for each document the
    agency, the outlet or the document that it goes back to. What was broken off goes on where it stood; what was done
    is done again when the corpus has changed.
    """
    if corpus is None:
        if memory or workers:
            message = "--memory and --workers go with --from DIR"
            raise UsageError(message)
        _case(asked, as_json=as_json)
        return
    if len(asked) > 1:
        message = f"--from {corpus} is what is weighed: name no case, and put the proposition in quotation marks"
        raise UsageError(message)
    from averment.cli.weighing_corpus import Limits, found_in, stances_in

    limits = Limits(memory, workers)
    if asked:
        stances_in(corpus, asked[0], limits, as_json=as_json)
    else:
        found_in(corpus, limits, as_json=as_json)


def _case(asked: tuple[str, ...], *, as_json: bool) -> None:
    if len(asked) != 2:  # noqa: PLR2004  (a case and a proposition)
        message = "name a case, then a proposition in quotation marks; or a corpus with --from DIR"
        raise UsageError(message)
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import weighing
    from averment.render.weighed import weighed_as_text
    from averment.values import to_json

    with opened(Path(asked[0])) as case:
        with weighing() as progress:
            weighed = case.weigh(asked[1], progress)
        if as_json:
            write(to_json(weighed) + b"\n")
        else:
            write(weighed_as_text(weighed, case.reading, look()))
