"""A workbook: what was read, as a person opens it; a text is a text, whatever it looks like."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace

from averment import Reading
from averment.errors import UsageError
from averment.render.exports import xlsx
from averment.render.exports.neutral import DANGER, restored
from averment.render.exports.xlsx import write
from tests.render.exports.hostile import PAYLOADS, of
from tests.render.exports.test_csv import CLAIMS, TABLES, one


def book(folder: Path) -> Any:  # noqa: ANN401  # openpyxl ships no types
    """Open the workbook."""
    return openpyxl.load_workbook(folder / "averment.xlsx")


def column(sheet: Any, name: str) -> list[Any]:  # noqa: ANN401  # the same
    """Give the values of a column."""
    (found,) = (cells for cells in sheet.columns if cells[0].value == name)
    return [cell.value for cell in found[1:]]


def test_a_table_is_a_sheet(velmar: Reading, tmp_path: Path) -> None:
    """Numbers are numbers, days are days; the header stays in view and has filters; texts of reports are not in it."""
    written = write(one(velmar), tmp_path)

    assert written.files == ("averment.xlsx",)
    assert [path.name for path in tmp_path.iterdir()] == ["averment.xlsx"]
    assert "csv and jsonl have them" in written.told[0]
    found = book(tmp_path)
    assert tuple(found.sheetnames) == TABLES
    figures, documents = found["figures"], found["documents"]
    assert (column(figures, "low"), column(figures, "high")) == ([None, 2], [30, 2])
    assert column(figures, "approximate") == [False, False]
    assert column(documents, "published_from") == [datetime(2031, 3, 1)]  # noqa: DTZ001  # a day has no zone
    assert documents["A1"].font.b
    assert (figures.freeze_panes, figures.auto_filter.ref) == ("A2", "A1:M3")
    assert column(found["attributions"], "content_text")[0] == "shelling of Velmar clinic"
    with pytest.raises(ValueError, match="unpack"):
        column(documents, "text")


def test_nothing_in_it_is_a_formula_or_a_link(tmp_path: Path) -> None:
    """Every text is one that a spreadsheet would run: none does, nor once its cells are saved as CSV."""
    write(of(PAYLOADS), tmp_path)
    found = book(tmp_path)

    assert tuple(found.sheetnames) == (*TABLES, *CLAIMS)
    cells = [cell for sheet in found for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 20 * len(PAYLOADS)
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    texts = [cell.value for cell in cells if cell.data_type == "s"]
    assert [text for text in texts if text[0] in DANGER or text.startswith("<r>")] == []


def test_the_parts_are_what_they_should_be(tmp_path: Path) -> None:
    """Whatever the texts, the files in it are XML in which there is no element for a formula, and no part for links."""
    write(of([*PAYLOADS, *map(chr, range(0x20)), "\x7f", "\ufffe", "\uffff", "\ud83d"]), tmp_path)

    with ZipFile(tmp_path / "averment.xlsx") as parts:
        assert [name for name in parts.namelist() if "externalLink" in name or "vba" in name] == []
        for name in parts.namelist():
            tree = etree.fromstring(parts.read(name))
            assert list(tree.iter("{*}f", "{*}hyperlink")) == []


def test_the_texts_can_be_had_back(tmp_path: Path) -> None:
    """Without the apostrophe each is what it was, but for line breaks, and signs that XML has no place for."""
    texts = [text for text in PAYLOADS if not text.startswith("_x")]  # openpyxl leaves what Excel escapes as it is
    write(of(texts), tmp_path)

    titles = [restored(text) for text in column(book(tmp_path)["documents"], "title")]
    assert titles == [text.replace("\0", "\ufffd").replace("\r", "\n") for text in texts]


def test_a_cell_that_is_too_long_is_cut_and_told(velmar: Reading, tmp_path: Path) -> None:
    """In UTF-16 units, as Excel counts; the sign that it was cut stands in the cell."""
    for number, title in enumerate(["a" * 32_768, "🚑" * 16_384, "=" + "a" * 32_767]):
        (tmp_path / str(number)).mkdir()
        long = replace(velmar, document=replace(velmar.document, title=title))
        written = write(one(long), tmp_path / str(number))
        (shown,) = column(book(tmp_path / str(number))["documents"], "title")

        assert len(shown.encode("utf-16-le")) <= 2 * 32_767
        assert " … [cut] " in shown
        assert "1 cell had more than 32,767 characters" in written.told[1]
        assert shown[0] not in DANGER

    whole = replace(velmar, document=replace(velmar.document, title="a" * 32_767))
    (tmp_path / "whole").mkdir()
    assert len(write(one(whole), tmp_path / "whole").told) == 1


def test_more_rows_than_a_sheet_holds(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said which table has too many, and what to take instead."""
    assert xlsx.ROWS == 2**20 - 1
    monkeypatch.setattr(xlsx, "ROWS", 7)

    with pytest.raises(UsageError, match="more attributions: export it as csv"):
        write(one(velmar), tmp_path)


def test_the_same_material_gives_the_same_bytes(velmar: Reading, tmp_path: Path) -> None:
    """A workbook does not say when it was made."""
    made = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(one(velmar), tmp_path / name)
        made.append((tmp_path / name / "averment.xlsx").read_bytes())

    assert made[0] == made[1]


def test_what_is_missing_is_said(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package that writes workbooks it says what to install."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(UsageError, match=r"pip install \"averment\[xlsx\]\""):
        write(one(velmar), tmp_path)
