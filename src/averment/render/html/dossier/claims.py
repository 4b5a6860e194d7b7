"""One claim as a dossier shows it: both sides in their words, evidence, figures, who judged what of it.

In: a claim and what stands beside it, the readings, the review. Out: `ClaimPage`, ready for a template; bounded,
with the number of what was left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.extents import Extent, extent
from averment.render.html.pictures import (
    FiguresPicture,
    OriginsPicture,
    TimelinePicture,
    figures_picture,
    origins_picture,
    timeline_picture,
)
from averment.render.html.standing import Line, Side, Standing
from averment.values import Claim, Judgement, Place, Series

if TYPE_CHECKING:
    from averment.render.html.dossier.content import DossierContent, Shown

MOST: Final = 250
"""Lines of one side, pieces of evidence, rows of one table: a claim in thousands of reports has to end somewhere."""


_FEW: Final = 4  # lines of a side that fill a column and not a page


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """How many lines people have looked at, of how many."""

    reviewed: int
    lines: int
    contested: int


class ClaimPage(msgspec.Struct, frozen=True, kw_only=True):
    """A claim with its number in the dossier. `left` is how many lines were left out, over all parts.

    `counted` are its figures by target. Pictures are there where there is something to compare: `charts` beside each
    series, `days` where there are several, `roots` where there are several reports.
    """

    number: int
    claim: Claim
    stated: Line | None
    sides: tuple[Side, ...]
    evidence: tuple[Line, ...]
    charts: tuple[tuple[Series, FiguresPicture], ...]
    counted: Mapping[str, Line]
    extents: tuple[Extent, ...]
    days: TimelinePicture
    roots: OriginsPicture
    judgements: tuple[Judgement, ...]
    tally: Tally
    left: int

    @property
    def disputed(self) -> bool:
        """Say whether anybody denies or doubts it."""
        return any(side.voices for side in self.sides if side.stance != "supports")

    @property
    def doubted(self) -> bool:
        """Say whether anybody doubts it."""
        return any(side.voices for side in self.sides if side.stance == "doubts")

    @property
    def short(self) -> bool:
        """Say whether its sides are so short that they stand side by side."""
        return all(0 < len(side.lines) <= _FEW for side in self.sides)

    @property
    def joined(self) -> bool:
        """Say whether any origin stands behind several reports: then there is something to draw."""
        return any(len(origin.reports) > 1 for side in self.roots.sides for origin in side.origins)

    @property
    def anchors(self) -> frozenset[str]:
        """Give the ids of the lines that are on the page, but for the number of the claim."""
        lines = (*chain.from_iterable(side.lines for side in self.sides), *self.evidence, *self.counted.values())
        return frozenset(line.anchor for line in lines)


def claim_page(number: int, shown: Shown, content: DossierContent) -> ClaimPage:
    """Put together what is shown of one claim."""
    figures = tuple(Place(document=one.document, id=one.figure) for series in shown.series for one in series.stated)
    claim = msgspec.structs.replace(shown.claim, figures=tuple(dict.fromkeys((*shown.claim.figures, *figures))))
    standing = Standing(claim, content.reading, content.review.of)
    sides, left = _bounded(standing.sides())
    evidence = tuple(standing.evidence())
    charts = tuple((series, figures_picture(series)) for series in shown.series)
    days = timeline_picture(shown.moments)
    documents = {name: content.reading(name).document for name in sorted({document for document, _ in spots_of(claim)})}
    return ClaimPage(
        number=number,
        claim=claim,
        stated=next(standing.attributions((claim.stated,)), None) if claim.stated else None,
        sides=sides,
        evidence=evidence[:MOST],
        charts=charts,
        counted={line.target: line for line in standing.figures()},
        extents=tuple(filter(None, map(extent, shown.series))),
        days=days,
        roots=origins_picture(claim.origins, documents),
        judgements=tuple(_about(claim, content)),
        tally=tally(claim, content),
        left=left + len(evidence[MOST:]) + len(days.entries[MOST:]) + sum(len(one.rows[MOST:]) for _, one in charts),
    )


def _bounded(sides: Iterable[Side]) -> tuple[tuple[Side, ...], int]:
    """Keep the first lines of each side, those of the surest speakers."""
    kept, left = [], 0
    for side in sides:
        room, voices = MOST, []
        for voice in side.voices:
            lines = voice.lines[:room]
            room -= len(lines)
            left += len(voice.lines) - len(lines)
            if lines:
                voices.append(msgspec.structs.replace(voice, lines=lines))
        kept.append(msgspec.structs.replace(side, voices=tuple(voices)))
    return tuple(kept), left


def tally(claim: Claim, content: DossierContent) -> Tally:
    """Count what people have looked at in a claim: its statements, evidence and figures, each once."""
    spots = sorted(spots_of(claim))
    found = [content.review.of(*spot) for spot in spots]
    return Tally(
        reviewed=sum(one.state != "unreviewed" for one in found),
        lines=len(found),
        contested=sum(bool(one.contested) for one in found),
    )


def spots_of(claim: Claim) -> set[tuple[str, str]]:
    """Give all that a claim rests on, as document and id."""
    attributions = chain.from_iterable(held.attributions for held in claim.positions)
    return {(at.document, at.id) for at in chain(attributions, claim.evidence, claim.figures)}


def _about(claim: Claim, content: DossierContent) -> Iterator[Judgement]:
    """Give the judgements that made a claim what it is: on its lines, its speakers, the documents that it rests on.

    Acceptances change nothing, and stand at their lines.
    """
    spots = spots_of(claim)
    speakers = {
        (document, one.speaker)
        for document in sorted({document for document, _ in spots})
        for one in content.reading(document).attributions
        if one.speaker and (document, one.id) in spots
    }
    documents = {(document, None) for document, _ in spots}
    about = spots | speakers | documents
    for made in content.judgements:
        if made.verdict not in {"accept", "undo"} and any(
            (target.document, target.id) in about for target in made.targets
        ):
            yield made


def places_of(pages: Sequence[ClaimPage]) -> set[tuple[str, str]]:
    """Give all that the claims of a dossier rest on, as document and id."""
    return set().union(*(spots_of(page.claim) for page in pages))
