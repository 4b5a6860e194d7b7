"""Tables of examples kept as YAML beside the tests."""

from pathlib import Path

import msgspec


def table(name: str) -> list[tuple[str, str]]:
    """Give the lines of `name`.yaml, each with the heading it stands under."""
    groups = msgspec.yaml.decode((Path(__file__).parent / f"{name}.yaml").read_bytes(), type=dict[str, str])
    return [(heading, line) for heading, lines in groups.items() for line in lines.splitlines()]
