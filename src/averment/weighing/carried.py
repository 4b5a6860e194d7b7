"""Judgements made on an earlier reading of a document, carried to its current one by their words.

In: a judgement, the digests of the current readings, and for an earlier reading how it crosses over to the current one.
Out: the judgement as it is on the current readings, and what of it has no counterpart there: that is kept, and shown as
lapsed. Always from the reading that a judgement was made on, never from one to the next: what one reading lacks and a
later one has again is judged as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import msgspec
from msgspec.structs import replace

from averment.values import Judgement, Reading, Target
from averment.values.judgements import SPANS
from averment.values.spans import spans_as_text, spans_from_text
from averment.weighing.counterparts import counterparts
from averment.weighing.moved import Moves
from averment.weighing.upheld import JOINING

_IDS: Final = {"about", "for", "speaker", "by"}
"""Corrected fields whose value is ids of the same reading."""
_LONGEST: Final = 1 << 31  # more code points than a text has: what was checked when it was recorded is only read here


class Crossing:
    """How what is in an earlier reading is found in the current one. `ids` are those that have a counterpart."""

    def __init__(self, before: Reading, after: Reading) -> None:
        self.moves = Moves(before.document.text, after.document.text)
        self.ids = counterparts(before, after, self.moves)


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement on the current readings, `made`, null where none of it applies; `lapsed` is what does not."""

    made: Judgement | None = None
    lapsed: Judgement | None = None


Crosses: TypeAlias = Callable[[str, str], Crossing | None]
"""Gives how a reading of a document, by the digests of both, crosses over; nothing where it cannot be had."""
ReadThen: TypeAlias = Callable[[str, Judgement], str | None]
"""Gives the digest of the reading that a document had when a judgement was made."""


def carry(made: Judgement, readings: Mapping[str, str], crosses: Crosses, read_then: ReadThen) -> Carried:
    """Carry a judgement to the current readings. What is in documents without one stays as it is: nothing is known."""
    targets = [_target(target, readings, crosses) for target in made.targets]
    held = tuple(dict.fromkeys(target for target in targets if target is not None))
    if len(held) < (min(2, len(made.targets)) if made.verdict in JOINING else 1):
        return Carried(lapsed=made)
    first = made.targets[0]
    current = first.reading is None or first.reading == readings.get(first.document, first.reading)
    crossing = None if current else crosses(first.document, first.reading or "")
    changes = {
        field: _value(field, value, crossing) if field != "claim" else _claim(value, made, readings, crosses, read_then)
        for field, value in made.changes.items()
    }
    kept = {field: value for field, value in changes.items() if value is not None}
    lost = {field: value for field, value in made.changes.items() if field not in kept}
    if not lost:
        same = held == made.targets and kept == made.changes
        return Carried(made=made if same else replace(made, targets=held, changes=kept))
    carried = replace(made, targets=held, changes=kept) if kept else None
    return Carried(made=carried, lapsed=replace(made, changes=lost))


def _target(target: Target, readings: Mapping[str, str], crosses: Crosses) -> Target | None:
    """Give a target in the current reading; itself where it is in that, or in no reading, or there is none."""
    reading = readings.get(target.document)
    if target.reading is None or target.id is None or reading in {None, target.reading}:
        return target
    crossing = crosses(target.document, target.reading)
    name = crossing and crossing.ids.get(target.id)
    return replace(target, reading=reading, id=name) if name else None


def _value(field: str, value: str, crossing: Crossing | None) -> str | None:
    """Give a corrected value in terms of the current reading; nothing where what it names has no counterpart."""
    if crossing is None or not value or field not in {*_IDS, *SPANS}:
        return value
    if field in SPANS:
        return _spans(value, crossing.moves)
    return " ".join(name for one in value.split() if (name := crossing.ids.get(one))) or None


def _spans(value: str, moves: Moves) -> str | None:
    try:
        spans = [moves.span(span) for span in spans_from_text(value, _LONGEST)]
    except ValueError:  # nothing that we wrote
        return None
    return spans_as_text(span for span in spans if span) if all(spans) else None


def _claim(
    value: str, made: Judgement, readings: Mapping[str, str], crosses: Crosses, read_then: ReadThen
) -> str | None:
    """Give the attribution in whose claim another is to stand; nothing where it is not there any more."""
    document, sign, name = value.partition("#")
    if not sign:
        return value
    then = read_then(document, made)
    if document not in readings or then is None:
        return None
    target = _target(Target(document=document, reading=then, id=name), readings, crosses)
    return f"{document}#{target.id}" if target else None
