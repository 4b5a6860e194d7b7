"""A person's verdicts in words: what was judged, how, by whom, and what it replaced.

In: a `Judgement`. Out: strings in plain English, made safe to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.names import moment, target_of
from averment.render.visible import one_line
from averment.values import Target

if TYPE_CHECKING:
    from averment.values import Judgement
    from averment.values.judgements import Verdict

_DONE: Final[dict[Verdict, str]] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "merge": "merged",
    "split": "told apart",
    "note": "noted",
    "undo": "undone",
}


def judged(judgement: Judgement) -> str:
    """Say what was decided: `corrected 3f2a9c1b44d0#a3 (act: deny), instead of j12: NOTE`; `undid j12 on …`."""
    targets = ", ".join(map(target_of, judgement.targets))
    if judgement.verdict == "undo":
        return f"undid {one_line(judgement.supersedes or 'a judgement')} on {targets}{_note(judgement)}"
    if judgement.verdict == "note":
        return f"noted of {targets}{_note(judgement)}"
    instead = f", instead of {one_line(judgement.supersedes)}" if judgement.supersedes else ""
    return f"{_DONE[judgement.verdict]} {targets}{_changes(judgement)}{instead}{_note(judgement)}"


def verdict(judgement: Judgement) -> str:
    """Say beside a judged line what was decided of it: `corrected by ana (act: deny): NOTE`."""
    return f"{_DONE[judgement.verdict]} by {one_line(judgement.by)}{_changes(judgement)}{_note(judgement)}"


def signed(judgement: Judgement) -> str:
    """Say what was decided, by whom and when."""
    return f"{judged(judgement)} — {one_line(judgement.by)}, {moment(judgement.at)}"


def judgement_as_text(judgement: Judgement, case: str) -> str:
    """Say what was recorded, and how it is undone; `case` is the case as it is typed."""
    name = one_line(judgement.id)
    again = "does it again" if judgement.verdict == "undo" else "takes it back"
    return f"{name}: {judged(judgement)}\nNothing is erased: `averment judge {case} undo {name}` {again}.\n"


def _changes(judgement: Judgement) -> str:
    changes = (f"{one_line(field)}: {_value(field, value)}" for field, value in judgement.changes.items())
    return f" ({', '.join(changes)})" if judgement.changes else ""


def _value(field: str, value: str) -> str:
    document, _, place = value.partition("#")
    if field == "claim" and place:
        return target_of(Target(document=document, id=place))
    return one_line(value) or "(none)"


def _note(judgement: Judgement) -> str:
    return f": {one_line(judgement.note)}" if judgement.note else ""
