"""What to look at next: the doubtful and consequential first, never what was reviewed, whatever the order of things."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment.values import (
    Attribution,
    Claim,
    Conflict,
    Document,
    Judgement,
    Model,
    Origin,
    Origins,
    Place,
    Position,
    Queued,
    Reading,
    Series,
    Stated,
    Target,
)
from averment.values.claims import Stance
from averment.values.judgements import Verdict
from averment.weighing.queue import queue
from averment.weighing.reviewed import Review

_MODEL = Model(reader="sha256:" + "0" * 64, version="0")
_READ = "sha256:" + "e" * 64
_NOBODY = Review([], {})
_Line = tuple[int, Stance, float, float | None]
"""Number of the document, stance, the reader's score, the chance that it is of the claim."""


def _digest(number: int) -> str:
    return f"sha256:{number:064x}"


def _case(*claims: Sequence[_Line]) -> tuple[list[Claim], dict[str, Reading]]:
    """Make claims of lines, and the readings behind them; the lines of a document are numbered as they come."""
    made: list[Claim] = []
    found: dict[str, list[Attribution]] = {}
    for number, lines in enumerate(claims):
        held = []
        for document, stance, score, chance in lines:
            mine = found.setdefault(_digest(document), [])
            name = f"a{len(mine) + 1}"
            mine.append(Attribution(id=name, cue=(), source=(), content=(), score=score))
            place = Place(document=_digest(document), id=name, score=chance)
            held.append(Position(speaker=f"{stance} {name}", stance=stance, attributions=(place,)))
        made.append(
            Claim(id=f"c{number}", statement="so", positions=tuple(held), documents=len({line[0] for line in lines}))
        )
    readings = {
        digest: Reading(
            document=Document(digest=digest, media_type="text/plain", text="so"), attributions=tuple(mine), model=_MODEL
        )
        for digest, mine in found.items()
    }
    return made, readings


def _judged(verdict: Verdict, target: Target, number: int = 1) -> Judgement:
    return Judgement(id=f"j{number}", verdict=verdict, targets=(target,), by="ana", at="2031-03-12T00:00:00Z")


def _where(queued: Sequence[Queued]) -> list[tuple[int, str]]:
    return [(int(one.place.document.removeprefix("sha256:"), 16), one.place.id) for one in queued]


def _support(*documents: int) -> list[_Line]:
    return [(document, "supports", 0.97, None) for document in documents]


def test_the_more_doubtful_of_two_comes_first() -> None:
    """Of two lines alike in all else that one is offered first of which the model is less sure."""
    claims, readings = _case([(1, "supports", 0.9, None)], [(2, "supports", 0.5, None)])

    first, second = queue(claims, readings, _NOBODY)

    assert _where([first, second]) == [(2, "a1"), (1, "a1")]
    assert (first.doubt, second.doubt) == (0.5, 0.1)
    assert first.why == "the model is unsure of it (0.50); nobody else speaks of it"
    assert second.why == "the model is sure of it (0.90); nobody else speaks of it"


def test_the_only_denial_comes_before_the_many_it_denies() -> None:
    """Where all are equally sure, the line comes first without which the dispute would be gone."""
    claims, readings = _case([*_support(1, 2, 3, 4, 5, 6, 7), (8, "denies", 0.97, None)], _support(9))

    queued = queue(claims, readings, _NOBODY)

    assert _where(queued)[0] == (8, "a1")
    assert queued[0].why == "the model is sure of it (0.97); the only denial of a claim that 7 reports support"
    assert queued[1].why == "the model is sure of it (0.97); one of 7 statements for a claim that one report denies"
    assert _where(queued)[-1] == (9, "a1")


def test_doubt_whether_it_is_of_the_claim_counts_and_is_told() -> None:
    """The chances that it is said so and that it is of this claim are multiplied; the words name the lesser."""
    claims, readings = _case([(1, "supports", 0.9, None), (2, "supports", 0.9, 0.5)])

    first = queue(claims, readings, _NOBODY)[0]

    assert _where([first]) == [(2, "a1")]
    assert first.doubt == 0.55
    assert first.why == (
        "the model is unsure that it is about this claim (0.50); one of 2 statements for a claim that nobody disputes"
    )


def test_what_alone_carries_an_origin_weighs_more() -> None:
    """Of the lines of one side that comes first behind which an origin stands that no other line goes back to."""
    (claim,), readings = _case(_support(1, 2, 3))
    places = [held.attributions[0] for held in claim.positions]
    both = Origin(root="AFP", kind="agency", documents=(), attributions=tuple(places[:2]), why="")
    alone = Origin(root="Ana Ruiz", kind="speaker", documents=(), attributions=(places[2],), why="")
    claim = replace(claim, origins=Origins(supports=(both, alone)))

    first, second, _ = queue([claim], readings, _NOBODY)

    assert _where([first]) == [(3, "a1")]
    assert first.why.endswith("; the only line that goes back to Ana Ruiz")
    assert first.weight > second.weight


def test_a_figure_that_another_contradicts_weighs_more_and_a_revision_does_not() -> None:
    """What says a figure that cannot be right beside another is worth a look; who corrects themselves is not."""
    claims, readings = _case(_support(1, 2, 3, 4))
    stated = tuple(
        Stated(document=_digest(number), figure="f1", span=(0, 1), quote="2", by="a1") for number in (1, 2, 3, 4)
    )
    against = (Conflict(one=1, other=2, why=""), Conflict(one=0, other=3, why="", revision=True))
    figures = [Series(claim="c0", matter="so", what="killed", stated=stated, conflicts=against)]

    queued = queue(claims, readings, _NOBODY, figures)

    assert _where(queued) == [(2, "a1"), (3, "a1"), (1, "a1"), (4, "a1")]
    assert ["contradicts" in one.why for one in queued] == [True, True, False, False]


def test_what_rests_on_evidence_weighs_more() -> None:
    """A line that evidence is given for comes before one alike in all else."""
    claims, readings = _case(_support(1, 2))
    second = readings[_digest(2)]
    readings[_digest(2)] = replace(
        second, attributions=tuple(replace(one, evidence=("e1",)) for one in second.attributions)
    )

    queued = queue(claims, readings, _NOBODY)

    assert _where(queued) == [(2, "a1"), (1, "a1")]
    assert queued[0].why.endswith("; it rests on evidence")


def test_a_line_is_offered_once_for_the_claim_in_which_most_hangs_on_it() -> None:
    """A line that stands in two claims is one line to look at."""
    (small, large), readings = _case(_support(1), _support(2, 3, 4))
    shared = replace(large, positions=(*large.positions, *small.positions), documents=4)

    queued = queue([small, shared], readings, _NOBODY)

    assert len(_where(queued)) == len(set(_where(queued))) == 4
    assert {one.claim for one in queued} == {"c1"}


def test_a_line_that_its_reading_lacks_is_passed_over() -> None:
    """What was rejected since, or of a document that left, is not offered, and harms nothing."""
    claims, readings = _case(_support(1, 2))
    readings.pop(_digest(1))

    assert _where(queue(claims, readings, _NOBODY)) == [(2, "a1")]


def test_nothing_of_a_rejected_document_is_offered() -> None:
    """Who rejected a document has looked at all of it."""
    claims, readings = _case(_support(1, 2))
    review = Review([_judged("reject", Target(document=_digest(1)))], dict.fromkeys(readings, _READ))

    assert _where(queue(claims, readings, review)) == [(2, "a1")]


_LINES = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["supports", "denies", "doubts"]),
        st.floats(0, 1),
        st.none() | st.floats(0, 1),
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(_LINES, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_claims_and_positions_changes_nothing(cases: list[list[_Line]], random: Random) -> None:
    """The same case gives the same queue, in whatever order its claims and their positions come."""
    claims, readings = _case(*cases)
    expected = queue(claims, readings, _NOBODY)

    shuffled = [
        replace(claim, positions=tuple(random.sample(claim.positions, len(claim.positions)))) for claim in claims
    ]
    random.shuffle(shuffled)
    turned = dict(reversed(readings.items()))

    assert queue(shuffled, turned, _NOBODY) == expected
    assert len(expected) == sum(map(len, cases))
    assert all(0 <= one.doubt <= 1 and one.weight >= 1 for one in expected)


@given(st.lists(_LINES, min_size=1, max_size=3), st.data())
def test_what_was_reviewed_is_never_offered_and_the_rest_stays_in_order(
    cases: list[list[_Line]], data: st.DataObject
) -> None:
    """Reviewing lines takes them out and moves no other."""
    claims, readings = _case(*cases)
    before = queue(claims, readings, _NOBODY)
    chosen = data.draw(st.sets(st.sampled_from(range(len(before)))))
    verdicts: list[Literal["accept", "reject"]] = ["accept", "reject"]
    judgements = [
        _judged(
            data.draw(st.sampled_from(verdicts)),
            Target(document=before[place].place.document, reading=_READ, id=before[place].place.id),
            place + 1,
        )
        for place in chosen
    ]

    after = queue(claims, readings, Review(judgements, dict.fromkeys(readings, _READ)))

    assert after == [one for place, one in enumerate(before) if place not in chosen]
