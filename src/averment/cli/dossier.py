"""`averment dossier`: the disputes of a case as one page, to be printed and handed over."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from averment.cli.cases import case_argument
from averment.errors import StorageError, UsageError

_MEGABYTE: Final = 1_000_000


@click.command("dossier", short_help="Write the disputes of a case as one page to hand over.")
@case_argument
@click.option(
    "-o", "--out", metavar="FILE", required=True, type=click.Path(path_type=Path), help="The page, an HTML file."
)
@click.option(
    "--claim", "claims", metavar="REF", multiple=True, help="Only this claim (an id, or DOC#a3). Can be given again."
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="The most claims to show, however large it gets."
)
@click.option("--reviewed", is_flag=True, help="Only claims in which a person has judged something.")
@click.option("--title", metavar="TEXT", help="What stands at its head. Without it, the name of the case.")
@click.option(
    "--by",
    metavar="NAME",
    envvar="AVERMENT_BY",
    help="Who makes it, for its first page. Without it: AVERMENT_BY of the environment, or your login name.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
def command(  # noqa: PLR0913, PLR0917  (an argument for each option)
    folder: Path,
    out: Path,
    claims: tuple[str, ...],
    limit: int | None,
    title: str | None,
    by: str | None,
    *,
    reviewed: bool,
    force: bool,
) -> None:
    """Write a dossier: who claims what, on what evidence, who denies it, on how many independent origins.

    It is one HTML file that loads nothing and runs nothing: open it in a browser, print it, send it. It has a summary
    of the disputes, each claim with both sides in the words of the reports, evidence, figures and days, the speakers,
    all documents with their SHA-256, how it was made, its limits, and how to verify it. What people reviewed and what
    the machine alone found are told apart on every line.

    Without --claim it shows the claims that somebody denies or doubts, and those that stand in several reports, as many
    as a page of 5 MB holds; it says how many are left out. The same case and options give the same bytes.
    """
    from averment import __version__, api
    from averment.case.people import acting
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.progress import meter
    from averment.cli.typed import typed
    from averment.cli.weighing import weighing
    from averment.render.html.dossier import Choice, dossier, gather

    choice = Choice(by=acting(by), title=title, claims=claims, limit=limit, reviewed=reviewed)
    with opened(folder, by) as case:
        _refuse(out, case.folder, force=force)
        with weighing() as progress:
            content = gather(case, choice, version=__version__, weigher=api.load_weigher().digest, progress=progress)
        with meter("Writing") as tell:
            page = dossier(content, tell).encode()
    _keep(out, page, force=force)
    write(f"Wrote {typed(out)}: {len(page) / _MEGABYTE:,.1f} MB.\n")


def _refuse(out: Path, case: Path, *, force: bool) -> None:
    """Refuse a place where something is, or where it would get into the case."""
    if out.resolve().is_relative_to(case.resolve()):
        message = "this is within the case, where nothing of yours may stand"
        raise UsageError(message, subject=str(out))
    if out.is_dir():
        message = "this is a folder: name the file to write"
        raise UsageError(message, subject=str(out))
    if not force and (out.exists() or out.is_symlink()):
        message = "there is a file already: --force replaces it"
        raise UsageError(message, subject=str(out))
    if not out.parent.is_dir():
        message = "there is no such folder"
        raise UsageError(message, subject=str(out.parent))


def _keep(out: Path, page: bytes, *, force: bool) -> None:
    """Put the whole page in place at once; what was there before stays until then."""
    import os

    beside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        try:
            with beside.open("xb") as file:
                file.write(page)
                file.flush()
                os.fsync(file.fileno())
            if not force and out.exists():
                message = "somebody made this file meanwhile: --force replaces it"
                raise UsageError(message, subject=str(out))
            beside.replace(out)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        message = f"it cannot be written: {(error.strerror or str(error)).lower()}"
        raise StorageError(message, subject=str(out)) from error
