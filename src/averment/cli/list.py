"""`averment list`: the documents of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("list", short_help="List the documents of a case.")
@case_argument
@click.option("--failed", is_flag=True, help="Only those that could not be read, each with the reason.")
@click.option("--all", "withdrawn", is_flag=True, help="Also those that were removed from the case.")
@json_option
def command(folder: Path, *, failed: bool, withdrawn: bool, as_json: bool) -> None:
    """List the documents of the case, in the order they were added.

    The number is that of the attributions found in it. `unread` has a text but no reading (it is not in English, say),
    `failed` could not be read, `archive` holds others, which are listed too, `pending` is left from an add that was
    stopped: the next one goes on with it.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.render.documents import documents_as_text
    from averment.values import to_json

    with opened(folder) as case:
        documents = case.documents(withdrawn=withdrawn)
    if failed:
        documents = [document for document in documents if document.error is not None]
    if as_json:
        for document in documents:
            write(to_json(document) + b"\n")
    else:
        write(documents_as_text(documents, look()))
