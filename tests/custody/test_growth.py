"""That a log grew from a head is proven without showing it: to us, and by the listing in the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from averment import Consistency, DamagedError, to_json
from averment.custody.growth import prove_growth
from averment.custody.log import Log
from averment.values.log import Added
from tests.custody.conftest import begin, write

PAGE = Path(__file__).parents[2] / "docs" / "custody.md"
ENTRY = Added(path="a.txt", object="sha256:" + "0" * 64, size=1)


def grown(folder: Path, sizes: range) -> dict[int, bytes]:
    """Let a log grow entry by entry; give its signed head at each size."""
    log = begin(folder)
    heads = {1: log.note()}
    for size in sizes:
        with write(log) as writing:
            writing.append([ENTRY])
        heads[size] = log.note()
    return heads


@pytest.fixture(scope="module")
def heads(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, dict[int, bytes]]:
    """Give a log of eleven entries, and its head at each size before."""
    folder = tmp_path_factory.mktemp("growth") / "case"
    return {folder: grown(folder, range(2, 12))}


def listing() -> str:
    """Give the program that the documentation shows for this."""
    blocks: list[str] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return next(block for block in blocks if "grown" in block)


def run(proof: Consistency, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the listing on a proof, as a stranger does."""
    (folder / "grown.json").write_bytes(to_json(proof))
    command = [sys.executable, "-I", "-S", "-c", listing(), str(folder / "grown.json")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("size", range(1, 12))
def test_each_growth_is_proven(heads: dict[Path, dict[int, bytes]], tmp_path: Path, size: int) -> None:
    """From every head before, the proof passes the listing, which says from where to where the log grew."""
    ((folder, notes),) = heads.items()
    proof = prove_growth(Log.open(folder), notes[size])

    assert proof.old.encode() == notes[size]
    assert proof.new.encode() == notes[11]
    result = run(proof, tmp_path)
    assert (result.returncode, result.stdout) == (0, f"it grew from {size} entries to 11\n")


@pytest.mark.parametrize("size", [3, 4, 7, 8, 10])
def test_a_changed_proof_fails(heads: dict[Path, dict[int, bytes]], tmp_path: Path, size: int) -> None:
    """A hash changed, left out or put in, and another head in place of the old one: the listing says no to each."""
    ((folder, notes),) = heads.items()
    proof = prove_growth(Log.open(folder), notes[size])
    first, *rest = proof.proof
    for changed in (
        replace(proof, proof=("0" * 64, *rest)),
        replace(proof, proof=tuple(rest)),
        replace(proof, proof=(first, first, *rest)),
        replace(proof, proof=(*proof.proof, first)),
        replace(proof, old=notes[size - 1].decode()),
        replace(proof, old=proof.new, new=proof.old),
    ):
        assert run(changed, tmp_path).returncode == 1


def test_a_log_that_did_not_grow_is_damaged(heads: dict[Path, dict[int, bytes]], tmp_path: Path) -> None:
    """A head of another log, a head that covers more, and bytes that are no head are errors that say so."""
    ((folder, notes),) = heads.items()
    other = grown(tmp_path / "other", range(2, 4))
    older = Log.open(folder)
    whole = {name: (folder / name).read_bytes() for name in ("log.jsonl", "checkpoint")}
    for held in (other[2], b"no head", notes[5].replace(b"\n5\n", b"\n6\n")):
        with pytest.raises(DamagedError):
            prove_growth(older, held)
    (folder / "log.jsonl").write_bytes(b"".join(whole["log.jsonl"].splitlines(keepends=True)[:4]))
    (folder / "checkpoint").write_bytes(notes[4])
    with pytest.raises(DamagedError, match="taken back"):
        prove_growth(Log.open(folder), notes[11])
    for name, data in whole.items():
        (folder / name).write_bytes(data)
