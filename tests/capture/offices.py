"""Small office documents, made by python-docx and then edited by hand where it has no words for what is wanted."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Final

import docx

if TYPE_CHECKING:
    from collections.abc import Mapping

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES: Final = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office(body: str, *, styles: str | None = None, parts: Mapping[str, str] | None = None) -> bytes:
    """Give a document of this body, in WordprocessingML without its namespaces.

    `parts` are further ones, by kind: "footnotes", "endnotes", "comments", "header", "footer".
    """
    parts = parts or {}
    rows = "".join(
        f'<Relationship Id="more{kind}" Type="{_RELATED}/{kind}" Target="more{kind}.xml"/>' for kind in parts
    )
    changed = {"word/document.xml": _root("document", f"<w:body>{body}</w:body>").encode()}
    changed |= {f"word/more{kind}.xml": _root(_ROOTS.get(kind, kind), inner).encode() for kind, inner in parts.items()}
    if styles is not None:
        changed["word/styles.xml"] = _root("styles", styles).encode()
    return edited(_blank(), changed, {"word/_rels/document.xml.rels": ("</Relationships>", rows + "</Relationships>")})


@cache
def _blank() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


_ROOTS: Final = {"header": "hdr", "footer": "ftr"}


def edited(data: bytes, parts: Mapping[str, bytes], replaced: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """Give an archive with these parts put in or changed, and words in others replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            content = parts[name] if name in parts else old.read(name)
            if replaced and name in replaced:
                one, other = replaced[name]
                content = content.replace(one.encode(), other.encode())
            new.writestr(name, content)
    return out.getvalue()


def p(words: str, style: str = "") -> str:
    """Give a paragraph of runs, or of words alone."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{words if words.startswith('<') else r(words)}</w:p>"


def r(words: str) -> str:
    """Give a run."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _root(name: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_SPACES}>{inner}</w:{name}>'
