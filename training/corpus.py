"""Annotated articles as one shape, whatever their corpus: PolNeAR (brat stand-off) and the contested gold (JSON).

In: a corpus folder. Out: `Article`s, each with its text, its annotation style and one list of attributions an annotator.
Nothing is repaired silently: what an annotation file holds beyond attributions is passed over, and said so here.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from averment.inference.network import CONTESTED, POLNEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Piece = tuple[int, int]

_BRAT_LINE = re.compile(r"[TE]\d+")
_NOISE = re.compile(r"[,'’‘\"“”]")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated attribution: pieces of cue, source and content, in code points of the text."""

    cue: tuple[Piece, ...]
    source: tuple[Piece, ...]
    content: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One text with the attributions that each of its annotators saw; `style` is an index of the network's styles."""

    name: str
    text: str
    style: int
    annotators: tuple[tuple[Gold, ...], ...]


def polnear(split: Path) -> Iterator[Article]:
    """Read a PolNeAR split (`text/`, `attributions/`). Articles that nobody annotated are left out."""
    for path in sorted((split / "text").glob("*.txt")):
        files = sorted((split / "attributions").glob(f"{path.stem}_*.ann"))
        if files:
            yield Article(path.stem, _text(path), POLNEAR, tuple(_brat(f) for f in files))


def contested(split: Path) -> Iterator[Article]:
    """Read a split of the contested gold (`docs/`, `gold/ID.ANNOTATOR.json`)."""
    versions: dict[str, list[tuple[Gold, ...]]] = defaultdict(list)
    for path in sorted((split / "gold").glob("*.json")):
        gold = json.loads(path.read_bytes())
        versions[gold["id"]].append(tuple(_merge_by_cue(gold["attributions"])))
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
        tuple(g for g in (Gold(move(a.cue), move(a.source), move(a.content)) for a in version) if g.cue)
        for version in article.annotators
    )
    return Article(article.name, "".join(kept), article.style, annotators)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _brat(path: Path) -> tuple[Gold, ...]:
    """Read the T and E lines of a brat file; comment lines, and tails of texts broken over lines, are neither."""
    entities: dict[str, tuple[Piece, ...]] = {}
    events: list[Gold] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) < 2 or not _BRAT_LINE.fullmatch(fields[0]):  # noqa: PLR2004
            continue
        if fields[0][0] == "T":
            spans = fields[1].split(" ", 1)[1].split(";")
            entities[fields[0]] = tuple((int(s), int(e)) for s, e in (span.split() for span in spans))
            continue
        roles: dict[str, tuple[Piece, ...]] = defaultdict(tuple)
        for role, ident in (r.split(":") for r in fields[1].split()[1:]):
            roles[role.rstrip("0123456789").lower()] += entities.get(ident, ())
        if roles["cue"]:
            events.append(Gold(roles["cue"], roles["source"], roles["content"]))
    return tuple(events)


def _merge_by_cue(attributions: list[dict[str, Any]]) -> Iterator[Gold]:
    """Join attributions that share one cue (two acts of one verb): the network reads one set of roles a cue.

    Attributions without a cue (colon lost, free-standing quotation) cannot be anchored and are left out.
    """
    by_cue: dict[tuple[Piece, ...], list[dict[str, Any]]] = defaultdict(list)
    for a in attributions:
        if a["cue"]:
            by_cue[tuple((s, e) for s, e in a["cue"])].append(a)
    for cue, group in by_cue.items():
        source = {tuple(a["source"]) for a in group if a["source"]}
        content = {(s, e) for a in group for s, e in a["content"]}
        yield Gold(cue, tuple(sorted(source)), tuple(sorted(content)))
