"""Words of a report as a page shows them: exactly, but for what would act on the page, which is shown as a sign.

In: a stretch of a text, or its runs. Out: markup. Line breaks and tabs stay, unlike elsewhere: a report may
have tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from averment.render.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.web.marking import Run

_KEPT: Final = re.compile(r"([\n\t]+)")


def marked(runs: Iterable[Run]) -> Markup:
    """Give the markup of a block: each marked run is a link to the line of what it is part of.

    Of all that are part of one thing, its home alone is a stop for the Tab key.
    """
    return Markup("".join(piece for run in runs for piece in _marked(run)))  # noqa: S704  (each piece is escaped)


def _marked(run: Run) -> Iterator[str]:
    for name in run.homes:
        yield f'<span class="home" id="t-{escape(name)}"></span>'
    if not run.marks:
        yield words(run.text)
    elif run.link and run.text.strip():
        stop = "" if run.link in run.homes else ' tabindex="-1"'
        yield f'<a class="{escape(_classes(run))}" href="#{escape(run.link)}"{stop}>{words(run.text)}</a>'
    else:
        yield f'<span class="{escape(_classes(run))}">{words(run.text)}</span>'


def _classes(run: Run) -> str:
    """Give the kinds of its marks, what it is part of, where a content opens and closes."""
    found = ["run", *run.kinds, *(f"of-{name}" for name in run.names)]
    if run.depth > 1:
        found.append("deep")
    for number, sign in ((run.opens, "opens"), (run.closes, "closes")):
        found += [sign] if number else []
        found += [f"{sign}-2"] if number > 1 else []
    return " ".join(found)


def words(text: str) -> Markup:
    """Give the markup of a stretch of text."""
    if not text.isprintable():
        text = "".join(part if number % 2 else visible(part) for number, part in enumerate(_KEPT.split(text)))
    return escape(text)
