"""Words a second of the reader beside those of a BERT-base encoder over the same word pieces and threads."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from averment.inference import AttributionModel
from averment.inference.sessions import OnnxNetwork
from averment.inference.shipped import read_model
from averment.inference.tokens import load_tokenizer, tokenize
from averment.reading import Reader
from averment.values import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

WINDOW = 384
ROUNDS = 3


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock and on the processor: the medians of the rounds."""

    clock: float
    processor: float


def beside_bert(texts: list[str], threads: int) -> tuple[Cost, Cost]:
    """Give what the reader and what BERT-base take for the texts, in turns, so that both meet the same machine."""
    runs = (_reader(texts, threads), _bert(texts, threads))
    taken: tuple[list[Cost], ...] = ([], [])
    for number in range(ROUNDS + 1):
        for run, costs in zip(runs, taken, strict=True):
            clock, processor = time.perf_counter(), time.process_time()
            run()
            if number:  # the first warms up
                costs.append(Cost(time.perf_counter() - clock, time.process_time() - processor))
    ours, berts = (
        Cost(statistics.median(c.clock for c in costs), statistics.median(c.processor for c in costs))
        for costs in taken
    )
    return ours, berts


def _reader(texts: list[str], threads: int) -> Callable[[], object]:
    files = read_model()
    network = OnnxNetwork(files.encoder, files.roles)
    model = AttributionModel(network, load_tokenizer(files.tokenizer), files.settings, files.digest, threads=threads)
    reader, documents = Reader(model, "bench"), list(map(document, texts))
    return lambda: reader.read_all(documents)


def _bert(texts: list[str], threads: int) -> Callable[[], object]:
    """Give a run of a BERT-base encoder (random weights, fp32, PyTorch) over the word pieces of the texts.

    Windows of 384 without overlap, eight a batch, sorted so that hardly anything is padding.
    """
    import torch
    from transformers import BertConfig, BertModel

    torch.set_num_threads(threads)
    network = BertModel(BertConfig(), add_pooling_layer=False).eval()
    batches = [torch.from_numpy(np.stack(rows)) for rows in _batches(texts)]

    def run() -> None:
        with torch.inference_mode():
            for batch in batches:
                network(input_ids=batch)

    return run


def count_pieces(texts: list[str]) -> int:
    """Count the word pieces of the texts."""
    tokenizer = load_tokenizer(read_model().tokenizer)
    return sum(len(tokenize(tokenizer, text)) for text in texts)


def _batches(texts: list[str]) -> list[list[NDArray[np.int64]]]:
    """Cut all word pieces, end to end, into full windows: the kindest input for the encoder that is compared with."""
    tokenizer = load_tokenizer(read_model().tokenizer)
    ids = np.concatenate([tokenize(tokenizer, text).ids for text in texts])
    rows = [ids[at : at + WINDOW] for at in range(0, len(ids), WINDOW)]
    full, rest = [row for row in rows if len(row) == WINDOW], [row for row in rows if len(row) < WINDOW]
    return [full[at : at + 8] for at in range(0, len(full), 8)] + [[row] for row in rest]


def document(text: str) -> Document:
    """Give a document of plain text."""
    return Document(digest="sha256:bench", media_type="text/plain", text=text)
