"""What people decided, applied before anything is weighed: judgements in force, readings as they were corrected.

In: judgements that stand, the digests of the current readings; a reading. Out: the judgements reduced to what holds, in
order; the reading without what was rejected. A judgement on another reading of a document does not apply.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from msgspec.structs import replace

from averment.values import Attribution, Document, Evidence, Figure, Judgement, Reading, Speaker, Target, to_json
from averment.values.judgements import PROPOSED, WEIGHED
from averment.weighing.corrections import document_fields, plain_fields
from averment.weighing.upheld import JOINING, order, standing

_VERDICTS: Final = {"accept", "reject"}

Part = TypeVar("Part", Attribution, Speaker, Evidence, Figure)


def in_force(judgements: Iterable[Judgement], readings: Mapping[str, str]) -> list[Judgement]:
    """Give what holds of some judgements, in the order in which they were made.

    `readings` are the digests of the current readings, by document. Left out is what does not stand (`upheld`), targets
    in documents that are not there or in another reading of them, merges and splits of fewer than two things, corrected
    fields that a later correction of the same thing sets anew, and those that were taken back (`PROPOSED`). Where two
    verdicts on one thing stand (they were made on two readings of it) the later holds. To correct something in a
    reading says that it is there: a rejection before that no longer holds. Of a document it does: who corrects a date
    has not said that the report counts.
    """
    ordered = standing(judgements)
    latest: dict[tuple[Target, str], str] = {}
    for made in ordered:
        if made.verdict in _VERDICTS:
            latest[made.targets[0], ""] = made.id
        latest |= {(made.targets[0], field): made.id for field in made.changes}
    found = [one for made in ordered if (one := _holding(made, readings, latest)) is not None]
    corrected = {made.targets[0]: made for made in found if made.verdict == "correct" and made.targets[0].id}
    return [made for made in found if not (made.verdict == "reject" and _is_before(made, corrected))]


def digest_of(reading: Reading) -> str:
    """Give the digest by which judgements name a reading."""
    return "sha256:" + hashlib.sha256(to_json(reading)).hexdigest()


def judged(reading: Reading, judgements: Iterable[Judgement], digest: str | None = None) -> Reading:
    """Give a reading as people corrected it. `digest` is that of the reading where it is known.

    What was rejected leaves, with the references to it; of a rejected document, all that was read in it. Corrections
    of a field are applied in the order in which they were made. Corrections of `claim`, `stance` and `origin` are not
    the reading's, and merges and splits are of several: claims, origins and people see to those.
    """
    name = reading.document.digest
    ours = [m for m in judgements if m.verdict not in JOINING and m.targets[0].document == name]
    if not ours:
        return reading
    within = any(made.targets[0].reading is not None for made in ours)  # a digest takes as long as to decode a reading
    ours = in_force(ours, {name: digest or (digest_of(reading) if within else "")})
    changes = _changes(ours)
    gone = {made.targets[0].id or "" for made in ours if made.verdict == "reject"}
    document, length = _document(reading.document, changes[""]), len(reading.document.text)
    if "" in gone:
        return replace(reading, document=document, attributions=(), speakers=(), evidence=(), figures=())
    return _linked(
        replace(
            reading,
            document=document,
            attributions=_parts(reading.attributions, gone, changes, length),
            speakers=_parts(reading.speakers, gone, changes, length),
            evidence=_parts(reading.evidence, gone, changes, length),
            figures=_parts(reading.figures, gone, changes, length),
        ),
        reading,
    )


def judged_document(document: Document, judgements: Iterable[Judgement]) -> Document:
    """Give the document of a reading as people corrected it: title, outlet, url, published."""
    ours = [m for m in judgements if m.verdict == "correct" and m.targets[0] == Target(document=document.digest)]
    return _document(document, _changes(in_force(ours, {document.digest: ""}))[""])


def _changes(judgements: Iterable[Judgement]) -> dict[str, dict[str, str]]:
    """Give the corrected fields of each thing, by id; those of the document under no id."""
    changes: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for made in judgements:
        kept = {field: value for field, value in made.changes.items() if field not in WEIGHED}
        changes[made.targets[0].id or ""] |= kept
    return changes


def _holding(
    made: Judgement, readings: Mapping[str, str], latest: Mapping[tuple[Target, str], str]
) -> Judgement | None:
    targets = tuple(
        target
        for target in made.targets
        if target.document in readings and target.reading in {None, readings[target.document]}
    )
    if len(targets) < (2 if made.verdict in JOINING else 1):
        return None
    if made.verdict in _VERDICTS and latest[made.targets[0], ""] != made.id:
        return None
    changes = {
        field: value
        for field, value in made.changes.items()
        if latest[made.targets[0], field] == made.id and not (field in WEIGHED and value == PROPOSED)
    }
    if made.changes and not changes:
        return None
    return replace(made, targets=targets, changes=changes)


def _is_before(made: Judgement, corrected: Mapping[Target, Judgement]) -> bool:
    later = corrected.get(made.targets[0])
    return later is not None and order(made) < order(later)


def _document(document: Document, changes: Mapping[str, str]) -> Document:
    return replace(document, **document_fields(document, changes)) if changes else document


def _parts(
    parts: tuple[Part, ...], gone: set[str], changes: Mapping[str, dict[str, str]], length: int
) -> tuple[Part, ...]:
    return tuple(
        replace(part, **plain_fields(part, changes[part.id], length)) if part.id in changes else part
        for part in parts
        if part.id not in gone
    )


def _linked(reading: Reading, before: Reading) -> Reading:
    """Keep references in step: none to what has left, and evidence as the corrected evidence says what rests on it."""
    known: dict[str, set[str]] = {
        "a": {part.id for part in reading.attributions},
        "s": {part.id for part in reading.speakers},
    }
    evidence = tuple(_kept(part, rests=tuple(a for a in part.rests if a in known["a"])) for part in reading.evidence)
    rested: defaultdict[str, list[str]] = defaultdict(list)
    for part in evidence:
        for name in part.rests:
            rested[name].append(part.id)
    moved = evidence != before.evidence
    attributions = tuple(
        _kept(
            part,
            about=tuple(a for a in part.about if a in known["a"] and a != part.id),
            speaker=part.speaker if part.speaker in known["s"] else None,
            evidence=tuple(rested[part.id]) if moved else part.evidence,
        )
        for part in reading.attributions
    )
    figures = tuple(_kept(part, by=part.by if part.by in known["a"] else None) for part in reading.figures)
    return replace(reading, attributions=attributions, evidence=evidence, figures=figures)


def _kept(part: Part, **fields: Any) -> Part:  # noqa: ANN401  # of whatever type the fields are
    """Give a part with these fields, itself where it has them."""
    return part if all(getattr(part, name) == value for name, value in fields.items()) else replace(part, **fields)
