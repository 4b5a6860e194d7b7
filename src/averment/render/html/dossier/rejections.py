"""What people took out of a case: each line that was rejected, in the words of its report, with the verdict.

In: readings as they were read, the review of the case, the judgements that stand. Out: `Rejected`s, by document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from averment.render import phrases
from averment.render.html.dossier.content import Rejected
from averment.values import (
    Attribution,
    Document,
    Evidence,
    Figure,
    Judgement,
    Listed,
    Reading,
    Reviewed,
    Span,
    Speaker,
    quote,
)
from averment.values.paragraphs import Paragraphs
from averment.weighing.reviewed import Review

Part: TypeAlias = Attribution | Speaker | Evidence | Figure


def rejections(
    read: Callable[[str], Reading], review: Review, judgements: Iterable[Judgement], documents: Iterable[Listed]
) -> Iterator[Rejected]:
    """Give what stands rejected in the documents that are read and were not withdrawn."""
    named = {target.document for made in judgements if made.verdict == "reject" for target in made.targets}
    for listed in documents:
        if listed.state != "read" or listed.digest not in named:
            continue
        reading = read(listed.digest)
        yield from _rejected(reading.document, "the whole document", review.of(listed.digest))
        parts: tuple[Part, ...] = (*reading.attributions, *reading.speakers, *reading.evidence, *reading.figures)
        for part in parts:
            yield from _rejected(reading.document, f"{_kind(part)} {part.id}", review.of(listed.digest, part.id), part)


def _rejected(document: Document, what: str, reviewed: Reviewed, part: Part | None = None) -> Iterator[Rejected]:
    if reviewed.state != "rejected" or reviewed.judgement is None:
        return
    text, spans = document.text, _spans(part)
    yield Rejected(
        document=document,
        what=what,
        source=quote(text, part.source) if isinstance(part, Attribution) else "",
        words=quote(text, spans) if spans else getattr(part, "name", "") or document.title or "",
        at=spans[0][0] if spans else None,
        paragraph=Paragraphs(text).number(spans[0][0]) if spans else None,
        judgement=reviewed.judgement,
        contested=reviewed.contested,
    )


def _kind(part: Part) -> str:
    if isinstance(part, Attribution):
        return f"statement ({phrases.act(part)})"
    if isinstance(part, Evidence):
        return f"evidence ({phrases.evidence_type(part)})"
    return f"figure ({phrases.counted(part)})" if isinstance(part, Figure) else "speaker"


def _spans(part: Part | None) -> tuple[Span, ...]:
    if isinstance(part, Attribution):
        return part.content or part.cue
    if isinstance(part, Speaker):
        return part.mentions[:1]
    return (part.span,) if part is not None else ()
