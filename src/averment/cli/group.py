"""The command `averment` itself: its commands by name, its version, and what happens when something goes wrong."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final

import click

from averment.cli.failures import guarded

COMMANDS: Final = ("evaluate", "read", "schema")


class Commands(click.Group):
    """Commands that are imported when they are asked for, one module of `averment.cli` each."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's face
        """Name the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's face
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"averment.cli.{cmd_name}").command
        return command

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401  # click's face
        """Run a command and end the process with its exit code; nothing a person sees is a traceback."""
        run = super().main
        extra |= {"prog_name": "averment", "standalone_mode": False}
        sys.exit(guarded(lambda: run(*args, **extra)))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's face
    if wanted:
        from averment import __version__

        click.echo(f"averment {__version__}")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def averment() -> None:
    """Who says what in a report, each line with its place in the text.

    Averment reads news reports of contested events and lists what each source is said to have said. It runs on this
    machine alone: nothing is sent anywhere.
    """
