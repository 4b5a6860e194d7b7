"""`averment export` of a case and of a corpus: every form through the command, whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from averment import Reading, api, from_json
from averment.cli.export import FORMS
from averment.render.exports import jsonl
from averment.render.exports.material import FORMS as OF_ANY
from averment.scale import pool
from averment.scale.folder import Folder
from averment.scale.work import Worker
from tests.cli.keeping import ANA, averment_says, digest, kept
from tests.conftest import FakeReader
from tests.weighing.models import WordModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from click.testing import CliRunner

    from averment.render.exports.material import Material, Written
    from averment.scale.manifest import Manifest
    from averment.scale.shards import Shard
    from averment.scale.work import Done, Job

pytestmark = pytest.mark.usefixtures("reader", "models")


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a corpus in this process, and weigh, with models that know words alone."""

    def read_shards(shards: Iterator[Shard], job: Job, _: int, tell: Callable[[Done], None]) -> Iterator[Manifest]:
        worker = Worker(job, tell, FakeReader())
        return (worker.read(shard) for shard in shards)

    monkeypatch.setattr(pool, "read_shards", read_shards)
    monkeypatch.setattr(api, "load_weigher", lambda *_: WordModel())


def corpus(runner: CliRunner, here: Path) -> None:
    """Make a corpus of two reports and a line that is none."""
    lines = [json.dumps({"text": ANA.decode()}), json.dumps({"text": "Bo said =1."}), "{"]
    (here / "news.jsonl").write_text("\n".join(lines))
    averment_says(runner, "read", "news.jsonl", "--out", "corpus", code=3)


def table(path: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_case_is_what_people_made_of_it(runner: CliRunner, here: Path) -> None:
    """Corrections are in, what was rejected is not; positions name rows of the attributions."""
    kept(runner, here)
    averment_says(runner, "judge", "case", "correct", "in/ana.txt#a1", "--set", "act=deny")
    averment_says(runner, "judge", "case", "reject", "in/ana.txt#a2")

    said = averment_says(runner, "export", "case", "--to", "csv", "-o", "out").stdout

    assert re.match(r"Wrote 2 reports and \d claims? to out\.\ndocuments\.csv, attributions\.csv, ", said)
    lines = table(here / "out" / "attributions.csv")
    assert [(one["id"], one["act"]) for one in lines if one["document"] == digest(ANA)] == [("a1", "deny")]
    named = {(one["document"], one["attribution"]) for one in table(here / "out" / "positions.csv")}
    assert named
    assert named <= {(one["document"], one["id"]) for one in lines}
    assert [one["name"] for one in table(here / "out" / "documents.csv")] == ["in/ana.txt", "in/bo.txt"]


def test_a_corpus_is_what_was_read(runner: CliRunner, here: Path) -> None:
    """In the order of its documents; that some inputs could not be read is said, and where they are."""
    corpus(runner, here)

    said = averment_says(runner, "export", "corpus", "--to", "jsonl", "-o", "out").stdout

    lines = (here / "out" / "readings.jsonl").read_bytes().splitlines()
    assert [from_json(line, Reading).document.text for line in lines] == [ANA.decode(), "Bo said =1."]
    assert said.startswith("Wrote 2 reports to out.\nreadings.jsonl\n1 input could not be read")
    (here / "corpus" / "end.json").unlink()
    assert "not come to its end" in averment_says(runner, "export", "corpus", "--to", "csv", "-o", "more").stdout


def test_tables_of_a_corpus_keep_its_keys(runner: CliRunner, here: Path) -> None:
    """What is exported flat joins the tables of the corpus."""
    corpus(runner, here)
    averment_says(runner, "export", "corpus", "--to", "csv", "-o", "out")
    keys = [rows.documents[0].reading for rows in Folder(here / "corpus").rows()]
    for name in ("documents", "attributions"):
        assert list(dict.fromkeys(one["reading"] for one in table(here / "out" / f"{name}.csv"))) == keys


@pytest.mark.parametrize("form", OF_ANY)
def test_every_form_is_made_of_both(form: str, runner: CliRunner, here: Path) -> None:
    """Each writes files, says which where they are few, and leaves nothing beside them."""
    kept(runner, here)
    corpus(runner, here)
    for folder in ("case", "corpus"):
        out = f"out-{folder}"
        assert f"to {out}." in averment_says(runner, "export", folder, "--to", form, "-o", out).stdout
        assert [path for path in (here / out).rglob("*") if path.is_file() and path.stat().st_size]

    assert {path.name for path in here.iterdir()} == {
        "in", "case", "news.jsonl", "corpus", "out-case", "out-corpus"
    }  # fmt: skip


def test_an_export_that_is_broken_off_leaves_nothing(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is written the name is not taken, and what was written goes with it; then it can be made again."""
    corpus(runner, here)
    whole = jsonl.write

    def breaks(material: Material, folder: Path) -> Written:
        whole(material, folder)
        assert not (here / "out").exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(jsonl, "write", breaks)
    averment_says(runner, "export", "corpus", "--to", "jsonl", "-o", "out", code=130)
    assert {path.name for path in here.iterdir()} == {"news.jsonl", "corpus"}

    monkeypatch.setattr(jsonl, "write", whole)
    averment_says(runner, "export", "corpus", "--to", "jsonl", "-o", "out")
    assert (here / "out" / "readings.jsonl").exists()


def test_where_it_may_go(runner: CliRunner, here: Path) -> None:
    """Into an empty folder, or one that is not there, however deep; not over something, nor into the corpus."""
    corpus(runner, here)
    (here / "empty").mkdir(mode=0o700)
    (here / "used").mkdir()
    (here / "used" / "mine.txt").write_text("mine")

    def export(out: str, code: int = 0) -> str:
        return averment_says(runner, "export", "corpus", "--to", "jsonl", "-o", out, code=code).output

    export("empty")
    export("deep/er/out")
    assert "not empty" in export("used", 2)
    assert "it is a file" in export("news.jsonl", 2)
    assert "does not go into what it is made of" in export("corpus/out", 2)
    assert (here / "empty").stat().st_mode & 0o777 == 0o700
    assert (here / "deep" / "er" / "out").stat().st_mode & 0o777 == 0o755
    assert [path.name for path in (here / "used").iterdir()] == ["mine.txt"]
    assert not (here / "corpus" / "out").exists()


def test_what_makes_no_sense_is_said(runner: CliRunner, here: Path) -> None:
    """Nothing of a corpus is reviewed; a part of a review is asked for with gold alone; a folder is one of the two."""
    corpus(runner, here)

    def refused(*arguments: str) -> str:
        return averment_says(runner, "export", *arguments, "-o", "out", code=2).output

    assert "nothing is reviewed" in refused("corpus", "--to", "gold")
    assert "--partial goes with --to gold" in refused("corpus", "--to", "csv", "--partial")
    assert "there is no case here" in refused("nothing", "--to", "csv")
    assert not (here / "out").exists()


def test_the_help_has_a_line_for_each_form(runner: CliRunner) -> None:
    """As it is written, not run together; every form that can be chosen is there."""
    shown = averment_says(runner, "export", "--help").stdout

    assert set(FORMS) == {*OF_ANY, "gold"}
    assert [form for form in FORMS if not re.search(rf"^  {form}  +\w", shown, re.MULTILINE)] == []
    assert "\b" not in shown
    assert "\\b" not in shown
