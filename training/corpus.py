"""Annotated articles as one shape, whatever their corpus: PolNeAR (brat stand-off) and the contested gold (JSON).

In: a corpus folder. Out: `Article`s: text, annotation style, and one list of attributions an annotator.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from averment.evaluation import GoldAttribution, read_annotation
from averment.inference.network import CONTESTED, POLNEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Piece = tuple[int, int]

_NOISE = re.compile(r"[,'’‘\"“”]")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Article:
    """One text with the attributions that each of its annotators saw; `style` is an index of the network's styles."""

    name: str
    text: str
    style: int
    annotators: tuple[tuple[GoldAttribution, ...], ...]


def polnear(split: Path) -> Iterator[Article]:
    """Read a PolNeAR split (`text/`, `attributions/`). Articles that nobody annotated are left out."""
    for path in sorted((split / "text").glob("*.txt")):
        files = sorted((split / "attributions").glob(f"{path.stem}_*.ann"))
        if files:
            text = _text(path)
            yield Article(path.stem, text, POLNEAR, tuple(tuple(read_annotation(f, len(text))) for f in files))


def contested(split: Path) -> Iterator[Article]:
    """Read a split of the contested gold (`docs/`, `gold/ID.ANNOTATOR.json`)."""
    versions: dict[str, list[tuple[GoldAttribution, ...]]] = defaultdict(list)
    for path in sorted((split / "gold").glob("*.json")):
        gold = json.loads(path.read_bytes())
        versions[gold["id"]].append(tuple(map(_from_json, gold["attributions"])))
    for name, annotators in versions.items():
        yield Article(name, _text(split / "docs" / f"{name}.txt"), CONTESTED, tuple(annotators))


def without_punctuation(article: Article) -> Article:
    """Give the article as some archives keep it: commas, apostrophes and quotation marks lost, spans moved along."""
    kept, moved, at = [], [], 0
    for character in article.text:
        moved.append(at)
        if not _NOISE.match(character):
            kept.append(character)
            at += 1
    moved.append(at)

    def move(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple((moved[s], moved[e]) for s, e in pieces if moved[s] < moved[e])

    annotators = tuple(
        tuple(
            GoldAttribution(id=a.id, cue=move(a.cue), source=move(a.source), content=move(a.content)) for a in version
        )
        for version in article.annotators
    )
    return Article(article.name, "".join(kept), article.style, annotators)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _from_json(attribution: dict[str, Any]) -> GoldAttribution:
    """Attributions with the colon lost, or a free-standing quotation, have no cue; a source is one span or null."""
    cue, content = (tuple((s, e) for s, e in attribution[role] or ()) for role in ("cue", "content"))
    source = (tuple(attribution["source"]),) if attribution["source"] else ()
    return GoldAttribution(id=attribution["id"], source=source, cue=cue, content=content)
