"""Text to tagged spans: tokens, windows, cues, roles. The order of steps, and only that.

In: texts. Out: for each text its `TaggedCue`s, spans in code points, in order of the text. The same text gives the same
answer whatever the threads, the batch and the other texts.
"""

from __future__ import annotations

import math
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from averment.inference.decoding import best_paths, cue_ranges, ranges
from averment.inference.network import ROLE_TAGS
from averment.inference.sessions import Encoded, OnnxNetwork, usable_cores
from averment.inference.shipped import SHIPPED, read_model
from averment.inference.tokens import Tokens, load_tokenizer, tokenize
from averment.inference.windows import blocks, nearest, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from averment.inference.sessions import Network
    from averment.inference.shipped import Settings

Span = tuple[int, int]
_Piece = tuple[int, int, int]  # which text, and from where to where in it

BATCH: Final = 16
_NEAR: Final = 128  # word pieces on either side of a cue in which its roles are looked for
_TEXT_IN_FLIGHT: Final = 120_000  # code points; a thousand of them take about a megabyte as vectors


@dataclass(frozen=True, slots=True)
class TaggedCue:
    """A cue and its roles as the network marks them: spans in code points, edges where word pieces end.

    `score` is the calibrated probability, 0 to 1, that a person would call the attribution right.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the model marked in one text: its cues, in order of the text."""

    cues: list[TaggedCue]


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of one text on its way: its start, its word pieces, the windows cut from them, what came of each."""

    text: int
    start: int
    tokens: Tokens
    cuts: list[Span]
    encoded: list[Future[Encoded]]


@dataclass(frozen=True, slots=True)
class _Cues:
    """The cues that one window answers for: ranges in the block's word pieces, their scores, and what is near each.

    `roles` holds the scores of the roles of each cue, (pieces near it, tags).
    """

    block: _Block
    cues: list[Span]
    near: list[Span]
    scores: list[float]
    roles: Future[list[NDArray[np.float32]]]


class AttributionModel:
    """Marks attributions. `threads` and `batch` (blocks of text in flight) change its speed, never its answers."""

    def __init__(  # noqa: PLR0913  (each is a part the model is put together from)
        self,
        network: Network,
        tokenizer: Tokenizer,
        settings: Settings,
        digest: str,
        *,
        threads: int | None = None,
        batch: int | None = None,
    ) -> None:
        self.digest = digest
        self._network = network
        self._tokenizer = tokenizer
        self._settings = settings
        self._step = np.array(settings.transitions, dtype=np.float32)
        self._batch = batch or BATCH
        self._pool = ThreadPoolExecutor(threads or usable_cores())

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Mark the attributions of each text. Memory is bounded by the batch, time linear in the words."""
        found: list[list[TaggedCue]] = [[] for _ in texts]
        pieces = [(number, start, end) for number, text in enumerate(texts) for start, end in blocks(text)]
        for together in _groups(pieces, self._batch):
            group = [self._begin(number, start, texts[number][start:end]) for number, start, end in together]
            for block, tagged in self._finish(group):
                found[block.text].append(tagged)
        return [Tagged(sorted(tagged, key=lambda t: (t.cue, t.content))) for tagged in found]

    def _begin(self, number: int, start: int, text: str) -> _Block:
        """Cut a block into windows and send them to be read; the next block is cut meanwhile."""
        tokens = tokenize(self._tokenizer, text)
        cuts = windows(tokens.opens, self._settings.window, self._settings.overlap)
        encoded = [self._pool.submit(self._network.encode, tokens.between(*cut)) for cut in cuts]
        return _Block(number, start, tokens, cuts, encoded)

    def _finish(self, group: list[_Block]) -> Iterator[tuple[_Block, TaggedCue]]:
        """Wait for the windows of each block, find its cues, and decode the roles of all of them together."""
        asked = [cues for block in group for cues in self._cues(block)]
        if not asked:
            return
        paths = self._paths([scores for cues in asked for scores in cues.roles.result()])
        for cues in asked:
            for cue, near, score in zip(cues.cues, cues.near, cues.scores, strict=True):
                yield cues.block, _placed(cues.block, cue, near[0], score, next(paths))

    def _cues(self, block: _Block) -> Iterator[_Cues]:
        """Find the cues of a block and share them out to the windows that see each best."""
        probabilities = _averaged(block)
        by_window: dict[int, list[Span]] = {}
        for first, last in cue_ranges(probabilities, self._settings.threshold):
            by_window.setdefault(nearest(block.cuts, first, last), []).append((first, last))
        for window, cues in sorted(by_window.items()):
            start, end = block.cuts[window]
            near = [(max(start, first - _NEAR), min(end, last + _NEAR)) for first, last in cues]
            scores = [self._calibrate(1 - probabilities[a:b, 0].mean()) for a, b in cues]
            roles = self._pool.submit(self._roles, block.encoded[window].result(), start, cues, near)
            yield _Cues(block, cues, near, scores, roles)

    def _roles(self, window: Encoded, start: int, cues: list[Span], near: list[Span]) -> list[NDArray[np.float32]]:
        """Score the roles of each cue near it; `start` is the window's place in the ranges."""
        return [
            self._network.roles(window.between(a - start, b - start), [(first - a, last - a)])[0]
            for (first, last), (a, b) in zip(cues, near, strict=True)
        ]

    def _calibrate(self, probability: float) -> float:
        slope, offset = self._settings.calibration
        inside = min(max(float(probability), 1e-6), 1 - 1e-6)
        return round(1 / (1 + math.exp(-(slope * math.log(inside / (1 - inside)) + offset))), 3)

    def _paths(self, scored: list[NDArray[np.float32]]) -> Iterator[NDArray[np.int8]]:
        """Decode the roles of every cue of every window at once."""
        lengths = np.array([len(scores) for scores in scored])
        padded = np.zeros((len(scored), int(lengths.max()), len(self._step)), dtype=np.float32)
        for row, scores in zip(padded, scored, strict=True):
            row[: len(scores)] = scores
        return iter(best_paths(padded, lengths, self._step))


def _placed(block: _Block, cue: Span, near: int, score: float, path: NDArray[np.int8]) -> TaggedCue:
    """Carry a cue and its roles from word pieces to code points of the text; the roles' are counted from `near`."""
    start, end = block.tokens.start, block.tokens.end

    def span(first: int, last: int) -> Span:
        return int(start[first]) + block.start, int(end[last - 1]) + block.start

    roles = {
        role: [span(first + near, last + near) for first, last in found]
        for role, found in ranges(path, ROLE_TAGS).items()
    }
    return TaggedCue(
        cue=tuple(sorted([span(*cue), *roles["cue"]])),
        source=tuple(roles["source"]),
        content=tuple(roles["content"]),
        score=score,
    )


def _groups(pieces: list[_Piece], most: int) -> Iterator[list[_Piece]]:
    """Group pieces of texts for reading together: at most so many, and no more text than memory is meant for."""
    group: list[_Piece] = []
    length = 0
    for piece in pieces:
        size = piece[2] - piece[1]
        if group and (len(group) == most or length + size > _TEXT_IN_FLIGHT):
            yield group
            group, length = [], 0
        group.append(piece)
        length += size
    if group:
        yield group


def _averaged(block: _Block) -> NDArray[np.float32]:
    """Average the cue probabilities of the windows over a block, weighted towards the middle of each."""
    total = np.zeros((len(block.tokens), 3), dtype=np.float32)
    weight = np.zeros((len(block.tokens), 1), dtype=np.float32)
    for (first, last), future in zip(block.cuts, block.encoded, strict=True):
        cue = future.result().cue[1:-1]
        at = np.arange(last - first, dtype=np.float32)
        central = (np.minimum(at, last - first - 1 - at) + 1)[:, None]
        scores = np.exp(cue - cue.max(1, keepdims=True))
        total[first:last] += central * scores / scores.sum(1, keepdims=True)
        weight[first:last] += central
    return total / weight


def load_model(folder: Path = SHIPPED, *, threads: int | None = None, batch: int | None = None) -> AttributionModel:
    """Load a model, the shipped one unless told otherwise. Raises `ModelError` where its files are damaged."""
    files = read_model(folder)
    network = OnnxNetwork(files.encoder, files.roles)
    tokenizer = load_tokenizer(files.tokenizer)
    return AttributionModel(network, tokenizer, files.settings, files.digest, threads=threads, batch=batch)
