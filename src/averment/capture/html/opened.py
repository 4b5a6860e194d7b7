"""The stack of open elements: where an element ends when nobody closed it.

In: start and end tags. Out: the marks that hold for the text between them. After the tree construction of the WHATWG
standard (13.2.6), cut down to what decides whether text is shown and where its block ends. Each step takes the same
time however deep the page is: what the standard finds by walking the stack stands in an index by name.
"""

from __future__ import annotations

from typing import Final

from averment.capture.html.elements import inherited

MAX_DEPTH: Final = 100_000
"""Elements deeper than this are not put on the stack; browsers stop at 512."""

VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
_INLINE: Final = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    }
)  # fmt: skip
_SCOPE: Final = ("table", "td", "th", "caption", "object", "applet", "marquee", "template")
_P_SCOPE: Final = (*_SCOPE, "button")
_TABLE: Final = frozenset({"table", "caption", "colgroup", "tbody", "thead", "tfoot", "tr", "td", "th", "template"})
_SHUT_P: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "listing", "search", "section", "summary",
        "table", "ul", "xmp", "plaintext",
    }
)  # fmt: skip
# A start tag: the open elements it ends, and those that keep it from looking further out.
_SHUTS: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "li": (("li",), ("ul", "ol", "menu", *_SCOPE)),
    "dd": (("dd", "dt"), ("dl", *_SCOPE)),
    "dt": (("dd", "dt"), ("dl", *_SCOPE)),
    "tr": (("tr", "td", "th", "caption"), ("table", "template")),
    "td": (("td", "th"), ("tr", "table", "template")),
    "th": (("td", "th"), ("tr", "table", "template")),
    **dict.fromkeys(
        ("tbody", "thead", "tfoot"), (("tbody", "thead", "tfoot", "tr", "td", "th"), ("table", "template"))
    ),
    "a": (("a",), _SCOPE),
    "button": (("button",), _SCOPE),
    "option": (("option",), ("select", "datalist")),
}


class Opened:
    """The open elements. `mark` is what holds for text at this place."""

    def __init__(self) -> None:
        self.mark = 0
        self._names: list[str] = []
        self._marks: list[int] = []  # what held before the element
        self._blocks: list[int] = []  # the nearest element at or under this one that is not inline, or -1
        self._at: dict[str, list[int]] = {}

    @property
    def depth(self) -> int:
        """Count the open elements."""
        return len(self._names)

    def open(self, name: str, extra: str) -> None:
        """Take a start tag: end what it ends, and go in unless it is void."""
        if name in _SHUT_P and "p" in self._at:
            self._shut(("p",), _P_SCOPE)
        if name in _SHUTS:
            self._shut(*_SHUTS[name])
        if name in VOID or len(self._names) >= MAX_DEPTH:
            return
        at = len(self._names)
        self._blocks.append(at if name not in _INLINE else self._blocks[-1] if at else -1)
        self._names.append(name)
        self._marks.append(self.mark)
        self._at.setdefault(name, []).append(at)
        self.mark = inherited(self.mark, name, extra)

    def close(self, name: str) -> None:
        """Take an end tag: go out to the element it ends, or pass over it when there is none within reach."""
        at = self._last((name,))
        if at < 0:
            return
        if name in _INLINE and at < self._blocks[-1]:
            return  # it does not reach out of the block it stands in
        if at < self._last(("table", "template") if name in _TABLE else _SCOPE) and name not in ("table", "template"):
            return
        self._leave(at)

    def _shut(self, names: tuple[str, ...], barriers: tuple[str, ...]) -> None:
        """End the outermost of the elements `names` that stands within the nearest of `barriers`."""
        at = self._last(names)
        if at < 0:
            return
        barrier = self._last(barriers)
        while at > barrier:
            self._leave(at)
            at = self._last(names)

    def _last(self, names: tuple[str, ...]) -> int:
        """Give the place of the innermost open element of one of these names, or -1."""
        last, found = -1, self._at
        for name in names:
            if name in found and found[name][-1] > last:
                last = found[name][-1]
        return last

    def _leave(self, at: int) -> None:
        """Drop the elements from the innermost out to, and with, the one at `at`."""
        while len(self._names) > at:
            name = self._names.pop()
            self.mark = self._marks.pop()
            self._blocks.pop()
            places = self._at[name]
            places.pop()
            if not places:
                del self._at[name]
