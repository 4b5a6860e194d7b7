"""Somebody with a keyboard and nothing else: presses keys, goes on with Tab until something has the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST = 600
"""Times that Tab is pressed before somebody gives up."""
_FOCUSED = """() => {
    const e = document.activeElement;
    if (e === document.body) return {name: '', target: null, side: null, voice: null};  // nothing has the focus
    const names = [e.getAttribute('aria-label'), e.labels?.[0]?.textContent, e.textContent, e.id];
    const line = e.closest('.line'), column = line?.closest('.side');
    return {
        name: names.filter(Boolean).join(' ').replace(/\\s+/g, ' ').trim(),
        target: line?.dataset.target ?? null,
        side: column?.getAttribute('aria-labelledby') ?? null,
        voice: line?.closest('.voice')?.querySelector('h3 bdi')?.textContent ?? null,
    };
}"""


@dataclass
class Hands:
    """Two hands on a keyboard before a page."""

    page: Page

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        """Write over what stands in a field."""
        self.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def to(self, words: str) -> None:
        """Press Tab until what has the focus is called so."""
        for _ in range(MOST):
            self.press("Tab")
            if words in self.focused["name"]:
                return
        message = f"Tab never comes to “{words}”"
        raise AssertionError(message)

    def down_to(self, side: str, but: set[str]) -> str:
        """Press `j` until a line of a speaker on that side has the focus whom `but` lacks; give the line."""
        for _ in range(MOST):
            self.press("j")
            at = self.focused
            if at["side"] == f"side-{side}" and at["voice"] not in but:
                but.add(at["voice"])
                return str(at["target"])
        message = f"`j` never comes to another speaker of {side}"
        raise AssertionError(message)

    def leaves(self, line: str) -> None:
        """Wait until another line has the focus."""
        script = "line => document.activeElement.closest('.line')?.dataset.target !== line"
        self.page.wait_for_function(script, arg=line)

    def stays_at(self, line: str) -> None:
        """Wait until the line has the focus again, which a page that was loaded anew gives it."""
        expect(self.page.locator(f'[data-target="{line}"]').first).to_be_focused()

    def hears(self, words: str) -> None:
        """Wait until the desk says so, where a screen reader reads it out."""
        expect(self.page.locator("#said")).to_contain_text(words)

    def reads(self, words: str) -> None:
        """Wait until the page begins by saying that something was recorded."""
        expect(self.page.locator(".recorded")).to_contain_text(words)

    @property
    def focused(self) -> dict[str, Any]:
        """Tell what has the focus: what it is called, and in which line, side and speaker it stands."""
        found: dict[str, Any] = self.page.evaluate(_FOCUSED)
        return found
