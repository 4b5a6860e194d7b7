"""The texts that are measured on: the gate's, joined into articles of a usual length, repeated."""

from __future__ import annotations

from pathlib import Path

GATE = Path(__file__).parents[1] / "tests" / "gate" / "text"
WORDS = 700  # a usual news article


def articles(count: int) -> list[str]:
    """Give `count` articles of about 700 words: the gate's texts, each time beginning with another."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(GATE.glob("*.txt"))]
    found = []
    for number in range(count):
        text, at = "", number
        while len(text.split()) < WORDS:
            text += sources[at % len(sources)].strip() + "\n\n"
            at += 1
        found.append(text)
    return found
