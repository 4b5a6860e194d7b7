"""The card of the weighing model. Its figures come from a file of measurements and from the run; none is written here.

In: settings, what was measured (`Measured`, a JSON file), what int8 lost. Out: `CARD.md`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from training import base
from training.card import wrapped

if TYPE_CHECKING:
    from pathlib import Path

    from averment.inference.weighing import WeighingSettings
    from training.weighing.parity import Loss


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Figures of one kind: a sentence that says what they are, names of the columns, a row of figures for each set."""

    says: str
    columns: list[str]
    rows: dict[str, list[float]]


class Measured(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What training was and what it reached: `recipe` by name, `taught` and `fails` as sentences, `tables`."""

    recipe: dict[str, str | float | int]
    taught: list[str]
    tables: dict[str, Table]
    fails: list[str]


_CARD = """\
# The weighing model

Compares statements of English news text, for claims across reports: it gives a text a vector, so that texts with like
contents lie near each other, and says of a statement whether it supports, denies or doubts a proposition, or none of
these. It does not judge whether anything is true, and it knows nothing but the two texts before it.

## What it is

{files} Weights are quantised per output to seven bits, word pieces per row to eight, activations per text to eight
(per word piece before the narrowing layer), their columns evened beforehand (SmoothQuant, Xiao et al. 2023). Settings
are in `weighing.json`, digests in `SHA256SUMS`; the tokenizer is the reader's. Made by `python -m training.weighing`.

- Base: {base} (Apache-2.0), six layers, 384 wide. {derived}
- Vectors: the mean over the word pieces of the last layer, at length 1; the first {text} word pieces of a text are
  read. Each text runs alone, so its numbers depend on nothing beside it.
- Stances: proposition and statement are read together, {pair} word pieces at the most; the end of a long statement is
  not read. A linear layer on the first vector beside the mean gives none, supports, denies, doubts; temperature
  {temperature:g}.
- Recipe: {recipe}.

## What it was trained on

{taught}

## How it scores

{tables}In 8 bits against float weights, on {loss.texts} contents of invented reports and pairs of them: the cosine of
the two vectors of a text is {loss.cosine_mean} in the mean and {loss.cosine_least} at the least, the similarity of two
texts moves by {loss.similarity} at the most; the probability of a stance moves by {loss.probability_mean} in the mean
and {loss.probability_most} at the most, and the likeliest stance stays the same in {loss.same:.1%} of the pairs.

## Where it fails

{fails}
"""


def write_card(path: Path, settings: WeighingSettings, measured: Measured, loss: Loss) -> None:
    """Write the card."""
    one = settings.embeds == settings.judges
    text = _CARD.format(
        files=f"`{settings.judges}` gives both."
        if one
        else f"`{settings.embeds}` gives the vectors, `{settings.judges}` the stances.",
        base=base.NAME,
        derived="Fine-tuned as a whole, one encoder for both uses."
        if one
        else "Vectors come of the base as it is; the encoder of stances is fine-tuned as a whole.",
        text=settings.text,
        pair=settings.pair,
        temperature=settings.temperature,
        recipe=", ".join(f"{name} {value}" for name, value in measured.recipe.items()),
        taught=_items(measured.taught),
        tables="".join(f"{_table(name, table)}\n\n" for name, table in measured.tables.items()),
        loss=loss,
        fails=_items(measured.fails),
    )
    blocks = re.split(r"\n(?=[-|#\n])", text.rstrip())
    path.write_text("\n".join(map(wrapped, blocks)) + "\n", encoding="utf-8")


def _items(sentences: list[str]) -> str:
    return "\n".join(f"- {sentence}" for sentence in sentences)


def _table(name: str, table: Table) -> str:
    head = [f"| {name} | {' | '.join(table.columns)} |", f"| --- |{' --- |' * len(table.columns)}"]
    rows = [f"| {of} | {' | '.join(f'{figure:g}' for figure in figures)} |" for of, figures in table.rows.items()]
    return "\n".join([table.says, "", *head, *rows])
