"""JSON lines: what `averment read --json` and `averment claims --json` print, in files."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from averment import Claim, Reading, from_json, schema
from averment.render.exports.jsonl import write
from averment.render.exports.material import Material
from tests.render.exports.hostile import PAYLOADS, claim


def test_each_line_is_a_value_of_the_schema(velmar: Reading, tmp_path: Path) -> None:
    """As `averment schema` has it; each comes back as what it was."""
    claims = [claim(text) for text in PAYLOADS]
    written = write(
        Material(title="x", readings=lambda: iter([("a", velmar), ("b", velmar)]), claims=lambda: iter(claims)),
        tmp_path,
    )

    readings, claimed = ((tmp_path / name).read_bytes().splitlines() for name in written.files)
    check = jsonschema.Draft202012Validator(schema())
    for line in (*readings, *claimed):
        check.validate(json.loads(line))
    assert [from_json(line, Reading) for line in readings] == [velmar, velmar]
    assert [from_json(line, Claim) for line in claimed] == claims


def test_a_corpus_has_no_file_of_claims(velmar: Reading, tmp_path: Path) -> None:
    """Nobody looked for any; where somebody did and found none, the file is there and has no line."""
    for name, weighed in (("corpus", False), ("case", True)):
        (tmp_path / name).mkdir()
        material = Material(
            title=name, readings=lambda: iter([("a", velmar)]), claims=lambda: iter(()), weighed=weighed
        )
        write(material, tmp_path / name)

    assert not (tmp_path / "corpus" / "claims.jsonl").exists()
    assert (tmp_path / "case" / "claims.jsonl").read_bytes() == b""
