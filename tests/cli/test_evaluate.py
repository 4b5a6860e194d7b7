"""`averment evaluate`: scores, mistakes, and what stands in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from averment.cli.evaluate import MATTERS
from averment.cli.group import averment
from averment.evaluation import HELD_ROWS, ROWS, Matter

if TYPE_CHECKING:
    from click.testing import CliRunner

pytestmark = pytest.mark.usefixtures("reader")

TEXT = "Ana said it rained. Bo denied it."
GOLD = """T1\tSource 0 3\tAna
T2\tCue 4 8\tsaid
T3\tContent 9 18\tit rained
E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3
T4\tSource 20 22\tBo
T5\tCue 23 29\tdenied
T6\tContent 30 32\tit
E2\tAttribution:T5 Source:T4 Cue:T5 Content:T6
"""


COMPLETE = {
    "id": "rain",
    "annotator": "a1",
    "attributions": [
        {
            "id": "a1",
            "source": [0, 3],
            "cue": [[4, 8]],
            "content": [[9, 18]],
            "act": "evaluate",
            "about": [],
            "who": {"name": "Ana", "kind": "person"},
        }
    ],
    "evidence": [{"id": "e1", "span": [12, 18], "type": "data", "for": ["a1"], "polarity": "supports"}],
    "figures": [{"id": "f1", "span": [20, 22], "what": "injured", "low": 1, "high": None, "by": None}],
}


@pytest.fixture
def complete(here: Path) -> Path:
    """Write the report as one in which all that a reading holds is annotated."""
    for name, content in {"docs/rain.txt": TEXT, "gold/rain.a1.json": json.dumps(COMPLETE)}.items():
        (here / "gold" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "gold" / name).write_text(content)
    return here / "gold"


@pytest.fixture
def corpus(here: Path) -> Path:
    """Write an annotated report of which the fake reader finds one attribution of two."""
    for name, content in {"text/rain.txt": TEXT, "attributions/rain_ann.ann": GOLD}.items():
        (here / "gold" / name).parent.mkdir(parents=True, exist_ok=True)
        (here / "gold" / name).write_text(content)
    return here / "gold"


@pytest.mark.usefixtures("corpus")
def test_scores_are_a_table(runner: CliRunner) -> None:
    """Each kind of span and of attribution has a row with precision, recall, F1 and what was marked."""
    result = runner.invoke(averment, ["evaluate", "gold"])

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "                 precision  recall     F1       n",
        "source               100.0    50.0   66.7       2",
        "cue                  100.0    50.0   66.7       2",
        "content              100.0    50.0   66.7       2",
        "relation             100.0    50.0   66.7       2",
        "relation_strict      100.0    50.0   66.7       2",
        "1 article",
    ]


@pytest.mark.usefixtures("corpus")
def test_mistakes_are_shown_on_request(runner: CliRunner) -> None:
    """What was missed is shown with its place and words."""
    result = runner.invoke(averment, ["evaluate", "gold", "--mistakes", "5"])

    assert "missed attribution  rain:23\n     marked  Bo [denied] it\n" in result.stdout


@pytest.mark.usefixtures("corpus")
def test_json_is_one_object(runner: CliRunner) -> None:
    """With --json scores and mistakes are one line for programs."""
    result = runner.invoke(averment, ["evaluate", "gold", "--json", "--mistakes", "5"])

    printed = json.loads(result.stdout)
    assert printed["scores"]["relation"]["f1"] == 66.7
    assert [mistake["kind"] for mistake in printed["mistakes"]] == ["missed"]


@pytest.mark.usefixtures("complete")
def test_complete_gold_has_more_rows(runner: CliRunner) -> None:
    """Where acts, speakers, evidence and figures are annotated, each has a row."""
    result = runner.invoke(averment, ["evaluate", "gold"])

    assert result.exit_code == 0
    rows = [line.split()[0] for line in result.stdout.splitlines()[1:-1]]
    assert rows == [*ROWS, *HELD_ROWS]
    assert result.stdout.splitlines()[-2] == "figures                0.0     0.0    0.0       1"


@pytest.mark.usefixtures("complete")
def test_only_the_mistakes_asked_for_are_shown(runner: CliRunner) -> None:
    """A person who works on figures and evidence need not read the rest."""
    result = runner.invoke(averment, ["evaluate", "gold", "--mistakes", "5", "--of", "figure", "--of", "evidence"])

    shown = [line.split("  ")[0] for line in result.stdout.split("1 article\n")[1].splitlines() if line[:1].strip()]
    assert shown == ["missed evidence", "missed figure"]
    assert "     marked  injured 1 to ?: Bo\n" in result.stdout


@pytest.mark.usefixtures("complete")
def test_a_choice_among_no_mistakes_is_wrong_use(runner: CliRunner) -> None:
    """Who asks for figures but for no mistakes learns what is missing, and is not shown a bare table."""
    result = runner.invoke(averment, ["evaluate", "gold", "--of", "figure"])

    assert result.exit_code == 2
    assert "--mistakes N" in result.stderr


@pytest.mark.parametrize(("form", "rows"), [("corpus", ROWS), ("complete", (*ROWS, *HELD_ROWS))])
def test_rows_in_json_are_those_of_the_gold(
    runner: CliRunner, request: pytest.FixtureRequest, form: str, rows: tuple[str, ...]
) -> None:
    """A form that cannot score a row has no such key."""
    request.getfixturevalue(form)

    scores = json.loads(runner.invoke(averment, ["evaluate", "--json", "gold"]).stdout)["scores"]

    assert set(scores) == {*rows, "articles", "unread"}


def test_gold_that_makes_no_sense_is_said(runner: CliRunner, complete: Path) -> None:
    """A damaged file is one line with its path and the record, whatever stands in it."""
    (complete / "gold" / "rain.a1.json").write_text(json.dumps(COMPLETE).replace('["a1"]', '["\\u001b[2J"]'))

    result = runner.invoke(averment, ["evaluate", "gold"])

    assert result.exit_code == 3
    assert result.stderr.startswith("averment: gold/gold/rain.a1.json:e1: ")
    assert "\x1b" not in result.stderr


def test_what_can_be_asked_for_is_all_there_is() -> None:
    """The choice of `--of` names every kind of mistake."""
    assert set(MATTERS) == set(get_args(Matter))


def test_a_folder_that_is_no_corpus_is_said(runner: CliRunner, here: Path) -> None:
    """A folder without annotations is one line that says what a corpus is."""
    (here / "gold").mkdir()

    result = runner.invoke(averment, ["evaluate", "gold"])

    assert result.exit_code == 3
    assert result.stderr.startswith("averment: gold: ")
    assert "brat stand-off format" in result.stderr


def test_a_text_that_cannot_be_read_counts_as_missed(runner: CliRunner, corpus: Path) -> None:
    """A report that the reader refuses is a line, exit code 3, and all of it counts as missed."""
    (corpus / "text" / "rain.txt").write_text(" " * len(TEXT))

    result = runner.invoke(averment, ["evaluate", "gold"])

    assert result.exit_code == 3
    assert "averment: gold/text/rain.txt: " in result.stderr
    assert "1 article, 1 of them unread" in result.stdout
