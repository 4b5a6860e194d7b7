"""The names of a document's styles, which are English in every edition of the program that wrote it.

In: the part with the styles. Out: for each identifier the name, in lower case: "title", "heading 1", "caption".
"""

from __future__ import annotations

from typing import Any, Final

from averment.capture.docx.elements import attribute, name_of

_KNOWN: Final = ("title", "heading", "caption", "toc", "list")
_DEEPEST: Final = 20  # styles that a style is based on, one on the other; a loop is endless


def style_names(root: Any) -> dict[str, str]:  # noqa: ANN401  (lxml has no types)
    """Give the name of each style, or that of the first one known that it is based on."""
    names: dict[str, str] = {}
    bases: dict[str, str] = {}
    for style in root if root is not None else ():
        if name_of(style) != "style":
            continue
        identifier = attribute(style, "styleId")
        for child in style:
            if name_of(child) == "name":
                names[identifier] = attribute(child, "val").casefold()
            elif name_of(child) == "basedOn":
                bases[identifier] = attribute(child, "val")
    return {identifier: _named(identifier, names, bases) for identifier in names}


def _named(identifier: str, names: dict[str, str], bases: dict[str, str]) -> str:
    at = identifier
    for _ in range(_DEEPEST):
        if names.get(at, "").startswith(_KNOWN):
            return names[at]
        at = bases.get(at, "")
    return names[identifier]
