"""`averment schema`: the form of what the commands print for programs."""

from __future__ import annotations

import click


@click.command("schema", short_help="Print the JSON Schema of the output.")
def command() -> None:
    """Print the JSON Schema (2020-12) of what --json prints, made from the program's own types."""
    import json

    from averment.cli.output import write
    from averment.values import schema

    write(json.dumps(schema(), indent=2, sort_keys=True) + "\n")
