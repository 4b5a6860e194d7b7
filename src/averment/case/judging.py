"""A person's verdicts: what can be judged, which corrections make sense, which earlier verdict a new one supersedes.

In: a verdict, targets as a person writes them (`REF`, or `REF#a3` for something in its reading), corrected fields.
Out: the `Judgement`, in the log. All that stands is a function of the entries alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, get_args

from msgspec.structs import replace

from averment.case.fields import Kind, checked, ids_of, text_of
from averment.case.queries import document, judgements_on, without
from averment.case.queries import judgement as judgement_of
from averment.case.shelf import Shelf
from averment.case.store import Session, now
from averment.errors import UsageError
from averment.values import Judgement, Reading, Target, from_json
from averment.values.judgements import Verdict
from averment.values.log import Judged
from averment.weighing.upheld import JOINING, Course, subject

MOST_TARGETS: Final = 1_000

_WITHIN: Final = re.compile(r"(.+)#([asef][0-9]+)", re.DOTALL)

Aim: TypeAlias = tuple[Target, Kind, Reading | None]
"""What is judged, what kind of thing it is, and the reading it is in."""


def judge(  # noqa: PLR0913, PLR0917  (what a judgement has, and where it goes)
    session: Session,
    objects: Shelf,
    verdict: Verdict,
    targets: Sequence[str],
    changes: Mapping[str, str] | None,
    note: str | None,
) -> Judgement:
    """Check a verdict and write it. `UsageError` for one that makes no sense."""
    found = _targets(session, objects, verdict, targets)
    if (verdict == "correct") != bool(changes):
        message = f"to {verdict} changes no field" if changes else "to correct takes at least one field and its value"
        raise UsageError(message)
    target, kind, reading = found[0]
    corrected = checked(kind, changes or {}, target, reading, lambda text: _target(session, objects, text)[:2])
    judgement = Judgement(
        id=f"j{session.number}",
        verdict=verdict,
        targets=tuple(target for target, _, _ in found),
        changes=corrected,
        note=_note(note, needed=verdict == "note"),
        by=session.by,
        at=now(),
    )
    before = _course(session, judgement.targets).standing_on(subject(judgement))
    return _written(session, replace(judgement, supersedes=before and before.id))


def undo(session: Session, name: str, note: str | None) -> Judgement:
    """Take a judgement back. `UsageError` where there is none of that id, or it no longer stands."""
    made = judgement_of(session.index, name)
    if made is None:
        message = "the case has no judgement of this id: `averment log` shows them"
        raise UsageError(message, subject=name[:100])
    if not _course(session, made.targets).holds(name):
        message = "it no longer stands: it was undone, or another judgement took its place"
        raise UsageError(message, subject=name)
    judgement = Judgement(
        id=f"j{session.number}",
        verdict="undo",
        targets=made.targets,
        note=_note(note),
        by=session.by,
        at=now(),
        supersedes=name,
    )
    return _written(session, judgement)


def _written(session: Session, judgement: Judgement) -> Judgement:
    session.append([Judged(judgement=judgement)])
    return judgement


def _course(session: Session, targets: Sequence[Target]) -> Course:
    """Give the judgements on the same documents, as they are on the current readings."""
    return Course(session.carried(judgements_on(session.index, (target.document for target in targets))))


def _note(note: str | None, *, needed: bool = False) -> str | None:
    """Give a note as it is kept. `UsageError` where one is needed and there is none."""
    if needed and not (note and note.strip()):
        message = "a note takes words"
        raise UsageError(message)
    return None if note is None else text_of("note", note)


def _targets(session: Session, objects: Shelf, verdict: Verdict, targets: Sequence[str]) -> list[Aim]:
    if verdict == "undo":
        message = "to undo takes the id of a judgement, not what it is on"
        raise UsageError(message)
    if verdict not in get_args(Verdict):
        message = f"a verdict is one of {', '.join(get_args(Verdict))}"
        raise UsageError(message, subject=str(verdict)[:100])
    if verdict in JOINING and not 1 < len(targets) <= MOST_TARGETS:
        message = f"to {verdict} takes two things or more, up to {MOST_TARGETS:,}"
        raise UsageError(message)
    if verdict not in JOINING and len(targets) != 1:
        message = f"to {verdict} takes one thing: judge each by itself"
        raise UsageError(message)
    found = [_target(session, objects, text) for text in targets]
    if len({target for target, _, _ in found}) < len(found):
        message = "the same thing is named twice"
        raise UsageError(message)
    if len({kind for _, kind, _ in found}) > 1:
        message = f"to {verdict} takes things of one kind"
        raise UsageError(message)
    return found


def _target(session: Session, objects: Shelf, text: str) -> Aim:
    named = _WITHIN.fullmatch(text)
    _, listed = document(session.index, named[1] if named else text)
    if listed.state == "removed":
        raise without(listed, text)
    if named is None:
        return Target(document=listed.digest), "document", None
    if listed.reading is None:
        message = "it has not been read: only the document as a whole can be judged"
        raise UsageError(message, subject=text[:200])
    reading = from_json(objects.get(listed.reading), Reading)
    kind = next((kind for kind, ids in ids_of(reading).items() if named[2] in ids), None)
    if kind is None:
        message = f"its reading has no “{named[2]}”"
        raise UsageError(message, subject=text[:200])
    return Target(document=listed.digest, reading=listed.reading, id=named[2]), kind, reading
