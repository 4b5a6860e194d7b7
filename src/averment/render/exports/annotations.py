"""A reading as annotations of the Web Annotation Data Model (W3C, 2017): one for each line of it.

In: a reading. Out: JSON-LD in terms of http://www.w3.org/ns/anno.jsonld alone. Targets are the words: content, source
and cue, a piece each; bodies say what was read in them. A `label` tells apart bodies of the same purpose.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from averment.render.exports.identifiers import UUIDS, agent, names_of, somebody, whole
from averment.render.exports.selectors import Places, Resource
from averment.render.phrases import counted
from averment.values.bounds import in_words, known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.values import Attribution, Evidence, Figure, Model, Reading, Span, Speaker

LINE: Final = "line"
"""The kind of name of an annotation that is about a line of a reading."""
STYLE: Final[Resource] = {
    "type": "CssStylesheet",
    "value": ".content{background:#fde68a}.source{background:#bfdbfe}.cue{background:#ddd6fe}"
    ".evidence{background:#bbf7d0}.figure{background:#fecaca}",
}
_CLASSES: Final = {"person": "Person"} | dict.fromkeys(("organisation", "government", "media", "group"), "Organization")


def annotated(reading: Reading) -> Iterator[Resource]:
    """Give the annotations of a reading: its attributions, evidence and figures, in their order."""
    made = _Making(reading)
    yield from map(made.attribution, reading.attributions)
    yield from map(made.evidence, reading.evidence)
    yield from map(made.figure, reading.figures)


def software(model: Model) -> Resource:
    """Give the agent that made a reading: the program, its version, and the digests of its weights and word lists."""
    digests = [digest for digest in (model.reader, model.lexicons) if digest]
    return {
        "id": UUIDS + agent(model),
        "type": "Software",
        "name": "Averment",
        "schema:softwareVersion": model.version,
        "schema:identifier": digests,
    }


def annotation(name: str, bodies: list[Resource], targets: list[Resource] | list[str]) -> Resource:
    """Put an annotation together; its motivations are the purposes of its bodies (section 3.3.5)."""
    purposes = dict.fromkeys(body["purpose"] for body in bodies)
    target = targets[0] if len(targets) == 1 and isinstance(targets[0], str) else targets
    return {"id": UUIDS + name, "type": "Annotation", "motivation": [*purposes], "body": bodies, "target": target}


def text(label: str, purpose: str, value: str) -> Resource:
    """Give a body of words (section 3.2.4)."""
    return {"type": "TextualBody", "label": label, "purpose": purpose, "value": value}


def link(label: str, name: str) -> Resource:
    """Give a body that links to another annotation (section 4.1)."""
    return {"type": "SpecificResource", "label": label, "purpose": "linking", "source": UUIDS + name}


def identity(name: str, speaker: Speaker) -> Resource:
    """Give a body that says who is speaking; `name` is the speaker's."""
    person: Resource = {"id": UUIDS + name, "name": speaker.name, "schema:additionalType": speaker.kind}
    if speaker.kind in _CLASSES:
        person["type"] = _CLASSES[speaker.kind]
    if speaker.role:
        person["schema:jobTitle"] = speaker.role
    if speaker.affiliation:
        person["schema:affiliation"] = speaker.affiliation
    return {"type": "SpecificResource", "label": "speaker", "purpose": "identifying", "source": person}


class _Making:
    """Makes the annotations of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._names = names_of(reading)
        self._places = Places(reading.document)
        self._speakers = {one.id: one for one in reading.speakers}
        lines = (reading.attributions, reading.evidence, reading.figures)
        self._lines = {one.id for kind in lines for one in kind}
        self._dates = {one.span: one for one in reading.dates}
        self._rested: defaultdict[str, list[str]] = defaultdict(list)
        for one in reading.evidence:
            for name in one.rests:
                self._rested[name].append(one.id)
        self._creator = software(reading.model)

    def attribution(self, one: Attribution) -> Resource:
        """Say what the source does with the content, how sure it is, who it is, and what it speaks about."""
        bodies = [text("act", "classifying", one.act)] if one.act else []
        if one.certainty:
            bodies.append(text("certainty", "classifying", one.certainty))
        bodies += self._speaker(one.speaker)
        bodies += self._said(one.said)
        bodies.append(text("score", "assessing", f"{one.score:g}"))
        bodies += self._links("about", one.about)
        bodies += self._links("evidence", self._rested[one.id])
        targets = [
            *self._places.targets("content", one.content),
            *self._places.targets("source", one.source),
            *self._places.targets("cue", one.cue),
        ]
        return self._made(one.id, bodies, targets)

    def evidence(self, one: Evidence) -> Resource:
        """Say what kind of evidence it is, and which attributions rest on it."""
        bodies = [text("evidence", "classifying", one.type), text("polarity", "classifying", one.polarity)]
        bodies += self._links("for", one.rests)
        return self._made(one.id, bodies, self._places.targets("evidence", [one.span]))

    def figure(self, one: Figure) -> Resource:
        """Say what is counted, with its bounds in words and as numbers: an open bound is left out."""
        per = f" each {one.per}" if one.per else ""
        words = in_words(one.low, one.high, approximate=one.approximate)
        bounds = {"schema:minValue": known(one.low), "schema:maxValue": known(one.high), "schema:unitText": one.unit}
        told = {name: whole(value) for name, value in bounds.items() if value is not None}
        bodies = [text("figure", "describing", f"{counted(one)}: {words}{per}") | told]
        bodies += self._links("by", (one.by,) if one.by else ())
        return self._made(one.id, bodies, self._places.targets("figure", [one.span]))

    def _made(self, name: str, bodies: list[Resource], targets: list[Resource]) -> Resource:
        made = annotation(self._names.of(LINE, name), bodies, targets or [self._places.whole()])
        return made | {"creator": self._creator, "stylesheet": STYLE}

    def _speaker(self, name: str | None) -> list[Resource]:
        speaker = self._speakers.get(name or "")
        if speaker is None or not somebody(speaker):
            return []
        party = [text("party", "classifying", speaker.party)] if speaker.party else []
        return [identity(self._names.of("speaker", speaker.id), speaker), *party]

    def _said(self, span: Span | None) -> list[Resource]:
        date = self._dates.get(span) if span else None
        if date is None or date.start is None or date.end is None:
            return []
        days = f"{date.start}" if date.start == date.end else f"{date.start}/{date.end}"
        return [text("said", "describing", days)]

    def _links(self, label: str, ids: Sequence[str]) -> list[Resource]:
        return [link(label, self._names.of(LINE, name)) for name in ids if name in self._lines]
