"""Every page of the desk for everybody: WCAG 2.2 AA by axe-core; wide, narrow, light, dark, enlarged, by keyboard.

What axe-core cannot tell a person must: `python -m tests.web.shots CASE OUT` makes the pictures to look at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from averment import Case
from tests.web.browser import COLOURS, NARROW, WIDE, axe, looking, overflow
from tests.web.pages import NAMES, paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.web.desks import At

ZOOMED = (640, 450)
"""What is left of a window of 1280 by 900 pixels when all in it is shown twice as large."""
NARROWEST = (320, 640)
"""The width that WCAG 2.2 (1.4.10) asks for, which is that of a window of 1280 pixels enlarged four times."""


_TRIED = tuple(name for name in NAMES if name != "document")  # two more of that kind have all that is on it


@pytest.fixture(scope="module")
def places(desk: At) -> dict[str, str]:
    """Give the path of each page."""
    with Case.open(desk.folder) as case:
        return paths(case)


@pytest.fixture(scope="module")
def window(browser: Browser, desk: At) -> Iterator[Page]:
    """Give one window for all pages: what they must not do is looked at when each has been shown."""
    with looking(browser, desk.url, desk.cookies) as (context, watch):
        page = context.new_page()
        yield page
        assert watch.problems == []


@pytest.mark.parametrize("name", _TRIED)
def test_a_page_is_for_everybody(window: Page, places: dict[str, str], name: str) -> None:
    """Nothing is wrong that axe-core finds, nothing is too wide, and whatever has the focus can be seen.

    A page is shown once for all of it. How things lie hangs on the width, and how well they are told apart on the
    colours: all is checked at 1280 and at 400 pixels, contrast, which takes as long as all else, once for light and
    once for dark.
    """
    _sized(window, WIDE)
    answer = window.goto(places[name])
    assert answer is not None
    assert answer.ok, f"{places[name]}: {answer.status}"

    axe(window)
    window.emulate_media(color_scheme="dark", reduced_motion="reduce")
    axe(window, rules=COLOURS)
    _sized(window, NARROW)
    axe(window, without=COLOURS)
    window.emulate_media(color_scheme="light", reduced_motion="reduce")
    _need_not_be_scrolled_sideways(window)
    _shows_what_has_the_focus(window)


def _need_not_be_scrolled_sideways(page: Page) -> None:
    """In a narrow window, and enlarged, what does not fit goes to the next line, or scrolls in a box of its own."""
    for size in (NARROW, ZOOMED, NARROWEST):
        _sized(page, size)
        assert overflow(page) == [], f"at {size[0]} pixels"


def _shows_what_has_the_focus(page: Page) -> None:
    """Whatever the keyboard comes to is scrolled to where nothing lies over it (WCAG 2.4.11), and is marked."""
    _sized(page, (WIDE[0], 600))
    page.keyboard.press("Tab")  # so that the browser marks what has the focus

    assert page.evaluate(_HIDDEN) == []


def test_words_from_right_to_left_stay_in_place(window: Page, places: dict[str, str]) -> None:
    """Each of them stands in something that keeps its direction to itself: it moves no full stop and no other word."""
    _sized(window, WIDE)
    for name in ("documents", "document-rtl", "speakers-rtl", "search-rtl"):
        window.goto(places[name])
        found, loose = window.evaluate(_LOOSE)
        assert found, name
        assert loose == [], name


def test_a_name_within_an_english_sentence_leaves_it_from_left_to_right(window: Page, places: dict[str, str]) -> None:
    """The sentence begins at the left, be it with words in Arabic, and goes on to the right of them."""
    window.goto(places["document-rtl"])

    for words in (["spokesman", "قاسم", "denied"], ["لم نر", "was written", "on the door"]):
        before, between, after = window.evaluate(_ORDER, words)
        assert before < between < after, words


def _sized(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


_HIDDEN = """() => {
    const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const all = [...document.querySelectorAll(kinds)].filter(e => e.checkVisibility() && !e.disabled);
    const some = all.filter((_, number) => number % Math.ceil(all.length / 80) === 0);  // here and there
    const found = [];
    for (const e of some) {
        e.focus();
        const box = e.getClientRects()[0];
        if (document.activeElement !== e || !box || box.width < 2) continue;
        const at = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 12));
        const label = at && at.closest('label');
        const style = getComputedStyle(e.closest('svg') && e.querySelector('.hit') || e);
        if (!at || !(e.contains(at) || at.contains(e) || (label && label.control === e)))
            found.push(`under ${at ? at.outerHTML.slice(0, 80) : 'the edge'}: ${e.outerHTML.slice(0, 120)}`);
        else if (!(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth)) && !parseFloat(style.strokeWidth))
            found.push(`not marked: ${e.outerHTML.slice(0, 120)}`);
    }
    return found.slice(0, 5);
}"""
_LOOSE = r"""() => {
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), loose = [];
    const kept = 'bdi, main [dir], option, title, .visually-hidden';
    let found = 0;
    while (nodes.nextNode()) {
        const node = nodes.currentNode, within = node.parentElement;
        if (!/[\u0590-\u06ff]/.test(node.data) || !within.checkVisibility()) continue;
        found += 1;
        if (!within.closest(kept)) loose.push(within.outerHTML.slice(0, 160));
    }
    return [found, loose];
}"""
_ORDER = r"""words => {
    const nodes = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT), whole = [];
    while (nodes.nextNode()) whole.push(nodes.currentNode);
    const left = words => {
        const node = whole.find(node => node.data.includes(words) && node.parentElement.closest('.block'));
        const range = document.createRange(), at = node.data.indexOf(words);
        range.setStart(node, at); range.setEnd(node, at + words.length);
        return range.getBoundingClientRect().left;
    };
    return words.map(left);
}"""
