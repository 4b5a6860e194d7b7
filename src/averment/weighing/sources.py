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
        self._called: list[tuple[str, Speaker]] = []
        self._parties: list[str | None] = []
        self._says: list[tuple[str, list[Act | None]]] = []

    def is_called(self, speaker: Speaker, voice: Voice, document: str) -> None:
        """Add what one document tells of it."""
        self._called.append((document, speaker))
        self._parties.append(voice.party)

    def says(self, acts: list[Act | None], document: str) -> None:
        """Add what it does in a document, an act for each attribution."""
        self._says.append((document, acts))

    def source(self) -> Source:
        """Give all that was gathered."""
        speakers = [speaker for _, speaker in self._called]
        acts = Counter(act for _, made in self._says for act in made if act)
        parties = Counter(filter(None, self._parties))
        mentions = sorted(((document, speaker.id) for document, speaker in self._called), key=_place)
        return Source(
            id=ident(self.key),
            name=self._voice.name,
            kind=self._voice.kind,
            names=_commonest(speaker.name for speaker in speakers) or (self._voice.name,),
            roles=_commonest(speaker.role for speaker in speakers),
            affiliations=_commonest(speaker.affiliation for speaker in speakers),
            party=agreed(parties),
            parties=_commonest(self._parties),
            named=self._voice.kind != "unnamed" and not self.key.startswith("unnamed:"),
            documents=len({document for document, _ in self._called} | {document for document, _ in self._says}),
            attributions=sum(len(made) for _, made in self._says),
            acts={act: acts[act] for act in sorted(acts)},
            mentions=tuple(Place(document=document, id=ident) for document, ident in mentions),
        )


def _gather(reading: Reading, people: People, gathered: dict[str, _Gathered]) -> None:
    document = reading.document.digest
    acts: dict[str | None, list[Act | None]] = {}
    for attribution in reading.attributions:
        acts.setdefault(attribution.speaker, []).append(attribution.act)
    for speaker in reading.speakers:
        voice = people.voice(reading, speaker.id)
        _one(voice, gathered).is_called(speaker, voice, document)
    for speaker_id, made in acts.items():
        _one(people.voice(reading, speaker_id), gathered).says(made, document)


def _one(voice: Voice, gathered: dict[str, _Gathered]) -> _Gathered:
    found = gathered.get(voice.key)
    if found is None:
        found = gathered[voice.key] = _Gathered(voice)
    return found


def _commonest(told: Iterable[str | None]) -> tuple[str, ...]:
    """Give the forms that were met, the commonest first."""
    found = [text for text in told if text]
    if len(found) < 2:  # noqa: PLR2004  # most sources stand once
        return tuple(found)
    times = Counter(found)
    return tuple(sorted(times, key=lambda text: (-times[text], text)))


def _place(place: tuple[str, str]) -> tuple[str, int, str]:
    number = _NUMBER.search(place[1])
    return (place[0], int(number[0]) if number else 0, place[1])
