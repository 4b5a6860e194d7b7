"""Charsets: which one bytes are read in, and how that is known."""

from __future__ import annotations

import pytest

from averment.capture import Given, capture
from averment.values import Charset

ARABIC = "نفى الجيش يوم الاثنين أن تكون مدفعيته قد قصفت سوق المدينة. وقال الأطباء إن العشرات قتلوا في القصف."
GREEK = "Ο στρατός αρνήθηκε ότι βομβάρδισε την αγορά της πόλης. Οι γιατροί είπαν ότι σκοτώθηκαν πολλοί άνθρωποι."
RUSSIAN = "Армия отрицает, что обстреляла рынок. Врачи сообщили о десятках погибших среди мирных жителей города."
JAPANESE = "軍は市場への砲撃を否定した。医師らは数十人が死亡したと述べた。"


def meta(charset: str, words: str, codec: str | None = None) -> bytes:
    """Make a page that declares a charset."""
    return f'<html><head><meta charset="{charset}"></head><p>{words}</p>'.encode(codec or charset)


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16le"),
        (b"\xfe\xff", "utf-16-be", "utf-16be"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32le"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32be"),
    ],
)
def test_a_byte_order_mark_decides(mark: bytes, codec: str, name: str) -> None:
    """A mark wins over everything, a declaration included."""
    words = f'<meta charset="shift_jis"><p>{ARABIC}</p>'
    document = capture(mark + words.encode(codec)).document
    assert document.text == ARABIC
    assert document.charset == Charset(name=name, how="bom")


@pytest.mark.parametrize(
    ("label", "codec", "name", "words"),
    [
        ("windows-1256", "cp1256", "windows-1256", ARABIC),
        ("Shift_JIS", "cp932", "shift_jis", JAPANESE),
        ("x-sjis", "cp932", "shift_jis", JAPANESE),
        ("koi8-r", "koi8-r", "koi8-r", RUSSIAN),
        ("gb2312", "gb18030", "gb18030", "军方否认炮击市场。𠮷"),
        ("ISO-8859-1", "cp1252", "windows-1252", "“déjà” – 5 €"),
        ("us-ascii", "cp1252", "windows-1252", "naïve “words”"),
        ("big5", "big5hkscs", "big5", "軍方否認砲擊市場"),
        ("euc-kr", "cp949", "euc-kr", "군은 시장 포격을 부인했다"),
    ],
)
def test_a_declared_charset_is_read_as_browsers_read_it(label: str, codec: str, name: str, words: str) -> None:
    """Labels mean what the Encoding Standard says: latin-1 is windows-1252, gb2312 is gb18030."""
    document = capture(meta(label, words, codec)).document
    assert document.text == words
    assert document.charset == Charset(name=name, how="declared")


def test_what_the_transport_said_goes_before_a_declaration() -> None:
    """A header wins over the page, a byte order mark over the header; a plain text is read by it too."""
    given = Given(charset='"Windows-1256"')
    said = Charset(name="windows-1256", how="transport")
    for data in (meta("koi8-r", ARABIC, "cp1256"), ARABIC.encode("cp1256")):
        document = capture(data, given).document
        assert (document.text, document.charset) == (ARABIC, said)
    marked = capture(b"\xef\xbb\xbf" + ARABIC.encode(), given).document
    assert (marked.text, marked.charset) == (ARABIC, Charset(name="utf-8", how="bom"))


def test_utf_16_may_be_known_by_the_transport_alone() -> None:
    """Japanese in UTF-16 has no NULs to tell it by: the header does."""
    document = capture(JAPANESE.encode("utf-16-be"), Given(charset="utf-16be")).document
    assert (document.text, document.charset) == (JAPANESE, Charset(name="utf-16be", how="transport"))


@pytest.mark.parametrize("label", ["utf-16", "iso-8859-1", "windows-1251", "no-such-charset", ""])
def test_a_transport_that_is_contradicted_is_not_believed(label: str) -> None:
    """Well-formed UTF-8 is read as such whatever legacy charset, or UTF-16, a server says by default."""
    document = capture(meta("utf-8", GREEK), Given(charset=label)).document
    assert (document.text, document.charset) == (GREEK, Charset(name="utf-8", how="declared"))


def test_the_older_ways_of_declaring_count() -> None:
    """`http-equiv` and the XML declaration are read too."""
    word = "Привет"
    equiv = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>'
    assert capture((equiv + word).encode("cp1251")).document.text == word
    declared = '<?xml version="1.0" encoding="windows-1251"?><html><p>'
    assert capture((declared + word).encode("cp1251")).document.text == word


def test_a_commented_declaration_does_not_count() -> None:
    """What stands in a comment declares nothing."""
    data = b"<html><!-- <meta charset=koi8-r> --><meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2</p>"
    assert capture(data).document.text == "Привет"


@pytest.mark.parametrize("stale", ["iso-8859-1", "windows-1256"])
def test_a_stale_declaration_gives_way_to_utf8(stale: str) -> None:
    """A page that says latin-1 but is well-formed UTF-8 beyond ASCII is UTF-8: it was saved again."""
    document = capture(meta(stale, ARABIC, "utf-8")).document
    assert document.text == ARABIC
    assert document.charset == Charset(name="utf-8", how="utf-8")


def test_a_false_claim_of_utf8_gives_way_to_a_guess() -> None:
    """A page that says UTF-8 and holds none is guessed at, and the guess is named as one."""
    document = capture(meta("utf-8", ARABIC * 5, "cp1256")).document
    assert document.text == ARABIC * 5
    assert document.charset == Charset(name="windows-1256", how="guessed")


def test_a_few_bad_bytes_do_not_make_another_charset() -> None:
    """Damaged UTF-8 is UTF-8 with replacement characters."""
    document = capture(f"{ARABIC}\n".encode() + b"\xff\n" + ARABIC.encode()[:-1]).document
    assert document.charset == Charset(name="utf-8", how="utf-8")
    assert document.text.count("\ufffd") == 1
    assert document.text.startswith(ARABIC)


def test_a_declaration_in_plain_text_does_not_count() -> None:
    """Only a page declares a charset; a text that quotes one does not."""
    text = "He wrote charset=koi8-r on the wall: “é”.\n"
    assert capture(text.encode()).document.text == text


def test_an_unknown_label_is_passed_over() -> None:
    """A charset that nobody has heard of, or that hides markup, is not followed."""
    for label in ("x-nonsense", "utf-7", "iso-2022-kr", "rot13", "zlib", "unicode_escape", "idna"):
        assert capture(meta(label, "caf+AOk- \\u0041", "ascii")).document.text == "caf+AOk- \\u0041"


@pytest.mark.parametrize(("words", "codec"), [(ARABIC, "cp1256"), (RUSSIAN, "cp1251"), (GREEK, "cp1253")])
def test_legacy_text_is_guessed_and_named_a_guess(words: str, codec: str) -> None:
    """Text without a declaration is read by its letters."""
    document = capture((words + "\n").encode(codec) * 8).document
    assert document.text == (words + "\n") * 8
    assert document.charset is not None
    assert document.charset.how == "guessed"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("words", ["The army denied it.\n", ARABIC, f"<html><p>{ARABIC}</p>"])
def test_wide_charsets_are_known_without_a_mark(words: str, codec: str) -> None:
    """UTF-16 and UTF-32 show in where the NULs fall."""
    document = capture(words.encode(codec)).document
    assert document.charset == Charset(name=codec.replace("-le", "le").replace("-be", "be"), how="guessed")
    assert ARABIC in document.text or document.text == words


@pytest.mark.parametrize(
    "data",
    [
        b"abc \xed\xa0\x80\xed\xb0\x80 def",
        ("abc \ud800 def" + " and more" * 9).encode("utf-16-le", "surrogatepass"),
        b"<p>abc &#xD800; &#55357;&#56832; def",
    ],
)
def test_there_are_never_surrogates(data: bytes) -> None:
    """Encoded surrogates, in CESU-8, UTF-16 or references, become replacement characters."""
    text = capture(data).document.text
    assert "\ufffd" in text
    assert text.startswith("abc")
    text.encode()
