"""The tables that weighing a corpus makes: a struct is a table, a field a column, as in `averment.tables.rows`."""

from __future__ import annotations

from typing import Self

import msgspec

from averment.tables.rows import Range
from averment.values import Copy


class PassageRow(msgspec.Struct, frozen=True):
    """A stretch that two documents share, in the offsets of each."""

    a: Range
    b: Range


class CopyRow(msgspec.Struct, frozen=True, kw_only=True):
    """Two related documents (digests, `a` the lesser), the relation between them and the passages that show it.

    The columns are those of `averment.copy/1`: `relation` is copy, shared, update or background; `direction` is a->b,
    b->a or null; `origin` is whom both credit, or the earlier outlet.
    """

    a: str
    b: str
    relation: str
    direction: str | None
    origin: str | None
    passages: tuple[PassageRow, ...]
    why: str


def copy_from(row: CopyRow) -> Copy:
    """Give the pair that a row was made from. Raises `ValueError` for one that was made otherwise."""
    passages = [{"a": (one.a.start, one.a.end), "b": (one.b.start, one.b.end)} for one in row.passages]
    told = {name: getattr(row, name) for name in CopyRow.__struct_fields__ if name != "passages"}
    return msgspec.convert({**told, "passages": passages}, Copy)


class ToldRow(CopyRow, frozen=True, kw_only=True):
    """A related pair on its way into the table: with the numbers of both documents, and how many characters are shared.

    Of a passage that is longer in one of the two, those of the shorter are counted.
    """

    number_a: int
    number_b: int
    characters: int

    @classmethod
    def of(cls, copy: Copy, a: int, b: int) -> Self:
        """Make the row of a pair."""
        return cls(
            a=copy.a,
            b=copy.b,
            relation=copy.relation,
            direction=copy.direction,
            origin=copy.origin,
            passages=tuple(PassageRow(a=Range(*one.a), b=Range(*one.b)) for one in copy.passages),
            why=copy.why,
            number_a=a,
            number_b=b,
            characters=sum(min(one.a[1] - one.a[0], one.b[1] - one.b[0]) for one in copy.passages),
        )


class OriginRow(msgspec.Struct, frozen=True, kw_only=True):
    """A document, and the root that it goes back to: an agency, an outlet, or a document of which nobody is known.

    `documents` counts those that stand on this root. `report` is the digest of the first document of the same report,
    its own where it is that; `copies` counts the documents that are this report. `through` is the document that ties
    it to the report and `relation` how (copy or update); both are null for the first. `why` says it all in words.
    """

    document: str
    reading: str
    root: str
    kind: str
    documents: int
    report: str
    copies: int
    through: str | None
    relation: str | None
    why: str
