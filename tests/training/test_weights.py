"""The weights of acts: what they are learned from, and that learning keeps to what was taken to be so at first."""

import numpy as np
import pytest

from averment.reading.acts.signals import names, signals
from averment.reading.acts.weights import ACTS
from training.reported import REPORTS, reported
from training.weights import act_prior, learn

_TEXT = """# a comment
Rain fell. [The mayor|said|the bridge fell|assert] and [|denied|it|deny].

[A clerk|asked|why|ask].
"""


def test_invented_reports_are_read() -> None:
    """Reports end at an empty line, comments are left out, and spans point at the words that were marked."""
    first, second = reported(_TEXT)
    draft, acts = first
    assert acts == ["assert", "deny"]
    assert draft.text == "Rain fell. The mayor said the bridge fell and denied it."
    words = [draft.text[start:end] for a in draft.attributions for ((start, end),) in (a.cue, a.content)]
    assert words == ["said", "the bridge fell", "denied", "it"]
    assert [attribution.source for attribution in draft.attributions] == [((11, 20),), ()]
    assert second[1] == ["ask"]


def test_an_unknown_act_is_an_error() -> None:
    """A misspelt act would be learned as another."""
    with pytest.raises(ValueError, match="asert"):
        list(reported("[A|said|b|asert]"))


def test_the_shipped_reports_hold_every_act() -> None:
    """The file is whole, and spread over the acts."""
    marked = [act for _, acts in reported(REPORTS.read_text(encoding="utf-8")) for act in acts]
    assert {act: marked.count(act) >= 10 for act in ACTS} == dict.fromkeys(ACTS, True)
    assert 250 <= len(marked) <= 400


def test_signals_of_reports_are_known() -> None:
    """What a report gives has a place in the table."""
    for draft, _ in reported(_TEXT):
        assert set().union(*signals(draft)) <= set(names())


def test_learning() -> None:
    """With no examples of a signal its prior stands; with many against it, it yields."""
    prior = act_prior()
    rows = np.zeros((50, len(names())))
    rows[:, names().index("cue deny")] = 1
    demand = ACTS.index("demand")
    weight, start = learn(rows, np.full(50, demand), np.ones(50), prior)
    assert np.allclose(weight[names().index("cue demand")], prior[names().index("cue demand")])
    assert (rows[0] @ weight + start).argmax() == demand
