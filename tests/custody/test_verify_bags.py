"""Verifying a bag: whatever is changed in it, taken out or put in is found, the manifests written anew or not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from averment.custody.verify import verify
from tests.custody.mutations import Files, of_bytes
from tests.custody.small import sealed, withdrawing_case


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bag that tests leave as it is."""
    folder = tmp_path_factory.mktemp("bags")
    return sealed(withdrawing_case(folder / "case").folder, folder / "bag").folder


def states(folder: Path) -> dict[str, str]:
    """Give the states by the names of the checks, but those that passed."""
    return {check.name: check.state for check in verify(folder).checks if check.state != "passed"}


def _everywhere(files: Files) -> Iterator[str]:
    """Mutate any file of a bag, and name what is not found."""
    for mutation in islice(of_bytes(files, Random(4)), 150):
        mutation.apply()
        if not any(check.state == "failed" for check in verify(files.folder).checks):
            yield mutation.words
        files.put_back()


def test_whatever_is_changed_in_a_bag_is_found(bag: Path, tmp_path: Path) -> None:
    """Any byte of any file, also of lists, placeholders and instructions."""
    copy = shutil.copytree(bag, tmp_path / "bag")

    assert list(_everywhere(Files(copy, "*.txt", "*.md", "data/**/*.*", "data/checkpoint", "data/objects/*/*"))) == []


@pytest.mark.parametrize(
    "path",
    [
        "openssl/checkpoint.body",
        "openssl/checkpoint.sig",
        "ledger/documents.jsonl",
        "ledger/readings.jsonl",
        "ledger/judgements.jsonl",
        "proofs",
    ],
)
def test_copies_that_were_changed_with_the_manifests_are_found(bag: Path, tmp_path: Path, path: str) -> None:
    """The manifests are not signed. What a bag has twice is compared with log and objects."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    found = copy / "data" / path
    file = min(found.iterdir()) if found.is_dir() else found
    file.write_bytes(file.read_bytes().replace(b"1", b"2").replace(b"a", b"b") + b"\n")
    _manifests_anew(copy)

    assert states(copy) == {"redacted": "not checked", "withheld": "not checked", "copies": "failed"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("bagit.txt", b"BagIt-Version: 0.97\n"),
        ("bag-info.txt", b"Payload-Oxum: 1.1\n"),
        ("manifest-sha256.txt", b""),
        ("manifest-sha256.txt", b"\xff\xff"),
        ("manifest-sha256.txt", b"0" * 64 + b"  ../../etc/passwd\n"),
        ("tagmanifest-sha256.txt", b"0" * 64 + b" bagit.txt\n"),
    ],
)
def test_a_bag_that_is_none_fails(bag: Path, tmp_path: Path, name: str, change: bytes) -> None:
    """Declarations and manifests that say something else."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    (copy / name).write_bytes(change)

    assert states(copy)["bag"] == "failed"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bagit.txt", {"bag"}),
        ("bag-info.txt", {"bag"}),
        ("VERIFY.md", {"bag"}),
        ("manifest-sha256.txt", {"bag"}),
        ("tagmanifest-sha256.txt", {"bag"}),
        ("data/openssl/checkpoint.sig", {"bag", "copies"}),
        ("data/ledger/documents.jsonl", {"bag", "copies"}),
        ("data/ledger", {"bag", "copies"}),
        ("data/proofs", {"bag", "copies"}),
        ("data/objects", {"bag", "objects"}),
        ("data", {"key", "log", "head", "bag"}),
    ],
)
def test_what_is_missing_from_a_bag_is_found(bag: Path, tmp_path: Path, name: str, expected: set[str]) -> None:
    """A file, or a folder and all that was in it."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    (shutil.rmtree if (copy / name).is_dir() else Path.unlink)(copy / name)

    assert {check.name for check in verify(copy).checks if check.state == "failed"} == expected


def test_a_pipe_in_a_bag_is_not_waited_for(bag: Path, tmp_path: Path) -> None:
    """Nor is a file opened that cannot be."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    for name in ("VERIFY.md", "data/ledger/readings.jsonl", "data/openssl/checkpoint.body"):
        (copy / name).unlink()
        os.mkfifo(copy / name)
    found = {check.name: check for check in verify(copy).checks if check.state == "failed"}

    assert found.keys() == {"bag", "copies"}
    assert "3 no file (pipe)" in found["bag"].found


def test_a_file_more_or_a_link_fails(bag: Path, tmp_path: Path) -> None:
    """What nobody sealed is found, and a bag whose data lie elsewhere."""
    copy = shutil.copytree(bag, tmp_path / "bag")
    (copy / "data" / "more.txt").write_text("more")
    assert states(copy)["bag"] == "failed"
    (copy / "data" / "more.txt").unlink()

    (copy / "more.txt").symlink_to("/etc/passwd")
    assert states(copy)["bag"] == "failed"
    (copy / "more.txt").unlink()

    (copy / "data").rename(tmp_path / "elsewhere")
    (copy / "data").symlink_to(tmp_path / "elsewhere")
    assert states(copy)["bag"] == "failed"


def _manifests_anew(bag: Path) -> None:
    """Write the manifests that fit the files, as a forger would."""
    info = bag / "bag-info.txt"
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    lines = [line for line in info.read_text().splitlines() if not line.startswith("Payload-Oxum")]
    info.write_text("\n".join([*lines, f"Payload-Oxum: {sum(p.stat().st_size for p in files)}.{len(files)}"]) + "\n")
    _manifest(bag, "manifest-sha256.txt", files)
    _manifest(bag, "tagmanifest-sha256.txt", [p for p in bag.iterdir() if p.is_file() and p.name[:3] != "tag"])


def _manifest(bag: Path, name: str, files: list[Path]) -> None:
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(bag)}\n" for path in files]
    (bag / name).write_text("".join(lines))
