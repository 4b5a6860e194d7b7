"""Long quotations made short enough to scan: the beginning and the end, cut between words.

In: one line of text and the cells it may take on the terminal. Out: the line, or its two ends with `[…]` between.
"""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len, get_character_cell_size

MARK: Final = " […] "
_MOST: Final = 4  # code points looked at for each cell: marks that take no room must not make the work unbounded


def shorten(text: str, cells: int) -> str:
    """Give `text` in at most `cells` cells. The beginning gets more of the room than the end: it names who and what."""
    if len(text) <= _MOST * cells and cell_len(text) <= cells:
        return text
    room = cells - len(MARK)
    beginning = fitting(text, room * 3 // 5)
    # the last words are the first of the text turned round
    end = fitting(text[: -_MOST * cells - 1 : -1], room - room * 3 // 5)[::-1]
    return f"{beginning}{MARK}{end}"


def fitting(text: str, cells: int) -> str:
    """Give the first words of `text` that fit; of a first word that does not fit, what fits of it."""
    cut = _fitting(text, cells)
    if cut < len(text) and text[cut] != " " and " " in text[:cut]:
        cut = text.rindex(" ", 0, cut)
    return text[:cut].strip()


def _fitting(text: str, cells: int) -> int:
    used = 0
    for cut, character in enumerate(text[: _MOST * cells]):
        used += get_character_cell_size(character)
        if used > cells:
            return cut
    return min(len(text), _MOST * cells)
