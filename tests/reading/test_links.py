"""What a denial, a doubt or a confirmation is about. Every person and place is invented."""

import pytest

from averment.inference.tagging import TaggedCue
from averment.reading.acts import decide_acts
from averment.reading.acts.pairs import REACH, pairs
from averment.reading.draft import Draft
from averment.values import quote
from tests.reading.growth import LINEAR, growth
from tests.reading.speaking import spoken, unmarked

STRIKE = (
    "[The opposition|accused|government forces of gassing hundreds of villagers in Orvane]. "
    "[Doctors|said|the victims had breathed a nerve agent]. "
    "[The mayor of Pell|said|the bridge at Pell would be closed for repairs]. "
)


def read(marked: str) -> Draft:
    """Read a text in which each attribution stands as `[source|cue|content]`, its acts and links decided."""
    return decide_acts(spoken(*unmarked(marked)))


def about(marked: str) -> list[str]:
    """Give the beginnings of what the last attribution is about."""
    draft = read(marked)
    contents = {a.id: quote(draft.text, a.content) for a in draft.attributions}
    return [" ".join(contents[ident].split()[:4]) for ident in draft.attributions[-1].about]


@pytest.mark.parametrize(
    "denial",
    [
        "[The government|denied|using chemical weapons]",
        "[The government|dismissed|the accusations]",
        "[The Information Ministry|rejected|the opposition's claims]",
        "[A government spokesman|said|government forces had never used gas against villagers]",
    ],
)
def test_a_denial_is_about_the_accusation_of_its_side(denial: str) -> None:
    """In its own words, or through "the accusations"; never about what has nothing to do with it."""
    found = about(f"{STRIKE}{denial}.")
    assert "government forces of gassing" in found
    assert "the bridge at Pell" not in found


def test_what_a_denial_quotes_is_what_it_is_about() -> None:
    """An accusation told inside the denial is the nearest there is."""
    text = "Vantor denies, in the words of its minister, reports that its jets bombed Lusk market."
    at = text.index("reports")
    inner = text.index("its jets")
    cues = [
        TaggedCue(((7, 13),), ((0, 6),), ((at, len(text) - 1),), 1.0),
        TaggedCue(((at, at + 12),), (), ((inner, len(text) - 1),), 1.0),
    ]
    draft = decide_acts(spoken(text, cues))
    assert [(a.act, a.about) for a in draft.attributions] == [("deny", ("a2",)), ("assert", ())]


def test_a_doubt_about_reports_is_about_those_who_made_them() -> None:
    """Who cannot verify the activists' account doubts the activists."""
    assert about(f"{STRIKE}[The paper|could not verify|the doctors' account].") == ["the victims had breathed"]


def test_a_doubt_about_an_open_question_is_about_nobody() -> None:
    """Who "did not say who" withholds; no statement is doubted."""
    assert about(f"{STRIKE}[The police|did not say|who was responsible for the attack].") == []


def test_a_confirmation_of_what_was_said_is_about_it() -> None:
    """To confirm "the report" points back; to confirm that somebody has gone points nowhere."""
    assert "the victims had breathed" in about(f"{STRIKE}[The hospital|confirmed|the doctors' report].")
    assert about(f"{STRIKE}[The hospital|confirmed|he had gone home to his family].") == []


def test_an_assertion_is_about_nothing() -> None:
    """Only denials, doubts and confirmations have something they are about."""
    assert about(STRIKE.rstrip()) == []


def test_a_denial_of_a_denial_is_about_the_denial() -> None:
    """Who rejects the denials accuses again."""
    found = about(f"{STRIKE}[The government|denied|using chemical weapons]. [The opposition|dismissed|the denials].")
    assert found[-1] == "using chemical weapons"


def test_nothing_is_about_itself_and_candidates_are_near() -> None:
    """However many statements there are, each is held against no more than `REACH` on either side."""
    draft = read("[Ana Lund|denied|the attack]. " * (3 * REACH))
    for one, candidates in pairs(draft):
        assert one not in [other for other, _ in candidates]
        assert len(candidates) <= 2 * REACH
    assert all(a.id not in a.about for a in draft.attributions)


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
def test_time_grows_with_the_text() -> None:
    """A page of nothing but denials costs in proportion to its length."""

    def run(text: str) -> None:
        read(text)

    assert growth(run, ". [Ana|denied|gas attack]") < LINEAR
