"""What a dossier shows of a case, gathered: the claims that were asked for, what they rest on, where the log stands.

In: a case and what a person wants of it. Out: `DossierContent`, all of it as of one head of the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from averment.errors import CaseError
from averment.render.html.dossier.content import Choice, DossierContent, Head, Shown
from averment.render.html.dossier.rejections import rejections
from averment.values import Claim, Judgement, Listed, Page, Reading
from averment.values.log import AnyEntry, Timestamped

if TYPE_CHECKING:
    from averment.values import Capture
    from averment.weighing.ledger import Ledger
    from averment.weighing.reviewed import Review

Progress: TypeAlias = Callable[[str, int, int], None]
MOST: Final = 1_000
"""Claims that are gathered where no limit was asked for: more than a page of a few megabytes holds."""
CARDS: Final = {
    "Who says what (the attribution reader)": "models/CARD.md",
    "Acts, speakers, evidence, figures, dates (word lists and tables)": "lexicons/CARD.md",
    "Which statements make one claim, and who takes which side (the weighing model)": "models/weighing/CARD.md",
}
_TRIES: Final = 3  # somebody else may be writing to the case


class _Checkpoint(Protocol):
    @property
    def size(self) -> int: ...
    @property
    def root(self) -> bytes: ...


class Kept(Protocol):
    """What a dossier needs of a case: `averment.Case` has it."""

    @property
    def name(self) -> str:
        """Give the name of the case."""

    @property
    def head(self) -> _Checkpoint:
        """Give the head of the log."""

    @property
    def note(self) -> bytes:
        """Give the head as it was signed."""

    def ledger(self, progress: Progress | None = None) -> Ledger:
        """Give the ledger."""

    def claim(self, ref: str) -> Claim:
        """Give the claim that a reference means."""

    def documents(self, *, withdrawn: bool = False) -> list[Listed]:
        """Give the documents."""

    def reading(self, ref: str) -> Reading:
        """Give a reading as it was read."""

    def capture(self, ref: str) -> Capture:
        """Give a capture."""

    def judgements(self, *, superseded: bool = False) -> list[Judgement]:
        """Give the judgements that stand."""

    def review(self) -> Review:
        """Give where the review stands."""

    def log(self, start: int = 0) -> Iterator[AnyEntry]:
        """Give the entries of the log."""


def gather(
    case: Kept, choice: Choice, *, version: str, weigher: str, progress: Progress | None = None
) -> DossierContent:
    """Gather a dossier. `version` is that of the package, `weigher` the digest of the model that weighs.

    `UsageError` where a claim that was asked for is none. `CaseError` where others write to the case all the while.
    """
    for _ in range(_TRIES):
        before = case.head
        found = _gathered(case, choice, version, weigher, progress)
        if case.head.root == before.root:
            return found
    message = "others are writing to the case, so that no one state of it could be had"
    raise CaseError(message)


def _gathered(case: Kept, choice: Choice, version: str, weigher: str, progress: Progress | None) -> DossierContent:
    ledger, review = case.ledger(progress), case.review()
    picked, wanted, found = _picked(case, ledger, review, choice)
    shown = tuple(_shown(ledger, picked, progress))
    every = case.documents(withdrawn=True)
    documents = tuple(one for one in every if one.state != "removed")
    return DossierContent(
        case=case.name,
        choice=choice,
        version=version,
        head=_head(case),
        documents=documents,
        withdrawn=len(every) - len(documents),
        claims=shown,
        found=found,
        wanted=wanted,
        reading=ledger.reading,
        captured=dict(_captured(ledger, documents)),
        pages=dict(_pages(case, documents, _standing_in(picked))),
        copies=tuple(copy for copy in ledger.copies() if copy.relation != "background"),
        sources=tuple(ledger.sources()),
        judgements=tuple(case.judgements()),
        rejected=tuple(rejections(case.reading, review, case.judgements(), documents)),
        review=review,
        weigher=weigher,
        cards={title: files("averment").joinpath(path).read_text("utf-8") for title, path in CARDS.items()},
    )


def _picked(case: Kept, ledger: Ledger, review: Review, choice: Choice) -> tuple[list[Claim], int, int]:
    """Give the claims to show, how many are of the kind that was asked for, and how many there are."""
    if choice.claims:
        asked = {claim.id: claim for claim in map(case.claim, choice.claims)}
        return list(asked.values()), len(asked), sum(1 for _ in ledger.claims())
    picked: list[Claim] = []
    wanted = found = 0
    for claim in ledger.claims():
        found += 1
        if (disputed(claim) or claim.documents > 1) and (not choice.reviewed or _judged(claim, review)):
            wanted += 1
            if wanted <= (choice.limit or MOST):
                picked.append(claim)
    return picked, wanted, found


def disputed(claim: Claim) -> bool:
    """Say whether anybody denies or doubts a claim."""
    return any(held.stance != "supports" for held in claim.positions)


def _judged(claim: Claim, review: Review) -> bool:
    places = (*(at for held in claim.positions for at in held.attributions), *claim.evidence, *claim.figures)
    return any(review.of(at.document, at.id).state != "unreviewed" for at in places)


def _shown(ledger: Ledger, claims: Sequence[Claim], progress: Progress | None) -> Iterator[Shown]:
    for number, claim in enumerate(claims):
        if progress is not None:
            progress("gathering claims", number, len(claims))
        yield Shown(claim=claim, series=tuple(ledger.figures(claim.id)), moments=tuple(ledger.timeline(claim.id)))


def _standing_in(claims: Iterable[Claim]) -> set[str]:
    return {at.document for claim in claims for held in claim.positions for at in held.attributions}


def _pages(case: Kept, documents: Iterable[Listed], quoted: set[str]) -> Iterator[tuple[str, tuple[Page, ...]]]:
    for one in documents:
        if one.digest in quoted and one.media_type == "application/pdf":
            layout = case.capture(one.digest).layout
            if layout is not None:
                yield one.digest, layout.pages


def _captured(ledger: Ledger, documents: Iterable[Listed]) -> Iterator[tuple[str, str]]:
    for one in documents:
        if one.state == "read" and (captured := ledger.reading(one.digest).document.captured):
            yield one.digest, captured


def _head(case: Kept) -> Head:
    head, last, stamps = case.head, "", []
    for entry in case.log():
        last = entry.at
        if isinstance(entry, Timestamped):
            stamps.append((entry.tsa, entry.size))
    note = case.note.decode("utf-8", "backslashreplace")
    return Head(size=head.size, root=head.root.hex(), note=note, last=last, stamps=tuple(stamps))
