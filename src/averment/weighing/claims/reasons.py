"""Why a saying is in a claim, in words: how like its content is to the statement, and what both name.

In: a saying and the statement with their readings, and how likely they make one claim. Out: half a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.weighing.claims import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST: Final = 3
"""Names and kinds that are told."""


def reason(content: str, statement: str, names: Iterable[str], stated: Iterable[str], chance: float) -> str:
    """Tell what ties a content to a statement. `names` and `stated` are the names in each, as they are written."""
    said = [f"{chance:.2f} like the statement"]
    known = {words.stem(name) for name in stated}
    both = list({words.stem(name): name for name in names if words.stem(name) in known}.values())
    if both:
        said.append(f"both name {', '.join(both[:_MOST])}")
    if kinds := sorted(words.kinds_in(content) & words.kinds_in(statement)):
        said.append(f"both of {', '.join(kinds[:_MOST])}")
    return "; ".join(said)
