"""Pictures of every page of a case, for people to look at: `python -m tests.web.shots CASE OUT [NAME=/PATH …]`.

In: a case, a folder. Out: `NAME-WIDTH-light.png` and `-dark.png`, the whole page, 1280 and 400 pixels wide. Serves a
copy of the case. With names or paths only those: `claim`, `found=/search?q=prison`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from averment import Case
from tests.web.browser import NARROW, WIDE, launched, looking, overflow
from tests.web.desks import opened
from tests.web.pages import paths


def shoot(folder: Path, out: Path, wanted: list[str]) -> None:
    """Make the pictures; say on standard error what a page did that it must not."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        copy = Path(shutil.copytree(folder, Path(place) / folder.resolve().name))
        with Case.open(copy) as case:
            named = paths(case)
        given = dict(one.split("=", 1) for one in wanted if "=" in one)
        pages = {name: path for name, path in named.items() if not wanted or name in wanted} | given
        with opened(copy) as desk, launched() as browser:
            for size in (WIDE, NARROW):
                for dark in (False, True):
                    with looking(browser, desk.url, desk.cookies, size=size, dark=dark) as (context, watch):
                        page = context.new_page()
                        for name, path in pages.items():
                            page.goto(path)
                            made = out / f"{name}-{size[0]}-{'dark' if dark else 'light'}.png"
                            page.screenshot(path=made, full_page=True)
                            problems = [*watch.problems, *(f"too wide: {what}" for what in overflow(page)[:3])]
                            watch.problems.clear()
                            sys.stderr.writelines(f"{made.name}: {problem}\n" for problem in problems)


if __name__ == "__main__":
    shoot(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
