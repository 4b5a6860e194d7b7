"""What people decided holds before anything is weighed: rejected things leave, corrections replace what was read."""

from __future__ import annotations

import itertools
from datetime import date
from random import Random
from typing import Any

import pytest

from averment import Attribution, Document, Evidence, Figure, Judgement, Model, Reading, Speaker
from averment.values import Target
from averment.values.judgements import Verdict
from averment.weighing.judged import digest_of, in_force, judged

DIGEST = "sha256:" + "a" * 64
OTHER = "sha256:" + "b" * 64


def _attribution(number: int, **fields: Any) -> Attribution:  # noqa: ANN401  # those of an attribution
    return Attribution(id=f"a{number}", cue=(), source=(), content=((0, 4),), score=1.0, **fields)


READING = Reading(
    document=Document(digest=DIGEST, media_type="text/plain", text="Rain in Velmar.", outlet="Courier"),
    attributions=(
        _attribution(1, act="assert", speaker="s1", evidence=("e1",)),
        _attribution(2, act="deny", speaker="s2", about=("a1",)),
        _attribution(3, speaker="s1", evidence=("e1",)),
    ),
    speakers=(Speaker(id="s1", name="Ana Ruiz", kind="person"), Speaker(id="s2", name="Oro Dask", kind="person")),
    evidence=(Evidence(id="e1", span=(0, 4), type="imagery", polarity="supports", rests=("a1", "a3")),),
    figures=(Figure(id="f1", span=(0, 4), what="killed", high=50, by="a1"),),
    model=Model(reader="sha256:" + "0" * 64, version="0"),
)
MADE_ON = digest_of(READING)


def judgement(number: int, verdict: Verdict, *places: str, **changes: str) -> Judgement:
    """Make one on places of the reading; the empty place is the document."""
    targets = tuple(Target(document=DIGEST, reading=MADE_ON if p else None, id=p or None) for p in places)
    changes = {name.rstrip("_"): value for name, value in changes.items()}
    return Judgement(id=f"j{number}", verdict=verdict, targets=targets, changes=changes, by="Ana", at="2031-01-01")


def test_nothing_decided_changes_nothing() -> None:
    """A reading that nobody judged, or only accepted, is the one that was read."""
    assert judged(READING, []) is READING
    assert judged(READING, [judgement(4, "accept", "a1"), judgement(5, "merge", "s1", "s2")]) == READING


def test_a_rejected_attribution_leaves_with_the_references_to_it() -> None:
    """No denial is about it, no evidence is for it, no figure by it; the evidence stays for the others."""
    found = judged(READING, [judgement(4, "reject", "a1")])

    assert [part.id for part in found.attributions] == ["a2", "a3"]
    assert found.attributions[0].about == ()
    assert found.evidence[0].rests == ("a3",)
    assert (found.figures[0].by, found.attributions[1].evidence) == (None, ("e1",))


@pytest.mark.parametrize(
    ("place", "left"),
    [("e1", {"evidence": ()}), ("f1", {"figures": ()}), ("s2", {"speakers": READING.speakers[:1]})],
)
def test_rejected_evidence_figures_and_speakers_leave(place: str, left: dict[str, Any]) -> None:
    """And whatever named them names them no more."""
    found = judged(READING, [judgement(4, "reject", place)])

    for field, value in left.items():
        assert getattr(found, field) == value
    named = {a.speaker for a in found.attributions} | {name for a in found.attributions for name in a.evidence}
    assert place not in named


def test_of_a_rejected_document_nothing_is_left() -> None:
    """Its text stays, for copies; what was read in it does not count."""
    found = judged(READING, [judgement(4, "reject", "")])

    assert (found.attributions, found.speakers, found.evidence, found.figures) == ((), (), (), ())
    assert found.document == READING.document


def test_corrections_are_in_place_of_what_was_read() -> None:
    """Each field has its type; nothing after the = is none."""
    found = judged(
        READING,
        [
            judgement(4, "correct", "a3", act="deny", about="a1 a2", speaker="s2"),
            judgement(5, "correct", "s1", party="Vantor"),
            judgement(6, "correct", "e1", for_="a2", polarity="undercuts"),
            judgement(7, "correct", "f1", low="2.5", high="", approximate="true", by="a2"),
        ],
    )

    assert (found.attributions[2].act, found.attributions[2].about) == ("deny", ("a1", "a2"))
    assert (found.attributions[2].speaker, found.speakers[0].party) == ("s2", "Vantor")
    assert (found.evidence[0].rests, found.evidence[0].polarity) == (("a2",), "undercuts")
    assert [a.evidence for a in found.attributions] == [(), ("e1",), ()]
    figure = found.figures[0]
    assert (figure.low, figure.high, figure.approximate, figure.by) == (2.5, None, True, "a2")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2031-02", (date(2031, 2, 1), date(2031, 2, 28))),
        ("2031", (date(2031, 1, 1), date(2031, 12, 31))),
        ("2031-03-12", (date(2031, 3, 12), date(2031, 3, 12))),
        ("", None),
    ],
)
def test_what_is_known_of_a_document_is_corrected(text: str, days: tuple[date, date] | None) -> None:
    """Its outlet, title, address and date, which then say that a person judged so."""
    found = judged(READING, [judgement(4, "correct", "", published=text, outlet="", title="Rain")]).document

    assert (found.published and (found.published.start, found.published.end)) == days
    assert (found.outlet, found.title, found.how) == (None, "Rain", {"title": "judged"})


def test_the_latest_of_a_field_holds_in_any_order() -> None:
    """A later correction of one field leaves the others of an earlier one; j10 comes after j9."""
    made = [
        judgement(9, "correct", "a1", act="doubt", certainty="possible"),
        judgement(10, "correct", "a1", act="deny"),
        judgement(11, "correct", "a2", act="assert"),
    ]

    for order in itertools.permutations(made):
        found = judged(READING, order).attributions
        assert (found[0].act, found[0].certainty, found[1].act) == ("deny", "possible", "assert")


def test_a_judgement_on_another_reading_does_not_apply() -> None:
    """Ids are those of one reading; one on the document as a whole holds for all."""
    made = [judgement(4, "reject", "a1"), judgement(5, "correct", "", title="Rain")]

    found = judged(READING, made, digest="sha256:" + "9" * 64)

    assert (found.attributions, found.document.title) == (READING.attributions, "Rain")


def test_what_weighing_proposes_is_no_field_of_a_reading() -> None:
    """Corrections of claim, stance and origin leave the reading as it is."""
    assert judged(READING, [judgement(4, "correct", "a1", claim="", stance="denies", origin="AFP")]) == READING


def test_in_force_is_what_holds_now() -> None:
    """Stale targets, superseded corrections and corrections taken back are left out; the order is that of making."""
    cross = Judgement(
        id="j12",
        verdict="merge",
        targets=(
            *judgement(1, "accept", "a1", "a2").targets,
            Target(document=OTHER, reading="sha256:" + "1" * 64, id="a1"),
        ),
        by="Ana",
        at="2031-01-01",
    )
    made = [
        judgement(2, "correct", "a1", claim=f"{OTHER}#a5", stance="denies"),
        judgement(10, "correct", "a1", claim="proposed"),
        judgement(11, "split", "a1", "a3"),
        cross,
    ]
    Random(1).shuffle(made)

    found = in_force(made, {DIGEST: MADE_ON})

    assert [one.id for one in found] == ["j2", "j11", "j12"]
    assert found[0].changes == {"stance": "denies"}
    assert [target.document for target in found[2].targets] == [DIGEST, DIGEST]
    assert in_force(made, {}) == []
    assert in_force(made, {OTHER: "sha256:" + "1" * 64}) == []
