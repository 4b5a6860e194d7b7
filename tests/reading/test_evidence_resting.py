"""Which attributions rest on a piece of evidence."""

from collections.abc import Iterable

import msgspec

from averment.inference.tagging import Tagged
from averment.reading.draft import Draft, Report
from averment.reading.evidence import find_evidence
from averment.values import Attribution, Document, Speaker
from averment.values.readings import Act

JANE = Speaker(id="s1", name="Jane Ames", kind="person", affiliation="Interior Ministry", party="Orland")
MINISTRY = Speaker(id="s2", name="Interior Ministry", kind="government", party="Orland")
REBELS = Speaker(id="s3", name="Vellin Front", kind="group", party="Vellin Front")


def said(text: str, ident: str, words: tuple[str, str, str], by: str | None = None, act: Act = "assert") -> Attribution:
    """Give the attribution whose source, cue and content are these words of the text, at their first place."""
    source, cue, content = words
    at, source_at = text.index(content), text.index(source)
    cue_at = text.index(cue, source_at)
    return Attribution(
        id=ident,
        cue=((cue_at, cue_at + len(cue)),),
        source=((source_at, source_at + len(source)),),
        content=((at, at + len(content)),),
        act=act,
        speaker=by,
        score=1.0,
    )


def resting(text: str, attributions: Iterable[Attribution], *speakers: Speaker) -> list[tuple[str, ...]]:
    """Give for each piece of evidence in the text what rests on it."""
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    draft = find_evidence(Draft(Report(document), Tagged([]), attributions=tuple(attributions), speakers=speakers))
    for attribution in draft.attributions:
        assert attribution.evidence == tuple(e.id for e in draft.evidence if attribution.id in e.rests)
    return [e.rests for e in draft.evidence]


def test_what_a_report_says_rests_on_the_report() -> None:
    """Evidence that is the source of an attribution bears it."""
    text = "According to a report by the Ostrava Centre, nine people died."
    a = said(text, "a1", ("a report by the Ostrava Centre", "a report", "nine people died"))
    assert resting(text, [a]) == [("a1",)]


def test_evidence_in_a_statement_bears_the_innermost_statement() -> None:
    """Who quotes another rests on the other's word, not on the other's evidence."""
    text = "Kost said Ames had told him satellite images of the yard proved it."
    outer = said(text, "a1", ("Kost", "said", "Ames had told him satellite images of the yard proved it"))
    inner = said(text, "a2", ("Ames", "had told", "satellite images of the yard proved it"))
    assert resting(text, [outer, inner]) == [("a2",)]


def test_a_monitor_rests_on_those_it_hears_from() -> None:
    """What is told between the source and its cue is what the source has it from."""
    text = "The Vellin Monitor, which relies on a network of activists, said nine people died."
    assert resting(text, [said(text, "a1", ("The Vellin Monitor", "said", "nine people died"))]) == [("a1",)]


def test_a_claim_about_a_video_rests_on_the_video() -> None:
    """The narrator describes the video; a claim in the same sentence is about it."""
    text = "The Front posted a video that it claimed showed the dead."
    assert resting(text, [said(text, "a1", ("it", "claimed", "showed the dead"))]) == [("a1",)]


def test_evidence_beside_a_denial_bears_what_is_denied() -> None:
    """Videos that "surfaced" before he "denied it" are evidence for what he denied."""
    text = "Ames accused Kost of theft. Even after several videos surfaced, Kost denied the raid."
    accused = said(text, "a1", ("Ames", "accused", "Kost of theft"))
    denied = msgspec.structs.replace(
        said(text, "a2", ("Kost denied", "denied", "the raid."), act="deny"), about=("a1",)
    )
    assert resting(text, [accused, denied]) == [("a1",)]


def test_evidence_that_is_only_described_bears_nothing() -> None:
    """The report does not say what the footage is for, and neither does the reading."""
    text = "Kost said he was well. Footage from the square showed a burning truck."
    assert resting(text, [said(text, "a1", ("Kost", "said", "he was well"))]) == [()]


ACCUSED = (
    "Jane Ames said the Front had burned the town. The Front said the ministry was lying. "
    "The ministry supported these accusations with satellite photographs of the town. "
    "The Interior Ministry also cited a report by the Ostrava Centre. "
    "The satellite photos were shown to the press."
)


def test_evidence_for_these_accusations_bears_those_of_the_same_party() -> None:
    """A ministry backs what its official said; what the other side said does not rest on it."""
    ames = said(ACCUSED, "a1", ("Jane Ames", "said", "the Front had burned the town"), "s1")
    front = said(ACCUSED, "a2", ("The Front", "said", "the ministry was lying"), "s3")
    backs = said(ACCUSED, "a3", ("The ministry", "supported", "these accusations"), "s2")
    first, second, third = resting(ACCUSED, [ames, front, backs], JANE, MINISTRY, REBELS)
    assert first == ("a1", "a3")
    assert "a1" in second
    assert "a2" not in second
    assert third == first


def test_a_ministry_that_backs_its_claims_is_known_by_its_name_where_nobody_marked_it() -> None:
    """Without an attribution for "the Interior Ministry cited", its name tells whose claims they are."""
    ames = said(ACCUSED, "a1", ("Jane Ames", "said", "the Front had burned the town"), "s1")
    front = said(ACCUSED, "a2", ("The Front", "said", "the ministry was lying"), "s3")
    _, second, _ = resting(ACCUSED, [ames, front], JANE, MINISTRY, REBELS)
    assert second == ("a1",)
