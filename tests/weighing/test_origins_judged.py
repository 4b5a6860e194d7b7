"""Origins: what people judge holds, and every collapse can be undone by the judgement that it names."""

from __future__ import annotations

from msgspec import convert

from averment.values import Judgement, Origin, Target
from averment.values.judgements import Verdict
from averment.weighing.copies import Relations, copies
from averment.weighing.origins import origins
from averment.weighing.people import People
from tests.weighing.coverage.reports import Who
from tests.weighing.coverage.stories import Story, story
from tests.weighing.reporting import judged, related, report, roots, side
from tests.weighing.test_origins import ACTIVISTS, OBSERVATORY, SHELLED, said, told

SAME = f"activists said that {SHELLED}"


def test_an_attribution_can_be_judged_an_origin_of_its_own() -> None:
    """`origin=independent` takes an attribution out of what it collapsed into, and says so."""
    a, b = said("Harbour Post", OBSERVATORY), said("Eastern Mail", OBSERVATORY)
    found = side([a, b], judgements=[judged(1, "correct", (b, "a1"), origin="independent")])
    assert roots(found) == [("Tarim Observatory", "speaker", 1)] * 2
    assert any("as a person has judged" in origin.why for origin in found)


def test_an_attribution_can_be_judged_to_come_from_somebody() -> None:
    """`origin=NAME` gives the root; with that name's own statements it is one origin, by judgement."""
    a, b = said("Harbour Post", ACTIVISTS), said("Eastern Mail", OBSERVATORY)
    (found,) = side([a, b], judgements=[judged(1, "correct", (a, "a1"), origin="the Tarim Observatory")])
    assert found.root == "Tarim Observatory"
    (collapse,) = found.collapses
    assert (collapse.kind, collapse.undo) == ("judgement", None)
    (agency,) = side([told("AFP"), b], judgements=[judged(1, "correct", (b, "a1"), origin="AFP")])
    assert agency.kind == "agency"


def test_a_judgement_that_another_supersedes_does_not_hold() -> None:
    """The last word on an attribution counts, and no other."""
    a, b = said("Harbour Post", OBSERVATORY), said("Eastern Mail", OBSERVATORY)
    first = judged(1, "correct", (b, "a1"), origin="independent")
    second = Judgement(
        id="j2", verdict="accept", targets=(Target(document=b.digest, id="a1"),), by="R", at="", supersedes="j1"
    )
    assert len(side([a, b], judgements=[second, first])) == 1


def test_split_documents_are_not_one_and_merged_ones_are_by_judgement() -> None:
    """Two reports that a person splits are not joined by what they share; a merge names no machine's reason."""
    a, b = said("Harbour Post", ACTIVISTS), said("Eastern Mail", ACTIVISTS)
    copy = related(a, b, "copy", SAME)
    assert len(side([a, b], copies=[copy], judgements=[judged(1, "split", (a, None), (b, None))])) == 2
    (found,) = side([a, b], copies=[copy], judgements=[judged(1, "merge", (a, None), (b, None))])
    (collapse,) = found.collapses
    assert (collapse.kind, collapse.undo) == ("judgement", None)


def test_a_split_is_offered_where_it_takes_a_copy_out_and_only_there() -> None:
    """Of two copies, a split undoes it; of three that are all related, the attribution must be judged."""
    a, b, c = (said(name, ACTIVISTS) for name in ("Harbour Post", "Eastern Mail", "Northern Star"))
    (pair,) = side([a, b], copies=[related(a, b, "copy", SAME)])
    assert pair.collapses[0].undo is not None
    assert pair.collapses[0].undo[0] == "split"
    three = [related(one, other, "copy", SAME) for one, other in ((a, b), (b, c), (a, c))]
    (found,) = side([a, b, c], copies=three)
    assert [collapse.undo and collapse.undo[0] for collapse in found.collapses] == ["correct", "correct"]


def test_what_a_passed_on_source_says_can_be_given_back_to_the_relay() -> None:
    """Undoing the citation leaves the outlet that passed it on."""
    press = Who("Press One", "media", "Press One")
    sentence = "{s:k|Press One}, citing Orhan Tiss, {q:k|reported} {c:k|that soldiers fired}."
    relayed = report("Mail", sentence, who={"k": press})
    found = side([relayed], judgements=[judged(1, "correct", (relayed, "a1"), origin="independent")])
    assert [(origin.root, origin.collapses) for origin in found] == [("Press One", ())]


def test_every_collapse_is_undone_by_the_judgement_it_names() -> None:
    """Over stories of all kinds: the judgement that a collapse names leaves one origin more, or the document alone."""
    tried = 0
    for seed in range(12):
        written = story(seed, 0.1)
        before = _supports(written, ())
        for origin in before:
            for collapse in origin.collapses[:1]:
                if collapse.undo is None or len(origin.documents) == 1:
                    continue
                after = _supports(written, [_typed(collapse.undo)])
                holders = [one for one in after if collapse.documents[0] in one.documents]
                assert any(set(one.documents) < set(origin.documents) for one in holders), (seed, collapse.why)
                tried += 1
    assert tried > 10


def _supports(written: Story, judgements: list[Judgement] | tuple[()]) -> list[Origin]:
    readings = {reading.document.digest: reading for reading in written.readings}
    relations = Relations(copies((reading.document for reading in written.readings), judgements))
    people = People.of(written.readings, judgements)
    return list(origins(written.stood, readings, people, relations, judgements).supports)


def _typed(undo: tuple[str, ...]) -> Judgement:
    """Read what a person would type."""
    verdict, *rest = undo
    named = rest[: rest.index("--set")] if "--set" in rest else rest
    changes = dict(word.split("=") for word in rest[len(named) + 1 :])
    targets = tuple(Target(document=name.partition("#")[0], id=name.partition("#")[2] or None) for name in named)
    return Judgement(id="j1", verdict=convert(verdict, Verdict), targets=targets, changes=changes, by="R. Amsel", at="")
