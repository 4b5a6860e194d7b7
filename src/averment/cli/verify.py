"""`averment verify`: whether a case or a bag is still what its log says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from averment.cli.cases import json_option
from averment.cli.failures import FINDING

if TYPE_CHECKING:
    from averment.values import Verification

_FILE = click.Path(path_type=Path)


@click.command("verify", short_help="Check a case, or a sealed bag, from its files alone.")
@click.argument("folder", metavar="PATH", type=_FILE)
@click.option(
    "--head",
    "heads",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    help="A head of this log that you kept elsewhere (`averment log --head`). May be given several times.",
)
@click.option(
    "--tsa-cert",
    "roots",
    metavar="FILE",
    type=_FILE,
    multiple=True,
    help="The certificate (PEM) of a time-stamping authority that you trust. May be given several times.",
)
@click.option("--reread", is_flag=True, help="Of a case: capture and read everything anew, and compare. Takes long.")
@click.option(
    "--quick", is_flag=True, help="Of a case: leave out the index, which is otherwise made anew and compared."
)
@json_option
@click.pass_context
def command(  # noqa: PLR0913  (an argument for each option)
    ctx: click.Context,
    folder: Path,
    heads: tuple[Path, ...],
    roots: tuple[Path, ...],
    *,
    reread: bool,
    quick: bool,
    as_json: bool,
) -> None:
    """Check that the case or the bag in PATH is what its log says: every entry, head, signature and original.

    Each check passed, FAILED, or was not checked, and what was not checked is never called passed. Below a check stands
    what to do about it. Exit codes: 0 nothing failed, 1 something did.

    It does not tell whether a report is true, or whether it was what the site showed. Against who holds the key of the
    case it proves something only up to a head that was kept elsewhere or stamped.
    """
    from averment.cli.cases import bytes_of
    from averment.cli.output import look, write
    from averment.render.checks import verification_as_text
    from averment.values import to_json

    found = _verified(
        folder,
        heads=[bytes_of(path) for path in heads],
        roots=[bytes_of(path) for path in roots],
        reread=reread,
        quick=quick,
    )
    write(to_json(found) + b"\n" if as_json else verification_as_text(found, look()))
    ctx.exit(FINDING if found.state == "failed" else 0)


def _verified(folder: Path, *, reread: bool, quick: bool, **kept: Any) -> Verification:  # noqa: ANN401  # heads, roots
    """Verify a bag, or a case that cannot be opened, from the files alone; an open case with its index too."""
    from averment.cli.cases import opened
    from averment.cli.progress import meter
    from averment.custody.bag import is_sealed
    from averment.custody.verify import verify
    from averment.errors import DamagedError, UsageError

    if is_sealed(folder) and (reread or quick):
        message = "--reread and --quick are for a case, not for a sealed bag"
        raise UsageError(message)
    with meter("Verifying") as progress:
        if is_sealed(folder):
            return verify(folder, progress=progress, **kept)
        try:
            with opened(folder) as case:
                return case.verify(reread=reread, quick=quick, progress=progress, **kept)
        except DamagedError:
            return verify(folder, progress=progress, **kept)
