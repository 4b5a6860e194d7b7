"""Words of a report as a page shows them: exactly, but for what would act on the page, which is shown as a sign.

In: a stretch of a text. Out: markup. Line breaks and tabs stay, unlike elsewhere: a report may have tables.
"""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from averment.render.visible import visible

_KEPT: Final = re.compile(r"([\n\t]+)")


def words(text: str) -> Markup:
    """Give the markup of a stretch of text."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(part if number % 2 else visible(part) for number, part in enumerate(_KEPT.split(text)))
    return escape(text)
