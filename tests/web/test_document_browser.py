"""A document in a browser: its text and its list lead to each other, with a script and without."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from averment import Case
from tests.web.browser import NARROW, axe, looking, overflow

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.web.desks import At


@pytest.fixture(scope="module")
def where(desk: At) -> str:
    """Give the address of the report on paper."""
    with Case.open(desk.folder) as case:
        found = next(one.digest for one in case.documents() if one.media_type == "application/pdf")
    return f"/documents/{found.removeprefix('sha256:')}"


def in_sight(page: Page, selector: str) -> bool:
    """Tell whether something stands in the window, below what sticks to its top."""
    script = "e => { const b = e.getBoundingClientRect(); return b.bottom > 50 && b.top < innerHeight; }"
    found: bool = page.locator(selector).first.evaluate(script)
    return found


def comes_in_sight(page: Page, selector: str) -> None:
    """Wait until something stands in the window: it is scrolled to after the address has changed."""
    end = time.monotonic() + 10
    while not in_sight(page, selector):
        assert time.monotonic() < end, f"{selector} is out of sight"
        page.wait_for_timeout(20)


def outlined(page: Page, selector: str) -> bool:
    """Tell whether something stands out by an edge, or by what is drawn under its words."""
    script = "e => { const s = getComputedStyle(e); return s.outlineStyle == 'solid' || s.backgroundImage != 'none'; }"
    found: bool = page.locator(selector).first.evaluate(script)
    return found


@pytest.mark.parametrize("script", [True, False])
def test_words_lead_to_their_line_and_back(browser: Browser, desk: At, where: str, script: bool) -> None:  # noqa: FBT001
    """A click on words goes to their line, which stands out; a click on the line goes to its words, which do."""
    with looking(browser, desk.url, desk.cookies, java_script_enabled=script) as (context, watch):
        page = context.new_page()
        page.goto(where)
        page.locator("article a.cue.of-a16").click()

        page.wait_for_url("**#a16")  # a click is over before the browser has gone there
        comes_in_sight(page, "#a16")
        comes_in_sight(page, "article a.cue.of-a16")
        page.locator("#a18 a.id").click()

        page.wait_for_url("**#t-a18")
        comes_in_sight(page, "article a.cue.of-a18")
        assert watch.problems == []


def test_what_is_gone_to_stands_out_without_a_script(browser: Browser, desk: At, where: str) -> None:
    """The style sheets alone mark the line, or all the words, or the place on the page of the original."""
    with looking(browser, desk.url, desk.cookies) as (context, _):
        context.route("**/*.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{where}#a16")
        assert outlined(page, "#a16")
        page.goto(f"{where}#t-a16")
        parts = ("article .source.of-a16", "article .cue.of-a16", "article .content.of-a16")
        assert all(outlined(page, part) for part in parts)
        assert not outlined(page, "article .content.of-a4")
        page.goto(f"{where}#p-a16")
        assert page.locator("#p-a16 rect").first.evaluate("e => getComputedStyle(e).fill") != "none"
        assert page.locator("#p-a4 rect").first.evaluate("e => getComputedStyle(e).fill") == "none"


def test_the_line_with_the_keyboard_shows_its_words(page: Page, where: str) -> None:
    """Whoever goes through the lines by key sees in the text which words each is about."""
    page.goto(where)
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator("#a3")).to_be_focused()

    assert outlined(page, "article .cue.of-a3")
    assert in_sight(page, "article .cue.of-a3")


def test_pages_of_the_original_are_drawn_when_they_come_into_sight(page: Page, where: str) -> None:
    """Nothing is drawn for who reads the text; who goes to a page sees it, with the words marked where they stand."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".png") else None)
    page.goto(where)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if url.endswith("/2.png")]
    page.goto(f"{where}#p-a18")
    expect(page.locator("#page-2 img")).to_have_js_property("naturalWidth", 1240)

    paper, words = (page.locator(name).first.bounding_box() for name in ("#page-2 .picture", "#p-a18 rect"))
    assert paper is not None
    assert words is not None
    assert paper["x"] <= words["x"] <= words["x"] + words["width"] <= paper["x"] + paper["width"] + 1
    assert paper["y"] <= words["y"] <= paper["y"] + paper["height"]


def test_the_tab_key_stops_once_for_each_thing(page: Page, where: str) -> None:
    """Of all the words that a line is about, one is a stop for the keyboard."""
    page.goto(where)
    stops = page.locator("article a.run:not([tabindex])").evaluate_all("all => all.map(e => e.getAttribute('href'))")

    assert len(stops) == len(set(stops))


def test_the_form_of_a_line_is_for_everybody(browser: Browser, desk: At, where: str) -> None:
    """Its words moved, on a narrow window, in the dark: nothing is too wide, and axe-core finds nothing."""
    with looking(browser, desk.url, desk.cookies, size=NARROW, dark=True) as (context, watch):
        page = context.new_page()
        page.goto(where.replace("documents", "lines") + "/a6?part=content&piece=1")
        page.locator("[data-key='{']").click()

        axe(page)
        assert overflow(page) == []
        assert watch.problems == []


def test_it_prints_as_a_text_with_a_list(page: Page, where: str) -> None:
    """On paper the list stands below the text, and what is for clicking is left out."""
    page.goto(where)
    page.emulate_media(media="print")

    assert not page.locator("#a1 .actions").is_visible()
    text, listed = (page.locator(name).bounding_box() for name in ("article.text", "section.list"))
    assert text is not None
    assert listed is not None
    assert listed["y"] >= text["y"] + text["height"]
