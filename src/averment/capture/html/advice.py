"""Which blocks jusText takes for the main text (Pomikálek 2011). Advice only: it never says where anything is.

In: the source and its view. Out: the extracted paragraphs, normalised, or none. It is not asked about pages that are
large, deeply nested or full of tags, where libxml2 and the extractor take long or give up.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.capture.html.view import View

MAX_LENGTH: Final = 2_000_000  # code points of the source
MAX_DEPTH: Final = 150
MAX_TAGS: Final = 20_000
_LEAST: Final = 200  # code points of advice, under which it has found nothing
_MARGIN: Final = 60  # code points of a block that must be found in the advice


class Advice:
    """The main text as an extractor sees it. Empty where it had none."""

    def __init__(self, paragraphs: str = "") -> None:
        lines = (normal(line) for line in paragraphs.splitlines())
        self._lines = {line for line in lines if line}
        self._whole = " ".join(normal(line) for line in paragraphs.splitlines())

    def __bool__(self) -> bool:
        """Tell whether there is advice."""
        return len(self._whole) >= _LEAST

    def main(self, words: str) -> bool:
        """Tell whether a block of the page is in the main text."""
        words = normal(words)
        return words in self._lines or (len(words) >= _MARGIN and words[:_MARGIN] in self._whole)


def advise(source: str, view: View) -> Advice:
    """Ask the extractor, within bounds; whatever it raises is no advice."""
    if len(source) > MAX_LENGTH or view.depth > MAX_DEPTH or view.tags > MAX_TAGS:
        return Advice()
    try:
        from justext import justext

        paragraphs = justext(source, frozenset(), stopwords_low=0, stopwords_high=0)  # no word lists: any language
    except Exception:  # noqa: BLE001  (a third party's parser on hostile input: the page is read without it)
        return Advice()
    return Advice("\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate))


def quiet(name: str) -> None:
    """Keep a library's log from standard error where nobody has asked for it."""
    log = logging.getLogger(name)
    if not log.handlers:
        log.addHandler(logging.NullHandler())


def normal(words: str) -> str:
    """Give words as they compare: white space collapsed, case dropped."""
    return " ".join(words.split()).casefold()
