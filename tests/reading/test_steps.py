"""Steps of a reading: what they declare is checked, and any of them can be replaced."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from averment.errors import StepError
from averment.inference.tagging import Tagged, TaggedCue
from averment.reading import STEPS, Draft, Reader, Report, Step
from averment.reading.attribution import mark_attributions
from averment.reading.steps import PARTS, check
from averment.values import Date, Document, Evidence, Figure, Speaker
from tests.transcripts import ROOT

TEXT = "Oru said it rained."
DOCUMENT = Document(digest="sha256:0", media_type="text/plain", text=TEXT)
TAGGED = Tagged([TaggedCue(((4, 8),), ((0, 3),), ((9, 18),), 0.9)])
PAGE = ROOT / "docs" / "how-to" / "replace-a-step.md"


class Silent:
    """A model that marks one attribution in every text."""

    digest = "sha256:silent"

    def tag(self, texts: Sequence[str]) -> list[Tagged]:
        """Mark each text."""
        return [TAGGED for _ in texts]


def draft() -> Draft:
    """Give a draft with one attribution."""
    return mark_attributions(Draft(Report(DOCUMENT), TAGGED))


def altered(**fields: object) -> Callable[[Draft], Draft]:
    """Give a step's work that alters fields of the first attribution."""

    def run(draft: Draft) -> Draft:
        first, *rest = draft.attributions
        return replace(draft, attributions=(msgspec.structs.replace(first, **fields), *rest))

    return run


def test_the_steps_fit_each_other_and_give_every_part() -> None:
    """The reader's own steps are in an order in which each has what it needs; together they give all there is."""
    check(STEPS)
    assert {part for step in STEPS for part in step.gives} == set(PARTS)
    assert len({step.name for step in STEPS}) == len(STEPS)


@pytest.mark.parametrize("number", range(1, len(STEPS)))
def test_a_step_without_those_it_needs_is_an_error(number: int) -> None:
    """A reader cannot be made of a step alone that needs others; the error names the step and the part."""
    step = STEPS[number]
    with pytest.raises(
        StepError, match=f"the step “{step.name}” needs {step.needs[0]}.*, which no step before it gives"
    ):
        Reader(Silent(), "1", steps=[step])


def test_what_a_step_gives_is_there_only_after_it() -> None:
    """The order counts: what a later step gives does not help."""
    first = Step("first", ("figures",), (), lambda draft: draft)
    second = Step("second", (), ("figures",), lambda draft: draft)
    check([second, first])
    with pytest.raises(StepError, match="“first” needs figures"):
        check([first, second])


@pytest.mark.parametrize("declared", ["needs", "gives"])
def test_a_part_that_is_none_is_an_error_that_lists_the_parts(declared: str) -> None:
    """A misspelt part is named, and all that could have been meant."""
    parts = {"needs": (), "gives": ()} | {declared: ("figure",)}
    with pytest.raises(StepError, match=r"“mine” declares figure; known are attributions, .*figures, speakers"):
        check([Step("mine", parts["needs"], parts["gives"], lambda draft: draft)])


@pytest.mark.parametrize(
    ("part", "run"),
    [
        ("attributions", lambda draft: replace(draft, attributions=())),
        ("attributions", altered(score=0.1)),
        ("attributions", altered(source=())),
        ("attributions", altered(id="a9")),
        ("attributions.act", altered(act="deny")),
        ("attributions.certainty", altered(certainty="certain")),
        ("attributions.about", altered(about=("a1",))),
        ("attributions.evidence", altered(evidence=("e1",))),
        ("attributions.said", altered(said=(0, 3))),
        ("attributions.speaker", altered(speaker="s1")),
        ("speakers", lambda draft: replace(draft, speakers=(Speaker(id="s1", name="Oru", kind="person"),))),
        (
            "evidence",
            lambda draft: replace(draft, evidence=(Evidence(id="e1", span=(0, 3), type="data", polarity="supports"),)),
        ),
        ("figures", lambda draft: replace(draft, figures=(Figure(id="f1", span=(0, 3), what="killed"),))),
        ("dates", lambda draft: replace(draft, dates=(Date(span=(0, 3), granularity="day"),))),
    ],
)
def test_a_step_may_change_what_it_declares_and_nothing_else(part: str, run: Callable[[Draft], Draft]) -> None:
    """Each part can be given by who declares it; who does not is told its own name and that of the part."""
    before = draft()
    after = Step("mine", (), (part,), run)(before)
    assert after != before
    others = tuple(other for other in PARTS if other != part)
    with pytest.raises(StepError, match=f"the step “mine” changed {part}, which it does not declare"):
        Step("mine", (), others, run)(before)


@pytest.mark.parametrize(
    ("part", "value"),
    [("report", Report(msgspec.structs.replace(DOCUMENT, text="Other."))), ("tagged", Tagged([]))],
)
def test_nobody_changes_what_was_there_before_the_first_step(part: str, value: object) -> None:
    """The document, what is skipped of it and the marks of the model are the same for all steps."""
    step = Step("mine", (), PARTS, lambda draft: replace(draft, **{part: value}))  # type: ignore[arg-type]
    with pytest.raises(StepError, match=f"“mine” changed {part}"):
        step(draft())


def test_a_step_that_gives_nothing_back_is_an_error() -> None:
    """A function that forgot its `return` is told so."""
    with pytest.raises(StepError, match="the step “mine” gave no draft but None"):
        Step("mine", (), (), lambda _: None)(draft())  # type: ignore[arg-type, return-value]


def test_a_step_that_changes_nothing_needs_to_declare_nothing() -> None:
    """Attributions made anew with the same fields are the same attributions."""
    before = draft()
    assert Step("mine", (), (), altered(act=None))(before) == before


@pytest.mark.parametrize("name", [step.name for step in STEPS])
def test_any_step_can_be_replaced(name: str) -> None:
    """A function of one's own stands in the place of the built-in one, and the others stay."""
    old = next(step for step in STEPS if step.name == name)
    seen: list[Draft] = []

    def run(draft: Draft) -> Draft:
        seen.append(draft)
        return old.run(draft)

    reader = Reader(Silent(), "1")
    changed = reader.with_step(Step(name, old.needs, old.gives, run))

    made = changed.read(DOCUMENT)
    assert made.model.replaced == (name,)
    assert msgspec.structs.replace(made, model=reader.read(DOCUMENT).model) == reader.read(DOCUMENT)
    assert len(seen) == 1
    assert [step.name for step in changed.steps] == [step.name for step in reader.steps]


def test_what_a_replaced_step_gives_is_in_the_reading() -> None:
    """The figures of a step of one's own are those of the reading."""
    mine = (Figure(id="f1", span=(0, 3), what="killed"),)
    step = Step("figures", (), ("figures",), lambda draft: replace(draft, figures=mine))
    assert Reader(Silent(), "1").with_step(step).read(DOCUMENT).figures == mine


def test_a_replacement_that_gives_less_than_others_need_is_an_error() -> None:
    """Taking away what a later step needs is found when the reader is made, not when it reads."""
    with pytest.raises(StepError, match="needs attributions, which no step before it gives"):
        Reader(Silent(), "1").with_step(Step("attribution", (), (), lambda draft: draft))


def test_a_step_that_is_none_cannot_be_replaced() -> None:
    """A misspelt name is answered with the names there are."""
    with pytest.raises(StepError, match="there is no step “date” to replace; the steps are attribution, dates, "):
        Reader(Silent(), "1").with_step(Step("date", (), ("dates",), lambda draft: draft))


def test_a_reader_may_have_steps_of_its_own_order() -> None:
    """With no steps at all a reading holds the document and nothing else."""
    reading = Reader(Silent(), "1", steps=()).read(DOCUMENT)
    assert reading.document == DOCUMENT
    assert reading.attributions == ()


@pytest.mark.skipif(not Path(ROOT, "src/averment/models/SHA256SUMS").exists(), reason="there is no model to read with")
def test_the_example_of_the_how_to_page_does_what_the_page_says() -> None:
    """The code on the page runs as it stands there and prints what stands under it."""
    first, second = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    printed = re.search(r"^```text\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(first, names)  # noqa: S102  (our own page)
        exec(second, names)  # noqa: S102
    assert printed is not None
    assert output.getvalue() == printed[1]
    assert isinstance(names["step"], Step)
