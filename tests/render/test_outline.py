"""Attributions are nested by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from averment import Attribution, Reading
from averment.render.outline import Branch, outline
from tests.conftest import mark


def ids(branches: tuple[Branch, ...]) -> list[object]:
    """Give the tree as nested lists of ids."""
    return [[branch.attribution.id, *ids(branch.nested)] for branch in branches]


def test_a_report_of_a_report_is_nested(velmar: Reading) -> None:
    """What a source says that another said stands under it; the rest stands in order of the text."""
    assert ids(outline(velmar.attributions)) == [
        ["a1"],
        ["a2", ["a3"]],
        ["a4"],
        ["a5", ["a6"]],
        ["a7"],
        *([f"a{n}"] for n in (8, 9, 10, 11)),
    ]


def test_the_nearest_holder_is_the_parent() -> None:
    """In three levels each stands under the next, not all under the first."""
    text = "Ana said Bo said Cy said it rained."
    reading = mark(
        text,
        ("Cy", "said", "it rained", "Cy"),
        ("Ana", "said", "Bo said Cy said it rained"),
        ("Bo", "said", "Cy said it rained", "Bo"),
    )

    assert ids(outline(reading.attributions)) == [["a2", ["a3", ["a1"]]]]


def test_words_between_the_pieces_are_not_inside() -> None:
    """The cue between two pieces of a quotation is not in the quotation."""
    text = "“It rained,” said Ana, who claimed to know, “all day.”"
    reading = mark(text, ("Ana", "said", ["“It rained,”", "“all day.”"]), ("who", "claimed", "to know"))

    assert ids(outline(reading.attributions)) == [["a1"], ["a2"]]


span = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
spans = st.lists(span, max_size=2).map(lambda found: tuple(sorted(found)))
parts = st.lists(st.tuples(spans, spans, spans), max_size=8)


@given(parts)
def test_each_attribution_stands_in_the_tree_once(found: list[tuple[tuple[tuple[int, int], ...], ...]]) -> None:
    """However spans overlap, none is lost, doubled or its own ancestor, and the order given changes nothing."""
    attributions = [
        Attribution(id=f"a{number:02}", source=source, cue=cue, content=content, score=1)
        for number, (source, cue, content) in enumerate(found)
    ]

    def flat(branches: tuple[Branch, ...]) -> list[str]:
        return [name for branch in branches for name in (branch.attribution.id, *flat(branch.nested))]

    tree = outline(attributions)
    assert sorted(flat(tree)) == [attribution.id for attribution in attributions]
    assert outline(reversed(attributions)) == tree
