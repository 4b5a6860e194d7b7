"""A case is weighed as it is now: what was derived before is used again, and never changes what comes out."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from averment import Case, UsageError, to_json
from averment.weighing.ledger import Ledger
from tests.case.conftest import Adds
from tests.case.weighing import REPORTS, Counting, shown


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Put a model of words where the shipped one is had, and make batches small."""
    model = Counting()
    monkeypatch.setattr("averment.api.load_weigher", lambda *_: model)
    monkeypatch.setattr("averment.case.weighing.update.TOGETHER", 2)
    return model


def fresh(case: Case) -> dict[str, bytes]:
    """Weigh anew, with nothing kept."""
    (case.folder / "weighing.sqlite").unlink(missing_ok=True)
    with Case.open(case.folder) as anew:
        found = shown(anew)
    (case.folder / "weighing.sqlite").unlink()
    return found


def test_a_case_is_weighed_as_its_readings_are(case: Case, add: Adds, model: Counting) -> None:
    """What comes out is what the readings and judgements come to in memory."""
    add(dict(REPORTS))
    digests = [listed.digest for listed in case.documents()]
    case.judge("correct", [f"{digests[0]}#a1"], changes={"stance": "doubts"})
    case.judge("reject", [f"{digests[4]}#a2"])
    case.judge("correct", [digests[3]], changes={"published": "2031-03-04", "outlet": "The Halden Courier"})
    readings = [case.reading(digest) for digest in digests]

    ledger = Ledger.of(random.Random(3).sample(readings, len(readings)), model, case.judgements())

    assert [to_json(claim) for claim in case.claims()] == [to_json(claim) for claim in ledger.claims()]
    assert case.copies() == list(ledger.copies())
    assert case.figures() == ledger.figures()
    assert case.timeline() == ledger.timeline()
    assert case.sources() == ledger.sources()
    assert len(case.copies()) >= 3
    assert len(list(case.claims(limit=2))) == 2


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_adding_and_what_was_kept_change_nothing(
    tmp_path: Path, case: Case, write: Callable[[str, str | bytes], str], add: Adds, seed: int
) -> None:
    """Documents in any order and batches, weighed in between or not, some withdrawn and added again: the same bytes."""
    from tests.case.conftest import Ledger as Reader

    add(dict(REPORTS))
    wanted = fresh(case)
    dice = random.Random(seed)
    names = dice.sample(list(REPORTS), len(REPORTS))
    with Case.create(tmp_path / "other") as other:
        while names:
            some = [names.pop() for _ in range(min(len(names), dice.randint(1, 4)))]
            list(other.add([write(name, REPORTS[name]) for name in some], reader=Reader()))
            if dice.random() < 0.6:
                shown(other)
            if dice.random() < 0.4:
                other.remove([str(tmp_path / "files" / some[0])], "a test")
                names = dice.sample([*names, some[0]], len(names) + 1)
        assert shown(other) == wanted
    with Case.open(tmp_path / "other") as again:
        assert shown(again) == wanted


def test_only_what_is_new_is_made(case: Case, add: Adds, model: Counting) -> None:
    """A second look asks the model nothing; one more document, for what it says alone."""
    add({name: REPORTS[name] for name in list(REPORTS)[:5]})
    shown(case)
    asked = len(model.texts)
    assert asked
    with Case.open(case.folder) as again:
        shown(again)
        assert len(model.texts) == asked
        again.close()
    add({"more.txt": REPORTS["more.txt"]})
    with Case.open(case.folder) as again:
        shown(again)
    assert len(model.texts) == asked + 2
    assert shown(case) == fresh(case)


def test_what_is_withdrawn_leaves(case: Case, add: Adds) -> None:
    """As if it had never been there, and as it was when it comes back."""
    add({name: text for name, text in REPORTS.items() if name != "other.txt"})
    without = shown(case)
    (addition,) = add({"other.txt": REPORTS["other.txt"]})
    with_it = shown(case)
    assert addition.document is not None
    case.remove([addition.document], "twice the same")

    assert shown(case) == without != with_it

    add({"other.txt": REPORTS["other.txt"]})
    assert shown(case) == with_it == fresh(case)


def test_judgements_hold_at_once(case: Case, add: Adds, model: Counting) -> None:
    """A verdict changes the ledger without a model being asked for other documents; the one that replaces it, back."""
    (first, *_) = add(dict(REPORTS))
    before = shown(case)
    asked = len(model.texts)

    case.judge("reject", [f"{first.document}#a1"])
    rejected = shown(case)
    assert len(model.texts) == asked + 1
    case.judge("accept", [f"{first.document}#a1"])
    accepted = shown(case)
    assert len(model.texts) == asked + 1

    assert accepted == before
    assert rejected["claims"] != before["claims"]
    case.judge("reject", [f"{first.document}#a1"])
    assert fresh(case) == rejected


def test_a_claim_that_was_named_by_what_left_holds_no_more(case: Case, add: Adds) -> None:
    """A correction that names an attribution of a withdrawn document counts as none."""
    added = {addition.name.rpartition("/")[2]: addition.document for addition in add(dict(REPORTS))}
    one, other = f"{added['rain.txt']}#a2", f"{added['more.txt']}#a2"
    plain = shown(case)["claims"]
    case.judge("correct", [one], changes={"claim": other})
    moved = shown(case)["claims"]
    assert moved != plain
    assert case.claim(one).id == case.claim(other).id

    case.remove([str(added["more.txt"])], "a test")
    left = shown(case)["claims"]
    case.judge("correct", [one], changes={"claim": "proposed"})
    assert shown(case)["claims"] == left
    case.judge("correct", [one], changes={"claim": f"{added['wire.txt']}#a1"})
    assert shown(case)["claims"] != left


def test_claims_are_named_by_id_or_attribution(case: Case, add: Adds) -> None:
    """The whole id, its beginning, or an attribution of any document, by whatever names the document."""
    add(dict(REPORTS))
    claim = next(case.claims())
    assert claim.stated is not None
    path = next(listed.paths[0] for listed in case.documents() if listed.digest == claim.stated.document)

    for ref in (claim.id, f"{claim.stated.document[:20]}#{claim.stated.id}", f"{path}#{claim.stated.id}"):
        assert case.claim(ref) == claim
        case.figures(ref)
        assert case.timeline(ref)
    for ref in ("czzz", "", "nowhere.txt#a1", f"{path}#a99"):
        with pytest.raises(UsageError):
            case.claim(ref)


def test_nothing_to_weigh(case: Case, add: Adds, model: Counting) -> None:
    """A case without documents, or in which nobody says anything, has no claims; no model is asked, nothing is kept."""
    assert set(shown(case).values()) == {b""}
    assert not (case.folder / "weighing.sqlite").exists()
    add({"none.txt": REPORTS["none.txt"]})
    assert set(shown(case).values()) == {b""}
    assert model.texts == []


def test_copies_and_sources_need_no_model(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are had where there is none."""
    add(dict(REPORTS))

    def missing(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("averment.api.load_weigher", missing)
    assert len(case.copies()) >= 3
    assert case.sources()


def test_progress_is_told(case: Case, add: Adds) -> None:
    """What is done, how much, and of how much: up to all; of what is made once, only once."""
    add(dict(REPORTS))
    told: list[tuple[str, int, int]] = []
    list(case.claims(progress=lambda *step: told.append(step)))

    for what in {what for what, _, _ in told}:
        steps = [(done, whole) for name, done, whole in told if name == what]
        assert steps[0][0] == 0
        assert steps[-1][0] == steps[-1][1]
        assert steps == sorted(steps)
    told.clear()
    with Case.open(case.folder) as again:
        list(again.claims(progress=lambda *step: told.append(step)))
    assert told == []


def test_documents_are_told_apart_and_together(case: Case, add: Adds) -> None:
    """A split of two related documents holds at once, a merge of the same takes it back; so does a corrected date."""
    added = {addition.name.rpartition("/")[2]: str(addition.document) for addition in add(dict(REPORTS))}
    pair = (added["wire.txt"], added["copy.txt"])
    before = case.copies()
    assert set(pair) in [{copy.a, copy.b} for copy in before]

    case.judge("split", pair)
    assert set(pair) not in [{copy.a, copy.b} for copy in case.copies()]
    case.judge("merge", pair)
    assert [copy.relation for copy in case.copies() if {copy.a, copy.b} == set(pair)] == ["copy"]
    for name, day in (("wire.txt", "2031-03-04"), ("copy.txt", "2031-03-05")):
        case.judge("correct", [added[name]], changes={"published": day})
    dated = case.copies()
    assert dated != before

    (case.folder / "weighing.sqlite").unlink()
    with Case.open(case.folder) as anew:
        assert anew.copies() == dated
