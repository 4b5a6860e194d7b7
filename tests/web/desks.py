"""Desks that tests look at: a case, really served (`serving`), and what lets a browser in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.web.serving import served


@dataclass(frozen=True)
class At:
    """A desk that is served: where, which case, and the cookies of somebody who was let in, as `ana`."""

    url: str
    folder: Path
    cookies: dict[str, str] = field(default_factory=dict)


@contextmanager
def opened(folder: Path) -> Iterator[At]:
    """Serve a case by a process of its own; it ends with the context."""
    with served(folder) as desk:
        yield At(desk.url, folder, {one["name"]: one["value"] for one in desk.cookies})
