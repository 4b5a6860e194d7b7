"""Cases in memory for the tests of dossiers: invented reports, weighed by a model that counts words, judged by people.

In: readings, judgements. Out: what `gather` asks of a case, and a dossier of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from lxml.html import HtmlElement, document_fromstring
from msgspec.structs import replace

from averment import Claim, Document, Judgement, Listed, Reading, Target
from averment.custody.checkpoints import Checkpoint
from averment.render.html.dossier import Choice, DossierContent, dossier, gather
from averment.values import Capture, Layout, Page
from averment.values.log import AnyEntry, Began
from averment.weighing.judged import digest_of
from averment.weighing.ledger import Ledger
from averment.weighing.reviewed import Review
from tests.weighing.models import WordModel
from tests.weighing.saying import report

if TYPE_CHECKING:
    from averment.render.html.dossier.gather import Progress
    from averment.values.judgements import Verdict

DAM: Final = "the dam at Velmar was opened on purpose"
REPORTS: Final = (
    report(
        "Dam opened, survivors say",
        ("Ana Ruiz", "assert", DAM),
        ("The ministry", "deny", DAM),
        day=date(2031, 3, 10),
        outlet="The Halden Courier",
    ),
    report(
        "Ministry rejects talk of the dam",
        ("Oro Dask", "deny", DAM),
        ("Engineer Bo Tarn", "assert", DAM),
        ("Mayor Lund", "doubt", DAM),
        day=date(2031, 3, 11),
        outlet="Velmar Today",
    ),
    report("Rain", ("Mayor Lund", "assert", "it rained for a week in Halden"), outlet="Velmar Today"),
)
"""One claim that somebody denies and somebody doubts in two reports, and one that stands alone."""


@dataclass
class Memory:
    """What a dossier asks of a case, from readings in memory."""

    readings: Sequence[Reading] = REPORTS
    made: list[Judgement] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    name: str = "velmar"
    note: bytes = b"averment.case/0\n7\nAAAA\n\n- a signature\n"

    @property
    def head(self) -> Checkpoint:
        """Give a head that tells how much was judged."""
        return Checkpoint(origin="averment.case/0", size=7 + len(self.made), root=bytes([len(self.made)]) * 32)

    def judge(self, verdict: Verdict, place: tuple[int, str | None], by: str = "ana", **more: Any) -> Judgement:  # noqa: ANN401  # fields
        """Judge something in a report by its number."""
        reading = self.readings[place[0]]
        target = Target(document=reading.document.digest, reading=digest_of(reading) if place[1] else None, id=place[1])
        at = f"2031-03-20T08:00:{len(self.made):02}Z"
        one = Judgement(id=f"j{len(self.made) + 7}", verdict=verdict, targets=(target,), by=by, at=at, **more)
        self.made.append(one)
        return one

    def ledger(self, progress: Progress | None = None) -> Ledger:
        """Weigh."""
        if progress is not None:
            progress("weighing", 1, 1)
        return Ledger.of(self.readings, WordModel(), self.judgements())

    def claim(self, ref: str) -> Claim:
        """Give the claim that a reference means."""
        return self.ledger().claim(ref)

    def documents(self, *, withdrawn: bool = False) -> list[Listed]:
        """List the reports."""
        assert withdrawn
        unread = [replace(self._listed(REPORTS[1].document), state="failed")] * len(self.unread)
        return [*(self._listed(reading.document) for reading in self.readings), *unread]

    def reading(self, ref: str) -> Reading:
        """Give a report as it was read."""
        return next(reading for reading in self.readings if reading.document.digest == ref)

    def capture(self, ref: str) -> Capture:
        """Give a capture."""
        return Capture(document=self.reading(ref).document, layout=Layout(pages=self.pages.get(ref, ())))

    def judgements(self, *, superseded: bool = False) -> list[Judgement]:
        """Give the judgements that stand."""
        replaced = {one.supersedes for one in self.made}
        return [one for one in self.made if superseded or one.id not in replaced]

    def review(self) -> Review:
        """Give where the review stands."""
        return Review(self.made, {reading.document.digest: digest_of(reading) for reading in self.readings})

    def log(self, start: int = 0) -> Iterator[AnyEntry]:
        """Give the first entry alone."""
        yield Began(seq=start, at="2031-03-15T08:00:00Z", by="ana", version="0", case="0", key="0")

    def _listed(self, document: Document) -> Listed:
        return Listed(
            digest=document.digest,
            state="read",
            paths=(self.files.get(document.digest, f"in/{document.title}.txt"),),
            size=len(document.text),
            media_type="application/pdf" if document.digest in self.pages else document.media_type,
            title=document.title,
            outlet=document.outlet,
            url=self.urls.get(document.digest),
            published=document.published,
            added="2031-03-15T08:00:00Z",
        )


def content(case: Memory, **choice: Any) -> DossierContent:  # noqa: ANN401  # fields of a choice
    """Gather a dossier."""
    return gather(case, Choice(**{"by": "Ana", **choice}), version="0", weigher="sha256:w")


def written(case: Memory, **choice: Any) -> str:  # noqa: ANN401  # fields of a choice
    """Write a dossier."""
    return dossier(content(case, **choice))


def parsed(page: str) -> HtmlElement:
    """Parse a page."""
    return document_fromstring(page)


def words(element: HtmlElement) -> str:
    """Give the words of an element on one line."""
    return " ".join(element.text_content().split())


def section(page: HtmlElement, name: str) -> str:
    """Give the words of a section."""
    return words(page.get_element_by_id(name))
