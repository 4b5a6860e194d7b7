"""What is English, what is not, and what is left to be read because nobody can tell."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment import lexicons
from averment.errors import LanguageError
from averment.reading.language import Group, not_english
from tests.reading.growth import LINEAR, growth

FOREIGN = msgspec.yaml.decode(Path(__file__).with_name("foreign.yaml").read_bytes(), type=dict[str, str])
UNLISTED = {"sn"}
"""Languages that no word list names: that they are not English is all that can be said of them."""

ENGLISH = {
    "a report": "The government of Vantor denied on Monday that its army had shelled the clinic in Velmar.",
    "without commas and apostrophes": "Vantors government denied the claims Mr Tolan said the army shelled the clinic",
    "lower case": "vantor denied it. nobody, said colonel dask, had ordered the shelling of the clinic in velmar.",
    "capitals": "VANTOR DENIES SHELLING CLINIC. COLONEL ORO DASK CALLS REPORTS AN INVENTION. ELEVEN DEAD.",
    "a headline of names": "Abu Dask al-Velmari, Omar bin Tolan, Jean de la Croix, Otto von Halden und Söhne",
    "a headline": "Vantor: shelling kills 11",
    "names in Arabic": "Sheikh Abd al-Rahman bin Tolan, of Jabhat Fath al-Velmar, was killed in Deir Halden.",
    "a French place": "The bishop of Notre-Dame de la Garde, Jean-Luc des Halles, went to Le Havre and Les Sables.",
    "names of small words": "Maria da Silva dos Santos, Da Nang, Ne Win, Kim Il Sung, Te Whare, Sa Pa",
    "a foreign title quoted": "The film “La vie en rose et les autres”, which was shown in Halden, won the prize.",
    "a table": "Halden\t4\t1\t3\nVelmar\t2\t2\t0\nVantor\t0\t5\t1",
    "figures": "12 345 67,8 9.10",
    "a list of ingredients": "flour, sugar, eggs, butter, milk, salt, water, oil, rice, beans, bread, honey,\n" * 6,
    "poetry": "O wild grey tide, thou keeper of the drowned,\nunheard, whose weeping nets drag silver bells\nhome",
    "an Arabic word": "The word used was “تفجير” (explosion), the colonel's office said.",
    "styled letters": "𝐁𝐑𝐄𝐀𝐊𝐈𝐍𝐆 𝐭𝐡𝐞 𝐚𝐫𝐦𝐲 𝐝𝐞𝐧𝐢𝐞𝐬 𝐢𝐭",
    "transliteration": "ʿAbd al-Raḥmān ibn Ṭūlān wrote the Kitāb al-Buldān, according to Halden.",
    "telegraphese": "REBELS SHELL HALDEN STOP ELEVEN DEAD STOP MORE FOLLOWS",
    "a question and its answer": "Q: No?\n\nA: No.",
    "signs": "?!… --- *** § 🙂🙂 ¶",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_report_in_another_language_is_refused_and_the_language_named(code: str) -> None:
    """One short report of three sentences is enough to tell; the message names the language where the lists know it."""
    with pytest.raises(LanguageError, match="not in English") as caught:
        not_english(FOREIGN[code])
    names = {known.language: known.name for group in groups() for known in group.languages}
    assert caught.value.message.endswith(
        f"but in {names[code]}, it seems" if code not in UNLISTED else "not in English"
    )


@pytest.mark.parametrize("kind", ENGLISH)
def test_english_and_what_may_be_english_is_read(kind: str) -> None:
    """English in any shape passes, and so does what holds no sign of any language."""
    assert not_english(ENGLISH[kind]) == ()


@pytest.mark.parametrize("code", FOREIGN)
def test_of_two_languages_the_english_is_left(code: str) -> None:
    """A foreign paragraph between English ones is named with its place, wrapped or in long lines; no other is."""
    for gap in ("\n\n", "\n"):
        foreign = FOREIGN[code] if gap == "\n" else "\n".join(FOREIGN[code].split("\n"))
        text = gap.join([ENGLISH["a report"], foreign, "Colonel Oro Dask said that it was an invention. " * 3])
        (skipped,) = not_english(text)
        assert text[slice(*skipped.span)] == foreign
        assert skipped.language == (None if code in UNLISTED else code)
        assert skipped.why == "language"


def test_a_short_paragraph_goes_with_what_is_around_it() -> None:
    """A few words that by themselves tell little are in the language of the paragraph before, if nothing is English."""
    text = "\n\n".join([ENGLISH["a report"], FOREIGN["de"], "„Das ist gelogen.“", "Colonel Dask denied it.", "Nein."])
    assert [text[slice(*skipped.span)] for skipped in not_english(text)] == [FOREIGN["de"], "„Das ist gelogen.“"]


def test_a_foreign_report_in_short_lines_is_refused() -> None:
    """A report each of whose paragraphs is too short to tell is told by all of them together."""
    text = "\n\n".join(FOREIGN["de"].replace("sagte,", "sagte.").split(". "))
    with pytest.raises(LanguageError, match="German"):
        not_english(text)


def test_a_foreign_page_with_a_line_of_english_is_refused_and_one_with_a_tenth_is_not() -> None:
    """A slogan does not make a page English; a summary makes it worth reading."""
    page = [FOREIGN["fr"]] * 5
    with pytest.raises(LanguageError, match="French"):
        not_english("\n\n".join([*page, "The world as it is, from Halden."]))
    assert len(not_english("\n\n".join([*page, ENGLISH["a report"], ENGLISH["a foreign title quoted"]]))) == 5


def test_dialects_and_pidgins_of_other_letters_do_not_pass_for_names() -> None:
    """Letters of another script that no list names are not English either."""
    with pytest.raises(LanguageError, match=r"not in English$"):
        not_english("ᎠᏂᏴᏫᏯ ᏗᏂᏔᎶᏅᎯ ᎤᏂᏃᎮᎸᎩ")


@given(text=st.text(max_size=300), data=st.data())
def test_spans_are_paragraphs_of_the_text(text: str, data: st.DataObject) -> None:
    """Whatever the text, spans are in order, inside it, free of white space at the edges; twice is the same."""
    text = data.draw(st.sampled_from(["", ENGLISH["a report"] + "\n\n", FOREIGN["ar"] + "\n"])) + text
    try:
        found = not_english(text)
    except LanguageError:
        return
    spans = [skipped.span for skipped in found]
    assert spans == sorted(spans)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert not_english(text) == found


def test_the_lists_keep_to_their_rules() -> None:
    """Words are in lower case, once in a list, English ones in no other; each script's languages are told apart."""
    known = [language for group in groups() for language in group.languages]
    codes = [language.language for language in known]
    english = set(known[0].words.split()) | set(known[0].shared.split())
    assert codes[0] == "en"
    assert len(codes) == len(set(codes))
    for language in known:
        words = language.words.split()
        assert len(words) == len(set(words)), language.language
        assert language.words == language.words.lower()
        assert language.language == "en" or not english & set(words), language.language
        assert words or sum(other.letters == language.letters for other in known) == 1, language.language


UNITS = ("a", "a\n", "a\n\n", "and ", "und der ", "a'", "é", "\u0301", "\n ", " ", "в", "早", "🙂", "1,", "x" * 200)


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    """Whatever a long text repeats, telling its language costs so much for each sign of it."""

    def run(text: str) -> None:
        with contextlib.suppress(LanguageError):
            not_english(text)

    assert growth(run, unit) < LINEAR


def groups() -> tuple[Group, ...]:
    """Give the lists."""
    return lexicons.load("languages", tuple[Group, ...])
