"""Which claims a person wants to see, in which order: read from an address, applied to the overview, written back.

In: the query of an address, rows. Out: rows that fit, in order. The address says it all, and can be passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, get_args
from urllib.parse import urlencode

import msgspec

from averment.values.claims import Stance
from averment.web.overview import folded

if TYPE_CHECKING:
    from averment.web.overview import Row, Spot

PAGE: Final = 50
SORTS: Final = {
    "consequence": "Most consequential",
    "origins": "Most origins",
    "reports": "Most reports",
    "newest": "Newest",
    "oldest": "Oldest",
    "unreviewed": "Most unreviewed",
}
REVIEWED: Final = {"": "All", "no": "Not all reviewed", "yes": "All reviewed"}
_LONGEST: Final = 200  # code points of a field that are read
_SMALL: Final = frozenset(
    {"a", "an", "and", "are", "by", "did", "do", "does", "has", "have", "in", "is", "it"}
    | {"of", "on", "or", "that", "the", "this", "to", "was", "were", "with"}
)
"""Words that are not looked for, where there are others."""


class Sifting(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `few` shows claims of one statement, too; `stance` is of the party or speaker `who`."""

    q: str = ""
    who: str = ""
    stance: Stance | None = None
    disputed: bool = False
    figures: bool = False
    evidence: bool = False
    reviewed: str = ""
    reports: int = 1
    few: bool = False
    sort: str = "consequence"
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Sifting:
        """Read an address; what makes no sense in it counts as not there."""
        stance, sort, reviewed = query.get("stance"), query.get("sort", ""), query.get("reviewed", "")
        return cls(
            q=" ".join(query.get("q", "").split())[:_LONGEST],
            who=" ".join(query.get("who", "").split())[:_LONGEST],
            stance=next((one for one in get_args(Stance) if one == stance), None),
            disputed="disputed" in query,
            figures="figures" in query,
            evidence="evidence" in query,
            reviewed=reviewed if reviewed in REVIEWED else "",
            reports=_number(query.get("reports", "")),
            few="few" in query,
            sort=sort if sort in SORTS else "consequence",
            page=_number(query.get("page", "")),
        )

    def address(self, **changes: Any) -> str:  # noqa: ANN401  # of whatever type the fields are
        """Write the address of the same with some things changed; without `page`, its first page."""
        new = msgspec.structs.replace(self, **{"page": 1, **changes})
        plain = Sifting()
        said = {
            name: "1" if value is True else value
            for name in self.__struct_fields__
            if (value := getattr(new, name)) != getattr(plain, name)
        }
        return f"/?{urlencode(said)}" if said else "/"

    @property
    def narrowed(self) -> bool:
        """Tell whether anything is left out that a person asked to leave out."""
        plain = Sifting(sort=self.sort, page=self.page, few=self.few)
        return self != plain


class Sifted(msgspec.Struct, frozen=True, kw_only=True):
    """Rows that fit, of all pages. `hidden` counts those that would fit, but are of one statement."""

    rows: tuple[Row, ...]
    hidden: int


def sift(rows: Sequence[Row], wanted: Sifting, reviewed: Collection[Spot]) -> Sifted:
    """Give the rows that fit, in the order that is asked for. `reviewed`: what people have judged."""
    found = [row for row in rows if _fits(row, wanted, reviewed)]
    shown = found if wanted.few else [row for row in found if row.lines > 1]
    order = _ORDERS.get(wanted.sort)
    if wanted.sort == "unreviewed":
        shown = sorted(shown, key=lambda row: -len(row.spots.difference(reviewed)))
    elif order is not None:
        shown = sorted(shown, key=order)
    return Sifted(rows=tuple(shown), hidden=len(found) - len(shown))


def matching(row: Row, q: str) -> str | None:
    """Give the quotation in which all words of a search stand, where the statement does not have them all."""
    words = words_of(q)
    if not words or _has(row.words[0], words):
        return None
    return next((quote for quote, text in zip(row.quotes, row.words[1:], strict=True) if _has(text, words)), None)


def words_of(q: str) -> list[str]:
    """Give the words that are looked for, as `folded` writes them: words of a text may go on after them."""
    words = [f" {word}" for word in folded(q).split()]
    return [word for word in words if word[1:] not in _SMALL] or words


def _fits(row: Row, wanted: Sifting, reviewed: Collection[Spot]) -> bool:
    words = words_of(wanted.q)
    return (
        (not words or any(_has(text, words) for text in row.words))
        and (not (wanted.who or wanted.stance) or _stands(row, wanted))
        and (not wanted.disputed or row.disputed)
        and (not wanted.figures or bool(row.claim.figures))
        and (not wanted.evidence or bool(row.claim.evidence))
        and row.claim.documents >= wanted.reports
        and (not wanted.reviewed or (wanted.reviewed == "yes") == row.spots.issubset(reviewed))
    )


def _stands(row: Row, wanted: Sifting) -> bool:
    """Tell whether somebody of this name or party takes this stance."""
    who = words_of(wanted.who)
    if who and not any(_has(name, who) for name in row.names):
        return False
    return any(
        wanted.stance in {None, held.stance} and (not who or _has(folded(f"{held.speaker} {held.party or ''}"), who))
        for held in row.claim.positions
    )


def _has(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004


_ORDERS: Final[dict[str, Callable[[Row], Any]]] = {
    "origins": lambda row: -row.origins,
    "reports": lambda row: -row.claim.documents,
    "newest": lambda row: -(row.claim.last or date.min).toordinal(),
    "oldest": lambda row: (row.claim.first or date.max).toordinal(),
}
