"""What a domain expert can edit: word lists as YAML, each entry with its reason, and the one way to load them.

In: the name of a list and the type its YAML must have. Out: the checked value, loaded once; and a digest of them all.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

T = TypeVar("T")

FOLDER: Final = Path(__file__).parent


def load(name: str, shape: type[T]) -> T:
    """Load `name`.yaml as `shape`. A list that was edited into another shape raises `msgspec.ValidationError`."""
    found: T = _load(name, shape)  # type: ignore[arg-type]  # types are hashable
    return found


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The commonest entry of a list: some words or patterns, in their order, and why they stand together."""

    why: str
    words: tuple[str, ...]


@cache
def digest() -> str:
    """Name all the lists together, `sha256:` and 64 hex digits: an edited list makes other readings."""
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(FOLDER.glob("*.yaml")))
    return f"sha256:{hashlib.sha256(''.join(sums).encode()).hexdigest()}"


@cache
def _load(name: str, shape: Any) -> Any:  # noqa: ANN401  # any shape that msgspec knows
    return msgspec.yaml.decode((FOLDER / f"{name}.yaml").read_bytes(), type=shape)
