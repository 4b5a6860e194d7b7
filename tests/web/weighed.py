"""A small case that is weighed by words alone, without a model or a parser: reports of an invented flood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from starlette.testclient import TestClient

from averment import Case, Document, Reading
from averment.web.app import app
from averment.web.desk import Desk
from tests.case.conftest import FakeSandbox, Ledger
from tests.case.weighing import REPORTS, Counting
from tests.web.bare import let_in
from tests.weighing.saying import report

if TYPE_CHECKING:
    import pytest

PATIENCE = 20.0
DAM = "the dam at Velmar was opened on purpose"
MISSING = "30 people were missing in Velmar"
QUIET = "nobody asked for help"
READ = (
    report("Flood takes bridge", ("Ana Ruiz", "assert", DAM), ("Oro Dask", "deny", DAM), day=date(2031, 3, 4)),
    report("Dam in doubt", ("Bo Tarn", "assert", DAM), ("Mayor Lund", "doubt", DAM), day=date(2031, 3, 6)),
    report("Thirty missing", ("Mayor Lund", "assert", MISSING), ("Ana Ruiz", "assert", DAM), day=date(2031, 3, 9)),
    report("The valley", ("Ana Ruiz", "assert", MISSING), ("Hal Vik", "assert", QUIET), day=date(2031, 3, 1)),
)
"""Reports as they were read: the dam is disputed, the missing are not, and one thing is said once."""


def prepared(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Put the model of words in place of the shipped one, a parser in this process, and wait for no disk."""
    model = Counting()
    monkeypatch.setattr("averment.api.load_weigher", lambda *_: model)
    monkeypatch.setattr("averment.case.weighing.update.TOGETHER", 2)
    monkeypatch.setattr("averment.capture.sandbox.default_sandbox", FakeSandbox)
    monkeypatch.setattr("os.fsync", lambda _: None)
    return model


def made(folder: Path, reports: Mapping[str, str] = REPORTS) -> Path:
    """Make a case of reports beside a folder with their files; give its folder."""
    files = folder / "files"
    files.mkdir(parents=True)
    for name, text in reports.items():
        (files / name).write_text(text, encoding="utf-8")
    with Case.create(folder / "flood", by="ana") as case:
        added = list(case.add(sorted(map(str, files.iterdir())), reader=Ledger()))
        assert {one.state for one in added} == {"read"}
    return folder / "flood"


class Canned:
    """Gives readings that were made before, by the texts they are of."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.document.text.strip(): reading for reading in readings}

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:  # noqa: ARG002  # a reader's face
        """Give the reading of each text, with the document in its place."""
        return [replace(self._readings[document.text.strip()], document=document) for document in documents]


def made_of(folder: Path, readings: Sequence[Reading] = READ) -> Path:
    """Make a case of reports as they were read; give its folder."""
    files = folder / "files"
    files.mkdir(parents=True)
    with Case.create(folder / "flood", by="ana") as case:
        for number, reading in enumerate(readings):
            path = files / f"{number}.txt"
            path.write_text(reading.document.text, encoding="utf-8")
            published = reading.document.published
            for one in case.add([str(path)], published=published.start if published else None, reader=Canned(readings)):
                assert one.state == "read", one
    return folder / "flood"


@contextmanager
def opened(folder: Path, patience: float = PATIENCE) -> Iterator[tuple[TestClient, Desk]]:
    """Give the desk on a case in this process, and somebody who was let in."""
    desk = Desk(folder, "ana", patience)
    with TestClient(let_in(app(desk)), base_url="http://127.0.0.1", follow_redirects=False) as found:
        yield found, desk
    desk.close()
