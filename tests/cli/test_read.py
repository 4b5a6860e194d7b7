"""`averment read`: what goes in, what comes out, and where."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from averment import Document, Reading, from_json, quote, schema
from averment.cli.group import averment
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from click.testing import CliRunner

PAGE = b"<!doctype html><title>Flood</title><article><h1>Flood</h1><p>Ana said it rained.</p></article>"


def write(path: Path, text: str = "Ana said it rained.") -> Path:
    """Write a report where folders may be missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.usefixtures("reader")
def test_a_page_for_each_report(runner: CliRunner, here: Path) -> None:
    """Reports are drawn in the order typed, with a gap between, in plain text where there is no terminal."""
    write(here / "b.txt", "Bo said no.")
    write(here / "a.txt")

    result = runner.invoke(averment, ["read", "b.txt", "a.txt"])

    assert result.exit_code == 0
    assert result.stdout.index("said ▸ no") < result.stdout.index("\n\n\n") < result.stdout.index("said ▸ it rained")
    assert "\x1b" not in result.stdout
    assert not result.stderr


@pytest.mark.usefixtures("reader")
def test_json_is_one_valid_object_a_line(runner: CliRunner, here: Path) -> None:
    """With --json there is nothing on standard output but readings, each valid against the schema and decodable."""
    write(here / "a.txt")
    (here / "b.html").write_bytes(PAGE)

    result = runner.invoke(averment, ["read", "--json", "a.txt", "missing.txt", "b.html"])

    first, second = result.stdout_bytes.splitlines()
    for line in (first, second):
        jsonschema.validate(json.loads(line), schema())
    reading = from_json(first, Reading)
    assert [quote(reading.document.text, a.content) for a in reading.attributions] == ["it rained"]
    assert from_json(second, Reading).document.media_type == "text/html"


@pytest.mark.usefixtures("reader")
def test_a_folder_is_walked_in_order(runner: CliRunner, here: Path) -> None:
    """Reports of a folder and those below it are read in order of their paths; others are not."""
    for name in ("z.txt", "a/b.HTML", "a/a.htm", ".hidden/x.txt", ".x.txt", "README.md", "a.txt"):
        write(here / "case" / name, f"{name} said yes.")

    result = runner.invoke(averment, ["read", "case"])

    names = [line for line in result.stdout.splitlines() if line.startswith("case/")]
    assert names == ["case/a/a.htm", "case/a/b.HTML", "case/a.txt", "case/z.txt"]
    assert result.exit_code == 0


@pytest.mark.usefixtures("reader")
def test_standard_input_is_a_file(runner: CliRunner) -> None:
    """A hyphen stands for standard input, which is named in what is drawn."""
    result = runner.invoke(averment, ["read", "-"], input="Ana said it rained.")

    assert "(standard input)" in result.stdout
    assert "said ▸ it rained" in result.stdout


def test_the_publication_date_is_an_interval(runner: CliRunner, here: Path, reader: FakeReader) -> None:
    """A month given stands for all its days; a leap year's February has 29."""
    write(here / "a.txt")

    runner.invoke(averment, ["read", "--published", "2032-02", "a.txt"])

    (published,) = reader.published
    assert published is not None
    assert (published.start, published.end, published.how) == (date(2032, 2, 1), date(2032, 2, 29), "given")


@pytest.mark.parametrize("when", ["yesterday", "2031-13", "2031-02-30", "12/03/2031", "", "20310312", "２０３１", "-5"])
def test_what_is_no_date_is_wrong_use(runner: CliRunner, reader: FakeReader, when: str) -> None:
    """A date that is none ends the command at once, before anything is read, with what to write instead."""
    result = runner.invoke(averment, ["read", f"--published={when}", "a.txt"])

    assert result.exit_code == 2
    assert "is not a date: write 2031-03-12, 2031-03 or 2031" in result.stderr
    assert not reader.read_texts


@pytest.mark.usefixtures("reader")
def test_each_line_is_out_before_the_next_files_are_read(
    runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program at the other end of the pipe sees the readings of a batch before the next batch is read."""
    events: list[str] = []
    write(here / "a.txt")
    write(here / "b.txt")
    read = FakeReader.read

    def noted(self: FakeReader, document: Document) -> Reading:
        events.append("read")
        return read(self, document)

    monkeypatch.setattr(FakeReader, "read", noted)
    monkeypatch.setattr("averment.cli.output.write", lambda _: events.append("written"))

    runner.invoke(averment, ["read", "--json", "--batch", "1", "a.txt", "b.txt"])

    assert events == ["read", "written", "read", "written"]


def test_settings_reach_the_model(runner: CliRunner, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--threads and --batch are handed on as they are."""
    seen: list[tuple[object, ...]] = []

    def load_reader(*settings: object) -> FakeReader:
        seen.append(settings)
        return FakeReader()

    monkeypatch.setattr("averment.api.load_reader", load_reader)
    write(here / "a.txt")

    assert runner.invoke(averment, ["read", "--threads", "3", "--batch", "5", "a.txt"]).exit_code == 0
    assert seen == [(3, 5)]


@pytest.mark.parametrize(("options", "forced"), [([], False), (["--force"], True)])
def test_force_reaches_the_reader(
    runner: CliRunner, here: Path, reader: FakeReader, options: list[str], *, forced: bool
) -> None:
    """--force is for every file; without it the reader is told to mind the language."""
    for name in ("a.txt", "b.txt"):
        write(here / name)

    runner.invoke(averment, ["read", "--batch", "1", *options, "a.txt", "b.txt"])

    assert reader.forced == [forced, forced]


@pytest.mark.parametrize("option", ["--threads=0", "--batch=-1", "--threads=many", "--nonsense"])
def test_wrong_options_are_wrong_use(runner: CliRunner, option: str) -> None:
    """An option that makes no sense is one line that says so, and exit code 2."""
    result = runner.invoke(averment, ["read", option, "a.txt"])

    assert result.exit_code == 2
    assert result.stderr.startswith("averment: ")
    assert len(result.stderr.splitlines()) == 1


def test_python_can_read_bytes(reader: FakeReader) -> None:
    """The function behind the command takes bytes as well as paths, and a reader of one's own."""
    from averment import read

    reading = read(b"Ana said it rained.", published=date(2031, 3, 12), reader=reader)

    assert reading.document.published is not None
    assert quote(reading.document.text, reading.attributions[0].source) == "Ana"


@pytest.mark.usefixtures("reader")
def test_context_is_for_the_page(runner: CliRunner, here: Path) -> None:
    """--context shows the sentence around each line; with --json there is no page, and that is said."""
    write(here / "a.txt", "In Velmar, on Monday, Ana said it rained. It did not.")

    page = runner.invoke(averment, ["read", "--context", "a.txt"])
    refused = runner.invoke(averment, ["read", "--context", "--json", "a.txt"])

    assert "│ In Velmar, on Monday, Ana said it rained.\n" in page.stdout
    assert refused.exit_code == 2
    assert "--context is for the page" in refused.stderr
