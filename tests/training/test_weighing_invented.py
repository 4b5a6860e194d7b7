"""Invented coverage: whether what a statement commits to agrees with the stance that is learned from it."""

import random
import re
from collections import Counter

import msgspec
import pytest

from averment import Attribution, Document, Reading, Speaker
from averment.weighing.views import view
from tests.conftest import MODEL
from training.weighing.examples import DENIES, DOUBTS, NONE, STANCES, SUPPORTS
from training.weighing.invented import GRAMMAR, example
from training.weighing.invented.examples import Statement, line, made, of_another
from training.weighing.invented.grammar import Meaning, PropositionKind, StatementKind, Way
from training.weighing.invented.scenes import Filling, Scene, another, fields, scene

ASKED = {kind.name: kind for kind in GRAMMAR.propositions}
SAID = {kind.name: kind for kind in GRAMMAR.statements}


def event() -> Scene:
    """Give an event that does not change: a strike on a market in Karhama, of which the government is accused."""
    government, rebels = GRAMMAR.words.sides[:2]
    strike = next(kind for kind in GRAMMAR.words.events if kind.name == "strike")
    return Scene(strike, "a market", "Karhama", government, rebels)


def ways() -> list[tuple[StatementKind, Way]]:
    """Give every way in which a statement is made."""
    return [(kind, way) for kind in GRAMMAR.statements for way in kind.ways]


def stances(kind: StatementKind, asked: PropositionKind) -> set[int]:
    """Give the stances that statements of a kind take on what is asked."""
    return {asked.stance(way) for way in kind.ways}


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ("blames the first side", "the first side did it", SUPPORTS),
        ("blames the first side", "it happened", SUPPORTS),
        ("blames the first side", "the first side did not do it", DENIES),
        ("blames the first side", "the second side did it", NONE),
        ("accuses the first side", "the first side has done such things before", NONE),
        ("says that it happened", "the first side did it", NONE),
        ("says that it happened", "it did not happen", DENIES),
        ("the first side denies", "the first side did it", DENIES),
        ("the first side denies", "the first side did not do it", SUPPORTS),
        ("the first side denies", "it happened", NONE),
        ("the first side denies in its own words", "the second side did it", NONE),
        ("denies that it happened", "it happened", DENIES),
        ("denies that it happened", "the first side did it", DENIES),
        ("denies that it happened", "it did not happen", SUPPORTS),
        ("denies that it happened", "the first side did not do it", NONE),
        ("blames the second side", "the second side did it", SUPPORTS),
        ("blames the second side", "it happened", SUPPORTS),
        ("blames the second side", "the first side did it", NONE),
        ("clears the second side", "the second side did it", DENIES),
        ("clears the second side", "the first side did it", NONE),
        ("calls it staged", "the second side did or staged it", SUPPORTS),
        ("calls it staged", "it happened", NONE),
        ("doubts that it happened", "it happened", DOUBTS),
        ("doubts that it happened", "the first side did it", NONE),
        ("demands an inquiry", "it must be looked into", SUPPORTS),
        ("demands an inquiry", "it happened", NONE),
        ("demands access", "the first side lets inspectors in", NONE),
        ("promises access", "the first side lets inspectors in", SUPPORTS),
        ("refuses access", "the first side lets inspectors in", DENIES),
        ("tells of the first side's history", "the first side did it", NONE),
        ("the first side denies its history", "the first side did it", NONE),
        ("vows never to do such things", "the first side did it", NONE),
        ("speaks of consequences", "the first side did it", NONE),
        ("tells of signs", "it happened", SUPPORTS),
        ("says that evidence is lost", "evidence is lost", SUPPORTS),
        ("gives a toll", "people died", SUPPORTS),
    ],
)
def test_a_kind_of_statement_takes_the_stance_that_a_person_would_give_it(said: str, asked: str, expected: int) -> None:
    """In every one of its ways."""
    assert stances(SAID[said], ASKED[asked]) == {expected}


@pytest.mark.parametrize("asked", ["a third side did it", "it happened elsewhere"])
def test_nobody_takes_a_stance_on_a_near_miss(asked: str) -> None:
    """Another side and another place are in no statement."""
    assert {ASKED[asked].stance(way) for _, way in ways()} == {NONE}


def test_who_doubts_and_supports_supports() -> None:
    """As the annotators were told."""
    both = Meaning(says=frozenset({"it happened"}), doubts=frozenset({"it happened"}))
    assert ASKED["it happened"].stance(both) == SUPPORTS


def test_the_words_of_a_denial_deny() -> None:
    """A statement that denies by its content has a word of denial there, one that denies by its cue has it there."""
    verbs = r"den(y|ies|ied)|reject\w*|dismiss\w*|refused|fabricated|baseless|lies"
    denial = re.compile(rf"\b(not|no|never|nothing|false|lie|nonsense|unsafe|made up|{verbs})\b")
    for kind, way in ways():
        for cue in way.cues:
            for content in way.contents:
                if way.denies:
                    assert denial.search(f"{cue} {content}"), (kind.name, cue, content)
                if way.says:
                    assert not re.search(rf"\b({verbs})\b", cue), (kind.name, cue)


def test_who_gives_a_toll_says_that_people_died() -> None:
    """And nobody else."""
    for kind, way in ways():
        died = "people died" in way.says
        assert {
            ("{toll}" in content or "bodies" in content or "death toll" in content) for content in way.contents
        } == {died}, kind.name


def test_every_fact_is_asked_about_and_said() -> None:
    """A misspelt fact would never meet another."""
    said = {fact for _, way in ways() for part in (way.says, way.denies, way.doubts) for fact in part}
    meanings = [meaning for kind in GRAMMAR.propositions for meaning in (kind.supported, kind.denied, kind.doubted)]
    assert said == {fact for m in meanings for part in (m.says, m.denies, m.doubts) for fact in part}


def test_every_template_can_be_filled() -> None:
    """Every field is known, and nothing of a template is left."""
    rng, words = random.Random(1), GRAMMAR.words
    templates = [text for kind in GRAMMAR.propositions for text in kind.texts]
    templates += [text for _, way in ways() for text in (*way.contents, *([way.about] if way.about else []))]
    templates += [*words.headlines, *(f"{{{name}}}" for name in fields(event(), rng))]
    templates += [speaker for kind in GRAMMAR.statements for speaker in kind.speakers]
    for template in templates:
        text = Filling(event(), rng).fill(template)
        assert not re.search(r"[{}|]| [.,]|  ", text), template


def test_a_field_stands_for_one_thing_in_a_statement() -> None:
    """Whoever says “Vantor” once does not mean another side the second time."""
    for seed in range(20):
        filling = Filling(event(), random.Random(seed))
        first, second = filling.fill("{a} / {a}").split(" / ")
        assert first == second == filling.fill("{a}")


def test_another_event_shares_neither_kind_nor_place_nor_side() -> None:
    """Else a statement about it might take a stance."""
    for seed in range(30):
        other = another(event(), random.Random(seed))
        assert other.kind is not event().kind
        assert other.place != "Karhama"
        assert other.accused is not event().accused
        assert other.accused is not other.blamed


def test_statements_about_another_event_mean_nothing_here() -> None:
    """They tell what happened elsewhere, and commit nobody to what is asked."""
    rng = random.Random(2)
    said = [of_another(event(), rng) for _ in range(40)]
    assert {one.meaning for one in said} == {Meaning()}
    assert not any("Karhama" in one.content for one in said)


def test_a_line_is_what_the_reader_gives_the_model() -> None:
    """An invented statement looks like the same one in a reading."""
    text = "Oro Dask denied the allegations. A surgeon said the army of shelling a clinic."
    reading = Reading(
        document=Document(digest="sha256:0", media_type="text/plain", text=text, title="Clinic hit"),
        attributions=(
            Attribution(id="a1", cue=((9, 15),), source=((0, 8),), content=((16, 31),), act="deny", about=("a2",),
                        speaker="s1", score=1.0),
            Attribution(id="a2", cue=((43, 47),), source=((33, 42),), content=((48, 77),), act="assert", score=1.0),
        ),
        speakers=(Speaker(id="s1", name="Oro Dask", kind="person"),),
        model=MODEL,
    )  # fmt: skip
    said = Statement("Oro Dask", "deny", "denied", "the allegations", "the army of shelling a clinic", Meaning())
    assert line(said, "Clinic hit") == view(reading, reading.attributions[0])
    assert line(said, "Clinic hit").endswith("the allegations || the army of shelling a clinic | Clinic hit")


def test_what_is_pointed_to_stands_beside_the_denial() -> None:
    """The stance of “the allegations” lies in what they are."""
    kind = SAID["denies what others said"]
    said = made(kind, kind.ways[0], event(), random.Random(3))
    assert said.act == "deny"
    assert said.about is not None
    assert f"{said.content} || {said.about}" in line(said, "")


def test_the_same_seed_gives_the_same_examples() -> None:
    """Whatever was drawn before from another source."""
    first, second = random.Random(7), random.Random(7)
    random.Random(1).random()
    assert [example(first) for _ in range(30)] == [example(second) for _ in range(30)]
    assert example(random.Random(8)) != example(random.Random(9))


def test_all_stances_are_drawn_in_their_measure() -> None:
    """Most take none, as in reports; doubts are few, as they are there."""
    rng = random.Random(5)
    shares = {
        STANCES[stance]: number / 1500 for stance, number in Counter(example(rng)[2] for _ in range(1500)).items()
    }
    assert 0.55 < shares["none"] < 0.75
    assert 0.15 < shares["supports"] < 0.3
    assert 0.08 < shares["denies"] < 0.2
    assert 0.005 < shares["doubts"] < 0.04


def test_events_are_between_two_sides() -> None:
    """Nobody is accused by itself."""
    for seed in range(50):
        drawn = scene(random.Random(seed))
        assert drawn.accused is not drawn.blamed


def test_an_entry_with_a_misspelt_key_is_an_error() -> None:
    """It would be left out in silence."""
    with pytest.raises(msgspec.ValidationError, match="suported"):
        msgspec.yaml.decode(b"{name: x, why: y, weight: 1, texts: [z], suported: {says: [it happened]}}",
                            type=PropositionKind)  # fmt: skip
