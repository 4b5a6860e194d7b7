"""Words a second of the reader beside those of a BERT-base encoder over the same word pieces and threads."""

from __future__ import annotations

import statistics
import time
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


def reader_seconds(texts: list[str], threads: int) -> float:
    """Give the seconds that the reader takes for the texts: the median of three rounds, the first not counted."""
    files = read_model()
    network = OnnxNetwork(files.encoder, files.roles)
    model = AttributionModel(network, load_tokenizer(files.tokenizer), files.settings, files.digest, threads=threads)
    reader, documents = Reader(model, "bench"), list(map(document, texts))
    return _median(lambda: reader.read_all(documents))


def bert_seconds(texts: list[str], threads: int) -> float:
    """Give the seconds that a BERT-base encoder (random weights, fp32, PyTorch) takes for the word pieces of the texts.

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

    return _median(run, rounds=1)


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


def _median(run: Callable[[], object], rounds: int = ROUNDS) -> float:
    run()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def document(text: str) -> Document:
    """Give a document of plain text."""
    return Document(digest="sha256:bench", media_type="text/plain", text=text)
