"""A log that was changed: files that lack or do not fit, keys and heads of others, memories that are wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from averment.custody.checkpoints import Checkpoint, origin_of, sign_checkpoint
from averment.custody.entries import decode
from averment.custody.keys import Signer, Verifier
from averment.custody.log import Log
from averment.errors import DamagedError, NoCaseError, UsageError
from averment.values.log import Began
from tests.custody.conftest import CASE, added, intact, write


@pytest.mark.parametrize("name", ["log.jsonl", "checkpoint", "key.pub"])
def test_a_case_that_lacks_a_file_is_damaged(folder: Path, name: str) -> None:
    """The error names what is missing, or what is no plain file."""
    (folder / name).rename(folder / "elsewhere")
    with pytest.raises(DamagedError, match=f"{name} is missing"):
        Log.open(folder)
    (folder / name).symlink_to(folder / "elsewhere")
    with pytest.raises(DamagedError, match="link"):
        Log.open(folder)


def test_a_copy_without_the_private_key_is_read_and_not_written(folder: Path) -> None:
    """What was handed over without the key opens and reads; writing says why it cannot be."""
    (folder / "private-key.pem").unlink()
    log = Log.open(folder)

    assert len(list(log.entries())) == 1
    with pytest.raises(UsageError, match="private key"), write(log):
        pass
    Signer.generate(origin_of(CASE)).save(folder.parent)
    (folder.parent / "private-key.pem").rename(folder / "private-key.pem")
    with pytest.raises(DamagedError, match="not the one that the case began with"), write(log):
        pass


def test_a_key_of_another_case_is_refused(tmp_path: Path) -> None:
    """The name of the key is that of the case it began with."""
    signer = Signer.generate(origin_of(CASE))

    with pytest.raises(DamagedError, match="that of another case"):
        Log.create(tmp_path / "case", signer, Began(case="f" * 32, key=str(signer.verifier)))


def test_a_head_that_goes_back_is_damage(folder: Path) -> None:
    """An open log notices that the head covers less than it did; another process would have to hold a head."""
    before = (folder / "checkpoint").read_bytes()
    log = Log.open(folder)
    with write(log) as writing:
        writing.append([added()])
    (folder / "checkpoint").write_bytes(before)

    with pytest.raises(DamagedError, match="covered 2 before"):
        log.head()
    with pytest.raises(DamagedError, match="covered 2 before"), write(log):
        pass


def _changed(folder: Path, change: str) -> None:
    log, key = folder / "log.jsonl", Signer.load(folder / "private-key.pem", origin_of(CASE))
    lines = log.read_bytes().splitlines(keepends=True)
    if change == "truncated":
        log.write_bytes(b"".join(lines)[:-5])
    elif change == "deleted":
        log.write_bytes(b"".join(lines[:2] + lines[3:]))
    elif change == "reordered":
        log.write_bytes(b"".join([lines[0], lines[2], lines[1], lines[3]]))
    elif change == "edited":
        log.write_bytes(b"".join(lines).replace(b"1.txt", b"9.txt"))
    elif change == "emptied":
        log.write_bytes(b"")
    elif change == "another key":
        (folder / "key.pub").write_bytes(Signer.generate(origin_of(CASE)).verifier.to_pem())
    elif change == "another head":
        head = Checkpoint(origin=origin_of(CASE), size=3, root=bytes(32))
        (folder / "checkpoint").write_bytes(sign_checkpoint(head, key))
    elif change == "another beginning":
        log.write_bytes(b"".join(lines[1:]))
    else:
        log.write_bytes(b"".join(lines).replace(CASE.encode(), b"f" * 32, 1))


CHANGES = ["truncated", "deleted", "reordered", "edited", "emptied", "another key", "another head", "another beginning"]


@pytest.mark.parametrize("change", [*CHANGES, "another case"])
def test_a_changed_log_does_not_open(folder: Path, change: str) -> None:
    """Entries that were edited, reordered, deleted or cut off, and keys and heads that do not fit, are found."""
    with write(Log.open(folder)) as writing:
        writing.append([added(f"{number}.txt") for number in range(3)])
    _changed(folder, change)

    with pytest.raises(DamagedError):
        Log.open(folder)


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 99},
        {"size": 2},
        {"length": 7},
        {"length": 0},
        {"length": -1},
        {"length": 10**9},
        {"hashes": ()},
        {"hashes": (bytes(32), bytes(32))},
        {"hashes": (b"", b"")},
    ],
)
def test_a_wrong_memory_of_the_log_is_not_believed(folder: Path, wrong: dict[str, Any]) -> None:
    """Where what was known does not lead to the head all is hashed anew, and reading goes right."""
    log = Log.open(folder)
    with write(log) as writing:
        writing.append([added("1"), added("2")])
    known = replace(log.known, **wrong)

    again = Log.open(folder, known)
    assert again.known == log.known
    assert [[entry.seq for entry in again.entries(start)] for start in range(4)] == [[0, 1, 2], [1, 2], [2], []]


def test_a_memory_of_more_than_the_head_covers_is_not_believed(folder: Path) -> None:
    """Where log and memory know entries that the head does not, the head holds: they were not acknowledged by it."""
    before = (folder / "checkpoint").read_bytes()
    log = Log.open(folder)
    with write(log) as writing:
        writing.append([added()])
    (folder / "checkpoint").write_bytes(before)

    log = Log.open(folder, log.known)
    assert log.known.size == 1
    with write(log) as writing:
        writing.append([added("another, with a longer name"), added("and a third")])
    assert [entry.seq for entry in log.entries(2)] == [2, 3]


def test_every_byte_of_log_and_head_counts(folder: Path) -> None:
    """Wherever a bit of the log or its head is changed the case does not open; of the key only armour can change."""
    with write(Log.open(folder)) as writing:
        writing.append([added()])
    for name in ("log.jsonl", "checkpoint", "key.pub"):
        path = folder / name
        data = path.read_bytes()
        for bit in range(0, len(data) * 8, 3):
            path.write_bytes(_flipped(data, bit))
            try:
                opened = Log.open(folder)
            except (DamagedError, NoCaseError):
                continue
            assert name == "key.pub"
            assert Verifier.from_pem(path.read_bytes(), opened.verifier.name) == opened.verifier
        path.write_bytes(data)
    intact(folder)


def test_a_changed_private_key_is_damage(folder: Path) -> None:
    """Whichever bit of it is changed, writing is refused as it should be, or the key is the same."""
    path = folder / "private-key.pem"
    data = path.read_bytes()
    for bit in range(len(data) * 8):
        path.write_bytes(_flipped(data, bit))
        with suppress(DamagedError), write(Log.open(folder)):
            assert Signer.load(path, origin_of(CASE)).verifier == Log.open(folder).verifier


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("name", ["checkpoint", "key.pub"])
def test_a_file_that_is_far_too_long_is_refused(folder: Path, name: str) -> None:
    """Heads and keys are small; more is not held in memory."""
    with (folder / name).open("ab") as file:
        file.truncate(1 << 40)
    with pytest.raises(DamagedError, match="more than"):
        Log.open(folder)


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b'{"what":"other"}', b'{"what":"add"}', b"\xff", b'{"what":"\xff"}', b"[" * 100_000]
)
def test_what_is_no_entry_is_refused(line: bytes) -> None:
    """A line of another kind is damage, whatever it is."""
    with pytest.raises(DamagedError, match="no entry"):
        decode(line)
