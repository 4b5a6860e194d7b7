"""A trained network to the files that the package ships: quantise, choose the threshold, calibrate, write, seal.

Threshold and calibration are fitted to the int8 graphs, on dev, after quantisation; so are the scores on the card.
"""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING

import msgspec

from averment.evaluation import score
from averment.inference.sessions import OnnxNetwork
from averment.inference.shipped import SUMS, Settings, checksums
from averment.inference.tagging import AttributionModel
from averment.inference.tokens import load_tokenizer
from training import graph
from training.measuring import calibration_error, merit, outcomes, platt, read_articles
from training.parity import TOLERANCE, difference
from training.windows import cut, prepare

if TYPE_CHECKING:
    from pathlib import Path

    from averment.evaluation import Scores
    from training.corpus import Article
    from training.network import ReaderNetwork

WINDOW = 382
OVERLAP = 68
THRESHOLDS = (0.46, 0.5, 0.54, 0.58)


@dataclasses.dataclass(frozen=True, slots=True)
class Measured:
    """What the shipped model does on each dev corpus, and what float weights do with the same settings."""

    settings: Settings
    shipped: dict[str, Scores]
    unquantised: dict[str, Scores]
    calibration_error: dict[str, float]


def ship(network: ReaderNetwork, tokenizer: bytes, dev: dict[str, list[Article]], folder: Path) -> Measured:
    """Write the model files into `folder` and give what they score on the dev corpora."""
    network.eval().cpu()
    weights = {name: value.float().numpy() for name, value in network.state_dict().items()}
    encoder = graph.encoder(weights, quantised=True).SerializeToString()
    roles = graph.roles(weights).SerializeToString()
    unquantised = graph.encoder(weights, quantised=False).SerializeToString()
    _check_graphs(network, unquantised, roles, tokenizer, dev)
    transitions = [[round(x, 4) for x in row] for row in network.roles.crf.transitions().tolist()]
    settings = Settings(window=WINDOW, overlap=OVERLAP, threshold=0.5, transitions=transitions, calibration=(1.0, 0.0))
    settings = _choose(settings, encoder, roles, tokenizer, dev)
    model = _model(settings, encoder, roles, tokenizer)
    pairs = {name: read_articles(model, articles) for name, articles in dev.items()}
    floating = _model(settings, unquantised, roles, tokenizer)
    files = {
        "encoder.onnx": encoder,
        "roles.onnx": roles,
        "tokenizer.json": tokenizer,
        "reader.json": msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / SUMS).write_bytes(checksums(files))
    return Measured(
        settings=settings,
        shipped={name: score(p) for name, p in pairs.items()},
        unquantised={name: score(read_articles(floating, articles)) for name, articles in dev.items()},
        calibration_error={name: calibration_error(outcomes(p)) for name, p in pairs.items()},
    )


def _check_graphs(
    network: ReaderNetwork, encoder: bytes, roles: bytes, tokenizer: bytes, dev: dict[str, list[Article]]
) -> None:
    """Stop where the float graphs do not compute what the network computes, on the first window of each corpus."""
    for name, articles in dev.items():
        window = next(cut(prepare(load_tokenizer(tokenizer), articles[0]), random.Random(0), WINDOW))
        found = difference(network, encoder, roles, window)
        if not found < TOLERANCE:
            message = f"the graphs differ from the network by {found:.2g} on {name}: graph.py has drifted"
            raise SystemExit(message)


def _choose(
    settings: Settings, encoder: bytes, roles: bytes, tokenizer: bytes, dev: dict[str, list[Article]]
) -> Settings:
    """Choose the threshold of cues by merit over the dev corpora, then calibrate the scores that are left."""
    tried = []
    for threshold in THRESHOLDS:
        candidate = msgspec.structs.replace(settings, threshold=threshold)
        model = _model(candidate, encoder, roles, tokenizer)
        pairs = [read_articles(model, articles) for articles in dev.values()]
        tried.append((merit([score(p) for p in pairs]), candidate, [o for p in pairs for o in outcomes(p)]))
    _, best, found = max(tried, key=lambda row: row[0])
    return msgspec.structs.replace(best, calibration=platt(found))


def _model(settings: Settings, encoder: bytes, roles: bytes, tokenizer: bytes) -> AttributionModel:
    return AttributionModel(OnnxNetwork(encoder, roles), load_tokenizer(tokenizer), settings, "")
