"""One reading as a task of Label Studio: the report, and a prediction of regions, what is said of them, relations.

In: a reading and the name of its report. Out: a value that is Label Studio's JSON. An attribution is its cue, from
which relations lead to source and content; a span in pieces is a region for each, tied by `continues`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from averment.render.exports.frames import Frame, date_note, dates, figure_note, frames, kept, speaker_note
from averment.render.exports.labelstudio_settings import LABELS, TEXT
from averment.values.bounds import known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from averment.values import Document, Reading, Span

Result: TypeAlias = dict[str, Any]


def task(name: str, reading: Reading) -> dict[str, Any]:
    """Give the task of a report; `name` is where it was found."""
    regions = _Regions(kept(reading.document.text))
    for piece in reading.evidence:
        regions.mark(piece.id, "Evidence", [piece.span])
        regions.choose(piece.id, "evidence", piece.type)
        regions.choose(piece.id, "polarity", piece.polarity)
    for figure in reading.figures:
        regions.mark(figure.id, "Figure", [figure.span])
        regions.number(figure.id, "low", known(figure.low))
        regions.number(figure.id, "high", known(figure.high))
        regions.write(figure.id, "counted", figure_note(figure))
    days = {span: (f"d{number}", date) for number, (span, date) in enumerate(dates(reading).items(), start=1)}
    for span, (identifier, date) in days.items():
        regions.mark(identifier, "Date", [span])
        regions.write(identifier, "days", date_note(date))
    held = [(frame, _anchor(frame, regions)) for frame in frames(reading)]
    anchors = {frame.attribution.id: anchor for frame, anchor in held}
    for frame, anchor in held:
        if frame.said:
            regions.relate(anchor, "said", days[frame.said][0])
        for other in frame.about:
            regions.relate(anchor, "about", anchors[other])
    prediction = {"model_version": reading.model.reader, "result": [*regions.results, *regions.relations]}
    return {"data": _data(name, reading.document), "predictions": [prediction]}


def _data(name: str, document: Document) -> dict[str, str]:
    """Give the report with what is known of it; what is not known is left out."""
    published = document.published
    days = (str(published.start), str(published.end)) if published else ()
    facts = {
        "title": document.title or name,
        "name": name,
        "document": document.digest,
        "outlet": document.outlet,
        "url": document.url,
        "authors": "; ".join(document.authors),
        "published": "/".join(dict.fromkeys(days)),
        TEXT: document.text,
    }
    return {field: kept(value) for field, value in facts.items() if value or field == TEXT}  # type: ignore[arg-type]


def _anchor(frame: Frame, regions: _Regions) -> str | None:
    """Write the regions of an attribution; give the one that stands for it: its cue, or else its content or source."""
    one = frame.attribution
    cue = regions.mark(f"{one.id}-cue", "Cue", one.cue, score=one.score)
    content = regions.mark(f"{one.id}-content", "Content", one.content)
    source = regions.mark(f"{one.id}-source", "Source", one.source)
    anchor = cue or content or source
    if anchor != source:
        regions.choose(anchor, "act", one.act)
        regions.choose(anchor, "certainty", one.certainty)
    if frame.speaker:
        regions.choose(source, "kind", frame.speaker.kind)
        regions.write(source, "speaker", speaker_note(frame.speaker))
    for label, to in (("source", source), ("content", content)):
        if to != anchor:
            regions.relate(anchor, label, to)
    for piece in frame.evidence:
        regions.relate(anchor, "evidence", piece.id)
    for figure in frame.figures:
        regions.relate(anchor, "figure", figure.id)
    return anchor


class _Regions:
    """The results of a prediction as they grow. A region has the name of what it is of: `a1-cue`, then `a1-cue-2`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: dict[str, Span] = {}
        self.results: list[Result] = []
        self.relations: list[Result] = []

    def mark(self, name: str, label: str, spans: Iterable[Span], score: float | None = None) -> str | None:
        """Mark words, a region for each piece; give the name of the first, null where there is none."""
        before = None
        for number, span in enumerate((span for span in spans if span[0] < span[1]), start=1):
            region = name if number == 1 else f"{name}-{number}"
            self._places[region] = span
            self._add(region, LABELS, "labels", [label], text=self._text[slice(*span)], score=score)
            self.relate(before, "continues", region)
            before = region
        return name if before else None

    def choose(self, region: str | None, control: str, value: str | None) -> None:
        """Choose something for a region."""
        if value:
            self._add(region, control, "choices", [value])

    def number(self, region: str, control: str, value: float | None) -> None:
        """Give a region a number."""
        if value is not None:
            self._add(region, control, "number", value)

    def write(self, region: str | None, control: str, words: str) -> None:
        """Write something of a region."""
        if words:
            self._add(region, control, "textarea", [words], key="text")

    def relate(self, source: str | None, label: str, target: str | None) -> None:
        """Lead from one region to another."""
        if source in self._places and target in self._places:
            self.relations.append(
                {"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": [label]}
            )

    def _add(  # noqa: PLR0913  (the fields of a result)
        self,
        region: str | None,
        control: str,
        kind: str,
        value: object,
        *,
        key: str | None = None,
        text: str | None = None,
        score: float | None = None,
    ) -> None:
        if region not in self._places:
            return
        start, end = self._places[region]
        said = {"start": start, "end": end, **({"text": text} if text is not None else {}), key or kind: value}
        result = {"id": region, "from_name": control, "to_name": TEXT, "type": kind, "value": said}
        self.results.append(result if score is None else {**result, "score": score})
