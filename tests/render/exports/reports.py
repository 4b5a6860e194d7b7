"""Reports as annotation tools find them hard: emoji, right-to-left words, odd line ends; and any reading at all."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Attribution, Date, Document, Evidence, Figure, Reading, Span, Speaker
from averment.render.exports.material import Material
from tests.conftest import MODEL, mark

HARD = (
    "🚑🚑 Velmar, الأحد\r\n\r\nمجلس فلمار قال on Sunday that\u2028two drivers 👩\u200d🚒 were\tdead.\r\n"
    "“Not so,”\rsaid 𝒟ask, “not\n\n one.”\n"
)
"""Line ends of every kind within what is said, a tab, signs above U+FFFF, words from right to left."""


def hard() -> Reading:
    """Give the hard report as it is read."""
    reading = mark(
        HARD,
        ("مجلس فلمار", "قال", "two drivers 👩\u200d🚒 were\tdead"),
        ("𝒟ask", "said", ["“Not so,”", "“not\n\n one.”"]),
    )
    first, second = reading.attributions
    return replace(
        reading,
        attributions=(
            replace(first, act="assert", certainty="certain", speaker="s1", said=_span("on Sunday")),
            replace(
                second, act="deny", about=("a1",), speaker="s2", cue=((HARD.index("\rsaid"), HARD.index("said") + 4),)
            ),
        ),
        speakers=(
            Speaker(id="s1", name="Velmar\ncouncil", kind="government"),
            Speaker(id="s2", name="𝒟ask", kind="person", role="Colonel"),
        ),
        evidence=(Evidence(id="e1", span=_span("👩\u200d🚒"), type="imagery", polarity="undercuts", rests=("a2",)),),
        figures=(Figure(id="f1", span=_span("two drivers"), what="killed", low=2, high=float("inf"), by="a1"),),
        dates=(Date(span=_span("on Sunday"), start=date(2031, 3, 9), end=date(2031, 3, 9), granularity="day"),),
    )


def _span(words: str) -> Span:
    return HARD.index(words), HARD.index(words) + len(words)


def material(*readings: Reading) -> Material:
    """Give readings as what an export is made of."""
    return Material(
        title="case",
        readings=lambda: iter([(f"{n}.txt", one) for n, one in enumerate(readings)]),
        claims=lambda: iter(()),
    )


@st.composite
def any_reading(draw: st.DrawFn) -> Reading:
    """Give a reading of any signs, marked anywhere: pieces that touch, references to nothing, marks of white space."""
    text = draw(
        st.text(st.sampled_from("ab. \t\n\r\v\f\x1c\x85\u2028\u2029\ufeff\0س😀\ud83d"), min_size=1, max_size=40)
    )
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda two: (min(two), max(two)))
    pieces = st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(
        lambda ends: tuple(zip(sorted(ends)[::2], sorted(ends)[1::2], strict=False))
    )
    names = st.lists(st.sampled_from(["a1", "a2", "a3", "a4", "e1", ""]), max_size=3).map(tuple)
    attributions = draw(
        st.lists(
            st.builds(
                Attribution,
                id=st.sampled_from(["a1", "a2", "a3"]),
                cue=pieces,
                source=pieces,
                content=pieces,
                act=st.sampled_from([None, "deny"]),
                about=names,
                evidence=names,
                speaker=st.sampled_from([None, "s1", "s2"]),
                said=st.none() | spans,
                score=st.floats(0, 1),
            ),
            max_size=3,
            unique_by=lambda one: one.id,
        )
    )
    return Reading(
        document=Document(digest="sha256:" + "2" * 64, media_type="text/plain", text=text),
        attributions=tuple(attributions),
        speakers=(Speaker(id="s1", name=text, kind="person", party=text),),
        evidence=(Evidence(id="e1", span=draw(spans), type="media", polarity="supports", rests=draw(names)),),
        figures=(
            Figure(id="f1", span=draw(spans), what=text, unit=text, per=text, by=draw(st.sampled_from(["a1", "a9"]))),
        ),
        dates=(Date(span=draw(spans), granularity="day"),),
        model=MODEL,
    )
