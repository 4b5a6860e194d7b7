"""The browser of the system, driven; what it must never do while it shows the desk; what axe-core finds wrong with it.

In: the address of a desk. Out: pages on it. A page that asks another machine for anything, or that writes an error to
its console (a breach of its Content-Security-Policy is one), has failed its test.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

CHROMIUM: Final = shutil.which("chromium")
RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that find something else in the dark than in the light."""
WIDE: Final = (1280, 900)
NARROW: Final = (400, 800)
_WAIT: Final = 10_000  # milliseconds for anything that a test waits for: a machine that is busy is slow
_OFF: Final = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-background-networking")


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the browser. It knows of no machine but this one."""
    unconfined = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium will not run as root with its own sandbox
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*_OFF, *unconfined])
        yield browser
        browser.close()


@dataclass
class Watch:
    """Notes what a browser does that it must not: `problems`, but for those that hold words that are `expected`."""

    url: str
    problems: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.on("request", self._asked)
        context.on("console", self._wrote)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))

    def expect(self, words: str) -> None:
        """Let pass what holds these words: where a page is not there, Chromium writes an error."""
        self.expected.append(words)

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url)[:2] != urlsplit(self.url)[:2] and not request.url.startswith("about:"):
            self._note(f"it asked elsewhere: {request.url[:200]}")

    def _wrote(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._note(f"console: {message.text} ({message.location.get('url')})")

    def _note(self, problem: str) -> None:
        if not any(words in problem for words in self.expected):
            self.problems.append(problem)


@contextmanager
def looking(
    browser: Browser,
    url: str,
    cookies: Mapping[str, str],
    *,
    size: tuple[int, int] = WIDE,
    dark: bool = False,
    **options: Any,  # noqa: ANN401  # those of a context
) -> Iterator[tuple[BrowserContext, Watch]]:
    """Give a window on a desk, with nothing kept from others, and what watches over it. `size` is in CSS pixels."""
    width, height = size
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        **options,
    )
    context.set_default_timeout(_WAIT)
    context.add_cookies([{"url": url, "name": name, "value": value} for name, value in cookies.items()])
    watch = Watch(url)
    watch.over(context)
    yield context, watch
    context.close()


def axe(page: Page, rules: Sequence[str] = (), *, without: Sequence[str] = ()) -> None:
    """Check a page with axe-core against WCAG 2.0 to 2.2, A and AA: all rules, some, or all but some.

    Each fault is named with where it is. `incomplete` results are no faults: they are what a person must look at, such
    as words over a picture.
    """
    page.evaluate(_ALL_LAID_OUT)
    if not page.evaluate("'axe' in window"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text())
    wanted = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": list(RULES)}
    options = {
        "runOnly": wanted,
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    faults = [
        f"{fault['id']}: {fault['help']}\n    {node['html'][:200]}\n    {_reasons(node)}"
        for fault in found
        for node in fault["nodes"]
    ]
    assert not faults, f"{page.url}: {len(faults)} faults\n" + "\n".join(faults[:20])


_ALL_LAID_OUT: Final = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    document.adoptedStyleSheets = [sheet];
}"""
"""What is out of sight has no size until it is scrolled to; axe-core would take it to lie upon what follows."""


def _reasons(node: dict[str, Any]) -> str:
    return "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def overflow(page: Page) -> list[str]:
    """Name what is wider than the window, where the page can be scrolled sideways."""
    script = """() => {
        const wide = document.documentElement.clientWidth;
        const kind = e => [e.tagName.toLowerCase(), ...e.classList].join('.');
        if (document.documentElement.scrollWidth <= wide) return [];
        return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > wide + 1)
            .map(e => `${kind(e)}: ${e.textContent.trim().slice(0, 60)}`);
    }"""
    found: list[str] = page.evaluate(script)
    return found
