"""How wide the terminal is and which styles it shows: all that a rendering may know about the machine."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

NARROWEST = 24
WIDEST = 100  # longer lines are hard to read


@dataclass(frozen=True)
class Look:
    """The width in cells, and the style: `plain` has no escape sequences, `mono` weight and slant, `colour` all."""

    width: int = 80
    style: Literal["plain", "mono", "colour"] = "plain"

    @property
    def columns(self) -> int:
        """The width to write in: neither so narrow that words break, nor so wide that the eye loses the line."""
        return max(NARROWEST, min(self.width, WIDEST))


def drawn(lines: Iterable[Text], look: Look) -> str:
    """Give the lines as one string, with the escape sequences of the look's style and of nothing else."""
    if look.style == "plain":
        return "".join(f"{line.plain.rstrip()}\n" for line in lines)
    page = StringIO()
    console = Console(
        file=page,
        width=look.columns,
        force_terminal=True,
        color_system="standard",
        no_color=look.style == "mono",
        legacy_windows=False,
        _environ={},  # the look says it all: what is drawn must not depend on where
    )
    for line in lines:
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False, highlight=False, soft_wrap=True)
    return page.getvalue()


def wrapped(text: Text, width: int) -> list[Text]:
    """Break a line into lines of at most `width` cells, between words where it can."""
    fits = text.cell_len <= width and not _BREAKS & set(text.plain)
    lines = [text.copy()] if fits else list(text.wrap(_RULER, width, overflow="fold"))
    for line in lines:
        line.rstrip()
    return lines or [Text()]


_BREAKS = frozenset("\n\t")
_RULER = Console(file=StringIO(), width=WIDEST, _environ={})
