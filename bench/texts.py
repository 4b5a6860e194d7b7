"""The texts that are measured on: the gate's, joined into articles of a usual length, repeated."""

from __future__ import annotations

from itertools import chain, cycle, islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GATE = Path(__file__).parents[1] / "tests" / "gate" / "docs"
BACKGROUND = Path(__file__).with_name("background.txt")
WORDS = 700  # a usual news article


def articles(count: int, folder: Path | None = None) -> list[str]:
    """Give the first `count` texts of a folder or, without one, as many of about 700 words made from the gate's texts.

    The gate's texts are dense with attributions, one every fifteen words; news has one in every thirty or forty.
    """
    sources = _sources(folder)
    return sources[:count] if folder else [_article(islice(cycle(sources), at, None)) for at in range(count)]


def news(count: int) -> list[str]:
    """Give articles as dense with attributions as news: in half of the paragraphs nobody says anything."""
    paragraphs = list(chain.from_iterable(_paragraphs(text) for text in _sources(None)))
    background = islice(cycle(_paragraphs(BACKGROUND.read_text(encoding="utf-8"))), len(paragraphs))
    woven = [f"{said}\n\n{told}" for said, told in zip_longest(paragraphs, background)]
    return [_article(islice(cycle(woven), at * len(woven) // count, None)) for at in range(count)]


def long(characters: int, folder: Path | None = None) -> str:
    """Give one text of so many characters."""
    sources = _sources(folder)
    times = 1 + characters // sum(map(len, sources))
    return "\n\n".join(sources * times)[:characters]


def _sources(folder: Path | None) -> list[str]:
    return [path.read_text(encoding="utf-8").strip() for path in sorted((folder or GATE).glob("*.txt"))]


def _paragraphs(text: str) -> list[str]:
    return text.strip().split("\n\n")


def _article(parts: Iterable[str]) -> str:
    """Join parts until they make an article."""
    return "".join(f"{part}\n\n" for part in _enough(parts))


def _enough(parts: Iterable[str]) -> Iterator[str]:
    words = 0
    for part in parts:
        yield part
        words += len(part.split())
        if words >= WORDS:
            return
