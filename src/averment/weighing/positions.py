"""Who stands where on a claim: the stances of attributions, put together by speaker.

In: the stance of each attribution, the readings they are in, who is who. Out: a `Position` for each speaker and stance,
the surest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import msgspec

from averment.values import Place, Position, Reading
from averment.values.claims import Stance
from averment.weighing.parties import agreed
from averment.weighing.people import People, Voice

_NUMBER: Final = re.compile(r"[0-9]+")
_Rank: TypeAlias = tuple[float, str, int, str]


class Stood(msgspec.Struct, frozen=True, kw_only=True):
    """The stance of one attribution towards a claim; `score` is null where nothing was scored, and then comes last."""

    document: str
    id: str
    stance: Stance
    score: float | None = None
    why: str | None = None


def positions(stood: Sequence[Stood], readings: Mapping[str, Reading], people: People) -> tuple[Position, ...]:
    """Group stances by speaker and stance, whatever their order.

    Ranked by the highest score, then by the number of documents, then by name; the attributions of each by score, then
    by document and number. An attribution given twice with one stance counts once, by its higher score.
    """
    groups: dict[tuple[str, Stance], list[Stood]] = {}
    voices: dict[tuple[str, Stance], list[Voice]] = {}
    seen: set[tuple[str, str, Stance]] = set()
    for one in sorted(stood, key=_by_document):  # so that each reading is loaded once
        if (one.document, one.id, one.stance) in seen:
            continue
        seen.add((one.document, one.id, one.stance))
        voice = voice_of(one, readings[one.document], people)
        groups.setdefault((voice.key, one.stance), []).append(one)
        voices.setdefault((voice.key, one.stance), []).append(voice)
    ranked = sorted(groups, key=lambda group: _rank(groups[group], voices[group][0]))
    return tuple(_position(groups[group], voices[group]) for group in ranked)


def voice_of(stood: Stood, reading: Reading, people: People) -> Voice:
    """Give who speaks in an attribution; one that the reading lacks is nobody's."""
    return people.voice(reading, next((a.speaker for a in reading.attributions if a.id == stood.id), None))


def _position(stood: list[Stood], voices: list[Voice]) -> Position:
    return Position(
        speaker=voices[0].name,
        party=agreed(Counter(voice.party for voice in voices if voice.party)),
        stance=stood[0].stance,
        attributions=tuple(
            Place(document=one.document, id=one.id, score=one.score, why=one.why) for one in sorted(stood, key=by_score)
        ),
    )


def _rank(stood: list[Stood], voice: Voice) -> tuple[float, int, str, str, str]:
    best = min(by_score(one)[0] for one in stood)
    return (best, -len({one.document for one in stood}), voice.name, voice.key, stood[0].stance)


def by_score(stood: Stood) -> _Rank:
    """Give what attributions are ordered by: the highest score first, then document and number (a2 before a10)."""
    number = _NUMBER.search(stood.id)
    score = -1.0 if stood.score is None else stood.score
    return (-score, stood.document, int(number[0]) if number else 0, stood.id)


def _by_document(stood: Stood) -> tuple[str, float, int, str, str, str]:
    score, document, number, ident = by_score(stood)
    return (document, score, number, ident, stood.stance, stood.why or "")
