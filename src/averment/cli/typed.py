"""A path as a person would type it in a shell, made safe to show."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def typed(path: Path) -> str:
    """Quote a path for a shell where it needs that."""
    from averment.render.visible import one_line

    return one_line(shlex.quote(os.fspath(path)))
