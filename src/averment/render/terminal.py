"""The ledger of one report on the terminal: what is disputed, and who stands where in it, on what; then the rest.

In: a reading, the name of its file and a `Look`. Out: a string. Under each speaker, an act and `CUE ▸ CONTENT`, in the
words of the report; at the right the place, `¶` paragraph and `@` offset; below, `→` the statements an act is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.disputes import ledger
from averment.render.header import header
from averment.render.look import Look, drawn, wrapped
from averment.render.statements import Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.render.disputes import Ledger, Matter
    from averment.values import Attribution, Reading

NO_DISPUTE = "No dispute was found in it: nothing was read as denied or doubted."
NO_ATTRIBUTION = "No attribution was found in it."


def on_terminal(reading: Reading, name: str, look: Look, *, context: bool = False) -> str:
    """Draw one reading; with `context`, the sentence around each line's words below it.

    The same reading and look give the same string, whatever the machine.
    """
    found = ledger(reading)
    statements = Statements(reading, found, look.columns, context=context)
    lines = header(reading, name, look)
    for title, section in _sections(found, statements):
        lines += [Text(), *wrapped(Text(title, style=STYLES["section"] if section else ""), look.columns), *section]
    return drawn(lines, look)


def _sections(found: Ledger, statements: Statements) -> Iterator[tuple[str, list[Text]]]:
    """Give the sections of the page; one without lines is a remark."""
    disputed = found.matters or found.unanswering
    if found.matters:
        yield "DISPUTED", [line for row in enumerate(found.matters, 1) for line in _matter(*row, statements)]
    if found.unanswering:
        yield "DENIED OR DOUBTED, WITH NO ACCUSATION FOUND", _speakers(found.unanswering, statements)
    if not disputed:
        yield NO_DISPUTE, []
    if found.others:
        yield "OTHER STATEMENTS" if disputed else "STATEMENTS", _speakers(found.others, statements)
    elif not disputed:
        yield NO_ATTRIBUTION, []
    if narration := list(statements.narration()):
        yield "IN THE REPORT'S OWN WORDS", [Text(), *narration]


def _matter(number: int, matter: Matter, statements: Statements) -> Iterator[Text]:
    """Give a matter: those who allege, those who deny, those who doubt, those who only demand or judge."""
    yield Text()
    yield from statements.heading(number, matter)
    sides: dict[int, list[Attribution]] = {}
    for member in matter.members:
        sides.setdefault(_side(member), []).append(member)
    for _, members in sorted(sides.items()):
        yield Text()
        yield from statements.side(members, matter)


def _side(attribution: Attribution) -> int:
    return {"assert": 0, None: 0, "deny": 1, "doubt": 2}.get(attribution.act, 3)


def _speakers(attributions: tuple[Attribution, ...], statements: Statements) -> list[Text]:
    return [line for group in statements.by_speaker(attributions) for line in (Text(), *statements.side(group))]
