"""The form in which a person corrects one thing that was read: its fields, what they hold now, what they may hold.

In: a reading as it is corrected so far, an id in it, the review of that, the claims it is in. Out: fields; a value is
as a judgement has it (`case.fields`), so that what was not touched is no correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import msgspec

from averment.render import phrases
from averment.render.nesting import order
from averment.render.people import People
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values import Attribution, Evidence, Figure, Speaker, quote
from averment.values.claims import Stance
from averment.values.judgements import PROPOSED
from averment.values.readings import Act, Certainty, EvidenceType, Polarity, SpeakerKind

if TYPE_CHECKING:
    from averment.values import Held, Reading, Reviewed, Span

Part: TypeAlias = Attribution | Evidence | Figure | Speaker

AN: Final[dict[type, str]] = {
    Attribution: "an attribution",
    Evidence: "evidence",
    Figure: "a figure",
    Speaker: "a speaker",
}
_HINT: Final = 80  # cells of a line by which another attribution is known again
_WORDS: Final[dict[str, str]] = {"unknown": "the source leaves it open", "investigation": "inquiry"}
_STANCES: Final[dict[Stance, str]] = {"supports": "for it", "denies": "against it", "doubts": "in doubt of it"}


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a field may have, and what it is called."""

    value: str
    words: str


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field of a form. `value` is what holds now; of `many` the ids, in the order of the options.

    `kind`: one of the `options`, any `many` of them, a `text` or a `number`. `hint` says what an entry means.
    """

    name: str
    label: str
    kind: Literal["one", "many", "text", "number"]
    value: str
    options: tuple[Option, ...] = ()
    hint: str = ""


def found(reading: Reading, name: str) -> Part | None:
    """Give what has an id in a reading."""
    parts: tuple[Part, ...] = (*reading.attributions, *reading.evidence, *reading.figures, *reading.speakers)
    return next((one for one in parts if one.id == name), None)


def spans(part: Part) -> dict[str, tuple[Span, ...]]:
    """Give the parts of its words that can be moved, that which is moved most first. A speaker has none of its own."""
    if isinstance(part, Attribution):
        return {"content": part.content, "cue": part.cue, "source": part.source}
    return {} if isinstance(part, Speaker) else {"span": (part.span,)}


def fields(reading: Reading, part: Part, reviewed: Reviewed, claims: Sequence[Held]) -> tuple[Field, ...]:
    """Give the fields of a form, without the spans."""
    if isinstance(part, Attribution):
        return tuple(_of_attribution(reading, part, reviewed, claims))
    if isinstance(part, Evidence):
        return tuple(_of_evidence(reading, part))
    return tuple(_of_figure(reading, part)) if isinstance(part, Figure) else tuple(_of_speaker(part))


def _of_attribution(reading: Reading, part: Attribution, reviewed: Reviewed, claims: Sequence[Held]) -> Iterator[Field]:
    speakers = [Option(value="", words=phrases.NOBODY)]
    speakers += [Option(value=one.id, words=f"{one_line(one.name)}{phrases.standing(one)}") for one in reading.speakers]
    others = [one for one in _attributions(reading) if one.value != part.id]
    yield _one("act", "What the source does", part.act, get_args(Act), phrases.doing, none="not decided")
    yield _one("certainty", "How certain it says it is", part.certainty, get_args(Certainty), none="not decided")
    yield Field(name="speaker", label="Who says it", kind="one", value=part.speaker or "", options=tuple(speakers))
    if claims or "claim" in reviewed.changes:
        yield _claim(reading, reviewed, claims, others)
        yield _stance(reviewed, claims)
    yield _many("about", "It is about what is said in", part.about, others)


def _claim(reading: Reading, reviewed: Reviewed, claims: Sequence[Held], others: Iterable[Option]) -> Field:
    digest = reading.document.digest
    weighed = shorten(one_line(claims[0].statement), _HINT) if claims else "none"
    value = reviewed.changes.get("claim", PROPOSED)
    options = [
        Option(value=PROPOSED, words=f"as weighed: {weighed}" if value == PROPOSED else "as weighed without this"),
        Option(value="", words="a claim of its own"),
        *(Option(value=f"{digest}#{one.value}", words=f"the claim of {one.words}") for one in others),
    ]
    if value not in {one.value for one in options}:
        options.append(Option(value=value, words="the claim of a line in another document, as set by hand"))
    return Field(name="claim", label="The claim it belongs to", kind="one", value=value, options=tuple(options))


def _stance(reviewed: Reviewed, claims: Sequence[Held]) -> Field:
    value = reviewed.changes.get("stance", PROPOSED)
    weighed = f"as weighed: {_STANCES[claims[0].stance]}" if claims and value == PROPOSED else "as weighed without this"
    options = [Option(value=PROPOSED, words=weighed), *(Option(value=one, words=_STANCES[one]) for one in _STANCES)]
    return Field(name="stance", label="Its stance on that claim", kind="one", value=value, options=tuple(options))


def _of_evidence(reading: Reading, part: Evidence) -> Iterator[Field]:
    yield _one("type", "Kind of evidence", part.type, get_args(EvidenceType))
    yield _one("polarity", "What it does to what rests on it", part.polarity, get_args(Polarity))
    yield _many("for", "What is said on its strength", part.rests, _attributions(reading))


def _of_figure(reading: Reading, part: Figure) -> Iterator[Field]:
    said = (Option(value="", words="nobody: the narration of the report"), *_attributions(reading))
    yield _text("what", "What is counted", part.what, "killed, wounded, detained, …, or other")
    yield _text("unit", "Of whom or of what", part.unit)
    yield Field(name="low", label="At least", kind="number", value=_number(part.low), hint="empty: left open")
    yield Field(name="high", label="At most", kind="number", value=_number(part.high), hint="empty: left open")
    yield _one("approximate", "Is it approximate?", str(part.approximate).lower(), ("true", "false"), _YES.__getitem__)
    yield _text("per", "For each", part.per, "day, family, …; empty: in all")
    yield Field(name="by", label="Who says it", kind="one", value=part.by or "", options=said)


def _of_speaker(part: Speaker) -> Iterator[Field]:
    yield _text("name", "Name", part.name)
    yield _one("kind", "What it is", part.kind, get_args(SpeakerKind))
    yield _text("role", "Role", part.role)
    yield _text("affiliation", "Of which body", part.affiliation)
    yield _text("party", "The side it speaks for", part.party)


def _attributions(reading: Reading) -> tuple[Option, ...]:
    """Give the attributions of a reading to choose from, in order of the text."""
    people, text = People(reading), reading.document.text
    return tuple(
        Option(
            value=one.id,
            words=shorten(
                f"{one.id} {people.name(one)} {phrases.act(one)}: {one_line(quote(text, one.content or one.cue))}",
                _HINT,
            ),
        )
        for one in sorted(reading.attributions, key=order)
    )


def _one(  # noqa: PLR0913, PLR0917  (what a field is made of)
    name: str,
    label: str,
    value: str | None,
    allowed: Iterable[str],
    words: Callable[[Any], str] = lambda value: _WORDS.get(value, value),
    none: str | None = None,
) -> Field:
    options = [Option(value=one, words=words(one)) for one in allowed]
    if none is not None and value is None:
        options.insert(0, Option(value="", words=none))
    return Field(name=name, label=label, kind="one", value=value or "", options=tuple(options))


def _many(name: str, label: str, chosen: Iterable[str], options: Sequence[Option]) -> Field:
    names = set(chosen)
    value = " ".join(one.value for one in options if one.value in names)
    return Field(name=name, label=label, kind="many", value=value, options=tuple(options))


def _text(name: str, label: str, value: str | None, hint: str = "") -> Field:
    return Field(name=name, label=label, kind="text", value=value or "", hint=hint)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() else str(value)


_YES: Final = {"true": "yes, about that", "false": "no"}
