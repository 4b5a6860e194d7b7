"""What a person gets to read when acts, links, speakers, evidence or figures were wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from averment.evaluation import mistakes, score
from averment.values import Evidence, Figure, Speaker

from .builders import place
from .completes import WELL, complete, nine, photographs, right

if TYPE_CHECKING:
    from averment.evaluation import Mistake
    from averment.values import Reading


def found(reading: Reading | None) -> list[Mistake]:
    """Give the mistakes of a reading of the small article."""
    return list(mistakes([(complete(), reading)]))


def only(reading: Reading) -> tuple[str, str, str]:
    """Give kind and matter of the one mistake, what was marked, and what was read."""
    (mistake,) = found(reading)
    return f"{mistake.kind} {mistake.of}", mistake.expected_quote, mistake.found_quote


def test_a_right_reading_has_no_mistakes() -> None:
    """Not in what it decided either."""
    assert not found(right())


def test_a_wrong_act_shows_both_acts_and_the_words() -> None:
    """Enough to judge who was right."""
    assert only(right({3: {"act": "assert"}})) == (
        "wrong act",
        "doubt: Rao [could not say] who dug them",
        "assert: Rao [could not say] who dug them",
    )


@pytest.mark.parametrize(("i", "act", "kind"), [(1, "assert", "missed"), (1, None, "missed"), (0, "deny", "invented")])
def test_denials_have_a_name_of_their_own(i: int, act: str | None, kind: str) -> None:
    """Missed or taken for one, a denial is what a person looks for first."""
    (mistake,) = found(right({i: {"act": act}}))
    assert (mistake.kind, mistake.of) == (kind, "denial")


def test_a_denial_that_was_not_found_at_all_is_a_missed_denial() -> None:
    """It is told once, with all its words; so is one that nobody marked."""
    reading = right({1: {"cue": (place(WELL, "graves"),), "content": (place(WELL, "graves"),), "about": ()}})
    wholes = [(m.kind, m.of, m.expected_quote or m.found_quote) for m in found(reading)]
    assert wholes == [
        ("missed", "denial", "General Anna Rao [denied] it"),
        ("invented", "denial", "General Anna Rao [graves] graves"),
    ]


def test_a_wrong_speaker_shows_both_names() -> None:
    """The name wanted, and the name given, if there is one."""
    others = tuple(Speaker(id=f"s{i}", name=name, kind="person") for i, name in enumerate("ABCD", start=1))
    assert only(right({1: {"speaker": "s3"}})) == ("wrong speaker", "Anna Rao", "doctor")
    assert only(right({1: {"speaker": None}})) == ("missed speaker", "Anna Rao", "")
    assert len(found(right(speakers=others))) == 4


def test_links_show_both_ends() -> None:
    """Missed and invented, from the denial to what it is about."""
    rao, doctor = "General Anna Rao [denied] it", "A doctor [showed] photographs of the graves"
    missed, invented = found(right({1: {"about": ("a3",)}}))
    assert (missed.kind, missed.of) == ("missed", "about")
    assert missed.expected_quote == f"{rao} → Villagers [said] soldiers had killed nine men at the well"
    assert (invented.kind, invented.of, invented.found_quote) == ("invented", "about", f"{rao} → {doctor}")
    assert missed.at == invented.at == place(WELL, "denied")[0]


@pytest.mark.parametrize(
    ("evidence", "told"),
    [
        ((), ("missed evidence", "imagery: photographs of the graves", "")),
        (
            (photographs(kind="data"),),
            ("wrong evidence_type", "imagery: photographs of the graves", "data: photographs of the graves"),
        ),
        ((photographs(), photographs("the well")), ("invented evidence", "", "imagery: the well")),
    ],
)
def test_evidence_shows_type_and_words(evidence: tuple[Evidence, ...], told: tuple[str, str, str]) -> None:
    """Missed, invented, or of another type."""
    assert only(right(evidence=evidence)) == told


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((), ("missed figure", "killed 9: nine men", "")),
        ((nine("nine", low=9, high=None),), ("wrong figure", "killed 9: nine men", "killed 9 to ?: nine")),
        ((nine(), nine("the well", "injured", None, 50)), ("invented figure", "", "injured ? to 50: the well")),
        ((nine(), nine(what="other", low=1)), None),
    ],
)
def test_figures_show_what_is_counted_and_the_bounds(
    figures: tuple[Figure, ...], told: tuple[str, str, str] | None
) -> None:
    """One that stands where another was marked is wrong, and told once; those of neither killed nor injured are not."""
    if told:
        assert only(right(figures=figures)) == told
    else:
        assert not found(right(figures=figures))


def test_gold_that_has_no_acts_has_no_such_mistakes() -> None:
    """Spans alone are compared where spans alone were annotated."""
    spans_only = msgspec.structs.replace(complete(), complete=False)
    assert not list(mistakes([(spans_only, right({0: {"act": "deny"}}, figures=(), evidence=()))]))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"changes": {0: {"act": "deny"}, 2: {"act": "ask", "speaker": "s1"}}},
        {"evidence": (photographs("the well"),), "figures": (nine("the well"), nine("men", "injured"))},
    ],
)
def test_mistakes_are_what_the_scores_do_not_count(change: dict[str, Any]) -> None:
    """Of denials, evidence and figures, missed and wrong ones are the gold that is not right."""
    reading = right(**change)
    rows = score([(complete(), reading)]).rows
    for row, matter in (("deny", "denial"), ("evidence", "evidence"), ("figures", "figure")):
        missed = [m for m in found(reading) if m.of == matter and m.kind in {"missed", "wrong"}]
        assert len(missed) == rows[row].n - rows[row].right


def test_without_a_reading_all_is_missed() -> None:
    """Attributions, the denial among them, evidence and figure."""
    assert [m.of for m in found(None)] == ["attribution", "figure", "denial", "attribution", "evidence", "attribution"]
