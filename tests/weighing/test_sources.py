"""The speakers of a case: what is gathered of each, and in which order they come."""

from __future__ import annotations

from msgspec.structs import replace

from averment.values import Attribution, Place, Source
from averment.values.readings import Act
from averment.weighing.people import People, sources
from tests.weighing.speaking import digest, judged, reading, speaker

BOTH: tuple[Act, ...] = ("assert", "deny")
TOLD = [
    reading(1, speaker(1, "Ana Belo", role="mayor", party="Orum"), speaker(2, "residents", "unnamed")),
    reading(2, speaker(1, "Ana BELO", role="mayor of Orum"), speaker(2, "residents", "unnamed"), acts=BOTH),
    reading(3, speaker(1, "Ana Belo", role="mayor", affiliation="Orum Council"), speaker(2, "Bo Dal")),
]


def found() -> list[Source]:
    """Give the sources of the readings above."""
    return sources(TOLD, People.of(TOLD))


def test_what_is_gathered_of_a_speaker() -> None:
    """Forms, roles and places of a speaker stand together, the commonest first; acts are counted."""
    ana = found()[0]
    assert (ana.name, ana.kind, ana.named, ana.party) == ("Ana Belo", "person", True, "Orum")
    assert (ana.names, ana.roles) == (("Ana Belo", "Ana BELO"), ("mayor", "mayor of Orum"))
    assert (ana.affiliations, ana.parties) == (("Orum Council",), ("Orum",))
    assert (ana.documents, ana.attributions, ana.acts) == (3, 4, {"assert": 3, "deny": 1})
    assert ana.mentions == tuple(Place(document=digest(n), id="s1") for n in (1, 2, 3))


def test_the_most_spread_come_first_and_the_unnamed_last() -> None:
    """Speakers in many documents lead; those without a name close, one for each document."""
    assert [(one.name, one.documents) for one in found()] == [("Ana Belo", 3), ("Bo Dal", 1), *[("residents", 1)] * 2]
    assert [one.named for one in found()] == [True, True, False, False]


def test_ids_are_stable() -> None:
    """A source keeps its id when other documents come, and each has its own."""
    before = [one.id for one in found()]
    more = [*TOLD, reading(4, speaker(1, "Cleo Orbay"), speaker(2, "Ana Belo"))]
    after = [one.id for one in sources(more, People.of(more))]
    assert set(before) < set(after)
    assert (len(set(before)), len(set(after)), after[0]) == (4, 5, before[0])


def test_parties_that_contradict_each_other_are_shown() -> None:
    """Two reports that place a speaker on two sides leave it on none, and both are listed."""
    told = [reading(n, speaker(1, "Ana Belo", party=party)) for n, party in enumerate(["Orum", "Vessa"])]
    (ana,) = sources(told, People.of(told))
    assert (ana.party, ana.parties) == (None, ("Orum", "Vessa"))


def test_one_report_in_ten_changes_no_side() -> None:
    """A single report that misplaces a speaker leaves the side that nine others tell; it is still listed."""
    told = [reading(n, speaker(1, "Ana Belo", party="Vessa" if n == 5 else "Orum")) for n in range(10)]
    (ana,) = sources(told, People.of(told))
    assert (ana.party, ana.parties) == ("Orum", ("Orum", "Vessa"))


def test_merged_speakers_are_one_source() -> None:
    """A judgement puts an unnamed speaker with a named one: there is one source, with both forms."""
    people = People.of(TOLD, [judged(1, "merge", (1, 2), (3, 2))])
    bo = next(one for one in sources(TOLD, people) if one.name == "Bo Dal")
    assert (bo.names, bo.documents, bo.named) == (("Bo Dal", "residents"), 2, True)


def test_what_nobody_said_is_counted() -> None:
    """Attributions without a speaker are unattributed, in their document, and stand with the unnamed."""
    bare = Attribution(id="a9", cue=((0, 1),), source=(), content=((1, 2),), score=1.0)
    told = [replace(reading(1), attributions=(bare,))]
    (nobody,) = sources(told, People.of(told))
    assert (nobody.name, nobody.named, nobody.attributions, nobody.mentions) == ("unattributed", False, 1, ())


def test_nothing_gives_nothing() -> None:
    """A case without readings has no speakers."""
    assert sources([], People()) == []
