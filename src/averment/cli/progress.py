"""How far we are, for a person who waits.

On standard error, for more than one file, and gone from the screen while anything is printed.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.api import Outcome


def shown(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Pass outcomes on; while the next one is made, show how many are done."""
    if total < 2 or not _somebody_waits():  # noqa: PLR2004  # one file is done before the eye is
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("Reading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total)
        for outcome in outcomes:
            bar.stop()  # takes it off the screen, so that what is printed now does not run into it
            yield outcome
            bar.advance(task)
            bar.start()


def _somebody_waits() -> bool:
    """Say whether a bar would be seen and do no harm: what we are piped into may be a pager, which has the screen."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") in {"dumb", "unknown"}:
        return False
    try:
        return not stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (AttributeError, OSError, ValueError):  # closed
        return True
