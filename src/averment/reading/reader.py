"""Document to Reading: the order of steps, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from averment.errors import InputTooLargeError, LanguageError, StepError
from averment.lexicons import digest
from averment.reading.acts import decide_acts
from averment.reading.attribution import mark_attributions
from averment.reading.dates import find_dates
from averment.reading.draft import Draft, Report, legible
from averment.reading.evidence import find_evidence
from averment.reading.figures import find_figures
from averment.reading.language import not_english
from averment.reading.speakers import resolve_speakers
from averment.reading.steps import Step, check
from averment.values import Document, Model, Reading, Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from averment.inference.tagging import Tagged

LONGEST = 4_000_000
"""Code points of the longest text that is read: some 650,000 words, over any report."""

STEPS = (
    Step("attribution", (), ("attributions",), mark_attributions),
    Step("dates", ("attributions",), ("dates", "attributions.said"), find_dates),
    Step("speakers", ("attributions",), ("speakers", "attributions.speaker"), resolve_speakers),
    Step(
        "acts",
        ("attributions", "attributions.speaker", "speakers"),
        ("attributions.act", "attributions.certainty", "attributions.about"),
        decide_acts,
    ),
    Step(
        "evidence",
        ("attributions", "attributions.about", "attributions.act", "attributions.speaker", "speakers"),
        ("evidence", "attributions.evidence"),
        find_evidence,
    ),
    Step("figures", ("attributions",), ("figures",), find_figures),
)
"""What is done with a document, in this order. The model has marked it before."""


class AttributionModel(Protocol):
    """What a reader needs of a model: a name, and the marks on each of several texts."""

    digest: str

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Mark the attributions of each text."""


class Reader:
    """Reads documents with one model. No files, no network, no clock: the same document gives the same reading.

    `steps` are those of `STEPS` unless told otherwise. Raises `StepError` where one needs what none before it gives.
    """

    def __init__(self, model: AttributionModel, version: str, *, steps: Iterable[Step] = STEPS) -> None:
        self._model = model
        self.steps = tuple(steps)
        replaced = tuple(step.name for step in self.steps if step not in STEPS)
        self._made_by = Model(reader=model.digest, lexicons=digest(), version=version, replaced=replaced)
        check(self.steps)

    def with_step(self, step: Step) -> Reader:
        """Give a reader with `step` in place of the step of the same name. Raises `StepError` where there is none."""
        names = [old.name for old in self.steps]
        if step.name not in names:
            message = f"there is no step “{step.name}” to replace; the steps are {', '.join(names)}"
            raise StepError(message)
        steps = (step if old.name == step.name else old for old in self.steps)
        return Reader(self._model, self._made_by.version, steps=steps)

    def read(self, document: Document, *, force: bool = False) -> Reading:
        """Read one document, as `read_all` does."""
        return self.read_all([document], force=force)[0]

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read several documents together: faster than one by one, with the same answers.

        Paragraphs that are not English are skipped, and the reading says which. Raises `LanguageError` where a whole
        text is not; with `force` everything is read, whatever its language. Raises `InputTooLargeError` for a text of
        more than `LONGEST` code points.
        """
        reports = [Report(document, _skipped(document, force=force)) for document in documents]
        tagged = self._model.tag([report.text for report in reports])
        return [self._reading(Draft(*parts)) for parts in zip(reports, tagged, strict=True)]

    def _reading(self, draft: Draft) -> Reading:
        for step in self.steps:
            draft = step(draft)
        return Reading(
            document=draft.document,
            attributions=draft.attributions,
            speakers=draft.speakers,
            evidence=draft.evidence,
            figures=draft.figures,
            dates=draft.dates,
            skipped=draft.skipped,
            model=self._made_by,
        )


def _skipped(document: Document, *, force: bool) -> tuple[Skipped, ...]:
    """Give the paragraphs that are not to be read, having checked that the rest can be."""
    if len(document.text) > LONGEST:
        message = f"its text has {len(document.text):,} characters; the longest that is read has {LONGEST:,}"
        raise InputTooLargeError(message, subject=document.digest)
    if force:
        return ()
    try:
        return not_english(legible(document))
    except LanguageError as error:
        error.subject = document.digest
        raise
