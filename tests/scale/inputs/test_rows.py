"""Rows of CSV and TSV as pieces: whatever stands in them, and whatever is wrong with them."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.delimited import fields_in
from averment.capture.records import Fields
from averment.scale.inputs.disk import OnDisk
from averment.scale.inputs.rows import row_pieces
from averment.scale.inputs.unpacked import Unpacked
from tests.scale.inputs.told import error, given_by, told


def test_a_row_is_a_piece_with_the_names_of_its_columns(here: Path) -> None:
    """Its number is that of the row in a spreadsheet, the header being 1; empty rows are passed over."""
    (here / "rows.csv").write_bytes(b'id; text ;when\r\n1;"a;\r\n""b""";x\r\n;;\r\n\r\n2;c')
    found = given_by("rows.csv")
    assert told(found) == [("csv", "rows.csv » row 2", b'1;"a;\r\n""b""";x'), ("csv", "rows.csv » row 5", b"2;c")]
    assert {(one.columns, one.delimiter) for one in found} == {(("id", "text", "when"), ";")}


@pytest.mark.parametrize(
    ("name", "data", "delimiter"),
    [
        ("a.csv", b"text\nx", ","),
        ("a.csv", b"text,b\nx", ","),
        ("a.csv", b'text|b|"c,,,,"\nx', "|"),
        ("a.csv", b"sep=;\r\ntext\r\nx", ";"),
        ("a.tsv", b"a,b,c\ttext\nx", "\t"),
        ("a.tsv.gz", gzip.compress(b"text\nx", mtime=0), "\t"),
    ],
)
def test_the_header_tells_the_delimiter(here: Path, name: str, data: bytes, delimiter: str) -> None:
    """Or the ending of the name, or the line that spreadsheets write before it."""
    (here / name).write_bytes(data)
    (only,) = given_by(name)
    assert (only.delimiter, only.data) == (delimiter, b"x")


def test_a_table_without_the_column_is_one_error(here: Path) -> None:
    """It says which columns there are."""
    (here / "a.csv").write_bytes(b"id,body\n1,x\n2,y\n")
    (only,) = given_by("a.csv")
    assert error(only).message == (
        "It has no field “text”. It has “id”, “body”. Name the one of the text with --text-field."
    )
    assert [one.form for one in given_by("a.csv", fields=Fields(text="body"))] == ["csv", "csv"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "EmptyInputError"),
        (b"\n\n", "EmptyInputError"),
        (b'"text', "MalformedInputError"),
        (b"text," * 2000, "MalformedInputError"),
    ],
)
def test_a_table_without_a_header_is_one_error(here: Path, data: bytes, kind: str) -> None:
    """Nobody knows which column is which."""
    (here / "a.csv").write_bytes(data)
    (only,) = given_by("a.csv")
    assert error(only).error == kind


def rows(data: bytes, longest: int, step: int = 1000) -> list[tuple[str, str, bytes]]:
    """Give the rows of a table, read so many bytes at a time."""
    Path("rows").write_bytes(data)
    with Path("rows").open("rb") as file:
        return told(row_pieces("r", Unpacked(OnDisk(file), step), "text", None, longest))


def test_a_quotation_mark_that_never_closes_costs_its_row() -> None:
    """And what follows until three rows have as many fields as the header."""
    data = b'id,text\n1,a\n2,"b\nof it, all\nof, it, all\n3,c\n4,d\n5,e\n'
    for step in (1, 5, 1000):
        assert rows(data, 1000, step) == [
            ("csv", "r » row 2", b"1,a"),
            ("unread", "r » row 3", b"MalformedInputError"),
            ("csv", "r » row 6", b"3,c"),
            ("csv", "r » row 7", b"4,d"),
            ("csv", "r » row 8", b"5,e"),
        ]


def test_rows_after_a_quotation_mark_that_never_closes_are_given() -> None:
    """Be it at the end, or for longer than a row may be."""
    data = b'id,text\n1,"a\n2,b\n3,c\n'
    lost, *found = [
        ("unread", "r » row 2", b"MalformedInputError"),
        ("csv", "r » row 3", b"2,b"),
        ("csv", "r » row 4", b"3,c"),
    ]
    for step in (1, 5, 1000):
        assert rows(data, 1000, step) == [lost, *found]
        assert rows(data + b"4,d\n" * 1000, 50, step)[:3] == [lost, *found]
        assert len(rows(data + b"4,d\n" * 1000, 50, step)) == 1003


def test_lines_of_a_text_that_was_cut_off_are_no_rows() -> None:
    """Two of them may be as wide as the header by chance."""
    assert rows(b'id,text\n1,"She said,\nhe said, they said.\nAnd then\nat night, it ended', 1000) == [
        ("unread", "r » row 2", b"MalformedInputError")
    ]


def test_a_row_that_is_too_long_costs_itself() -> None:
    """However it comes; the next is read."""
    data = b"id,text\n1," + b"x" * 60 + b'\r\n2,b\r\n3,"' + b"y\n" * 15 + b'"\n4,"' + b"zz" * 16 + b'"'
    for step in (1, 7, 40, 1000):
        assert rows(data, 36, step) == [
            ("unread", "r » row 2", b"InputTooLargeError"),
            ("csv", "r » row 3", b"2,b"),
            ("csv", "r » row 4", b'3,"' + b"y\n" * 15 + b'"'),
            ("csv", "r » row 5", b'4,"' + b"zz" * 16 + b'"'),
        ]


def test_millions_of_quotation_marks_are_looked_at_once() -> None:
    """Each costs its time once, however many stand in a row that is never ended."""
    assert len(rows(b"id,text\n" + b'1,"' + b'""' * 4_000_000, 20_000_000, 1 << 18)) == 1
    assert len(rows(b"id,text\n" + b'"\n' * 20_001, 1000, 1 << 18)) > 0


line = st.text(st.sampled_from('a",;\t\r\n\u00e9 '), max_size=6)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(line, line).filter(lambda row: "".join(row).strip(" \t\r\n,")), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(1, 30),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_rows_are_those_that_were_written(
    table: list[tuple[str, str]], newline: str, step: int, quoting: Literal[0, 1]
) -> None:
    """Whatever stands in them and between them, and however the bytes come."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, lineterminator=newline, quoting=quoting)
    writer.writerows([("id", "text"), *table])
    found = rows(held.getvalue().encode(), 1000, step)
    assert [fields_in(data.decode(), ",") for _, _, data in found] == table
    assert {form for form, _, _ in found} <= {"csv"}


@settings(max_examples=60)
@given(st.text(st.sampled_from('a",\r\n'), max_size=60), st.integers(1, 40), st.integers(1, 40))
def test_how_the_bytes_come_changes_nothing(body: str, step: int, other: int) -> None:
    """Neither rows, nor what is told of as damaged, nor the shards that come of them."""
    data = b"id,text\n" + body.encode()
    assert rows(data, 12, step) == rows(data, 12, other)
