"""People judge what the program proposed; a judgement supersedes the one before it on the same, and none is erased."""

from __future__ import annotations

import pytest

from averment import Case, UsageError, WithdrawnError
from averment.values.log import Judged
from tests.case.conftest import Adds

RAIN = "Ana Ruiz said it rained in Velmar. Oro Dask said it did not. Ana Ruiz said it did."


@pytest.fixture
def ref(case: Case, add: Adds) -> str:
    """Put a report in the case, and give its digest."""
    (addition,) = add({"rain.txt": RAIN})
    assert case.head.size == 4
    return str(addition.document)


def test_a_verdict_is_in_the_log(case: Case, ref: str) -> None:
    """It names what is judged in which reading, who judged and when; its id is that of its entry."""
    made = case.judge("accept", [f"{ref[:20]}#a1"], note="seen the film")

    assert (made.id, made.by, made.note) == ("j4", "Ana", "seen the film")
    (target,) = made.targets
    assert (target.document, target.reading, target.id) == (ref, case.documents()[0].reading, "a1")
    (entry,) = [entry for entry in case.log() if isinstance(entry, Judged)]
    assert (entry.seq, entry.judgement) == (4, made)
    assert case.judgements() == [made]
    assert case.custody(ref)[-1] == entry


def test_the_latest_on_the_same_stands(case: Case, ref: str) -> None:
    """A verdict on the same thing takes the place of the one before, whichever it is; others stand beside it."""
    first = case.judge("accept", [f"{ref}#a1"])
    other = case.judge("reject", [f"{ref}#a2"])
    second = case.judge("reject", [f"{ref}#a1"])
    third = case.judge("accept", [f"{ref}#a1"])

    assert (first.supersedes, second.supersedes, third.supersedes) == (None, first.id, second.id)
    assert case.judgements() == [other, third]
    assert case.judgements(superseded=True) == [first, other, second, third]


def test_corrections_stand_field_by_field(case: Case, ref: str) -> None:
    """A correction supersedes that of the same fields, and no verdict on the whole."""
    verdict = case.judge("accept", [f"{ref}#a1"])
    act = case.judge("correct", [f"{ref}#a1"], changes={"act": "deny"})
    both = case.judge("correct", [f"{ref}#a1"], changes={"certainty": "possible", "act": "doubt"})
    again = case.judge("correct", [f"{ref}#a1"], changes={"act": "assert"})

    assert again.supersedes == act.id
    assert case.judgements() == [verdict, both, again]
    assert both.changes == {"act": "doubt", "certainty": "possible"}


def test_merges_and_splits(case: Case, ref: str) -> None:
    """Things of one kind are joined or parted; the order in which they are named makes no difference."""
    merged = case.judge("merge", [f"{ref}#s1", f"{ref}#s3"])
    split = case.judge("split", [f"{ref}#s3", f"{ref}#s1"])

    assert split.supersedes == merged.id
    assert case.judgements() == [split]


def test_a_document_can_be_judged(case: Case, ref: str) -> None:
    """A whole document is judged by its reference; what is known of it can be corrected."""
    made = case.judge("correct", [ref], changes={"published": "2031-03", "outlet": "The Halden Courier"})

    assert made.targets[0].id is None
    assert made.changes["published"] == "2031-03"


@pytest.mark.parametrize(
    ("verdict", "targets", "changes"),
    [
        ("praise", ["#a1"], {}),
        ("accept", [], {}),
        ("accept", ["#a1", "#a2"], {}),
        ("accept", ["#a9"], {}),
        ("accept", ["#x1"], {}),
        ("accept", ["#a1"], {"act": "deny"}),
        ("merge", ["#s1"], {}),
        ("merge", ["#s1", "#s1"], {}),
        ("merge", ["#s1", "#a1"], {}),
        ("correct", ["#a1"], {}),
        ("correct", ["#a1"], {"act": "lie"}),
        ("correct", ["#a1"], {"name": "x"}),
        ("correct", ["#a1"], {"about": "a1 a77"}),
        ("correct", ["#a1"], {"speaker": "s1 s2"}),
        ("correct", ["#a1"], {"speaker": "a2"}),
        ("correct", ["#s1"], {"name": ""}),
        ("correct", ["#s1"], {"kind": "ghost"}),
        ("correct", ["#s1"], {"role": "x" * 20_000}),
        ("correct", [""], {"published": "soon"}),
        ("correct", ["#a1"], {"claim": "a2"}),
        ("correct", ["#a1"], {"claim": "nowhere.txt#a2"}),
        ("correct", ["#a1"], {"stance": ""}),
        ("correct", ["#a1"], {"stance": "agrees"}),
        ("correct", ["#a1"], {"origin": " "}),
        ("correct", ["#a1"], {"act": "proposed"}),
    ],
)
def test_what_makes_no_sense_is_refused(
    case: Case, ref: str, verdict: str, targets: list[str], changes: dict[str, str]
) -> None:
    """A verdict, target, field or value that does not fit is wrong use, and leaves no entry."""
    with pytest.raises(UsageError):
        case.judge(verdict, [f"{ref}{target}" for target in targets], changes=changes)  # type: ignore[arg-type]
    assert case.head.size == 4


def test_what_fits_is_taken(case: Case, ref: str) -> None:
    """References to what is in the reading, numbers and empty values for none are kept as they were written."""
    for target, changes in (
        ("a1", {"about": "a2 a3"}),
        ("a1", {"about": ""}),
        ("a1", {"speaker": "s2"}),
        ("s1", {"party": "Vantor", "affiliation": ""}),
    ):
        assert case.judge("correct", [f"{ref}#{target}"], changes=changes).changes == changes


def test_what_is_withdrawn_is_not_judged(case: Case, ref: str) -> None:
    """A withdrawn document is out of reach; what was judged of it before still stands in the log."""
    case.judge("accept", [ref])
    case.remove([ref], "why")

    with pytest.raises(WithdrawnError):
        case.judge("reject", [ref])
    assert len(case.judgements()) == 1


def test_what_was_not_read_is_judged_as_a_whole(case: Case, add: Adds) -> None:
    """A document without a reading has nothing in it to judge."""
    (addition,) = add({"german.txt": "Ana said es regnet nicht."})

    assert case.judge("reject", [addition.name]).targets[0].reading is None
    with pytest.raises(UsageError, match="not been read"):
        case.judge("accept", [f"{addition.name}#a1"])


@pytest.mark.parametrize("place", ["#a1", "#s1", "#a9", ""])
def test_a_claim_is_that_of_another_attribution(case: Case, ref: str, place: str) -> None:
    """An attribution cannot stand in the claim of itself, of a speaker, of a document, of one that is not there."""
    with pytest.raises(UsageError):
        case.judge("correct", [f"{ref}#a1"], changes={"claim": f"{ref}{place}"})
    assert case.head.size == 4


def test_a_claim_is_named_across_documents(case: Case, ref: str, add: Adds) -> None:
    """The claim to stand in is that of another attribution, kept by the whole digest; of none is to stand alone."""
    (other,) = add({"fog.txt": "Oro Dask said it rained."})

    made = case.judge("correct", [f"{ref}#a1"], changes={"claim": f"{other.name}#a1"})
    alone = case.judge("correct", [f"{ref}#a1"], changes={"claim": ""})
    back = case.judge("correct", [f"{ref}#a1"], changes={"claim": "proposed"})

    assert made.changes == {"claim": f"{other.document}#a1"}
    assert (alone.changes, alone.supersedes) == ({"claim": ""}, made.id)
    assert case.judgements() == [back]


def test_how_an_attribution_is_weighed(case: Case, ref: str) -> None:
    """Its stance and its origin are corrected, each for itself, and each correction can be taken back."""
    made = case.judge("correct", [f"{ref}#a1"], changes={"stance": "denies", "origin": "Velmar News Agency"})
    one = case.judge("correct", [f"{ref}#a1"], changes={"origin": "independent"})
    back = case.judge("correct", [f"{ref}#a1"], changes={"origin": "proposed"})

    assert (one.supersedes, back.supersedes) == (None, one.id)
    assert case.judgements() == [made, back]


def test_what_stands_in_two_documents_is_merged_and_split(case: Case, ref: str, add: Adds) -> None:
    """Attributions, speakers and documents are joined across documents; a split of the same takes the merge back."""
    (other,) = add({"fog.txt": "Oro Dask said it rained."})
    for ending in ("#a1", "#s1", ""):
        pair = [f"{ref}{ending}", f"{other.document}{ending}"]
        merged = case.judge("merge", pair)
        split = case.judge("split", pair[::-1])
        assert split.supersedes == merged.id
        assert case.judgements()[-1] == split
        assert merged not in case.judgements()
        assert {target.document for target in merged.targets} == {ref, other.document}
