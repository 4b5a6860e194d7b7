"""What the shipped reader makes of texts that are no plain report: nothing crashes, nothing is invented."""

from __future__ import annotations

from typing import Final

import pytest

from averment.api import load_reader, read, read_many
from averment.errors import LanguageError
from averment.inference.tagging import Tagged, TaggedCue
from averment.reading import Reader
from averment.values import Document, Reading, quote
from tests.reading.test_any_marks import Fixed
from tests.reading.test_language import FOREIGN
from tests.reading.validity import faults
from tests.transcripts import ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / "src/averment/models/SHA256SUMS").exists(), reason="there is no model to read with"
)

DENIAL: Final = "Colonel Oro Dask denied that the army had shelled the clinic in Velmar."

SILENT: Final = {
    "weather": "Rain will spread across the Halden hills from the west on Tuesday. Temperatures will reach 12 degrees "
    "in Velmar and 9 degrees in Vantor.\n\nWinds ease by the evening, clear skies overnight. Frost is likely.",
    "results": "Halden League, round 14\n\nHalden Rovers 3-1 Velmar Town\nVantor Athletic 0-0 Stell City\n\n"
    "Team P W D L Pts\nHalden 14 10 2 2 32\nVelmar 14 7 3 4 24",
    "recipe": "Lentil soup\n\nServes four\n\n200 g red lentils\n1 onion, chopped\n\nFry the onion in oil until it is "
    "soft. Add the lentils and a litre of water. Simmer for 30 minutes, then season with salt.",
    "tabs": "Date\tPlace\tDead\tSource\n3 March\tVelmar\t11\tclinic\n4 March\tHalden\t4\tarmy",
    "markdown": "| Place | Dead | Source |\n| --- | --- | --- |\n| Velmar | 11 | clinic |\n| Halden | 4 | army |",
    "signs": "?!… --- *** § ¶ “”’‘ () [] {} ... ;;; ::: ,,, " * 10,
    "emoji": "🙂🙃 👨‍👩‍👧 🏽 #️⃣ " * 10,
    "one word": "Velmar",
    "names": "Oro Dask, Mira Tolan, Anselm Vell, Leyla Oru, Idris Vann",
}
"""Texts in which nobody says anything."""

SAID: Final = {
    "only quotations": "“We saw the smoke,” said Mira Tolan. “Nobody warned us,” she added. “It is an invention,” said "
    "Colonel Oro Dask. “The clinic was empty,” he told reporters. “That is false,” said Tolan.",
    "transcript": "MS. TOLAN: Good afternoon.\n\nQ: Did the army shell the clinic?\n\nMS. TOLAN: We have seen the "
    "reports. The army says it did not.\n\nQ: You believe that?\n\nMS. TOLAN: No.",
    "live blog": "14:05 The shelling of Velmar has stopped, residents say.\n\n13:40 The army denies that it shelled "
    "the clinic.\n\n13:12 Eleven people were killed, according to the clinic's director.",
    "list": "- The army denied the claims.\n- Tolan said eleven people died.\n* Dask called it a lie.\n1. One\n2. Two",
    "capitals": DENIAL.upper(),
    "one word a line": DENIAL.replace(" ", "\n"),
    "emoji": f"🚨 {DENIAL} 🙏🏽👨\u200d👩\u200d👧 #velmar 💥💥",
    "right to left": "The spokesman, العقيد داسك, said “لم نقصف العيادة” (we did not shell it). The ministry, وزارة "
    "الدفاع, denied it.",
    "zero width": DENIAL.replace("army", "ar\u200bmy").replace("clinic", "clin\u2060ic\ufeff"),
    "soft hyphens": DENIAL.replace("shelled", "shel\u00adled"),
    "the same again": "\n".join([DENIAL] * 30),
    "line separators": "\u2028\u2029\x85\x0b\x0c ".join([DENIAL] * 2),
}
"""Texts in which somebody says something."""

CUES: Final = {
    *(
        "said",
        "says",
        "say",
        "added",
        "told",
        "according",
        "denies",
        "denied",
        "called",
        "claims",
        "reports",
        "believe",
        ":",
    )
}
"""The words, and in a transcript the sign, that say so in these texts."""

VALID: Final = {
    "never closed": "“He said “they said “we said “it was “an invention, said Colonel Oro Dask. “And ‘then ('[ " * 10,
    "he said": "he said " * 1000,
    "a long line": "The sun rose over the hills of Halden and it was day in the valley below them again. " * 100,
    "a long word": "a" * 20_000,
    "combining signs": "Dask said i\u0301t wa\u0308s " + "o" + "\u0301" * 500 + " so.",
    "right-to-left marks": "\u202eThe army\u202c said \u2066it\u2069 did not\u200f.",
    "surrogate-free oddities": "The army said \U000e0041\ufffd\ufffe it did not.",
}
"""Texts of which only that much is asked that something valid comes of them."""


KINDS: Final = (("silent", SILENT), ("said", SAID), ("valid", VALID))
TEXTS: Final = {f"{kind}: {name}": text for kind, texts in KINDS for name, text in texts.items()}


@pytest.fixture(scope="session")
def readings() -> dict[str, Reading]:
    """Read all the texts together, once."""
    outcomes = read_many((text.encode() for text in TEXTS.values()), published="2031-03-13", reader=load_reader())
    read_ = {}
    for name, outcome in zip(TEXTS, outcomes, strict=True):
        assert outcome.reading, f"{name}: {outcome.error}"
        read_[name] = outcome.reading
    return read_


@pytest.mark.parametrize("name", SILENT)
def test_where_nobody_says_anything_nothing_is_attributed(name: str, readings: dict[str, Reading]) -> None:
    """A forecast, a table, a recipe: no attribution, and so no evidence for one and no figure by one."""
    reading = readings[f"silent: {name}"]
    assert reading.attributions == ()
    assert reading.skipped == ()
    assert [e for e in reading.evidence if e.rests] == []
    assert [f for f in reading.figures if f.by] == []


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_is_found_and_nothing_else(name: str, readings: dict[str, Reading]) -> None:
    """Transcripts, lists, capitals, odd signs: something is found, and its cues are words that say so."""
    reading = readings[f"said: {name}"]
    found = [quote(reading.document.text, a.cue).lower().split()[0] for a in reading.attributions]
    assert found
    assert set(found) <= CUES
    assert reading.skipped == ()


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_read_the_reading_is_valid(name: str, readings: dict[str, Reading]) -> None:
    """Every place is in the text, every name names something, and JSON holds it all."""
    assert faults(readings[name]) == []


def test_a_table_of_a_page_is_read_as_text() -> None:
    """The rows of an HTML table report nothing; what stands around it is read."""
    rows = "".join(f"<tr><td>{day} March</td><td>Velmar</td><td>{day}</td></tr>" for day in range(1, 20))
    page = f"<!doctype html><title>Toll</title><article><h1>Toll</h1><p>{DENIAL}</p><table>{rows}</table></article>"
    reading = read(page.encode())
    assert [quote(reading.document.text, a.cue) for a in reading.attributions] == ["denied"]
    assert faults(reading) == []


def test_of_a_report_in_two_languages_the_english_is_read() -> None:
    """The same report beside itself in other languages says no more than it does alone."""
    for code in ("de", "ar", "id"):
        text = f"{DENIAL}\n\n{FOREIGN[code]}\n\nTolan said that eleven people died.\n"
        reading = read(text.encode())
        assert [quote(text, a.cue) for a in reading.attributions] == ["denied", "said"]
        assert [(text[slice(*s.span)], s.language) for s in reading.skipped] == [(FOREIGN[code], code)]
        assert faults(reading) == []


@pytest.mark.parametrize("code", ["fr", "tr", "ru", "zh"])
def test_a_report_in_another_language_is_refused_unless_forced(code: str) -> None:
    """Refused with its language and what to do; forced, it is read, well or badly, and the reading is valid."""
    with pytest.raises(LanguageError, match=r"^\(bytes\): it is not in English, but in \w+, it seems$") as caught:
        read(FOREIGN[code].encode())
    assert (
        caught.value.diagnostics()
        == "The model reads English; `--force` (in Python `force=True`) reads it all the same."
    )
    reading = read(FOREIGN[code].encode(), force=True)
    assert reading.skipped == ()
    assert faults(reading) == []


def test_a_report_in_another_language_does_not_stop_the_others() -> None:
    """Of several reports read together only the one in another language is an error."""
    outcomes = list(read_many([DENIAL.encode(), FOREIGN["es"].encode(), DENIAL.encode()]))
    assert [type(outcome.error).__name__ for outcome in outcomes] == ["NoneType", "LanguageError", "NoneType"]


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
def test_a_very_long_line_full_of_attributions_goes_through_all_the_steps() -> None:
    """Twenty thousand words without a line break, one attribution in every dozen of them: all of them are valid."""
    count = 20_000 // len(DENIAL.split())
    text = f"{DENIAL} " * count
    size = len(DENIAL) + 1
    cues = [
        TaggedCue(((at + 17, at + 23),), ((at, at + 16),), ((at + 24, at + size - 2),), 0.9)
        for at in range(0, count * size, size)
    ]
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    reading = Reader(Fixed(Tagged(cues)), "1").read(document)
    assert len(reading.attributions) == count
    assert faults(reading) == []
