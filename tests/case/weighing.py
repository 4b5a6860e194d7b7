"""What the tests of weighing a case share: reports of an invented flood, a model that counts what it is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from averment import Case, to_json
from tests.weighing.models import WordModel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_WIRE = (
    "The river Odra rose by four metres in a single night and took the old bridge at Velmar with it, "
    "together with two lorries and the hut of the toll keeper, who had left his post an hour before. "
)
REPORTS: dict[str, str] = {
    "wire.txt": f"{_WIRE}Ana Ruiz said the dam at Velmar was opened on purpose. Oro Dask said the dam was not opened.",
    "copy.txt": f"Flood takes bridge. {_WIRE}Ana Ruiz said the dam at Velmar was opened on purpose.",
    "late.txt": f"{_WIRE}It was the third flood. Mayor Lund said 30 people were missing in Velmar.",
    "other.txt": "Engineer Bo Tarn said the dam at Velmar was opened on purpose. Ana Ruiz said 30 people were missing.",
    "deny.txt": "Minister Kell said the dam at Velmar was not opened on purpose. Oro Dask said it rained for a week.",
    "rain.txt": "Oro Dask said it rained for a week. Ana Ruiz said it never rained. The valley is quiet.",
    "none.txt": "The valley is quiet, and the fields are under water.",
    "more.txt": "Mayor Lund said the dam at Velmar was opened on purpose by engineers. Bo Tarn said nobody missed.",
}
"""Two carry the words of the first; one says nothing of anybody."""


class Counting(WordModel):
    """Remembers the texts it was asked for. `at` is called before each time, with how often it was asked before."""

    def __init__(self) -> None:
        self.at: Callable[[int], None] = lambda _: None
        self.texts: list[str] = []
        self.times = 0

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Note the texts."""
        self.at(self.times)
        self.times += 1
        self.texts += texts
        return super().embed(texts)


def shown(case: Case) -> dict[str, bytes]:
    """Give what weighing shows of a case, as it is printed: all that rests on what is kept."""
    found: dict[str, list[Any]] = {"claims": list(case.claims()), "copies": case.copies(), "sources": case.sources()}
    return {name: b"\n".join(map(to_json, values)) for name, values in found.items()}
