"""Readings and claims as JSON lines, as `averment read --json` and `averment claims --json` print them.

In: any material. Out: `readings.jsonl`, and `claims.jsonl` where claims were looked for. `averment schema` is their
schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.render.exports.material import Written
from averment.values import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from averment.render.exports.material import Material
    from averment.values import Claim, Reading


def write(material: Material, folder: Path) -> Written:
    """Write a reading a line, and a claim a line. Holds one at a time."""
    _lines(folder / "readings.jsonl", (reading for _, reading in material.readings()))
    if not material.weighed:
        return Written(files=("readings.jsonl",))
    _lines(folder / "claims.jsonl", material.claims())
    return Written(files=("readings.jsonl", "claims.jsonl"))


def _lines(path: Path, values: Iterable[Reading] | Iterable[Claim]) -> None:
    with path.open("wb") as file:
        for value in values:
            file.write(to_json(value) + b"\n")
