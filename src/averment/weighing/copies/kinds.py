"""What a shared passage is: matter of the report, or something that two reports may share without a common origin.

In: a passage with its signs and carriers, and what is known of the two documents. Out: its `Kind`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.weighing.copies.direction import same_outlet
from averment.weighing.copies.overlaps import lead

if TYPE_CHECKING:
    from averment.weighing.copies.about import About
    from averment.weighing.copies.carriers import Carriers
    from averment.weighing.copies.overlaps import Shared

Kind: TypeAlias = Literal["matter", "quotation", "returns", "standing", "later", "template", "formula"]
"""`returns`: it comes back over time; `standing`: its words say that it is background; `later`: it stands far down in a
report of a later time; `template`: lines of the page; `formula`: an outlet's set phrases, filled in with other names;
`quotation`: what somebody said, in quotation marks."""

TIMES: Final = 3
"""So many times, days apart, a passage must have been published to be one that returns."""
_WEEK: Final = timedelta(days=7)
_MOST: Final = 0.5
_QUOTED: Final = 0.7
_LITTLE_NEWS: Final = 0.35
_HALF_LEAD: Final = 0.5
_WHOLE: Final = 0.75  # of a report: what is all of it is not its background
_PART: Final = 0.3  # of a report: more than that is not repeated by the way
_LOOSE: Final = 0.72  # the share of equal words below which a passage with other names is a formula filled in
_OTHERS: Final = 2  # names, or figures, that differ


def kind_of(one: Shared, a: About, b: About, found: Callable[[], Carriers]) -> Kind:
    """Say what a shared passage is; its carriers are asked for only where they tell."""
    if min(signs.template for signs in one.signs) >= _MOST:
        return "template"
    if max(signs.quoted for signs in one.signs) >= _QUOTED:
        return "quotation"
    if not _is_all(one, a, b) and (background := _background(one, a, b, found)):
        return background
    return "formula" if _is_formula(one, a, b) else "matter"


def _background(one: Shared, a: About, b: About, found: Callable[[], Carriers]) -> Kind | None:
    if found().times >= TIMES:
        return "returns"
    if _is_standing(one):
        return "standing"
    return "later" if _is_later(one, a, b) else None


def days_apart(a: About, b: About) -> timedelta | None:
    """Give how far two dates of publication are apart, at the least; `None` where one is not known."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return None
    return max(timedelta(0), a.start - b.end, b.start - a.end)


def _is_all(one: Shared, a: About, b: About) -> bool:
    """Say whether it is nearly all of one report, or has the lead of both."""
    return _covers(one, a, b) >= _WHOLE or (_has_lead(one.lead[0], a) and _has_lead(one.lead[1], b))


def _covers(one: Shared, a: About, b: About) -> float:
    """Give the share of the document that it is more of, 0 to 1."""
    return max(one.words[0] / max(1, a.words), one.words[1] / max(1, b.words))


def _has_lead(words: int, about: About) -> bool:
    return words >= _HALF_LEAD * lead(about.words)


def _is_standing(one: Shared) -> bool:
    a, b = one.signs
    firm, standing, news = (a.firm + b.firm) / 2, (a.standing + b.standing) / 2, (a.news + b.news) / 2
    return (firm >= _MOST or standing >= _MOST) and news <= _LITTLE_NEWS


def _is_later(one: Shared, a: About, b: About) -> bool:
    """Say whether it is of a report more than a week older, and stands below the lead of the later one."""
    apart = days_apart(a, b)
    if apart is None or apart <= _WEEK or a.start is None or b.start is None or _covers(one, a, b) > _PART:
        return False
    later, after = (a, 0) if a.start > b.start else (b, 1)
    return one.before[after] >= lead(later.words)


def _is_formula(one: Shared, a: About, b: About) -> bool:
    """Say whether the same words are said of other things: they agree loosely, and names and figures do not."""
    if one.same >= _LOOSE * max(one.words):
        return False
    apart = days_apart(a, b)
    differ = one.names + bool(one.figures)
    if apart is not None and apart > _WEEK:
        return differ > 0
    return differ >= (_OTHERS if same_outlet(a, b) else 2 * _OTHERS)
