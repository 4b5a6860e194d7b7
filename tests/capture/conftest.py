"""What the capture tests share: the pages, and short ways to look at a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment.capture import Captured, capture

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def page() -> Callable[[str], bytes]:
    """Give the bytes of a page by its name."""
    return lambda name: (PAGES / f"{name}.html").read_bytes()


@pytest.fixture
def parts() -> Callable[[Captured], list[tuple[str, str]]]:
    """Give a document's segments as kinds and words."""

    def of(captured: Captured) -> list[tuple[str, str]]:
        document = captured.document
        return [(segment.kind, document.text[slice(*segment.span)]) for segment in document.segments]

    return of


@pytest.fixture
def shown() -> Callable[[str], str]:
    """Give the text of a body of HTML."""
    return lambda body: capture(f"<!DOCTYPE html><body>{body}".encode()).document.text
