"""Whatever the model marks in whatever text, the steps give a valid reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from random import Random
from typing import NamedTuple, get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from averment.inference.tagging import Tagged, TaggedCue
from averment.reading import STEPS, Draft, Reader, Report
from averment.values import Document, Published, Segment, Span
from averment.values.documents import SegmentKind
from tests.reading.validity import faults, spans

WORDS = re.split(
    r"[|\n]",
    """Colonel Oro Dask|Dask|he|she|they|it|who|Mira Tolan, a surgeon,|the ministry|The army's spokesman|Vantor|U.S.|Mr.
officials|residents|the Halden Observatory for Rights|Western countries|a source|sources close to the army|his|denial
said|denied|denies|rejected|according to|told|doubts|urged|called on|vowed|asked|claims|accused|confirmed|called|of|and
that|the claims|these allegations|the report|it was|lies|“an invention”|no such weapons|may have|whether|not|never|in
satellite photographs|a video|medical records|witnesses|an investigation|intercepted calls|the Amber Aid report|showing
up to 50 prisoners|at least 58 people including 11 children|between 5000 and 13000|dozens|more than|a day|1,300|people
killed 58 people|11 children died|twelve were wounded|the death toll rose to 5,000|no casualties|up to ten homes
killed|wounded|eleven|half|no one|two thirds|3.5 percent|58-60|hundreds of thousands|a dozen|13000 to 5000|-4|civilians
on Tuesday|last week|14 March 2031|in 2030|31 February|yesterday|two days earlier|between March and May|3/4/31|March
at 5 p.m.|since|Thursday|the 1990s|9999|spring|“|”|‘|’|"|'|(|)|[|]|.|,|;|:|?|!|…|-|–|é|早|داسك|🙂|\u200b|\u00ad|0|%""",
)
"""What the steps look for, and what they may trip over."""

GAPS = (" ", " ", " ", " ", ". ", ", ", "\n", "\n\n", "\t", "", "\n- ", "\nQ: ")
DAYS = (None, date(2031, 3, 13), date(2028, 2, 29), date.min, date.max)


class Marked(NamedTuple):
    """A document, and what a model marked in it."""

    document: Document
    tagged: Tagged


class Fixed:
    """A model that marks what it is told."""

    digest = "sha256:fixed"

    def __init__(self, *marks: Tagged) -> None:
        self._marks = list(marks)

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Give the marks, one for each text."""
        assert len(texts) == len(self._marks)
        return self._marks


def marked(seed: int) -> Marked:
    """Make a document of some paragraphs, some of them boilerplate, and marks in the others."""
    draw = Random(seed)
    text, segments, cues = "", [], []
    for _ in range(draw.randint(1, 5)):
        words = "".join(draw.choice(WORDS) + draw.choice(GAPS) for _ in range(draw.randint(1, 16))).strip() or "?"
        start, end = len(text), len(text) + len(words)
        text += words + "\n\n"
        kind = draw.choice([*get_args(SegmentKind), "body", "body", None])
        if kind:
            segments.append(Segment(kind=kind, span=(start, end)))
        if kind != "boilerplate":
            places = [(start + match.start(), start + match.end()) for match in re.finditer(r"\w+|[^\w\s]", words)]
            cues += [_cue(draw, places) for _ in range(draw.randint(0, 4))]
    day = draw.choice(DAYS)
    document = Document(
        digest="sha256:0",
        media_type="text/plain",
        title=draw.choice([None, "", "Vantor denies it"]),
        outlet=draw.choice([None, "The Halden Courier"]),
        published=Published(start=day, end=day, how="given") if day else None,
        text=text,
        segments=tuple(segments),
    )
    return Marked(document, Tagged(sorted(cues, key=lambda cue: (cue.cue, cue.content))))


def _cue(draw: Random, places: list[Span]) -> TaggedCue:
    """Mark up to four stretches of words, none over another, as the model's decoder does; one is the cue."""
    ends = sorted(draw.sample(range(len(places) + 1), min(2 * draw.randint(1, 4), len(places) + 1) // 2 * 2))
    stretches = [(places[a][0], places[b - 1][1]) for a, b in zip(ends[::2], ends[1::2], strict=True)]
    cue = stretches.pop(draw.randrange(len(stretches)))
    source = (stretches.pop(draw.randrange(len(stretches))),) if stretches and draw.random() < 0.8 else ()
    return TaggedCue((cue,), source, tuple(stretches), round(draw.random(), 3))


@given(st.integers(0))
@example(852859030351)  # evidence that ended in white space before a mark
@example(428016561052)
@example(40486906918)  # a span of days from one paragraph to another, over what is not read
@example(1034700435508)
@settings(max_examples=400)
def test_any_marks_give_a_valid_reading(seed: int) -> None:
    """Places are in what was read, ids that are named exist, evidence is named both ways, nothing is about itself."""
    document, tagged = marked(seed)
    reading = Reader(Fixed(tagged), "1").read(document, force=True)
    assert faults(reading) == [], document.text


@given(st.integers(0))
def test_each_step_gives_a_draft_and_the_same_one_twice(seed: int) -> None:
    """Steps take one another's drafts in their order; the same draft gives the same result, and stays as it was."""
    document, tagged = marked(seed)
    draft = Draft(Report(document), tagged)
    for step in STEPS:
        before = repr(draft)
        after = step(draft)
        fresh = Draft(**{field.name: getattr(draft, field.name) for field in fields(draft)})
        assert step(fresh) == after
        assert repr(draft) == before
        draft = after


@given(st.lists(st.integers(0), min_size=2, max_size=4))
@settings(max_examples=50)
def test_documents_read_together_are_read_as_if_alone(seeds: list[int]) -> None:
    """What stands in one report does not change the reading of another."""
    documents, tagged = zip(*map(marked, seeds), strict=True)
    together = Reader(Fixed(*tagged), "1").read_all(documents, force=True)
    alone = [Reader(Fixed(marks), "1").read(one, force=True) for one, marks in zip(documents, tagged, strict=True)]
    assert together == alone


@given(st.integers(0))
def test_where_all_is_boilerplate_nothing_is_found(seed: int) -> None:
    """A menu has no figures, no dates, no evidence, whatever its words are."""
    text = marked(seed).document.text
    menu = Segment(kind="boilerplate", span=(0, len(text)))
    document = Document(digest="sha256:0", media_type="text/html", text=text, segments=(menu,))
    assert list(spans(Reader(Fixed(Tagged([])), "1").read(document))) == []


@given(st.text(max_size=200), st.sampled_from(DAYS))
def test_any_text_can_be_read(text: str, day: date | None) -> None:
    """Text that is no language at all, where nothing is marked, goes through all the steps."""
    published = Published(start=day, end=day, how="given") if day else None
    document = Document(digest="sha256:0", media_type="text/plain", text=text, published=published)
    assert faults(Reader(Fixed(Tagged([])), "1").read(document, force=True)) == []
