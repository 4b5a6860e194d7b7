"""Records of data sets as documents: the text is a field's, and the other fields say what is known."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture.delimited import fields_in
from averment.capture.records import LONGEST, Fields, document_of
from averment.errors import EmptyInputError, HostileInputError, InputError, InputTooLargeError, MalformedInputError
from averment.values import Document, Published

TEXT = "Clinic in Velmar hit\n\nBy Mira Tolan\n\nHALDEN, Mar 4 (Courier) – Nine were hurt, he said.\n\nMore came."
GIVEN = Published(start=date(2031, 1, 1), end=date(2031, 1, 1), how="given")


def of_json(record: object, fields: Fields | None = None, published: Published | None = None) -> Document:
    """Read a line of JSON."""
    data = record if isinstance(record, bytes) else json.dumps(record).encode()
    return document_of("json", data, (), ",", "a » line 1", fields or Fields(), published)


def of_csv(row: bytes, columns: tuple[str, ...] = ("id", "text", "date"), delimiter: str = ",") -> Document:
    """Read a row of CSV."""
    return document_of("csv", row, columns, delimiter, "a » row 2", Fields(), None)


def test_the_text_is_the_field_in_its_parts() -> None:
    """As a plain text with the same words would be, with the digest of the record."""
    data = json.dumps({"text": TEXT.replace("\n", "\r\n"), "id": 7}).encode()
    document = of_json(data)
    assert document.text == TEXT
    assert document.digest == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert document.media_type == "application/json"
    assert [one.kind for one in document.segments] == ["headline", "byline", "dateline", "body"]
    assert (document.title, document.authors) == ("Clinic in Velmar hit", ("Mira Tolan",))
    assert document.how == {"title": "headline", "authors": "byline"}


def test_fields_say_what_is_known_and_by_which() -> None:
    """They go before what the text shows; the first of them that says something is taken."""
    document = of_json(
        {
            "text": TEXT,
            "title": " ",
            "headline": "A night in Velmar",
            "publisher": "Halden Courier",
            "url": "https://halden.example/1",
            "date": "2031-03-04T23:30:00-05:00",
            "authors": [{"name": "Oren Vask"}, "Lia Brandt"],
        },
        published=GIVEN,
    )
    assert document.title == "A night in Velmar"
    assert document.outlet == "Halden Courier"
    assert document.url == "https://halden.example/1"
    assert document.authors == ("Oren Vask", "Lia Brandt")
    assert document.published == Published(start=date(2031, 3, 4), end=date(2031, 3, 4), how="field date")
    assert document.how == {
        "title": "field headline",
        "outlet": "field publisher",
        "url": "field url",
        "authors": "field authors",
    }
    assert "A night" not in document.text


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("2031-03-04", "2031-03-04", "2031-03-04"),
        ("2031-03-04 10:00:00+00:00", "2031-03-04", "2031-03-04"),
        ("2031-03-04T10:00:00.123Z", "2031-03-04", "2031-03-04"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("20310304", "2031-03-04", "2031-03-04"),
        ("Tue, 04 Mar 2031 10:00:00 GMT", "2031-03-04", "2031-03-04"),
        ("4 Mar 2031", "2031-03-04", "2031-03-04"),
    ],
)
def test_dates_that_are_whole_are_read(said: str, first: str, last: str) -> None:
    """ISO 8601 and RFC 2822, months and years as the intervals that they are."""
    published = of_json({"text": TEXT, "date": said}).published
    assert published == Published(start=date.fromisoformat(first), end=date.fromisoformat(last), how="field date")


@pytest.mark.parametrize("said", ["4/3/2031", "2031-02-30", "March", "2031-03-04 or so", 1930000000, None, ["2031"]])
def test_other_dates_are_passed_over(said: object) -> None:
    """What a person gave is then taken; nothing is guessed."""
    assert of_json({"text": TEXT, "date": said}, published=GIVEN).published == GIVEN


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("By Oren Vask and Lia Brandt", ("Oren Vask", "Lia Brandt")),
        ("Oren Vask; Lia Brandt", ("Oren Vask", "Lia Brandt")),
        ("['Oren Vask', \"Lia Brandt\"]", ("Oren Vask", "Lia Brandt")),
        ({"name": "Oren Vask"}, ("Oren Vask",)),
        (["https://halden.example/vask"], ("Mira Tolan",)),
        (7, ("Mira Tolan",)),
    ],
)
def test_authors_come_in_several_forms(said: object, authors: tuple[str, ...]) -> None:
    """A list, objects, a list as programs print it, words; else those of the byline."""
    assert of_json({"text": TEXT, "authors": said}).authors == authors


def test_other_names_can_be_given() -> None:
    """Of the text, and of what is known."""
    fields = Fields(text="body of it", title=("Überschrift",))
    document = of_json({"body of it": "Nine were hurt.", "Überschrift": "A night"}, fields)
    assert (document.text, document.title) == ("Nine were hurt.", "A night")


def test_json_as_some_programs_write_it_is_read() -> None:
    """NaN where nothing is known; half of a surrogate pair in a field that is not the text."""
    assert of_json(b'{"text": "Nine were hurt.", "title": NaN, "n": NaN}').text == "Nine were hurt."
    assert of_json(b'{"text": "Nine were hurt.", "title": "A \\ud800 night"}').title == "A ? night"


def test_what_is_not_asked_for_costs_no_memory() -> None:
    """A million lists in another field are passed over."""
    import tracemalloc

    data = b'{"other": [' + b"[]," * 1_000_000 + b'0], "text": "Nine were hurt."}'
    tracemalloc.start()
    try:
        assert of_json(data).text == "Nine were hurt."
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b'{"body": "x", "id": 1}', MalformedInputError, "no field “text”. It has “body”, “id”. Name"),
        (b"{}", MalformedInputError, "no field “text”. Name the one of the text with --text-field"),
        (b'{"text": null}', EmptyInputError, "nothing in the field “text”"),
        (b'{"text": " \\u200b\\n"}', EmptyInputError, "nothing in the field “text”"),
        (b'{"text": 7}', MalformedInputError, "holds a number, not text"),
        (b'{"text": 7.5}', MalformedInputError, "holds a number, not text"),
        (b'{"text": ["x"]}', MalformedInputError, "holds a list, not text"),
        (b'{"text": {"x": 1}}', MalformedInputError, "holds an object, not text"),
        (b'{"text": true}', MalformedInputError, "holds true or false, not text"),
        (b'{"text": [' + b'"x",' * 50_000 + b'""]}', MalformedInputError, "not text"),
        (b'{"text": "a\\u0000b"}', MalformedInputError, "no character"),
        (b'{"text": "a\\ud800b"}', MalformedInputError, "no character"),
        (b'{"text": "a\xffb"}', MalformedInputError, "not in UTF-8"),
        (b'{"text": "a\xffb", "n": NaN}', MalformedInputError, "not in UTF-8"),
        (b'{"text": "a"', MalformedInputError, "not JSON"),
        (b'{"text": "a"} {', MalformedInputError, "not JSON"),
        (b'["text"]', MalformedInputError, "no object with fields, but a list"),
        (b'"text"', MalformedInputError, "no object with fields, but a string"),
        (b"NaN", MalformedInputError, "no object with fields"),
        (b"7", MalformedInputError, "no object with fields, but a number"),
        (b'{"text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", HostileInputError, "nested"),
        (b'{"n": NaN, "text": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", HostileInputError, "nested"),
        (b'{"n": NaN, "text": "' + b"x" * (2 << 20) + b'"}', MalformedInputError, "not JSON"),
        (b'{"text": ' + b"9" * 10_000 + b"}", MalformedInputError, "not text"),
        (b'{"n": NaN, "text": ' + b"9" * 10_000 + b"}", MalformedInputError, "not JSON"),
    ],
)
def test_what_is_no_record_with_a_text_says_what_is_wrong(data: bytes, error: type[InputError], words: str) -> None:
    """By a sentence each, with the name of the record."""
    with pytest.raises(error, match=words) as caught:
        of_json(data)
    assert caught.value.subject == "a » line 1"


def test_a_record_that_is_too_large_is_refused() -> None:
    """Before it is looked into."""
    with pytest.raises(InputTooLargeError, match="32 MiB"):
        of_json(b" " * (LONGEST + 1))


def test_many_fields_are_not_all_named() -> None:
    """A message is a line."""
    with pytest.raises(MalformedInputError, match="and 88 more") as caught:
        of_json({f"field {number} with a name that goes on and on and on": 1 for number in range(100)})
    assert len(caught.value.message) < 800


def test_a_row_is_read_under_its_header() -> None:
    """Quoted fields, quotation marks in them, and several lines."""
    document = of_csv(b'7,"""Nine were hurt,"" he said.\r\n\r\nMore came.",2031-03-04')
    assert document.text == "“Nine were hurt,” he said.\n\nMore came.".replace("“", '"').replace("”", '"')
    assert document.media_type == "text/csv"
    assert document.published is not None
    assert document.published.how == "field date"


def test_a_row_may_be_in_another_charset() -> None:
    """As spreadsheets write it; the document says which."""
    document = of_csv(
        "7;Das Krankenhaus in Velmar wurde getroffen, sagte der Bürgermeister über Funk;".encode("cp1252"),
        delimiter=";",
    )
    assert "Bürgermeister über" in document.text
    assert document.charset is not None
    assert document.charset.how == "guessed"


def test_what_is_only_partly_in_quotation_marks_was_not_quoted() -> None:
    """Programs that write TSV often do not quote: the quotation marks are those of who spoke."""
    assert of_csv(b'7\t"We deny it," he said.\t', delimiter="\t").text == '"We deny it," he said.'


def test_a_row_may_lack_its_last_fields_but_not_have_more_than_the_header() -> None:
    """A comma that nobody quoted would cut a text in two."""
    assert of_csv(b"7,Nine were hurt").text == "Nine were hurt"
    assert of_csv(b"7,Nine were hurt,,,,").text == "Nine were hurt"
    with pytest.raises(MalformedInputError, match="It has 4 fields, and the header 3"):
        of_csv(b"7,Nine, or so, were hurt")
    with pytest.raises(MalformedInputError, match="no field “text”"):
        of_csv(b"7")


def test_of_two_columns_of_a_name_the_first_counts() -> None:
    """As a person reads."""
    assert of_csv(b"one,two,", ("text", "text", "date")).text == "one"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1), st.sampled_from(",;\t|"))
def test_fields_are_those_that_were_written(fields: list[str], delimiter: str) -> None:
    """Whatever they hold, written by the `csv` module."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="").writerow(fields)
    assert list(fields_in(held.getvalue(), delimiter)) == fields


@given(st.sampled_from(["json", "csv"]), st.binary(max_size=60), st.sampled_from([b"", b'{"text":"', b'{"text":']))
def test_whatever_the_bytes_there_is_a_document_or_an_error_of_ours(
    form: Literal["json", "csv"], data: bytes, before: bytes
) -> None:
    """And a document can be written as JSON."""
    from averment.values import to_json

    try:
        document = document_of(form, before + data, ("text", "title", "date"), ",", "a", Fields(), None)
    except InputError:
        return
    to_json(document)


@settings(max_examples=30)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)
    ),
    st.sampled_from(["title", "outlet", "url", "published", "authors"]),
)
def test_whatever_the_fields_hold_the_text_is_read(value: object, field: str) -> None:
    """What is no title is no title: the text is there all the same."""
    assert of_json({field: value, "text": TEXT}).text == TEXT
