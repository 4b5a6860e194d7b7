"""A report of a story: paragraphs that know who says what in them, and what it is as a document and as a reading.

In: marked-up paragraphs and their statements. Out: a `Reading` as the reader would give it, and where each stands.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta

from averment.values import Attribution, Document, Model, Published, Reading, Segment, Speaker
from averment.values.claims import Stance
from averment.values.readings import Act, SpeakerKind
from tests.weighing.coverage.markup import keys, plain

FIRST_DAY = date(2031, 3, 12)


@dataclass(frozen=True)
class Who:
    """A speaker as a report introduces it: `phrase` are the words for it."""

    name: str
    kind: SpeakerKind
    phrase: str
    role: str | None = None
    party: str | None = None


@dataclass(frozen=True)
class Statement:
    """Who says something on which side, and the origin it has by the meaning of the word: the truth."""

    who: Who | None
    side: Stance
    origin: str
    act: Act = "assert"


@dataclass
class Report:
    """One document in the making. `head` stands before the first words (a dateline), `foot` after the last."""

    headline: str
    paragraphs: list[str]
    outlet: str | None
    day: int | None
    head: str = ""
    foot: str = ""
    statements: dict[str, Statement] = field(default_factory=dict)

    def marked(self) -> str:
        """Give the whole text with its marks."""
        body = "\n\n".join([self.head + self.paragraphs[0], *self.paragraphs[1:]])
        return f"{self.headline}\n\n{body}" + (f"\n\n{self.foot}" if self.foot else "")


@dataclass(frozen=True)
class Filed:
    """A finished document: its reading, and by attribution the statement it makes."""

    reading: Reading
    statements: dict[str, Statement]

    @property
    def digest(self) -> str:
        """The digest of the document."""
        return self.reading.document.digest


def filed(report: Report, salt: str) -> Filed:
    """Make the document and the reading of a report."""
    marked = report.marked()
    text = plain(marked)
    names = keys(marked)
    speakers: dict[str, Speaker] = {}
    attributions, statements = [], {}
    for number, key in enumerate(names, 1):
        statement, spans = report.statements[key], text.spans[key]
        who = statement.who
        if who is not None and who.name not in speakers:
            speakers[who.name] = Speaker(
                id=f"s{len(speakers) + 1}",
                name=who.name,
                kind=who.kind,
                role=who.role,
                party=who.party,
                mentions=tuple(spans["s"]),
            )
        attributions.append(
            Attribution(
                id=f"a{number}",
                cue=tuple(spans.get("q", ())),
                source=tuple(spans.get("s", ())),
                content=tuple(spans["c"]),
                act=statement.act,
                certainty="certain",
                speaker=speakers[who.name].id if who else None,
                score=0.9,
            )
        )
        statements[f"a{number}"] = statement
    return Filed(
        Reading(
            document=_document(report, text.text, salt),
            attributions=tuple(attributions),
            speakers=tuple(speakers.values()),
            model=Model(reader="sha256:" + "1" * 64, version="0"),
        ),
        statements,
    )


def _document(report: Report, text: str, salt: str) -> Document:
    headline = plain(report.headline).text
    published = None
    if report.day is not None:
        day = FIRST_DAY + timedelta(days=report.day)
        published = Published(start=day, end=day, how="given")
    return Document(
        digest="sha256:" + hashlib.sha256(f"{salt}\0{report.outlet}\0{text}".encode()).hexdigest(),
        media_type="text/plain",
        title=headline,
        outlet=report.outlet,
        published=published,
        text=text,
        segments=(
            Segment(kind="headline", span=(0, len(headline))),
            Segment(kind="body", span=(len(headline) + 2, len(text))),
        ),
    )
