"""What is seen in the words of a content: what only points to others, negation, names, whom it names first."""

from __future__ import annotations

import pytest

from averment.weighing.claims import words


@pytest.mark.parametrize(
    "content",
    [
        "it",
        "them",
        "the allegations",
        "those accusations",
        "the claims as “a fairy tale from the capital”",
        "an accusation",
        "",
    ],
)
def test_a_content_may_only_point(content: str) -> None:
    """Words that only name what others said are no claim of their own."""
    assert words.points(content)


@pytest.mark.parametrize(
    "content",
    [
        "using chemical weapons",
        "accusations it carried out the attacks",
        "the shelling of Velmar clinic",
        "reports that nine patients were killed",
    ],
)
def test_a_content_may_say_something(content: str) -> None:
    """Words that say what happened are."""
    assert not words.points(content)


def test_names_are_written_with_a_capital_only() -> None:
    """A word that opens a sentence or stands in a headline is no name; a day of the week is none either."""
    text = "Army Denies Shelling Velmar\n\nOn Monday the army in Velmar denied it. Shelling went on, said Orsk Halden."
    assert words.Names(text).within("Army denies shelling Velmar on Monday, Halden says") == ["Velmar", "Halden"]


@pytest.mark.parametrize(
    ("content", "side"),
    [
        ("the army of shelling rebels in Velmar", "state"),
        ("rebels of shelling the army", "opposed"),
        ("nine people died", None),
    ],
)
def test_the_side_named_first(content: str, side: str | None) -> None:
    """In an accusation the one who is accused stands first."""
    assert words.side_in(content) == side


def test_endings_make_no_other_name() -> None:
    """A country, its people and its genitive without the apostrophe are one name."""
    assert len({words.stem(name) for name in ("Syria", "Syrian", "Syria's", "Syrias")}) == 1


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("it was not behind the attack", True),
        ("it did not only shell the clinic", False),
        ("it shelled the clinic", False),
    ],
)
def test_negation(content: str, expected: bool) -> None:  # noqa: FBT001
    """A negation near the start turns the whole; "not only" turns nothing."""
    assert words.negated(content) is expected
