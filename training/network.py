"""The network as PyTorch modules: one encoder, a cue tagger, and a role tagger conditioned on a cue.

A MiniLM encoder (Wang et al. 2020), a linear cue tagger, and roles from the cue's mean vector against each word piece.
Case, gap, quotation and style are embedded at the input; two convolutions and a linear-chain CRF (Lafferty et al. 2001)
stand over the roles, so that a span is decided as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from averment.inference.decoding import forbidden
from averment.inference.network import CUE_TAGS, DISTANCES, ROLE_TAGS, STYLES
from averment.inference.tokens import CASES, GAPS, QUOTES

if TYPE_CHECKING:
    from pathlib import Path

    from training.batches import Batch

WIDTH = 192
NARROW = 64


class ReaderNetwork(nn.Module):
    """Encoder and heads; `forward` gives the training loss. `graph.py` writes the same computation as ONNX."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(encoder)
        config.attention_probs_dropout_prob = (
            0.0  # with it, CPU attention leaves the fused kernel: three times the cost
        )
        config._attn_implementation = "sdpa"  # noqa: SLF001
        self.encoder = BertModel(config, add_pooling_layer=False)
        size = config.hidden_size
        self.case = _zeros(CASES, size)
        self.gap = _zeros(GAPS, size)
        self.quote = _zeros(QUOTES, size)
        self.style = _zeros(STYLES, size)
        self.dropout = nn.Dropout(0.1)
        self.cue = nn.Linear(size, len(CUE_TAGS))
        self.roles = RoleHead(size)

    def embed(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, style: Tensor) -> Tensor:
        """Sum the embeddings at the input; `style` is one a window."""
        words = self.encoder.embeddings.word_embeddings(ids)
        return words + self.case(case) + self.gap(gap) + self.quote(quote) + self.style(style)[:, None]

    def encode(self, batch: Batch) -> Tensor:
        """Give the vectors of every word piece, (windows, tokens, size)."""
        embedded = self.embed(batch.ids, batch.case, batch.gap, batch.quote, batch.style)
        return self.encoder(inputs_embeds=embedded, attention_mask=batch.mask).last_hidden_state

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Give the losses of cues and roles, each summed over the batch and divided by its number of cues."""
        hidden = self.dropout(self.encode(batch))
        count = max(1, len(batch.window))
        cue = nn.functional.cross_entropy(
            self.cue(hidden).float().flatten(0, 1), batch.cues.flatten(), ignore_index=-100, reduction="sum"
        )
        if not len(batch.window):
            return cue / count, cue.new_zeros(())
        scores = self.roles(hidden, batch.window, batch.pool, batch.bucket)
        return cue / count, self.roles.crf.loss(scores.float(), batch.roles) / count


class RoleHead(nn.Module):
    """Scores of the role tags of each word piece for each cue, and the CRF over them."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.token = nn.Linear(size, 2 * WIDTH)
        self.anchor = nn.Linear(size, 2 * WIDTH)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        self.narrow = nn.Linear(2 * WIDTH, NARROW)
        self.near = nn.Conv1d(NARROW, NARROW, 5, padding=2)
        self.far = nn.Conv1d(NARROW, NARROW, 5, padding=8, dilation=4)
        self.norm = nn.LayerNorm(NARROW)
        self.out = nn.Linear(NARROW, len(ROLE_TAGS))
        self.crf = Crf(len(ROLE_TAGS))

    def forward(self, hidden: Tensor, window: Tensor, pool: Tensor, bucket: Tensor) -> Tensor:
        """Give scores (cues, tokens, tags). `hidden` is (windows, tokens, size)."""
        pooled = torch.bmm(pool[:, None].to(hidden.dtype), hidden[window])[:, 0]
        return self.score(self.token(hidden)[window], self.anchor(pooled), self.distance(bucket))

    def score(self, token: Tensor, anchor: Tensor, distance: Tensor) -> Tensor:
        """Join word pieces (cues or 1, tokens, 2·WIDTH), cues (cues, 2·WIDTH) and distances (cues, tokens, WIDTH)."""
        added = nn.functional.gelu(token[..., :WIDTH] + anchor[:, None, :WIDTH] + distance)
        multiplied = token[..., WIDTH:] * anchor[:, None, WIDTH:]
        x = nn.functional.gelu(self.narrow(torch.cat([added, multiplied.expand_as(added)], -1)))
        y = x.transpose(1, 2)
        y = y + nn.functional.gelu(self.near(y))
        y = y + nn.functional.gelu(self.far(y))
        return self.out(self.norm(y.transpose(1, 2)))


class Crf(nn.Module):
    """Linear-chain CRF; its transition scores also serve the decoder at run time."""

    def __init__(self, tags: int) -> None:
        super().__init__()
        self.transition = nn.Parameter(torch.zeros(tags, tags))  # [from, to]
        self.register_buffer("forbidden", torch.from_numpy(forbidden(ROLE_TAGS)), persistent=False)

    def transitions(self) -> Tensor:
        """Give the transition scores with impossible steps (into I from elsewhere) at -10000."""
        return self.transition.float() + self.forbidden

    def loss(self, scores: Tensor, tags: Tensor) -> Tensor:
        """Negative log-likelihood summed over sequences. `scores` (n, t, tags), `tags` (n, t) with -100 outside."""
        asked = tags != -100  # noqa: PLR2004
        step = self.transitions()
        safe = tags.clamp(min=0)
        emitted = (scores.gather(2, safe[..., None])[..., 0] * asked).sum()
        both = asked[:, 1:] & asked[:, :-1]
        path = emitted + (step[safe[:, :-1], safe[:, 1:]] * both).sum()
        # a sequence may begin and end anywhere: outside it the forward variable stands still
        alpha = scores.new_zeros(scores.shape[0], scores.shape[2])
        started = torch.zeros_like(asked[:, 0])
        first = scores.new_full((scores.shape[2],), 0.0) + self.forbidden[0]
        for t in range(scores.shape[1]):
            moved = torch.logsumexp(alpha[:, :, None] + step[None], 1)
            ahead = torch.where(started[:, None], moved, first[None]) + scores[:, t]
            alpha = torch.where(asked[:, t, None], ahead, alpha)
            started = started | asked[:, t]
        return torch.logsumexp(alpha, 1).sum() - path


def _zeros(rows: int, size: int) -> nn.Embedding:
    embedding = nn.Embedding(rows, size)
    nn.init.zeros_(embedding.weight)
    return embedding
