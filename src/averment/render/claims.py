"""The claims of a case: of each its statement, who stands where, on what, and how many origins each side has.

In: claims, most consequential first, the readings they stand in, and a `Look`. Out: a string.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line, when
from averment.render.look import drawn, wrapped
from averment.render.names import short
from averment.render.origins import origins_counted
from averment.render.shorten import shorten
from averment.render.visible import isolated, one_line
from averment.values.paragraphs import Paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from averment.render.look import Look
    from averment.values import Claim, Origin, Place, Position, Reading
    from averment.values.claims import Stance

SIDES: Final[dict[Stance, str]] = {"supports": "for", "denies": "against", "doubts": "doubt"}
NOTHING: Final = "No claim was found: nothing that is attributed to anyone says something of its own.\n"
_INDENT: Final = " " * 3
_LABEL: Final = 9  # `against`, and space
_LINES: Final = 3  # of a statement
_NAMED: Final = 4  # speakers that an overview names on each side
_NAME: Final = 36  # cells of a name


def claims_as_text(
    claims: Sequence[Claim], reading: Callable[[str], Reading], look: Look, *, more: bool = False
) -> str:
    """Draw the overview; `more` says that there are others. `reading` gives that of a document, by its digest."""
    if not claims:
        return NOTHING
    lines: list[Text] = []
    for number, claim in enumerate(claims, 1):
        lines += [Text()] if lines else []
        lines += _claim(number, claim, reading, look.columns)
    rest = "There is more: --limit N shows it." if more else f"{counted(len(claims), 'claim')}."
    rest = f"{rest} One in full: averment claims CASE {claims[0].id}"
    lines += [Text(), *wrapped(Text(rest, style=STYLES["note"]), look.columns)]
    return drawn(lines, look)


def _claim(number: int, claim: Claim, reading: Callable[[str], Reading], width: int) -> Iterator[Text]:
    yield from heading(claim, f"{number} ", width)
    yield from _flowing("", stated(claim, reading), width, style="note")
    for stance, name in SIDES.items():
        held = [position for position in claim.positions if position.stance == stance]
        if held:
            origins: tuple[Origin, ...] = getattr(claim.origins, stance)
            yield from _flowing(name, f"{_speakers(held)} — {origins_counted(origins)}", width)
    yield from _flowing("", " · ".join(_facts(claim)), width, style="note")


def heading(claim: Claim, before: str, width: int) -> Iterator[Text]:
    """Give the statement in quotation marks, and the id of the claim at the right of its first line."""
    room = width - len(_INDENT) - len(claim.id) - 2
    words = Text(f"“{shorten(one_line(claim.statement).strip(_MARKS), _LINES * room)}”", style=STYLES["name"])
    for number, line in enumerate(wrapped(words, room)):
        first = before.ljust(len(_INDENT)) if not number else _INDENT
        row = Text.assemble((first, STYLES["name"]), isolate_line(line))
        if not number:
            row.append(" " * max(2, width - row.cell_len - len(claim.id)))
            row.append(claim.id, style=STYLES["place"])
        yield row


_MARKS: Final = "\"“”‘’'., "  # noqa: RUF001


def stated(claim: Claim, reading: Callable[[str], Reading]) -> str:
    """Say whose words the statement is, and where they stand."""
    place = claim.stated
    if place is None:
        return ""
    document = reading(place.document).document
    return f"{speaker_at(claim, place)}, in {named(reading, place)}, {one_line(document.title or '(no title)')}"


def speaker_at(claim: Claim, place: Place) -> str:
    """Name the speaker of an attribution of the claim."""
    for position in claim.positions:
        if any((at.document, at.id) == (place.document, place.id) for at in position.attributions):
            return one_line(position.speaker)
    return ""


def named(reading: Callable[[str], Reading], place: Place) -> str:
    """Give an attribution as it is typed, and its paragraph: `3f2a9c1b44d0#a3 ¶2`."""
    read = reading(place.document)
    start = next((one.content[0][0] for one in read.attributions if one.id == place.id and one.content), 0)
    return f"{short(place.document)}#{one_line(place.id)} ¶{Paragraphs(read.document.text).number(start)}"


def speaker(position: Position) -> str:
    """Name who takes a position."""
    return called(position.speaker, position.party)


def called(who: str, side: str | None) -> str:
    """Name a speaker, and its party where the name does not say it."""
    name = one_line(who)
    party = one_line(side or "")
    return isolated(name if not party or party.casefold() in name.casefold() else f"{name} ({party})")


def _speakers(held: Sequence[Position]) -> str:
    """Name those who speak in most documents; count the others."""
    documents = [len({at.document for at in position.attributions}) for position in held]
    order = sorted(range(len(held)), key=lambda number: (-documents[number], number))
    names = [
        shorten(speaker(held[number]), _NAME) + (f" ×{documents[number]}" if documents[number] > 1 else "")  # noqa: RUF001
        for number in order[:_NAMED]
    ]
    rest = len(held) - _NAMED
    return ", ".join(names) + (f" and {rest} more" if rest > 0 else "")


def _facts(claim: Claim) -> Iterator[str]:
    yield counted(claim.documents, "report")
    if claim.first and claim.last:
        yield when(claim.first, claim.last)
    if claim.evidence:
        yield counted(len(claim.evidence), "piece") + " of evidence"
    if claim.figures:
        yield counted(len(claim.figures), "figure")


def _flowing(label: str, words: str, width: int, style: str | None = None) -> Iterator[Text]:
    margin = len(_INDENT) + (_LABEL if label else 0)
    for number, line in enumerate(wrapped(Text(words, style=STYLES[style] if style else ""), width - margin)):
        first = Text.assemble(_INDENT, (label.ljust(_LABEL) if label else "", STYLES["label"]))
        yield Text.assemble(first if not number else " " * margin, isolate_line(line))
