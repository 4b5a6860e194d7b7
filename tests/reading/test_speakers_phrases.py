"""Source phrases: titles, appositions, lists, roles, affiliations and parties."""

import pytest

from tests.reading.speaking import read


@pytest.mark.parametrize(
    ("phrase", "name", "role"),
    [
        ("Acting Assistant Secretary of State for Near Eastern Affairs Owen Pratt", "Owen Pratt", None),
        ("Leyla Orhan, information minister", "Leyla Orhan", "information minister"),
        ("the Belo City mayor, Dee Marsh", "Dee Marsh", "Belo City mayor"),
        ("Peruvian leader Ana Belo", "Ana Belo", "Peruvian leader"),
        ("Ana Belo, a doctor who works there", "Ana Belo", "doctor"),
        ("Minister of Information Karim al-Rawi", "Karim al-Rawi", "Minister of Information"),
        ("Karim al-Rawi head of the Orum Media Office", "Karim al-Rawi", "head of the Orum Media Office"),
        ("Chief Justice Owen K. Pratt", "Owen K. Pratt", "Chief Justice"),
        ("Mr. Owen Pratt", "Owen Pratt", None),
        ("One activist, Nadia Kell", "Nadia Kell", "activist"),
        ("Owen Pratt (D-Md.)", "Owen Pratt", None),
    ],
)
def test_a_person_is_found_with_the_title_as_given(phrase: str, name: str, role: str | None) -> None:
    """Before the name or after it, with commas or without."""
    [speaker] = read(f"[{phrase}|said|so].").speakers
    assert (speaker.name, speaker.kind) == (name, "person")
    if role:
        assert speaker.role == role or (speaker.role or "").endswith(role)


def test_an_officer_of_a_known_department_speaks_for_it() -> None:
    """The title tells the body, and the body its state."""
    [speaker] = read("[Assistant Secretary of State Owen Pratt|said|so].").speakers
    assert (speaker.affiliation, speaker.party) == ("United States Department of State", "United States")


@pytest.mark.parametrize(
    ("phrase", "affiliation", "party"),
    [
        ("Peruvian Foreign Minister Ana Belo", "Peru", "Peru"),
        ("Kremlin spokesman Ilya Dorn", "Kremlin", "Russia"),
        ("Orum Front spokesman Karim Dorn", "Orum Front", "Orum Front"),
        ("Peruvian professor Ana Belo", None, None),
        ("the Peruvian Defence Ministry", "Peru", "Peru"),
        ("Peruvian officials", "Peru", "Peru"),
        ("Peruvian activists", None, None),
        ("the Orum Liberation Front", None, "Orum Liberation Front"),
    ],
)
def test_the_party_is_the_side_that_is_spoken_for(phrase: str, affiliation: str | None, party: str | None) -> None:
    """An office speaks for its state, a spokesman for his body; a nationality alone for nobody."""
    [speaker] = read(f"[{phrase}|said|so].").speakers
    assert (speaker.affiliation, speaker.party) == (affiliation, party)


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("France and Germany", "France and Germany", "government"),
        ("Owen Pratt and Ana Belo", "Owen Pratt and Ana Belo", "group"),
        ("witnesses and rescuers", "witnesses and rescuers", "unnamed"),
        ("Peru, Chile and Bolivia", "Peru and Chile and Bolivia", "government"),
    ],
)
def test_a_list_is_one_speaker(phrase: str, name: str, kind: str) -> None:
    """It is named by its members, each under the full name, and has no party."""
    [speaker] = read(f"[{phrase}|said|so].").speakers
    assert (speaker.name, speaker.kind, speaker.party) == (name, kind, None)


@pytest.mark.parametrize(
    "phrase",
    ["a regime military source", "activists", "Western countries", "residents of Orum", "one of the officials"],
)
def test_an_unnamed_source_is_kept_as_what_it_is_called(phrase: str) -> None:
    """Nothing is added to it."""
    [speaker] = read(f"[{phrase}|said|so].").speakers
    assert (speaker.name, speaker.kind) == (phrase, "unnamed")


def test_what_nobody_says_is_unattributed() -> None:
    """A passive has no source; all such share one speaker without mentions."""
    found = read("It [|was reported|that ships sank]. The port [|reportedly|burned].")
    assert [(s.name, s.kind, s.mentions) for s in found.speakers] == [("unattributed", "unnamed", ())]


def test_every_mention_reads_as_it_stands() -> None:
    """Sources and full names are mentions, in order of the text, and none twice."""
    found = read("[Ana Belo|said|so]. Nobody met Belo. [She|added|more].")
    [speaker] = found.speakers
    assert [found.text[start:end] for start, end in speaker.mentions] == ["Ana Belo", "Belo", "She"]


@pytest.mark.parametrize(
    ("phrase", "name", "kind"),
    [
        ("the rebel group Orum Pact", "Orum Pact", "group"),
        ("the Orum news agency", "Orum", "media"),
        ("One news site, Orum.net", "Orum.net", "media"),
        ("state television", "state television", "media"),
    ],
)
def test_a_noun_tells_the_kind_of_an_unknown_name(phrase: str, name: str, kind: str) -> None:
    """What stands before a name or after it says what bears it."""
    [speaker] = read(f"[{phrase}|said|so].").speakers
    assert name in speaker.name
    assert speaker.kind in (kind, "organisation")
    assert speaker.kind != "person"


def test_an_interim_government_is_not_the_government() -> None:
    """A word more makes another body, and another side."""
    found = read("[The Peruvian government|said|no]. [The Peruvian interim government|said|yes].")
    assert found.names == ["Peruvian government", "Peruvian interim government"]


def test_a_body_is_one_however_its_noun_is_written() -> None:
    """Capitals make no difference to who it is."""
    found = read("[The Orum Rahim Brigade|said|no]. [The Orum Rahim brigade|added|more]. [the brigade|said|so].")
    assert found.names == ["Orum Rahim Brigade"] * 3


def test_state_media_speak_for_the_state_the_report_is_about() -> None:
    """Their party is the country; other outlets have none."""
    found = read("Peru voted. Peruvian towns slept. [State television|said|so]. [The Harbour Times|said|no].")
    assert [(s.name, s.party) for s in found.speakers] == [
        ("Peruvian State television", "Peru"),
        ("Harbour Times", None),
    ]
