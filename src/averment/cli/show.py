"""`averment show`: one document of a case, as it was read, or as it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument
from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from averment.case import Case
    from averment.values import Listed


@click.command("show", short_help="Show a document of a case: its ledger, and what is kept of it.")
@case_argument
@click.argument("document", metavar="DOC")
@click.option("--json", "form", flag_value="json", help="Print its reading as JSON, and nothing else.")
@click.option("--text", "form", flag_value="text", help="Print its text, and nothing else.")
@click.option("--original", "form", flag_value="original", help="Write the bytes of the original to standard output.")
@click.option("--custody", "form", flag_value="custody", help="Show the entries of the log that concern it.")
def command(folder: Path, document: str, form: str | None) -> None:
    """Show one document of the case.

    DOC is its digest, or the first six or more hex digits of that, or the path that it was added as.

    Above the ledger (`averment read --help` says how to read it) stands what is kept: the digest of the original, when
    and by whom it was added and as what, how it was captured, what a reader should know of the text, and what was
    judged. The lines of the ledger have their names (a3, s1, e2, f1), by which `averment judge` takes them.
    """
    from averment.cli.cases import opened

    with opened(folder) as case:
        _FORMS[form](case, case.document(document))


def _page(case: Case, document: Listed) -> None:
    from averment.cli.output import look, write
    from averment.render.preserved import preserved, without_reading
    from averment.render.terminal import on_terminal

    seen = look()
    capture = case.capture(document.digest) if document.state in {"read", "captured"} else None
    review = case.review()
    holding = [one for one in review.holding if any(target.document == document.digest for target in one.targets)]
    lapsed = review.lapsed(document.digest)
    kept = preserved(document, case.custody(document.digest), capture, holding, seen, lapsed=lapsed)
    if document.state == "read":
        name = next(iter(document.paths), document.digest)
        write(on_terminal(case.reading(document.digest), name, seen, kept=kept))
    else:
        write(without_reading(document, kept, seen))


def _json(case: Case, document: Listed) -> None:
    from averment.cli.output import write
    from averment.values import to_json

    write(to_json(case.reading(document.digest)) + b"\n")


def _text(case: Case, document: Listed) -> None:
    """Write the text exactly as its offsets count it; on a terminal with signs for what would act on that."""
    from averment.cli.output import is_terminal, write
    from averment.render.visible import visible

    text = case.capture(document.digest).document.text
    if is_terminal():
        text = "".join(f"{visible(line.expandtabs())}\n" for line in text.split("\n"))
    write(text.encode(errors="surrogatepass"))


def _original(case: Case, document: Listed) -> None:
    from averment.cli.output import is_terminal, write

    data = case.original(document.digest)
    if is_terminal() and not _harmless(data):
        message = "these are bytes that a terminal may act on: send them to a file (> FILE) or another program"
        raise UsageError(message, subject=document.digest)
    write(data)


def _custody(case: Case, document: Listed) -> None:
    from averment.cli.output import look, write
    from averment.render.custody import log_as_text

    write(log_as_text(case.custody(document.digest), look()))


_FORMS: dict[str | None, Callable[[Case, Listed], None]] = {
    None: _page,
    "json": _json,
    "text": _text,
    "original": _original,
    "custody": _custody,
}


def _harmless(data: bytes) -> bool:
    """Say whether a terminal would show all of it and act on none."""
    from averment.render.visible import visible

    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError:
        return False
    return all(visible(line) == line for line in (line.rstrip("\r").replace("\t", " ") for line in lines))
