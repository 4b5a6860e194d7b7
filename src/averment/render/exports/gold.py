"""Reviewed documents as annotated data, in the form that `averment evaluate` takes and that models learn from.

In: readings as people corrected them, where the review of each line stands. Out: files, by the place of each in a
folder. A file is named by the digest of its document: no word of a report becomes a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from averment.values import Attribution, Evidence, Figure, Reading, Span
from averment.values.readings import Act, SpeakerKind
from averment.values.review import ReviewState

if TYPE_CHECKING:
    from averment.weighing.reviewed import Review

ANNOTATOR: Final = "desk"
PARTIAL: Final = "partial"
"""The folder of documents of which only some lines are reviewed, so that no score is made of them by mistake."""
README: Final = """# Annotated reports

Made by `averment export --to gold` from what people reviewed in a case. `docs/ID.txt` is the text of a report,
`gold/ID.desk.json` what was accepted or corrected in it; `ID` is the SHA-256 digest of the original. Places are
half-open ranges of code points in the text. `state` says of each record whether a person accepted or corrected it,
`by` who reviewed the report.

Every line that the program found in these reports was looked at; what was rejected is left out. What the program did
not find is missing here too, for a review judges what is there: these files tell what a reader gets wrong, not what it
misses.

`partial/`, where it is there, holds reports of which only some lines were reviewed. No score can be made of them.
The texts belong to whoever published them.
"""


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is; `unattributed` where the report does not say."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None


class GoldAttribution(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution. `source` is one span: from its first to its last word where it stands in pieces."""

    id: str
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act
    about: tuple[str, ...]
    who: Who
    claims: tuple[str, ...] = ()
    state: ReviewState


class GoldEvidence(msgspec.Struct, frozen=True, kw_only=True, rename={"rests": "for"}):
    """A piece of evidence."""

    id: str
    span: Span
    type: str
    rests: tuple[str, ...]
    polarity: str
    state: ReviewState


class GoldFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure. `what` is `killed`, `injured` or `other`."""

    id: str
    span: Span
    what: str
    low: float | None
    high: float | None
    by: str | None
    state: ReviewState


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated report. `by` are those whose judgements it rests on."""

    id: str
    outlet: str | None
    date: date | None
    annotator: str = ANNOTATOR
    by: tuple[str, ...]
    partial: bool
    attributions: tuple[GoldAttribution, ...]
    evidence: tuple[GoldEvidence, ...]
    figures: tuple[GoldFigure, ...]


class Annotated:
    """A document with its review: what is reviewed in it, what is not."""

    def __init__(self, found: Reading, corrected: Reading, review: Review) -> None:
        """Take what was read, the same as people corrected it, and where the review stands."""
        digest = found.document.digest
        self._corrected = corrected
        self.rejected = review.of(digest).state == "rejected"
        named: tuple[Attribution | Evidence | Figure, ...] = (*found.attributions, *found.evidence, *found.figures)
        reviewed = {one.id: review.of(digest, one.id) for one in named}
        self._states = {name: one.state for name, one in reviewed.items()}
        self._by = {one.judgement.by for one in reviewed.values() if one.judgement}
        self.lines = len(reviewed)
        undecided = {one.id for one in corrected.attributions if one.act is None}  # a form without an act knows no such
        self._open = undecided | {name for name, state in self._states.items() if state == "unreviewed"}

    @property
    def left(self) -> int:
        """Count the lines that are not reviewed."""
        return len(self._open)

    def gold(self) -> Gold:
        """Give what is reviewed, as people left it; references to what is not are taken out."""
        reading = self._corrected
        attributions = [one for one in reading.attributions if one.id not in self._open]
        known = {one.id for one in attributions}
        who = {
            one.id: Who(name=one.name, kind=one.kind, role=one.role, affiliation=one.affiliation)
            for one in reading.speakers
        }
        published = reading.document.published
        return Gold(
            id=_name(reading),
            outlet=reading.document.outlet,
            date=published.start if published and published.start == published.end else None,
            by=tuple(sorted(self._by)),
            partial=bool(self._open),
            attributions=tuple(_attribution(one, known, who, self._states[one.id]) for one in attributions),
            evidence=tuple(
                _evidence(one, known, self._states[one.id]) for one in reading.evidence if one.id not in self._open
            ),
            figures=tuple(
                _figure(one, known, self._states[one.id]) for one in reading.figures if one.id not in self._open
            ),
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give the text and the annotations, each with its place in the folder: the same bytes for the same review."""
        made = self.gold()
        folder = f"{PARTIAL}/" if made.partial else ""
        marked = msgspec.json.format(msgspec.json.encode(made, order="deterministic"), indent=1)
        yield f"{folder}docs/{made.id}.txt", self._corrected.document.text.encode()
        yield f"{folder}gold/{made.id}.{ANNOTATOR}.json", marked + b"\n"


_NOBODY: Final = Who(name="unattributed", kind="unnamed")
_COUNTED: Final = {"killed", "injured"}


def _name(reading: Reading) -> str:
    return reading.document.digest.removeprefix("sha256:")


def _attribution(one: Attribution, known: set[str], who: Mapping[str, Who], state: ReviewState) -> GoldAttribution:
    assert one.act is not None  # noqa: S101  (what has no act is not reviewed to the end)
    return GoldAttribution(
        id=one.id,
        source=(one.source[0][0], one.source[-1][1]) if one.source else None,
        cue=one.cue,
        content=one.content,
        act=one.act,
        about=tuple(name for name in one.about if name in known and name != one.id),
        who=who.get(one.speaker or "", _NOBODY),
        state=state,
    )


def _evidence(one: Evidence, known: set[str], state: ReviewState) -> GoldEvidence:
    rests = tuple(name for name in one.rests if name in known)
    return GoldEvidence(id=one.id, span=one.span, type=one.type, rests=rests, polarity=one.polarity, state=state)


def _figure(one: Figure, known: set[str], state: ReviewState) -> GoldFigure:
    what = one.what if one.what in _COUNTED else "other"
    by = one.by if one.by in known else None
    return GoldFigure(id=one.id, span=one.span, what=what, low=one.low, high=one.high, by=by, state=state)
