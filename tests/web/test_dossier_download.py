"""The dossier from the desk: a file, had by keyboard, that is what the command writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from averment import Case, __version__, api
from averment.render.html.dossier import Choice, dossier, gather
from averment.web.pages import dossier as pages

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from starlette.testclient import TestClient


def test_it_is_what_the_command_writes(client: TestClient, own_folder: Path) -> None:
    """An attachment that no browser opens in our place, by the name of who is at the desk."""
    with Case.open(own_folder, by="ana") as case:
        claim = next(case.claims()).id
        given = client.get(f"/dossier?claim={claim}&title=Tarim%20Valley")
        by = given.text.split("<dt>Made by</dt><dd><bdi>")[1].split("<")[0]
        choice = Choice(by=by, title="Tarim Valley", claims=(claim,))
        written = dossier(gather(case, choice, version=__version__, weigher=api.load_weigher().digest))

    assert given.status_code == 200
    assert given.text == written
    assert given.headers["content-disposition"] == 'attachment; filename="dossier-tarim.html"'
    assert "default-src 'none'" in given.headers["content-security-policy"]


def test_a_claim_that_is_none(client: TestClient) -> None:
    """Is not there."""
    assert client.get("/dossier?claim=c0ffee").status_code == 404


def test_one_at_a_time(client: TestClient) -> None:
    """Who asks while another is being written is told so; the thread of the pages is free all the while."""
    with pages._ONE:
        given = client.get("/dossier")
        assert given.status_code == 503
        assert "a dossier is being written already" in given.text
        assert client.get("/documents").status_code == 200


def test_it_is_had_by_keyboard(page: Page, tmp_path: Path) -> None:
    """From the claims: a link, followed with Enter."""
    page.goto("/")
    page.get_by_role("link", name="Dossier of the disputes").focus()
    with page.expect_download(timeout=60_000) as download:
        page.keyboard.press("Enter")
    download.value.save_as(tmp_path / "d.html")
    assert "Summary of disputes" in (tmp_path / "d.html").read_text("utf-8")
