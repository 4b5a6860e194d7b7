"""The case that the desk is tried on: the examples, a report on paper, a report with names in Arabic. All are invented.

In: a folder that is not there yet. Out: a case in it, read and weighed by the shipped models.
"""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path
from subprocess import run
from typing import Final

from averment import Case

ROOT: Final = Path(__file__).parents[2]
MODEL: Final = ROOT / "src" / "averment" / "models" / "encoder.onnx"
RIGHT_TO_LEFT: Final = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Port Osk hospital “صامت” on the prison dead | The Lakeside Daily</title>
<meta property="article:published_time" content="2031-03-15T07:00:00Z">
</head>
<body>
<article>
<h1>Port Osk hospital “صامت” on the prison dead</h1>
<p>PORT OSK, 15 March 2031 — The head of the hospital in Port Osk, Salim Haddar (سليم حدّار), said on Saturday that
12 bodies had been brought in from the Tarim Valley prison.</p>
<p>“لم نر شيئا كهذا من قبل” was written on the door, and Haddar told reporters that nobody (لا أحد) had come for
the dead.</p>
<p>Yael Brenner (יעל ברנר), a lawyer of the families, said that 58 prisoners had been shot in the yard.</p>
<p>The ministry’s spokesman, قاسم النجار, denied that any prisoner had been shot in the yard.</p>
</article>
</body>
</html>
"""
"""Names and a quotation that run from right to left, in sentences that run from left to right."""


def sources(folder: Path) -> list[str]:
    """Give the files of the case, in the order in which they are added; `folder` holds what is written for it."""
    written = folder / "port-osk-hospital.html"
    written.write_text(RIGHT_TO_LEFT, encoding="utf-8")
    coverage = sorted((ROOT / "examples" / "coverage").glob("*.html"))
    paper = ROOT / "tests" / "capture" / "printed" / "velmar.pdf"
    return [*map(str, coverage), str(ROOT / "examples" / "tarim-valley.html"), str(paper), str(written)]


def make(folder: Path) -> None:
    """Make the case, and weigh it, so that the desk has nothing left to do when it is opened."""
    with Case.create(folder, by="ana") as case:
        failed = [added for added in case.add(sources(folder.parent)) if added.state == "failed"]
        assert not failed, failed
        case.ledger()


def made(folder: Path) -> Path:
    """Make the case where no other worker of the tests has; give its folder.

    Another process makes it, for the time that it takes is not to be measured for coverage, and its models need not
    stay in memory.
    """
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            half = folder.with_suffix(".half")
            run([sys.executable, "-m", __name__, str(half)], check=True, cwd=ROOT)
            half.rename(folder)
    return folder


if __name__ == "__main__":
    make(Path(sys.argv[1]))
