"""What is lost from the network to its graphs: the writing must lose nothing, the 8 bits as little as they can.

In: the network's weights, graphs, and texts. Out: the largest difference of the float graph, and what int8 moves. The
texts are the contents of the invented reports that training brings along, so that anyone can measure again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import torch
from transformers import BertConfig

from averment.inference.sessions import session
from averment.inference.weighing import Graph, OnnxWeighingModel
from training.reported import REPORTS, reported
from training.weighing.network import WeighingNetwork

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from averment.inference.weighing import WeighingSettings

TOLERANCE = 1e-4


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """How far the int8 graphs are from the float ones.

    `cosine_mean`, `cosine_least`: of a text's two vectors; `similarity`: the largest change of the similarity of two
    texts; `probability_mean`, `probability_most`: change of a stance's probability; `same`: share of pairs with the
    same likeliest stance.
    """

    texts: int
    cosine_mean: float
    cosine_least: float
    similarity: float
    probability_mean: float
    probability_most: float
    same: float


def texts() -> list[str]:
    """Give the contents of the invented reports, each once."""
    drafts = [draft for draft, _ in reported(REPORTS.read_text(encoding="utf-8"))]
    found = (draft.text[s:e] for draft in drafts for a in draft.attributions for s, e in a.content)
    return list(dict.fromkeys(" ".join(text.split()) for text in found))


def pairs(lines: list[str]) -> list[tuple[str, str]]:
    """Pair each line with itself and with the two after it."""
    return [(line, other) for at, line in enumerate(lines) for other in lines[at : at + 3]]


def drift(weights: Mapping[str, NDArray[np.float32]], graph: bytes, tokenizer: Tokenizer) -> float:
    """Give the largest difference in a vector or score between the network in PyTorch and its float graph."""
    network, opened = _network(weights), session(graph)
    outputs = ["vector", "stance"] if "head.weight" in weights else ["vector"]
    largest = 0.0
    for text, other in pairs(texts()[:12]):
        encoded = tokenizer.encode(text, other)
        batch = {
            "input_ids": torch.tensor([encoded.ids]),
            "token_type_ids": torch.tensor([encoded.type_ids]),
            "attention_mask": torch.ones(1, len(encoded.ids), dtype=torch.int64),
        }
        with torch.no_grad():
            hidden = network.enc(**batch).last_hidden_state
            expected = [torch.nn.functional.normalize(hidden.mean(1), dim=-1), network(batch)]
        feed = {"ids": batch["input_ids"].numpy(), "types": batch["token_type_ids"].numpy()}
        for found, wanted in zip(opened.run(outputs, feed), expected, strict=False):
            largest = max(largest, float(np.abs(found - wanted.numpy()).max()))
    return largest


def loss(shipped: OnnxWeighingModel, floating: OnnxWeighingModel) -> Loss:
    """Compare the two on the texts and their pairs."""
    lines = texts()
    ours, theirs = shipped.embed(lines), floating.embed(lines)
    cosines = (ours * theirs).sum(1)
    stances, wanted = shipped.stances(pairs(lines)), floating.stances(pairs(lines))
    moved = np.abs(stances - wanted)
    return Loss(
        texts=len(lines),
        cosine_mean=round(float(cosines.mean()), 4),
        cosine_least=round(float(cosines.min()), 4),
        similarity=round(float(np.abs(ours @ ours.T - theirs @ theirs.T).max()), 4),
        probability_mean=round(float(moved.mean()), 4),
        probability_most=round(float(moved.max()), 4),
        same=round(float((stances.argmax(1) == wanted.argmax(1)).mean()), 4),
    )


def model(graphs: Mapping[str, bytes], tokenizer: Tokenizer, settings: WeighingSettings) -> OnnxWeighingModel:
    """Put graphs together as the package does."""
    opened = {name: session(data) for name, data in graphs.items()}
    uses = Graph.of(opened[settings.embeds], "vector"), Graph.of(opened[settings.judges], "stance")
    return OnnxWeighingModel(*uses, tokenizer, settings, "")


def _network(weights: Mapping[str, NDArray[np.float32]]) -> WeighingNetwork:
    rows, size = weights["enc.embeddings.word_embeddings.weight"].shape
    wide = weights["enc.encoder.layer.0.intermediate.dense.weight"].shape[0]
    layers = len({name.split(".")[3] for name in weights if name.startswith("enc.encoder.layer.")})
    config = BertConfig(
        vocab_size=rows, hidden_size=size, intermediate_size=wide, num_hidden_layers=layers, num_attention_heads=12
    )
    network = WeighingNetwork(config).eval()
    network.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()}, strict=False)
    return network
