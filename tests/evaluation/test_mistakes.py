"""What a person gets to read when the reader was wrong."""

from __future__ import annotations

import pytest

from averment.errors import GoldError
from averment.evaluation import mistakes

from .builders import BRIDGE, DIVERS, FINCH, POLICE, gold, place, reading

ARTICLE = gold(BRIDGE, FINCH, POLICE, DIVERS)


def test_a_right_reading_has_no_mistakes() -> None:
    """Differences of punctuation alone are none."""
    assert not list(mistakes([(ARTICLE, reading(BRIDGE, POLICE, (*FINCH[:2], FINCH[2].strip('"')), DIVERS))]))


def test_missed_and_invented_attributions_are_quoted_whole() -> None:
    """Source, cue in brackets, content: enough to judge who was right."""
    invented, missed = mistakes([(ARTICLE, reading(BRIDGE, FINCH, DIVERS, ("Ada", "safe", "to cross")))])
    assert (invented.kind, invented.of, invented.found_quote) == ("invented", "attribution", "Ada [safe] to cross")
    assert (missed.kind, missed.of, missed.expected_quote) == ("missed", "attribution", "Police [denied] it")
    assert (invented.expected_quote, missed.found_quote) == ("", "")
    assert missed.at == place(BRIDGE, "denied")[0]
    assert missed.place == f"bridge:{missed.at}"
    assert "Police denied it." in missed.context


@pytest.mark.parametrize(
    ("source", "kind"), [("Ada Finch", "boundary"), ("Police", "elsewhere"), ("", "missed"), ("Mayor Ada Finch", None)]
)
def test_a_wrong_part_of_a_found_attribution_is_named(source: str, kind: str | None) -> None:
    """Boundaries, wrong places and absences are told apart."""
    found = [(m.kind, m.of) for m in mistakes([(gold(BRIDGE, FINCH), reading(BRIDGE, (source, *FINCH[1:])))])]
    assert found == ([(kind, "source")] if kind else [])


def test_a_part_that_nobody_marked_is_invented() -> None:
    """A source where there is none is told from a source in the wrong place."""
    (mistake,) = mistakes([(gold(BRIDGE, ("", *POLICE[1:])), reading(BRIDGE, POLICE))])
    assert (mistake.kind, mistake.of, mistake.found_quote) == ("invented", "source", "Police")


def test_mistakes_come_in_order_of_the_text() -> None:
    """A person reads them beside the article."""
    found = list(mistakes([(ARTICLE, reading(BRIDGE, ("", "added", "Divers"), ("", "said", "it")))]))
    assert len(found) == 5
    assert [m.at for m in found] == sorted(m.at for m in found)


def test_without_a_reading_everything_is_missed() -> None:
    """An article that could not be read is not an article without mistakes."""
    assert [m.kind for m in mistakes([(ARTICLE, None)])] == ["missed"] * 3


def test_an_attribution_without_any_part_can_be_shown() -> None:
    """A reader may be so wrong as to give nothing at all."""
    (mistake,) = mistakes([(gold(BRIDGE), reading(BRIDGE, ("", "", "")))])
    assert (mistake.at, mistake.found_quote) == (0, "[]")


def test_a_reading_of_another_text_is_an_error() -> None:
    """Quotations from the wrong text would mislead."""
    with pytest.raises(GoldError, match="differs"):
        list(mistakes([(ARTICLE, reading("Another text."))]))
