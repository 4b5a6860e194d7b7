"""`averment read --out`: tables of a corpus, what is said of them, and what cannot be asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from averment.cli.group import averment
from averment.scale import pool
from averment.scale.folder import Folder
from averment.scale.work import Worker
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from click.testing import CliRunner

    from averment.scale.manifest import Manifest
    from averment.scale.shards import Shard
    from averment.scale.work import Done, Job


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, with a reader that needs no model."""

    def read_shards(
        shards: Iterator[Shard], job: Job, workers: int, tell: Callable[[Done], None]
    ) -> Iterator[Manifest]:
        assert workers >= 1
        worker = Worker(job, tell, FakeReader())
        return (worker.read(shard) for shard in shards)

    monkeypatch.setattr(pool, "read_shards", read_shards)


def test_a_corpus_goes_to_tables(runner: CliRunner, here: Path) -> None:
    """Fields are taken by their usual names, or by those that were typed; what could not be read makes exit code 3."""
    rows = [{"body": "Ana said it rained.", "paper": "The Halden Courier", "date": "2031-03-12"}, {"body": ""}]
    (here / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (here / "more.csv").write_text("body,paper\nBo said no.,The Ledger\n")

    typed = ["read", "--out", "t", "--text-field", "body", "--field", "outlet=paper", "news.jsonl", "more.csv"]
    result = runner.invoke(averment, typed)

    assert result.exit_code == 3, result.stderr
    assert result.stdout.startswith("2 reports · 7 words · 2 attributions\n1 input could not be read")
    read = [reading.document for _, reading in Folder(here / "t").readings()]
    assert [(one.text, one.outlet) for one in read] == [
        ("Ana said it rained.", "The Halden Courier"),
        ("Bo said no.", "The Ledger"),
    ]
    assert read[0].published is not None
    assert "All of it had been read before." in runner.invoke(averment, typed).stdout


def test_tables_in_lines_of_json(runner: CliRunner, here: Path) -> None:
    """--tables jsonl writes lines that any program reads."""
    (here / "a.txt").write_text("Ana said it rained.")

    result = runner.invoke(averment, ["read", "--out", "t", "--tables", "jsonl", "a.txt"])

    assert result.exit_code == 0, result.stderr
    (line,) = (here / "t" / "attributions" / "000000.jsonl").read_text().splitlines()
    assert json.loads(line)["content_text"] == "it rained"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["--out", "t", "--json", "a.txt"], "--json is not for --out"),
        (["--out", "t", "--threads", "2", "a.txt"], "--threads is not for --out"),
        (["--workers", "2", "a.txt"], "--workers is for --out DIR"),
        (["--field", "title=head", "a.txt"], "--field is for --out DIR"),
        (["--ray", "auto", "a.txt"], "--ray is for --out DIR"),
        (["--out", "t", "--field", "colour=head", "a.txt"], "“colour=head” names no field"),
        (["--out", "t", "-"], "standard input cannot be read twice"),
    ],
)
def test_what_cannot_be_asked(runner: CliRunner, here: Path, typed: list[str], said: str) -> None:
    """Options that make no sense together are wrong use, and nothing is written."""
    (here / "a.txt").write_text("Ana said it rained.")

    result = runner.invoke(averment, ["read", *typed])

    assert result.exit_code == 2
    assert said in result.stderr
    assert not (here / "t").exists()


def test_stopped_from_the_keyboard(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C says how to go on."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pool, "read_shards", stop)
    (here / "a.txt").write_text("Ana said it rained.")

    result = runner.invoke(averment, ["read", "--out", "t", "a.txt"])

    assert result.exit_code == 130
    assert "the same command goes on" in result.stderr
