"""Annotated articles from a folder, in whichever of the two forms it is.

In: a folder as PolNeAR has it, or one with `docs/ID.txt` and `gold/ID.ANNOTATOR.json`. Out: `GoldArticle`s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.evaluation import contested, standoff
from averment.evaluation.articles import fail

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from averment.evaluation.articles import GoldArticle


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Read the annotated articles of `folder`, in order of ID; of several annotators, the first in alphabetical order.

    Articles without annotations are left out. Raises `GoldError`, with the file and the place in it, for a folder
    without annotated articles or with both forms, a file that is not UTF-8, a record that cannot be parsed, a span
    outside the text, or a reference to something the file does not define.
    """
    complete, spans = contested.files(folder), standoff.files(folder)
    if complete and spans:
        message = "this holds both docs/ with gold/ and text/ with attributions/; keep each in a folder of its own"
        fail(message, str(folder))
    if not complete and not spans:
        message = (
            "no article here has both text/ID.txt and attributions/ID_ANNOTATOR.ann, "
            "or both docs/ID.txt and gold/ID.ANNOTATOR.json"
        )
        fail(message, str(folder))
    yield from contested.articles(complete)
    yield from standoff.articles(spans)
