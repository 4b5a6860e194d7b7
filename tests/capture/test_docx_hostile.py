"""Hostile and damaged office documents: each gives a result or an `InputError`, within bounds."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.capture import Given
from averment.capture.docx import package, parse
from averment.errors import EncryptedInputError, HostileInputError, InputError, MalformedInputError
from averment.values import Capture, to_json
from tests.capture.offices import edited, office, p, r
from tests.capture.test_docx import BY, read

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = office(
    p("Army denies it", "Title")
    + p(r("He denied it.") + f"<w:ins {BY}>{r(' And left.')}</w:ins>" + '<w:r><w:footnoteReference w:id="3"/></w:r>')
    + f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>",
    parts={"footnotes": f'<w:footnote w:id="3">{p("By telephone.")}</w:footnote>', "header": p("HALDEN")},
)
MAIN = "word/document.xml"
EXPANDING = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def attempt(data: bytes) -> Capture | None:
    """Read what can be read, and look at what must hold of every capture."""
    try:
        found = list(parse(data, Given()))
    except InputError:
        return None
    capture: Capture = found[0].capture  # type: ignore[union-attr]  # a DOCX has nothing else
    to_json(capture)
    text, at = capture.document.text, 0
    for segment in capture.document.segments:
        assert at <= segment.span[0] < segment.span[1] <= len(text)
        assert not text[at : segment.span[0]].strip()
        at = segment.span[1]
    assert not text[at:].strip()
    for change in capture.changes:
        assert 0 <= change.span[0] <= change.span[1] <= len(text)
        assert (change.deleted is None) == (change.kind == "inserted") == (change.span[0] < change.span[1])
    return capture


def packed(main: bytes) -> bytes:
    """Give a document with this as its text part."""
    return edited(WHOLE, {MAIN: main})


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_short_is_refused(tenth: int) -> None:
    """Without the table at its end a ZIP archive cannot be read."""
    with pytest.raises(MalformedInputError):
        read_only(WHOLE[: len(WHOLE) * tenth // 10])


def read_only(data: bytes) -> None:
    """Read a file as an office document, whatever it is."""
    list(parse(data, Given()))


@settings(max_examples=100, deadline=None)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=20),
    stored=st.booleans(),
)
def test_a_file_with_changed_bytes_is_read_or_refused(changes: list[tuple[float, int]], stored: bool) -> None:  # noqa: FBT001  (drawn)
    """Bytes changed anywhere, in the archive or in the XML, never raise anything but an error of ours."""
    data = bytearray(zipfile.ZipFile(io.BytesIO(WHOLE)).read(MAIN) if stored else WHOLE)
    for place, value in changes:
        data[int(place * len(data))] = value
    attempt(packed(bytes(data)) if stored else bytes(data))


PIECES = st.recursive(
    st.text(st.sampled_from("ab \u00e9\U0001f600.-"), max_size=6).map(r)
    | st.sampled_from(["<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>", '<w:r><w:footnoteReference w:id="3"/></w:r>'])
    | st.sampled_from(["<w:r><w:cr/></w:r>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:r><w:sym/></w:r>"]),
    lambda inner: st.tuples(
        st.sampled_from(["p", "tbl", "tr", "tc", "ins", "del", "moveTo", "moveFrom", "txbxContent", "r", "sdt"]),
        st.lists(inner, max_size=4).map("".join),
    ).map(lambda pair: f"<w:{pair[0]}>{pair[1]}</w:{pair[0]}>"),
    max_leaves=25,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=6).map("".join))
def test_any_nesting_gives_a_sound_capture(body: str) -> None:
    """Elements in places where no program puts them: segments cover the text, changes are within it."""
    attempt(office(body, parts={"footnotes": f'<w:footnote w:id="3">{p("Of March.")}</w:footnote>'}))


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", [MAIN, "word/styles.xml", "_rels/.rels", "customXml/item9.xml"])
def test_a_document_type_definition_is_refused(name: str, codec: str) -> None:
    """Entities could multiply, or be read from elsewhere; an office document has none, in any part."""
    part = '<?xml version="1.0"?>' + EXPANDING.decode() + "<w>&b;</w>"
    with pytest.raises(HostileInputError, match="DTD"):
        read(edited(WHOLE, {name: part.encode(codec)}))


def test_nothing_outside_is_read(tmp_path: Path) -> None:
    """Neither by an inclusion nor by a relationship that points elsewhere."""
    secret = tmp_path / "secret.xml"
    secret.write_text("<w>secret</w>")
    include = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    rows = "".join(
        f'<Relationship Id="x{number}" Type="{kind}" Target="{target}" {mode}/>'
        for number, (target, mode) in enumerate(
            [(secret.as_uri(), 'TargetMode="External"'), (str(secret), ""), ("../../../../../.." + str(secret), "")]
        )
    )
    change = {"word/_rels/document.xml.rels": ("</Relationships>", rows + "</Relationships>")}
    assert read(edited(office(p("He denied it.") + include), {}, change)).document.text == "He denied it."


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sizes that the archive states, by those that come out, by the number of parts."""
    blank = b"<w>" + b" " * (12 * 2**20) + b"</w>"
    with pytest.raises(HostileInputError, match="200 times its size"):
        read(packed(blank))
    lying = bytearray(packed(blank))
    for sign, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = lying.find(sign)
        while at >= 0:  # every part says that it has 100 bytes
            lying[at + place : at + place + 4] = (100).to_bytes(4, "little")
            at = lying.find(sign, at + 1)
    with pytest.raises(InputError):
        read(bytes(lying))
    diluted = {MAIN: blank, "word/media/a.jpg": random.Random(1).randbytes(200_000)}
    with pytest.raises(HostileInputError, match=r"document\.xml” cannot be had: it unpacks to more than 200 times"):
        read(edited(WHOLE, diluted))
    with pytest.raises(HostileInputError, match=r"10,0\d\d parts"):
        read(edited(WHOLE, {f"word/media/{number}": b"" for number in range(10_000)}))
    monkeypatch.setattr(package, "MAX_PART", 1000)
    with pytest.raises(HostileInputError, match="more than the limit"):
        read(office(p("He denied it. " * 500)))


def test_a_locked_part_is_refused() -> None:
    """An archive with a password on it cannot be read."""
    data = bytearray(WHOLE)
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(EncryptedInputError):
        read(bytes(data))


@pytest.mark.parametrize(
    "main",
    [
        b"",
        b"<w",
        b"<a/>",
        b"<a>" * 100_000,
        office("").replace(b"x", b"y"),
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        "<a>\ud800</a>".encode("utf-8", "surrogatepass"),
    ],
    ids=["empty", "cut", "another", "deep", "binary", "charset", "surrogate"],
)
def test_a_text_part_that_is_none_is_refused(main: bytes) -> None:
    """Whatever stands where the text should be is an error of ours."""
    with pytest.raises(MalformedInputError):
        read(packed(main))


@pytest.mark.parametrize("name", ["p", "tbl", "ins", "txbxContent", "sdt", "mc:AlternateContent"])
def test_deep_nesting_is_read_or_refused(name: str) -> None:
    """As deep as the parser lets through, and deeper."""
    tag = name if ":" in name else f"w:{name}"
    for depth in (50, 230, 300):
        attempt(office(f"<{tag}>" * depth + p("He denied it.") + f"</{tag}>" * depth))


def test_many_small_things_cost_little() -> None:
    """Notes, changes and cells by the thousand are read in time that grows with their number."""
    many = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in range(5_000))
    notes = "".join(f'<w:footnote w:id="{number}">{p("x")}</w:footnote>' for number in range(5_000))
    cells = "<w:tbl><w:tr>" + f"<w:tc>{p('x')}</w:tc>" * 5_000 + "</w:tr></w:tbl>"
    changes = "".join(f'<w:ins w:author="{number}">{r("x")}</w:ins>' for number in range(5_000))
    capture = attempt(office(p(many) + p(changes) + cells, parts={"footnotes": notes}))
    assert capture is not None
    assert len(capture.changes) == 5_000
    assert capture.document.text.endswith("[5000] x")
