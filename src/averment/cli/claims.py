"""`averment claims`: the claims in a case, who stands where on each, and how many origins each side has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path

_SHOWN: Final = 10


@click.command("claims", short_help="Show the claims of a case: for, against, and on whose word.")
@case_argument
@click.argument("ref", metavar="[REF]", required=False)
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    help=f"The most claims to show. Without it {_SHOWN}, and all of them with --json.",
)
@json_option
def command(folder: Path, ref: str | None, limit: int | None, *, as_json: bool) -> None:
    """Show the claims of the case, the most consequential first: those disputed across reports, then those in most.

    Statements about one matter make one claim, whoever makes or denies them. It is stated in the words of the clearest.
    For, against and doubt list who takes that side (in how many reports, where in several), and how many independent
    origins it has: reports that copied one another count once, and so does what ten of them have from one speaker.

    REF shows one claim in full: its id (c4910e61, or the beginning of it), or one of its statements, as DOC#a3. It says
    of every statement why it is in the claim. `averment judge` corrects that: merge and split take DOC#a3, and correct
    takes claim=DOC#a5, claim= (it stands alone) and stance=denies.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import weighing
    from averment.render.claim import claim_as_text
    from averment.render.claims import claims_as_text
    from averment.values import to_json

    with opened(folder) as case:
        if ref is not None:
            with weighing() as progress:
                claim = case.claim(ref, progress=progress)
            write(to_json(claim) + b"\n" if as_json else claim_as_text(claim, case.reading, look()))
            return
        most = limit if as_json else (limit or _SHOWN) + 1
        with weighing() as progress:
            claims = case.claims(limit=most, progress=progress)
            found = [] if as_json else list(claims)
        if as_json:
            for claim in claims:
                write(to_json(claim) + b"\n")
        else:
            shown = found[: limit or _SHOWN]
            write(claims_as_text(shown, case.reading, look(), more=len(found) > len(shown)))
