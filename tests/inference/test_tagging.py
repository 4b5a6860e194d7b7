"""The shipped model on real text: the same answer whatever runs beside it."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from averment.inference import AttributionModel, load_model
from averment.inference.network import ROLE_TAGS
from averment.inference.sessions import Encoded
from averment.inference.shipped import read_model
from averment.inference.tokens import Tokens, load_tokenizer

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


class Marking:
    """A network that marks every "said" as a cue, and as its source the first word piece it is shown near it."""

    def __init__(self, said: int | None) -> None:
        self.said = said
        self.shown: list[int] = []

    def encode(self, tokens: Tokens) -> Encoded:
        """Score the cues."""
        cue = np.full((len(tokens) + 2, 3), -9.0, dtype=np.float32)
        cue[np.arange(len(cue)), np.concatenate(([0], tokens.ids == self.said, [0])).astype(int)] = 9
        rows = np.arange(len(cue), dtype=np.float32)[:, None]
        return Encoded(cue, rows, rows)

    def roles(self, window: Encoded, cues: list[tuple[int, int]]) -> NDArray[np.float32]:
        """Score the roles."""
        self.shown.append(len(window.hidden) - 2)
        scores = np.zeros((len(cues), len(window.hidden) - 2, len(ROLE_TAGS)), dtype=np.float32)
        scores[:, 1:, 0], scores[:, 0, ROLE_TAGS.index("B-source")] = 9, 9
        return scores


def test_roles_are_looked_for_near_their_cue() -> None:
    """Of a long text 128 word pieces on either side of a cue are looked at, and what is found stands where it stood."""
    files = read_model()
    tokenizer = load_tokenizer(files.tokenizer)
    network = Marking(tokenizer.token_to_id("said"))
    model = AttributionModel(network, tokenizer, files.settings, "")
    words = [*map(str, range(10, 99)), *["rain"] * 700]
    words[60] = words[655] = "said"
    text = " ".join(words)
    first, second = model.tag([text])[0].cues
    assert network.shown == [60 + 1 + 128, 128 + 1 + 128]
    assert [text[s:e] for s, e in (*first.cue, *first.source)] == ["said", "10"]
    (start, _), (cue, _) = second.source[0], second.cue[0]
    assert text[start:cue] == "rain " * 128
