"""What a verification found, a check a line; below each, what to do. "Not checked" has a mark of its own.

In: a `Verification` and a `Look`. Out: a string, whose last lines say how it stands and against which head.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line
from averment.render.look import drawn, wrapped
from averment.render.names import cut, short
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Check, Verification
    from averment.values.checks import State

_STATES: Final[dict[State, tuple[str, str]]] = {
    "passed": ("✓ passed", "green"),
    "failed": ("✗ FAILED", "bold red"),
    "not checked": ("? not checked", "yellow"),
}
_STATE: Final = 15  # `? not checked`, and space
_NARROW: Final = 60
_INDENT: Final = "   "
_OBJECT: Final = re.compile(r"[0-9a-f]{64}")
_SUBJECTS: Final = 5  # named on the page; --json has a hundred


def verification_as_text(verification: Verification, look: Look) -> str:
    """Draw the checks in the order they were made, then the outcome and the head."""
    width = look.columns
    lines = [line for check in verification.checks for line in _check(check, width)]
    lines += [Text(), *wrapped(_outcome(verification), width)]
    if verification.size is not None and verification.root is not None:
        lines += wrapped(Text(f"head: {_entries(verification.size)}"), width)
        lines += wrapped(Text(f"root: {one_line(verification.root)}"), width)
    return drawn(lines, look)


def _check(check: Check, width: int) -> Iterator[Text]:
    """Give mark and word, and beside them what was looked at and found; where it is narrow, below them."""
    words, style = _STATES[check.state]
    first = Text(words.ljust(_STATE), style=style)
    if width < _NARROW:
        yield Text(words, style=style)
        first = Text(_INDENT)
    room = width - len(first)
    paragraphs = [Text.assemble((f"{one_line(check.name)}: ", STYLES["name"]), one_line(check.found))]
    paragraphs += [Text(_subjects(check.subjects, room), style=STYLES["note"])] if check.subjects else []
    paragraphs += [Text(f"→ {one_line(check.advice)}")] if check.advice else []
    for number, line in enumerate(line for words in paragraphs for line in wrapped(words, room)):
        yield Text.assemble(Text(" " * len(first)) if number else first, isolate_line(line))


def _subjects(subjects: Sequence[str], room: int) -> str:
    """Name the first of what a check is about, objects by the heads of their digests."""
    named = [_subject(name, room) for name in subjects[:_SUBJECTS]]
    hidden = len(subjects) - _SUBJECTS
    return ", ".join(named) + (f" and {hidden:,} more, which --json names" if hidden > 0 else "")


def _subject(name: str, room: int) -> str:
    """Shorten the name of an object, as a digest or as a file in the store; give any other as far as it fits."""
    digits = name.removeprefix("sha256:").rpartition("/")[2].partition(".")[0]
    return short(digits) if _OBJECT.fullmatch(digits) else cut(name, room)


def _outcome(verification: Verification) -> Text:
    states = Counter(check.state for check in verification.checks)
    subject, checks = one_line(verification.subject), counted(len(verification.checks), "check")
    if states["failed"]:
        return Text(f"{subject}: FAILED, in {states['failed']} of {checks}", style=_STATES["failed"][1])
    if states["not checked"]:
        passed, left = states["passed"], states["not checked"]
        return Text(f"{subject}: nothing failed; {passed} of {checks} passed, {left} not checked", style="bold")
    return Text(f"{subject}: passed, all of {checks}", style="bold green")


def _entries(size: int) -> str:
    return f"{size:,} {'entry' if size == 1 else 'entries'}"
