"""Claims: what is put together, where each stands, what judgements change, and that no order matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment import Judgement, Reading, Target
from averment.weighing.claims import Group, Grouping, Groups, sayings_of
from tests.weighing.models import SIZE, WordModel
from tests.weighing.saying import report

DAY = date(2031, 3, 12)
SHELLED = "Army guns shelled the clinic in Velmar and killed patients"
MINES = "Divers cleared the harbour of Orsk of drifting mines"
COURIER = report(
    "Clinic shelled",
    ("Velmar Watch", "assert", f"{SHELLED} on Monday"),
    ("The army", "deny", "the claims", ("a1",)),
    ("The harbour master", "assert", MINES),
    day=DAY,
)
GAZETTE = report(
    "Velmar clinic hit",
    ("Doctors", "assert", SHELLED),
    ("The ministry", "deny", "Army guns did not shell the clinic in Velmar nor kill patients"),
    day=DAY,
)
HERALD = report("Harbour news", ("The port", "assert", f"{MINES} today"), ("A diver", "doubt", MINES), day=DAY)
LATER = report("Clinic again", ("Nurses", "assert", "Army guns shelled the clinic in Velmar"), day=DAY)
READINGS = (COURIER, GAZETTE, HERALD, LATER)


def grouping(*readings: Reading) -> Grouping:
    """Put readings in groups, one document at a time."""
    found = Grouping()
    for reading in readings:
        add(found, reading)
    return found


def add(found: Grouping, *readings: Reading) -> None:
    """Add readings at once."""
    sayings = [saying for reading in readings for saying in sayings_of(reading)]
    found.add(sayings, WordModel().embed([saying.text for saying in sayings]))


def at(groups: Groups, reading: Reading, name: str) -> Group:
    """Give the group that an attribution is in, the first of them."""
    return groups.at(groups.holding((reading.document.digest, name))[0])


def members(group: Group) -> dict[tuple[str, str], str]:
    """Give who stands where in a group, by title."""
    titles = {reading.document.digest: reading.document.title or "" for reading in READINGS}
    return {(titles[one.document], one.id): one.stance for one in group.members}


def judge(number: int, verdict: str, *spots: tuple[Reading, str], **changes: str) -> Judgement:
    """Make a judgement on attributions."""
    return Judgement(
        id=f"j{number}",
        verdict=verdict,  # type: ignore[arg-type]
        targets=tuple(Target(document=reading.document.digest, reading="sha256:r", id=name) for reading, name in spots),
        changes=changes,
        by="Ana",
        at="2031-03-14T08:00:00Z",
    )


def test_contents_on_one_matter_make_one_claim_whoever_makes_or_denies_them() -> None:
    """A denial in other words, one that only points, and the assertions stand in one claim; the harbour does not."""
    found = members(at(grouping(*READINGS).groups(), COURIER, "a1"))
    assert found == {
        ("Clinic shelled", "a1"): "supports",
        ("Clinic shelled", "a2"): "denies",
        ("Velmar clinic hit", "a1"): "supports",
        ("Velmar clinic hit", "a2"): "denies",
        ("Clinic again", "a1"): "supports",
    }


def test_disputed_claims_come_first() -> None:
    """What is disputed across reports comes before what is not, and what stands in more reports before the rest."""
    groups = list(grouping(*READINGS).groups())
    assert [len({one.document for one in group.members}) for group in groups] == [3, 2]
    assert {one.stance for one in groups[1].members} == {"supports", "doubts"}


def test_the_statement_is_that_of_an_assertion() -> None:
    """A claim is stated by one that makes it, never by a denial of it."""
    for group in grouping(*READINGS).groups():
        [stance] = [one.stance for one in group.members if (one.document, one.id) == group.leader]
        assert stance == "supports"


def test_a_denial_alone_is_a_claim_denied() -> None:
    """Where nobody is reported to have made a claim, its denial states it and denies it."""
    alone = report("Denial", ("The army", "deny", "shelling the clinic in Velmar"))
    [group] = grouping(alone).groups()
    assert [one.stance for one in group.members] == ["denies"]


def test_what_was_said_a_year_apart_is_of_other_events() -> None:
    """The same words about the same town, a year later, are another claim."""
    words = "Army guns shelled Velmar and killed nine people"
    years = [
        report("Shells on Velmar", ("Velmar Watch", "assert", f"{words} {extra}"), day=date(year, 3, 12))
        for year, extra in ((2031, "at dawn"), (2032, "at night"))
    ]
    near = report("Shells on Velmar", ("Doctors", "assert", f"{words} early on"), day=date(2031, 3, 13))
    assert sorted(len(group.members) for group in grouping(*years, near).groups()) == [1, 2]


def test_relays_take_no_stance() -> None:
    """Of "the agency says the doctors say …" only the doctors stand in the claim."""
    text = report("Relay", ("Agency", "assert", f"Doctors said {SHELLED}"))
    outer = text.attributions[0]
    [(start, end)] = outer.content
    inner = Reading(
        document=text.document,
        model=text.model,
        attributions=(
            outer,
            type(outer)(
                id="a2",
                source=((start, start + 7),),
                cue=((start + 8, start + 12),),
                content=((start + 13, end),),
                act="assert",
                score=1.0,
            ),
        ),
    )
    assert [saying.id for saying in sayings_of(inner)] == ["a2"]


@given(st.permutations(READINGS), st.sets(st.sampled_from(range(4)), max_size=3), st.integers(1, 4))
@settings(max_examples=30, deadline=None)
def test_no_order_matters(order: Sequence[Reading], out: set[int], batch: int) -> None:
    """However documents come, go and come again, at once or one by one, the groups are the same."""
    found = Grouping()
    for start in range(0, len(order), batch):
        add(found, *order[start : start + batch])
    gone = [READINGS[number] for number in sorted(out)]
    for reading in gone:
        found.remove(reading.document.digest)
    found.groups()
    if gone:
        add(found, *gone)
    assert list(found.groups()) == list(grouping(*READINGS).groups())


def test_a_state_goes_on() -> None:
    """What was kept as bytes goes on as if it had not been, and the bytes are the same whatever the order."""
    first = grouping(COURIER, GAZETTE)
    kept = Grouping.from_state(first.state())
    assert kept is not None
    add(kept, HERALD, LATER)
    kept.remove(GAZETTE.document.digest)
    assert list(kept.groups()) == list(grouping(LATER, HERALD, COURIER).groups())
    assert grouping(GAZETTE, COURIER).state() == first.state()


@pytest.mark.parametrize("data", [b"", b"\x00", b"nonsense", b"\xc1" * 40])
def test_a_state_of_another_making_is_not_taken_up(data: bytes) -> None:
    """Bytes that are no state, or one of other word lists, are refused quietly: the groups are made anew."""
    assert Grouping.from_state(data) is None


def test_a_thousand_copies_cost_one_row() -> None:
    """Identical contents of identical reports are compared once, and stand in one claim."""
    copies = [report("Clinic shelled", ("Velmar Watch", "assert", SHELLED), outlet=f"Outlet {n}") for n in range(1_000)]
    found = Grouping()
    add(found, *copies)
    [group] = found.groups()
    assert len(group.members) == 1_000
    assert len(found._places) == 1


def test_documents_come_once() -> None:
    """A document that is there already, and vectors that do not fit, are refused."""
    found = grouping(COURIER)
    with pytest.raises(ValueError, match="already there"):
        add(found, COURIER)
    sayings = sayings_of(HERALD)
    with pytest.raises(ValueError, match="beside those"):
        found.add(sayings, np.zeros((len(sayings), SIZE + 1), np.float32))


def test_an_empty_case_has_no_claims() -> None:
    """Nothing said, no groups; and no error."""
    found = Grouping()
    add(found, report("Nothing"))
    assert not list(found.groups())
    assert not list(Grouping().groups())


def test_a_name_stays_while_the_statement_does() -> None:
    """A claim keeps its id when others join it, and when a copy of its statement comes or goes."""
    name = at(grouping(COURIER).groups(), COURIER, "a3").id
    assert at(grouping(COURIER, GAZETTE).groups(), COURIER, "a3").id == name


def test_a_merge_holds_as_the_case_grows() -> None:
    """What a person put together stays together whatever is added."""
    merge = judge(1, "merge", (COURIER, "a1"), (COURIER, "a3"))
    for readings in ((COURIER,), READINGS):
        groups = grouping(*readings).groups([merge])
        assert at(groups, COURIER, "a1") == at(groups, COURIER, "a3")
    assert len(groups) == 1


def test_a_split_holds_as_the_case_grows() -> None:
    """What a person took apart stays apart; the one nearer to the statement keeps the claim."""
    split = judge(1, "split", (COURIER, "a1"), (GAZETTE, "a1"))
    for readings in ((COURIER, GAZETTE), READINGS):
        groups = grouping(*readings).groups([split])
        assert at(groups, COURIER, "a1").id != at(groups, GAZETTE, "a1").id


def test_a_saying_is_moved_or_stands_alone() -> None:
    """`claim=` moves one saying into the claim of another, or out of all."""
    to = f"{COURIER.document.digest}#a3"
    moved = grouping(*READINGS).groups([judge(1, "correct", (LATER, "a1"), claim=to)])
    assert at(moved, LATER, "a1") == at(moved, COURIER, "a3")
    [one] = [one for one in at(moved, LATER, "a1").members if one.document == LATER.document.digest]
    assert (one.score, one.why) == (None, "put here by Ana (j1)")
    alone = grouping(*READINGS).groups([judge(1, "correct", (LATER, "a1"), claim="")])
    assert members(at(alone, LATER, "a1")) == {("Clinic again", "a1"): "supports"}


def test_a_stance_is_corrected() -> None:
    """`stance=` holds, and says who decided it."""
    groups = grouping(*READINGS).groups([judge(1, "correct", (LATER, "a1"), stance="doubts")])
    [one] = [one for one in at(groups, LATER, "a1").members if one.document == LATER.document.digest]
    assert (one.stance, one.why) == ("doubts", "decided by Ana (j1)")


def test_later_judgements_win_whatever_their_order_in_the_list() -> None:
    """A split after a merge takes apart, however the judgements are listed."""
    both = [judge(9, "merge", (COURIER, "a1"), (COURIER, "a3")), judge(10, "split", (COURIER, "a1"), (COURIER, "a3"))]
    for given_ in (both, both[::-1]):
        groups = grouping(*READINGS).groups(given_)
        assert at(groups, COURIER, "a1").id != at(groups, COURIER, "a3").id


def test_judgements_on_what_is_not_there_change_nothing() -> None:
    """A judgement on a document that left, or an id that no reading has, is passed over."""
    made = [
        judge(1, "merge", (COURIER, "a1"), (HERALD, "a99")),
        judge(2, "correct", (HERALD, "a77"), claim="sha256:none#a1"),
        judge(3, "correct", (COURIER, "a1"), claim="nonsense"),
    ]
    assert list(grouping(*READINGS).groups(made)) == list(grouping(*READINGS).groups())
