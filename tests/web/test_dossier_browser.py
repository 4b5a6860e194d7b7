"""A dossier in a real browser, from a file: nothing is asked for, anybody can read it, and it prints."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from averment import Case, __version__, api
from averment.render.html.dossier import Choice, dossier, gather
from tests.web import browser as driven

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def dossier_file(case_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the dossier of a copy of the case of the desk, in which two people have judged something."""
    here = tmp_path_factory.mktemp("dossier")
    folder = Path(shutil.copytree(case_folder, here / "tarim"))
    with Case.open(folder, by="ana") as case:
        claim = next(case.claims())
        first, second = [at for held in claim.positions for at in held.attributions][:2]
        case.judge("accept", [f"{first.document}#{first.id}"])
        case.judge("reject", [f"{second.document}#{second.id}"], note="of another day")
        content = gather(case, Choice(by="ana", limit=1), version=__version__, weigher=api.load_weigher().digest)
    written = here / "dossier.html"
    written.write_text(dossier(content), "utf-8")
    return written


@pytest.fixture
def opened(browser: Browser, dossier_file: Path) -> Iterator[Callable[..., Page]]:
    """Give what opens the dossier; afterwards, look that it asked for nothing but itself and that nothing was wrong."""
    windows = []

    def open_one(size: tuple[int, int] = driven.WIDE, *, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
        )
        asked: list[str] = []
        wrong: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: wrong.append(message.text))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        windows.append((context, asked, wrong))
        page = context.new_page()
        page.goto(dossier_file.as_uri())
        page.add_style_tag(
            content="* { content-visibility: visible !important; }"
        )  # what is checked has to be laid out
        return page

    yield open_one
    for context, asked, wrong in windows:
        context.close()
        assert asked == [dossier_file.as_uri()]
        assert wrong == []


@pytest.mark.parametrize(("size", "dark"), [(driven.WIDE, False), (driven.NARROW, True)])
def test_anybody_can_read_it(
    opened: Callable[..., Page],
    size: tuple[int, int],
    dark: bool,  # noqa: FBT001  # a table
    axe: Callable[[Page], None],
) -> None:
    """WCAG 2.2 AA as far as axe-core tells, wide and narrow, light and dark."""
    axe(opened(size, dark=dark))


@pytest.mark.parametrize("size", [driven.WIDE, driven.NARROW, (320, 800)])
def test_it_never_has_to_be_moved_sideways(opened: Callable[..., Page], size: tuple[int, int]) -> None:
    """Neither on a telephone, nor enlarged to 400 %."""
    assert driven.overflow(opened(size)) == []


def test_links_are_followed_by_keyboard(opened: Callable[..., Page]) -> None:
    """From the top to the claims, and from the summary to a claim."""
    page = opened()

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("#summary a").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#c1")


def test_what_was_reviewed_is_told_apart_on_paper_too(opened: Callable[..., Page], tmp_path: Path) -> None:
    """It prints on A4 with numbered pages, and its words are in print: state, sign, head and sources."""
    paper = tmp_path / "dossier.pdf"
    opened().pdf(path=str(paper), prefer_css_page_size=True, print_background=False)

    printed = pypdfium2.PdfDocument(paper)
    width, height = printed[0].get_size()
    text = "\n".join(page.get_textpage().get_text_range() for page in printed)
    assert (round(width), round(height)) == (595, 842)
    for words in ("✓ accepted by ana", "✕ rejected by ana", "of another day", "○ unreviewed", f"1 / {len(printed)}"):
        assert words in text.replace("\r", "")
    printed.close()
