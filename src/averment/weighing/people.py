"""Who speaks, across documents: one key for one speaker, its name, its kind and the party it speaks for.

In: readings, what is known of the speakers of a case (`Known`), and judgements. Out: a `Voice` for each speaker, and
the `Source`s of a case. The same name is the same speaker; nothing else is, unless a judgement says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, Self, TypeAlias, TypeVar

import msgspec

from averment.values import Judgement, Reading, Speaker
from averment.values.readings import SpeakerKind
from averment.weighing import naming
from averment.weighing.merges import Merges, of_speakers, spots
from averment.weighing.name_words import words
from averment.weighing.parties import agreed
from averment.weighing.sources import sources

__all__ = ["UNATTRIBUTED", "Known", "People", "Voice", "known", "sources"]

UNATTRIBUTED: Final = "unattributed"
"""The name of whoever says what is attributed to nobody ("it was reported"), in one document."""
_Form: TypeAlias = tuple[str, SpeakerKind]
_Counted = TypeVar("_Counted")


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """Who speaks. Speakers with one `key` are one, whatever the documents.

    `name` and `kind` are the commonest among them. `party` is that of this speaker's own report; where that is silent,
    the party on which the other reports agree.
    """

    key: str
    name: str
    kind: SpeakerKind
    party: str | None = None


class Known(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What a reading tells of one of its speakers, small enough to keep for all of a case.

    `compared` is what its name is compared by: it depends on the word lists, as a reading does.
    """

    document: str
    id: str
    name: str
    compared: str
    kind: SpeakerKind
    party: str | None = None


def known(reading: Reading) -> tuple[Known, ...]:
    """Give what a reading tells of those of its speakers who have a name beyond it."""
    document = reading.document.digest
    return tuple(
        Known(document=document, id=found.id, name=found.name, compared=own, kind=found.kind, party=found.party)
        for found in reading.speakers
        if (own := naming.compared(found.name, found.kind)) is not None
    )


class People:
    """The speakers of a case. Without `known`, merges hold for the judged speakers alone, not for all of their name.

    `known` are the speakers of all documents of the case, in any order; judgements those on the readings from which
    they come.
    """

    def __init__(self, judgements: Iterable[Judgement] = (), known: Iterable[Known] = ()) -> None:
        every = list(known)
        standing = of_speakers(judgements)
        judged = {spot for judgement in standing for spot in spots(judgement.targets)}
        names = {spot: one.compared for one in every if (spot := (one.document, one.id)) in judged} if judged else {}
        self._merges = Merges(standing, names)
        self._forms: dict[str, dict[_Form, int]] = {}
        self._parties: dict[str, dict[str, int]] = {}
        for one in every:
            key = self._merges.key((one.document, one.id), one.compared)
            _add(self._forms.setdefault(key, {}), (one.name, one.kind))
            if one.party:
                _add(self._parties.setdefault(key, {}), one.party)
        self._apart = self._merges.apart()
        self._told: dict[str, _Form] = {}
        self._reading: Reading | None = None
        self._speakers: dict[str, Speaker] = {}
        self._voices: dict[str | None, Voice] = {}

    @classmethod
    def of(cls, readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> Self:
        """Give the speakers of readings, all in memory."""
        return cls(judgements, (one for reading in readings for one in known(reading)))

    def voice(self, reading: Reading, speaker: str | None) -> Voice:
        """Give who a speaker of a reading is, by its id there; an id that the reading lacks is nobody's."""
        if reading is not self._reading:
            self._reading, self._voices = reading, {}
            self._speakers = {found.id: found for found in reading.speakers}
        if speaker not in self._voices:
            found = self._speakers.get(speaker) if speaker is not None else None
            key = _within(reading.document.digest, UNATTRIBUTED)
            nobody = Voice(key=key, name=UNATTRIBUTED, kind="unnamed")
            self._voices[speaker] = self._voice(reading, found) if found else nobody
        return self._voices[speaker]

    def apart(self, one: str, other: str) -> bool:
        """Say whether a judgement holds that the speakers with two keys are not one."""
        return frozenset((one, other)) in self._apart

    def _voice(self, reading: Reading, speaker: Speaker) -> Voice:
        document = reading.document.digest
        own = naming.compared(speaker.name, speaker.kind) or _within(document, speaker.name)
        key = self._merges.key((document, speaker.id), own)
        name, kind = self._called(key) or (speaker.name, speaker.kind)
        return Voice(key=key, name=name, kind=kind, party=self._party(key, speaker.party))

    def _called(self, key: str) -> _Form | None:
        """Give the commonest name that speakers with a key have, and their commonest kind."""
        if key not in self._told and key in self._forms:
            self._told[key] = _commonest(self._forms[key])
        return self._told.get(key)

    def _party(self, key: str, own: str | None) -> str | None:
        """Give the party of a speaker in its report, or the one on which others agree; a merged body's by its name."""
        if own:
            return self._side(own)
        told = self._parties.get(key)
        if not told:
            return None
        sides: Counter[str] = Counter()
        for party, times in told.items():
            sides[self._side(party)] += times
        return agreed(sides)

    def _side(self, party: str) -> str:
        compared = naming.compared(party, "organisation")
        if compared is None:
            return party
        key = self._merges.key(("", ""), compared)
        told = self._called(key)
        return told[0] if told else party


def _commonest(forms: dict[_Form, int]) -> _Form:
    """Give the commonest name and kind. A full name goes before a single word, any name before a description."""
    if len(forms) == 1:
        return next(iter(forms))
    names: Counter[str] = Counter()
    kinds: Counter[SpeakerKind] = Counter()
    for (name, kind), times in forms.items():
        names[name] += times
        kinds[kind] += times
    named = {name for name, kind in forms if kind != "unnamed"} or set(names)
    best = min(named, key=lambda name: (len(words(name)) == 1, -names[name], -len(name), name.swapcase()))
    return best, min(kinds, key=lambda kind: (kind == "unnamed", -kinds[kind], kind))


def _add(times: dict[_Counted, int], what: _Counted) -> None:
    times[what] = times.get(what, 0) + 1


def _within(document: str, name: str) -> str:
    """Give the key of a speaker who is known in one document only."""
    return f"unnamed:{naming.phrase(name)}@{document}"
