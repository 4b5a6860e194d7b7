"""Fixtures of the desk in a browser: one browser for all tests, one desk to look at, and one of its own to change.

A test that only looks takes `page` (on `desk`, which all tests share); one that judges takes `own_page` (on `own_desk`,
a copy of the case that is served for it alone). Both fail where the browser asked another machine for anything, or
wrote an error to its console.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from averment.web.app import app
from averment.web.desk import Desk
from tests.web import browser as driven
from tests.web.bare import let_in
from tests.web.desks import At, opened
from tests.web.reports import MODEL, made

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the case that the desk is tried on (`tests.web.reports`). Nobody writes to it: copy it (`own_folder`)."""
    if not MODEL.exists():
        pytest.skip("there is no model to read with")
    here = tmp_path_factory.getbasetemp()
    shared = here.parent if here.name.startswith("popen-") else here  # the workers of one run share what is there
    return made(shared / "desk" / "tarim")


@pytest.fixture
def own_folder(case_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the case, for a test that writes to it."""
    return Path(shutil.copytree(case_folder, tmp_path / "tarim"))


@pytest.fixture(scope="session")
def desk(case_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """Serve a copy of the case to all tests that only look."""
    folder = Path(shutil.copytree(case_folder, tmp_path_factory.mktemp("desk") / "tarim"))
    with opened(folder) as served:
        yield served


@pytest.fixture
def own_desk(own_folder: Path) -> Iterator[At]:
    """Serve a copy of the case to one test."""
    with opened(own_folder) as served:
        yield served


@pytest.fixture
def client(own_folder: Path) -> Iterator[TestClient]:
    """Give the desk in this process, without a browser and without the door before it: for what pages say."""
    desk = Desk(own_folder, "ana", patience=30)
    with TestClient(let_in(app(desk)), base_url="http://127.0.0.1", follow_redirects=False) as found:
        yield found
    desk.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser of the system."""
    if driven.CHROMIUM is None:
        pytest.skip("there is no browser: apt-get install chromium")
    with driven.launched() as found:
        yield found


@pytest.fixture
def page(browser: Browser, desk: At) -> Iterator[Page]:
    """Open a window of 1280 pixels on the desk that all tests share."""
    with driven.looking(browser, desk.url, desk.cookies) as (context, watch):
        yield context.new_page()
        assert watch.problems == []


@pytest.fixture
def own_page(browser: Browser, own_desk: At) -> Iterator[Page]:
    """Open a window on a desk of its own."""
    with driven.looking(browser, own_desk.url, own_desk.cookies) as (context, watch):
        yield context.new_page()
        assert watch.problems == []


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give what checks a page for accessibility."""
    return driven.axe
