"""The shipped model on real text: the same answer whatever runs beside it."""

from pathlib import Path

import pytest

from averment.inference import AttributionModel, load_model

TEXTS = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "gate/docs").glob("*.txt"))]
LONG = "\n\n".join(TEXTS)


@pytest.fixture(scope="module")
def model() -> AttributionModel:
    """Give the shipped model on one thread, a block of text at a time."""
    return load_model(threads=1, batch=1)


def test_threads_batch_and_neighbours_change_nothing(model: AttributionModel) -> None:
    """One text at a time on one thread, or all together on three: the same spans and the same scores."""
    alone = [model.tag([text])[0] for text in TEXTS]
    together = load_model(threads=3, batch=7).tag(TEXTS)
    assert together == alone
    assert model.tag(list(reversed(TEXTS))) == list(reversed(alone))


def test_every_span_is_inside_the_text_and_holds_words(model: AttributionModel) -> None:
    """Spans are places in the text, in order, and never empty, over several windows and blocks too."""
    for text in (LONG, LONG * 3):
        marks = model.tag([text])[0].cues
        assert len(marks) > 100
        for mark in marks:
            for spans in (mark.cue, mark.source, mark.content):
                assert list(spans) == sorted(spans)
                assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)
            assert 0 <= mark.score <= 1


def test_a_text_longer_than_a_window_is_read_to_its_end(model: AttributionModel) -> None:
    """A statement after forty pages is found where it stands."""
    text = "It rained in the valley all day. " * 4000 + '\n\n"We will not go," said the mayor, Ada Voss.'
    (found,) = model.tag([text])[0].cues[-1:]
    assert [text[s:e] for s, e in found.cue] == ["said"]
    assert "Ada Voss" in " ".join(text[s:e] for s, e in found.source)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "a" * 5000, "\x00" * 50, "\u202e\u0627\u0644\u0639", "🕊️" * 600])
def test_odd_texts_give_a_list(model: AttributionModel, text: str) -> None:
    """Nothing to read is nothing found, never an error."""
    assert isinstance(model.tag([text])[0].cues, list)


def test_no_texts_no_answers(model: AttributionModel) -> None:
    """An empty batch is fine."""
    assert model.tag([]) == []
