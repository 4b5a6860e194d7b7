"""What a draft tells the steps about its document."""

from dataclasses import replace

from averment.inference.tagging import Tagged
from averment.reading import Draft, Report
from averment.values import Document, Segment, Skipped

TEXT = "Flood\n\nHome News\n\nIt rained. Oru left.\n\nEs regnete.\n"
SEGMENTS = (
    Segment(kind="body", span=(18, 51)),
    Segment(kind="boilerplate", span=(7, 16)),
    Segment(kind="headline", span=(0, 5)),
)
REPORT = Report(
    Document(digest="sha256:0", media_type="text/plain", text=TEXT, segments=SEGMENTS),
    (Skipped(span=(40, 51), why="language", language="de"),),
)
DRAFT = Draft(REPORT, Tagged([]))


def test_what_is_not_to_be_read_is_blank_and_all_else_stands_where_it_stood() -> None:
    """Boilerplate and skipped paragraphs are blanks; no offset moves."""
    assert DRAFT.text == "Flood\n\n         \n\nIt rained. Oru left.\n\n           \n"
    assert len(DRAFT.text) == len(TEXT)


def test_its_sentences_are_those_that_are_read() -> None:
    """No sentence is made of a menu."""
    assert [DRAFT.text[start:end] for start, end in DRAFT.sentences] == ["Flood", "It rained.", "Oru left."]


def test_a_place_has_the_kind_of_its_segment() -> None:
    """Segments need not stand in order; between them there is none."""
    kinds = [DRAFT.segment(at) for at in (0, 4, 5, 7, 16, 18, 50, 51, 99)]
    assert kinds == ["headline", "headline", None, "boilerplate", None, "body", "body", None, None]
    assert Report(Document(digest="", media_type="", text="Rain.")).segment(0) is None


def test_what_is_worked_out_of_the_text_is_kept_from_step_to_step() -> None:
    """The copy that a step gives reads the very same text and sentences: nothing is computed again."""
    changed = replace(DRAFT, dates=())
    assert changed is not DRAFT
    assert changed.text is DRAFT.text
    assert changed.sentences is DRAFT.sentences
    assert (changed.document, changed.skipped) == (REPORT.document, REPORT.skipped)
