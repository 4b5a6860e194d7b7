"""What persons judged of pairs of documents: that they are one dispatch (`merge`), or are not related (`split`).

In: judgements, in any order. Out: for each pair of digests, whether they are one, and who said so.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from averment.values import Judgement
from averment.weighing.upheld import JOINING, standing


def judged_pairs(judgements: Iterable[Judgement]) -> dict[tuple[str, str], tuple[bool, str]]:
    """Give the verdict on each pair of whole documents; the latest holds, and one that does not stand is left out."""
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    for one in standing(judgements):
        if one.verdict not in JOINING or any(target.id for target in one.targets):
            continue
        why = f"{one.by} judged them to be one dispatch ({one.id})" + (f": {one.note}" if one.note else "")
        for a, b in combinations(sorted({target.document for target in one.targets}), 2):
            found[a, b] = one.verdict == "merge", why
    return found
