"""The commands: a thin shell over `averment.api`. One command a file, imported when it is typed."""

from __future__ import annotations

from averment.cli.group import averment


def main() -> None:
    """Run the command line, and end with its exit code."""
    averment()
