"""Who is who across documents: one name, one key; parties known elsewhere; what judgements merge and split."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.values import Judgement, Reading
from averment.values.judgements import Verdict
from averment.values.readings import SpeakerKind
from averment.weighing.people import People, known
from tests.weighing.speaking import digest, judged, reading, speaker


def keys(readings: Sequence[Reading], judgements: Sequence[Judgement] = ()) -> list[str]:
    """Give the key of the first speaker of each reading."""
    people = People.of(readings, judgements)
    return [people.voice(one, "s1").key for one in readings]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Bashar al-Assad", "Bashar Al Assad", "person"),
        ("President Ondra Havelkas", "Ondra Havelkas", "person"),
        ("Dr. Ondřej Hável", "Ondrej Havel", "person"),
        ("Orumian Foreign Minister Salim Orbay", "Orumian Foreign Minister Salim Orbay", "person"),
        ("Foreign Minister Salim Orbay", "Salim Orbay", "person"),
        ("Seamus O’Dalla", "Seamus ODalla", "person"),
        ("U.N. Water Council", "UN Water Council", "organisation"),
        ("The Orum Post's", "Orum Post", "media"),
        ("Orum Civil Defense", "Orum Civil Defence", "organisation"),
        ("ORUM CENTER FOR PEACE", "Orum Centre for Peace", "organisation"),
        ("Министерство Орума", "МИНИСТЕРСТВО ОРУМА", "government"),
    ],
)
def test_one_name_is_one_speaker(one: str, other: str, kind: SpeakerKind) -> None:
    """Case, accents, dots, apostrophes, titles and British spelling make no other speaker."""
    assert len(set(keys([reading(1, speaker(1, one, kind)), reading(2, speaker(1, other, kind))]))) == 1


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Havel", "Ondrej Havel", "person"),
        ("Ahmed", "Ahmed", "person"),
        ("Abu Ahmed", "Abu Ahmed", "person"),
        ("King Ahmed", "Ahmed Orbay", "person"),
        ("ONHR", "Orum Network for Human Rights", "organisation"),
        ("police", "police", "government"),
        ("Foreign Ministry", "Foreign Ministry", "government"),
        ("Witnesses", "Witnesses", "organisation"),
        ("an Orum hospital", "an Orum hospital", "organisation"),
        ("Orum Network and residents", "Orum Network and residents", "group"),
        ("A Report on Orum", "A Report on Orum", "document"),
        ("activists in Orum", "activists in Orum", "unnamed"),
        ("unattributed", "unattributed", "unnamed"),
        ("…", "…", "organisation"),
    ],
)
def test_nothing_else_is_merged(one: str, other: str, kind: SpeakerKind) -> None:
    """Short forms are left apart, and so are those of whom no report says more than what they are."""
    assert len(set(keys([reading(1, speaker(1, one, kind)), reading(2, speaker(1, other, kind))]))) == 2


def test_a_person_is_no_organisation() -> None:
    """Kinds that are not compatible keep a name apart; an organisation and a group are compatible."""
    kinds: list[SpeakerKind] = ["person", "organisation", "group"]
    found = keys([reading(n, speaker(1, "Orbay Front", kind)) for n, kind in enumerate(kinds)])
    assert found[0] != found[1] == found[2]


def test_what_nobody_said_has_a_key_per_document() -> None:
    """Without a speaker, or with one that the reading lacks, it is unattributed, in this document."""
    one, other = reading(1), reading(2)
    people = People()
    voices = [people.voice(one, None), people.voice(one, "s9"), people.voice(other, None)]
    assert [voice.name for voice in voices] == ["unattributed"] * 3
    assert voices[0].key == voices[1].key != voices[2].key


def test_a_party_told_in_one_report_serves_where_another_is_silent() -> None:
    """The party of a speaker is that of its own report, or the one on which the others agree."""
    told = [reading(n, speaker(1, "Salim Orbay", party=party)) for n, party in enumerate(["Orum", None])]
    people = People.of(told)
    assert [people.voice(one, "s1").party for one in told] == ["Orum", "Orum"]


def test_contradictory_parties_stay_as_they_stand() -> None:
    """Where reports differ, each keeps what it says, and one that is silent stays so."""
    told = [reading(n, speaker(1, "Salim Orbay", party=party)) for n, party in enumerate(["Orum", "Vessa", None])]
    people = People.of(told)
    assert [people.voice(one, "s1").party for one in told] == ["Orum", "Vessa", None]


def test_a_party_has_the_name_of_the_merged_body() -> None:
    """When a short name is merged with the full one, those who speak for it are on one side."""
    told = [
        reading(1, speaker(1, "ONHR", "organisation", party="ONHR")),
        reading(2, speaker(1, "Orum Network for Human Rights", "organisation")),
        reading(3, speaker(1, "Ana Belo", party="ONHR")),
    ]
    people = People.of(told, [judged(1, "merge", (1, 1), (2, 1))])
    assert {people.voice(one, "s1").party for one in told} == {"Orum Network for Human Rights"}


def test_a_merge_holds_for_documents_added_later() -> None:
    """What is merged is the names: a new report with either of them has the same speaker."""
    told = [reading(n, speaker(1, name)) for n, name in enumerate(["Havel", "Ondrej Havel", "Havel", "Ondrej Havel"])]
    assert len(set(keys(told, [judged(1, "merge", (0, 1), (1, 1))]))) == 1


def test_a_merged_speaker_has_the_full_name() -> None:
    """One word gives way to a full name, and a description to a name, however often they stand."""
    told = [reading(n, speaker(1, "Havel")) for n in range(3)] + [reading(3, speaker(1, "Ondrej Havel"))]
    told.append(reading(4, speaker(1, "the minister of water of Orum", "unnamed")))
    voice = People.of(told, [judged(1, "merge", (0, 1), (3, 1), (4, 1))]).voice(told[4], "s1")
    assert (voice.name, voice.kind) == ("Ondrej Havel", "person")


def test_a_split_parts_two_of_one_name() -> None:
    """The one named first keeps the name, with all who were not judged; the other is somebody else."""
    told = [reading(n, speaker(1, "Salim Orbay")) for n in range(3)]
    a, b, c = keys(told, [judged(1, "split", (0, 1), (1, 1))])
    assert a == c != b


def test_the_newest_judgement_holds() -> None:
    """A split undoes an older merge of the same pair, a newer merge the split; replaced judgements are nothing."""
    told = [reading(n, speaker(1, name)) for n, name in enumerate(["Havel", "Ondrej Havel"])]
    merge, split = judged(1, "merge", (0, 1), (1, 1)), judged(2, "split", (1, 1), (0, 1))
    again = judged(10, "merge", (0, 1), (1, 1))
    one = [len(set(keys(told, made))) == 1 for made in ([merge], [merge, split], [again, split, merge])]
    assert one == [True, False, True]
    assert len(set(keys(told, [split, judged(3, "reject", (0, 1)), judged(4, "merge", (0, 1), (1, 1))]))) == 1
    assert len(set(keys(told, [merge, judged(3, "split", (5, 1), (6, 1), supersedes="j1")]))) == 2


def test_what_is_split_is_told_apart() -> None:
    """Two keys that a judgement holds apart are known as such, so that nobody proposes them again."""
    told = [reading(n, speaker(1, name)) for n, name in enumerate(["Havel", "Ondrej Havel"])]
    people = People.of(told, [judged(1, "split", (0, 1), (1, 1))])
    a, b = (people.voice(one, "s1").key for one in told)
    assert people.apart(a, b)
    assert not people.apart(a, a)


def test_judgements_on_what_is_not_there_change_nothing() -> None:
    """A merge with a speaker of a document that was withdrawn leaves the names as they are."""
    told = [reading(1, speaker(1, "Salim Orbay")), reading(2, speaker(1, "Salim Orbay"))]
    assert len(set(keys(told, [judged(1, "merge", (1, 1), (9, 9))]))) == 1


NAMES = ["Havel", "Ondrej Havel", "Salim Orbay", "activists"]
CASES = st.lists(st.sampled_from(NAMES), min_size=2, max_size=6)
JOINING: Final[tuple[Verdict, ...]] = ("merge", "split")
VERDICTS = st.lists(
    st.tuples(st.sampled_from(JOINING), st.lists(st.integers(0, 6), min_size=2, max_size=3, unique=True)),
    max_size=6,
)


def case_of(names: list[str]) -> list[Reading]:
    """Make a reading for each name."""
    kinds: dict[str, SpeakerKind] = {"activists": "unnamed"}
    return [reading(n, speaker(1, name, kinds.get(name, "person"))) for n, name in enumerate(names)]


@settings(max_examples=150, deadline=None)
@given(CASES, VERDICTS, st.randoms(use_true_random=False))
def test_no_order_matters(names: list[str], verdicts: list[tuple[Verdict, list[int]]], shuffle: random.Random) -> None:
    """Speakers, names and parties are the same in whatever order readings and judgements come."""
    told = case_of(names)
    made = [judged(n, verdict, *((spot, 1) for spot in spots)) for n, (verdict, spots) in enumerate(verdicts)]
    expected = [People.of(told, made).voice(one, "s1") for one in told]
    mixed, other = list(told), list(made)
    shuffle.shuffle(mixed)
    shuffle.shuffle(other)
    people = People(other, [found for one in mixed for found in known(one)])
    assert [people.voice(one, "s1") for one in told] == expected


@settings(max_examples=150, deadline=None)
@given(CASES, VERDICTS)
def test_laws_of_merging(names: list[str], verdicts: list[tuple[Verdict, list[int]]]) -> None:
    """The newest judgement always holds, of whatever came before; with merges alone, all of them do, transitively."""
    told = case_of(names)
    on = [(verdict, [spot for spot in spots if spot < len(told)]) for verdict, spots in verdicts]
    made = [judged(n, v, *((spot, 1) for spot in spots)) for n, (v, spots) in enumerate(on) if len(spots) > 1]
    found = keys(told, made)
    for judgement in made[-1:]:
        sides = [found[int(target.document[7:], 16)] for target in judgement.targets]
        assert len(set(sides)) == (1 if judgement.verdict == "merge" else len(sides))
    merges = [judgement for judgement in made if judgement.verdict == "merge"]
    found = keys(told, merges)
    places = {digest(n): n for n in range(len(told))}
    for judgement in merges:
        assert len({found[places[target.document]] for target in judgement.targets}) == 1
    for one, other in itertools.combinations(range(len(told)), 2):
        if names[one] == names[other] != "activists":
            assert found[one] == found[other]
