"""Words of a text with their places, and the small words that a name never is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)?|\w++(?:[-'’&.@]\w++)*+")  # noqa: RUF001
_POSSESSIVE: Final = re.compile(r"(?:'s|’s|'S|’S)\Z")  # noqa: RUF001
_ARTICLE: Final = re.compile(r"(?:al|el|an|ar|as|ash|ad|at|az|d|l)[-'’](?=\w)")  # noqa: RUF001
_COMPOUND: Final = re.compile(r"-(?:led|based|backed|held|run|controlled|allied|aligned|born|owned|wide|style|era|funded)\Z")
_SHORT: Final = frozenset("mr mrs ms dr prof gen lt col maj capt brig adm sgt cmdr sen rep gov st jr rev hon amb".split())

PARTICLES: Final = frozenset(
    "al el bin ibn bint abu umm ben ould de del della da di do dos du la le van von der den ter ul ud zu e y".split()
)
"""What may stand in lower case inside a name."""

FUNCTION: Final = frozenset(
    "the a an this that these those he she it they we i you his her its their our my your who which what when where why"
    " how if in on at by for from to of with as but and or nor not no so yet after before since until while although"
    " though because meanwhile however also then there here according earlier later during among amid despite one two"
    " three both all some many most several other another each every is are was were be been has have had do does did"
    " will would can could may might must should shall asked speaking yes under over into about between within without"
    " against through is only even just still now today yesterday tomorrow following once more such per via than"
    " nearly almost around last next them him me us whose like unlike including".split()
)
"""Words that begin a sentence with a capital and no name."""

CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays"
    " sundays january february march april june july august september october november december".split()
)


class Word(NamedTuple):
    """A word and its place; `possessive` where it ends in an apostrophe and s, which `text` leaves out."""

    text: str
    start: int
    end: int
    possessive: bool

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """Give the words of a stretch of text."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        found, at, stop = match.group(), match.start(), match.end()
        if found[-1] in "sS" and _POSSESSIVE.search(found):
            yield Word(found[:-2], at, stop - 2, possessive=True)
        else:
            yield Word(found, at, stop, text[stop : stop + 1] in ("'", "’") and found[-1] == "s")  # noqa: RUF001


def capital(word: Word) -> bool:
    """Say whether a word is written as a name is: "Assad", "al-Assad", "d'Estaing"."""
    text = word.text
    if word.lower in CALENDAR:
        return False
    if text[0].isupper():
        return not ("-" in text and _COMPOUND.search(text.lower()))
    return bool(article := _ARTICLE.match(text)) and text[article.end()].isupper()


def adjacent(text: str, before: Word, after: Word) -> bool:
    """Say whether only one blank, and the dot of a short form, stands between two words."""
    if before.possessive:
        return False
    gap = text[before.end : after.start]
    return gap in (" ", "\u00a0") or (gap in (". ", ".\u00a0") and (len(before.text) == 1 or before.lower in _SHORT))
