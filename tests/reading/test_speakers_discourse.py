"""Pronouns and descriptions: who was meant, by gender, number, kind and salience."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.inference.tagging import TaggedCue
from tests.reading.speaking import read, resolved


def test_he_is_who_spoke_before() -> None:
    """A source is more salient than who it spoke of."""
    found = read("[Owen Pratt|said|that Karim Dorn had left]. [He|added|nothing].")
    assert found.names == ["Owen Pratt", "Owen Pratt"]


def test_gender_finds_the_one_who_fits() -> None:
    """A spokeswoman is she, her colleague is he."""
    found = read("[Spokeswoman Kim Lund|met|the press]. [Spokesman Ash Dorn|said|no]. [She|said|yes]. [He|left|it].")
    assert found.names == ["Kim Lund", "Ash Dorn", "Kim Lund", "Ash Dorn"]


def test_it_is_a_body_and_they_are_many() -> None:
    """Number and kind decide."""
    found = read("[The Orum Ministry|said|so]. [Residents|wept|much]. [It|added|this]. [They|said|no].")
    assert [s.name for s in found.by] == ["Orum Ministry", "Residents", "Orum Ministry", "Residents"]


def test_a_name_inside_the_content_is_not_its_source() -> None:
    """In "N. is lost, he said", he is not N."""
    found = read("[Owen Pratt|spoke|first].\n\nKarim Dorn is lost, he said.")
    text = found.text
    quoted = text.index("Karim")
    he = text.index("he said")
    cues = [
        TaggedCue(((11, 16),), ((0, 10),), ((17, 22),), 1.0),
        TaggedCue(((he + 3, he + 7),), ((he, he + 2),), ((quoted, he - 2),), 1.0),
    ]
    assert resolved(text, cues).names == ["Owen Pratt", "Owen Pratt"]


def test_a_source_inside_the_content_is_not_its_source() -> None:
    """Whoever is quoted within what she says is not she."""
    text = "Minister Leyla Benaud said it was over. The hall that Vantor called a camp is a bakery, she said."
    spans = {
        words: (text.index(words), text.index(words) + len(words)) for words in ("Minister Leyla Benaud", "it was")
    }
    spans |= {
        words: (text.index(words), text.index(words) + len(words)) for words in ("Vantor", "called", "a camp", "she")
    }
    said, bakery = text.index("said"), (text.index("The hall"), text.index(", she"))
    cues = [
        TaggedCue(((said, said + 4),), (spans["Minister Leyla Benaud"],), (spans["it was"],), 1.0),
        TaggedCue((spans["called"],), (spans["Vantor"],), (spans["a camp"],), 1.0),
        TaggedCue(((len(text) - 5, len(text) - 1),), (spans["she"],), (bakery,), 1.0),
    ]
    assert resolved(text, cues).names == ["Leyla Benaud", "Vantor", "Leyla Benaud"]


def test_we_is_also_who_is_named_only_behind_the_quotation() -> None:
    """The source of a quotation may follow it; whoever spoke before is not meant."""
    text = "Ana Belo said it rained. “We urge Oru to stop,” said Orum Front spokesman Karim Dorn."
    urge, said, front = text.index("urge"), text.index("said Orum"), text.index("Orum Front")
    cues = [
        TaggedCue(((9, 13),), ((0, 8),), ((14, 23),), 1.0),
        TaggedCue(((urge, urge + 4),), ((urge - 3, urge - 1),), ((urge + 5, said - 3),), 1.0),
        TaggedCue(((said, said + 4),), ((front, len(text) - 1),), ((urge - 4, said - 1),), 1.0),
    ]
    assert resolved(text, cues).names == ["Ana Belo", "Orum Front", "Karim Dorn"]


def test_who_is_the_source_right_before_it() -> None:
    """Also where that source has its own cue only behind the relative clause."""
    text = "A medic in Vantor, who asked to stay unnamed, put the dead at nine."
    who, put = text.index("who"), text.index("put")
    cues = [
        TaggedCue(((who + 4, who + 9),), ((who, who + 3),), ((who + 10, put - 2),), 1.0),
        TaggedCue(((put, put + 3),), ((0, who - 2),), ((put + 4, len(text) - 1),), 1.0),
    ]
    assert resolved(text, cues).names == ["a medic in Vantor"] * 2


def test_i_is_who_is_quoted_and_we_the_body_behind_a_spokesman() -> None:
    """First persons belong to the quotation they stand in."""
    text = "Orum Front spokesman Karim Dorn said we want peace and I hope so."
    we, hope = text.index("we want"), text.index("I hope")
    cues = [
        TaggedCue(((32, 36),), ((0, 31),), ((37, len(text) - 1),), 1.0),
        TaggedCue(((we + 3, we + 7),), ((we, we + 2),), ((we + 8, we + 13),), 1.0),
        TaggedCue(((hope + 2, hope + 6),), ((hope, hope + 1),), ((hope + 7, hope + 9),), 1.0),
    ]
    assert resolved(text, cues).names == ["Karim Dorn", "Orum Front", "Karim Dorn"]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("The Peruvian Foreign Ministry", "the ministry", "Peruvian Foreign Ministry"),
        ("Police spokeswoman Eva Lund", "the spokeswoman", "Eva Lund"),
        ("A source at the port", "the source", "a source at the port"),
        ("The Orum Observatory", "the monitoring group", "Orum Observatory"),
        ("The UN secretary-general, Ana Belo", "the UN chief", "Ana Belo"),
        ("Local doctors", "the doctors", "Local doctors"),
        ("The Harbour Company", "the company", "Harbour Company"),
        ("Owen Pratt and Ana Belo", "the two", "Owen Pratt and Ana Belo"),
    ],
)
def test_a_description_points_back(first: str, then: str, name: str) -> None:
    """By its noun, its title or its kind."""
    assert read(f"[{first}|said|so]. [{then}|added|more].").names == [name, name]


@pytest.mark.parametrize(
    ("first", "then", "name"),
    [
        ("a monitor", "The Orum Observatory for Human Rights", "Orum Observatory for Human Rights"),
        ("an activist", "Harbour activist Nadia Kell", "Nadia Kell"),
        ("a Pentagon spokesman", "Captain Owen Pratt", "Owen Pratt"),
    ],
)
def test_a_description_in_the_lead_finds_the_name_below(first: str, then: str, name: str) -> None:
    """Reports first say what a source is, then who."""
    assert read(f"[{first}|said|so]. [{then}|said|more].").names == [name, name]


def test_a_statement_speaks_for_who_made_it() -> None:
    """Named in the phrase, or the source before it."""
    found = read("[A report by the Orum Observatory|said|so]. [The statement|added|more].")
    assert found.names == ["Orum Observatory", "Orum Observatory"]


def test_a_report_by_nobody_stays_a_report() -> None:
    """Nothing is invented."""
    [speaker] = read("[A report|said|so].").speakers
    assert (speaker.name, speaker.kind, speaker.party) == ("a report", "document", None)


def test_the_army_is_that_of_the_country_the_report_is_about() -> None:
    """Only a body that a state has one of is completed so, and only where one country stands out."""
    assert read("Peru voted. Peruvian towns were calm. [The army|said|so].").names == ["Peruvian army"]
    assert read("Peru and Chile voted. [The army|said|so].").names == ["army"]


def test_a_quotation_without_a_cue_goes_on() -> None:
    """It is of the speaker before it."""
    text = 'Owen Pratt said so. "It is over."'
    cues = [
        TaggedCue(((11, 15),), ((0, 10),), ((16, 18),), 1.0),
        TaggedCue(((20, len(text)),), (), ((20, len(text)),), 1.0),
    ]
    assert resolved(text, cues).names == ["Owen Pratt", "Owen Pratt"]


def test_of_a_source_in_pieces_the_one_by_the_cue_speaks() -> None:
    """A stray piece elsewhere in the sentence is not the speaker."""
    text = "Karim Dorn left. Owen Pratt said so."
    cues = [TaggedCue(((28, 32),), ((0, 10), (17, 27)), ((33, 35),), 1.0)]
    assert resolved(text, cues).names == ["Owen Pratt"]


WORDS = st.sampled_from(
    [
        "Ana",
        "Belo",
        "al-Rawi",
        "the",
        "President",
        "of",
        "and",
        ",",
        "Peru",
        "Ministry",
        "he",
        "said",
        "'s",
        "US",
        ".",
        "\n",
        "(X)",
        "Мария",
        "Łódź",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80), st.data())
def test_any_text_with_any_sources_is_read_the_same_way_twice(text: str, data: st.DataObject) -> None:
    """No text fails; every attribution has a speaker, every mention stands in the text, nothing depends on chance."""
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).map(lambda pair: (min(pair), max(pair)))
    cues = [
        TaggedCue((cue,), (source,), (content,), 1.0)
        for cue, source, content in data.draw(st.lists(st.tuples(spans, spans, spans), max_size=5))
    ]
    first, again = resolved(text, cues), resolved(text, cues)
    assert first == again
    assert {speaker.id for speaker in first.by} == {speaker.id for speaker in first.speakers}
    for speaker in first.speakers:
        assert speaker.name
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in speaker.mentions)
        assert list(speaker.mentions) == sorted(set(speaker.mentions))


def test_she_is_who_is_surely_a_woman_rather_than_who_is_only_named_nearer() -> None:
    """What a victim says is not put into the mouth of the man she accuses because his name stands nearer."""
    found = read("[Emily Lund|came|in]. She was attacked by Quiroh Basteln and fled. [She|told|the court so].")
    assert found.names == ["Emily Lund", "Emily Lund"]


def test_a_description_that_tells_of_what_is_not_just_anybody_before() -> None:
    """An official told apart by an office is a new person; without it, the title points back."""
    found = read("[Owen Pratt|said|so]. [The head of the harbour police|said|no].")
    assert found.names == ["Owen Pratt", "head of the harbour police"]
