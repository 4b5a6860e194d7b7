"""A case, a reader that needs no model, and a parser that needs no process: texts as they are, and boxes of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pytest

from averment import Addition, Case, Document, LanguageError, Reading, Speaker, errors
from averment.capture import parse
from averment.capture.found import Found, Given, Made, Member, Refused
from averment.values import Capture, Layout, Page
from averment.values.log import Isolation
from tests.conftest import FakeReader

BOX = b"BOX\n"


def box(*parts: dict[str, Any]) -> bytes:
    """Pack what the fake parser finds: members (`name`, `data`), parts it refuses (`refused`), an error (`error`)."""
    return BOX + msgspec.json.encode([{**part, "data": _text(part.get("data", ""))} for part in parts])


def _text(data: str | bytes) -> str:
    return data.decode("latin-1") if isinstance(data, bytes) else data


@dataclass
class FakeSandbox:
    """Parses in this process, and remembers what it was given. A text of several pages has a form feed between them."""

    isolation: Isolation = "limits"
    given: list[Given] = field(default_factory=list)

    def parse(self, file: BinaryIO | bytes, given: Given) -> Iterator[Found]:
        """Open boxes; parse all else as text or a page."""
        data = file if isinstance(file, bytes) else file.read()
        self.given.append(given)
        if data.startswith(BOX):
            yield from map(_part, msgspec.json.decode(data[len(BOX) :]))
        else:
            for found in parse(data, given):
                yield _paged(found) if isinstance(found, Made) else found


def _part(part: dict[str, Any]) -> Found:
    if "error" in part:
        kind: type[errors.InputError] = getattr(errors, part["error"])
        message = "it broke off"
        raise kind(message)
    if "refused" in part:
        return Refused(name=part["refused"], error="HostileInputError", message="it points outside")
    return Member(name=part["name"], place=part.get("place", {}), data=part["data"].encode("latin-1"))


def _paged(made: Made) -> Made:
    capture = made.capture
    pieces = capture.document.text.split("\f")
    if len(pieces) == 1:
        return made
    pages, at = [], 0
    for number, piece in enumerate(pieces, start=1):
        pages.append(Page(number=number, width=595, height=842, span=(at, at + len(piece))))
        at += len(piece) + 1
    layout = Layout(pages=tuple(pages))
    return Made(capture=Capture(document=capture.document, layout=layout))


class Ledger(FakeReader):
    """Reads as the fake reader does, finds a speaker behind each attribution, and knows no language but English."""

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Refuse what says that it is not English."""
        if not force and any("nicht" in document.text for document in documents):
            message = "it is in German"
            raise LanguageError(message)
        return super().read_all(documents, force=force)

    def read(self, document: Document) -> Reading:
        """Make a speaker of each source."""
        reading = super().read(document)
        speakers = tuple(
            Speaker(
                id=f"s{number}",
                name=document.text[slice(*found.source[0])],
                kind="person",
                role="Colonel",
                mentions=found.source,
            )
            for number, found in enumerate(reading.attributions, start=1)
        )
        return msgspec.structs.replace(reading, speakers=speakers)


Adds = Callable[..., list[Addition]]


@pytest.fixture(autouse=True)
def _no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: what these tests stop is no power."""
    monkeypatch.setattr("os.fsync", lambda _: None)


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> FakeSandbox:
    """Put the parser of the tests where the sandbox is had."""
    fake = FakeSandbox()
    monkeypatch.setattr("averment.capture.sandbox.default_sandbox", lambda: fake)
    return fake


@pytest.fixture
def case(tmp_path: Path, sandbox: FakeSandbox) -> Case:
    """Make a case."""
    assert sandbox.isolation == "limits"
    return Case.create(tmp_path / "case", by="Ana")


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Give what writes a file and gives its path."""

    def write_one(name: str, content: str | bytes) -> str:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write_one


@pytest.fixture
def add(case: Case, write: Callable[[str, str | bytes], str]) -> Adds:
    """Give what writes files, by name and content, adds them to the case, and gives what became of them."""

    def add_all(files: dict[str, str | bytes], **options: Any) -> list[Addition]:  # noqa: ANN401  # those of `Case.add`
        paths = [write(name, content) for name, content in files.items()]
        return list(case.add(paths, **{"reader": Ledger(), **options}))

    return add_all
