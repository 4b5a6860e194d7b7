"""The command `averment` itself: its commands by name, its version, and what happens when something goes wrong."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, Final

import click

from averment.cli.failures import guarded

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "Reading reports": ("read", "evaluate", "schema"),
    "A case": ("init", "add", "list", "show", "search", "judge", "reread", "remove"),
    "Weighing a case": ("claims", "weigh", "copies", "figures", "timeline", "sources"),
    "Checking and handing over": ("serve", "dossier", "export"),
    "Its custody": ("log", "verify", "timestamp", "seal", "rebuild"),
}
"""The commands as `averment --help` lists them: in the order in which a person comes to need them."""
COMMANDS: Final = tuple(name for names in GROUPS.values() for name in names)


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

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; of a mistyped one, say which it may have been."""
        from difflib import get_close_matches

        near = [] if args[0] in COMMANDS else get_close_matches(args[0], COMMANDS, n=1)
        if near:
            message = f"No such command '{args[0]}'; there is `averment {near[0]}`"
            raise click.UsageError(message, ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by group, in their order, each column as wide in all of them."""
        widest = max(map(len, COMMANDS))
        for title, names in GROUPS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), c.get_short_help_str(72)) for name, c in commands if c])

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

    Averment reads news reports of contested events and lists what each source is said to have said. Reports can be kept
    in a case: the originals preserved, and a log of all that is done with them, which a stranger can check. It runs on
    this machine alone: nothing is sent anywhere, unless you type `averment timestamp --tsa`.
    """
