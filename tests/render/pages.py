"""What the pages of a case are drawn from in these tests, and the comparison with what was looked at and found good."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from rich.cells import cell_len

from averment import Addition, Check, Hit, Judgement, Listed, Published, Target, Verification
from averment.render.look import Look
from averment.values.log import (
    Added,
    AnyEntry,
    Began,
    Captured,
    Entry,
    Extracted,
    Failed,
    Judged,
    Recovered,
    Removed,
    Sealed,
    Timestamped,
    Unpacked,
    WasRead,
)

GOLDEN = Path(__file__).with_name("golden")
LOOKS = {"80": Look(), "40": Look(width=40), "80-colour": Look(style="colour")}
WIDTHS = [24, 40, 59, 60, 80, 100, 250]

VELMAR = "sha256:3f2a9c1b44d0" + "0" * 52
SCAN = "sha256:88aa00bb11cc" + "1" * 52
ARCHIVE = "sha256:ab12cd34ef56" + "2" * 52
NOTICIAS = "sha256:cdefcdefcdef" + "3" * 52
READING = "sha256:777777777777" + "7" * 52
TITLE = "Vantor denies shelling of Velmar clinic"
NO_TEXT = "its 3 pages have no text: they are pictures"
MEMBER = "https://halden.example/noticias/1"

_AT = "2031-03-14T08:00:00Z"
_NEXT = "2031-03-15T09:30:12Z"
_MONTH = Published(start=date(2031, 3, 1), end=date(2031, 3, 31), how="given")
_DAY = Published(start=date(2031, 3, 12), end=date(2031, 3, 12), how="og")


def same(page: str, name: str) -> None:
    """Compare a page with the golden file of that name; with AVERMENT_GOLDEN=write, write that."""
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("AVERMENT_GOLDEN") == "write":
        golden.write_text(page)
    assert page == golden.read_text()


def fits(page: str, width: int) -> bool:
    """Say whether all lines end before the edge, and none carries spaces at its end."""
    return all(cell_len(line) <= width and line == line.rstrip() for line in page.splitlines())


DOCUMENTS = (
    Listed(
        digest=VELMAR,
        state="read",
        paths=("reports/velmar.txt",),
        size=1023,
        media_type="text/plain",
        title=f"{TITLE}, and its allies in Halden say nothing at all for a week",
        outlet="The Halden Courier",
        published=_DAY,
        attributions=11,
        reading=READING,
        added=_AT,
    ),
    Listed(
        digest=SCAN,
        state="failed",
        paths=("reports/scan.pdf",),
        size=18200,
        error="NoTextError",
        message=NO_TEXT,
        added=_NEXT,
    ),
    Listed(digest=ARCHIVE, state="container", paths=("news.warc.gz",), size=918200, added=_AT),
    Listed(
        digest=NOTICIAS,
        state="captured",
        paths=(f"news.warc.gz » {MEMBER}",),
        size=9100,
        media_type="text/html",
        title="Vantor niega el bombardeo",
        outlet="El Correo de Halden y del Valle",
        published=_MONTH,
        error="LanguageError",
        message="it seems to be in Spanish (es)",
        added=_AT,
    ),
)

HITS = (
    Hit(
        document=VELMAR,
        title=TITLE,
        kind="document",
        span=(71, 77),
        paragraph=2,
        snippet="… rejected claims that their forces had shelled\n a clinic in Velmar. "
        "Mira Tolan, a surgeon at the clinic, …",
        marks=((42, 49), (53, 59), (99, 105)),
    ),
    Hit(
        document=VELMAR,
        title=TITLE,
        kind="attribution",
        id="a3",
        span=(95, 138),
        paragraph=2,
        page=1,
        snippet="their forces had shelled a clinic in Velmar",
        marks=((17, 24), (27, 33)),
    ),
    Hit(
        document=SCAN,
        kind="speaker",
        id="s12",
        span=(1200, 1210),
        paragraph=13,
        page=12,
        snippet="Mira Tolan, surgeon, clinic in Velmar",
        marks=((21, 27),),
    ),
)

JUDGEMENT = Judgement(
    id="j6",
    verdict="correct",
    targets=(Target(document=VELMAR, reading=READING, id="a4"),),
    changes={"act": "doubt"},
    note="she only wonders",
    by="ana",
    at=_AT,
    supersedes="j5",
)


def _by_ana(number: int, entry: Entry) -> Entry:
    return replace(entry, seq=number, at=_AT if number < 7 else _NEXT, by="ana", version="0.1.0")


_DONE: tuple[AnyEntry | Unpacked, ...] = (
    Began(case="0f" * 16, key=f"averment.case/{'0f' * 16}+1a2b3c4d+{'QUJD' * 11}"),
    Added(path="reports/velmar.txt", object=VELMAR, size=1023),
    Extracted(container=ARCHIVE, name=MEMBER, object=NOTICIAS, size=9100, place={"record": 512, "status": 200}),
    Unpacked(object=ARCHIVE, members=1, refused=2, isolation="bwrap"),
    Captured(object=VELMAR, capture=READING, isolation="seccomp", notes=("There are 2 tracked changes.",)),
    WasRead(document=VELMAR, capture=READING, reading=READING, model="sha256:" + "5" * 64),
    Judged(judgement=JUDGEMENT),
    Failed(object=SCAN, stage="capture", error="NoTextError", message=NO_TEXT, isolation="limits"),
    Failed(object=ARCHIVE, stage="extract", error="MalformedInputError", message="the record is cut", name="b.html"),
    Removed(documents=(SCAN,), why="sent by mistake", redacted=(SCAN,)),
    Recovered(object=ARCHIVE, size=120),
    Timestamped(size=10, checkpoint=VELMAR, token=SCAN, tsa="https://tsa.example/stamp"),
    Sealed(name="bag", documents=3),
)
ENTRIES = tuple(_by_ana(number, entry) for number, entry in enumerate(_DONE))

VERIFICATION = Verification(
    subject="case",
    size=1013,
    root="ab" * 32,
    checks=(
        Check(name="log", state="passed", found="1,013 entries, each as it was written, in order"),
        Check(
            name="captures and readings",
            state="failed",
            found="7 of 960 objects are not what their names say they are",
            advice="Restore them from a copy: the name says which bytes are right.",
            subjects=tuple(f"sha256:{number:012x}{'0' * 52}" for number in range(7)),
        ),
        Check(
            name="tail",
            state="not checked",
            found="12 bytes follow the head: an interrupted write",
            advice="Nothing acknowledged is lost; the next `averment add` sets them aside.",
        ),
    ),
)

ADDITIONS = (
    Addition(name="a.txt", document=VELMAR, state="read", attributions=3),
    Addition(name="news.warc.gz", document=ARCHIVE, state="container"),
    Addition(name=f"news.warc.gz » {MEMBER}", document=NOTICIAS, state="captured"),
    Addition(name="b.txt", document=VELMAR, state="known"),
    Addition(name="scan.pdf", document=SCAN, state="failed", error="NoTextError", message=NO_TEXT, advice="Run OCR."),
    Addition(name=f"news.warc.gz » {MEMBER}2", state="failed", error="HostileInputError", message="it is too large"),
    Addition(name="mail.eml", document=SCAN, state="read", error="MalformedInputError", message="it breaks off"),
    Addition(name="missing.txt", state="failed", error="MissingInputError", message="No such file", advice="Check."),
)
