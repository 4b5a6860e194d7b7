"""The texts that are measured on: the gate's, joined into articles of a usual length, repeated."""

from __future__ import annotations

from pathlib import Path

GATE = Path(__file__).parents[1] / "tests" / "gate" / "text"
WORDS = 700  # a usual news article


def articles(count: int, folder: Path | None = None) -> list[str]:
    """Give the first `count` texts of a folder or, without one, as many of about 700 words made from the gate's texts.

    The gate's texts are dense with attributions, one every dozen words; news has one in every thirty or forty.
    """
    sources = [path.read_text(encoding="utf-8") for path in sorted((folder or GATE).glob("*.txt"))]
    if folder:
        return sources[:count]
    found = []
    for number in range(count):
        text, at = "", number
        while len(text.split()) < WORDS:
            text += sources[at % len(sources)].strip() + "\n\n"
            at += 1
        found.append(text)
    return found
