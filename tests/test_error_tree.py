"""The tree in the docstring of `averment.errors` is the tree of its classes."""

from __future__ import annotations

import inspect
import re

import pytest

from averment import errors
from averment.errors import AvermentError


def drawn() -> dict[str, str]:
    """Read each class and its parent off the drawing."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for indent, name in re.findall(r"^([│├└─ ]*)(\w+Error)\b", errors.__doc__ or "", re.MULTILINE):
        depth = len(indent) // 4
        parents[name] = above[depth - 1] if depth else "Exception"
        above[depth:] = [name]
    return parents


def test_the_drawing_is_true() -> None:
    """Each class stands in the drawing under its parent, and the drawing has no other."""
    classes = {
        name: kind.__base__.__name__ for name, kind in vars(errors).items() if inspect.isclass(kind) and kind.__base__
    }

    assert drawn() == classes


@pytest.mark.parametrize("name", drawn())
def test_each_error_helps(name: str) -> None:
    """Each says what it is about and what is wrong on one line, and advises in a sentence."""
    error = getattr(errors, name)("it is wrong", subject="a.txt")

    assert isinstance(error, AvermentError)
    assert str(error) == "a.txt: it is wrong"
    assert error.diagnostics().endswith(".")
