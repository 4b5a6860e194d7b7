"""`python -m training.weighing`: reports and base encoder in, the model folder out. Run again, it goes on.

With `--weights` nothing is trained: those are measured, calibrated and shipped.
"""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import torch
from safetensors.torch import load_file

from averment import read
from averment.evaluation import read_gold
from averment.inference.shipped import SHIPPED
from averment.inference.tokens import load_tokenizer
from training.base import base_encoder
from training.weighing import mix, recipe
from training.weighing.account import calibrated, measured, plain
from training.weighing.learn import Run, scores
from training.weighing.measure import Answered, figures, of_found, of_marked
from training.weighing.network import WeighingNetwork
from training.weighing.reported import asked_of_events, asked_of_reports, read_readings, reports
from training.weighing.shipping import APART, SHARED, ship

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tokenizers import Tokenizer

    from averment.values import Reading
    from training.weighing.measure import Questions
    from training.weighing.reported import Report

HELD, MARKED, FOUND = "held-out reports, as marked", "the event, as marked", "the event, as read"


def main() -> None:
    """Train, measure, set the threshold, write graphs, settings, digests and card."""
    options = _options()
    torch.set_num_threads(options.threads)
    encoder = base_encoder(options.work / "encoder")
    tokenizer = load_tokenizer((encoder / "tokenizer.json").read_bytes())
    how = recipe.TRIAL if options.trial else recipe.Recipe()
    if options.held is not None:
        how = dataclasses.replace(how, held=options.held)
    train, event = _reports(options.data, options.readings)
    apart = mix.held_out([report.id for report in train], how)
    held = [report for report in train if report.id in apart]
    materials = mix.Materials([report for report in train if report.id not in apart])
    if options.weights:
        network = WeighingNetwork.from_state(torch.load(options.weights, map_location="cpu", weights_only=True))
    else:
        run = Run(how, materials, encoder, tokenizer, options.work)
        network = run.finish(lambda network: _look(network, tokenizer, of_marked(held))).cpu()
    questions = {HELD: of_marked(held), MARKED: of_marked(event), FOUND: of_found(event)}
    told = {name: _answered(network, tokenizer, asked) for name, asked in questions.items() if asked.pairs}
    found = calibrated(network.state_dict(), told, [name for name in (HELD, FOUND) if name in told])
    print(f"temperature {found.temperature}, none shifted by {found.shift}\n{plain(found.tables)}")
    settings = msgspec.structs.replace(APART if options.apart else SHARED, temperature=found.temperature)
    card = measured(options.made if options.weights else how, materials, found)
    embeds = _base(encoder) if options.apart else None
    lost = ship(found.state, options.out, settings, card, embeds=embeds)
    print(f"in 8 bits: {lost}\n{(options.out / 'CARD.md').read_text(encoding='utf-8')}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.weighing", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/contested"), help="train/, dev/, claims.json")
    parser.add_argument(
        "--readings", type=Path, nargs="+", help="`averment read --json` of all reports; else they are read now"
    )
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="checkpoint, log, base encoder")
    parser.add_argument("--made", default="given", help="with --weights: how they were made, for the card")
    parser.add_argument(
        "--out", type=Path, default=SHIPPED / "weighing", help="the model folder to write, beside a tokenizer.json"
    )
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--held", type=int, help="how many reports of train/ are held out, to measure on")
    parser.add_argument("--trial", action="store_true", help="some steps only, to see that all is in place")
    parser.add_argument("--weights", type=Path, help="trained weights (a state dict) to ship in place of training")
    parser.add_argument("--apart", action="store_true", help="vectors from the base encoder as it is")
    return parser.parse_args()


def _reports(data: Path, readings: list[Path] | None) -> tuple[list[Report], list[Report]]:
    """Give the reports to learn from, and those of the event to measure on."""
    known = read_readings(readings) if readings else _read(data)
    train = reports(data / "train", known, asked_of_reports(data / "train/stances.jsonl"))
    return train, reports(data / "dev", known, asked_of_events(data / "dev", data / "claims.json"))


def _read(data: Path) -> Mapping[str, Reading]:
    articles = [article for split in ("train", "dev") for article in read_gold(data / split)]
    print(f"reading {len(articles)} reports")
    return {article.digest: read(article.path) for article in articles}


def _answered(network: WeighingNetwork, tokenizer: Tokenizer, asked: Questions) -> Answered:
    return Answered(asked, scores(network, tokenizer, asked.pairs))


def _look(network: WeighingNetwork, tokenizer: Tokenizer, asked: Questions) -> dict[str, float]:
    """Give what is found in held-out reports, in percent, before a threshold is chosen."""
    if not asked.pairs:
        return {}
    seen = figures(_answered(network, tokenizer, asked))
    return {"found": seen.found[2], "stance": seen.stance[2]}


def _base(encoder: Path) -> dict[str, torch.Tensor]:
    weights = load_file(encoder / "model.safetensors")
    return {f"enc.{name.removeprefix('bert.')}": value for name, value in weights.items()}


if __name__ == "__main__":
    main()
