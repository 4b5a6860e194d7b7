"""The related pairs of a corpus are those of its documents in memory: all of them, in whatever parts they are found."""

from __future__ import annotations

import csv
import hashlib
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.scale.weighing.corpus import weigh_corpus
from averment.scale.weighing.rows import CopyRow
from averment.tables.files import KINDS, Kind, rows_in
from averment.values import Copy, Document, Passage, Published
from averment.weighing.copies import copies
from tests.scale.weighing.corpora import corpus, reading_of
from tests.weighing.coverage.stories import story
from tests.weighing.dispatches import BACKGROUND, ELECTION, FLOOD, STRIKE, WIRE, document, reworded

FAKES = Path(__file__).parents[3].parent / "shared" / "data" / "fakes" / "fakes.csv"
TINY = 100_000
"""Bytes by which the work is cut: a few documents, a few hashes in a part."""
PIECES = st.sampled_from([WIRE, FLOOD, STRIKE, ELECTION, BACKGROUND, "سقطت القذائف على سوق المدينة", "one"])
DAYS = st.sampled_from([None, "2031-03-12", "2031-03-13", "2031-05-01"])
DOCUMENTS = st.builds(
    lambda pieces, share, seed, day, outlet: document(
        reworded("\n\n".join(pieces), share, seed) if share else "\n\n".join(pieces), day, outlet
    ),
    *(st.lists(PIECES, min_size=1, max_size=3), st.sampled_from([0.0, 0.1]), st.integers(0, 5), DAYS),
    st.sampled_from([None, "AFP", "Courier"]),
)


def found(folder: Path, kind: Kind = "parquet") -> list[Copy]:
    """Read the table of copies."""
    return [_copy(row) for row in rows_in(folder / "weighed" / f"copies.{kind}", CopyRow, kind)]


def coverage(seeds: Iterable[int]) -> list[Document]:
    """Give the documents of invented coverage, with what their editors changed."""
    return [reading.document for seed in seeds for reading in story(seed, 0.1).readings]


def _copy(row: CopyRow) -> Copy:
    return Copy(
        a=row.a,
        b=row.b,
        relation=row.relation,  # type: ignore[arg-type]  # it is compared
        direction=row.direction,  # type: ignore[arg-type]
        origin=row.origin,
        passages=tuple(Passage(a=(p.a.start, p.a.end), b=(p.b.start, p.b.end)) for p in row.passages),
        why=row.why,
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [TINY, 10**8], ids=["many parts", "one part"])
def test_the_pairs_are_those_of_memory(tmp_path: Path, kind: Kind, share: int) -> None:
    """Invented coverage: every pair, with its relation, direction, passages and reason, in order of the digests."""
    every = coverage(range(6))
    corpus(tmp_path, map(reading_of, every), kind=kind)
    summary = weigh_corpus(tmp_path, workers=1, share=share)

    expected = copies(every)
    assert len(expected) > 15
    assert found(tmp_path, kind) == expected
    assert sum(summary.pairs.values()) == len(expected)


def test_processes_change_nothing(tmp_path: Path) -> None:
    """Two processes write the same bytes as one, and more memory the same as less."""
    every = coverage(range(6))
    one, two = (corpus(tmp_path / name, map(reading_of, every)) for name in ("one", "two"))
    weigh_corpus(one, workers=1, share=10**8)
    weigh_corpus(two, workers=2, share=40_000)
    for name in ("copies.parquet", "origins.parquet"):
        assert (one / "weighed" / name).read_bytes() == (two / "weighed" / name).read_bytes()


@given(st.lists(DOCUMENTS, max_size=8), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_documents_in_any_order(tmp_path_factory: pytest.TempPathFactory, every: list[Document], dice) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Whatever the documents, in whatever order, some of them met twice: the pairs are those of memory."""
    shuffled = every + every[:2]
    dice.shuffle(shuffled)
    folder = tmp_path_factory.mktemp("corpus")
    if not shuffled:
        return
    corpus(folder, map(reading_of, shuffled), of_a_shard=3)
    weigh_corpus(folder, workers=1, share=TINY)
    assert found(folder) == copies(every)


def test_a_line_in_all_documents_keeps_them_comparable(tmp_path: Path) -> None:
    """A closing paragraph in every document, on many days, is background in the words of the whole corpus."""
    every = _with_one_line(40)
    corpus(tmp_path, map(reading_of, every))
    weigh_corpus(tmp_path, workers=1, share=TINY)
    expected = copies(every)
    assert found(tmp_path) == expected
    assert any("40 documents" in one.why for one in expected)


def _with_one_line(number: int) -> list[Document]:
    words = [f"w{place}" for place in range(400)]
    texts = (" ".join(random.Random(place).sample(words, 150)) for place in range(number))
    days = (f"2031-{1 + place % 12:02}-{1 + place % 27:02}" for place in range(number))
    return [document(f"{text}\n\n{BACKGROUND}", day, "Courier") for text, day in zip(texts, days, strict=True)]


@pytest.mark.skipif(not FAKES.exists(), reason="the reports of FA-KES are not here")
def test_real_reports(tmp_path: Path) -> None:
    """Reports of one war by outlets of opposed sides, in parts of a few documents: the pairs are those of memory."""
    every = _fakes(150)
    corpus(tmp_path, map(reading_of, every), of_a_shard=20)
    weigh_corpus(tmp_path, workers=1, share=2_000_000)
    expected = copies(every)
    assert len(expected) > 15
    assert found(tmp_path) == expected


def _fakes(number: int) -> Sequence[Document]:
    with FAKES.open(newline="", encoding="utf-8", errors="replace") as file:
        rows = [row for _, row in zip(range(number), csv.DictReader(file), strict=False)]
    return [_fake(row["article_content"], row["article_title"], row["source"], row["date"]) for row in rows]


def _fake(text: str, title: str, outlet: str, day: str) -> Document:
    on = date.fromisoformat(day)
    return Document(
        digest=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        media_type="text/plain",
        title=title,
        outlet=outlet,
        published=Published(start=on, end=on, how="given"),
        text=text,
    )
