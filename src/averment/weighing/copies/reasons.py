"""Why two documents are said to be related, in sentences that a person can check against the passages shown.

In: a pair, its relation and its lineage. Out: plain English. `a` and `b` are the two documents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment.values.claims import Relation
    from averment.weighing.copies.carriers import Carriers
    from averment.weighing.copies.direction import Lineage
    from averment.weighing.copies.kinds import Kind
    from averment.weighing.copies.pairs import Pair

_APART: Final[tuple[Kind, ...]] = ("returns", "standing", "later", "template", "formula", "quotation")
_FIGURES: Final = 3  # that differ, as many as are named
_ALL: Final = 0.995


def reason(pair: Pair, relation: Relation, known: Lineage) -> str:
    """Say why two documents that share matter are related as they are."""
    said = [_shares(pair, relation)]
    if relation == "update":
        said.append(_changes(pair))
    said += known.said
    if relation == "shared" and (apart := _left_out(pair)):
        said.append(f"not counted: {apart}")
    return "; ".join(said)


def background_reason(pair: Pair) -> str:
    """Say why what two documents share gives them no common origin."""
    rest = "; beside that, no more than a phrase" if "matter" in pair.kinds else ""
    return _left_out(pair) + rest


def _shares(pair: Pair, relation: Relation) -> str:
    of_a, of_b = pair.shares()
    count = len(pair.passages("matter", "quotation"))
    where = f"in {count} passages" if count > 1 else "in one passage"
    if relation == "shared":
        return f"{_percent(of_a)} of a and {_percent(of_b)} of b are the same, {where}; the rest of each is its own"
    if relation == "update":
        return f"the same opening; {_percent(of_a)} of a and {_percent(of_b)} of b are the same"
    if min(of_a, of_b) >= _ALL:
        return "all of a is all of b, word for word or nearly" if _is_exact(pair) else "all of a is in b, reworded"
    inner, outer, share = ("a", "b", of_a) if of_a >= of_b else ("b", "a", of_b)
    other = min(of_a, of_b)
    return f"{_percent(share)} of {inner} is in {outer}, {where} ({_percent(other)} of {outer})"


def _is_exact(pair: Pair) -> bool:
    return all(one.same >= 0.97 * max(one.words) for one in pair.shared)


def _changes(pair: Pair) -> str:
    differ = [f"{one} / {other}" for one, other in dict.fromkeys(pair.figures())]
    if differ:
        return f"figures changed (a / b): {', '.join(differ[:_FIGURES])}"
    return f"{pair.added():,} words are new"


def _left_out(pair: Pair) -> str:
    """Say of each kind of passage that relates nothing how much of it there is, and how it is known for that."""
    said = []
    for kind in _APART:
        passages = pair.passages(kind)
        if passages:
            longest = max(passages, key=lambda one: max(one.words))
            said.append(_sentence(kind, sum(max(one.words) for one in passages), pair.carriers(longest)))
    return "; ".join(said)


def _sentence(kind: Kind, words: int, found: Carriers) -> str:
    if kind == "returns":
        return (
            f"{words} words of background: the passage stands in {found.documents:,} documents of {found.times} "
            f"different times, from {found.first} to {found.last}"
        )
    return {
        "standing": f"{words} words of background, by what they say: how things stood before, and nothing of the day",
        "later": f"{words} words that the later report repeats below its own news, more than a week after",
        "template": f"{words} words of the outlet's page, not of the report",
        "formula": f"{words} words of a set phrase, filled in with other names",
        "quotation": f"{words} words in quotation marks: both quote the same statement, which is its speaker's",
    }[kind]


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
