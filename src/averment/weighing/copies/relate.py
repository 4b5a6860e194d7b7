"""What relates two documents that share passages: a copy, a common original, a later version, or background alone.

In: overlaps, what is known of the documents, judgements. Out: a `Copy` for each related pair, with the reason in words.
The rules, in order: what was judged holds; passages that are background, formulas or quotations relate nothing by
themselves; a later version has the opening of the earlier, of the same hand, within days, and other figures or more;
where most of one stands in the other it is a copy; else they share an original.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from averment.values import Copy, Judgement, Passage
from averment.weighing.copies.carriers import APART, Carrying
from averment.weighing.copies.direction import lineage, same_outlet
from averment.weighing.copies.judged import judged_pairs
from averment.weighing.copies.kinds import days_apart
from averment.weighing.copies.overlaps import lead
from averment.weighing.copies.pairs import Pair
from averment.weighing.copies.reasons import background_reason, reason

if TYPE_CHECKING:
    from averment.values.claims import Relation
    from averment.weighing.copies.about import About
    from averment.weighing.copies.overlaps import Overlap, Shared

MOST: Final = 0.6
"""The share of a document that must stand in another for it to be a copy; less leaves matter of its own to both."""
_FEW: Final = 20  # equal words that are no more than a phrase,
_SMALL: Final = 0.15  # where they are less than this share of both
_OPENING: Final = 0.5  # of the leads of both that a later version shares with the earlier
_SOME: Final = 0.5  # of one of the two that a later version shares with the earlier
_ADDED: Final = 25  # words that are new in a later version


def relate(overlaps: Iterable[Overlap], about: Mapping[str, About], judgements: Iterable[Judgement] = ()) -> list[Copy]:
    """Tell the relation of every pair that shares more than a phrase, in order of their digests.

    A pair that was judged `split` is left out; documents that were judged `merge` are copies of one dispatch, whatever
    they share.
    """
    every = list(overlaps)
    copies = {(one.a, one.b): one for one in tell(every, about)}
    told = judge(judgements, about.keys(), {(one.a, one.b): one.passages for one in every})
    related = {**copies, **told}
    return [copy for pair in sorted(related) if (copy := related[pair])]


def tell(
    overlaps: Iterable[Overlap], about: Mapping[str, About], firsts: Collection[str] | None = None
) -> Iterator[Copy]:
    """Tell the relations that texts and dates alone tell of, in order; with `firsts`, where `a` is one of these alone.

    The relation of two documents depends on all overlaps of either, and on nothing else.
    """
    every = sorted(overlaps, key=lambda overlap: (overlap.a, overlap.b))
    carrying = Carrying.among(every, about)
    for one in every:
        if (firsts is None or one.a in firsts) and (copy := copy_of(Pair.of(one, about, carrying))):
            yield copy


def judge(
    judgements: Iterable[Judgement],
    documents: Collection[str],
    passages: Mapping[tuple[str, str], tuple[Passage, ...]],
) -> dict[tuple[str, str], Copy | None]:
    """Give how documents that a person judged are related, by pair; `None` where they are not."""
    found: dict[tuple[str, str], Copy | None] = {}
    for pair, (merged, why) in judged_pairs(judgements).items():
        there = all(name in documents for name in pair)
        shared = passages.get(pair, ())
        copy = Copy(a=pair[0], b=pair[1], relation="copy", passages=shared, why=why)
        found[pair] = copy if merged and there else None
    return found


def copy_of(pair: Pair) -> Copy | None:
    """Tell the relation of one pair; `None` where it shares no more than a phrase."""
    if not _has_matter(pair):
        return _background(pair)
    relation = _relation(pair)
    known = lineage(pair.a, pair.b, relation)
    kept = pair.passages("matter", "quotation")
    if relation != "shared":  # of a copy its background was copied too
        kept = pair.passages("matter", "quotation", "returns", "standing", "later", "formula")
    return Copy(
        a=pair.a.document,
        b=pair.b.document,
        relation=relation,
        direction=known.direction,
        origin=known.origin,
        passages=_places(kept),
        why=reason(pair, relation, known),
    )


def _has_matter(pair: Pair) -> bool:
    """Say whether two documents share matter of a report, more than a phrase of it."""
    matter = pair.passages("matter")
    shares = [sum(one.words[side] for one in matter) / max(1, pair.documents[side].words) for side in (0, 1)]
    return bool(matter) and (sum(one.same for one in matter) >= _FEW or max(shares) >= _SMALL)


def _background(pair: Pair) -> Copy | None:
    """Give the relation of two documents that share no matter; `None` where they share no more than a phrase."""
    if sum(one.same for one in pair.shared) < _FEW:
        return None
    return Copy(
        a=pair.a.document,
        b=pair.b.document,
        relation="background",
        passages=_places(pair.shared),
        why=background_reason(pair),
    )


def _relation(pair: Pair) -> Relation:
    if _is_update(pair):
        return "update"
    return "copy" if max(pair.shares()) >= MOST else "shared"


def _is_update(pair: Pair) -> bool:
    """Say whether one is a later version of the other: of the same hand, within days, with the same opening."""
    a, b = pair.documents
    apart, one_outlet = days_apart(a, b), same_outlet(a, b)
    if not one_outlet and not set(a.credited) & set(b.credited):
        return False
    if apart is None and not one_outlet:
        return False
    if apart is not None and apart > APART:
        return False
    if max(pair.shares()) < _SOME or not _same_opening(pair):
        return False
    return bool(pair.figures()) or (one_outlet and pair.added() >= _ADDED)


def _same_opening(pair: Pair) -> bool:
    kept = pair.passages("matter", "quotation")
    return all(sum(one.lead[side] for one in kept) >= _OPENING * lead(pair.documents[side].words) for side in (0, 1))


def _places(shared: Iterable[Shared]) -> tuple[Passage, ...]:
    return tuple(Passage(a=one.a, b=one.b) for one in shared)
