"""A reading as provenance: what was said out there, and beside it what we did to hear it.

In: a reading. Out: a bundle of records (what the report tells: who said what, resting on what, for whom), and records
of the activity that made the bundle. Provenance is in the bundle, the reading of it outside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.exports.identifiers import agent, names_of, somebody
from averment.render.exports.prov_records import Records
from averment.values import quote

if TYPE_CHECKING:
    from averment.render.exports.identifiers import Names
    from averment.values import Attribution, Document, Evidence, Reading, Speaker

STATEMENT: Final = "statement"
"""The kind of name of what somebody said, as a report has it."""
_BODIES: Final = ("organisation", "government", "media", "group")
_TYPES: Final = {"person": "prov:Person"} | dict.fromkeys(_BODIES, "prov:Organization")


def put(reading: Reading, name: str, records: Records) -> None:
    """Add a reading: its bundle, and what made that. `name` is where the report was found."""
    names, model = names_of(reading), reading.model
    document = entity_of(reading.document.digest)
    bundle, activity, made = f"uuid:{names.of('bundle')}", f"uuid:{names.of('reading')}", f"uuid:{agent(model)}"
    records.bundle(bundle, _bundle(reading, names))
    _original(reading.document, name, records)
    records.add("entity", bundle, f"What was read in {name}", "prov:Bundle")
    records.add("activity", activity, f"Reading {name}", "averment:Reading")
    label = f"Averment {model.version}"
    digests = {"weights": model.reader, "lexicons": model.lexicons, "replaced": _listed(model.replaced)}
    records.add("agent", made, label, "prov:SoftwareAgent", version=model.version, **digests)
    records.tie("wasGeneratedBy", bundle, activity)
    records.tie("used", activity, document)
    records.tie("wasDerivedFrom", bundle, document)
    records.tie("wasAssociatedWith", activity, made)


def entity_of(digest: str) -> str:
    """Give the qualified name of a preserved original."""
    return f"sha256:{digest.removeprefix('sha256:')}"


def _original(one: Document, name: str | None, records: Records) -> None:
    published = one.published
    records.add(
        "entity",
        entity_of(one.digest),
        one.title or name,
        "averment:Document",
        digest=one.digest,
        found=name,
        media_type=one.media_type,
        url=one.url,
        published=f"{published.start}/{published.end}" if published else None,
        captured=one.captured,
    )


def _bundle(reading: Reading, names: Names) -> Records:
    records = Records()
    _original(reading.document, None, records)
    making = _Making(reading, names, records)
    making.document()
    for speaker in filter(somebody, reading.speakers):
        making.speaker(speaker)
    for evidence in reading.evidence:
        making.evidence(evidence)
    for attribution in reading.attributions:
        making.attribution(attribution)
    return records


class _Making:
    """Adds the records of one reading."""

    def __init__(self, reading: Reading, names: Names, records: Records) -> None:
        self._reading, self._names, self._records = reading, names, records
        self._text, self._document = reading.document.text, entity_of(reading.document.digest)
        self._people = {one.id for one in reading.speakers if somebody(one)}
        bodies = [one for one in reversed(reading.speakers) if one.id in self._people and one.kind in _BODIES]
        self._bodies = {one.name: self._name("speaker", one.id) for one in bodies}
        self._said = {one.id for one in reading.attributions}

    def document(self) -> None:
        """Say who published the report, and who wrote it."""
        outlet = self._reading.document.outlet
        if outlet:
            self._records.tie("wasAttributedTo", self._document, self._agent("outlet", outlet), role="publisher")
        for author in self._reading.document.authors:
            self._records.tie("wasAttributedTo", self._document, self._agent("author", author), role="author")

    def speaker(self, one: Speaker) -> None:
        """Say who somebody is, and for whom they act: a body that speaks in the report, where it has that name."""
        types = [_TYPES[one.kind]] if one.kind in _TYPES else []
        name = self._records.add("agent", self._name("speaker", one.id), one.name, *types, kind=one.kind, role=one.role)
        for tie, other in (("affiliation", one.affiliation), ("party", one.party)):
            if other and other != one.name:
                side = self._bodies.get(other) or self._agent("side", other)
                self._records.tie("actedOnBehalfOf", name, side, role=tie)

    def evidence(self, one: Evidence) -> None:
        """Say what the report says there is (not quoted from it, only described in it), and what rests on it.

        What undercuts a statement is no source of it; PROV has nothing narrower than an influence for that.
        """
        words = self._text[slice(*one.span)]
        places = {"document": self._reading.document.digest, "place": _places([one.span])}
        attributes = {"evidence": one.type, "polarity": one.polarity, **places}
        name = self._name("evidence", one.id)
        self._records.add("entity", name, words, "averment:Evidence", value=words, **attributes)
        for other in one.rests:
            if other not in self._said:
                continue
            if one.polarity == "supports":
                self._records.tie("wasDerivedFrom", self._name(STATEMENT, other), name, "PrimarySource")
            else:
                self._records.tie("wasInfluencedBy", self._name(STATEMENT, other), name, role="undercuts")

    def attribution(self, one: Attribution) -> None:
        """Say what was said: quoted from the report, by whom, and about what else."""
        words = quote(self._text, one.content)
        attributes = {"act": one.act, "certainty": one.certainty, "cue": quote(self._text, one.cue) or None}
        attributes |= {"place": _places(one.content) or None, "score": f"{one.score:g}"}
        label = f"{one.act}: {words}" if one.act else words
        name = self._records.add(
            "entity", self._name(STATEMENT, one.id), label, "averment:Statement", value=words, **attributes
        )
        self._records.tie("wasDerivedFrom", name, self._document, "Quotation")
        if one.speaker in self._people:
            self._records.tie("wasAttributedTo", name, self._name("speaker", one.speaker or ""))
        for other in one.about:
            if other in self._said:
                self._records.tie("wasInfluencedBy", name, self._name(STATEMENT, other), role="about", act=one.act)

    def _name(self, kind: str, name: str) -> str:
        return f"uuid:{self._names.of(kind, name)}"

    def _agent(self, kind: str, label: str) -> str:
        types = ["prov:Organization"] if kind == "outlet" else []
        return self._records.add("agent", self._name(kind, label), label, *types)


def _places(spans: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    """Write spans of the text: `10-14 20-25`, in code points."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def _listed(steps: tuple[str, ...]) -> str | None:
    return ", ".join(steps) or None
