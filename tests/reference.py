"""The reference of the command line, written from the commands themselves."""

from __future__ import annotations

import inspect

import click

from averment.cli.group import COMMANDS, averment

_INTRODUCTION = """# The commands

Written by `make golden` from what the commands say of themselves (`averment COMMAND --help`); a test compares the two.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | a check failed (something damaged: a case, a bag, the model), or a defect of the program |
| 2 | wrong use: an option or a date that makes no sense, a case that is not there |
| 3 | some inputs could not be read; the others were, and each failure is a line on standard error |
| 130 | stopped from the keyboard |
| 141 | the program that was reading the output went away |
"""


def reference() -> str:
    """Give the page: what `averment` and each of its commands say of themselves, and their options."""
    context = click.Context(averment)
    commands = [averment.get_command(context, name) for name in COMMANDS]
    sections = [_section("averment", averment), *(_section(f"averment {c.name}", c) for c in commands if c)]
    return "\n".join([_INTRODUCTION, *sections])


def _section(title: str, command: click.Command) -> str:
    arguments = [parameter.metavar or "" for parameter in command.params if isinstance(parameter, click.Argument)]
    usage = " ".join([title, "[OPTIONS]", *arguments]) if arguments or command is not averment else f"{title} COMMAND"
    rows = [_row(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    table = "\n".join(["| option | |", "| --- | --- |", *rows, "| `-h`, `--help` | Show the help and exit. |"])
    return f"## {title}\n\n```text\n{usage}\n```\n\n{_prose(command.help or '')}\n\n{table}\n"


def _row(option: click.Option) -> str:
    names = ", ".join(f"`{name} {option.metavar}`" if option.metavar else f"`{name}`" for name in option.opts)
    return f"| {names} | {option.help} |"


def _prose(words: str) -> str:
    """Give the help as Markdown: what click is told to leave as it is after a backspace, as a block."""
    parts = inspect.cleandoc(words).split("\n\n")
    return "\n\n".join(f"```text\n{part[2:]}\n```" if part.startswith("\b\n") else part for part in parts)
