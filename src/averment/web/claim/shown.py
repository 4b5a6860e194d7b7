"""All that the page of one claim shows, put together from a case and its ledger.

In: a claim. Out: values for the template. What is long is cut: the address that shows all of it is on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from averment.render.html.pictures import (
    FiguresPicture,
    OriginsPicture,
    TimelinePicture,
    figures_picture,
    origins_picture,
    timeline_picture,
)
from averment.render.html.standing import Line, Side, Standing
from averment.values import Claim, Document, Place
from averment.web.claim.decided import Decided, decided
from averment.web.overview import Heard, Row, heard, rows_at, spots_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from averment.case import Case
    from averment.web.overview import Overview, Spot
    from averment.weighing.ledger import Ledger

MOST: Final = 150
"""Lines of one side that the page has, unless all are asked for."""
_BESIDE: Final = 60  # pieces of evidence, and figures
_SERIES: Final = 12
_NEAR: Final = 8


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the page. `left` counts, by stance, the lines that it leaves out."""

    claim: Claim
    heard: tuple[Heard, ...]
    stated: Line | None
    stated_by: str
    sides: tuple[Side, ...]
    left: dict[str, int]
    evidence: tuple[Line, ...]
    figures: tuple[Line, ...]
    series: tuple[FiguresPicture, ...]
    timeline: TimelinePicture
    origins: OriginsPicture
    decided: tuple[Decided, ...]
    reviewed: int
    lines: int

    @property
    def collapses(self) -> int:
        """Count how often something was not counted as an origin of its own."""
        return sum(len(origin.collapses) for side in self.sides for origin in side.origins)


def shown(case: Case, ledger: Ledger, claim: Claim, before: Collection[Spot], *, whole: bool) -> Shown:
    """Give what the page of a claim shows; `before`: what stood in it earlier; `whole`: every line."""
    review = case.review()
    standing = Standing(claim, ledger.reading, review.of)
    sides = standing.sides()
    cut = [side if whole else _cut(side) for side in sides]
    here = spots_of(claim)
    most = None if whole else _BESIDE
    return Shown(
        claim=claim,
        heard=heard(claim),
        stated=next(standing.attributions([claim.stated] if claim.stated else []), None),
        stated_by=_speaker(claim),
        sides=tuple(cut),
        left={full.stance: len(full.lines) - len(some.lines) for full, some in zip(sides, cut, strict=True)},
        evidence=tuple(standing.evidence())[:most],
        figures=tuple(standing.figures())[:most],
        series=tuple(
            figures_picture(series)
            for series in sorted(ledger.figures(claim.id), key=lambda one: -len(one.stated))[:_SERIES]
        ),
        timeline=timeline_picture(ledger.timeline(claim.id)),
        origins=origins_picture(claim.origins, _documents(claim, ledger)),
        decided=tuple(decided(claim, case.judgements(), ledger, here, before)),
        reviewed=sum(review.of(*spot).state != "unreviewed" for spot in here),
        lines=len(here),
    )


def near(overview: Overview | None, spots: Iterable[Spot], claim: Claim) -> list[Row]:
    """Give the claims whose statements come near, but for those that state the claim itself."""
    rows = rows_at(overview, spots) if overview is not None else []
    here = spots_of(claim)
    return [row for row in rows if row.claim.id != claim.id and row.spots != here][:_NEAR]


def _cut(side: Side) -> Side:
    """Leave out lines beyond `MOST`, of the last speakers first."""
    voices, room = [], MOST
    for voice in side.voices:
        if room > 0:
            voices.append(replace(voice, lines=voice.lines[:room]))
            room -= len(voice.lines)
    return replace(side, voices=tuple(voices))


def _speaker(claim: Claim) -> str:
    place = claim.stated
    return next(
        (
            position.speaker
            for position in claim.positions
            for at in position.attributions
            if place is not None and (at.document, at.id) == (place.document, place.id)
        ),
        "",
    )


def _documents(claim: Claim, ledger: Ledger) -> dict[str, Document]:
    return {digest: ledger.reading(digest).document for digest in sorted(set(_digests(claim)))}


def _digests(claim: Claim) -> Iterator[str]:
    for side in (claim.origins.supports, claim.origins.denies, claim.origins.doubts):
        for origin in side:
            yield from origin.documents


def link(to: Line | Document | Place | str) -> str:
    """Give the address of a line or a place in its document, or of a document."""
    if isinstance(to, str):
        return f"/documents/{to.removeprefix('sha256:')}"
    if isinstance(to, Document):
        return link(to.digest)
    place = to.place if isinstance(to, Line) else to
    return f"{link(place.document)}#{place.id}"
