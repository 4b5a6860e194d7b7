"""`averment schema`: the form of the output, for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

from averment import schema
from averment.cli.group import averment

if TYPE_CHECKING:
    from click.testing import CliRunner


def test_the_schema_is_valid_and_the_same_each_time(runner: CliRunner) -> None:
    """What is printed is a JSON Schema, that of the package, byte for byte the same each time."""
    first, second = (runner.invoke(averment, ["schema"]).stdout for _ in range(2))

    Draft202012Validator.check_schema(json.loads(first))
    assert json.loads(first) == json.loads(json.dumps(schema()))
    assert first == second
