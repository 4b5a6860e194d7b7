"""`averment weigh`: who stands where on a proposition that a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("weigh", short_help="Ask who supports, denies or doubts a proposition.")
@case_argument
@click.argument("proposition", metavar="PROPOSITION")
@json_option
def command(folder: Path, proposition: str, *, as_json: bool) -> None:
    """Show who in the case supports, denies or doubts the PROPOSITION, a sentence in your own words.

    Such as: averment weigh CASE "Government forces carried out the attack"

    Each statement that takes a stance is shown with how sure that is (0 to 1), in which report it stands and where;
    then the independent origins of each side, the evidence and the figures in these statements. Statements that only
    come near the proposition are listed apart and are not counted. A model decides what is counted: it knows nothing
    but the two texts, it makes mistakes, and it never says what is true. Name who did what, and where: of a
    proposition that leaves that open, much will come near.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import weighing
    from averment.render.weighed import weighed_as_text
    from averment.values import to_json

    with opened(folder) as case:
        with weighing() as progress:
            weighed = case.weigh(proposition, progress)
        if as_json:
            write(to_json(weighed) + b"\n")
        else:
            write(weighed_as_text(weighed, case.reading, look()))
