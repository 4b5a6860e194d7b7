"""What goes wrong, in one place: the exit code and the line on standard error for each kind of failure.

0 done · 1 a check failed, or a defect of ours · 2 wrong use · 3 some inputs could not be read, the others were.
130 stopped from the keyboard · 141 the program that was reading the output went away.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, Final

import click

from averment.errors import (
    AvermentError,
    CaseError,
    ClusterError,
    CorpusError,
    DamagedError,
    GoldError,
    InputError,
    ModelError,
    StepError,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

FINDING, WRONG_USE, UNREAD, INTERRUPTED, GONE = 1, 2, 3, 130, 141

_CODES: Final[dict[type[AvermentError], int]] = {
    UsageError: WRONG_USE,
    StepError: WRONG_USE,
    InputError: UNREAD,
    GoldError: UNREAD,
    CaseError: WRONG_USE,
    CorpusError: WRONG_USE,
    ClusterError: WRONG_USE,
    DamagedError: FINDING,
    ModelError: FINDING,
    AvermentError: FINDING,
}


class ReaderGoneError(Exception):
    """The program that was reading the output went away: nobody is left to be told."""


def exit_code(error: AvermentError) -> int:
    """Give the exit code of an error: its own, or that of the nearest kind above it in the tree."""
    return next(_CODES[kind] for kind in type(error).__mro__ if kind in _CODES)


def line(error: AvermentError) -> str:
    """Give the one line a person sees: what it is about, what is wrong, what to do."""
    from averment.render.visible import one_line

    return f"averment: {one_line(str(error)).rstrip('.')}. {error.diagnostics()}"


def guarded(run: Callable[[], Any]) -> int:
    """Run a command; give its exit code, having said on standard error what went wrong if anything did."""
    try:
        result = run()
    except ReaderGoneError:
        _drop_output()
        return GONE
    except (click.Abort, KeyboardInterrupt):
        say("averment: stopped from the keyboard; what was printed or kept is whole.")
        return INTERRUPTED
    except click.ClickException as error:
        return _wrong_use(error)
    except AvermentError as error:
        say(line(error))
        return exit_code(error)
    except Exception as error:
        if os.environ.get("AVERMENT_DEBUG"):
            raise
        what = AvermentError(f"it failed with {type(error).__name__}: {error}", subject="a defect of ours")
        say(f"{line(what)} With AVERMENT_DEBUG=1 set it tells more.")
        return FINDING
    return result if isinstance(result, int) else 0


def say(text: str) -> None:
    """Write a line to standard error, whatever its encoding; where it is closed there is nobody to tell."""
    if sys.stderr is not None:
        encoding = sys.stderr.encoding or "utf-8"
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding), err=True)


def _wrong_use(error: click.ClickException) -> int:
    """Say what click found wrong with what was typed; it may hold a file name that a shell pattern brought in."""
    from averment.render.visible import one_line

    context = getattr(error, "ctx", None)
    advice = f" See `{context.command_path} --help`." if context else ""
    say(f"averment: {one_line(error.format_message()).rstrip('.')}.{advice}")
    return error.exit_code


def _drop_output() -> None:
    """Let the interpreter flush what is left of the output into nothing as it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # not a real file: a test's
        return
