"""Texts to vectors, and pairs of texts to stances: what weighing asks of a model, with the shipped weights.

In: lines of text. Out: numpy arrays, a row a text or pair. The same text gives the same numbers to the last bit,
whatever the threads and the other texts: each runs through the graph alone (`sessions.py` says why), equal ones once.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec
import numpy as np

from averment.errors import ModelError
from averment.inference.sessions import CLS, SEP, framed, session, usable_cores
from averment.inference.shipped import SHIPPED, SUMS, read_files, settings_in
from averment.inference.tokens import load_tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence
    from pathlib import Path
    from typing import TypeVar

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    _Key = TypeVar("_Key", bound=Hashable)

SETTINGS: Final = "weighing.json"
TOKENIZER: Final = "../tokenizer.json"
STANCES: Final = 4  # none, supports, denies, doubts

_TOGETHER: Final = 32  # texts a thread takes at a time
_LEAST_STATEMENT: Final = 32  # word pieces of a pair kept for the statement, however long the proposition is


class WeighingSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the graphs are for: one file may serve both uses.

    `embeds` and `judges` name the graphs for vectors and stances; `text` and `pair` are the most word pieces that are
    read of each, special ones included; the scores of stances are divided by `temperature` (Guo et al. 2017).
    """

    embeds: str
    judges: str
    text: int
    pair: int
    temperature: float


@dataclass(frozen=True, slots=True)
class Graph:
    """One graph and the numbers that it gives for each text: `output`, of `size`. Thread-safe."""

    session: Any
    output: str
    size: int

    @classmethod
    def of(cls, session: Any, output: str) -> Graph:  # noqa: ANN401  (onnxruntime ships no types)
        """Take an output of an open graph. Raises `ModelError` where there is none of that name."""
        sizes = {found.name: found.shape[-1] for found in session.get_outputs()}
        if output not in sizes:
            message = f"the model has no output “{output}”"
            raise ModelError(message)
        return cls(session, output, sizes[output])

    def run(self, ids: NDArray[np.int64], types: NDArray[np.int64]) -> NDArray[np.float32]:
        """Read one text."""
        numbers: NDArray[np.float32] = self.session.run([self.output], {"ids": ids[None], "types": types[None]})[0][0]
        return numbers


class OnnxWeighingModel:
    """Vectors and stances. `threads` changes its speed, never its answers. Thread-safe."""

    def __init__(  # noqa: PLR0913  (each is a part the model is put together from)
        self,
        embeds: Graph,
        judges: Graph,
        tokenizer: Tokenizer,
        settings: WeighingSettings,
        digest: str,
        *,
        threads: int | None = None,
    ) -> None:
        self.digest = digest
        self._embeds = embeds
        self._judges = judges
        self._tokenizer = tokenizer
        self._settings = settings
        self._pool = ThreadPoolExecutor(threads or usable_cores(), thread_name_prefix="averment-weighing")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors of texts, (texts, size), each of length 1; the beginning of a long text stands for it."""
        return self._each(texts, self._vector, self._embeds.size)

    def stances(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Give for each (proposition, statement) the probabilities of: none, supports, denies, doubts; (pairs, 4).

        Of a long pair the end of the statement is not read.
        """
        scores = self._each(pairs, self._scores, self._judges.size)
        odds = np.exp((scores - scores.max(1, keepdims=True)) / np.float32(self._settings.temperature))
        shares: NDArray[np.float32] = odds / odds.sum(1, keepdims=True)
        return shares

    def _each(
        self, asked: Sequence[_Key], read: Callable[[_Key], NDArray[np.float32]], size: int
    ) -> NDArray[np.float32]:
        """Read each distinct one once, side by side, and give a row to all that were asked for."""
        rows = {key: row for row, key in enumerate(dict.fromkeys(asked))}
        distinct = list(rows)
        found = np.empty((len(distinct), size), dtype=np.float32)

        def stretch(start: int) -> None:
            for row, key in enumerate(distinct[start : start + _TOGETHER], start):
                found[row] = read(key)

        for _ in self._pool.map(stretch, range(0, len(distinct), _TOGETHER)):
            pass
        return found if len(distinct) == len(asked) else found[[rows[key] for key in asked]]

    def _vector(self, text: str) -> NDArray[np.float32]:
        ids = framed(self._pieces(text)[: self._settings.text - 2], CLS, SEP)
        return self._embeds.run(ids, np.zeros_like(ids))

    def _scores(self, pair: tuple[str, str]) -> NDArray[np.float32]:
        room = self._settings.pair - 3
        proposition = framed(self._pieces(pair[0])[: room - _LEAST_STATEMENT], CLS, SEP)
        statement = self._pieces(pair[1])[: room + 2 - len(proposition)]
        ids = np.concatenate((proposition, statement, [SEP]))
        return self._judges.run(ids, np.repeat([0, 1], [len(proposition), len(statement) + 1]))

    def _pieces(self, text: str) -> NDArray[np.int64]:
        whole = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair, as an argument may hold
        return np.array(self._tokenizer.encode(whole, add_special_tokens=False).ids, dtype=np.int64)


def load_weighing_model(folder: Path = SHIPPED / "weighing", *, threads: int | None = None) -> OnnxWeighingModel:
    """Load a model, the shipped one unless told otherwise. Raises `ModelError` where its files are damaged."""
    digest, files = read_files(folder, (SETTINGS, TOKENIZER))
    settings = settings_in(folder / SETTINGS, files[SETTINGS], WeighingSettings)
    missing = {settings.embeds, settings.judges} - files.keys()
    if missing:
        message = f"{SUMS} does not list {', '.join(sorted(missing))}"
        raise ModelError(message, subject=str(folder))
    opened = {name: session(files[name]) for name in sorted({settings.embeds, settings.judges})}
    embeds = Graph.of(opened[settings.embeds], "vector")
    judges = Graph.of(opened[settings.judges], "stance")
    return OnnxWeighingModel(embeds, judges, load_tokenizer(files[TOKENIZER]), settings, digest, threads=threads)
