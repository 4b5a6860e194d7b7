"""DOCX: what a person reads on the page, as a text: notes, text boxes, tables, and what was changed under tracking."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest

from averment.capture import Given, Made, parse
from averment.errors import EmptyInputError
from averment.values import Capture, Change, Published
from tests.capture.offices import edited, office, p, r

BY = 'w:id="1" w:author="Lene Harrow" w:date="2031-03-12T10:00:00Z"'


def read(data: bytes, **known: object) -> Capture:
    """Give the capture of an office document."""
    found = list(parse(data, Given(**known)))  # type: ignore[arg-type]  # what `Given` takes
    assert len(found) == 1
    assert isinstance(found[0], Made)
    return found[0].capture


def text(body: str, **more: object) -> str:
    """Give the text of a body."""
    return read(office(body, **more)).document.text  # type: ignore[arg-type]  # what `office` takes


def segments(capture: Capture) -> list[tuple[str, str]]:
    """Give the kinds and words of the segments."""
    document = capture.document
    return [(segment.kind, document.text[slice(*segment.span)]) for segment in document.segments]


def test_a_report_as_a_program_writes_it() -> None:
    """Title, byline, dateline, body, table, list and header of a document by python-docx are what they look like."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "template", "admin"
    made.core_properties.created = datetime(2031, 3, 14, 10, 15, tzinfo=UTC)
    made.add_heading("Vantor denies shelling of Velmar clinic", 0)
    made.add_paragraph("By Ilse Brandt")
    made.add_paragraph("March 12, 2031")
    made.add_heading("What the army says", 1)
    made.add_paragraph("The army denied on Monday that it had shelled the clinic.")
    table = made.add_table(2, 2)
    for number, words in enumerate(("Killed", "31", "Wounded", "50")):
        table.cell(number // 2, number % 2).text = words
    made.add_paragraph("one gun", style="List Bullet")
    made.add_paragraph("two guns", style="List Bullet")
    made.sections[0].header.paragraphs[0].text = "The Halden Courier"
    file = io.BytesIO()
    made.save(file)
    when = Published(start=date(2031, 3, 12), end=date(2031, 3, 12), how="given")
    capture = read(file.getvalue(), published=when, captured="2031-03-15T00:00:00Z")
    body = (
        "What the army says\n\nThe army denied on Monday that it had shelled the clinic.\n\n"
        "Killed\t31\nWounded\t50\n\none gun\ntwo guns"
    )
    assert segments(capture) == [
        ("headline", "Vantor denies shelling of Velmar clinic"),
        ("byline", "By Ilse Brandt"),
        ("dateline", "March 12, 2031"),
        ("body", body),
        ("boilerplate", "The Halden Courier"),
    ]
    document = capture.document
    assert document.media_type == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert (document.title, document.authors, document.published) == (segments(capture)[0][1], ("Ilse Brandt",), when)
    assert document.how == {"title": "headline", "authors": "byline", "captured": "given"}
    assert (
        capture.notes[0]
        == "The file says that it was made on 2031-03-14 10:15; that is not when the report was published."
    )


def test_properties_name_what_the_text_does_not() -> None:
    """Title and author of the properties are taken where there is neither a headline nor a byline."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = "On Velmar", "Anton Reyle"
    made.add_paragraph("The army denied on Monday that it had shelled the clinic. Doctors did not.")
    file = io.BytesIO()
    made.save(file)
    document = read(file.getvalue()).document
    assert (document.title, document.authors) == ("On Velmar", ("Anton Reyle",))
    assert document.how == {"title": "docx", "authors": "docx"}


def test_tracked_changes_are_listed() -> None:
    """Insertions are in the text, deletions are not; who made them and when is kept, and a note counts them."""
    body = p(
        r("The army ")
        + f"<w:del {BY}><w:r><w:delText>admit</w:delText></w:r><w:r><w:delText>ted</w:delText></w:r></w:del>"
        + f"<w:ins {BY}>{r('denied')}</w:ins>"
        + r(" that it had shelled the clinic.")
    )
    capture = read(office(body))
    assert capture.document.text == "The army denied that it had shelled the clinic."
    by = {"by": "Lene Harrow", "at": "2031-03-12T10:00:00Z"}
    assert capture.changes == (
        Change(kind="deleted", span=(9, 9), deleted="admitted", **by),
        Change(kind="inserted", span=(9, 15), **by),
    )
    assert any("1 inserted, which are in the text, and 1 deleted, which are not" in note for note in capture.notes)


def test_moves_are_a_deletion_and_an_insertion() -> None:
    """Moved words stand where they were moved to; words inserted and then deleted by another stand nowhere."""
    body = (
        p(f"<w:moveFrom {BY}>{r('He left.')}</w:moveFrom>" + r("She stayed. "))
        + p(f"<w:moveTo {BY}>{r('He left.')}</w:moveTo>")
        + p(f"<w:ins {BY}><w:del {BY}><w:r><w:delText>Never.</w:delText></w:r></w:del></w:ins>" + r("So they say."))
    )
    capture = read(office(body))
    assert capture.document.text == "She stayed. \n\nHe left.\n\nSo they say."
    assert [(change.kind, change.deleted) for change in capture.changes] == [
        ("deleted", "He left."),
        ("inserted", None),
        ("deleted", "Never."),
    ]
    start, end = capture.changes[1].span
    assert capture.document.text[start:end] == "He left."
    assert any("2 are ends of moves" in note for note in capture.notes)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    """With the change accepted the two read as one."""
    mark = f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{r('The army denied it,')}</w:p>"
    assert text(mark + p("and left.")) == "The army denied it, and left."


def test_notes_stand_after_the_body() -> None:
    """A reference is shown as a number in brackets; footnotes and endnotes follow the body in its order."""
    body = p(
        r("He denied it.")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + r(" She did not.")
        + '<w:r><w:footnoteReference w:id="3"/></w:r>'
    ) + p("The end.")
    notes = {
        "footnotes": '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="3">{p("<w:r><w:footnoteRef/></w:r>" + r(" By telephone."))}</w:footnote>'
        f'<w:footnote w:id="4">{p("Never referred to.")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="2">{p("In a letter.")}{p("Of March.")}</w:endnote>',
    }  # fmt: skip
    capture = read(office(body, parts=notes))
    assert capture.document.text == (
        "He denied it.[1] She did not.[2]\n\nThe end.\n\n[1] In a letter.\n\nOf March.\n\n[2] By telephone."
    )
    assert any(note.startswith("2 notes at the end") for note in capture.notes)


def test_a_text_box_is_read_once() -> None:
    """A box stands after its paragraph, though the file has it twice, in a new and in an old form."""
    box = "<w:txbxContent>" + p("In a box.") + "</w:txbxContent>"
    twice = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(p(r("He denied ") + twice + r("it.")) + p("The end.")) == "He denied it.\n\nIn a box.\n\nThe end."
    only = twice.replace(f"<wps:txbx>{box}</wps:txbx>", "")
    assert text(p(r("He denied it.") + only)) == "He denied it.\n\nIn a box."


def test_headers_and_footers_are_boilerplate_once() -> None:
    """They stand at the end; two of the same words stand there once."""
    parts = {"header": p("THE HALDEN COURIER"), "footer": p("For the press")}
    capture = read(office(p("He denied it, and left."), parts=parts))
    assert segments(capture) == [
        ("body", "He denied it, and left."),
        ("boilerplate", "THE HALDEN COURIER\n\nFor the press"),
    ]
    same = {"header": p("HALDEN"), "footer": p("HALDEN")}
    assert text(p("He denied it."), parts=same) == "He denied it.\n\nHALDEN"


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        (r("a") + "<w:r><w:br/></w:r>" + r("b"), "a\nb"),
        (r("a") + "<w:r><w:tab/></w:r>" + r("b"), "a\tb"),
        (r("well") + "<w:r><w:noBreakHyphen/></w:r>" + r("known"), "well-known"),
        (r("no") + "<w:r><w:softHyphen/></w:r>" + r("body, no\u00adwhere"), "nobody, nowhere"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + r(" one"), "• one"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + r(" one"), "\ufffd one"),
        ('<w:r><w:sym w:char="D800"/><w:sym w:char="zz"/><w:sym w:char="00E9"/></w:r>', "\ufffd\ufffdé"),
        ("<w:hyperlink>" + r("a link") + "</w:hyperlink>", "a link"),
        ('<w:fldSimple w:instr="PAGE">' + r("7") + "</w:fldSimple>", "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("page 7") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "page 7",
        ),
        ("<w:sdt><w:sdtPr/><w:sdtContent>" + r("in a control") + "</w:sdtContent></w:sdt>", "in a control"),
        ("<w:smartTag><w:smartTagPr/>" + r("Halden") + "</w:smartTag>", "Halden"),
        ("<w:r><w:ruby><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby></w:r>", "漢"),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", "x=2"),
        (r("\U0001f600 سلام"), "\U0001f600 سلام"),
    ],
)  # fmt: skip
def test_what_a_run_shows(runs: str, shown: str) -> None:
    """Breaks, tabs, hyphens, symbols, links, fields and controls are what a reader sees of them."""
    assert text(p(runs)) == shown


def test_hidden_words_and_comments_are_noted() -> None:
    """Neither is in the text; a note counts them. A switch that is off hides nothing."""
    body = p(
        r("He denied it.") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t> He lied.</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> So he said.</w:t></w:r>'
    )  # fmt: skip
    capture = read(office(body, parts={"comments": f'<w:comment w:id="1">{p("Sure?")}</w:comment>'}))
    assert capture.document.text == "He denied it. So he said."
    assert "9 characters of hidden text left out." in capture.notes
    assert "1 comment beside the text, not in it." in capture.notes


def test_tables_are_read_as_what_they_are_for() -> None:
    """Short cells are data: tabs and lines. With prose in it a table is there for the layout: cells are paragraphs."""

    def table(*rows: tuple[str, ...]) -> str:
        return "<w:tbl>" + "".join(
            "<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        ) + "</w:tbl>"  # fmt: skip

    prose = "The army denied on Monday that it had shelled the clinic, where doctors had counted thirty-one dead."
    assert text(p("As follows") + table(("a", "b"), ("c", "d")) + p("so.")) == "As follows\n\na\tb\nc\td\n\nso."
    assert text(table((prose, "aside"), ("c", prose))) == f"{prose}\n\naside\n\nc\n\n{prose}"
    nested = table(("a", "b")).replace(p("b"), p("b1") + p("b2") + table(("x", "y")) + p("b3"))
    assert text(nested) == "a\tb1\nb2\nx\ty\nb3"


def test_styles_name_parts() -> None:
    """Whatever the edition calls them, styles are known by their English names, or those they are based on."""
    styles = (
        '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Lgende"><w:name w:val="caption"/></w:style>'
        '<w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:styleId="Gros"><w:name w:val="Gros titre"/><w:basedOn w:val="Titre1"/></w:style>'
        '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="A"/></w:style>'
    )
    body = (
        p("HALDEN", "A")
        + p("Army denies it", "Gros")
        + p("1 The denial", "TM1")
        + p("It did.")
        + p("A gun", "Lgende")
        + p("He left.")
    )
    assert segments(read(office(body, styles=styles))) == [
        ("body", "HALDEN"),
        ("headline", "Army denies it"),
        ("boilerplate", "1 The denial"),
        ("body", "It did."),
        ("caption", "A gun"),
        ("body", "He left."),
    ]


def test_a_part_that_is_named_but_missing_does_no_harm() -> None:
    """Programs leave such names behind; the report is read all the same."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    row = f'<Relationship Id="x" Type="{kind}" Target="NULL"/>'
    change = {"word/_rels/document.xml.rels": ("</Relationships>", row + "</Relationships>")}
    assert read(edited(office(p("He denied it.")), {}, change)).document.text == "He denied it."


def test_what_other_programs_write() -> None:
    """The strict form of the format is read; files embedded in it are counted; damaged properties are none."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = office(
        p("He denied it.")
        + '<w:altChunk xmlns:r="urn:r" r:id="x"/>'
        + p("")
        + "<w:p><w:pPr><w:outlineLvl/></w:pPr></w:p>"
    )
    change = {"word/document.xml": ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)}
    capture = read(edited(body, {"docProps/core.xml": b"<damaged"}, change))
    assert capture.document.text == "He denied it."
    assert capture.notes == ("1 file embedded in it, not read.",)


def test_nothing_to_read_is_an_error() -> None:
    """A document without words is empty."""
    with pytest.raises(EmptyInputError):
        read(office(p(" ")))
