"""Grouping: the sayings of a case in groups, each around its clearest; kept while documents come and go.

In: sayings with the vectors of their texts, document by document. Out: `Groups`; and the whole as bytes, soon loaded.
The result is a function of the sayings alone: neither order nor batches change it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Self

import msgspec
import numpy as np

from averment import lexicons
from averment.values.readings import Act
from averment.weighing.claims.groups import Groups, Member, would_state
from averment.weighing.claims.likeness import ClaimWeights, Likeness, claim_weights
from averment.weighing.claims.pivots import Pivots
from averment.weighing.order import place_order

if TYPE_CHECKING:
    from averment.values import Judgement
    from averment.weighing.claims.likeness import Matrix
    from averment.weighing.claims.saying import Saying

_VERSION: Final = 1


class _Held(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A saying as it is kept; `rank` is 0 for one that only points to others."""

    id: str
    rank: int
    act: Act | None
    negated: bool
    about: tuple[str, ...]


class _State(msgspec.Struct, frozen=True, array_like=True):
    """What a grouping is, without what can be computed from it at once."""

    version: int
    made_by: str
    size: int | None
    documents: dict[str, list[_Held]]
    ranks: bytes
    leaders: bytes
    products: bytes
    rows: bytes


class Grouping:
    """The sayings of a case, and the groups they are in."""

    def __init__(self, weights: ClaimWeights | None = None) -> None:
        self._weights = weights or claim_weights()
        self._size: int | None = None  # of a vector
        self._likeness: Likeness | None = None
        self._pivots: Pivots | None = None
        self._places: dict[int, int] = {}  # of the row of a rank
        self._counts: Counter[int] = Counter()  # sayings of each rank
        self._documents: dict[str, list[_Held]] = {}

    def add(self, sayings: Sequence[Saying], vectors: Matrix) -> None:
        """Add the sayings of documents that are not there yet; `vectors` (sayings, size) are those of their texts.

        Of a saying without a text the vector is not looked at. `ValueError` for a document that is there already, or
        vectors of another size.
        """
        if len(sayings) != len(vectors):
            message = f"{len(sayings)} sayings and {len(vectors)} vectors"
            raise ValueError(message)
        if there := {saying.document for saying in sayings} & self._documents.keys():
            message = f"already there: {min(there)}"
            raise ValueError(message)
        ranks = [saying.rank if saying.text else 0 for saying in sayings]
        new: dict[int, int] = {}
        for number, (saying, rank) in enumerate(zip(sayings, ranks, strict=True)):
            held = _Held(saying.id, rank, saying.act, saying.negated, saying.about)
            self._documents.setdefault(saying.document, []).append(held)
            if rank and not self._counts[rank]:
                new.setdefault(rank, number)
            self._counts[rank] += 1
        if new:
            pivots, likeness = self._ready(vectors.shape[1])
            chosen = list(new.values())
            rows = likeness.rows([sayings[number] for number in chosen], vectors[chosen])
            places = pivots.add(np.array(list(new), np.uint64), rows)
            self._places |= dict(zip(new, places, strict=True))

    def remove(self, document: str) -> None:
        """Take out the sayings of a document; one that is not there has none."""
        gone = []
        for held in self._documents.pop(document, ()):
            self._counts[held.rank] -= 1
            if held.rank and not self._counts[held.rank]:
                gone.append(self._places.pop(held.rank))
        if gone and self._pivots:
            self._pivots.remove(gone)

    def __contains__(self, document: str) -> bool:
        """Whether a document has sayings here."""
        return document in self._documents

    def nearest(self, vector: Matrix, most: int) -> list[tuple[str, str]]:
        """Give the sayings (document, id) whose texts are nearest to a vector, and those that are only about such.

        Texts are at most so many; those with the same words are one. In order of documents.
        """
        self._settle()
        ranks = set(self._pivots.nearest(vector, most) if self._pivots else ())
        found: list[tuple[str, str]] = []
        for document in sorted(self._documents):
            held = self._documents[document]
            near = {one.id for one in held if one.rank in ranks}
            near |= {one.id for one in held if not one.rank and not near.isdisjoint(one.about)}
            found += [(document, one.id) for one in held if one.id in near]
        return found

    def nearest_first(self, vector: Matrix, most: int) -> list[tuple[str, str]]:
        """Give the sayings (document, id) whose texts are nearest to a vector, the nearest first."""
        self._settle()
        ranks = self._pivots.nearest(vector, most) if self._pivots else []
        place = {rank: number for number, rank in enumerate(ranks)}
        found = [
            (place[held.rank], place_order(document, held.id), (document, held.id))
            for document, sayings in self._documents.items()
            for held in sayings
            if held.rank in place
        ]
        return [spot for _, _, spot in sorted(found)]

    def stating(self, name: str) -> list[tuple[str, str]]:
        """Give the sayings that would state a claim of this name, whatever they are grouped with now."""
        return [
            (document, held.id)
            for document in sorted(self._documents)
            for held in self._documents[document]
            if held.rank and would_state(name, held.rank, document, held.id)
        ]

    def groups(self, judgements: Iterable[Judgement] = ()) -> Groups:
        """Give the groups, as judgements that are in force change them."""
        self._settle()
        followed = self._followed()
        nobody = (0, None)
        members = [
            Member(document, held.id, held.rank, *followed.get(held.rank, nobody), held.act, held.negated, held.about)
            for document in sorted(self._documents)
            for held in self._documents[document]
        ]
        return Groups(members, judgements)

    def state(self) -> bytes:
        """Give all of it as bytes."""
        self._settle()
        ranks = np.array(sorted(self._places), np.uint64)
        places = [self._places[int(rank)] for rank in ranks]
        number = dict(zip(places, range(len(places)), strict=True))
        pivots = self._pivots
        leaders = [number[int(place)] for place in pivots.leaders[places]] if pivots else []
        return msgspec.msgpack.encode(
            _State(
                version=_VERSION,
                made_by=_made_by(self._weights),
                size=self._size,
                documents=dict(sorted(self._documents.items())),
                ranks=ranks.tobytes(),
                leaders=np.array(leaders, np.int64).tobytes(),
                products=pivots.products[places].tobytes() if pivots else b"",
                rows=pivots.bytes[places].tobytes() if pivots else b"",
            )
        )

    @classmethod
    def from_state(cls, data: bytes) -> Self | None:
        """Take up a grouping again; `None` for one made by other word lists, weights or another version of this."""
        try:
            state = msgspec.msgpack.decode(data, type=_State)
        except msgspec.DecodeError:
            return None
        if state.version != _VERSION or state.made_by != _made_by(claim_weights()):
            return None
        grouping = cls()
        grouping._documents = state.documents
        grouping._counts = Counter(held.rank for kept in state.documents.values() for held in kept)
        ranks = np.frombuffer(state.ranks, np.uint64)
        grouping._places = dict(zip(ranks.tolist(), range(len(ranks)), strict=True))
        if state.size is not None:
            grouping._size, grouping._likeness = state.size, (likeness := Likeness(state.size, grouping._weights))
            grouping._pivots = Pivots.kept(
                likeness,
                ranks.copy(),
                np.frombuffer(state.leaders, np.int64).copy(),
                np.frombuffer(state.products, np.float32).copy(),
                np.frombuffer(state.rows, np.int8).reshape(-1, likeness.width).copy(),
            )
        return grouping

    def _settle(self) -> None:
        """Put in groups what came since: not before it is asked for, so that batches cost no more than all at once."""
        if self._pivots:
            self._pivots.settle()

    def _ready(self, size: int) -> tuple[Pivots, Likeness]:
        if self._pivots is None or self._likeness is None:
            self._size, self._likeness = size, Likeness(size, self._weights)
            self._pivots = Pivots(self._likeness)
        if size != self._size:
            message = f"vectors of {size} beside those of {self._size}"
            raise ValueError(message)
        return self._pivots, self._likeness

    def _followed(self) -> dict[int, tuple[int, float | None]]:
        """Give for each rank that of its leader, and how likely the two make one claim; null for the leader itself."""
        if not self._pivots or not self._likeness:
            return {}
        ranks, places = list(self._places), np.fromiter(self._places.values(), np.int64, len(self._places))
        leaders = self._pivots.ranks[self._pivots.leaders[places]].tolist()
        chances = self._likeness.chances(self._pivots.products[places]).tolist()
        told = zip(ranks, leaders, chances, strict=True)
        return {rank: (leader, None if leader == rank else chance) for rank, leader, chance in told}


def _made_by(weights: ClaimWeights) -> str:
    """Name the word lists and weights that sayings and their likeness depend on."""
    return hashlib.sha256(lexicons.digest().encode() + msgspec.json.encode(weights)).hexdigest()
