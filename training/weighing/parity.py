"""What is lost from the network to its graphs: the writing must lose nothing, the 8 bits as little as they can.

In: the network, its graphs, and texts. Out: the largest difference of the float graph, and what int8 moves. The
texts are the contents of the invented reports that training brings along, so that anyone can measure again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np
import torch

from averment.inference.sessions import session
from averment.inference.weighing import Graph, OnnxWeighingModel
from training.reported import REPORTS, reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tokenizers import Tokenizer

    from averment.inference.weighing import WeighingSettings
    from training.weighing.network import WeighingNetwork

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


def batches(lines: list[str], tokenizer: Tokenizer) -> Iterator[dict[str, torch.Tensor]]:
    """Give the pairs of the lines as the network takes them, one at a time."""
    for pair in pairs(lines):
        encoded = tokenizer.encode(*pair)
        yield {
            "input_ids": torch.tensor([encoded.ids]),
            "token_type_ids": torch.tensor([encoded.type_ids]),
            "attention_mask": torch.ones(1, len(encoded.ids), dtype=torch.int64),
        }


def drift(network: WeighingNetwork, graph: bytes, tokenizer: Tokenizer) -> float:
    """Give the largest difference in a vector or score between the network in PyTorch and its float graph."""
    opened = session(graph)
    outputs = [output.name for output in opened.get_outputs()]
    largest = 0.0
    for batch in batches(texts()[:12], tokenizer):
        with torch.no_grad():
            hidden = network.enc(**batch).last_hidden_state
            expected = {"vector": torch.nn.functional.normalize(hidden.mean(1), dim=-1), "stance": network(batch)}
        feed = {"ids": batch["input_ids"].numpy(), "types": batch["token_type_ids"].numpy()}
        for name, found in zip(outputs, opened.run(outputs, feed), strict=True):
            largest = max(largest, float(np.abs(found - expected[name].numpy()).max()))
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
