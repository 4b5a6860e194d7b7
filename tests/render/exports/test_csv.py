"""CSV: what was read, as any program that knows RFC 4180 finds it; nothing in it runs."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from msgspec.structs import replace

from averment import Reading
from averment.render.exports.csv import write
from averment.render.exports.material import Material
from averment.render.exports.neutral import DANGER, restored
from tests.render.exports.hostile import PAYLOADS, of

TABLES = ("documents", "attributions", "speakers", "evidence", "figures", "dates")
CLAIMS = ("claims", "positions", "origins")
NUMBERS = {"low", "high"}


def rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a file, held to the letter of the form."""
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.reader(file, strict=True))
    assert all(len(row) == len(found[0]) for row in found)
    return [dict(zip(found[0], row, strict=True)) for row in found[1:]]


def one(reading: Reading, *, weighed: bool = False) -> Material:
    """Give one reading as material."""
    return Material(title="x", readings=lambda: iter([("a.txt", reading)]), claims=lambda: iter(()), weighed=weighed)


def test_a_table_is_a_file(velmar: Reading, tmp_path: Path) -> None:
    """Each reads as a person would write it: spans as 10-14 20-25, lists with semicolons, open bounds as nothing."""
    written = write(one(velmar), tmp_path)

    assert written.files == tuple(f"{table}.csv" for table in TABLES)
    dask = rows(tmp_path / "attributions.csv")[6]
    start, end = velmar.attributions[6].content[0]
    assert dask["content"].split()[0] == f"{start}-{end}"
    assert len(dask["content"].split()) == 2
    assert (dask["about"], dask["speaker_name"], dask["act"]) == ("a3; a4", "Oro Dask", "deny")
    bounds = [(row["low"], row["high"], row["approximate"]) for row in rows(tmp_path / "figures.csv")]
    assert bounds == [("", "30", "false"), ("2", "2", "false")]
    document = rows(tmp_path / "documents.csv")[0]
    assert document["text"] == velmar.document.text
    assert (document["name"], document["published_from"]) == ("a.txt", "2031-03-01")
    assert document["segments"].startswith("headline 0-")


def test_the_form_is_that_of_the_standard(velmar: Reading, tmp_path: Path) -> None:
    """UTF-8 without a byte order mark, lines that end in CR LF, a header (RFC 4180)."""
    write(one(velmar), tmp_path)
    data = (tmp_path / "speakers.csv").read_bytes()

    assert data.startswith(b"reading,document,id,name,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n") == len(velmar.speakers) + 1


@pytest.mark.parametrize("table", [*TABLES, *CLAIMS])
def test_nothing_in_it_is_a_formula(table: str, tmp_path: Path) -> None:
    """Every text is one that a spreadsheet would run; read by three readers, no cell and no header begins as one."""
    write(of(PAYLOADS), tmp_path)
    path = tmp_path / f"{table}.csv"

    found = rows(path)
    assert found
    for name, cell in ((name, cell) for row in found for name, cell in row.items()):
        assert cell[:1] not in {*DANGER} or name in NUMBERS
        assert cell.lstrip(' "\ufeff\u200b').startswith(tuple(DANGER)) is False or name in NUMBERS
        assert name[0] not in DANGER
    assert _pandas(path) == found
    assert _duckdb(path) == found


def test_the_texts_can_be_had_back(tmp_path: Path) -> None:
    """Without the apostrophe each is what it was, but for NUL, which ends a text for many readers."""
    write(of(PAYLOADS), tmp_path)

    titles = [restored(row["title"]) for row in rows(tmp_path / "documents.csv")]
    contents = [restored(row["content_text"]) for row in rows(tmp_path / "attributions.csv")]
    statements = [restored(row["statement"]) for row in rows(tmp_path / "claims.csv")]
    assert titles == contents == statements == [text.replace("\0", "\ufffd") for text in PAYLOADS]


def test_numbers_stay_numbers(tmp_path: Path) -> None:
    """A figure below nothing is one to count with, not a text."""
    write(of(["=1"]), tmp_path)

    figures = pd.read_csv(tmp_path / "figures.csv")
    assert (figures.low.tolist(), figures.high.tolist()) == ([-5], [2.5])


def test_claims_have_their_tables(tmp_path: Path) -> None:
    """A position has a row for each attribution that shows it; of a corpus, which has no claims, there are none."""
    written = write(of(["a", "b"]), tmp_path)
    assert "in jsonl alone" in written.told[0]
    assert written.files[-3:] == tuple(f"{table}.csv" for table in CLAIMS)
    claims, positions, origins = (rows(tmp_path / f"{table}.csv") for table in CLAIMS)

    assert [(row["supporting"], row["denying"], row["denying_origins"]) for row in claims] == [("0", "1", "2")] * 2
    assert len(positions) == 4
    assert [row["stance"] for row in origins] == ["supports", "denies", "denies"] * 2
    attributions = rows(tmp_path / "attributions.csv")
    assert {row["document"] for row in positions} == {row["document"] for row in attributions}

    (tmp_path / "corpus").mkdir()
    written = write(of(["a"], weighed=False), tmp_path / "corpus")
    assert (written.files, written.told) == (tuple(f"{table}.csv" for table in TABLES), ())


def test_half_a_character_does_not_stop_it(velmar: Reading, tmp_path: Path) -> None:
    """A text with a lone surrogate is written with a sign in its place."""
    odd = replace(velmar, document=replace(velmar.document, title="half \ud83d of it"))
    write(one(odd), tmp_path)

    assert rows(tmp_path / "documents.csv")[0]["title"] == "half ? of it"


def _pandas(path: Path) -> list[dict[str, str]]:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", encoding_errors="strict")
    found: list[dict[str, str]] = frame.to_dict("records")
    return found


def _duckdb(path: Path) -> list[dict[str, str]]:
    options = "header=true, all_varchar=true, delim=',', quote='\"', escape='\"', strict_mode=true, nullstr='\x01'"
    with duckdb.connect() as data:
        found: Any = data.execute(f"SELECT * FROM read_csv(?, {options})", [str(path)])  # noqa: S608  # ours
        names = [one[0] for one in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
