"""Small gold articles and readings, built from quotations: `place(TEXT, "words")` finds the span."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from averment.evaluation import GoldArticle, GoldAttribution
from averment.values import Attribution, Document, Model, Reading

if TYPE_CHECKING:
    from averment.values import Span

Parts = tuple[str, str, str]
"""Source, cue and content as quotations; pieces are divided by `|`, and an absent part is empty."""

BRIDGE = 'Mayor Ada Finch said "the north bridge is safe to cross". Police denied it. Divers, she added, saw no crack.'
FINCH: Parts = ("Mayor Ada Finch", "said", '"the north bridge is safe to cross"')
POLICE: Parts = ("Police", "denied", "it")
DIVERS: Parts = ("she", "added", "Divers|saw no crack")


def place(text: str, quotation: str) -> Span:
    """Find the first place of some words."""
    start = text.index(quotation)
    return start, start + len(quotation)


def places(text: str, quotations: str) -> tuple[Span, ...]:
    """Find the pieces of a part."""
    return tuple(place(text, piece) for piece in quotations.split("|")) if quotations else ()


def gold(text: str, *marked: Parts, name: str = "bridge") -> GoldArticle:
    """Give an article as an annotator marked it."""
    return GoldArticle(
        id=name,
        path=Path(f"{name}.txt"),
        digest=digest(text),
        text=text,
        annotator="a1",
        attributions=tuple(
            GoldAttribution(
                id=f"E{i}", source=places(text, source), cue=places(text, cue), content=places(text, content)
            )
            for i, (source, cue, content) in enumerate(marked, start=1)
        ),
    )


def reading(text: str, *found: Parts) -> Reading:
    """Give a reading that found these attributions."""
    return Reading(
        document=Document(digest=digest(text), media_type="text/plain", text=text),
        attributions=tuple(
            Attribution(
                id=f"a{i}",
                source=places(text, source),
                cue=places(text, cue),
                content=places(text, content),
                score=1.0,
            )
            for i, (source, cue, content) in enumerate(found, start=1)
        ),
        model=Model(reader="sha256:none", version="0"),
    )


def digest(text: str) -> str:
    """Give the digest of the file that holds this text."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
