"""The names of WordprocessingML's elements and attributes, in either of its two namespaces.

In: an element of lxml's. Out: its local name; "" for what is of another vocabulary. ECMA-376-1 and, for the strict
namespaces, ISO/IEC 29500-1.
"""

from __future__ import annotations

from typing import Any, Final

_WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATHS: Final = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)


def name_of(element: Any) -> str:  # noqa: ANN401  (lxml has no types)
    """Give the name of an element: "p"; "mc:Choice" of markup compatibility, "m:t" of mathematics."""
    tag = element.tag
    if not isinstance(tag, str):  # an entity that is not resolved
        return ""
    for space in _WORD:
        if tag.startswith(space):
            return tag[len(space) :]
    if tag.startswith(_COMPATIBILITY):
        return "mc:" + tag[len(_COMPATIBILITY) :]
    for space in _MATHS:
        if tag.startswith(space):
            return "m:" + tag[len(space) :]
    return ""


def attribute(element: Any, name: str) -> str:  # noqa: ANN401  (as above)
    """Give an attribute; "" where it is not stated."""
    for space in _WORD:
        value = element.get(space + name)
        if value is not None:
            return str(value)
    return ""


def child(element: Any, name: str) -> Any:  # noqa: ANN401  (as above)
    """Give the first child of that name, or None."""
    return next((one for one in element if name_of(one) == name), None)


def is_on(element: Any) -> bool:  # noqa: ANN401  (as above)
    """Tell whether a switch such as `<w:vanish/>` is there and on."""
    return element is not None and attribute(element, "val").lower() not in ("0", "false", "off")
