"""A small case that is weighed by words alone, without a model or a parser: reports of an invented flood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from averment import Case
from averment.web.app import app
from averment.web.desk import Desk
from tests.case.conftest import FakeSandbox, Ledger
from tests.case.weighing import REPORTS, Counting
from tests.web.bare import let_in

PATIENCE = 20.0


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


@contextmanager
def opened(folder: Path, patience: float = PATIENCE) -> Iterator[tuple[TestClient, Desk]]:
    """Give the desk on a case in this process, and somebody who was let in."""
    desk = Desk(folder, "ana", patience)
    with TestClient(let_in(app(desk)), base_url="http://127.0.0.1", follow_redirects=False) as found:
        yield found, desk
    desk.close()
