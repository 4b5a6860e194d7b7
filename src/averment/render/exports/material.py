"""What an export is made of, whether it comes from a case or from a corpus, and what it says of itself.

In: readings and claims, given anew each time they are asked for, so that nothing is held. Out of a form: `Written`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

if TYPE_CHECKING:
    from pathlib import Path

    from averment.tables import Rows
    from averment.values import Claim, Reading

FORMS: Final = ("jsonl", "csv", "xlsx", "webannotation", "ftm", "prov", "brat", "labelstudio")
"""The forms that any material can be written in: a module of this folder each, with a function `write`."""


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """Readings in the order of their keys, and the claims across them: of a corpus there are none.

    `readings` gives (name, reading): `name` is where the report was found, as a person knows it. `title` is what the
    whole is called: the name of the folder. Both can be called again and again. `weighed` says whether claims were
    looked for: then there may be none all the same. `rows` gives the same readings as rows of tables, where they are
    kept as such.
    """

    title: str
    readings: Callable[[], Iterator[tuple[str, Reading]]]
    claims: Callable[[], Iterator[Claim]]
    weighed: bool = True
    rows: Callable[[], Iterator[Rows]] | None = None


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written: the files, by their places in the folder, and what a person should know of it, in sentences."""

    files: tuple[str, ...]
    told: tuple[str, ...] = ()


class Form(Protocol):
    """A form of export."""

    def write(self, material: Material, folder: Path) -> Written:
        """Write the material into an empty folder. Holds a report at a time, unless its docstring says otherwise."""
