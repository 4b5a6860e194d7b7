"""A person's verdicts in words: what was judged, how, by whom, and what it replaced.

In: a `Judgement`. Out: strings in plain English, made safe to show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.names import moment, target_of
from averment.render.visible import one_line
from averment.values import Target
from averment.values.judgements import PROPOSED, WEIGHED

if TYPE_CHECKING:
    from averment.values import Judgement
    from averment.values.judgements import Verdict

_DONE: Final[dict[Verdict, str]] = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "merge": "merged",
    "split": "told apart",
}
_INSTEAD: Final[dict[Verdict, Verdict]] = {
    "accept": "reject",
    "reject": "accept",
    "correct": "correct",
    "merge": "split",
    "split": "merge",
}


def judged(judgement: Judgement) -> str:
    """Say what was decided: `corrected 3f2a9c1b44d0#a3 (act: deny), instead of j12: NOTE`."""
    targets = ", ".join(map(target_of, judgement.targets))
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
    targets = " ".join(map(target_of, judgement.targets))
    fields = "".join(f" --set {one_line(field)}={_instead(field)}" for field in judgement.changes)
    instead = f"averment judge {case} {_INSTEAD[judgement.verdict]} {targets}{fields}"
    return f"{one_line(judgement.id)}: {judged(judgement)}\nNothing is erased: `{instead}` would replace it.\n"


def _changes(judgement: Judgement) -> str:
    changes = (f"{one_line(field)}: {_value(field, value)}" for field, value in judgement.changes.items())
    return f" ({', '.join(changes)})" if judgement.changes else ""


def _instead(field: str) -> str:
    return PROPOSED if field in WEIGHED else "…"


def _value(field: str, value: str) -> str:
    document, _, place = value.partition("#")
    if field == "claim" and place:
        return target_of(Target(document=document, id=place))
    return one_line(value) or "(none)"


def _note(judgement: Judgement) -> str:
    return f": {one_line(judgement.note)}" if judgement.note else ""
