"""One small case, and one desk on it for all tests that only ask."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from averment import Case
from tests.conftest import FakeReader
from tests.web.serving import WORDS, Served, served

REPORT = (
    b"Flood takes bridge at Velmar\n\nAna Ruiz said the dam at Velmar was opened on purpose. "
    b"Oro Dask said the dam at Velmar was not opened.\n"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let these tests open sockets to this machine, and to no other."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.fixture(scope="session")
def small_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of one report. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "report.txt").write_bytes(REPORT)
    with Case.create(folder / "velmar", by="ana") as case:
        assert [one.state for one in case.add([folder / "report.txt"], reader=FakeReader(), force=True)] == ["read"]
    return folder / "velmar"


@pytest.fixture
def own_small(small_case: Path, tmp_path: Path) -> Path:
    """Give a copy of the case, to be written to."""
    return Path(shutil.copytree(small_case, tmp_path / "velmar"))


@pytest.fixture(scope="session")
def guarded_desk(small_case: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve a copy of the case to all tests that only ask."""
    folder = Path(shutil.copytree(small_case, tmp_path_factory.mktemp("guarded") / "velmar"))
    with served(folder, before=WORDS) as desk:
        yield desk
    assert desk.errors == []


@pytest.fixture
def digest(small_case: Path) -> str:
    """Give the 64 digits of the one original."""
    with Case.open(small_case) as case:
        return case.documents()[0].digest.removeprefix("sha256:")
