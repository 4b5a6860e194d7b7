"""Names: full names from anywhere, spelling variants, brothers, bodies and countries."""

import pytest

from averment.reading.speakers.names import alike, key, one_person
from tests.reading.speaking import read


def test_a_surname_gets_the_full_name_from_anywhere_in_the_text() -> None:
    """The headline is resolved with the name that stands below it."""
    found = read("[Varga|denies|the raid]\n\nForeign Minister Ilona Varga spoke on Monday. [Varga|said|it was false].")
    assert found.names == ["Ilona Varga", "Ilona Varga"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Serhana", "Sayrhana"), ("Mohammed", "Muhammad"), ("Karimi", "Kareemi"), ("Abdel", "Abdul"), ("Szabó", "Szabo")],
)
def test_transliterations_of_one_name_are_alike(one: str, other: str) -> None:
    """Vowels, doubled letters and accents differ from report to report, and within one."""
    assert alike(key(one)[0], key(other)[0])


@pytest.mark.parametrize(
    ("one", "other"), [("Hassan", "Hussein"), ("Kim", "Kam"), ("Morton", "Martin"), ("Jones", "James")]
)
def test_different_names_are_not_alike(one: str, other: str) -> None:
    """A merge that is wrong is worse than two speakers that are one."""
    assert not alike(key(one)[0], key(other)[0])


def test_the_article_of_a_name_makes_no_difference() -> None:
    """A name with and without its article is one person's."""
    found = read("[President Tarek al-Rawi|said|no]. [Rawi|added|nothing]. [Al-Rawi|denied|it].")
    assert found.names == ["Tarek al-Rawi"] * 3


def test_brothers_are_two_speakers() -> None:
    """A given name tells people of one family apart; the bare family name goes to the one who has spoken."""
    found = read("[Tarek al-Rawi|said|no]. His brother Nasser al-Rawi was there. [Mr Rawi|added|nothing].")
    assert found.names == ["Tarek al-Rawi", "Tarek al-Rawi"]
    assert not one_person(key("Tarek al-Rawi"), key("Nasser al-Rawi"))


def test_a_name_with_a_possessive_that_lost_its_apostrophe_is_the_same_name() -> None:
    """Some archives lost their punctuation: "Rawis" is "Rawi's"."""
    found = read("Tarek al-Rawi left. [Rawis|claim is|that he won]. [Rawi|said|so].")
    assert len(found.speakers) == 1


def test_gender_told_by_a_title_keeps_spouses_apart() -> None:
    """Mr is not Mrs."""
    found = read("[Eva Lund|spoke|first]. [Mr Lund|said|no]. [Mrs Lund|said|yes].")
    assert found.by[0] is found.by[2]
    assert found.by[1] is not found.by[0]


def test_a_capital_city_is_its_country_or_the_government_that_the_text_names() -> None:
    """A seat stands for who sits there."""
    assert read("[Lima|said|no].").names == ["Peru"]
    assert read("The Peruvian government met. [Lima|said|no].").names == ["Peruvian government"]


@pytest.mark.parametrize("phrase", ["Peru", "the Peruvians", "Lima"])
def test_a_country_speaks_as_a_government(phrase: str) -> None:
    """Its kind and its party are told."""
    [speaker] = read(f"[{phrase}|said|no].").speakers
    assert (speaker.kind, speaker.party) == ("government", "Peru")


def test_a_short_form_in_brackets_is_the_body_before_it() -> None:
    """Initials stand for the name they follow."""
    found = read("[The Orum Network for Human Rights (ONHR)|said|so]. [ONHR|added|more]. [the Network|said|it].")
    assert found.names == ["Orum Network for Human Rights"] * 3


def test_a_body_keeps_its_complement() -> None:
    """Prepositions and "and" inside a name do not end it."""
    found = read("[The Institute of Volcanology and Seismology|said|so]. [the Ministry of Foreign Affairs|said|no].")
    assert found.names == ["Institute of Volcanology and Seismology", "Ministry of Foreign Affairs"]


def test_who_rules_names_the_government() -> None:
    """A regime called by its ruler is the government of his country."""
    found = read("[Peruvian President Ana Belo|said|no]. [The Belo regime|denied|it]. [Belo|added|more].")
    assert found.names == ["Ana Belo", "Peruvian government", "Ana Belo"]


def test_a_headline_in_capitals_names_nobody_by_itself() -> None:
    """Where every word has its capital, none shows what is a name."""
    found = read("[Lund|Slams|Rivals Over Harbour Deal Claims]\n\n[Eva Lund|said|so].")
    assert found.names == ["Eva Lund", "Eva Lund"]


def test_in_a_transcript_the_speaker_is_found_under_the_full_name() -> None:
    """Questioners stay who they are called."""
    found = read(
        "Briefing by Department Spokesperson Eva Lund\n\n[MS. LUND|says|Good day.]\n\n[QUESTION|asks|Is it so?]\n"
    )
    assert found.names == ["Eva Lund", "QUESTION"]
