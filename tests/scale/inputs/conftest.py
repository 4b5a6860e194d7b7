"""A folder of its own for each test of inputs."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of our own, so that names are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
