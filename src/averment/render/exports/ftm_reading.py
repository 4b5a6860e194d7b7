"""A reading as entities of FollowTheMoney 4: a document, who speaks in it, and notes of what they say.

In: a reading. Out: entities, each with the document as its source. Nobody is made one with anybody of another report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.render.exports.ftm_speakers import Speakers
from averment.render.exports.identifiers import names_of, somebody, utc
from averment.render.phrases import figure_in_words
from averment.values import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.render.exports.ftm_values import Entity, Making
    from averment.values import Attribution, Date, Document, Evidence, Figure, Published, Reading, Span

NOTE: Final = "note"
"""The kind of name of a note on an attribution."""
_MEDIA: Final = {
    "text/html": "HyperText",
    "application/xhtml+xml": "HyperText",
    "text/plain": "PlainText",
    "message/rfc822": "Email",
    "application/pdf": "Pages",
}
_FIRST: Final = 250  # of a statement that names an event


def entities(reading: Reading, name: str, making: Making) -> Iterator[Entity]:
    """Give the entities of a reading that was found under `name`."""
    made = _Reading(reading, name, making)
    found = [made.document(reading.document), *made.speakers.entities()]
    for attribution in reading.attributions:
        found += made.attribution(attribution)
    found += [made.evidence(one) for one in reading.evidence]
    found += [made.figure(one) for one in reading.figures]
    yield from (one for one in found if one is not None)


def document_id(reading: Reading) -> str:
    """Give the id of a document: that of its bytes, whatever read them."""
    return reading.document.digest.removeprefix("sha256:")


class _Reading:
    """Makes the entities of one reading."""

    def __init__(self, reading: Reading, name: str, making: Making) -> None:
        self._making, self._names, self._found = making, names_of(reading), name
        self._text, self._proof = reading.document.text, document_id(reading)
        self.speakers = Speakers(reading.speakers, self._names, self._proof, making)
        self._who = {one.id: one.name for one in reading.speakers if somebody(one)}
        self._dates = {one.span: one for one in reading.dates}
        self._attributions = {one.id: one for one in reading.attributions}
        self._generator = f"Averment {reading.model.version}"

    def document(self, one: Document) -> Entity | None:
        """Make the document: an article where an outlet is known, else what kind of file it is."""
        schema = "Article" if one.outlet else _MEDIA.get(one.media_type, "Document")
        return self._making.entity(
            schema,
            self._proof,
            fileName=self._found,
            title=one.title,
            author=list(one.authors),
            publisher=one.outlet,
            sourceUrl=one.url,
            publishedAt=self._published(one.published),
            retrievedAt=utc(one.captured),
            mimeType=one.media_type,
            encoding=one.charset.name if one.charset else None,
            processingAgent=self._generator,
            bodyText=one.text,
            notes=f"Preserved original: {one.digest}",
        )

    def attribution(self, one: Attribution) -> Iterator[Entity | None]:
        """Make a note of what was said, and an event where the report tells when it was."""
        who = self._who.get(one.speaker or "", "no source named")
        told = ", ".join(part for part in (one.act, one.certainty) if part)
        words = f"{who} ({told}): {self._content(one.id)}" if told else f"{who}: {self._content(one.id)}"
        about = [self._content(name) for name in one.about if name in self._attributions]
        yield self._making.entity(
            "Note",
            self._id(NOTE, one.id),
            description=words,
            summary=[f"{one.act} about: {other}" for other in about],
            notes=f"Characters {_places((*one.content, *one.source, *one.cue))} of the text; score {one.score:g}",
            keywords=[part for part in (one.act, one.certainty) if part],
            entity=[self._proof, *self.speakers.of(one.speaker)],
            proof=self._proof,
        )
        date = self._dates.get(one.said) if one.said else None
        if date and date.start and date.end:
            yield self._event(one, words, date)

    def evidence(self, one: Evidence) -> Entity | None:
        """Make a note of evidence as the report describes it."""
        words = self._text[slice(*one.span)]
        rests = [self._content(name) for name in one.rests if name in self._attributions]
        return self._note(
            self._id("evidence", one.id),
            f"Evidence ({one.type}, {one.polarity}): {words}",
            one.span,
            summary=[f"{one.polarity}: {other}" for other in rests],
            keywords=["evidence", one.type, one.polarity],
        )

    def figure(self, one: Figure) -> Entity | None:
        """Make a note of a figure, with both its bounds in words."""
        by = self._attributions.get(one.by or "")
        what = one.what if one.what != "other" else one.unit or "counted"
        return self._note(
            self._id("figure", one.id),
            f"{what}: {figure_in_words(one, self._text[slice(*one.span)])}",
            one.span,
            keywords=["figure", one.what],
            entity=self.speakers.of(by.speaker if by else None),
        )

    def _note(
        self, name: str, description: str, span: Span, *, entity: list[str] | None = None, **more: list[str]
    ) -> Entity | None:
        return self._making.entity(
            "Note",
            name,
            description=description,
            notes=f"Characters {_places((span,))} of the text",
            entity=[self._proof, *(entity or [])],
            proof=self._proof,
            **more,
        )

    def _event(self, one: Attribution, words: str, date: Date) -> Entity | None:
        return self._making.entity(
            "Event",
            self._id("event", one.id),
            name=words if len(words) <= _FIRST else f"{words[: _FIRST - 1]}…",
            summary=words,
            startDate=str(date.start),
            endDate=str(date.end),
            involved=self.speakers.of(one.speaker),
            proof=self._proof,
        )

    def _content(self, name: str) -> str:
        return quote(self._text, self._attributions[name].content)

    def _published(self, published: Published | None) -> str | None:
        """Write the day it was published; several days are no date of the model, and so are refused."""
        if published is None:
            return None
        if published.start != published.end:
            self._making.refused["publishedAt"] += 1
            return None
        return str(published.start)

    def _id(self, kind: str, name: str) -> str:
        return self._names.of(kind, name)


def _places(spans: tuple[Span, ...]) -> str:
    return " ".join(f"{start}-{end}" for start, end in spans)
