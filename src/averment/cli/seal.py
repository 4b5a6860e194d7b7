"""`averment seal`: a case as a package that a stranger can check."""

from __future__ import annotations

from pathlib import Path

import click

from averment.cli.cases import by_option, case_argument


@click.command("seal", short_help="Write a case to a bag that others can check without Averment.")
@case_argument
@click.option(
    "-o", "--out", metavar="BAG", required=True, type=click.Path(path_type=Path), help="The folder to make. Required."
)
@by_option
def command(folder: Path, out: Path, by: str | None) -> None:
    """Write the case to the folder BAG (BagIt 1.0): originals, log, signed head, proofs, readings and judgements.

    BAG must not be there yet. Neither the private key nor what was removed from the case goes into it. VERIFY.md in it
    says how to check it with sha256sum, openssl and a few lines of Python, and what that does not prove.
    """
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.progress import meter
    from averment.cli.typed import typed

    with opened(folder, by) as case, meter("Sealing") as progress:
        bag = case.seal(out, progress=progress)
    write(
        f"Sealed {typed(folder)} into {typed(bag)}. Check it with: averment verify {typed(bag)}\n"
        f"How to check it without Averment: {typed(bag / 'VERIFY.md')}\n"
    )
