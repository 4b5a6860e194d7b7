"""`averment log`: what was done in a case, by whom and when."""

from __future__ import annotations

from pathlib import Path

import click

from averment.cli.cases import case_argument, json_option


@click.command("log", short_help="Show what was done in a case, by whom and when.")
@case_argument
@json_option
@click.option("--head", is_flag=True, help="Print the signed head of the log, and nothing else.")
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Print a proof that the log grew from the head in FILE, and nothing else.",
)
def command(folder: Path, *, as_json: bool, head: bool, since: Path | None) -> None:
    """Show the log of the case, an entry a line: its number, the time (UTC), who, and what was done.

    The head is a few lines that stand for every entry up to it (a C2SP checkpoint). Keep it where nobody who can write
    to the case can: on paper, in a message to a colleague. As long as `averment verify --head FILE` passes with it,
    no entry up to that head has been changed or taken away, not even by who holds the key of the case.

    Whoever holds a head and must not see the case can be given a proof that it only grew since: --since prints one
    (RFC 9162, 2.1.4), JSON with both heads, which docs/custody.md says how to check.
    """
    from averment.cli.cases import bytes_of, opened
    from averment.cli.output import look, write
    from averment.custody.entries import encode
    from averment.errors import UsageError
    from averment.render.custody import log_as_text
    from averment.values import to_json

    if as_json + head + (since is not None) > 1:
        message = "--json, --head and --since each print one thing: choose one"
        raise UsageError(message)
    with opened(folder) as case:
        if head:
            write(case.note)
        elif since:
            write(to_json(case.grew(bytes_of(since))) + b"\n")
        elif as_json:
            for entry in case.log():
                write(encode(entry) + b"\n")
        else:
            write(log_as_text(list(case.log()), look()))
