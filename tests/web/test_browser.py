"""The browser that the desk is tried in: what it must never do is found, and so is what axe-core finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from averment import Case
from tests.web.browser import NARROW, axe, looking, overflow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page
    from starlette.testclient import TestClient

    from tests.web.desks import At


def test_a_page_is_shown(page: Page) -> None:
    """The desk answers, and the browser shows its claims."""
    page.goto("/")

    assert page.locator("h1").inner_text() == "Claims"
    axe(page)


def test_a_request_to_another_machine_is_noticed(browser: Browser, desk: At) -> None:
    """Whatever asks elsewhere, be it a picture: nothing gets there, and the test fails."""
    with looking(browser, desk.url, desk.cookies) as (context, watch):
        page = context.new_page()
        page.goto("/")
        page.evaluate(
            "new Promise(end => { const i = new Image(); i.onerror = end; i.src = 'http://far.example/a.png' })"
        )

    assert any("far.example" in problem for problem in watch.problems)


def test_what_axe_finds_is_told(browser: Browser, desk: At) -> None:
    """A picture without words for it, and words that can hardly be seen, fail with where they are."""
    with looking(browser, desk.url, desk.cookies) as (context, _):
        page = _showing(context, "<h1>Bad</h1><img><p>hardly seen</p>")
        page.evaluate("document.querySelector('p').style.color = '#ddd'")

        with pytest.raises(AssertionError) as error:
            axe(page)

    assert "image-alt: " in str(error.value)
    assert "color-contrast: " in str(error.value)


def test_what_is_too_wide_is_named(browser: Browser, desk: At) -> None:
    """A page that can be scrolled sideways says what is too wide."""
    with looking(browser, desk.url, desk.cookies, size=NARROW) as (context, _):
        page = _showing(context, "<p class=broad>words</p>")
        before = overflow(page)
        page.evaluate("document.querySelector('p').style.width = '999px'")

        assert before == []
        assert overflow(page) == ["p.broad: words"]


def _showing(context: BrowserContext, main: str) -> Page:
    """Open the desk with something else on its page, as scripts may put it there whatever the policy says of style."""
    page = context.new_page()
    page.goto("/")
    page.evaluate("main => { document.querySelector('main').innerHTML = main }", main)
    return page


def test_a_form_is_taken_without_script(browser: Browser, own_desk: At) -> None:
    """A browser that runs no script judges, through the guards: what it sends says that it comes from the desk."""
    with looking(browser, own_desk.url, own_desk.cookies, java_script_enabled=False) as (context, watch):
        page = context.new_page()
        page.goto("/queue")
        page.locator('button[value="accept"]').first.click()
        page.locator(".recorded button").click()
        page.wait_for_selector(".recorded")

    assert watch.problems == []
    with Case.open(own_desk.folder) as case:
        assert [one.verdict for one in case.judgements(superseded=True)] == ["accept", "undo"]


def test_the_desk_answers_without_a_browser(client: TestClient) -> None:
    """What pages say can be tried in the process of the test, on a copy of the same case."""
    answer = client.get("/")

    assert answer.status_code == 200
    assert "Tarim Valley" in answer.text
