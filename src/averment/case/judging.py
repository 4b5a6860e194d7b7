"""A person's verdicts: what can be judged, which corrections make sense, which earlier verdict a new one supersedes.

In: a verdict, targets as a person writes them (`REF`, or `REF#a3` for something in its reading), corrected fields.
Out: the `Judgement`, in the log. All that stands is a function of the entries alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias, get_args

from msgspec.structs import replace

from averment.api import published_on
from averment.case.index import subject_of
from averment.case.index.rows import storable
from averment.case.queries import document, standing_on
from averment.case.shelf import Shelf
from averment.case.store import Session, now
from averment.errors import UsageError, WithdrawnError
from averment.values import Judgement, Reading, Target, from_json
from averment.values.judgements import Verdict
from averment.values.log import Judged
from averment.values.readings import Act, Certainty, EvidenceType, Polarity, SpeakerKind

Kind: TypeAlias = Literal["document", "attribution", "speaker", "evidence", "figure"]
Field: TypeAlias = Literal["text", "ids of attributions", "id of an attribution", "id of a speaker", "number", "date"]

_AN: Final[dict[Kind, str]] = {
    "document": "a document",
    "attribution": "an attribution",
    "speaker": "a speaker",
    "evidence": "a piece of evidence",
    "figure": "a figure",
}
LONGEST: Final = 10_000
"""Code points of a note or a corrected value."""
MOST_TARGETS: Final = 1_000

FIELDS: Final[dict[Kind, dict[str, Field | tuple[str, ...]]]] = {
    "document": {"title": "text", "outlet": "text", "url": "text", "published": "date"},
    "attribution": {
        "act": get_args(Act),
        "certainty": get_args(Certainty),
        "about": "ids of attributions",
        "speaker": "id of a speaker",
    },
    "speaker": {
        "name": "text",
        "kind": get_args(SpeakerKind),
        "role": "text",
        "affiliation": "text",
        "party": "text",
    },
    "evidence": {"type": get_args(EvidenceType), "polarity": get_args(Polarity), "for": "ids of attributions"},
    "figure": {
        "what": "text",
        "unit": "text",
        "low": "number",
        "high": "number",
        "approximate": ("true", "false"),
        "per": "text",
        "by": "id of an attribution",
    },
}
"""What can be corrected of each kind of thing, and with what. An empty value says that there is none."""
_NEVER_EMPTY: Final = {"name", "what", "type", "polarity", "approximate"}
_JOINING: Final = {"merge", "split"}
_WITHIN: Final = re.compile(r"(.+)#([asef][0-9]+)", re.DOTALL)
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?", re.ASCII)

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
    checked = _changes(verdict, found[0], changes or {})
    judgement = Judgement(
        id=f"j{session.number}",
        verdict=verdict,
        targets=tuple(target for target, _, _ in found),
        changes=checked,
        note=None if note is None else _text("note", note),
        by=session.by,
        at=now(),
    )
    judgement = replace(judgement, supersedes=standing_on(session.index, subject_of(judgement)))
    session.append([Judged(judgement=judgement)])
    return judgement


def _targets(session: Session, objects: Shelf, verdict: Verdict, targets: Sequence[str]) -> list[Aim]:
    if verdict not in get_args(Verdict):
        message = f"a verdict is one of {', '.join(get_args(Verdict))}"
        raise UsageError(message, subject=str(verdict)[:100])
    if verdict in _JOINING and not 1 < len(targets) <= MOST_TARGETS:
        message = f"to {verdict} takes two things or more, up to {MOST_TARGETS:,}"
        raise UsageError(message)
    if verdict not in _JOINING and len(targets) != 1:
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
        message = "it was withdrawn from the case"
        raise WithdrawnError(message, subject=text[:200])
    if named is None:
        return Target(document=listed.digest), "document", None
    if listed.reading is None:
        message = "it has not been read: only the document as a whole can be judged"
        raise UsageError(message, subject=text[:200])
    reading = from_json(objects.get(listed.reading), Reading)
    kind = next((kind for kind, ids in _ids(reading).items() if named[2] in ids), None)
    if kind is None:
        message = f"its reading has no “{named[2]}”"
        raise UsageError(message, subject=text[:200])
    return Target(document=listed.digest, reading=listed.reading, id=named[2]), kind, reading


def _ids(reading: Reading) -> dict[Kind, set[str]]:
    return {
        "attribution": {found.id for found in reading.attributions},
        "speaker": {found.id for found in reading.speakers},
        "evidence": {found.id for found in reading.evidence},
        "figure": {found.id for found in reading.figures},
    }


def _changes(verdict: Verdict, aim: Aim, changes: Mapping[str, str]) -> dict[str, str]:
    _, kind, reading = aim
    if (verdict == "correct") != bool(changes):
        message = f"to {verdict} changes no field" if changes else "to correct takes at least one field and its value"
        raise UsageError(message)
    unknown = sorted(set(changes) - set(FIELDS[kind]))
    if unknown:
        message = f"what can be corrected of {_AN[kind]}: {', '.join(FIELDS[kind])}"
        raise UsageError(message, subject=unknown[0][:100])
    return {field: _value(field, changes[field], FIELDS[kind][field], reading) for field in sorted(changes)}


def _value(field: str, value: str, kind: Field | tuple[str, ...], reading: Reading | None) -> str:
    """Check a corrected value; it is kept as it was written."""
    text = _text(field, value)
    if not text:
        if field in _NEVER_EMPTY:
            message = "it cannot be empty"
            raise UsageError(message, subject=field)
        return text
    if isinstance(kind, tuple):
        allowed = set(kind)
        if text not in allowed:
            message = f"it is one of {', '.join(kind)}"
            raise UsageError(message, subject=field)
    elif kind == "number":
        if not _NUMBER.fullmatch(text):
            message = "it is a number, as 30 or 2.5"
            raise UsageError(message, subject=field)
    elif kind == "date":
        published_on(text)
    elif kind != "text" and reading is not None:
        _check_ids(field, text, kind, reading)
    return text


def _check_ids(field: str, text: str, kind: Field, reading: Reading) -> None:
    known = _ids(reading)["speaker" if kind == "id of a speaker" else "attribution"]
    names = text.split()
    if not set(names) <= known or (len(names) > 1 and kind != "ids of attributions"):
        message = f"it takes the {kind} of the same reading"
        raise UsageError(message, subject=field)


def _text(field: str, text: str) -> str:
    if len(text) > LONGEST:
        message = f"it has {len(text):,} characters, and may have {LONGEST:,}"
        raise UsageError(message, subject=field)
    return storable(text)
