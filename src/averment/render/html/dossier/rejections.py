"""What people took out of a case: each line that was rejected, in the words of its report, with the verdict.

In: readings as they were read, the review of the case, the judgements that stand. Out: `Rejected`s, by document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeAlias

from averment.render import phrases
from averment.render.html.dossier.content import Rejected
from averment.values import Attribution, Evidence, Figure, Judgement, Reading, Reviewed, Span, Speaker, quote
from averment.values.paragraphs import Paragraphs
from averment.weighing.reviewed import Review

Part: TypeAlias = Attribution | Speaker | Evidence | Figure


def rejections(
    read: Callable[[str], Reading], review: Review, judgements: Iterable[Judgement], documents: Collection[str]
) -> Iterator[Rejected]:
    """Give what stands rejected in the documents of a case that were not withdrawn."""
    named = {target.document for made in judgements if made.verdict == "reject" for target in made.targets}
    for digest in sorted(named & set(documents)):
        reading = read(digest)
        whole = review.of(digest)
        if whole.state == "rejected":
            yield from _rejected(reading, "the whole document", whole)
        parts: tuple[Part, ...] = (*reading.attributions, *reading.speakers, *reading.evidence, *reading.figures)
        for part in parts:
            reviewed = review.of(digest, part.id)
            if reviewed.state == "rejected":
                yield from _rejected(reading, f"{_kind(part)} {part.id}", reviewed, part)


def _rejected(reading: Reading, what: str, reviewed: Reviewed, part: Part | None = None) -> Iterator[Rejected]:
    if reviewed.judgement is None:
        return
    text, spans = reading.document.text, _spans(part)
    yield Rejected(
        document=reading.document,
        what=what,
        source=quote(text, part.source) if isinstance(part, Attribution) else "",
        words=quote(text, spans) if spans else getattr(part, "name", ""),
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
