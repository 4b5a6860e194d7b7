"""Small reports for tests of origins: marked-up sentences made readings, origins found, what they say in one line.

In: an outlet, a sentence such as `{s:k1|The minister} {q:k1|said} {c:k1|that no gun had fired}`, who the sources are.
Out: `Filed` documents, and the origins of the side that all their attributions take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from averment.values import Copy, Judgement, Origin, Passage, Target
from averment.values.claims import Stance
from averment.weighing.copies import Relations
from averment.weighing.origins import origins
from averment.weighing.people import People
from averment.weighing.positions import Stood
from tests.weighing.coverage.markup import keys
from tests.weighing.coverage.reports import Filed, Report, Statement, Who, filed


def report(  # noqa: PLR0913  (what a report has)
    outlet: str | None,
    *sentences: str,
    who: Mapping[str, Who | None] | None = None,
    day: int | None = 1,
    head: str = "",
    side: Stance = "supports",
    headline: str = "From the town",
) -> Filed:
    """Make a report; `who` gives the source by key, nobody where it is left out."""
    known = who or {}
    statements = {
        key: Statement(known.get(key), side, "") for sentence in (headline, *sentences) for key in keys(sentence)
    }
    made = Report(headline, list(sentences), outlet, day, head=head, statements=statements)
    return filed(made, f"{day}")


def side(
    documents: Sequence[Filed],
    *,
    copies: Iterable[Copy] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[Origin, ...]:
    """Find the origins behind the side that all attributions of some reports take."""
    stood = [
        Stood(document=document.digest, id=attribution.id, stance="supports")
        for document in documents
        for attribution in document.reading.attributions
    ]
    readings = {document.digest: document.reading for document in documents}
    people = People.of(readings.values(), judgements)
    return origins(stood, readings, people, Relations(copies), judgements).supports


def roots(found: Iterable[Origin]) -> list[tuple[str, str, int]]:
    """Give name, kind and number of documents of each origin."""
    return sorted((origin.root, origin.kind, len(origin.documents)) for origin in found)


def related(a: Filed, b: Filed, relation: str, *words: str, direction: str | None = None) -> Copy:
    """Relate two reports by passages that have the same words in both."""
    one, other = sorted((a, b), key=lambda document: document.digest)
    passages = tuple(Passage(a=_place(one, part), b=_place(other, part)) for part in words)
    flipped = {"a->b": "b->a", "b->a": "a->b", None: None}
    return Copy(
        a=one.digest,
        b=other.digest,
        relation=relation,  # type: ignore[arg-type]  # one of its names
        direction=direction if one is a else flipped[direction],  # type: ignore[arg-type]
        passages=passages,
        why="",
    )


def judged(number: int, verdict: str, *targets: tuple[Filed, str | None], **changes: str) -> Judgement:
    """Make a judgement on reports, or on what is in them."""
    return Judgement(
        id=f"j{number}",
        verdict=verdict,  # type: ignore[arg-type]  # one of its names
        targets=tuple(Target(document=document.digest, reading="sha256:1", id=name) for document, name in targets),
        changes=changes,
        by="R. Amsel",
        at="2031-04-01T00:00:00Z",
    )


def _place(document: Filed, words: str) -> tuple[int, int]:
    start = document.reading.document.text.index(words)
    return start, start + len(words)
