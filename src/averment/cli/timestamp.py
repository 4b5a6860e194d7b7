"""`averment timestamp`: a third party's word on when a head of the log existed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from averment.cli.cases import by_option, case_argument
from averment.errors import UsageError

if TYPE_CHECKING:
    from averment.case import Case

_FILE = click.Path(path_type=Path)


@click.command("timestamp", short_help="Have the log stamped by an authority (--tsa uses the network).")
@case_argument
@click.option("--tsa", metavar="URL", help="Ask this authority now. The one option of Averment that uses the network.")
@click.option("--query", metavar="FILE", type=_FILE, help="Write the request to FILE, to be sent by other means.")
@click.option(
    "--reply", metavar="FILE", type=_FILE, help="Keep the reply that came back to such a request, now or days later."
)
@by_option
def command(folder: Path, tsa: str | None, query: Path | None, reply: Path | None, by: str | None) -> None:
    """Have the head of the log stamped (RFC 3161): proof that all of it existed at that time, from somebody else.

    Give one of --tsa, --query and --reply. What is sent is the SHA-256 of the signed head and nothing else. Without
    --tsa nothing is sent: take the FILE of --query to a machine that has a network, and bring back the reply:

    \b
    curl -H 'Content-Type: application/timestamp-query' --data-binary @query.tsq URL > reply.tsr
    """  # noqa: D301  # \b tells click to leave the lines as they are
    from averment.cli.cases import bytes_of, opened
    from averment.custody.timestamps import ask

    if sum(option is not None for option in (tsa, query, reply)) != 1:
        message = "give one of --tsa, --query and --reply"
        raise UsageError(message)
    with opened(folder, by) as case:
        if query is not None:
            _write_query(case, query)
        elif reply is not None:
            _keep(case, bytes_of(reply), f"the reply in {reply.name}")
        elif tsa is not None:
            _keep(case, ask(tsa, case.timestamp_query()), tsa)


def _write_query(case: Case, path: Path) -> None:
    from averment.cli.output import write
    from averment.cli.typed import typed

    try:
        path.write_bytes(case.timestamp_query())
    except OSError as error:
        raise UsageError(str(error.strerror), subject=str(path)) from error
    write(
        f"Wrote the request to {typed(path)}.\n"
        f"When the reply is in a file: averment timestamp {typed(case.folder)} --reply FILE\n"
    )


def _keep(case: Case, reply: bytes, tsa: str) -> None:
    from averment.cli.output import write
    from averment.cli.typed import typed
    from averment.render.visible import one_line

    stamped = case.timestamp(reply, tsa)
    write(
        f"The head of {stamped.size:,} entries is stamped by {one_line(stamped.tsa)}.\n"
        f"Check it, and see its time: averment verify {typed(case.folder)} --tsa-cert FILE\n"
    )
