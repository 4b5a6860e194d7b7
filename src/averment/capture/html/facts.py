"""What a page says about itself in its head: metas, links, title, linked data. Collected, not yet believed.

In: start tags and raw contents as the view meets them. Out: `Facts`, bounded however many there are.
"""

from __future__ import annotations

from typing import Final

from averment.capture.html.entities import unescape
from averment.capture.html.markup import attributes

HEAD: Final = frozenset({"meta", "link", "script"})
"""The elements that say something about the page."""

MAX_METAS: Final = 500
MAX_SCRIPTS: Final = 20
MAX_SCRIPT: Final = 1 << 20  # code points of one block of linked data
MAX_TITLE: Final = 4096  # code points


class Facts:
    """The claims of a page about itself.

    `metas` maps a lower-case name to the contents given for it, in order; `data` holds the JSON-LD blocks as text.
    """

    def __init__(self) -> None:
        self.metas: dict[str, list[str]] = {}
        self.data: list[str] = []
        self.title: str | None = None
        self.canonical: str | None = None
        self._left = MAX_METAS
        self._linked = False

    def element(self, name: str, extra: str) -> None:
        """Look at a start tag."""
        if name == "meta" and self._left:
            self._meta(attributes(extra))
        elif name == "link" and self.canonical is None and "canonical" in extra:
            found = attributes(extra)
            if "canonical" in found.get("rel", "").lower().split():
                self.canonical = found.get("href")
        elif name == "script":
            self._linked = "ld+json" in extra

    def raw(self, name: str, source: str, start: int, end: int) -> None:
        """Look at the content `source[start:end]` of an element that holds raw text."""
        if name == "title" and self.title is None:
            self.title = unescape(source[start : min(end, start + MAX_TITLE)])
        elif name == "script" and self._linked and len(self.data) < MAX_SCRIPTS and end - start <= MAX_SCRIPT:
            self.data.append(source[start:end])

    def _meta(self, found: dict[str, str]) -> None:
        content = found.get("content", "")
        for key in ("property", "name", "itemprop"):
            if content and found.get(key):
                self._left -= 1
                self.metas.setdefault(found[key].strip().lower()[:100], []).append(content)
                return
