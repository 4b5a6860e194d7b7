"""The independent origins of one side: each root, its party and documents, and below it all that collapsed, with why.

In: origins, the width, what to call documents. Out: lines. Origins of one party stand together under its name. There
are two numbers at the head, origins and parties, and no score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import isolate_line
from averment.render.look import wrapped
from averment.render.names import cut, short
from averment.render.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from averment.values import Collapse, Origin
    from averment.values.claims import CollapseKind, OriginKind

KINDS: Final[dict[OriginKind, str]] = {
    "speaker": "speaker",
    "agency": "news agency",
    "outlet": "outlet",
    "document": "document",
}
LABELS: Final[dict[CollapseKind, str]] = {
    "copy": "copy",
    "shared": "passage",
    "update": "version",
    "credit": "credit",
    "citation": "citation",
    "speaker": "same",
    "judgement": "judged",
}
_MOST: Final = 6  # reasons of one origin on a page; `--json` has them all
_NAMED: Final = 3  # documents named in one reason
_INDENT: Final = 3
_LABEL: Final = 10  # the longest label, and space
_NARROW: Final = 60


def origins_counted(origins: Sequence[Origin]) -> str:
    """Count the origins of one side, and their parties where these are fewer."""
    parties = parties_of(origins)
    told = f"origins: {len(origins)}"
    return told if parties == len(origins) else f"{told} ({'1 party' if parties == 1 else f'{parties} parties'})"


def parties_of(origins: Iterable[Origin]) -> int:
    """Count the parties that some origins speak for; one of no known party counts by itself."""
    return len({origin.party or f"\0{number}" for number, origin in enumerate(origins)})


def origins_lines(
    origins: Sequence[Origin], width: int, *, called: Mapping[str, str] | None = None, indent: int = 0
) -> Iterator[Text]:
    """Give the origins of one side as lines of at most `width` cells; `called` names documents by their digests."""
    for party, group in _by_party(origins):
        if party is not None and len(group) > 1:
            words = f"for {one_line(party)}, one party, {len(group):,} speak"
            yield from _set(Text(words, style=STYLES["part"]), indent, width)
        for origin in group:
            yield from _origin(origin, width, called or {}, indent, of_group=len(group) > 1)


def _by_party(origins: Iterable[Origin]) -> list[tuple[str | None, list[Origin]]]:
    """Put the origins of one party together, where the first of them stands."""
    groups: dict[tuple[str, int], list[Origin]] = {}
    for number, origin in enumerate(origins):
        groups.setdefault((origin.party, -1) if origin.party else ("", number), []).append(origin)
    return [(group[0].party, group) for group in groups.values()]


def _origin(origin: Origin, width: int, called: Mapping[str, str], indent: int, *, of_group: bool) -> Iterator[Text]:
    inner = indent + (_INDENT if of_group else 0)
    party = f", {one_line(origin.party)}" if origin.party and not of_group else ""
    name = cut(origin.root, 2 * max(1, width - inner))
    yield from _set(Text.assemble((name, STYLES["name"]), f" ({KINDS[origin.kind]}{party})"), inner, width)
    yield from _set(Text(one_line(origin.why), style=STYLES["note"]), inner + _INDENT, width)
    reasons = alike(origin.collapses)
    for reason in reasons[:_MOST]:
        yield from _reason(reason, width, called, inner + _INDENT)
    if left := sum(len(reason) for reason in reasons[_MOST:]):
        yield from _set(Text(f"and {left:,} more", style=STYLES["note"]), inner + _INDENT, width)


def alike(collapses: Iterable[Collapse]) -> list[list[Collapse]]:
    """Put together what collapsed for one reason in the same words."""
    groups: dict[tuple[str, str], list[Collapse]] = {}
    for collapse in collapses:
        groups.setdefault((collapse.kind, collapse.why), []).append(collapse)
    return list(groups.values())


def _reason(reason: Sequence[Collapse], width: int, called: Mapping[str, str], indent: int) -> Iterator[Text]:
    label = LABELS[reason[0].kind]
    names = "; ".join(_called(collapse, called) for collapse in reason[:_NAMED])
    more = f" and {len(reason) - _NAMED:,} more" if len(reason) > _NAMED else ""
    words = Text.assemble((f"{names}{more}", STYLES["place"]), ": ", one_line(reason[0].why))
    if width < _NARROW:
        yield from _set(Text.assemble((f"{label}  ", STYLES["label"]), words), indent, width)
        return
    yield from _set(words, indent + _LABEL, width, Text(label.ljust(_LABEL), style=STYLES["label"]))


def _called(collapse: Collapse, called: Mapping[str, str]) -> str:
    """Name what collapsed as it is typed to undo it, `3f2a9c1b44d0#a3`, and the outlet where that is known."""
    digest = collapse.documents[0] if collapse.documents else ""
    undone = collapse.undo[1] if collapse.undo and collapse.undo[0] == "correct" else digest
    _, sign, name = undone.partition("#")
    ref = f"{short(digest)}{sign}{one_line(name)}"
    known = called.get(digest)
    return f"{ref} {cut(known, 30)}" if known else ref


def _set(words: Text, indent: int, width: int, label: Text | None = None) -> Iterator[Text]:
    """Set words at an indent, a label before the first line."""
    before = Text.assemble(" " * max(0, indent - (cell_len(label.plain) if label else 0)), label or "")
    for number, line in enumerate(wrapped(words, max(12, width - indent))):
        yield Text.assemble(" " * indent if number else before, isolate_line(line))
