"""Judgements made on an earlier reading hold of the current one, where its words are; what lapses is shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Attribution, Document, Evidence, Figure, Judgement, Model, Reading, Span, Speaker, Target
from averment.values.judgements import Verdict
from averment.values.spans import spans_as_text
from averment.weighing.carried import Carried, Crossing, carry
from averment.weighing.counterparts import counterparts
from averment.weighing.judged import judged
from averment.weighing.moved import Moves
from averment.weighing.reviewed import Review

DOCUMENT, OTHER = "sha256:" + "a" * 64, "sha256:" + "b" * 64
OLD, NEW = "sha256:" + "1" * 64, "sha256:" + "2" * 64
TEXT = (
    "Mayor Lund said 30 people were missing in Velmar. Ana Ruiz, an engineer, denied that the dam was opened.\n\n"
    "Pictures of the dam show an open gate, Ruiz told reporters. Oro Dask said that it had rained for a week."
)


def at(words: str, text: str = TEXT) -> Span:
    """Find words in a text."""
    start = text.index(words)
    return start, start + len(words)


def attribution(name: str, source: str, cue: str, content: str, text: str = TEXT, **fields: Any) -> Attribution:  # noqa: ANN401  # those of an attribution
    """Make one from its words."""
    said = (at(content, text),)
    return Attribution(id=name, source=(at(source, text),), cue=(at(cue, text),), content=said, score=1.0, **fields)


def reading(*attributions: Attribution, text: str = TEXT, **parts: Any) -> Reading:  # noqa: ANN401  # those of a reading
    """Make a reading of a text."""
    document = Document(digest=DOCUMENT, media_type="text/plain", text=text)
    return Reading(document=document, attributions=attributions, model=Model(reader="sha256:0", version="0"), **parts)


BEFORE = reading(
    attribution("a1", "Mayor Lund", "said", "30 people were missing", speaker="s1"),
    attribution("a2", "Ana Ruiz", "denied", "the dam was opened", speaker="s2"),
    attribution("a3", "Ruiz told", "told reporters", "Pictures of the dam show an open gate", speaker="s2"),
    speakers=(
        Speaker(id="s1", name="Lund", kind="person", mentions=(at("Mayor Lund"),)),
        Speaker(id="s2", name="Ana Ruiz", kind="person", mentions=(at("Ana Ruiz"),)),
    ),
    evidence=(Evidence(id="e1", span=at("Pictures of the dam"), type="imagery", polarity="supports", rests=("a3",)),),
    figures=(Figure(id="f1", span=at("30 people"), what="missing", low=30, high=30, by="a1"),),
)
AFTER = reading(
    attribution("a1", "Ana Ruiz, an engineer", "denied", "that the dam was opened", speaker="s1"),
    attribution("a2", "Mayor Lund", "said", "30 people were missing in Velmar", speaker="s2"),
    attribution("a3", "Oro Dask", "said that", "it had rained for a week", speaker="s3"),
    speakers=(
        Speaker(id="s1", name="Ana  Ruiz", kind="person", mentions=(at("Ana Ruiz, an engineer"),)),
        Speaker(id="s2", name="Mayor Lund", kind="person", mentions=(at("Mayor Lund"),)),
        Speaker(id="s3", name="Oro Dask", kind="person", mentions=(at("Oro Dask"),)),
    ),
    evidence=(Evidence(id="e1", span=at("Pictures of the dam show"), type="imagery", polarity="supports"),),
    figures=(Figure(id="f1", span=at("a week"), what="other"), Figure(id="f2", span=at("30 people"), what="missing")),
)
CROSSING = Crossing(BEFORE, AFTER)


def judgement(number: int, verdict: Verdict, *places: str, note: str | None = None, **changes: str) -> Judgement:
    """Make one on the earlier reading."""
    targets = tuple(Target(document=DOCUMENT, reading=OLD if place else None, id=place or None) for place in places)
    changes = {name.rstrip("_"): value for name, value in changes.items()}
    return Judgement(
        id=f"j{number}", verdict=verdict, targets=targets, changes=changes, note=note, by="Ana", at="2031-01-01"
    )


def carried(made: Judgement, crossing: Crossing | None = CROSSING) -> Carried:
    """Carry it to the later one."""
    return carry(made, {DOCUMENT: NEW}, lambda *_: crossing, lambda document, _: OLD if document == DOCUMENT else None)


def test_counterparts_are_found_by_their_words() -> None:
    """Of each kind its own; by most words in common, speakers by their names too; what is new or gone has none."""
    assert CROSSING.ids == {"a1": "a2", "a2": "a1", "s1": "s2", "s2": "s1", "e1": "e1", "f1": "f2"}
    assert Crossing(BEFORE, BEFORE).ids == {
        part.id: part.id
        for parts in (BEFORE.attributions, BEFORE.speakers, BEFORE.evidence, BEFORE.figures)
        for part in parts
    }


def test_the_same_words_with_another_cue_are_another_saying() -> None:
    """Where one says that another said something, what the inner one said is not taken for the outer."""
    text = "Ruiz reported that Dask claimed that the gate was open all night."
    outer = attribution("a1", "Ruiz", "reported", "Dask claimed that the gate was open all night", text)
    inner = attribution("a2", "Dask", "claimed", "the gate was open all night", text)
    swapped = reading(replace(inner, id="a1"), text=text)

    assert counterparts(reading(outer, inner, text=text), swapped, Moves(text, text)) == {"a2": "a1"}
    heard = attribution("a1", "Dask", "Ruiz", "Dask claimed that the gate was open all night", text)
    assert counterparts(reading(outer, text=text), reading(heard, text=text), Moves(text, text)) == {}


def test_a_few_words_in_common_are_not_enough() -> None:
    """Less than half of evidence, of a figure, of cue and content together: that is something else."""
    little = reading(
        attribution("a1", "Mayor Lund", "said 30", "missing in Velmar. Ana Ruiz, an engineer, denied that the dam"),
        evidence=(replace(BEFORE.evidence[0], span=at("dam show an open gate, Ruiz")),),
        figures=(replace(BEFORE.figures[0], span=at("people were missing in Velmar")),),
    )
    before = replace(BEFORE, speakers=())

    assert counterparts(before, little, Moves(TEXT, TEXT)) == {}


def test_nothing_is_the_counterpart_of_two() -> None:
    """Of two lines that would both go to one, the likelier has it; the other lapses."""
    one = reading(attribution("a1", "Mayor Lund", "said", "30 people were missing in Velmar"))
    shorter = attribution("a1", "Mayor Lund", "said", "30 people")
    longer = attribution("a2", "Mayor Lund", "said", "30 people were missing in")

    assert counterparts(reading(shorter, longer), one, Moves(TEXT, TEXT)) == {"a2": "a1"}


def test_a_verdict_is_carried_to_its_line() -> None:
    """It names the current reading and the id there, and is otherwise as it was made."""
    made = judgement(4, "reject", "a1", note="no")
    target = Target(document=DOCUMENT, reading=NEW, id="a2")
    assert carried(made) == Carried(made=replace(made, targets=(target,)))


def test_ids_and_spans_in_values_are_carried() -> None:
    """About, speaker, evidence's and figures' attributions by their ids; spans stay on their words."""
    spans = spans_as_text([at("missing in Velmar")])
    for made, changes in (
        (judgement(4, "correct", "a2", about="a1", speaker="s1"), {"about": "a2", "speaker": "s2"}),
        (judgement(4, "correct", "a2", about="", act="doubt"), {"about": "", "act": "doubt"}),
        (judgement(4, "correct", "e1", for_="a2 a1"), {"for": "a1 a2"}),
        (judgement(4, "correct", "f1", by="a1", low="20"), {"by": "a2", "low": "20"}),
        (judgement(4, "correct", "a1", content=spans, source=""), {"content": spans, "source": ""}),
        (judgement(4, "correct", "a1", claim=f"{DOCUMENT}#a2"), {"claim": f"{DOCUMENT}#a1"}),
    ):
        held = carried(made)
        assert held.lapsed is None
        assert held.made is not None
        assert held.made.changes == changes


def test_a_judgement_on_the_document_or_the_current_reading_stays_as_it_is() -> None:
    """As does one on a document that is not read now: nothing is known of what it would be."""
    whole, made = judgement(4, "correct", "", title="Flood"), judgement(5, "reject", "a1")
    assert carried(whole) == Carried(made=whole)
    assert carry(made, {DOCUMENT: OLD}, lambda *_: None, lambda *_: None) == Carried(made=made)
    assert carry(made, {OTHER: OLD}, lambda *_: None, lambda *_: None) == Carried(made=made)


def test_what_has_no_counterpart_is_lapsed() -> None:
    """A line that is gone, a merge of which less than two are left; of a correction only the fields that are lost."""
    gone, merged = judgement(4, "accept", "a3"), judgement(5, "merge", "a2", "a3")
    assert carried(gone) == Carried(lapsed=gone)
    assert carried(merged) == Carried(lapsed=merged)
    assert carried(judgement(6, "reject", "a1"), None).made is None

    part = carried(judgement(7, "correct", "a2", act="doubt", about="a3"))
    assert part.made is not None
    assert part.lapsed is not None
    assert (part.made.changes, part.made.targets[0].id) == ({"act": "doubt"}, "a1")
    assert (part.lapsed.changes, part.lapsed.targets[0].id) == ({"about": "a3"}, "a2")
    whole = judgement(8, "correct", "a2", claim=f"{OTHER}#a1")
    assert carried(whole) == Carried(lapsed=whole)
    some = carried(judgement(9, "correct", "e1", for_="a3 a2")).made
    assert some is not None
    assert some.changes == {"for": "a1"}


def test_a_review_has_what_was_carried_and_what_lapsed() -> None:
    """The later of two verdicts that come to one line holds, whoever's reading it was made on."""
    old = judgement(4, "reject", "a1")
    new = Judgement(
        id="j9", verdict="accept", targets=(Target(document=DOCUMENT, reading=NEW, id="a2"),), by="Bo", at="2031-01-02"
    )
    gone = judgement(5, "accept", "a3")
    review = Review([new, old, gone], {DOCUMENT: NEW}, carried)

    assert (review.of(DOCUMENT, "a2").state, review.of(DOCUMENT, "a2").judgement) == ("accepted", new)
    assert [made.id for made in review.of(DOCUMENT, "a2").contested] == ["j4"]
    assert review.of(DOCUMENT, "a1").state == "unreviewed"
    assert review.lapsed(DOCUMENT) == (gone,)
    assert review.lapsed(OTHER) == ()
    assert Review([old, gone], {OTHER: NEW}, carried).lapsed(DOCUMENT) == ()


@pytest.mark.parametrize(
    ("before", "after", "words", "wanted"),
    [
        ("One two. Three four.", "One two. Three four.", "two. Three", "two. Three"),
        ("Head\nOne two three.", "Head\n\nOne  two three.", "One two", "One  two"),
        ("A page\nOne two three four.\nEnd", "One two three four.\nEnd of all", "two three", "two three"),
        ("One two three four.", "One two and three four.", "two three", None),
        ("One two three four.", "Five six seven eight.", "two three", None),
        ("One two three four.", "", "two three", None),
    ],
)
def test_spans_move_with_their_words(before: str, after: str, words: str, wanted: str | None) -> None:
    """To where the same words stand in another version of the text; nowhere where they do not."""
    moved = Moves(before, after).span(at(words, before))

    assert (moved and after[slice(*moved)]) == wanted


WORDS = st.lists(st.sampled_from(["rain", "dam", "the", "gate", "\n", "a b", "é", "𝔸"]), max_size=24).map(" ".join)


@given(before=WORDS, after=WORDS, ends=st.tuples(st.integers(0, 60), st.integers(0, 60)))
def test_a_moved_span_has_the_same_words_within_the_text(before: str, after: str, ends: tuple[int, int]) -> None:
    """Whatever the two texts are; and in the same text it stays where it is."""
    start, end = sorted(min(end, len(before)) for end in ends)
    moved = Moves(before, after).span((start, end))

    if moved is not None:
        assert 0 <= moved[0] < moved[1] <= len(after)
        assert after[slice(*moved)].split() == before[start:end].split()
    assert start == end or Moves(before, before).span((start, end)) == (start, end)


SPANS = st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=8, unique=True).map(
    lambda ends: tuple(zip(*[iter(sorted(ends)[: len(ends) // 2 * 2])] * 2, strict=True))
)


@given(content=SPANS, cue=SPANS, span=SPANS)
def test_corrected_spans_are_within_the_text_and_hold_on_each_reading(
    content: tuple[Span, ...], cue: tuple[Span, ...], span: tuple[Span, ...]
) -> None:
    """What was corrected on an earlier reading has the same words on the current one."""
    made = [
        judgement(4, "correct", "a1", content=spans_as_text(content), cue=spans_as_text(cue)),
        judgement(5, "correct", "e1", span=spans_as_text(span[:1])),
        judgement(6, "correct", "f1", span=spans_as_text(span[-1:])),
    ]
    then = judged(BEFORE, made, OLD)
    now = judged(AFTER, [one for each in made if (one := carried(each).made)], NEW)

    assert (then.attributions[0].content, then.attributions[0].cue) == (content, cue)
    assert (now.attributions[1].content, now.attributions[1].cue) == (content, cue)
    assert (now.evidence[0].span, now.figures[1].span) == (span[0], span[-1])


@pytest.mark.parametrize("value", ["", "5", "5-5", "9-5", "0-4 2-8", "0-99999", "-1-4", "a-b", "0-4,5-9", "0-4 5-9"])
def test_what_is_no_span_of_the_text_changes_nothing(value: str) -> None:
    """Whoever wrote it into the log: what was read stays."""
    made = [judgement(4, "correct", "f1", span=value), judgement(5, "correct", "a1", content=value)]
    found = judged(BEFORE, made, OLD)

    assert found.figures == BEFORE.figures
    if value != "0-4 5-9":
        assert found.attributions == BEFORE.attributions
        lapsed = carried(made[1])
        assert not value or (lapsed.made, lapsed.lapsed) == (None, made[1])
