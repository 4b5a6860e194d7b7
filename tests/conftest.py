"""What the tests share: texts we wrote (every place and person in them is invented), and readers that need no model."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from msgspec.structs import replace

from averment import (
    Attribution,
    Date,
    Document,
    Evidence,
    Figure,
    Model,
    Published,
    Reading,
    Segment,
    Span,
    Speaker,
)

# what tests write is written in memory where there is room: a case waits for the disk at each of its steps
_MEMORY, _ROOM = Path("/dev/shm"), 4 << 30  # noqa: S108
if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

# the same examples each time, however slow the machine is today
settings.register_profile("same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

MODEL = Model(reader="sha256:" + "0" * 64, version="0")

VELMAR = """Vantor denies shelling of Velmar clinic

Officials in Vantor on Monday rejected claims that their forces had shelled a clinic in Velmar.

Mira Tolan, a surgeon at the clinic, said up to 30 patients were in the ward when “the first shell came through the
roof.” Her colleague told reporters that Tolan had said nobody warned them.

“It is an invention,” said Colonel Oro Dask, “from the first word to the last.”

The claims rest on satellite pictures of craters around the ward. A spokesman for the armistice mission said it could
not verify them.

Dask denied that the army had mined the road to Velmar. The Halden Red Crescent called the shelling “an affront” and
urged both sides to let doctors through.

Four ambulances stood burnt out in the yard, and two drivers were dead.
"""


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Trace nothing of a test that is marked so.

    In a worker of xdist pytest-cov has two tracers, and pauses one: the other goes on in its place.
    """
    if not any(item.get_closest_marker(name) for name in ("no_cover", "hypothesis")):
        return (yield)
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(tracer)


def mark(text: str, *rows: Sequence[str | Sequence[str]], title: str | None = None) -> Reading:
    """Make a reading by hand: a row is source, cue, content, each the words themselves or a list of pieces.

    The words of a row are looked for from the words in fourth place on, if there are any.
    """
    found = []
    for number, row in enumerate(rows, start=1):
        after = text.index(str(row[3])) if len(row) > 3 else 0
        parts = [_spans(text, part, after) for part in row[:3]]
        found.append(Attribution(id=f"a{number}", source=parts[0], cue=parts[1], content=parts[2], score=0.9))
    document = Document(digest="sha256:" + "1" * 64, media_type="text/plain", text=text, title=title)
    return Reading(document=document, attributions=tuple(found), model=MODEL)


def _spans(text: str, part: str | Sequence[str], after: int) -> tuple[Span, ...]:
    pieces = [part] if isinstance(part, str) else part
    starts = [(text.index(piece, after), piece) for piece in pieces if piece]
    return tuple((start, start + len(piece)) for start, piece in starts)


@dataclass
class FakeReader:
    """Reads every "X said Y." in a text, and remembers what it was given."""

    read_texts: list[str] = field(default_factory=list)
    published: list[Published | None] = field(default_factory=list)
    forced: list[bool] = field(default_factory=list)

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read each as if alone, whatever its language."""
        self.forced.append(force)
        return [self.read(document) for document in documents]

    def read(self, document: Document) -> Reading:
        """Read by splitting at ` said `."""
        self.read_texts.append(document.text)
        self.published.append(document.published)
        found: list[Attribution] = []
        offset = 0
        for sentence in document.text.split("."):
            source, cue, content = sentence.partition(" said ")
            if cue:
                start = offset + len(source) - len(source.lstrip())
                said = offset + len(source) + 1
                found.append(
                    Attribution(
                        id=f"a{len(found) + 1}",
                        source=((start, said - 1),),
                        cue=((said, said + 4),),
                        content=((said + 5, said + 5 + len(content)),),
                        score=0.5,
                    )
                )
            offset += len(sentence) + 1
        return Reading(document=document, attributions=tuple(found), model=MODEL)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> FakeReader:
    """Put a reader that needs no model where the shipped one is loaded."""
    fake = FakeReader()
    monkeypatch.setattr("averment.api.load_reader", lambda *_: fake)
    return fake


@pytest.fixture
def runner() -> CliRunner:
    """Run commands without a terminal, in the same process."""
    return CliRunner(env={"COLUMNS": None, "AVERMENT_DEBUG": None})


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, so that paths on the command line are short and the same everywhere."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def velmar() -> Reading:
    """Give a reading of the invented report from Velmar, made by hand."""
    reading = mark(
        VELMAR,
        ("Vantor", "denies", "shelling of Velmar clinic"),
        ("Officials in Vantor", "rejected", "claims that their forces had shelled a clinic in Velmar"),
        ("", "claims", "their forces had shelled a clinic in Velmar", "claims that"),
        (
            "Mira Tolan, a surgeon at the clinic,",
            "said",
            "up to 30 patients were in the ward when “the first shell came through the\nroof.”",
        ),
        ("Her colleague", "told reporters", "Tolan had said nobody warned them"),
        ("Tolan", "had said", "nobody warned them", "Tolan had"),
        ("Colonel Oro Dask", "said", ["“It is an invention,”", "“from the first word to the last.”"], "“It is"),
        ("A spokesman for the armistice mission", "said it could\nnot verify", "them", "A spokesman"),
        ("Dask", "denied", "the army had mined the road to Velmar", "Dask denied"),
        ("The Halden Red Crescent", "called", "the shelling “an affront”"),
        ("The Halden Red Crescent", "urged", "both sides to let doctors through"),
        title="Vantor denies shelling of Velmar clinic",
    )
    published = Published(start=date(2031, 3, 1), end=date(2031, 3, 31), how="given")
    document = replace(
        reading.document,
        outlet="The Halden Courier",
        published=published,
        segments=(
            Segment(kind="headline", span=(0, VELMAR.index("\n"))),
            Segment(kind="body", span=(VELMAR.index("Officials"), len(VELMAR.rstrip()))),
        ),
    )
    return replace(
        reading,
        document=document,
        attributions=tuple(replace(a, **_VELMAR[a.id]) for a in reading.attributions),
        speakers=_VELMAR_SPEAKERS,
        evidence=(
            Evidence(
                id="e1",
                span=_span("satellite pictures of craters around the ward"),
                type="imagery",
                polarity="supports",
                rests=("a3", "a4"),
            ),
            Evidence(
                id="e2", span=_span("Four ambulances stood burnt out in the yard"), type="physical", polarity="supports"
            ),
        ),
        figures=(
            Figure(id="f1", span=_span("up to 30 patients"), what="other", unit="patients", high=30, by="a4"),
            Figure(id="f2", span=_span("two drivers"), what="killed", low=2, high=2),
        ),
        dates=(Date(span=_span("on Monday"), granularity="day"),),
    )


def _span(words: str) -> Span:
    start = VELMAR.index(words)
    return start, start + len(words)


_VELMAR: dict[str, dict[str, Any]] = {
    "a1": {"act": "deny", "about": ("a3",), "speaker": "s1"},
    "a2": {"act": "deny", "about": ("a3",), "speaker": "s2", "said": _span("on Monday")},
    "a3": {"act": "assert", "certainty": "unknown", "speaker": "s3"},
    "a4": {"act": "assert", "certainty": "certain", "speaker": "s4"},
    "a5": {"act": "assert", "certainty": "certain", "speaker": "s5"},
    "a6": {"act": "assert", "certainty": "certain", "speaker": "s4"},
    "a7": {"act": "deny", "about": ("a3", "a4"), "speaker": "s6"},
    "a8": {"act": "doubt", "about": ("a3",), "speaker": "s7"},
    "a9": {"act": "deny", "speaker": "s6"},
    "a10": {"act": "evaluate", "speaker": "s8"},
    "a11": {"act": "demand", "speaker": "s8"},
}
_VELMAR_SPEAKERS = (
    Speaker(id="s1", name="Government of Vantor", kind="government", party="Vantor", mentions=(_span("Vantor"),)),
    Speaker(id="s2", name="officials in Vantor", kind="unnamed", mentions=(_span("Officials in Vantor"),)),
    Speaker(id="s3", name="unattributed", kind="unnamed"),
    Speaker(id="s4", name="Mira Tolan", kind="person", role="surgeon", mentions=(_span("Mira Tolan"),)),
    Speaker(id="s5", name="Mira Tolan’s colleague", kind="unnamed", mentions=(_span("Her colleague"),)),
    Speaker(
        id="s6",
        name="Oro Dask",
        kind="person",
        role="Colonel",
        affiliation="Armed Forces of the Vantor Republic",
        party="Government of Vantor",
        mentions=(_span("Colonel Oro Dask"), _span("Dask denied")),
    ),
    Speaker(id="s7", name="armistice mission", kind="organisation", mentions=(_span("the armistice mission"),)),
    Speaker(id="s8", name="Halden Red Crescent", kind="organisation", mentions=(_span("The Halden Red Crescent"),)),
)
