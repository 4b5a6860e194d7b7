"""A dossier is opened by whoever gets it: nothing in it runs or loads, whatever the words from outside are."""

from __future__ import annotations

import re
from typing import Final

import pytest
from msgspec.structs import replace

from averment.render.html.dossier.words import bare, web
from tests.render.dossiers import REPORTS, Memory, parsed, written

HOSTILE: Final = (
    "</style><script>alert(1)</script><img src=x onerror=alert(2)> ' onload=alert(3) \" {{ 7*7 }} "
    "\u202etxt.exe\u202c \x1b[31m"
)
"""What a title, an outlet, a name, a note and a path may hold."""


def hostile() -> Memory:
    """Give a case whose every word from outside is hostile."""
    case, url = Memory(name=HOSTILE), "javascript:alert(4)"
    case.readings = tuple(
        replace(
            reading,
            document=replace(reading.document, title=HOSTILE, outlet=HOSTILE, captured=HOSTILE),
            speakers=tuple(replace(one, name=HOSTILE, role=HOSTILE, party=HOSTILE) for one in reading.speakers),
            figures=tuple(replace(one, unit=HOSTILE, per=HOSTILE, what="other") for one in reading.figures),
        )
        for reading in REPORTS
    )
    case.files = {reading.document.digest: HOSTILE for reading in REPORTS}
    case.urls = {REPORTS[0].document.digest: url, REPORTS[1].document.digest: f"https://halden.example/?{HOSTILE}"}
    case.note = HOSTILE.encode()
    case.judge("reject", (0, "a1"), by=HOSTILE, note=HOSTILE)
    case.judge("correct", (1, "a1"), by=HOSTILE, changes={"certainty": "possible"}, note=HOSTILE)
    return case


def test_nothing_in_it_can_run_or_load() -> None:
    """No script, no handler, no frame, no form, no picture, no style from elsewhere; and a policy that forbids them."""
    found = parsed(written(hostile(), title=HOSTILE, by=HOSTILE))
    names = {element.tag for element in found.iter() if isinstance(element.tag, str)}
    attributes = {name for element in found.iter() for name in element.attrib}

    assert names.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form", "base", "audio", "video"})
    assert not [name for name in attributes if name.startswith("on") or name in {"src", "srcset", "style", "action"}]
    [policy] = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_its_style_asks_for_nothing_and_holds_no_word_from_outside() -> None:
    """A title in the running head is written in numbers of characters: none of them ends a string or an element."""
    [style] = parsed(written(hostile(), title=HOSTILE)).xpath("//style")
    text = style.text_content()

    assert not re.search(r"url\(|@import|expression|alert|</", text)
    assert "\\00003c\\00002f\\000073" in text  # </s


def test_links_lead_into_the_page_or_to_an_address_of_the_web() -> None:
    """Any other address is words; who is visited is not told from where."""
    links = parsed(written(hostile())).xpath("//a")
    outward = [link for link in links if not link.get("href").startswith("#")]

    assert [link.get("href")[:24] for link in outward] == ["https://halden.example/?"]
    assert all("noreferrer" in link.get("rel") for link in outward)
    assert "javascript:alert(4)" in written(hostile())


def test_words_that_would_reorder_or_hide_others_are_shown_as_signs() -> None:
    """A right-to-left override makes a line read as another one, in print, too."""
    page = written(hostile(), title=HOSTILE)

    assert "\u202e" not in page
    assert "\x1b" not in page
    assert "⟨U+202E⟩" in page
    assert "{{ 7*7 }}" in page


def test_right_to_left_words_stay_in_their_place() -> None:
    """Names, titles and quotations are set apart from the words beside them."""
    case = Memory()
    case.readings = (
        replace(case.readings[0], document=replace(case.readings[0].document, outlet="صحيفة هالدن")),
        *case.readings[1:],
    )
    found = parsed(written(case)).xpath("//*[contains(text(), 'صحيفة')]")

    assert found
    assert {element.tag for element in found} <= {"bdi", "tspan", "title", "desc"}


@pytest.mark.parametrize(
    ("address", "can_be_followed"),
    [
        ("https://halden.example/a", True),
        ("HTTP://halden.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//halden.example", False),
        ("file:///etc/passwd", False),
        ("https:///path", False),
        ("https://[bad", False),
        (" https://halden.example", False),
        (None, False),
    ],
)
def test_what_is_an_address_of_the_web(address: str | None, can_be_followed: bool) -> None:  # noqa: FBT001  # a table
    """Only http and https with a host."""
    assert web(address) is can_be_followed


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“It is an invention”", "It is an invention"),
        ('"a" and "b"', '"a" and "b"'),
        ("he said “no”", "he said “no”"),
        ("two\nlines", "two lines"),
        ('"', '"'),
        ("", ""),
    ],
)
def test_marks_around_a_whole_quotation_are_those_of_the_page(words: str, shown: str) -> None:
    """Those within it stay as they are."""
    assert bare(words) == shown
