"""What the page of a long document costs: `python -m bench.desk_document`.

In: a report of 10,000 words with about 500 attributions, of invented people, read by the shipped model. Out, printed:
seconds of the server for the page (median), and in Chromium until its DOM is there, until a key was handled, and until
a click on words showed their line.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final
from urllib.request import Request, urlopen

from averment import Case
from tests.web.browser import launched, looking
from tests.web.desks import At
from tests.web.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.web.serving import Served

WORDS: Final = 10_000
TIMES: Final = 15
_PEOPLE: Final = ("Ana Tev", "Oro Dask", "Mira Tolan", "Salim Haddar", "Lene Harrow", "Anton Reyle", "Rana Idris")
_PLACES: Final = ("Velmar", "Halden", "Port Osk", "Orsk", "the Tarim Valley", "Vantor", "Ostmark")
_SAID: Final = (
    "{who}, a spokesman for {where}, said on Monday that at least {number} people were killed when shells hit {there}.",
    "{who} denied that the army of {where} had fired on {there}, where the market had been closed since the autumn.",
    "According to satellite pictures, which {who} showed in {where}, there are new graves on the road to {there}.",
    "Doctors in {there} told reporters that the wounded had been brought in from {where} before morning on that day.",
    "“Nobody warned them,” {who} told a newspaper in {where} about the families who had stayed in {there} until then.",
)


def report() -> str:
    """Write the report: paragraphs of four sentences, each of which says that somebody says something."""
    sentences: list[str] = []
    while len(" ".join(sentences).split()) < WORDS:
        number = len(sentences)
        sentences.append(
            _SAID[number % len(_SAID)].format(
                who=_PEOPLE[number % len(_PEOPLE)],
                where=_PLACES[number // 3 % len(_PLACES)],
                there=_PLACES[(number // 7 + 3) % len(_PLACES)],
                number=number + 2,
            )
        )
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return "\n\n".join(["What was said of Velmar", *paragraphs, ""])


def made(folder: Path) -> str:
    """Make the case; give the path of the page."""
    source = folder.with_suffix(".txt")
    source.write_text(report(), encoding="utf-8")
    with Case.create(folder, by="bench") as case:
        for _ in case.add([str(source)], published="2031-03-12"):
            continue
        case.ledger()
        (listed,) = case.documents()
        reading = case.reading(listed.digest)
        others = len(reading.evidence) + len(reading.figures) + len(reading.speakers)
        sys.stdout.write(f"{WORDS:,} words, {listed.attributions} attributions, {others} other lines\n")
        return f"/documents/{listed.digest.removeprefix('sha256:')}"


def server(desk: Served, path: str) -> tuple[float, float]:
    """Give the median of the seconds until the last byte is here, and the seconds that the server computed for each."""
    took, computed = [], 0.0
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        with urlopen(Request(desk.url + path, headers={"Cookie": desk.cookie})) as answer:  # noqa: S310  (our own desk)
            size = len(answer.read())
        took.append(time.perf_counter() - began)
        if len(took) == 1:
            computed = -_computed(desk)
    computed += _computed(desk)
    sys.stdout.write(f"{size:,} bytes; the first time {took[0]:.3f} s\n")
    return statistics.median(took[1:]), computed / TIMES


def _computed(desk: Served) -> float:
    """Give the seconds that the process of a desk has computed (proc(5)): a busy machine does not lengthen them."""
    numbers = Path(f"/proc/{desk.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


_LOADED: Final = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd / 1000"
_HANDLED: Final = """window.handled = new Promise(done => {
    const now = () => done(performance.now());
    addEventListener('keyup', () => requestAnimationFrame(() => setTimeout(now)), {once: true});
})"""


def browser(window: Browser, desk: At, path: str) -> tuple[float, float, float]:
    """Give seconds from the request to DOMContentLoaded and to the first key handled, and from a click to its line."""
    with looking(window, desk.url, desk.cookies) as (context, _):
        page = context.new_page()
        page.add_init_script(_HANDLED)
        page.goto(path, wait_until="domcontentloaded")
        page.keyboard.press("j")
        key = page.evaluate("() => window.handled") / 1000
        loaded = page.evaluate(_LOADED)
        page.wait_for_load_state("load")
        began = time.perf_counter()
        page.locator("article a.cue").first.click()
        page.locator(".item.is-chosen").wait_for()
        return loaded, key, time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "case"
        path = made(folder)
        with served(folder) as desk, launched() as window:
            waited, computed = server(desk, path)
            sys.stdout.write(f"server, median of {TIMES}: {waited:.3f} s, of which it computed {computed:.3f} s\n")
            at = At(desk.url, folder, {one["name"]: one["value"] for one in desk.cookies})
            found = zip(*(browser(window, at, path) for _ in range(5)), strict=True)
            for name, took in zip(("DOM there", "first key handled", "a click to its line"), found, strict=True):
                sys.stdout.write(f"{name}, median of 5: {statistics.median(took):.3f} s (most {max(took):.3f})\n")


if __name__ == "__main__":
    main()
