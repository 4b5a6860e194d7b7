"""Attributions are nested by where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from averment import Attribution, Reading
from averment.render.nesting import holders
from tests.conftest import mark


def held(reading: Reading) -> dict[str, str]:
    """Say by ids which attribution stands in which."""
    return {inner: outer.id for inner, outer in holders(reading.attributions).items()}


def test_a_report_of_a_report_is_nested(velmar: Reading) -> None:
    """What a source says that another said stands in it; the rest stands in nothing."""
    assert held(velmar) == {"a3": "a2", "a6": "a5"}


def test_the_nearest_holder_is_the_holder() -> None:
    """In three levels each stands in the next, not all in the first."""
    text = "Ana said Bo said Cy said it rained."
    reading = mark(
        text,
        ("Cy", "said", "it rained", "Cy"),
        ("Ana", "said", "Bo said Cy said it rained"),
        ("Bo", "said", "Cy said it rained", "Bo"),
    )

    assert held(reading) == {"a1": "a3", "a3": "a2"}


def test_words_between_the_pieces_are_not_inside() -> None:
    """The cue between two pieces of a quotation is not in the quotation."""
    text = "“It rained,” said Ana, who claimed to know, “all day.”"
    reading = mark(text, ("Ana", "said", ["“It rained,”", "“all day.”"]), ("who", "claimed", "to know"))

    assert held(reading) == {}


span = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
spans = st.lists(span, max_size=2).map(lambda found: tuple(sorted(found)))
parts = st.lists(st.tuples(spans, spans, spans), max_size=8)


@given(parts)
def test_nothing_stands_in_itself(found: list[tuple[tuple[tuple[int, int], ...], ...]]) -> None:
    """However spans overlap, no chain of holders comes back to where it began, and the order given changes nothing."""
    attributions = [
        Attribution(id=f"a{number:02}", source=source, cue=cue, content=content, score=1)
        for number, (source, cue, content) in enumerate(found)
    ]

    holding = holders(attributions)
    for name in holding:
        chain = [name]
        while chain[-1] in holding:
            chain.append(holding[chain[-1]].id)
            assert len(chain) <= len(attributions)
    assert holders(reversed(attributions)) == holding
