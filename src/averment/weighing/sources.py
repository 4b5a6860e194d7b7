"""The speakers of a case: what each is called, where it speaks and what it does, and who else it may be.

In: readings, in any order, and who is who among their speakers. Out: a `Source` for each, the most spread first,
speakers whom no report names at the end.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from averment.values import Place, Reading, Source, Speaker
from averment.weighing.aliases import aliases
from averment.weighing.parties import agreed

if TYPE_CHECKING:
    from averment.values.readings import Act
    from averment.weighing.people import People, Voice

_NUMBER: Final = re.compile(r"[0-9]+")


def sources(readings: Iterable[Reading], people: People) -> list[Source]:
    """Give the speakers of a case, with the aliases proposed for each."""
    gathered: dict[str, _Gathered] = {}
    for reading in readings:
        _gather(reading, people, gathered)
    ranked = sorted(((one.key, one.source()) for one in gathered.values()), key=lambda pair: _rank(pair[1]))
    proposed = aliases(ranked, people.apart)
    return [replace(source, aliases=proposed.get(source.id, ())) for _, source in ranked]


def ident(key: str) -> str:
    """Give the id of the source with a key: v, and 12 hex digits that the key alone decides."""
    return f"v{hashlib.sha256(key.encode()).hexdigest()[:12]}"


def _rank(source: Source) -> tuple[bool, int, int, str, str]:
    return (not source.named, -source.documents, -source.attributions, source.name, source.id)


class _Gathered:
    """One source while the readings are gone through."""

    def __init__(self, voice: Voice) -> None:
        self.key = voice.key
        self._voice = voice
        self._names: Counter[str] = Counter()
        self._roles: Counter[str] = Counter()
        self._affiliations: Counter[str] = Counter()
        self._parties: Counter[str] = Counter()
        self._acts: Counter[Act] = Counter()
        self._documents: set[str] = set()
        self._mentions: set[tuple[str, str]] = set()
        self._attributions = 0

    def is_called(self, speaker: Speaker, voice: Voice, document: str) -> None:
        """Add what one document tells of it."""
        self._names[speaker.name] += 1
        self._mentions.add((document, speaker.id))
        self._documents.add(document)
        for counter, told in ((self._roles, speaker.role), (self._affiliations, speaker.affiliation)):
            if told:
                counter[told] += 1
        if voice.party:
            self._parties[voice.party] += 1

    def says(self, acts: Iterable[Act | None], document: str) -> None:
        """Add its attributions in a document."""
        for act in acts:
            self._attributions += 1
            self._documents.add(document)
            if act:
                self._acts[act] += 1

    def source(self) -> Source:
        """Give all that was gathered."""
        return Source(
            id=ident(self.key),
            name=self._voice.name,
            kind=self._voice.kind,
            names=_commonest(self._names) or (self._voice.name,),
            roles=_commonest(self._roles),
            affiliations=_commonest(self._affiliations),
            party=agreed(self._parties),
            parties=_commonest(self._parties),
            documents=len(self._documents),
            attributions=self._attributions,
            acts={act: self._acts[act] for act in sorted(self._acts)},
            mentions=tuple(Place(document=document, id=i) for document, i in sorted(self._mentions, key=_place)),
            named=self._voice.kind != "unnamed" and not self.key.startswith("unnamed:"),
        )


def _gather(reading: Reading, people: People, gathered: dict[str, _Gathered]) -> None:
    document = reading.document.digest
    acts: dict[str | None, list[Act | None]] = {}
    for attribution in reading.attributions:
        acts.setdefault(attribution.speaker, []).append(attribution.act)
    for speaker in reading.speakers:
        voice = people.voice(reading, speaker.id)
        gathered.setdefault(voice.key, _Gathered(voice)).is_called(speaker, voice, document)
    for speaker_id, made in acts.items():
        voice = people.voice(reading, speaker_id)
        gathered.setdefault(voice.key, _Gathered(voice)).says(made, document)


def _commonest(counter: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counter, key=lambda text: (-counter[text], text)))


def _place(place: tuple[str, str]) -> tuple[str, int, str]:
    number = _NUMBER.search(place[1])
    return (place[0], int(number[0]) if number else 0, place[1])
