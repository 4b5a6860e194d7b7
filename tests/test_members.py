"""The public face of the package, and what it costs to look at it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import averment
from averment import values

HEAVY = {"click", "htmldate", "lxml", "msgspec", "numpy", "onnxruntime", "rich", "tokenizers", "justext"}


def test_all_public_members_are_there() -> None:
    """Whatever `__all__` names can be imported, in alphabetical order, each once."""
    assert averment.__all__ == sorted(set(averment.__all__))
    assert [name for name in averment.__all__ if getattr(averment, name, None) is None] == []
    assert dir(averment) == averment.__all__


def test_errors_and_readings_are_public() -> None:
    """Every error can be caught by its name, and every value of a reading is there to be used."""
    from averment import errors

    raised = {name for name in vars(errors) if name.endswith("Error")}
    assert raised | set(values.__all__) <= set(averment.__all__)


def test_what_is_not_public_is_an_error() -> None:
    """A misspelt member is an error that names it, and no module is imported for it."""
    with pytest.raises(AttributeError, match="raed"):
        _ = averment.raed


def test_importing_the_package_is_cheap() -> None:
    """`import averment` brings none of the libraries it uses; looking up an error brings none either."""
    code = "import sys, averment; averment.InputError; print(*sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)

    assert not HEAVY & set(result.stdout.split())
