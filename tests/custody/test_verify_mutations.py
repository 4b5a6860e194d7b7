"""Whatever is changed in the log, the head, the key or an object is found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from averment.custody.verify import verify
from averment.values import Check
from tests.custody.mutations import Files, Mutation, of_bytes, of_lines, of_objects
from tests.custody.small import withdrawing_case


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case with everything in it."""
    return withdrawing_case(tmp_path_factory.mktemp("mutations") / "case").folder


def found(folder: Path) -> list[Check]:
    """Give the checks that did not pass."""
    return [check for check in verify(folder).checks if check.state != "passed"]


def missed(files: Files, mutations: Iterator[Mutation], times: int) -> list[str]:
    """Give the mutations, of so many, that verification says nothing about beyond what it says of the case itself."""
    before = found(files.folder)
    assert not [check for check in before if check.state == "failed"]
    silent = []
    for mutation in islice(mutations, times):
        mutation.apply()
        after = [check for check in found(files.folder) if check not in before]
        if not after or not all(check.advice for check in after):
            silent.append(mutation.words)
        elif not any(check.state == "failed" or check.name == "tail" for check in after):
            silent.append(f"{mutation.words}: {after[0].found}")
        files.put_back()
    return silent


@pytest.mark.parametrize("name", ["log.jsonl", "checkpoint", "key.pub"])
def test_bytes_changed_in_the_log_the_head_or_the_key_are_found(folder: Path, name: str) -> None:
    """A byte changed, put in or taken out anywhere fails; bytes after the end of the log are told of as its tail."""
    files = Files(folder, name)

    assert missed(files, of_bytes(files, Random(name)), 60) == []


def test_lines_moved_in_the_log_are_found(folder: Path) -> None:
    """Lines deleted, repeated, moved, exchanged or cut off are found."""
    files = Files(folder, "log.jsonl")

    assert missed(files, of_lines(folder / "log.jsonl", Random(1)), 100) == []


def test_bytes_changed_in_objects_are_found(folder: Path) -> None:
    """So is a byte changed, put in or taken out anywhere in any object."""
    files = Files(folder, "objects/??/" + "?" * 64)

    assert missed(files, of_bytes(files, Random(2)), 120) == []


def test_objects_exchanged_or_gone_are_found(folder: Path) -> None:
    """So are objects deleted, exchanged, renamed, copied under a name that is none of theirs, made a link."""
    files = Files(folder, "objects/??/*")

    assert missed(files, of_objects(files, Random(3)), 100) == []


def test_a_placeholder_that_is_gone_is_found(folder: Path) -> None:
    """Without its placeholder a redacted object is missing. What the placeholder says, the log says too."""
    files = Files(folder, "objects/??/*")
    gone = [path for path in files.kept if path.suffix == ".redacted"]

    assert len(gone) == 2
    assert missed(files, (Mutation(path.name, path.unlink) for path in gone), 2) == []
