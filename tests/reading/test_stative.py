"""Reports by an adjective, which the model seldom sees."""

import pytest

from averment.inference.tagging import TaggedCue
from averment.reading.sentences import Sentences
from averment.reading.stative import stative
from averment.values import Span


def found(text: str, taken: tuple[Span, ...] = ()) -> list[tuple[str, str, str]]:
    """Give source, cue and content of each report, as words."""
    marks = stative(text, Sentences(text), taken)
    return [(_words(text, m.source), _words(text, m.cue), _words(text, m.content)) for m in marks]


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (
            "Foreign Secretary Ada Lund has been “firm and clear” with her colleague that Vantor should withdraw.",
            ("Foreign Secretary Ada Lund", "has been “firm and clear", "Vantor should withdraw."),
        ),
        ("The widow was adamant that no shot had been fired.", ("The widow", "was adamant", "no shot had been fired.")),
        ("It rained, but loyalists of the mayor remain defiant that he won.", None),
        ("It rained, but the miners remain defiant that he won.", ("the miners", "remain defiant", "he won.")),
        ("He has been very clear that he will go.", ("He", "has been very clear", "he will go.")),
    ],
)
def test_an_adjective_reports(text: str, report: tuple[str, str, str] | None) -> None:
    """Source, cue and content are found around it; a subject that is not surely somebody is left alone."""
    assert found(text) == ([report] if report else [])


@pytest.mark.parametrize(
    "text",
    [
        "It is clear that the dam broke.",
        "What is clear is that the dam broke.",
        "The evidence was clear that the dam broke.",
        "The water was clear and cold.",
        "The minister was happy that the dam held.",
    ],
)
def test_what_nobody_said_is_not_reported(text: str) -> None:
    """An impersonal clause, and an adjective of feeling, report nothing."""
    assert found(text) == []


def test_what_the_model_marked_is_not_marked_again() -> None:
    """A cue that touches one of the model's gives way to it; the source begins behind the cue before."""
    text = "He said General Oru Venn was explicit that the order stood."
    assert found(text, ((3, 7),)) == [("General Oru Venn", "was explicit", "the order stood.")]
    assert found(text, ((3, 7), (27, 35))) == []


def test_the_score_is_one_of_a_reading() -> None:
    """It is between 0 and 1, and the same for all."""
    text = "The widow was adamant that no shot had been fired."
    assert list(stative(text, Sentences(text), ())) == [
        TaggedCue(((10, 21),), ((0, 9),), ((27, 50),), 0.6),
    ]
