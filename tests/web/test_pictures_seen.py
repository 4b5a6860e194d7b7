"""The pictures in a browser: words measured in real fonts, marks reached with the keyboard, nothing to mend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from averment.render.html import STYLE, environment
from averment.render.html.pictures import figures_picture, origins_picture, timeline_picture
from averment.values import Place
from tests.render.velmar import DOCUMENTS, FEW, MANY, MOMENTS, ORIGINS
from tests.web.browser import COLOURS, axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Pictures</title><style>{{ base }}{{ style }}</style><main><h1>Pictures</h1>
{% import "parts/pictures.html" as pictures %}
{{ pictures.figures(few, link) }}{{ pictures.figures_table(few, link) }}{{ pictures.figures(many, link) }}
{{ pictures.timeline(moments, link) }}{{ pictures.timeline_list(moments, link) }}
{{ pictures.origins(origins, link) }}</main></html>"""
_FAULTS = """() => [...document.querySelectorAll('.picture svg[role]')].flatMap(svg => {
    if (!svg.checkVisibility()) return [];
    const box = svg.viewBox.baseVal, faults = [];
    const words = [...svg.querySelectorAll('text')].filter(one => !one.querySelector('.p-on, .p-over'))
        .map(one => [one.textContent, one.getBBox()]);
    words.forEach(([one, a], index) => {
        if (a.x < -1 || a.x + a.width > box.width + 1 || a.y + a.height > box.height + 1)
            faults.push(`outside: ${one}`);
        for (const [other, b] of words.slice(index + 1))
            if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height)
                faults.push(`${one} on ${other}`);
    });
    return faults;
})"""
_SIZES = """() => [...document.querySelectorAll('.picture svg[role] tspan')].filter(one => one.checkVisibility())
    .map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""


def _address(to: Place | str) -> str:
    return f"#{to[7:19]}" if isinstance(to, str) else f"#{to.document[7:19]}-{to.id}"


@pytest.fixture(scope="module")
def written() -> str:
    """Give a page with all pictures, tables and lists."""
    template = environment().from_string(_PAGE)
    base, style = (Markup((STYLE / name).read_text()) for name in ("base.css", "pictures.css"))  # noqa: S704  # our own
    return template.render(
        base=base,
        style=style,
        few=figures_picture(FEW),
        many=figures_picture(MANY),
        moments=timeline_picture(MOMENTS),
        origins=origins_picture(ORIGINS, DOCUMENTS),
        link=_address,
    )


@pytest.fixture(scope="module", params=[1280, 760, 400, 320])
def shown(request: pytest.FixtureRequest, browser: Browser, written: str) -> Iterator[Page]:
    """Show the page in a window of some width."""
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    page.set_content(written)
    yield page
    page.close()


def test_words_touch_nothing_as_the_browser_measures_them(shown: Page) -> None:
    """What was estimated holds in real fonts: no words on others, none outside; one drawing of each is to be seen."""
    assert shown.evaluate(_FAULTS) == []
    drawings = shown.locator(".picture svg[role]:visible")
    assert drawings.count() == 4


def test_words_are_large_enough(shown: Page) -> None:
    """No words of a picture are smaller on the screen than small print, and the page needs no scrolling sideways."""
    least = 10 if shown.viewport_size and shown.viewport_size["width"] < 400 else 11  # 320: a page at 400 % zoom
    assert min(shown.evaluate(_SIZES)) >= least
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_there_is_nothing_to_mend(browser: Browser, written: str) -> None:
    """By WCAG 2.2 AA as axe-core checks it, wide and narrow, and in light and dark what hangs on colours."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
    page.set_content(written)
    for width in (1280, 400):  # a narrow window draws other words, on other colours
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        axe(page)
        page.emulate_media(color_scheme="dark")
        axe(page, rules=COLOURS)
    page.close()


def test_marks_are_reached_and_seen(shown: Page) -> None:
    """Tab goes to the first mark, whose edge then shows it; its name says what it is."""
    mark = shown.locator(".picture svg[role]:visible a").first
    mark.focus()
    shown.keyboard.press("Tab")
    shown.keyboard.press("Shift+Tab")
    assert shown.evaluate("document.activeElement.tagName") == "a"
    assert mark.locator(".hit").evaluate("one => getComputedStyle(one).strokeWidth") == "3px"
    assert (mark.get_attribute("aria-label") or "").startswith("Figure 1: ")


def test_on_paper_the_wide_drawing_fits(browser: Browser, written: str) -> None:
    """A printed page shows each picture once, as wide as the page."""
    page = browser.new_page(viewport={"width": 680, "height": 900})
    page.emulate_media(media="print")
    page.set_content(written)
    assert page.locator(".picture .wide:visible").count() == 4
    assert page.locator(".picture .narrow:visible").count() == 0
    assert page.evaluate(_FAULTS) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
