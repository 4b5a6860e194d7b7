"""What counts as evidence, how far its description reaches, and of what type it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.inference.tagging import Tagged
from averment.reading.draft import Draft, Report
from averment.reading.evidence import find_evidence
from averment.values import Attribution, Document, Evidence

FOUND = {
    "imagery": [
        ("The group posted <a video on its page> on Tuesday.", "held"),
        ("<Footage from the scene showed two boys> running from the smoke.", "what it shows belongs to it"),
        ("Activists published <photographs and videos of the burnt market>.", "two in one breath"),
        ("He cited <satellite images showing a new wall>.", "the clause of showing belongs to it"),
        ("Officials held up <dozens of photographs of the dead>.", "a count belongs to it"),
        ("The council obtained <a leaked video of the beating>.", "a past form after a determiner is an adjective"),
        ("<Eyewitness video from the bridge> shows it.", "a kind of video, not a witness"),
        ("<Video evidence of the raid> was shown in court.", "evidence of a kind"),
    ],
    "medical": [
        ("Doctors said patients had <convulsions, constricted pupils and foam at the mouth>.", "signs of one illness"),
        ("<Autopsies on three victims> confirmed it.", "itself"),
        ("The clinic said <blood samples tested in Ostrava> were clean.", "samples"),
        ("Several villagers came in with <symptoms of suffocation> after the raid.", "symptoms"),
        ('The ministry said <test results on the victims> "suggested" a nerve agent.', "a quotation mark between"),
    ],
    "document": [
        ("The paper said <emails obtained from the ministry> proved it.", "got"),
        ("She pointed to <newly declassified documents>.", "declassified"),
        ("The officials were citing <US intelligence> for this.", "a name in capitals is no pronoun"),
        ("The case was backed by <firm evidence>.", "backed"),
    ],
    "testimony": [
        ("According to <eyewitnesses>, the truck burned.", "named as such"),
        ("<Two witnesses in Vellin> said planes dropped bombs.", "a witness who tells"),
        ("The monitor, which relies on <a network of activists in the town>, said so.", "heard from"),
        ("<A Meridian reporter saw bodies> in the square.", "a reporter who was there"),
    ],
    "investigation": [
        ("According to <a report by the Ostrava Centre>, nine died.", "an author"),
        ("Rights Ward issued <a report on the raid>.", "a report that is issued"),
        ("<UN investigators established that chlorine> was used.", "a finding"),
        ("<An inquiry by two judges> found no fault.", "an inquiry that found"),
    ],
    "intercept": [("The minister referred to <intercepted communications between the officers>.", "intercepts")],
    "physical": [
        ("Sappers found <fragments of a rocket motor> on Monday.", "found"),
        ("Inspectors collected <soil samples from the crater>.", "soil is no patient"),
    ],
    "data": [
        ("The army said <radar data> showed two aircraft.", "radar"),
        ('"<All the information we have> points to that," he said.', "a clause without that"),
        ("Six million fled, according to <UN figures>.", "figures relied on"),
    ],
    "media": [("<A report by the Daily Meridian> said he lied.", "a newspaper's report")],
}

NOT_EVIDENCE = [
    ("There is no evidence that the army did it.", "evidence that is wanting"),
    ("The envoy demanded proof.", "proof that is demanded"),
    ("The court will release video of the raid.", "a plan"),
    ("Inspectors are to collect samples from the site.", "a plan"),
    ("He called for an independent investigation.", "an investigation that is wished for"),
    ("The report said three men died.", "the source of an attribution"),
    ("Reports indicate that three men died.", "hearsay"),
    ("Media reports said three men died.", "hearsay"),
    ("The image of the country has suffered.", "a reputation"),
    ("The film festival opened in a picture palace.", "an amusement"),
    ("They met in a video conference.", "a way to meet"),
    ("Intelligence officials and the information ministry declined to comment.", "offices"),
    ("The death toll rose to nine.", "a figure"),
    ("These are typical symptoms of the flu.", "symptoms spoken of in general"),
    ("The president said in a video that he would go.", "a statement made on video"),
    ("The boy died of suffocation.", "what somebody died of"),
]


def draft(text: str, *attributions: Attribution) -> Draft:
    """Give a draft of a text, with what is said in it."""
    return Draft(
        Report(Document(digest="sha256:0", media_type="text/plain", text=text)), Tagged([]), attributions=attributions
    )


def evidence(text: str, *attributions: Attribution) -> tuple[Evidence, ...]:
    """Give the evidence in a text."""
    return find_evidence(draft(text, *attributions)).evidence


def marked(text: str) -> tuple[str, str]:
    """Give a text without its angle brackets, and what stood between them."""
    start, end = text.index("<"), text.index(">")
    return text.replace("<", "").replace(">", ""), text[start + 1 : end]


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text, _ in texts], ids=lambda value: value[:40]
)
def test_evidence_is_found_with_its_phrase_and_type(kind: str, text: str) -> None:
    """What somebody holds, cites, or says to show something is evidence; the span is the whole noun phrase."""
    plain, phrase = marked(text)
    assert [(plain[slice(*e.span)], e.type) for e in evidence(plain)] == [(phrase, kind)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("It fits what the images showed in March.", "the images"),
        ("The images showed at least ten bodies in the yard.", "The images showed at least ten bodies"),
    ],
)
def test_only_what_a_picture_shows_belongs_to_it(text: str, phrase: str) -> None:
    """A preposition opens no object, save that of a count."""
    assert [text[slice(*e.span)] for e in evidence(text)] == [phrase]


@pytest.mark.parametrize("mark", [")", "]", "…", "–", '"', ".”"])
def test_a_mark_that_stands_alone_ends_a_phrase_before_it(mark: str) -> None:
    """What was set with a space before its closing mark shows no white space at its end."""
    text = f"She cited satellite images of the yard {mark} and left. A video showed masked men {mark} nobody came."
    assert [text[slice(*e.span)] for e in evidence(text)] == [
        "satellite images of the yard",
        "A video showed masked men",
    ]


@pytest.mark.parametrize("text", [text for text, _ in NOT_EVIDENCE], ids=lambda value: value[:40])
def test_look_alikes_are_not_evidence(text: str) -> None:
    """What is wanting, wished for, planned, or only a source or an office is not evidence."""
    assert evidence(text) == ()


def test_evidence_that_is_listed_with_evidence_counts() -> None:
    """In "satellite images, and other declassified files" the tie of the first holds for what follows."""
    found = evidence("She cited satellite images of the yard, and medical records.")
    assert [e.type for e in found] == ["imagery", "medical"]


def test_what_a_picture_shows_is_not_told_twice() -> None:
    """Symptoms seen in a video are what the video shows."""
    text = "A video posted on Monday showed children in the clinic choking and foaming at the mouth."
    assert [e.type for e in evidence(text)] == ["imagery"]


def test_what_is_told_beside_a_picture_is_not_in_it() -> None:
    """Where somebody speaks between the picture and the symptoms, the picture ends there."""
    text = "She cited satellite images of the yard and doctors said children had convulsions."
    at = text.index("doctors")
    said = Attribution(
        id="a1", cue=((at + 8, at + 12),), source=((at, at + 7),), content=((at + 13, len(text) - 1),), score=1
    )
    assert [e.type for e in evidence(text, said)] == ["imagery", "medical"]


def test_a_phrase_goes_on_over_the_end_of_a_wrapped_line() -> None:
    """Mail and plain text break lines inside a phrase."""
    text = "The group that calls itself the Vellin Media Office published a video\nof the burnt market in the town."
    assert [text[slice(*e.span)] for e in evidence(text)] == [text[text.index("a video") : -1]]


@pytest.mark.parametrize(
    "text", ["The claim was contradicted by radar data.", "Satellite images of the hangar contradict the minister."]
)
def test_evidence_against_a_claim_undercuts(text: str) -> None:
    """Contradicting is said before the evidence or after it."""
    assert [e.polarity for e in evidence(text)] == ["undercuts"]


def test_text_that_lost_its_commas_and_apostrophes_is_read() -> None:
    """A phrase ends before the clause that follows it without a comma."""
    text = "According to figures compiled by the towns council the army shelled Vellin on Monday."
    assert [text[slice(*e.span)] for e in evidence(text)] == ["figures compiled by the towns council"]


def test_a_phrase_does_not_reach_over_whoever_speaks_next() -> None:
    """Where the model marks a source and a cue behind the evidence, the phrase ends before them."""
    text = "After examining videos documenting the raid Ames said it was a crime."
    source, cue = text.index("Ames"), text.index("said")
    said = Attribution(
        id="a1", cue=((cue, cue + 4),), source=((source, source + 4),), content=((cue + 5, len(text) - 1),), score=1
    )
    assert [text[slice(*e.span)] for e in evidence(text, said)] == ["videos documenting the raid"]


def test_ids_count_in_order_of_the_text() -> None:
    """The first that the text describes is e1."""
    found = evidence("He cited data. She cited emails. They cited satellite images.")
    assert [e.id for e in found] == ["e1", "e2", "e3"]
    assert sorted(e.span for e in found) == [e.span for e in found]


WORDS = st.sampled_from(  # what the rules look at, and what they may trip over
    [
        "video",
        "videos",
        "the",
        "of",
        "a",
        "cited",
        "showed",
        "that",
        "symptoms",
        "and",
        ",",
        ".",
        "report",
        "by",
        "\n\n",
        "said",
        "Ames",
        "patients",
        "no",
        "“",
        "”",
        "U.S.",
        "on",
        "Monday",
        "posted",
        "evidence",
        "ſamples",
        "e-mail",
        "\xa0",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=40).map(" ".join)))
def test_spans_are_inside_any_text_and_free_of_space_at_their_edges(text: str) -> None:
    """No text breaks the step; the same text gives the same evidence."""
    found = evidence(text)
    for piece in found:
        quote = text[slice(*piece.span)]
        assert quote
        assert quote == quote.strip()
    assert found == evidence(text)
