"""Words of a report as a page shows them: exactly, but for what would act on the page, which is shown as a sign.

In: a stretch of a text, or a run of it. Out: markup; the classes of a run. Line breaks and tabs stay, unlike elsewhere:
a report may have tables.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from averment.render.visible import visible

if TYPE_CHECKING:
    from averment.web.marking import Run

_KEPT: Final = re.compile(r"([\n\t]+)")


def classes(run: Run) -> Markup:
    """Give the classes of a run: the kinds of its marks, what it is part of, where a content opens and closes."""
    found = ["run", *run.kinds, *(f"of-{name}" for name in run.names)]
    if run.depth > 1:
        found.append("deep")
    for number, sign in ((run.opens, "opens"), (run.closes, "closes")):
        found += [sign] if number else []
        found += [f"{sign}-2"] if number > 1 else []
    return escape(" ".join(found))


def words(text: str) -> Markup:
    """Give the markup of a stretch of text."""
    if not text.isprintable():
        text = "".join(part if number % 2 else visible(part) for number, part in enumerate(_KEPT.split(text)))
    return escape(text)
