"""Thousands of changes to the files of a case: each is found by `verify`, or is of the index and changes nothing."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path
from random import Random

import pytest

from averment import Case, CaseError, Check, DamagedError
from tests.conftest import FakeReader
from tests.custody.mutations import Files, of_bytes, of_lines, of_objects
from tests.custody.test_verify_mutations import missed
from tests.faults.stories import write_stories

ASKED = ("shells", "market of Velmar", "Oro Dask", "invention")
OBJECT = "objects/??/" + "?" * 64


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of texts, pages, mails and archives, with judgements and a document that was withdrawn."""
    place = tmp_path_factory.mktemp("mutations")
    files = write_stories(place / "stories", 20)
    with Case.create(place / "case", by="tester") as case:
        list(case.add(files, reader=FakeReader()))
        read = [listed.digest for listed in case.documents() if listed.attributions]
        for digest in read[:5]:
            case.judge("accept", [f"{digest}#a1"])
        case.remove([read[-1]], "a mistake")
    return place / "case"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_thousand_changes_of_log_and_objects_are_found(folder: Path, seed: int) -> None:
    """Bytes, lines and objects changed, cut, repeated, moved, exchanged: `verify` says something of each."""
    random = Random(seed)
    heads, log, objects = Files(folder, "checkpoint", "key.pub"), Files(folder, "log.jsonl"), Files(folder, OBJECT)

    assert missed(heads, of_bytes(heads, random), 30) == []
    assert missed(log, chain(islice(of_bytes(log, random), 50), of_lines(folder / "log.jsonl", random)), 100) == []
    assert missed(objects, chain(islice(of_bytes(objects, random), 40), of_objects(objects, random)), 80) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_changes_of_the_index_are_found_or_harmless(folder: Path, seed: int) -> None:
    """An index with changed bytes fails its check or is refused, or answers everything as it did before."""
    assert harmful(folder, Random(seed), 100) == []


def test_some_changes_of_the_index_are_found_or_harmless(folder: Path) -> None:
    """The same of a few changes."""
    assert harmful(folder, Random(99), 12) == []


def harmful(folder: Path, random: Random, times: int) -> list[str]:
    """Give the changes of the index, of so many, that change what the case says while the index passes its check."""
    expected = answers(folder)
    files = Files(folder, "index.sqlite")
    bad = []
    for mutation in islice(of_bytes(files, random), times):
        mutation.apply()
        try:
            with Case.open(folder) as case:
                found: Check | None = next(check for check in case.verify().checks if check.name == "index")
        except DamagedError:
            found = None
        if found is not None and found.state == "passed" and answers(folder) != expected:
            bad.append(mutation.words)
        put_back(files)
    return bad


def answers(folder: Path) -> list[object]:
    """Ask the case everything that the index answers."""
    with Case.open(folder) as case:
        try:
            return [
                case.documents(withdrawn=True),
                case.judgements(superseded=True),
                *(case.search(words) for words in ASKED),
            ]
        except CaseError as error:
            return [str(error)]


def put_back(files: Files) -> None:
    """Put the index back as it was, without what SQLite keeps beside it."""
    for path in files.folder.glob("index.sqlite-*"):
        path.unlink()
    files.put_back()
