"""PDF: what a person reads on the pages, as a text: paragraphs, columns, headline, what runs along, what is missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from averment.capture import Given, Made, capture, parse
from averment.errors import EncryptedInputError, InputTooLargeError, MalformedInputError, NoTextError
from averment.values import Capture, Published
from tests.capture.papers import At, Paper, Sheet, column, paper

PRINTED = Path(__file__).parent / "printed"

LEFT = [
    "Officials in Vantor on Monday rejected",
    "claims that their forces had shelled a",
    "clinic in Velmar, where aid workers say",
    "that thirty people died.",
]
RIGHT = [
    "A spokesman for the armistice mission",
    "said that it could not verify the list,",
    "and that its observers had been refused",
    "access to the town for a third day.",
]


def read(data: bytes, **known: object) -> Capture:
    """Give the capture of a PDF."""
    found = list(parse(data, Given(**known)))  # type: ignore[arg-type]  # what `Given` takes
    assert len(found) == 1
    assert isinstance(found[0], Made)
    return found[0].capture


def text(*texts: At, **more: object) -> str:
    """Give the text of a page."""
    return read(paper(*texts, **more)).document.text


def test_a_printed_page_reads_as_the_page_it_was_printed_from() -> None:
    """A report that a browser printed in two columns on two pages has the text, headline and byline of its HTML."""
    printed = read((PRINTED / "velmar.pdf").read_bytes()).document
    page = capture((PRINTED / "velmar.html").read_bytes()).document
    *parts, running = printed.segments
    assert printed.text[: parts[-1].span[1]] == page.text
    assert tuple(parts) == page.segments
    assert (printed.title, printed.authors) == (page.title, page.authors)
    assert running.kind == "boilerplate"
    assert "file:///velmar.html\t2/2" in printed.text[slice(*running.span)]


def test_lines_become_paragraphs() -> None:
    """A gap and an indent each begin a paragraph; the lines of one are joined by a space."""
    one = column(50, 700, LEFT)
    two = column(50, 640, RIGHT[:2])
    three = [At(64, 616, "It had asked for a corridor of six"), At(50, 604, "hours.")]
    assert text(*one, *two, *three).split("\n\n") == [
        " ".join(LEFT),
        " ".join(RIGHT[:2]),
        "It had asked for a corridor of six hours.",
    ]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    """Where paragraphs have neither gaps nor indents, one ends where the next word would have fitted."""
    lines = [*LEFT, *RIGHT, "He left."]
    assert text(*column(50, 700, lines)).split("\n\n") == [" ".join(LEFT), " ".join(RIGHT), "He left."]


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("shift", [0, 5])
def test_columns_are_read_one_after_the_other(across: bool, shift: int) -> None:  # noqa: FBT001  (a case of the test)
    """Two columns under a headline are read down, in whichever order the file draws them, level or not."""
    left, right = column(50, 650, LEFT), column(310, 650 - shift, RIGHT)
    body = [at for pair in zip(left, right, strict=True) for at in pair] if across else [*right, *left]
    headline = At(50, 700, "Vantor denies shelling of clinic", 18)
    assert text(headline, *body).split("\n\n") == [
        "Vantor denies shelling of clinic",
        " ".join(LEFT),
        " ".join(RIGHT),
    ]


def test_three_columns_and_a_line_across_them() -> None:
    """Columns above a line that spans them are read before it, those below after it."""
    words = ["one of the lines of", "a narrow column of", "prose that goes on", "and on until here"]
    upper = [at for number in range(3) for at in column(50 + 170 * number, 700, [f"{number} {w}" for w in words])]
    lower = [
        at for number in range(2) for at in column(50 + 255 * number, 600, [*LEFT[:3]] if number else [*RIGHT[:3]])
    ]
    across = At(50, 640, "A legend that spans the page from its left edge to its right, all columns.")
    found = text(*lower, across, *upper)
    places = [found.index(words) for words in ("0 one", "1 one", "2 one", "A legend", "A spokesman", "Officials")]
    assert places == sorted(places)


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    """What a column or page cuts in two is one paragraph; the footer does not stand in it."""
    half = len(LEFT) // 2
    pages = [
        Sheet([*column(50, 700, LEFT[:half]), At(300, 40, "Halden Courier 1")]),
        Sheet([*column(50, 700, LEFT[half:]), At(300, 40, "Halden Courier 2")]),
    ]
    document = read(Paper(pages).bytes()).document
    assert document.text == " ".join(LEFT) + "\n\nHalden Courier 1\n\nHalden Courier 2"


def test_notes_at_the_foot_of_a_page_follow_the_paragraph_that_it_cuts() -> None:
    """A note does not stand in the midst of a sentence; it is no page number, though it begins with one."""
    half = len(LEFT) // 2
    notes = [At(50, 60, "1 By telephone from Halden.", 7), At(50, 48, "2 In a letter", 7)]
    pages = [
        Sheet([*column(50, 700, LEFT[:half]), *notes]),
        Sheet([*column(50, 700, LEFT[half:]), At(50, 640, RIGHT[0])]),
    ]
    assert read(Paper(pages).bytes()).document.text.split("\n\n") == [
        " ".join(LEFT),
        "1 By telephone from Halden.",
        "2 In a letter",
        RIGHT[0],
    ]


def test_an_aside_is_read_after_the_lines_that_it_stands_beside() -> None:
    """Columns are where nothing crosses the gutter, however much of the page does not."""
    across = ["The army of Vantor denied on Monday that it had shelled the clinic in Velmar, its", "spokesman said."]
    above, below = column(50, 760, across), column(50, 600, [*across, *across])
    aside = column(330, 700, [line[:24] for line in RIGHT], 8)
    found = text(*above, *column(50, 700, LEFT), *aside, *below)
    assert " ".join(LEFT) in found
    assert found.index(LEFT[-1]) < found.index(RIGHT[0][:24]) < found.rindex(across[0])


def test_a_note_below_columns_is_read_after_them() -> None:
    """Though it is no wider than the first of them."""
    note = At(50, 600, "1 By telephone from Halden.", 7)
    found = text(*column(50, 700, LEFT), *column(310, 700, RIGHT), note)
    assert found.split("\n\n") == [" ".join(LEFT), " ".join(RIGHT), "1 By telephone from Halden."]


def test_running_lines_are_boilerplate() -> None:
    """A header of the same words and a numbered footer stand at the end and are no part of the report."""
    pages = [
        Sheet([At(50, 760, "THE HALDEN COURIER"), At(50, 700, f"{word} left."), At(290, 30, f"- {number} -")])
        for number, word in enumerate(("Dask", "Tolan", "Reyle", "Harrow"), start=7)
    ]
    document = read(Paper(pages).bytes()).document
    body, running = document.segments
    assert "COURIER" not in document.text[slice(*body.span)]
    assert running.kind == "boilerplate"
    assert document.text[slice(*running.span)].split("\n\n")[0] == "THE HALDEN COURIER\n- 7 -"


@pytest.mark.parametrize("line", ["Page 1 of 1", "1", "- 1 -", "14/03/2031, 10:15", "https://halden.example/a?b=1"])
def test_a_page_alone_has_its_number_and_what_a_browser_prints(line: str) -> None:
    """These are known for what they are without a second page; in the midst of the page they are read."""
    document = read(paper(*column(50, 700, LEFT), At(290, 30, line))).document
    assert [segment.kind for segment in document.segments] == ["body", "boilerplate"]
    document = read(paper(*column(50, 700, LEFT), At(50, 400, line))).document
    assert "boilerplate" not in [segment.kind for segment in document.segments]


def test_where_all_runs_along_all_is_read() -> None:
    """Pages that have nothing but the same line are not empty."""
    document = read(Paper([Sheet([At(50, 760, "THE HALDEN COURIER")])] * 3).bytes()).document
    assert document.text == "THE HALDEN COURIER\n\nTHE HALDEN COURIER\n\nTHE HALDEN COURIER"


def test_numbers_of_a_part_of_a_book_are_known() -> None:
    """Pages that begin at 214 are numbered as well, whatever stands beside the number."""
    lines = ["214 The denial", "The shelling 215", "216 The denial", "The figures 217"]
    pages = [Sheet([At(50, 770, line), At(50, 700, f"{word} left.")]) for line, word in zip(lines, "ABCD", strict=True)]
    document = read(Paper(pages).bytes()).document
    assert document.text[slice(*document.segments[0].span)] == "A left.\n\nB left.\n\nC left.\n\nD left."


def test_a_first_line_that_is_said_once_is_no_header() -> None:
    """What stands at the top of a page but not at the top of others is read."""
    pages = [Sheet([At(50, 760, f"{word} was said to have left the town."), *column(50, 700, LEFT)]) for word in "AB"]
    assert "A was said to have left the town." in read(Paper(pages).bytes()).document.text.split("\n\n")[0]


def test_divided_words_are_put_together_where_that_is_sure() -> None:
    """By the same word elsewhere, or by an ending that is no word; otherwise the hyphen stays, and no space is put."""
    lines = [
        "The denial of the bombardment came after the bom-",
        "bardment; a demonstra-",
        "tion of the well-",
        "known first- and se-",
        "cond-hand sort was first-",
        "and second-hand, well-known, and Al-",
        "Orsk denied it.",
    ]
    found = read(paper(*column(50, 700, lines)))
    assert found.document.text == (
        "The denial of the bombardment came after the bombardment; a demonstration of the well-known first- and "
        "se-cond-hand sort was first- and second-hand, well-known, and Al-Orsk denied it."
    )
    assert "2 words, divided at the end of a line, put together again." in found.notes


def test_letters_are_sane() -> None:
    """Ligatures, astral letters, bullets, drawn soft hyphens become letters; what is unknown is shown and noted."""
    signs = {"a": "\ufb01", "b": "\u00ad", "c": "\uf0b7", "d": "\ud800", "e": "\U0001f600", "f": "\ue123", "g": "\x00"}
    found = read(paper(At(50, 700, "abcdefgh"), unicode={**signs, "h": "\u200b"}))
    assert found.document.text == "fi-•\ufffd\U0001f600\ufffd\ufffd"
    found.document.text.encode()
    assert any("“\ufffd”" in note for note in found.notes)


def test_right_to_left_is_read_so() -> None:
    """Arabic letters that a program drew from left to right are put in the order in which they are read."""
    letters = dict(zip("abcdefghi", "نفىالجيشذ", strict=True))
    assert text(At(50, 700, "ihgfed cba not so"), unicode=letters) == "نفى الجيشذ not so"


def test_a_table_is_read_row_by_row() -> None:
    """Cells are parted by tabs, rows by line ends: a table is not two columns of prose."""
    rows = [("Killed", "31"), ("Wounded", "50"), ("Missing", "4"), ("Displaced", "1,200"), ("Detained", "12")]
    cells = [
        At(left, 700 - 12 * number, row[at]) for number, row in enumerate(rows) for at, left in enumerate((50, 300))
    ]
    assert text(*cells) == "\n".join("\t".join(row) for row in rows)


def test_raised_numbers_after_a_stop_are_notes() -> None:
    """Such a one is "[1]", which the splitter of sentences knows; an exponent stays as it is."""
    line = [At(50, 700, "The army denied it."), At(164, 704, "1", 6), At(176, 700, "It fired over 9 km")]
    assert text(*line, At(284, 704, "2", 6)) == "The army denied it.[1] It fired over 9 km2"


def test_a_large_first_letter_belongs_to_its_word() -> None:
    """An initial three lines high stands at the head of the first line, not of the second."""
    lines = [At(68, 700, "fficials in Vantor on Monday rejected"), At(68, 688, "claims that their forces had shelled")]
    assert text(At(50, 688, "O", 28), *lines, At(50, 676, "the clinic in Velmar.")).startswith("Officials in Vantor")


def test_what_is_known_of_it() -> None:
    """The headline by its size and the byline go before the file's properties; its date is only noted."""
    info = {"Title": "template.docx", "Author": "admin", "CreationDate": "D:20310314101500+01'00'"}
    at = [
        At(50, 760, "HALDEN"),
        At(50, 700, "Vantor denies it", 20),
        At(50, 670, "By Ilse Brandt"),
        *column(50, 640, LEFT),
    ]
    when = Published(start=date(2031, 3, 12), end=date(2031, 3, 12), how="given")
    found = read(paper(*at, info=info), published=when, url="https://halden.example/a", captured="2031-03-15T00:00:00Z")
    document = found.document
    assert (document.title, document.authors) == ("Vantor denies it", ("Ilse Brandt",))
    assert document.how == {"title": "headline", "authors": "byline", "url": "given", "captured": "given"}
    assert (document.media_type, document.published) == ("application/pdf", when)
    assert [segment.kind for segment in document.segments] == ["body", "headline", "byline", "body"]
    assert found.notes[0].startswith("The file says that it was made on 2031-03-14 10:15;")


def test_properties_name_what_the_pages_do_not() -> None:
    """Without a headline set large or a byline, title and author are those of the properties; no date is guessed."""
    document = read(paper(*column(50, 700, LEFT), info={"Title": "On Velmar", "Author": "A. Reyle; T. Revik"})).document
    assert (document.title, document.authors) == ("On Velmar", ("A. Reyle", "T. Revik"))
    assert document.how == {"title": "pdf", "authors": "pdf"}
    assert document.published is None


def test_pages_without_text_are_named() -> None:
    """Some pages without text are a note; none with text is an error that names OCR."""
    blank = Sheet(drawing=b"0 0 100 100 re f ")
    found = read(Paper([blank, Sheet([At(50, 700, "He said so.")]), blank, blank]).bytes())
    assert "Pages 1, 3–4 without text: pictures or blank; pictures need OCR." in found.notes
    assert [page.span for page in found.layout.pages] == [(0, 0), (0, 11), (11, 11), (11, 11)]  # type: ignore[union-attr]
    with pytest.raises(NoTextError, match="It has 3 pages, none with text: needs OCR"):
        read(Paper([blank, blank, blank]).bytes())


def test_what_is_not_on_the_page_is_left_out_and_noted() -> None:
    """Words beyond the crop box are not shown, so not read; that they are there is said."""
    found = read(Paper([Sheet([At(50, 700, "seen"), At(450, 700, "unseen")], more="/CropBox[0 0 400 800]")]).bytes())
    assert found.document.text == "seen"
    assert "6 characters outside the visible part of the page left out." in found.notes


def test_marks_and_files_inside_are_noted() -> None:
    """Comments on a page are counted; links are not comments."""
    marks = "/Annots[<</Subtype/Text/Rect[0 0 9 9]/Contents(No!)>><</Subtype/Link/Rect[0 0 9 9]>>]"
    found = read(Paper([Sheet([At(50, 700, "He said so.")], more=marks)]).bytes())
    assert any(note.startswith("1 comment, mark or drawing ") for note in found.notes)


def test_a_locked_file_is_refused() -> None:
    """A password is asked for where one is needed."""
    key = "".join(f"\\{number:03o}" for number in range(32))
    lock = f"/Encrypt<</Filter/Standard/V 1/R 2/O({key})/U({key})/P -4>>/ID[(a)(a)]"
    with pytest.raises(EncryptedInputError):
        read(Paper([Sheet([At(50, 700, "x")])], trailer=lock).bytes())


def test_damaged_files_are_refused_or_noted() -> None:
    """Nothing to be had is an error; a lost table of objects is made anew and noted."""
    with pytest.raises(MalformedInputError):
        read(b"%PDF-1.7\nnothing of the kind")
    with pytest.raises(MalformedInputError, match="None of its pages"):
        read(Paper([Sheet([At(50, 700, "He said so.")])]).bytes().replace(b"/Kids[10 0 R]", b"/Kids[99 0 R]"))
    whole = paper(At(50, 700, "He said so."))
    found = read(whole.replace(b"startxref\n", b"startxref\n9"))
    assert found.document.text == "He said so."
    assert any("damaged" in note for note in found.notes)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits on pages and letters are errors: a part of a report is not passed off for the whole."""
    data = Paper([Sheet([At(50, 700, "He said so.")])] * 3).bytes()
    with monkeypatch.context() as changed:
        changed.setattr("averment.capture.pdf.opened.MAX_PAGES", 2)
        with pytest.raises(InputTooLargeError, match="3 pages"):
            read(data)
    monkeypatch.setattr("averment.capture.pdf.sheet.MAX_GLYPHS", 20)
    with pytest.raises(InputTooLargeError, match="20 characters"):
        read(data)
