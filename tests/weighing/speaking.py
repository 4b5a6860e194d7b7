"""Readings with speakers and little else, for tests of who is who. People and places are invented."""

from __future__ import annotations

from averment.values import Attribution, Document, Judgement, Model, Reading, Speaker, Target
from averment.values.judgements import Verdict
from averment.values.readings import Act, SpeakerKind


def digest(number: int) -> str:
    """Give the digest of a document that does not exist."""
    return f"sha256:{number:064x}"


def speaker(  # noqa: PLR0913  (what a speaker has)
    number: int,
    name: str,
    kind: SpeakerKind = "person",
    *,
    role: str | None = None,
    affiliation: str | None = None,
    party: str | None = None,
) -> Speaker:
    """Make a speaker s1, s2, …."""
    return Speaker(id=f"s{number}", name=name, kind=kind, role=role, affiliation=affiliation, party=party)


def reading(number: int, *speakers: Speaker, acts: tuple[Act, ...] = ("assert",)) -> Reading:
    """Make a reading in which each speaker does each of the acts once."""
    pairs = [(found.id, act) for found in speakers for act in acts]
    attributions = tuple(
        Attribution(id=f"a{i}", cue=((0, 4),), source=(), content=((5, 9),), act=act, speaker=ident, score=1.0)
        for i, (ident, act) in enumerate(pairs, 1)
    )
    document = Document(digest=digest(number), media_type="text/plain", text="said that it rained")
    return Reading(document=document, attributions=attributions, speakers=speakers, model=Model(reader="", version=""))


def judged(number: int, verdict: Verdict, *spots: tuple[int, int], supersedes: str | None = None) -> Judgement:
    """Make the judgement with a number, on speakers given as (number of the document, number of the speaker)."""
    targets = tuple(Target(document=digest(document), reading="", id=f"s{which}") for document, which in spots)
    return Judgement(id=f"j{number}", verdict=verdict, targets=targets, by="", at="", supersedes=supersedes)
