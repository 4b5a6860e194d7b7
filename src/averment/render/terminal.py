"""The ledger of one report on the terminal: what is disputed, and who stands where in it, on what; then the rest.

In: a reading, the name of its file and a `Look`. Out: a string. Under each speaker, an act and `CUE ▸ CONTENT`, in the
words of the report; at the right the place, `¶` paragraph and `@` offset; below, `→` the statements an act is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.disputes import ledger
from averment.render.header import header
from averment.render.look import Look, drawn, wrapped
from averment.render.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.render.disputes import Ledger, Matter
    from averment.render.preserved import Preserved
    from averment.values import Attribution, Reading
    from averment.values.readings import Act

NO_DISPUTE = "No dispute was found in it: nothing was read as denied or doubted."
NO_ATTRIBUTION = "No attribution was found in it."
_CONTESTING_SIDES: Final[dict[Act | None, int]] = {"deny": 1, "doubt": 2}


def on_terminal(
    reading: Reading, name: str, look: Look, *, context: bool = False, kept: Preserved | None = None
) -> str:
    """Draw one reading; with `context`, the sentence around each line's words below it.

    With `kept`, what a case keeps of the document stands above, and each line has its id, by which it can be judged.
    The same reading and look give the same string, whatever the machine.
    """
    found = ledger(reading)
    verdicts = kept.verdicts if kept else None
    statements = Statements(reading, found, look.columns, context=context, verdicts=verdicts)
    lines = header(reading, name, look)
    if kept:
        lines += [*kept.lines, lines[-1]]
    for title, section in _sections(found, statements):
        lines += [Text(), *wrapped(Text(title, style=STYLES["section"] if section else ""), look.columns), *section]
    return drawn(lines, look)


def _sections(found: Ledger, statements: Statements) -> Iterator[tuple[str, list[Text]]]:
    """Give the sections of the page; one without lines is a remark."""
    disputed = found.matters or found.unanswering
    if found.matters:
        yield "DISPUTED", [line for row in enumerate(found.matters, 1) for line in _matter(*row, statements)]
    if found.unanswering:
        yield "DENIED OR DOUBTED, WITH NO ACCUSATION FOUND", list(statements.speakers(found.unanswering))
    if not disputed:
        yield NO_DISPUTE, []
    if found.others:
        yield "OTHER STATEMENTS" if disputed else "STATEMENTS", list(statements.speakers(found.others))
    elif not disputed:
        yield NO_ATTRIBUTION, []
    if narration := list(statements.narration()):
        yield "IN THE REPORT'S OWN WORDS", [Text(), *narration]


def _matter(number: int, matter: Matter, statements: Statements) -> Iterator[Text]:
    """Give a matter: those who allege, those who deny, those who doubt, those who only demand or judge."""
    sides: tuple[list[Attribution], ...] = ([], [], [], [])
    for member in matter.members:
        sides[_side(member, matter)].append(member)
    yield Text()
    yield from statements.heading(number, matter)
    for members in filter(None, sides):
        yield Text()
        yield from statements.side(members, matter)


def _side(attribution: Attribution, matter: Matter) -> int:
    """Say on which side of a matter one stands. A demand that is turned down is what the matter is about."""
    if attribution.act in _CONTESTING_SIDES:
        return _CONTESTING_SIDES[attribution.act]
    return 0 if attribution.act in {"assert", None} or attribution.id in matter.contested else 3
