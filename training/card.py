"""The model card: what the weights were made from, how they score, where they fail. Its numbers are the run's own."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from typing import TYPE_CHECKING

from averment.evaluation import ROWS
from training import base

if TYPE_CHECKING:
    from pathlib import Path

    from averment.evaluation import Scores
    from training.shipping import Measured
    from training.train import Recipe

_CARD = """\
# The attribution reader

Marks attributions in English news text: the cue ("said", "denied", "according to"), the source, the content, each
possibly in pieces. It does not judge whether what is said is true, and it knows nothing but the text before it.

## What it is

`encoder.onnx` (six-layer encoder in 8-bit integers, a cue tagger on top) and `roles.onnx` (for a cue, the source and
content around it, in float). Weights are quantised per output to seven bits, activations per window to eight. Decoding
settings are in `reader.json`, digests in `SHA256SUMS`. Made by `python -m training`.

- Base: {base} (Apache-2.0), fine-tuned as a whole. {warm}
- Input: windows of at most {window} word pieces that overlap by {overlap}; uncased word pieces, with case, line
  breaks and quotation marks given beside them.
- Recipe: {recipe}.

## What it was trained on

- **PolNeAR** train: 840 articles, most of 2015 and 2016 on the United States election, from seven outlets: sources,
  cues and contents (Newell et al., LREC 2018). No licence is stated for the annotation; it was released for research.
  The corpus is not redistributed here.
- **Contested reports**, train: 120 documents (the war in Syria, general news, political articles rich in denials)
  annotated for this project by language-model annotators under written guidelines. Where two of them did the same
  document they agreed to about 93 % on attributions; blind spots that they share are possible, and the model inherits
  them.
- In {lost:.0%} of the passes over an article its commas, apostrophes and quotation marks were taken away, because
  archives of news often lost theirs.

The two corpora annotate in different styles (PolNeAR also counts attitudes and has one label a word; the contested
gold counts acts towards a claim, and nests). The style was hidden in {hidden:.0%} of the training windows; at run
time it is always hidden, so the model follows the style that the text resembles.

## How it scores

F1 in percent on articles it was not trained on, over whole articles, through the package's own reader. Threshold,
calibration and the epochs that are averaged were chosen on these same dev articles. Exact spans for source, cue,
content; `relation`: source and content overlap; `relation_strict`: the contents agree by 0.8 in words. Two people agree
on exact PolNeAR spans to about 78 (source), 70 (cue), 69 (content).
The contested dev set is small (13 documents, 381 attributions): differences of a point there mean nothing.

{table}

Calibration: `score` is meant as the chance that a person would call the attribution right. Expected calibration
error: {calibration}.

## Where it fails

- Boundaries of contents: trailing clauses ("…, he said, as the talks went on"), quotations over several paragraphs.
- Attributions without a cue (free-standing quotations, headlines whose colon was lost) are not found at all.
- One cue with two acts towards two contents ("denied X and promised Y" with one verb) comes out as one attribution.
- Text unlike news in English: other languages, verse, tables, speech transcripts with speaker labels.
- Content further from its cue than 128 word pieces is cut off.
- Articles of 2011 to 2019, most of 2016, and of few outlets taught it; expect less on others.
"""


def write_card(path: Path, recipe: Recipe, measured: Measured, *, warm_started: bool) -> None:
    """Write the card."""
    settings = measured.settings
    text = _CARD.format(
        base=base.NAME,
        warm="It was started from an earlier reader of the same corpora (four epochs on PolNeAR train)." * warm_started,
        window=settings.window + 2,
        overlap=settings.overlap,
        recipe=", ".join(f"{k} {v}" for k, v in dataclasses.asdict(recipe).items()),
        lost=recipe.lose_punctuation,
        hidden=recipe.hide_style,
        table=_table(measured),
        calibration=", ".join(f"{name} {error} %" for name, error in measured.calibration_error.items()),
    )
    blocks = re.split(r"\n(?=[-|#\n])", text.rstrip())
    path.write_text("\n".join(map(wrapped, blocks)) + "\n", encoding="utf-8")


def wrapped(block: str) -> str:
    """Fill a paragraph or an item of a list, so that lines filled in from the run do not stick out."""
    if block.startswith(("|", "#")):
        return block
    start = "\n" if block.startswith("\n") else ""
    indent = "  " if block.startswith("- ") else ""
    words = " ".join(block.split())
    return start + textwrap.fill(words, 118, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _table(measured: Measured) -> str:
    lines = [f"| | {' | '.join(ROWS)} |", f"| --- |{' --- |' * len(ROWS)}"]
    for name, scores in measured.shipped.items():
        lines.append(_line(f"{name}, shipped", scores))
        lines.append(_line(f"{name}, float weights", measured.unquantised[name]))
    return "\n".join(lines)


def _line(name: str, scores: Scores) -> str:
    return f"| {name} | {' | '.join(str(getattr(scores, row).f1) for row in ROWS)} |"
