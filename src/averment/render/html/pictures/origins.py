"""The origins of a claim as a picture: for each side how many there are, and which reports only carry them.

In: origins, the documents that they name. Out: `OriginsPicture`, the entries of its list with it. Reports hang on the
report that they came from, as far as the reasons tell it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from averment.render.claims import SIDES
from averment.render.header import counted, when
from averment.render.html.pictures.drawing import Drawing, Key, Shape, sign_key
from averment.render.html.pictures.measure import named
from averment.render.html.pictures.origin_tree import NARROW, WIDE, drawn
from averment.render.html.standing import TITLES
from averment.render.names import short
from averment.render.visible import one_line
from averment.values import Collapse, Document, Origin, Origins, Place
from averment.values.claims import CollapseKind, OriginKind, Stance

SHAPES: Final[dict[OriginKind, Shape]] = {
    "speaker": "circle",
    "agency": "diamond",
    "outlet": "square",
    "document": "sheet",
}
KINDS: Final[dict[OriginKind, str]] = {
    "speaker": "speaker",
    "agency": "news agency",
    "outlet": "outlet",
    "document": "document",
}
TIES: Final[dict[CollapseKind, str]] = {
    "copy": "copy",
    "shared": "shared passage",
    "update": "later version",
    "credit": "credit",
    "citation": "cites",
    "speaker": "same source",
    "judgement": "judged the same",
}


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the tree of an origin. `tie` says in a word or two how it hangs on what is above it at `depth - 1`.

    `adds` is false for a report that only carries what another says. `why` are all the reasons.
    """

    document: str
    to: Place | str
    name: str
    day: str
    depth: int
    tie: str = ""
    adds: bool
    why: tuple[Collapse, ...] = ()


class Rooted(msgspec.Struct, frozen=True, kw_only=True):
    """An origin: what it is called, its kind in words and its sign, the reports that carry it, from the root down."""

    name: str
    kind: str
    shape: Shape
    why: str
    reports: tuple[Carried, ...]


class SideOrigins(msgspec.Struct, frozen=True, kw_only=True):
    """The origins of one side; `parties` counts those they speak for, `reports` the documents behind them all."""

    stance: Stance
    title: str
    origins: tuple[Rooted, ...]
    parties: int
    reports: int

    @property
    def words(self) -> str:
        """Count: `3 origins (1 party) in 7 reports`."""
        parties = f" ({'1 party' if self.parties == 1 else f'{self.parties:,} parties'})"
        some = parties if self.parties < len(self.origins) else ""
        return f"{counted(len(self.origins), 'origin')}{some} in {counted(self.reports, 'report')}"


class OriginsPicture(msgspec.Struct, frozen=True, kw_only=True):
    """What the macro `origins` draws."""

    title: str
    described: str
    sides: tuple[SideOrigins, ...]
    key: tuple[Key, ...] = ()
    wide: Drawing
    narrow: Drawing


def origins_picture(origins: Origins, documents: Mapping[str, Document]) -> OriginsPicture:
    """Give the picture of the origins of a claim. A document that is not given is named by its digest."""
    sides = tuple(_side(stance, found, documents) for stance in SIDES if (found := _of(origins, stance)))
    told = "; ".join(f"{side.title.lower()}: {side.words}" for side in sides) or "no origin"
    return OriginsPicture(
        title=told[0].upper() + told[1:],
        described=_described(sides),
        sides=sides,
        key=tuple(_keys(sides)),
        wide=drawn(sides, WIDE),
        narrow=drawn(sides, NARROW),
    )


def _of(origins: Origins, stance: Stance) -> tuple[Origin, ...]:
    return {"supports": origins.supports, "denies": origins.denies, "doubts": origins.doubts}[stance]


def _side(stance: Stance, origins: Sequence[Origin], documents: Mapping[str, Document]) -> SideOrigins:
    return SideOrigins(
        stance=stance,
        title=TITLES[stance],
        origins=tuple(
            Rooted(
                name=named(origin.root, origin.party) or "(no name)",
                kind=KINDS[origin.kind],
                shape=SHAPES[origin.kind],
                why=one_line(origin.why),
                reports=tuple(_reports(origin, documents)),
            )
            for origin in origins
        ),
        parties=len({origin.party or f"\0{number}" for number, origin in enumerate(origins)}),
        reports=len({digest for origin in origins for digest in origin.documents}),
    )


def _reports(origin: Origin, documents: Mapping[str, Document]) -> list[Carried]:
    """Give the reports from the root down, each under the one that the reasons tell it came from."""
    why = {digest: tuple(one for one in origin.collapses if digest in one.documents) for digest in origin.documents}
    above = {digest: _above(digest, why[digest], origin) for digest in origin.documents}
    below: dict[str | None, list[str]] = {}
    for digest in origin.documents:
        below.setdefault(None if _circles(digest, above) else above[digest], []).append(digest)
    places = {place.document: place for place in reversed(origin.attributions)}
    found: list[Carried] = []
    waiting = [(digest, 0) for digest in reversed(below.get(None, []))]
    while waiting:
        digest, depth = waiting.pop()
        waiting += [(other, depth + 1) for other in reversed(below.get(digest, []))]
        ties = list(dict.fromkeys(TIES[one.kind] for one in why[digest]))
        found.append(
            Carried(
                document=digest,
                to=places.get(digest, digest),
                name=_called(digest, documents.get(digest)),
                day=_day(documents.get(digest)),
                depth=depth,
                tie=", ".join(ties[:2]),
                adds=not found,
                why=why[digest],
            )
        )
    return found


def _above(digest: str, why: Sequence[Collapse], origin: Origin) -> str | None:
    """Give the report that a report came from: the other one in the words that show why it adds nothing."""
    for collapse in why:
        for quoted in collapse.shown:
            if quoted.document != digest and quoted.document in origin.documents:
                return quoted.document
    return None


def _circles(digest: str, above: Mapping[str, str | None]) -> bool:
    """Say whether the way up from a report comes back to it."""
    seen, at = {digest}, above[digest]
    while at is not None and at not in seen:
        seen.add(at)
        at = above[at]
    return at == digest


def _called(digest: str, document: Document | None) -> str:
    name = one_line((document and (document.outlet or document.title)) or "")
    return name or short(digest)


def _day(document: Document | None) -> str:
    published = document.published if document else None
    words = when(published.start, published.end).split() if published else []
    return " ".join(word[:3] if word.isalpha() and word != "to" else word for word in words)


def _described(sides: Sequence[SideOrigins]) -> str:
    """Name the origin that most reports carry, side by side."""
    told = []
    for side in sides:
        most = max(side.origins, key=lambda origin: len(origin.reports))
        if len(most.reports) > 1:
            told.append(f"{side.title}: {counted(len(most.reports), 'report')} come from {most.name}.")
    return " ".join([*told, "An outlet is not an origin. A list below says the same, with the reasons."])


def _keys(sides: Sequence[SideOrigins]) -> list[Key]:
    origins = [origin for side in sides for origin in side.origins]
    found = [
        sign_key(SHAPES[kind], words, "any")
        for kind, words in KINDS.items()
        if any(one.kind == words for one in origins)
    ]
    if any(not report.adds for origin in origins for report in origin.reports):
        found.append(sign_key("sheet", "report that only carries it", "carrier"))
    return found
