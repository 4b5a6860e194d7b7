"""Reading files that hold several documents, from Python."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from averment import (
    EmptyInputError,
    HostileInputError,
    MalformedInputError,
    ModelError,
    Outcome,
    ParserLimitError,
    SeveralDocumentsError,
    UnforeseenInputError,
    read,
    read_many,
)
from averment.capture import limits
from averment.capture.sandbox import Sandbox
from averment.errors import input_error
from tests.conftest import FakeReader

MISBEHAVING = Path(__file__).parent / "capture" / "misbehaving.py"


@pytest.fixture(autouse=True)
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """Put a parser in place that gives what the file tells it to."""
    with Sandbox(parsers={"text": MISBEHAVING}) as sandbox:
        monkeypatch.setattr("averment.capture.sandbox.default_sandbox", lambda: sandbox)
        yield sandbox


def outcomes(*files: str) -> dict[str, Outcome]:
    """Read files that are named by their numbers, and give what became of each document."""
    found = list(read_many([file.encode() for file in files], reader=FakeReader()))
    assert len({outcome.name for outcome in found}) == len(found)
    return {outcome.name.removeprefix("(bytes) » "): outcome for outcome in found}


def test_each_document_has_an_outcome() -> None:
    """A file in a file is named by both; one that cannot be read does not stop the others."""
    found = outcomes(
        "folder\na.txt: well|Ana said it rained.\nb.txt: crash|\nc.txt: folder|d.txt: well\ne.txt: well|E."
    )

    assert list(found) == ["a.txt", "b.txt", "c.txt » d.txt", "e.txt"]
    reading = found["a.txt"].reading
    assert reading is not None
    assert reading.document.text == "Ana said it rained."
    assert str(found["b.txt"].error) == "(bytes) » b.txt: its parser crashed (SIGSEGV)"
    assert found["e.txt"].reading


def test_what_was_found_before_an_error_stays() -> None:
    """A container that breaks half-way gives what came before, and then its own error."""
    found = outcomes("half\nwell|Ana said no.")

    assert [(name, type(one.error)) for name, one in found.items()] == [
        ("first.txt", type(None)),
        ("(bytes)", MalformedInputError),
    ]


def test_who_stops_reading_stops_parsing() -> None:
    """Documents are taken out as they are asked for: an archive without end does no harm to who wants three."""
    results = read_many([b"endless\n"], reader=FakeReader(), batch=1)

    assert [outcome.name for outcome in islice(results, 3)] == [f"(bytes) » {number}.txt" for number in (1, 2, 3)]


def test_nesting_and_number_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that holds itself, and one that holds too many all told, end in an error that says so."""
    monkeypatch.setattr(limits, "LIMITS", replace(limits.LIMITS, depth=2, all_members=3))

    deep, many = outcomes("nested\n"), outcomes("folder\n" + "\n".join(f"{name}: well|W." for name in "abcd"))

    assert [(name.count("»"), type(one.error)) for name, one in deep.items()] == [(2, HostileInputError)]
    assert [type(one.error) for one in many.values()] == [type(None)] * 3 + [HostileInputError]
    assert str(list(many.values())[-1].error) == "(bytes): more than 3 files come out of it"


def test_one_document_is_read_alone() -> None:
    """`read` takes a container of one document, and of several says who gives them all."""
    assert read(b"folder\na.txt: well|Ana said no.", reader=FakeReader()).attributions
    with pytest.raises(SeveralDocumentsError, match="more than one document") as caught:
        read(b"folder\na.txt: well|A.\nb.txt: well|B.", reader=FakeReader())
    assert "read_many" in caught.value.diagnostics()
    with pytest.raises(ParserLimitError, match="crashed"):
        read(b"half\ncrash|", reader=FakeReader())


def test_a_container_of_nothing_is_said() -> None:
    """A file in which there is nothing at all has an outcome too."""
    found = outcomes("folder\na.txt: folder|")

    assert [(name, type(one.error)) for name, one in found.items()] == [("a.txt", EmptyInputError)]


def test_a_model_that_cannot_be_loaded_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded beside the parsing; what that raises is raised where it is wanted."""

    def load_reader(*_: object) -> FakeReader:
        message = "it is missing"
        raise ModelError(message)

    monkeypatch.setattr("averment.api.load_reader", load_reader)

    with pytest.raises(ModelError, match="it is missing"):
        read(b"well\nWords.")
    with pytest.raises(ModelError, match="it is missing"):
        list(read_many([b"well\nWords."]))


@pytest.mark.parametrize("name", ["UsageError", "ParserError", "__doc__", "input_error", "ClassVar"])
def test_only_names_of_input_errors_are_believed(name: str) -> None:
    """A name that comes from elsewhere is looked up among the errors of inputs, and is else a defect."""
    assert type(input_error("HostileInputError", "it lies")) is HostileInputError
    assert type(input_error(name, "it lies")) is UnforeseenInputError
