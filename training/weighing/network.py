"""The network as PyTorch modules: one encoder, vectors of texts from it, and stances of statements.

In: batches of word pieces as a tokeniser pads them. The vector of a text is the mean over its word pieces (Reimers and
Gurevych 2019), at length 1; the stance comes of the first vector of a pair beside the mean. `graph.py` writes the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from training.graph import HEADS, LAYERS
from training.weighing.examples import STANCES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class WeighingNetwork(nn.Module):
    """The encoder, as the base has it, and the head; `of` and `from_state` load their weights."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        config.attention_probs_dropout_prob = 0.0  # as for the reader: CPU attention would leave the fused kernel
        config._attn_implementation = "sdpa"  # noqa: SLF001
        self.enc = BertModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * config.hidden_size, len(STANCES))

    @classmethod
    def of(cls, base: Path) -> WeighingNetwork:
        """Begin with the weights of the base encoder in a folder, and a head of chance."""
        network = cls(BertConfig.from_pretrained(base))
        network.enc = BertModel.from_pretrained(base, config=network.enc.config, add_pooling_layer=False)
        return network

    @classmethod
    def from_state(cls, state: Mapping[str, Tensor]) -> WeighingNetwork:
        """Take the weights of a state dict; without `head.` in it the head is of chance."""
        rows, size = state["enc.embeddings.word_embeddings.weight"].shape
        wide = len(state["enc.encoder.layer.0.intermediate.dense.bias"])
        config = BertConfig(
            vocab_size=rows,
            hidden_size=size,
            intermediate_size=wide,
            num_hidden_layers=LAYERS,
            num_attention_heads=HEADS,
        )
        network = cls(config).eval()
        missing, _ = network.load_state_dict(state, strict=False)
        if any(name.startswith("enc.") for name in missing):
            message = f"the checkpoint lacks {missing}"
            raise SystemExit(message)
        return network

    def embed(self, batch: dict[str, Tensor]) -> Tensor:
        """Give the vectors of texts, (texts, size); token types are not looked at."""
        mask = batch["attention_mask"]
        hidden = self.enc(input_ids=batch["input_ids"], attention_mask=mask).last_hidden_state
        return nn.functional.normalize(_mean(hidden, mask).float(), dim=-1)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Give the scores of pairs, (pairs, stances), before softmax."""
        hidden = self.enc(**batch).last_hidden_state
        both = torch.cat([hidden[:, 0], _mean(hidden, batch["attention_mask"])], -1)
        return self.head(self.drop(both.float()))


def _mean(hidden: Tensor, mask: Tensor) -> Tensor:
    kept = mask[..., None].to(hidden.dtype)
    return (hidden * kept).sum(1) / kept.sum(1)
