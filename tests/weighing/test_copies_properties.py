"""What holds of copies for any texts: exact places, either order, nothing that a hostile text can make slow."""

from __future__ import annotations

import random
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.values import Judgement, Target
from averment.weighing.copies import (
    Fingerprint,
    Overlap,
    Relations,
    about,
    candidates,
    compare,
    copies,
    fingerprint,
    relate,
)
from tests.weighing.dispatches import BACKGROUND, ELECTION, FLOOD, STRIKE, WIRE, document, reworded

PIECES = st.sampled_from(
    [WIRE, FLOOD, STRIKE, ELECTION, BACKGROUND, "🙂 🙃", "سقطت القذائف على سوق المدينة", "", "one"]
)
TEXTS = st.lists(PIECES, max_size=4).map("\n\n".join)
DAYS = st.sampled_from([None, "2031-03-12", "2031-03-13", "2031-05-01"])
DOCUMENTS = st.builds(
    lambda text, share, seed, day, outlet: document(reworded(text, share, seed) if share else text, day, outlet),
    *(TEXTS, st.sampled_from([0.0, 0.1, 0.3]), st.integers(0, 9), DAYS, st.sampled_from([None, "AFP", "Courier"])),
)


@given(DOCUMENTS, DOCUMENTS)
@settings(deadline=None, max_examples=60)
def test_passages_are_exact_and_the_same_from_both_sides(one: object, other: object) -> None:
    """Passages lie in the texts, begin and end with words, overlap in neither; whoever is named first."""
    assert isinstance(one, type(other))
    found = compare(one, other)  # type: ignore[arg-type]

    assert found == compare(other, one)  # type: ignore[arg-type]
    if found is None:
        return
    texts = {each.digest: each.text for each in (one, other)}  # type: ignore[attr-defined]
    for text, spans in (
        (texts[found.a], [p.a for p in found.passages]),
        (texts[found.b], [p.b for p in found.passages]),
    ):
        for start, end in spans:
            assert 0 <= start < end <= len(text)
            assert text[start].isalnum()
            assert text[end - 1].isalnum()
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()
        ordered = sorted(spans)
        assert all(before[1] <= after[0] for before, after in pairwise(ordered))


@given(st.lists(DOCUMENTS, max_size=6), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_the_order_of_documents_changes_nothing(documents: list[object], chance: random.Random) -> None:
    """The same documents in another order, or twice, have the same relations; through the store as well."""
    shuffled = documents + documents[:1]
    chance.shuffle(shuffled)
    found = copies(documents)  # type: ignore[arg-type]

    assert copies(shuffled) == found  # type: ignore[arg-type]
    pairs = [(copy.a, copy.b) for copy in found]
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)


def test_all_that_is_kept_comes_back_the_same() -> None:
    """Fingerprints, overlaps and what is known of documents are small, and survive the store."""
    one, other = document(WIRE, "2031-03-12", "AFP"), document(f"{FLOOD} {WIRE}", "2031-03-13", "Courier")
    made = fingerprint(one)

    assert msgspec.msgpack.decode(msgspec.msgpack.encode(made), type=Fingerprint) == made
    assert len(msgspec.msgpack.encode(fingerprint(document(f"{WIRE} {FLOOD} {STRIKE} {ELECTION} {BACKGROUND}")))) < 4096
    overlap = compare(one, other)
    assert overlap
    kept = msgspec.msgpack.decode(msgspec.msgpack.encode(overlap), type=Overlap)
    known = {each.digest: about(each) for each in (one, other)}
    assert relate([kept], known) == copies([one, other])


HOSTILE = {
    "empty": "",
    "one word": "word",
    "one word over and over": "word " * 20_000,
    "no spaces": "x" * 200_000,
    "unspaced script": "長い文章です" * 8_000,
    "right to left": "أعلنت وزارة الصحة أن القصف أصاب السوق المركزي في المدينة القديمة صباح اليوم " * 300,
    "emoji": "🙂👩‍👩‍👧 " * 10_000,
    "quotation marks": '"' * 100_000,
    "stops": ". " * 60_000,
    "lone surrogate": "\ud800 " * 1_000,
    "two words": "a b " * 10_000,
    "brackets": "(AFP " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_no_trouble(name: str) -> None:
    """Any text can be looked at, alone, beside itself with a word more, and beside a report."""
    text = HOSTILE[name]
    documents = [document(text), document(f"{text} more"), document(WIRE)]

    for copy in copies(documents):
        assert all(each.digest not in {copy.a, copy.b} for each in documents[2:])


def test_right_to_left_copies_are_found() -> None:
    """Arabic with and without vowel signs is the same text; so are quotation marks and apostrophes of any shape."""
    text = "قال مسؤول في المستشفى إن ثلاثة وعشرين شخصا قتلوا يوم الثلاثاء عندما سقطت قذائف على سوق مزدحمة في بلدة فلمار"
    marked = "".join(letter + "\u064e" if letter == "ق" else letter for letter in text)

    (found,) = copies([document(text), document(f"{marked}.")])

    assert found.relation == "copy"
    (passage,) = found.passages
    assert passage.a[0] == passage.b[0] == 0


def test_commas_and_apostrophes_may_be_lost() -> None:
    """A text from which commas and apostrophes were stripped is the same text."""
    text = WIRE.replace("town clinic", "town's clinic").replace("23 people", "1,023 people")
    stripped = text.replace(",", "").replace("'", "").replace('"', "“")

    (found,) = copies([document(text), document(stripped)])

    assert "word for word" in found.why


def test_many_copies_cost_a_few_comparisons_each() -> None:
    """Copies of one dispatch are compared with the earliest, not each with each; all stay tied together."""
    prints = [fingerprint(document(f"{WIRE} {number}", f"2031-03-{1 + number % 28:02}")) for number in range(300)]
    pairs = candidates(prints)

    assert len(pairs) <= 6 * 300
    tied = {prints[0].document: prints[0].document} | {one.document: one.document for one in prints}
    for a, b in pairs:
        roots = []
        for each in (a, b):
            while tied[each] != each:
                each = tied[each]  # noqa: PLW2901  (up to the root)
            roots.append(each)
        tied[roots[0]] = roots[1]
    assert sum(tied[one] == one for one in tied) == 1


def test_judgements_hold() -> None:
    """A pair that was split is none; two that were merged are one dispatch, whatever they share; the latest holds."""
    one, copy, other = document(WIRE), document(f"{WIRE} More soon."), document(FLOOD)

    def judged(number: int, verdict: str, *documents: str, **more: str) -> Judgement:
        targets = tuple(Target(document=digest) for digest in documents)
        at = f"2031-04-0{number}T00:00:00Z"
        return Judgement(id=f"j{number}", verdict=verdict, targets=targets, by="ana", at=at, **more)  # type: ignore[arg-type]

    split = judged(1, "split", one.digest, copy.digest)
    assert copies([one, copy, other], [split]) == []
    back = judged(2, "accept", one.digest, copy.digest, supersedes="j1")
    assert [found.relation for found in copies([one, copy], [back, split])] == ["copy"]
    merged = judged(3, "merge", one.digest, other.digest)
    (found,) = copies([one, other], [merged])
    assert found.relation == "copy"
    assert "ana judged" in found.why
    assert copies([one], [merged]) == []


def test_pairs_are_looked_up_by_their_documents() -> None:
    """Of all pairs, those are given of which both documents were named."""
    documents = [document(WIRE), document(f"{WIRE} More."), document(f"{WIRE} Later.")]
    relations = Relations(reversed(copies(documents)))
    names = sorted(each.digest for each in documents)

    assert len(relations.all()) == 3
    assert [(one.a, one.b) for one in relations.among(names[:2])] == [tuple(names[:2])]
    assert relations.among(names[:1]) == []
