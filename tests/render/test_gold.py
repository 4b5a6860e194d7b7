"""Reviewed documents as annotated data: what was accepted and corrected, nothing that was rejected, nothing unseen."""

from __future__ import annotations

from pathlib import Path

from averment import Attribution, Evidence, Figure, Judgement, Reading, Target
from averment.evaluation import read_gold, score
from averment.render.exports.gold import Annotated
from averment.values.judgements import Verdict
from averment.weighing.judged import digest_of, judged
from averment.weighing.reviewed import Review


def _judgement(
    reading: Reading, name: str | None, verdict: Verdict = "accept", number: int = 1, **changes: str
) -> Judgement:
    target = Target(document=reading.document.digest, reading=digest_of(reading) if name else None, id=name)
    return Judgement(
        id=f"j{number}", verdict=verdict, targets=(target,), changes=changes, by="ana", at="2031-03-12T00:00:00Z"
    )


def _accepted(reading: Reading) -> list[Judgement]:
    named: tuple[Attribution | Evidence | Figure, ...] = (*reading.attributions, *reading.evidence, *reading.figures)
    return [_judgement(reading, one.id, number=number) for number, one in enumerate(named, start=1)]


def _annotated(reading: Reading, judgements: list[Judgement]) -> Annotated:
    review = Review(judgements, {reading.document.digest: digest_of(reading)})
    return Annotated(reading, judged(reading, judgements), review)


def _written(folder: Path, annotated: Annotated) -> Path:
    for name, data in annotated.files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_what_is_exported_is_what_was_read_and_accepted(velmar: Reading, tmp_path: Path) -> None:
    """Scored against the gold made of it, a reading is right in every row there is."""
    (article,) = read_gold(_written(tmp_path, _annotated(velmar, _accepted(velmar))))

    scores = score([(article, velmar)])

    rows = {name: getattr(scores, name) for name in scores.__struct_fields__ if hasattr(getattr(scores, name), "f1")}
    assert len(rows) >= 12
    assert {name: (row.precision, row.recall) for name, row in rows.items() if row.n} == {
        name: (100.0, 100.0) for name, row in rows.items() if row.n
    }
    assert {name for name, row in rows.items() if not row.n} == set()


def test_corrections_are_in_it_and_what_was_rejected_is_not(velmar: Reading, tmp_path: Path) -> None:
    """The file says what people left of a reading; no reference leads to what they threw out."""
    judgements = [one for one in _accepted(velmar) if one.targets[0].id not in {"a3", "a9", "e2"}]
    judgements += [
        _judgement(velmar, "a9", "correct", 91, act="doubt"),
        _judgement(velmar, "a3", "reject", 92),
        _judgement(velmar, "e2", "reject", 93),
    ]

    annotated = _annotated(velmar, judgements)
    (article,) = read_gold(_written(tmp_path, annotated))

    acts = {one.id: one.act for one in article.attributions}
    assert acts["a9"] == "doubt"
    assert "a3" not in acts
    assert all("a3" not in one.about for one in article.attributions)
    assert [one.id for one in article.evidence] == ["e1"]
    assert article.evidence[0].rests == ("a4",)
    gold = annotated.gold()
    assert {one.id: one.state for one in gold.attributions}["a9"] == "corrected"
    assert (gold.by, gold.partial, gold.outlet) == (("ana",), False, "The Halden Courier")


def test_what_nobody_reviewed_is_never_in_it(velmar: Reading) -> None:
    """With a line left, what is made of a document says so and lies apart; it holds the reviewed lines alone."""
    judgements = [one for one in _accepted(velmar) if one.targets[0].id in {"a2", "a3", "f1"}]

    annotated = _annotated(velmar, judgements)
    gold = annotated.gold()

    assert (annotated.left, annotated.lines) == (12, 15)
    assert gold.partial
    assert [one.id for one in gold.attributions] == ["a2", "a3"]
    assert [(one.id, one.by) for one in gold.figures] == [("f1", None)]
    assert gold.evidence == ()
    assert {name.partition("/")[0] for name, _ in annotated.files()} == {"partial"}


def test_who_is_not_named_is_unattributed(velmar: Reading) -> None:
    """A claim that nobody in the report is said to make has no span for a source, and the name that says so."""
    gold = _annotated(velmar, _accepted(velmar)).gold()

    (third,) = (one for one in gold.attributions if one.id == "a3")
    assert third.source is None
    assert (third.who.name, third.who.kind) == ("unattributed", "unnamed")


def test_a_rejected_document_is_known_to_be(velmar: Reading) -> None:
    """Whoever rejects a document wants none of it handed over."""
    annotated = _annotated(velmar, [*_accepted(velmar), _judgement(velmar, None, "reject", 99)])

    assert annotated.rejected
