"""A reading to the rows of the tables.

In: a reading, the key it has in its corpus, the name it was found under. Out: `Rows`. Pure; linear in the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from averment.tables.rows import (
    AttributionRow,
    DateRow,
    Days,
    DocumentRow,
    EvidenceRow,
    FigureRow,
    Range,
    Rows,
    SegmentRange,
    SkippedRange,
    SpeakerRow,
)
from averment.values.spans import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Attribution, Reading, Speaker
    from averment.values.spans import Span

_JSON = msgspec.json.Encoder(order="deterministic")


def rows_of(reading: Reading, key: str, name: str) -> Rows:
    """Give the rows of a reading that has the key `key` and was found under `name`."""
    text = reading.document.text
    common = {"reading": key, "document": reading.document.digest}
    speakers = {one.id: one for one in reading.speakers}
    return Rows(
        documents=(_document(reading, key, name),),
        attributions=tuple(_attribution(one, text, speakers, common) for one in reading.attributions),
        speakers=tuple(
            SpeakerRow(
                **common,
                id=one.id,
                name=one.name,
                kind=one.kind,
                role=one.role,
                affiliation=one.affiliation,
                party=one.party,
                mentions=_ranges(one.mentions),
            )
            for one in reading.speakers
        ),
        evidence=tuple(
            EvidenceRow(
                **common,
                id=one.id,
                text=text[slice(*one.span)],
                type=one.type,
                polarity=one.polarity,
                attributions=one.rests,
                start=one.span[0],
                end=one.span[1],
            )
            for one in reading.evidence
        ),
        figures=tuple(
            FigureRow(
                **common,
                id=one.id,
                text=text[slice(*one.span)],
                what=one.what,
                unit=one.unit,
                low=one.low,
                high=one.high,
                approximate=one.approximate,
                per=one.per,
                attribution=one.by,
                start=one.span[0],
                end=one.span[1],
            )
            for one in reading.figures
        ),
        dates=tuple(
            DateRow(
                **common,
                text=text[slice(*one.span)],
                from_day=one.start,
                to_day=one.end,
                granularity=one.granularity,
                anchor=one.anchor,
                candidates=tuple(Days(days.start, days.end) for days in one.candidates),
                start=one.span[0],
                end=one.span[1],
            )
            for one in reading.dates
        ),
    )


def _document(reading: Reading, key: str, name: str) -> DocumentRow:
    document, model = reading.document, reading.model
    published, charset = document.published, document.charset
    return DocumentRow(
        reading=key,
        document=document.digest,
        name=name,
        media_type=document.media_type,
        title=document.title,
        outlet=document.outlet,
        url=document.url,
        authors=document.authors,
        published_from=published.start if published else None,
        published_to=published.end if published else None,
        published_how=published.how if published else None,
        captured=document.captured,
        how=_JSON.encode(document.how).decode(),
        charset=charset.name if charset else None,
        charset_how=charset.how if charset else None,
        words=len(document.text.split()),
        text=document.text,
        segments=tuple(SegmentRange(one.kind, *one.span) for one in document.segments),
        skipped=tuple(SkippedRange(*one.span, one.why, one.language) for one in reading.skipped),
        reader=model.reader,
        lexicons=model.lexicons,
        replaced=model.replaced,
        version=model.version,
    )


def _attribution(one: Attribution, text: str, speakers: dict[str, Speaker], common: dict[str, str]) -> AttributionRow:
    speaker = speakers.get(one.speaker or "")
    return AttributionRow(
        **common,
        id=one.id,
        source_text=quote(text, one.source),
        cue_text=quote(text, one.cue),
        content_text=quote(text, one.content),
        act=one.act,
        certainty=one.certainty,
        speaker=one.speaker,
        speaker_name=speaker.name if speaker else None,
        speaker_kind=speaker.kind if speaker else None,
        party=speaker.party if speaker else None,
        about=one.about,
        evidence=one.evidence,
        source=_ranges(one.source),
        cue=_ranges(one.cue),
        content=_ranges(one.content),
        said=Range(*one.said) if one.said else None,
        score=one.score,
    )


def _ranges(spans: Iterable[Span]) -> tuple[Range, ...]:
    return tuple(Range(*span) for span in spans)
