"""A small case for the tests of its commands: invented reports, read by a reader that needs no model."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from averment.cli.group import averment

if TYPE_CHECKING:
    from click.testing import CliRunner, Result

ANA = b"Rain in Velmar\n\nThe road was open. Ana said the clinic was empty. Bo said shells had hit the clinic."
BO = b"Snow in Halden\n\nIt was cold. The mayor said no road was open."
PAGE = b"<!doctype html><title>Flood</title><article><h1>Flood</h1><p>Cleo said the bridge stood.</p></article>"


def digest(data: bytes) -> str:
    """Give the digest of bytes as values have it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def short(data: bytes) -> str:
    """Give what a page calls the document with these bytes."""
    return hashlib.sha256(data).hexdigest()[:12]


def averment_says(runner: CliRunner, *arguments: str, code: int = 0, given: bytes | None = None) -> Result:
    """Run `averment` with arguments, and hold it to its exit code."""
    result = runner.invoke(averment, arguments, input=given)
    assert result.exit_code == code, result.output
    return result


def kept(runner: CliRunner, here: Path) -> Path:
    """Make a case in which there are two reports and a file that could not be read; give its folder."""
    (here / "in").mkdir()
    (here / "in" / "ana.txt").write_bytes(ANA)
    (here / "in" / "bo.txt").write_bytes(BO)
    (here / "in" / "empty.txt").write_bytes(b"")
    averment_says(runner, "init", "case", "--by", "ana")
    averment_says(runner, "add", "case", "in", "--by", "ana", code=3)
    return here / "case"
