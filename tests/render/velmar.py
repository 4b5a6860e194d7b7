"""An invented dispute with everything that pictures draw: many figures, days sure and unsure, reports that copy."""

from __future__ import annotations

from datetime import date, timedelta

from averment.values import (
    Collapse,
    Conflict,
    Document,
    Interval,
    Moment,
    Origin,
    Origins,
    Place,
    Published,
    Quoted,
    Series,
    Stated,
    Told,
)
from averment.values.claims import CollapseKind, Stance
from averment.values.ledgers import Dated

HERE = f"sha256:{'a' * 64}"
REPORTS = tuple(f"sha256:{number:064x}" for number in range(32))
_OUTLETS = ("Halden Wire", "Velmar Post", "Tarim Online", "Noticias", "The Morning Paper of the Northern Provinces")
_DASK = "Colonel Oro Dask of the Third Brigade"
_SPEAKERS = ("Velmar council", "Halden Red Crescent", _DASK, "مجلس فلمار", "unattributed")


def _days(after: int, more: int = 0) -> Interval:
    start = date(2031, 3, 12) + timedelta(days=after)
    return Interval(start=start, end=start + timedelta(days=more))


def _figure(number: int) -> Stated:
    low = (None, 355.0, 1300.0, 40.0, 12.0)[number % 5]
    return Stated(
        document=HERE,
        figure=f"f{number}",
        span=(0, 2),
        quote="at least 355 killed",
        by="a1",
        speaker=_SPEAKERS[number % 5],
        party="Velmar" if number % 3 else None,
        low=low,
        high=None if number % 4 == 0 and low else 1300.0 + number,
        approximate=number % 6 == 0,
        unit=("people", "patients of the clinic", "dead")[number % 3],
        day=_days(number // 3, 3 if number % 7 == 0 else 0) if number % 11 else None,
        dated="said" if number % 2 else "published",
        act="deny" if number % 9 == 0 else "assert",
        part=number % 8 == 0,
    )


def _conflicts(most: int) -> tuple[Conflict, ...]:
    why = "no number is both exactly 355 and at least 1,300"
    return tuple(Conflict(one=one, other=one + 3, why=why) for one in range(most))


FEW = Series(
    matter="Shells hit the clinic", what="killed", stated=tuple(map(_figure, range(1, 9))), conflicts=_conflicts(4)
)
MANY = Series(
    matter="Shells hit the clinic", what="killed", stated=tuple(map(_figure, range(40))), conflicts=_conflicts(30)
)


def _told(number: int, stance: Stance) -> Told:
    return Told(
        speaker=f"{_SPEAKERS[number % 5]}",
        party="Vantor" if number % 2 else None,
        stance=stance,
        quote="they shelled the clinic",
        attribution=Place(document=HERE, id=f"a{number}"),
    )


def _moment(day: Interval | None, *counts: int, published: bool = False) -> Moment:
    stances: tuple[Stance, ...] = ("supports", "denies", "doubts")
    told = [_told(number, stance) for stance, count in zip(stances, counts, strict=False) for number in range(count)]
    dated: Dated = "published" if published else "said"
    return Moment(day=day, dated=dated if day else None, claim="c1", statement="s", told=tuple(told))


MOMENTS = (
    _moment(_days(-11, 30), 3),
    _moment(_days(0), 9, 2),
    _moment(_days(0), 20, 3, 1, published=True),
    _moment(_days(1), 1, 5),
    _moment(_days(4), 2, 0, 2, published=True),
    _moment(_days(40), 0, 1, 1),
    _moment(_days(700, 364), 1, published=True),
    _moment(None, 1, 2),
)


def _collapse(kind: CollapseKind, child: int, parent: int) -> Collapse:
    return Collapse(
        kind=kind,
        why="carries 812 characters of it",
        documents=(REPORTS[child],),
        shown=(Quoted(document=REPORTS[parent], span=(0, 1)),),
        undo=("split", REPORTS[child], REPORTS[parent]),
    )


ORIGINS = Origins(
    supports=(
        Origin(
            root="Halden Wire",
            kind="agency",
            documents=REPORTS[:20],
            collapses=(
                _collapse("copy", 1, 0),
                _collapse("shared", 2, 1),
                _collapse("citation", 3, 2),
                _collapse("update", 4, 0),
                *(_collapse("copy", child, 0) for child in range(5, 20)),
            ),
            why="reports it itself, in 20 documents",
        ),
        Origin(root="مجلس فلمار", kind="speaker", documents=REPORTS[20:22], why="speaks in 2 documents"),
        Origin(root="The minutes of the Third Brigade", kind="document", documents=REPORTS[22:23], why="alone"),
    ),
    denies=(
        Origin(
            root=f"{_DASK}, speaking for the Vantor command",
            kind="speaker",
            party="Vantor",
            documents=REPORTS[23:26],
            collapses=(_collapse("speaker", 24, 23), _collapse("speaker", 25, 23)),
            why="speaks in 3 documents",
        ),
    ),
)
DOCUMENTS = {
    digest: Document(
        digest=digest,
        media_type="text/html",
        outlet=_OUTLETS[number % 5],
        published=Published(start=_days(number).start, end=_days(number).start, how="given"),
        text="",
    )
    for number, digest in enumerate(REPORTS)
}
