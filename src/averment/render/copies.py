"""Which reports are one report, as a person reads it: each related pair, why, and how the shared passages begin.

In: the pairs, a way to the documents and their texts, and a `Look`. Out: a string. Copies stand first; pairs that share
background alone last, and only counted unless they are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line
from averment.render.look import drawn, wrapped
from averment.render.names import cut, day, short
from averment.render.shorten import shorten
from averment.render.visible import isolated, one_line
from averment.values import Copy, Document

if TYPE_CHECKING:
    from averment.render.look import Look
    from averment.values import Passage
    from averment.values.claims import Relation

NOTHING: Final = "No two documents share more than a phrase.\n"
_ORDER: Final[tuple[Relation, ...]] = ("copy", "update", "shared", "background")
CALLED: Final[dict[Relation, str]] = {
    "copy": "a copy",
    "update": "a later version",
    "shared": "an original in common",
    "background": "background alone",
}
_COUNTED: Final[dict[Relation, tuple[str, str]]] = {
    "copy": ("copy", "copies"),
    "update": ("later version", "later versions"),
    "shared": ("pair with an original in common", "pairs with an original in common"),
    "background": ("pair with background alone", "pairs with background alone"),
}
_SHOWN: Final = 3  # passages of a pair
_INDENT: Final = "   "


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """How much of each document stands in the shared passages, 0 to 1, in characters."""

    a: float
    b: float


def share(copy: Copy, a: Document, b: Document) -> Share:
    """Measure what two documents share."""
    return Share(
        a=sum(one.a[1] - one.a[0] for one in copy.passages) / max(1, len(a.text)),
        b=sum(one.b[1] - one.b[0] for one in copy.passages) / max(1, len(b.text)),
    )


def copies_as_text(
    copies: Sequence[Copy], document: Callable[[str], Document], look: Look, *, background: bool = False
) -> str:
    """Draw the pairs; `document` gives the one with a digest. `background` shows those that share no more as well."""
    if not copies:
        return NOTHING
    shown = [copy for copy in copies if background or copy.relation != "background"]
    lines: list[Text] = []
    for copy in sorted(shown, key=lambda copy: (_ORDER.index(copy.relation), copy.a, copy.b)):
        lines += [*_pair(copy, document(copy.a), document(copy.b), look.columns), Text()]
    lines += wrapped(Text(_total(copies)), look.columns)
    if len(shown) < len(copies):
        note = "Background alone is no common origin; --background shows those pairs too."
        lines += wrapped(Text(note, style=STYLES["note"]), look.columns)
    return drawn(lines, look)


def _pair(copy: Copy, a: Document, b: Document, width: int) -> Iterator[Text]:
    """Give a pair: what it is, the two documents, why, how the passages begin."""
    yield from wrapped(_heading(copy), width)
    shares = None if "%" in copy.why else share(copy, a, b)  # said once is enough
    yield from _named("a", a, shares.a if shares else None, width)
    yield from _named("b", b, shares.b if shares else None, width)
    yield from _indented(Text(one_line(copy.why)), width, "")
    for passage in copy.passages[:_SHOWN]:
        yield from _passage(passage, a, b, width)
    if len(copy.passages) > _SHOWN:
        more = f"and {counted(len(copy.passages) - _SHOWN, 'passage')} more"
        yield Text.assemble(_INDENT, (more, STYLES["note"]))


def _heading(copy: Copy) -> Text:
    """Say what a pair is, which way it went, and whose it is."""
    heading = Text(CALLED[copy.relation], style=STYLES["section"])
    if copy.direction:
        source, other = copy.direction.split("->")
        heading.append(f"   {source} → {other}")
    if copy.origin:
        heading.append(f"   origin: {isolated(one_line(copy.origin))}")
    return heading


def _named(letter: str, document: Document, part: float | None, width: int) -> Iterator[Text]:
    """Give a document: its letter and digest, its date and outlet and how much of it is shared, its title below."""
    facts = [
        day(document.published) or "date unknown",
        isolated(cut(one_line(document.outlet), 24)) if document.outlet else "outlet unknown",
        *([] if part is None else [f"{100 * part:.0f} % shared"]),
    ]
    margin = " " * (len(_INDENT) + 3)
    words = Text(f"{short(document.digest)}  {' · '.join(facts)}")
    for number, line in enumerate(wrapped(words, width - len(margin))):
        yield Text.assemble(margin if number else Text.assemble(_INDENT, (letter, STYLES["label"]), "  "), line)
    if document.title:
        title = Text(cut(one_line(document.title), width - len(margin)), style=STYLES["name"])
        yield Text.assemble(margin, isolate_line(title))


def _passage(passage: Passage, a: Document, b: Document, width: int) -> Iterator[Text]:
    """Give how a passage begins and ends in the one, and in the other where the words are not the same."""
    ours, theirs = (one_line(text.text[slice(*span)]) for text, span in ((a, passage.a), (b, passage.b)))
    same = ours == theirs
    label = f"a @{passage.a[0]}, b @{passage.b[0]}" if same else f"a @{passage.a[0]}"
    yield from _indented(Text.assemble((f"{label}  ", STYLES["place"]), _opening(ours, width)), width, "│ ")
    if not same:
        words = Text.assemble((f"b @{passage.b[0]}  ", STYLES["place"]), _opening(theirs, width))
        yield from _indented(words, width, "│ ")


def _opening(words: str, width: int) -> str:
    return f"“{shorten(words, 2 * width - 40)}”"


def _indented(words: Text, width: int, bar: str) -> Iterator[Text]:
    margin = Text.assemble(_INDENT, (bar, STYLES["bar"]))
    for line in wrapped(words, width - len(margin)):
        yield Text.assemble(margin, isolate_line(line))


def _total(copies: Sequence[Copy]) -> str:
    counts = Counter(copy.relation for copy in copies)
    parts = [f"{counts[one]:,} {_COUNTED[one][counts[one] != 1]}" for one in _ORDER if counts[one]]
    return " · ".join(parts)
