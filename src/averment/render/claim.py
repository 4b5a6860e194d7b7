"""One claim in full: each attribution with its words, its place and why it is in it; evidence, figures, origins.

In: a claim, the readings it stands in, and a `Look`. Out: a string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.render.claims import heading, stated
from averment.render.header import counted, when
from averment.render.look import drawn
from averment.render.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.text import Text

    from averment.render.look import Look
    from averment.values import Claim, Reading


def claim_as_text(claim: Claim, reading: Callable[[str], Reading], look: Look) -> str:
    """Draw one claim."""
    return drawn(_lines(claim, reading, look.columns), look)


def _lines(claim: Claim, reading: Callable[[str], Reading], width: int) -> Iterator[Text]:
    page = Standing(claim, reading, width)
    days = f" · {when(claim.first, claim.last)}" if claim.first and claim.last else ""
    yield from heading(claim, "", width)
    yield from page.note(stated(claim, reading))
    yield from page.note(f"{counted(claim.documents, 'report')}{days}")
    yield from page.sides()
    yield from page.bearing()
