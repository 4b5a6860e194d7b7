"""Who may be the same under another name: proposed with a reason, and not proposed where that would be silly."""

from __future__ import annotations

import pytest

from averment.values import Judgement, Reading, Source
from averment.values.readings import SpeakerKind
from averment.weighing.aliases.slips import a_letter_off
from averment.weighing.people import People, sources
from averment.weighing.spelling import alike, joined
from tests.weighing.speaking import digest, judged, reading, speaker

PERSON: SpeakerKind = "person"
BODY: SpeakerKind = "organisation"
STATE: SpeakerKind = "government"


def proposed(told: list[Reading], judgements: tuple[Judgement, ...] = ()) -> dict[str, dict[str, str]]:
    """Give for each source that has aliases their names and reasons."""
    found = sources(told, People.of(told, judgements))
    return {one.name: {alias.name: alias.why for alias in one.aliases} for one in found if one.aliases}


def pair(one: str, other: str, kind: SpeakerKind = PERSON, second: SpeakerKind | None = None) -> list[Reading]:
    """Give two documents with a speaker each."""
    return [reading(1, speaker(1, one, kind)), reading(2, speaker(1, other, second or kind))]


@pytest.mark.parametrize(
    ("one", "other", "kind", "why"),
    [
        ("Ondrej Havel", "Havel", PERSON, "Havel is the family name of Ondrej Havel"),
        ("Salim al-Orbay", "Orbay", PERSON, "Orbay is the family name of Salim al-Orbay"),
        ("al-Orbay", "Orbay", PERSON, "the same name, with an article or written together in one"),
        ("Walid Mouallem", "Walid Muallim", PERSON, "two spellings of one name"),
        ("Walid Mouallem", "Walid al-Muallem", PERSON, "two spellings of one name"),
        ("Rami Abdel Rahman", "Rami Abdurrahman", PERSON, "two spellings of one name"),
        ("Salim al-Orbay", "Salim Orbay", PERSON, "the same name, with an article or written together in one"),
        ("Ban Orum-moon", "Ban Orum-moons", PERSON, "two spellings of one name"),
        ("Ana Maria Belo", "Ana Belo", PERSON, "one leaves out a name that the other has"),
        ("Ana al-Orbay", "Ana Alorbay", PERSON, "the same name, with an article or written together in one"),
        ("Zakaria Malahorfi", "Zakaria Malahrofi", PERSON, "one letter apart: malahorfi, malahrofi"),
        ("Orum Health Network", "Orum Heath Network", BODY, "one letter apart: health, heath"),
        ("ONHR", "Orum Network for Human Rights", BODY, "the one is made of the initials of the other"),
        ("O.N.H.R.", "Orum Network for Human Rights", BODY, "the one is made of the initials of the other"),
        ("Orum Relief Council (ORCO)", "ORCO", BODY, "the one is made of the initials of the other"),
        ("Orum Network", "Orum Network for Human Rights", BODY, "the one is the beginning of the other"),
        ("Orum Council", "Orum National Council", BODY, "the one leaves a word out of the other"),
        ("Orum Front", "Orum Front militant group", BODY, "the same words, in another order or form"),
        ("UK-based Orum Network", "Orum Network", BODY, "the same words, in another order or form"),
        ("Peruvian Ministry of Trade", "Peru trade ministry", STATE, "the same words, in another order or form"),
        ("Belo and Orum", "Orum and Belo", STATE, "the same words, in another order or form"),
        ("Peru", "Peruvian government", STATE, "a state and its government speak as one: Peru"),
        ("Peruvian regime", "Peruvian government", STATE, "a state and its government speak as one: Peru"),
        ("DAESH", "ISIL", "group", "both are names of Islamic State in the list of known bodies"),
    ],
)
def test_who_may_be_one(one: str, other: str, kind: SpeakerKind, why: str) -> None:
    """Short names, spellings, acronyms, other words and other names of one are proposed, from both sides."""
    found = proposed(pair(one, other, kind))
    assert found == {one: {other: why}, other: {one: why}}


@pytest.mark.parametrize(
    ("one", "other", "kind", "second"),
    [
        ("Ana Belo", "Bo Belo", PERSON, PERSON),
        ("Ana Belo", "Ana", PERSON, PERSON),
        ("Kim Belo", "Kam Belo", PERSON, PERSON),
        ("Salim Harbi", "Salim Karbi", PERSON, PERSON),
        ("Orum Network", "Ana Belo", BODY, PERSON),
        ("Orum Ministry of Trade", "Orum Ministry of Health", STATE, STATE),
        ("Peruvian army", "Peruvian police", STATE, STATE),
        ("Peruvian army", "Peru", STATE, STATE),
        ("Peruvian government", "Peruvian interim government", STATE, STATE),
        ("Orum Network for Human Rights", "Vessa Network for Human Rights", BODY, BODY),
        ("OA", "Orum Administration", BODY, BODY),
        ("Peruvian group", "Peru", "group", STATE),
        ("Zambia Health Network", "Gambia Health Network", BODY, BODY),
        ("Eastern Orum Front", "Western Orum Front", BODY, BODY),
        ("activists", "activists", "unnamed", "unnamed"),
        ("police", "police", STATE, STATE),
    ],
)
def test_who_is_not_proposed(one: str, other: str, kind: SpeakerKind, second: SpeakerKind) -> None:
    """Relatives, short words a letter apart, parts of a state, a body and a person are left alone."""
    assert proposed(pair(one, other, kind, second)) == {}


def test_a_family_name_of_many_is_proposed_for_none() -> None:
    """With three bearers nobody can tell; where one is reported far more often, that one is, and it is said."""
    names = ["Ana Belo", "Bo Belo", "Cleo Belo", "Belo"]
    told = [reading(n, speaker(1, name)) for n, name in enumerate(names)]
    assert proposed(told) == {}
    more = [reading(10 + n, speaker(1, "Cleo Belo")) for n in range(3)]
    assert proposed([*told, *more])["Belo"] == {"Cleo Belo": "Belo is the family name of Cleo Belo, and of 2 more here"}


def test_sides_keep_a_family_name_apart() -> None:
    """A lone family name is not proposed for somebody whom reports place on another side."""
    told = [reading(1, speaker(1, "Ana Belo", party="Orum")), reading(2, speaker(1, "Belo", party="Vessa"))]
    assert proposed(told) == {}


def test_an_organisation_and_its_spokesman_are_two() -> None:
    """Who speaks for a body is not the body, whatever the role says."""
    told = [
        reading(1, speaker(1, "Orum Network", BODY, party="Orum Network")),
        reading(2, speaker(1, "Ana Belo", role="spokeswoman of the Orum Network", party="Orum Network")),
        reading(3, speaker(1, "Orum Network spokeswoman", "unnamed", party="Orum Network")),
    ]
    assert proposed(told) == {}


def test_an_office_stands_for_the_one_who_bears_it() -> None:
    """A foreign minister without a name may be the one whom another report names; with two of them, nobody can tell."""
    told = [
        reading(1, speaker(1, "Ana Belo", role="Foreign Minister", party="Peru")),
        reading(2, speaker(1, "Peruvian foreign minister", "unnamed", party="Peru")),
    ]
    why = "Ana Belo is called Foreign Minister"
    assert proposed(told) == {
        "Ana Belo": {"Peruvian foreign minister": why},
        "Peruvian foreign minister": {"Ana Belo": why},
    }
    two = reading(3, speaker(1, "Bo Orbay", role="Peruvian Foreign Minister", party="Peru"))
    assert proposed([*told, two]) == {}


def test_a_person_taken_for_a_body() -> None:
    """A name that one report takes for an organisation's is proposed as the person's."""
    told = [reading(1, speaker(1, "Ana Belorum")), reading(2, speaker(1, "Belorum", BODY))]
    assert proposed(told)["Belorum"] == {"Ana Belorum": "Belorum is the family name of Ana Belorum"}


def test_a_proposal_is_the_judgement_that_merges() -> None:
    """What a proposal says to do names a speaker of each source; judged so, they are one and nothing is proposed."""
    told = pair("Ondrej Havel", "Havel")
    dos = {one.name: one.aliases[0].do for one in sources(told, People.of(told))}
    first, second = f"{digest(1)}#s1", f"{digest(2)}#s1"
    assert dos == {"Ondrej Havel": ("merge", first, second), "Havel": ("merge", second, first)}
    merged = sources(told, People.of(told, [judged(1, "merge", (1, 1), (2, 1))]))
    assert [(one.name, one.documents, one.aliases) for one in merged] == [("Ondrej Havel", 2, ())]


def test_what_was_split_is_not_proposed_again() -> None:
    """Once a judgement says that they are two, nothing proposes that they are one."""
    assert proposed(pair("Ondrej Havel", "Havel"), (judged(1, "split", (1, 1), (2, 1)),)) == {}


def test_of_many_names_few_pairs_are_proposed() -> None:
    """Four names of one are three proposals, all with the name in most documents where they can be."""
    names = ["Islamic State", "Islamic State", "ISIS", "ISIL", "Daesh"]
    found = proposed([reading(n, speaker(1, name, "group")) for n, name in enumerate(names)])
    assert found["Islamic State"].keys() == {"ISIS", "ISIL", "Daesh"}
    assert [len(found[name]) for name in ("ISIS", "ISIL", "Daesh")] == [1, 1, 1]


def test_no_order_of_readings_matters() -> None:
    """Sources and proposals are the same, in the same order, whatever order the readings come in."""
    names = ["Ana Belo", "Belo", "Ana al-Belo", "Salim Orbay", "Orbay", "Ana Maria Belo", "Belo"]
    told = [reading(n, speaker(1, name)) for n, name in enumerate(names)]

    def all_of(readings: list[Reading]) -> list[Source]:
        return sources(readings, People.of(readings))

    assert all_of(told[::-1]) == all_of(told) == all_of([*told[3:], *told[:3]])


def test_names_that_are_all_alike_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a thousand bearers of one family name each is compared with a few others; names of any length do no harm."""
    compared: list[tuple[str, str]] = []

    def counting(one: str, other: str) -> bool:
        compared.append((one, other))
        return alike(one, other)

    monkeypatch.setattr("averment.weighing.aliases.persons.alike", counting)
    told = [reading(n, speaker(1, f"Xan{n} Orbay"), speaker(2, f"Xun{n} Orum for A", BODY)) for n in range(1000)]
    told.append(reading(9999, speaker(1, "Orbay " * 100_000), speaker(2, "A for B " * 100_000, BODY)))
    assert len(sources(told, People.of(told))) == 2002
    assert 1000 < len(compared) < 100 * 1000


@pytest.mark.parametrize("other", ["malahorf", "malahorfie", "malahorfa", "malahrofi", "amlahorfi"])
def test_a_letter_off(other: str) -> None:
    """A letter more or less, another letter, two letters changed about: one slip; two are another word."""
    assert a_letter_off("malahorfi", other)
    assert a_letter_off(other, "malahorfi")
    assert not a_letter_off("malahorfi", f"{other[::-1]}")
    assert not a_letter_off("malahorfi", f"x{other}x")
    assert not a_letter_off(other, other)


def test_spellings() -> None:
    """What transliterations differ in makes no other word; letters that matter do."""
    same = [("moallem", "muallim"), ("ahmed", "ahmad"), ("yusuf", "yousef"), ("kaddafi", "qaddafi"), ("a", "ana")]
    other = [("kim", "kam"), ("belo", "bolo"), ("harbi", "karbi"), ("omar", "amr"), ("1", "2")]
    assert [alike(*both) for both in (*same, *other)] == [True] * len(same) + [False] * len(other)
    assert joined(("rami", "abd", "al", "rahman")) == ("rami", "abdalrahman")
    assert joined(("abdel",)) == ("abdel",)
