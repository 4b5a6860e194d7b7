"""Which of two related documents was first, and whose the matter is: by dates and credits, and by nothing else.

In: what is known of both. Out: a `Lineage`: the direction, the origin, and what is to be said of them. Where dates and
credits contradict each other, or tell nothing, there is no direction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from averment.values.claims import Relation
    from averment.weighing.copies.about import About

Direction: TypeAlias = Literal["a->b", "b->a"]


@dataclass(frozen=True)
class Lineage:
    """Which way the matter went, whose it is, and the sentences that say how that is known."""

    direction: Direction | None
    origin: str | None
    said: tuple[str, ...]


def lineage(a: About, b: About, relation: Relation) -> Lineage:
    """Tell the direction and the origin of two documents that are not related by background alone."""
    dated, credited, common = _by_dates(a, b), _by_credits(a, b), _common(a, b)
    if credited and dated and credited != dated:
        source, other = (a, b) if credited == "a->b" else (b, a)
        said = f"contradictory: {_name(other, a)} credits {source.agency}, and is dated before it ({_dates(a, b)})"
        return Lineage(None, source.agency, (said,))
    if credited:
        source, other = (a, b) if credited == "a->b" else (b, a)
        said = f"{_name(other, a)} credits {source.agency}, which is {_name(source, a, outlet=False)}"
        return Lineage(credited, source.agency, (said,))
    if common:
        return _from_one_agency(a, b, common, dated, relation)
    if _named(a) and _named(b):
        said = f"they credit different agencies: {_list(_named(a))} in a, {_list(_named(b))} in b"
        return Lineage(None, None, (said,))
    return _uncredited(a, b, dated, relation)


def same_outlet(a: About, b: About) -> bool:
    """Say whether two documents were published by one outlet."""
    if a.agency or b.agency:
        return a.agency == b.agency
    return bool(a.outlet and b.outlet and a.outlet.casefold() == b.outlet.casefold())


def _common(a: About, b: About) -> str | None:
    """Give the agency whose matter both carry: of several, the one that the first names first."""
    theirs = _named(b)
    return next((agency for agency in _named(a) if agency in theirs), None)


def _from_one_agency(a: About, b: About, agency: str, dated: Direction | None, relation: Relation) -> Lineage:
    if same_outlet(a, b) and relation != "shared":
        return Lineage(dated, agency, (f"both are of {agency}", *_when(a, b, dated)))
    said = f"both credit {agency}: neither need have it from the other"
    return Lineage(dated if relation == "update" else None, agency, (said, *_when(a, b, dated)))


def _uncredited(a: About, b: About, dated: Direction | None, relation: Relation) -> Lineage:
    named = next(iter(_named(a) or _named(b)), None)
    said = () if named is None else (f"{'a' if _named(a) else 'b'} credits {named}",)
    direction = None if relation == "shared" else dated
    earlier = a if dated == "a->b" else b if dated else None
    outlet = earlier.outlet if earlier else a.outlet if same_outlet(a, b) else None
    return Lineage(direction, named or outlet, (*said, *_when(a, b, dated)))


def _named(about: About) -> tuple[str, ...]:
    """Give the agencies whose matter a document carries: those it credits, then its own."""
    own = (about.agency,) if about.agency else ()
    return tuple(dict.fromkeys((*(one for one in about.credited if one not in own), *own)))


def _by_dates(a: About, b: About) -> Direction | None:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return None
    return "a->b" if a.end < b.start else "b->a" if b.end < a.start else None


def _by_credits(a: About, b: About) -> Direction | None:
    """Give the way that a credit tells: one of the two credits the agency that published the other."""
    to_b = a.agency is not None and a.agency != b.agency and a.agency in b.credited
    to_a = b.agency is not None and a.agency != b.agency and b.agency in a.credited
    return None if to_a == to_b else "a->b" if to_b else "b->a"


def _when(a: About, b: About, dated: Direction | None) -> tuple[str, ...]:
    if dated is None:
        missing = [name for name, one in (("a", a), ("b", b)) if one.start is None]
        if missing:
            return (f"the date of {' and of '.join(missing)} is not known",)
        return ("their dates do not tell which was first",)
    later, days = ("b", _days(a, b)) if dated == "a->b" else ("a", _days(b, a))
    return (f"{later} was published {days} later",)


def _days(earlier: About, later: About) -> str:
    assert earlier.start is not None  # noqa: S101  (dates told the direction)
    assert later.start is not None  # noqa: S101
    number = (later.start - earlier.start).days
    return "a day" if number == 1 else f"{number:,} days"


def _name(one: About, a: About, *, outlet: bool = True) -> str:
    letter = "a" if one.document == a.document else "b"
    return f"{letter} ({one.outlet})" if outlet and one.outlet else letter


def _dates(a: About, b: About) -> str:
    return f"a on {a.start}, b on {b.start}"


def _list(names: tuple[str, ...]) -> str:
    return " and ".join(names)
