"""Documents go back to their roots by copies and credits, and each says why; nothing is joined without a reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.scale.weighing.corpus import weigh_corpus
from averment.scale.weighing.families import NOBODY, Joining
from averment.scale.weighing.rows import OriginRow
from averment.tables.files import KINDS, Kind, rows_in
from averment.values import Document
from tests.scale.weighing.corpora import corpus, reading_of
from tests.weighing.dispatches import ELECTION, FLOOD, STRIKE, WIRE, document, reworded


def found(folder: Path, documents: list[Document], kind: Kind = "parquet") -> dict[str, OriginRow]:
    """Weigh documents; give the rows by digest."""
    weigh_corpus(corpus(folder, map(reading_of, documents), kind=kind), workers=1)
    rows = list(rows_in(folder / "weighed" / f"origins.{kind}", OriginRow, kind))
    assert [row.document for row in rows] == sorted({one.digest for one in documents})
    return {row.document: row for row in rows}


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_goes_back_to_the_first(tmp_path: Path, kind: Kind) -> None:
    """Of one report in three outlets the first is the root, and the others say through whom, and why."""
    first = document(FLOOD, "2031-03-12", "Courier")
    second, third = (document(reworded(FLOOD, 0.05, day), f"2031-03-{day}", f"Paper {day}") for day in (13, 14))
    other = document(ELECTION, "2031-03-12", "Gazette")
    rows = found(tmp_path, [third, other, first, second], kind)

    assert {rows[one.digest].root for one in (first, second, third)} == {"Courier"}
    assert {rows[one.digest].report for one in (first, second, third)} == {first.digest}
    assert [rows[one.digest].copies for one in (first, other)] == [3, 1]
    assert (rows[first.digest].through, rows[first.digest].relation) == (None, None)
    assert rows[second.digest].through == first.digest
    assert rows[second.digest].relation == "copy"
    assert "a copy of the report of Courier of 12 March" in rows[second.digest].why
    assert rows[first.digest].why == "put out by Courier, and it credits no agency; 2 other documents are this report"
    assert rows[other.digest].why == "put out by Gazette, and it credits no agency; no other document is this report"


def test_a_credit_names_the_agency(tmp_path: Path) -> None:
    """What credits an agency goes back to it, and so does a copy of it that credits nobody; so does its own report."""
    credited = document(f"LUDVA (AFP) - {WIRE}", "2031-03-12", "Courier")
    copied = document(WIRE, "2031-03-13", "Gazette")
    own = document(FLOOD, "2031-03-14", "AFP")
    rows = found(tmp_path, [credited, copied, own])

    assert {(row.root, row.kind, row.documents) for row in rows.values()} == {("AFP", "agency", 3)}
    assert rows[credited.digest].why.startswith("credits AFP in its dateline")
    assert rows[own.digest].why.startswith("put out by AFP itself")
    assert rows[copied.digest].why.endswith("the report goes back to AFP")
    assert rows[own.digest].report == own.digest


def test_two_agencies_are_never_one(tmp_path: Path) -> None:
    """The same words under the names of two agencies stay two reports: likeness of words joins no two named ones."""
    one = document(f"LUDVA (AFP) - {WIRE}", "2031-03-12", "Courier")
    two = document(f"LUDVA (Reuters) - {WIRE}", "2031-03-13", "Gazette")
    rows = found(tmp_path, [one, two])
    assert [rows[each.digest].root for each in (one, two)] == ["AFP", "Reuters"]
    assert all(row.copies == 1 for row in rows.values())


def test_without_an_outlet_the_document_is_the_root(tmp_path: Path) -> None:
    """Nobody is named: the document itself stands for whoever it was, and says so."""
    one = document(STRIKE)
    (row,) = found(tmp_path, [one]).values()
    assert row.kind == "document"
    assert row.why == "nothing says who put it out, and it credits no agency; no other document is this report"


@given(
    st.lists(st.sampled_from([NOBODY, NOBODY, 0, 1]), min_size=1, max_size=12).flatmap(
        lambda own: st.tuples(
            st.just(own),
            st.lists(
                st.tuples(*[st.integers(0, len(own) - 1)] * 2, st.sampled_from(["a->b", "b->a", None])), max_size=20
            ),
        )
    )
)
@settings(deadline=None)
def test_reports_are_trees(given_: tuple[list[int], list[tuple[int, int, str | None]]]) -> None:
    """Every document is in one report, tied to its first by pairs that were given; no report is of two agencies."""
    own, pairs = given_
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    joining = Joining(own)
    joining.take(pairs)
    families = joining.families()
    edges = {frozenset(pair[:2]) for pair in pairs}
    for number in range(len(own)):
        at, steps = number, 0
        while families.through[at] != NOBODY:
            assert frozenset((at, int(families.through[at]))) in edges
            at, steps = int(families.through[at]), steps + 1
            assert steps <= len(own)
        assert at == families.first[number]
    for head in set(families.first.tolist()):
        agencies = {own[number] for number in range(len(own)) if families.first[number] == head} - {NOBODY}
        assert len(agencies) <= 1
        assert not agencies or own[head] != NOBODY
