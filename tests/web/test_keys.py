"""The desk by keyboard alone, in a real browser: going from line to line, judging in one key, undoing, notes, help."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from playwright.sync_api import expect

from averment import Case
from averment.values import Judgement
from tests.web.browser import looking
from tests.web.desks import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Route

    from tests.web.browser import Watch
    from tests.web.desks import At

expect.set_options(timeout=10_000)  # milliseconds: a machine that is busy is slow
Made: TypeAlias = Callable[[], list[Judgement]]
"""Gives the judgements that are on the disk since the test began."""


JUDGING = re.compile(r"/judgements\?")
"""Where a judgement is sent: what it is about stands in the address."""


@pytest.fixture(scope="module")
def judged(case_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """Serve a copy of the case to the tests of this module: each judges other lines, the next in the queue."""
    with opened(Path(shutil.copytree(case_folder, tmp_path_factory.mktemp("keys") / "tarim"))) as served:
        yield served


@pytest.fixture(scope="module")
def window(browser: Browser, judged: At) -> Iterator[tuple[Page, Watch]]:
    """Open one window for the tests of this module, when the case is weighed."""
    with looking(browser, judged.url, judged.cookies) as (context, watch):
        watch.expect("status of 503")
        page = context.new_page()
        page.goto("/queue")
        expect(page.locator("#queue")).to_be_visible(timeout=30_000)
        yield page, watch


@pytest.fixture
def queue(window: tuple[Page, Watch]) -> Iterator[Page]:
    """Open the queue; nothing has the focus."""
    page, watch = window
    page.goto("about:blank")  # else it is the same page again, which goes to the line that had the focus
    page.goto("/queue")
    yield page
    page.unroute_all()
    assert watch.problems == []


@pytest.fixture
def made(judged: At) -> Made:
    """Give what tells the judgements that the test makes."""

    def all_() -> list[Judgement]:
        with Case.open(judged.folder) as case:
            return case.judgements(superseded=True)

    before = len(all_())
    return lambda: all_()[before:]


def test_j_and_k_go_from_line_to_line(queue: Page) -> None:
    """`j` begins with the first line and goes down, `k` up; at the first it says so and stays."""
    queue.keyboard.press("j")
    expect(line(queue, 0)).to_be_focused()
    queue.keyboard.press("j")
    expect(line(queue, 1)).to_be_focused()
    queue.keyboard.press("k")
    queue.keyboard.press("k")

    expect(line(queue, 0)).to_be_focused()
    expect(said(queue)).to_have_text("This is the first line.")


def test_one_key_accepts_and_goes_on(queue: Page, made: Made) -> None:
    """`a`: the judgement is on the disk when the line says so, the next line has the focus, nothing was loaded anew."""
    queue.evaluate("window.same = true")
    queue.keyboard.press("j")
    queue.keyboard.press("a")

    expect(line(queue, 0).locator(".state")).to_have_text("accepted by ana")
    assert [(one.verdict, one.by) for one in made()] == [("accept", "ana")]
    expect(line(queue, 1)).to_be_focused()
    assert "reviewed-accepted" in (line(queue, 0).get_attribute("class") or "")
    assert queue.evaluate("window.same")


def test_keys_pressed_at_once_wait_for_their_turn(queue: Page, made: Made) -> None:
    """Three keys without a pause judge three lines, in order, however long the desk takes."""
    queue.route(JUDGING, slow)
    queue.keyboard.press("j")
    for key in "axa":
        queue.keyboard.press(key)

    expect(line(queue, 3)).to_be_focused()
    targets = [line(queue, number).get_attribute("data-target") for number in range(3)]
    found = made()
    assert [one.verdict for one in found] == ["accept", "reject", "accept"]
    assert [f"{one.targets[0].document}#{one.targets[0].id}" for one in found] == targets


def test_a_line_is_not_shown_as_judged_before_the_desk_has_answered(queue: Page) -> None:
    """While the request is on its way the line is busy and as it was."""
    held: list[Route] = []
    queue.route(JUDGING, lambda route: held.append(route))  # noqa: PLW0108  # a builtin will not do
    queue.keyboard.press("j")
    queue.keyboard.press("a")
    expect(line(queue, 0)).to_have_attribute("aria-busy", "true")
    expect(line(queue, 0).locator(".state")).to_have_text("unreviewed")

    asked(queue, held).continue_()

    expect(line(queue, 0).locator(".state")).to_have_text("accepted by ana")
    assert line(queue, 0).get_attribute("aria-busy") is None


def asked(page: Page, held: list[Route]) -> Route:
    """Give the request that was held: the line is busy before the browser has told of it."""
    end = time.monotonic() + 10
    while not held and time.monotonic() < end:
        page.wait_for_timeout(10)
    return held[0]


@pytest.mark.parametrize(
    ("fail", "words"),
    [
        (lambda route: route.abort(), "The desk does not answer"),
        (lambda route: route.fulfill(status=401, body="no"), "You are no longer let in"),
        (
            lambda route: route.fulfill(
                status=503,
                json={"message": "The disk is full.", "recorded": "Nothing was recorded.", "advice": "Make room."},
            ),
            "The disk is full. Nothing was recorded. Make room.",
        ),
        (lambda route: route.fulfill(status=500, body="<h1>no"), "Not recorded: the desk answered 500"),
    ],
    ids=["offline", "no longer let in", "full disk", "defect"],
)
def test_what_fails_is_told_and_the_line_is_kept(
    browser: Browser, judged: At, made: Made, fail: Callable[[Route], None], words: str
) -> None:
    """The line stays as it was and has the focus; keys that waited behind it are dropped, not done to other lines."""
    with looking(browser, judged.url, judged.cookies) as (context, watch):
        watch.expect("Failed to load resource")
        page = context.new_page()
        page.goto("/queue")
        held: list[Route] = []
        page.route(JUDGING, lambda route: held.append(route))  # noqa: PLW0108  # a builtin will not do
        for key in "jaa":
            page.keyboard.press(key)
        expect(line(page, 0)).to_have_attribute("aria-busy", "true")
        fail(asked(page, held))

        expect(said(page)).to_contain_text(words)
        expect(line(page, 0)).to_be_focused()
        expect(line(page, 0).locator(".state")).to_have_text("unreviewed")
        page.unroute(JUDGING)
        page.keyboard.press("a")
        expect(line(page, 0).locator(".state")).to_have_text("accepted by ana")
        assert watch.problems == []
    assert (len(held), len(made())) == (1, 1)


def test_u_takes_back_what_was_judged_last(queue: Page, made: Made) -> None:
    """Right after `a`, `u` undoes that, on whatever line the focus is, and goes back to it."""
    queue.keyboard.press("j")
    queue.keyboard.press("a")
    queue.keyboard.press("u")

    expect(said(queue)).to_contain_text("Undone.")
    expect(line(queue, 0).locator(".state")).to_have_text("unreviewed")
    expect(line(queue, 0)).to_be_focused()
    assert [one.verdict for one in made()] == ["accept", "undo"]
    queue.keyboard.press("u")
    expect(said(queue)).to_have_text("There is nothing of yours to undo here.")


def test_u_on_a_line_that_was_gone_to_undoes_that_one(queue: Page) -> None:
    """Of two accepted lines, `k k u` undoes the first: where the person went says what is meant."""
    for key in ("j", "a", "a", "k", "k", "u"):
        queue.keyboard.press(key)

    expect(said(queue)).to_contain_text("Undone.")
    expect(line(queue, 0).locator(".state")).to_have_text("unreviewed")
    expect(line(queue, 1).locator(".state")).to_have_text("accepted by ana")


def test_a_note_is_written_and_kept_without_the_mouse(queue: Page, made: Made) -> None:
    """`n` opens the form at the note, letters are letters, Ctrl+Enter keeps it; the line shows it."""
    queue.keyboard.press("j")
    queue.keyboard.press("n")
    expect(queue.locator("dialog textarea")).to_be_focused()
    queue.keyboard.type("ask j and a about this")
    queue.keyboard.press("Control+Enter")

    expect(line(queue, 0).locator(".noted")).to_contain_text("ask j and a about this")
    expect(line(queue, 0).locator(".state")).to_have_text("unreviewed")
    assert [(one.verdict, one.note) for one in made()] == [("note", "ask j and a about this")]


def test_escape_leaves_a_note(queue: Page) -> None:
    """What was begun is closed, and the line has the focus again."""
    queue.keyboard.press("j")
    queue.keyboard.press("n")
    expect(queue.locator("dialog textarea")).to_be_focused()
    queue.keyboard.press("Escape")

    expect(line(queue, 0)).to_be_focused()
    expect(queue.locator("dialog")).not_to_be_visible()


def test_slash_goes_to_the_search_and_typing_there_judges_nothing(queue: Page, made: Made) -> None:
    """`/` puts the cursor into the search; the letters of keys are letters there."""
    queue.keyboard.press("j")
    queue.keyboard.press("/")
    queue.keyboard.type("ajax u")

    expect(queue.locator("#search")).to_have_value("ajax u")
    assert made() == []


def test_a_key_together_with_control_or_alt_is_not_ours(queue: Page, made: Made) -> None:
    """Ctrl+A, Alt+A and ⌘A belong to the browser."""
    queue.keyboard.press("j")
    for key in ("Control+a", "Alt+a", "Meta+a"):
        queue.keyboard.press(key)
    queue.keyboard.press("j")

    expect(line(queue, 1)).to_be_focused()
    assert made() == []


def test_a_key_that_is_held_down_judges_one_line(queue: Page, made: Made) -> None:
    """The repetition of a key is not a decision."""
    queue.keyboard.press("j")
    for _ in range(4):
        queue.keyboard.down("a")
    queue.keyboard.up("a")
    queue.keyboard.press("j")

    expect(line(queue, 2)).to_be_focused()
    assert len(made()) == 1


def test_the_question_mark_shows_help_and_escape_goes_back(queue: Page, axe: Callable[[Page], None]) -> None:
    """Over the page, with nothing wrong for those who hear it; keys judge nothing; the line gets the focus back."""
    queue.keyboard.press("j")
    queue.keyboard.press("?")

    expect(queue.locator("dialog h1")).to_have_text("Help")
    queue.keyboard.press("a")
    axe(queue)
    queue.keyboard.press("Escape")
    expect(line(queue, 0)).to_be_focused()
    expect(line(queue, 0).locator(".state")).to_have_text("unreviewed")


def test_a_line_is_edited_over_the_page(queue: Page, made: Made) -> None:
    """`e` shows the form, `[` and `]` move the words and keep what was filled in, the button records it."""
    queue.keyboard.press("j")
    name = line(queue, 0).get_attribute("data-target")
    queue.keyboard.press("e")
    form = queue.locator("dialog form.edit")
    expect(form).to_be_visible()
    before = form.locator("[name='set.content']").input_value()
    form.locator("[name='set.act']").select_option("ask")
    form.locator("textarea").fill("It only wonders.")
    queue.locator("dialog h1").click()
    queue.keyboard.press("[")
    queue.keyboard.press("[")
    queue.keyboard.press("]")
    end = before.rpartition("-")[2]
    expect(form.locator("[name='set.content']")).not_to_have_value(re.compile(rf"-{end}$"))
    expect(queue.locator("dialog .changed")).to_be_visible()
    expect(form.locator("[name='set.act']")).to_have_value("ask")
    expect(form.locator("textarea")).to_have_value("It only wonders.")
    form.get_by_role("button", name="Record").press("Enter")

    expect(queue.locator(".recorded")).to_contain_text("corrected by ana")
    (found,) = made()
    assert f"{found.targets[0].document}#{found.targets[0].id}" == name
    assert (found.changes["act"], found.note) == ("ask", "It only wonders.")
    assert found.changes["content"] != before


def test_a_correction_of_nothing_is_told_in_the_form(browser: Browser, judged: At, made: Made) -> None:
    """The form stays open with what is in it, the message is over it; Escape goes back to the line."""
    with looking(browser, judged.url, judged.cookies) as (context, watch):
        watch.expect("Failed to load resource")
        page = context.new_page()
        page.goto("/queue")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.locator("dialog form.edit").get_by_role("button", name="Record").press("Enter")

        expect(page.locator("dialog #said")).to_contain_text("nothing was changed")
        page.keyboard.press("Escape")
        expect(line(page, 0)).to_be_focused()
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("k")
        expect(said(page)).to_have_text("This is the first line.")
    assert made() == []


def test_single_keys_can_be_off(queue: Page, made: Made) -> None:
    """Where the session says so no letter does anything; buttons do."""
    queue.evaluate("document.body.dataset.singleKeys = 'off'")
    line(queue, 0).focus()
    for key in "ajx?":
        queue.keyboard.press(key)

    expect(line(queue, 0)).to_be_focused()
    line(queue, 0).get_by_role("button", name="Accept").press("Enter")
    expect(line(queue, 0).locator(".state")).to_have_text("accepted by ana")
    assert len(made()) == 1


def test_a_button_judges_in_place_and_keeps_the_focus(queue: Page) -> None:
    """Whoever uses the buttons stays where they are, on the same button, with its new surroundings."""
    button = line(queue, 0).locator("button[value=accept]")
    button.focus()
    queue.keyboard.press("Enter")

    expect(line(queue, 0).locator(".state")).to_have_text("accepted by ana")
    expect(button).to_be_focused()


def test_back_comes_to_the_line_that_was_left(queue: Page) -> None:
    """Away by a link and back: the line that had the focus has it again, and keys go on from there."""
    for key in "jjj":
        queue.keyboard.press(key)
    expect(line(queue, 2)).to_be_focused()
    name = line(queue, 2).get_attribute("id")
    queue.goto("/help")
    queue.go_back()

    expect(queue.locator(f"#{name}")).to_be_focused()
    queue.keyboard.press("k")
    expect(line(queue, 1)).to_be_focused()


def test_after_the_last_line_come_the_next_ones(queue: Page) -> None:
    """`a` on the last line of a page leads to what is next in the queue, its first line with the focus."""
    lines = queue.locator("main .line")
    last = lines.count() - 1
    first = lines.nth(0).get_attribute("data-target")
    lines.nth(last).focus()
    queue.keyboard.press("a")

    queue.wait_for_url("**/queue?&page=1#queue")
    expect(line(queue, 0)).to_be_focused()
    assert line(queue, 0).get_attribute("data-target") == first


def test_without_a_script_every_button_does_its_work(browser: Browser, judged: At, made: Made) -> None:
    """With scripts off a line is accepted and the judgement undone, by buttons that the keyboard reaches."""
    with looking(browser, judged.url, judged.cookies, java_script_enabled=False) as (context, _):
        page = context.new_page()
        page.goto("/queue")
        target = line(page, 0).get_attribute("data-target")
        line(page, 0).get_by_role("button", name="Accept").press("Enter")

        expect(page.locator(".recorded")).to_contain_text("Recorded as")
        assert line(page, 0).get_attribute("data-target") != target
        page.locator(".recorded").get_by_role("button").press("Enter")
        expect(line(page, 0)).to_have_attribute("data-target", target or "")  # waits until the page is there
        assert [one.verdict for one in made()] == ["accept", "undo"]


def line(page: Page, number: int) -> Locator:
    """Give a line of the page, from 0."""
    return page.locator("main .line").nth(number)


def said(page: Page) -> Locator:
    """Give where the page says what happened."""
    return page.locator("#said")


def slow(route: Route) -> None:
    """Let a request through a little later, as a busy machine would."""
    route.fulfill(response=route.fetch())
