"""`averment serve`: the review desk of a case, in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from averment.cli.cases import by_option, case_argument

if TYPE_CHECKING:
    from averment.web.passwords import Password


@click.command("serve", short_help="Read, check and correct a case in the browser.")
@case_argument
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    help="The port to listen on; 0 takes one that is free. Without it 8457, or one that is free.",
)
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    help="The address to listen on. Without it this machine alone can reach the desk; any other needs a password.",
)
@click.option(
    "--password-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file whose first line is the password of the desk: several people can enter, each under a name. Without "
    "it: AVERMENT_PASSWORD of the environment.",
)
@by_option
@click.option("--no-browser", is_flag=True, help="Do not open the browser; the link is printed all the same.")
def command(  # noqa: PLR0913  (each is an option)
    folder: Path, port: int | None, host: str, password_file: Path | None, by: str | None, *, no_browser: bool
) -> None:
    """Open the review desk of a case in the browser: what is claimed, by whom, against whom, each line in its document.

    Each line can be accepted, rejected, corrected and noted, by keyboard too; it is in the log of the case before the
    page says so. The desk is for this machine alone, and for the browser that follows the link which is printed: that
    lets one browser in. Nothing is loaded from elsewhere, and nothing is sent there.

    With --host, and a password, other machines can reach it. It does not encrypt: use that in a network you trust, or
    leave it out and come through `ssh -L 8457:127.0.0.1:8457 MACHINE`. Names are as each person types them.
    """
    from averment.cli.cases import refuse_file
    from averment.web.server import serve

    refuse_file(folder)
    serve(
        folder,
        host=host,
        port=port,
        password=_password(password_file),
        by=by,
        browser=not no_browser,
        tell=_tell,
    )


def _tell(line: str) -> None:
    """Print a line, whole. The desk goes on where nobody reads it any more."""
    from contextlib import suppress

    from averment.cli.failures import ReaderGoneError
    from averment.cli.output import write
    from averment.errors import UsageError
    from averment.render.visible import one_line

    with suppress(ReaderGoneError, UsageError):
        write(f"{one_line(line)}\n")


def _password(path: Path | None) -> Password | None:
    """Take the password out of its file, or out of the environment."""
    import os

    from averment.web.passwords import Password

    if path is not None:
        return Password.from_file(path)
    word = os.environ.pop("AVERMENT_PASSWORD", None)  # so that no program that we start has it
    return None if word is None else Password(word)
