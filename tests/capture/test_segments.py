"""The parts of a report: headline, byline, dateline, caption, body, and what is the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from averment.capture import Captured, capture

if TYPE_CHECKING:
    from collections.abc import Callable

REPORT = """Garrison calls talk of mass graves at Orsk ‘a fable’

"They will answer for it," President Aldo Renn said of General Ivo Marsh, seen in 2016

On Tuesday the garrison denied that it had buried prisoners at the Orsk quarry.

“There are no graves,” it said.


Please let us know if you're having issues with commenting."""


def test_a_plain_report_has_its_parts(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """Headline, the legend of a photograph, body, and the site's last line are told apart."""
    found = parts(capture(REPORT.encode()))
    assert [kind for kind, _ in found] == ["headline", "caption", "body", "boilerplate"]
    assert found[0][1].startswith("Garrison calls")
    assert found[1][1].endswith("seen in 2016")
    assert found[2][1].startswith("On Tuesday")
    assert found[3][1].startswith("Please let us know")


def test_a_wire_report_has_byline_and_dateline(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """A byline and a line of dates stand before the body; place and agency at its head."""
    head = "Army denies it\n\nBy Jane Doe and John Roe\n\nMay 16, 2017\n\n"
    text = head + "DAMASCUS, May 16 (Agency) – The army denied it.\n\nIt did."
    assert parts(capture(text.encode())) == [
        ("headline", "Army denies it"),
        ("byline", "By Jane Doe and John Roe"),
        ("dateline", "May 16, 2017\n\nDAMASCUS, May 16 (Agency) –"),
        ("body", "The army denied it.\n\nIt did."),
    ]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("BEIRUT (Agency) — The army denied it.", "BEIRUT (Agency) —"),
        ("Beirut (AFP) - The army denied it.", "Beirut (AFP) -"),
        ("WASHINGTON — The army denied it.", "WASHINGTON —"),
        ("SANTA ANA, Texas, Jan. 3 -- The army denied it.", "SANTA ANA, Texas, Jan. 3 --"),
        ("دمشق (وكالة) - نفى الجيش ذلك.", "دمشق (وكالة) -"),
        ("The army — which denied it — left.", None),
        ("The army (which denied it) - left.", None),
        ("Doe — the colonel — denied it.", None),
        ("U.S.-led aircraft bombed it.", None),
        ("قال الجيش - وهو ينفي ذلك - إنه غادر.", None),
    ],
)
def test_datelines_open_the_body(
    parts: Callable[[Captured], list[tuple[str, str]]], line: str, dateline: str | None
) -> None:
    """A place with its agency, or in capitals, before a dash; a sentence with a dash in it is none."""
    found = parts(capture(f"A headline\n\n{line}\n\nMore of it.".encode()))
    assert [words for kind, words in found if kind == "dateline"] == ([dateline] if dateline else [])


@pytest.mark.parametrize(
    "text",
    [
        "The army denied it. Doctors did not.\n",
        "The army denied it.\n\nDoctors did not.\n",
        "One line only",
        "a\nb\nc\n",
        "By the river the army\nstood, and denied it.\n\nMore.\n",
        "\n\n  The army denied it, and said:\n\n“No.”\n",
        "Subscribe to nobody, the general said in a speech which went on for so long that people left; so what.",
    ],
)
def test_what_is_in_doubt_is_body(parts: Callable[[Captured], list[tuple[str, str]]], text: str) -> None:
    """Without clear signs all of a text is body."""
    assert parts(capture(text.encode())) == [("body", text.strip())]


def test_a_deck_is_not_a_caption(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """An unfinished line under the headline that shows nothing is not dropped."""
    found = parts(capture(b"Army denies it\n\nDoctors count thirty dead in the market\n\nThe army denied it.\n"))
    assert ("body", "Doctors count thirty dead in the market\n\nThe army denied it.") in found


@pytest.mark.parametrize("name", ["cms", "plain", "arabic", "asp"])
def test_segments_cover_the_text_in_order(page: Callable[[str], bytes], name: str) -> None:
    """Segments do not overlap, stand in order, and leave out nothing but white space."""
    document = capture(page(name)).document
    at = 0
    for segment in document.segments:
        start, end = segment.span
        assert at <= start < end <= len(document.text)
        assert not document.text[at:start].strip()
        at = end
    assert not document.text[at:].strip()


def test_an_article_page_has_its_parts(
    page: Callable[[str], bytes], parts: Callable[[Captured], list[tuple[str, str]]]
) -> None:
    """On a page of a content management system everything is what it looks like."""
    found = parts(capture(page("cms")))
    assert [kind for kind, _ in found] == [
        "boilerplate", "headline", "byline", "dateline", "boilerplate", "caption", "dateline", "body",
        "boilerplate", "body", "boilerplate",
    ]  # fmt: skip
    body = "\n\n".join(words for kind, words in found if kind == "body")
    assert body.startswith("The army of Ostmark on Monday denied")
    assert body.endswith("He did not answer.")
    assert "reader77" not in body
    assert "Related" not in body


@pytest.mark.parametrize(
    ("name", "first", "last"), [("plain", "The “Free", "before dawn."), ("asp", "Doctors at", "to the sky.")]
)
def test_old_pages_have_their_parts(
    page: Callable[[str], bytes], parts: Callable[[Captured], list[tuple[str, str]]], name: str, first: str, last: str
) -> None:
    """Layout tables, and a form around the whole page, do not hide the body."""
    found = parts(capture(page(name)))
    assert [kind for kind, _ in found] == ["boilerplate", "headline", "byline", "body", "boilerplate"]
    assert found[3][1].startswith(first)
    assert found[3][1].endswith(last)
    assert "hidden from people" not in found[3][1]


def test_a_hint_that_would_drop_the_report_is_not_believed(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """A page whose whole content stands in a "sidebar" still has a body."""
    words = "The army denied on Monday that it had shelled the market, where doctors had counted thirty-one dead. " * 3
    found = parts(capture(f"<body><div class=sidebar><h1>Army denies it</h1><p>{words}<p>{words}</div>".encode()))
    assert ("body", f"{words.strip()}\n\n{words.strip()}") in found


def test_a_quotation_in_a_sentence_with_a_time_stays_body(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """A `<time>` inside a statement does not make it a dateline."""
    body = (
        "<article><h1>A</h1><p>The army said on <time>14 June</time> that no gun had been fired at the town.</article>"
    )
    found = parts(capture(f"<!DOCTYPE html>{body}".encode()))
    assert found[-1] == ("body", "The army said on 14 June that no gun had been fired at the town.")


def test_a_line_of_author_and_date_is_split(parts: Callable[[Captured], list[tuple[str, str]]]) -> None:
    """What classes and `<time>` mark in a short line becomes byline and dateline, with the words beside them."""
    words = "The army denied on Monday that it had shelled the market, where doctors had counted thirty-one dead."
    line = "<div><span class=author-name>Ilse Brandt</span> | <time>14 June</time> 18:05 h</div>"
    found = parts(capture(f"<!DOCTYPE html><article><h1>Army denies it</h1>{line}<p>{words}".encode()))
    assert found[1:3] == [("byline", "Ilse Brandt |"), ("dateline", "14 June 18:05 h")]
    assert found[3] == ("body", words)


@pytest.mark.parametrize(
    "line",
    [
        "Related talks in Geneva collapsed on Friday.",
        "Register offices across the province were burned today, officials said.",
        "Copyright officials denied it.",
        "Comments by the general were denied.",
        "Share prices fell as the army denied it.",
        "شارك آلاف الأشخاص في الاحتجاج.",
    ],
)
def test_a_statement_that_begins_like_a_site_line_is_body(
    parts: Callable[[Captured], list[tuple[str, str]]], line: str
) -> None:
    """No statement is lost to the lexicon because of its first word."""
    assert parts(capture(f"Army denies it\n\nIt did.\n\n{line}".encode()))[-1] == ("body", f"It did.\n\n{line}")


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
def test_the_share_of_segments_is_bounded() -> None:
    """A page made of millions of alternating parts does not give millions of segments; what is left over is body."""
    captured = capture(b"<!DOCTYPE html>" + b"<p>a<figcaption>b</figcaption>" * 15_000)
    assert len(captured.document.segments) <= 20_002
    assert captured.document.segments[-1].kind == "body"
