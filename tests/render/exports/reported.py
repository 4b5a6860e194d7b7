"""What the exports as linked data are tried with: readings by chance, the example, a claim, a folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec
from hypothesis import strategies as st

from averment import read
from averment.render.exports.material import Material, Written
from averment.values import (
    Attribution,
    Claim,
    Collapse,
    Date,
    Document,
    Evidence,
    Figure,
    Model,
    Origin,
    Origins,
    Place,
    Position,
    Published,
    Reading,
    Span,
    Speaker,
)
from averment.values.readings import Act, Polarity, SpeakerKind

EXAMPLES = Path(__file__).parents[3] / "examples"

_HOSTILE = (
    "a", "é", "e\u0301", "😀", "👩\u200d👧", "ש", "ال", "\u202e", "\u2066", "\n", "\t", "\x00", "\x1b", "\u2028",
    '"', "\\", "<", ">", "'", ";", ":", "#", "{", "%", " ", "=cmd()", "urn:uuid:x", "prov:type", "@id", "𝔘", "\ufeff",
)  # fmt: skip
WORDS = st.lists(st.sampled_from(_HOSTILE), max_size=12).map("".join)
_ACTS: list[Act | None] = ["assert", "deny", "doubt", None]
_SIDES: st.SearchStrategy[Polarity] = st.sampled_from(get_args(Polarity))
_IDS = st.lists(st.sampled_from(["a0", "a1", "a2", "e0", "missing"]), max_size=3).map(tuple)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Draw a reading of a hostile text, in which references may lead nowhere."""
    text = draw(st.lists(st.sampled_from(_HOSTILE), min_size=4, max_size=60).map("".join))
    some = st.one_of(st.none(), WORDS)
    kinds = draw(st.lists(st.sampled_from(get_args(SpeakerKind)), max_size=3))
    sides = st.one_of(some, st.just("Dask"))
    speakers = tuple(
        Speaker(id=f"s{n}", name=draw(WORDS), kind=kind, role=draw(some), affiliation=draw(sides), party=draw(sides))
        for n, kind in enumerate(kinds)
    )
    speakers += (Speaker(id="s9", name="Dask", kind="person", affiliation=draw(some), party=draw(some)),)
    whole = _spans(draw, text, least=1)
    return Reading(
        document=Document(
            digest=f"sha256:{draw(st.integers(0, 2**256 - 1)):064x}",
            media_type=draw(st.sampled_from(["text/html", "text/plain", "what/ever", "\x00"])),
            title=draw(some),
            outlet=draw(some),
            url=draw(st.one_of(some, WORDS.map("https://velmar.example/{}".format))),
            authors=draw(st.lists(WORDS, max_size=2).map(tuple)),
            published=draw(st.sampled_from([None, Published(start=date(2031, 3, 1), end=date(2031, 3, 9), how="x")])),
            captured=draw(st.sampled_from([None, "2031-03-12T08:00:00+02:00", "0001-01-01T00:00:00+09:00", "soon"])),
            text=text,
        ),
        attributions=tuple(_attribution(draw, f"a{n}", text) for n in range(draw(st.integers(0, 3)))),
        speakers=speakers,
        evidence=(Evidence(id="e0", span=whole[0], type="imagery", polarity=draw(_SIDES), rests=draw(_IDS)),),
        figures=(Figure(id="f0", span=whole[0], what=draw(WORDS), unit=draw(some), low=draw(st.floats()), by="a0"),),
        dates=(Date(span=whole[0], start=date(2031, 3, 1), end=date(2031, 3, 2), granularity="day"),),
        model=Model(reader="sha256:" + "0" * 64, replaced=draw(st.lists(WORDS, max_size=1).map(tuple)), version="0"),
    )  # fmt: skip


def _attribution(draw: st.DrawFn, name: str, text: str) -> Attribution:
    return Attribution(
        id=name,
        cue=_spans(draw, text),
        source=_spans(draw, text),
        content=_spans(draw, text),
        act=draw(st.sampled_from(_ACTS)),
        about=draw(_IDS),
        evidence=draw(_IDS),
        speaker=draw(st.sampled_from(["s0", "s9", "missing", None])),
        said=draw(st.sampled_from([None, (0, 1)])),
        score=draw(st.floats(0, 1)),
    )


def _spans(draw: st.DrawFn, text: str, least: int = 0) -> tuple[Span, ...]:
    ends = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2 * least, max_size=6)))
    return tuple(zip(ends[::2], ends[1::2], strict=False))


def claim(reading: Reading) -> Claim:
    """Give a claim on the report from Velmar: who supports it, who denies it, and one origin with a copy."""
    document, copy = reading.document.digest, "sha256:" + "2" * 64
    places = {name: Place(document=document, id=name) for name in ("a2", "a3", "a4", "a7")}
    collapse = Collapse(kind="copy", why="the same text", documents=(document, copy))
    return Claim(
        id="c1",
        statement="Forces of Vantor shelled a clinic in Velmar",
        stated=places["a3"],
        positions=(
            Position(speaker="Mira Tolan", stance="supports", attributions=(places["a4"], places["a3"])),
            Position(speaker="Oro Dask", party="Vantor", stance="denies", attributions=(places["a7"], places["a2"])),
            Position(speaker="Nobody", stance="doubts", attributions=(Place(document=copy, id="a1"),)),
        ),
        origins=Origins(
            supports=(
                Origin(
                    root="Mira Tolan",
                    kind="speaker",
                    documents=(document, copy),
                    attributions=(places["a4"],),
                    collapses=(collapse,),
                    why="she saw it",
                ),
            )
        ),
        documents=2,
    )


def written(
    form: ModuleType, folder: Path, readings: Sequence[Reading], claims: Iterable[Claim] = (), *, title: str = "velmar"
) -> Written:
    """Write readings and claims in a form, each reading under the name `report N.txt`."""
    claims = tuple(claims)
    folder.mkdir(parents=True, exist_ok=True)
    named = [(f"report {number}.txt", one) for number, one in enumerate(readings)]
    done: Written = form.write(Material(title=title, readings=lambda: iter(named), claims=lambda: iter(claims)), folder)
    assert sorted(done.files) == sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
    return done


@cache
def example() -> Reading:
    """Read the example with the shipped model."""
    return read(EXAMPLES / "tarim-valley.html")


def again(reading: Reading, number: int) -> Reading:
    """Give the same report with other bytes."""
    document = msgspec.structs.replace(reading.document, digest=f"sha256:{number:064x}")
    return msgspec.structs.replace(reading, document=document)
