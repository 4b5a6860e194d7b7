"""Sections of the model cards, as blocks that a template writes: what scores were measured, and where each step fails.

In: a card, in the few forms of Markdown that the cards use. Out: headings, paragraphs, lists, tables, as plain strings.
The cards are the one place where the scores stand: what a dossier says of a model is read from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias

import msgspec

Kind: TypeAlias = Literal["heading", "paragraph", "list", "table"]
SECTIONS: Final = ("How it scores", "How the steps score", "Where it fails", "Where they fail")
_MARKS: Final = re.compile(r"\*\*|`")
_RULE: Final = re.compile(r"\|?[\s:|-]+\|?")


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a card. `rows` are those of a table, the head first, and one cell each of anything else."""

    kind: Kind
    rows: tuple[tuple[str, ...], ...]

    @property
    def words(self) -> str:
        """Give the words of a heading or a paragraph."""
        return self.rows[0][0]


def blocks(card: str, sections: tuple[str, ...] = SECTIONS) -> Iterator[Block]:
    """Give what some sections of a card hold, each after its heading."""
    for section in re.split(r"^## ", card, flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        if title.strip() in sections:
            yield Block(kind="heading", rows=((_plain(title),),))
            for piece in re.split(r"\n\s*\n", body.strip()):
                yield _block(piece.strip().splitlines())


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("|"):
        rows = (line.strip().strip("|").split("|") for line in lines if not _RULE.fullmatch(line.strip()))
        return Block(kind="table", rows=tuple(tuple(_plain(cell) for cell in row) for row in rows))
    if lines[0].startswith("- "):
        items = re.split(r"^- ", "\n".join(lines), flags=re.MULTILINE)[1:]
        return Block(kind="list", rows=tuple((_plain(item),) for item in items))
    return Block(kind="paragraph", rows=((_plain(" ".join(lines)),),))


def _plain(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())
