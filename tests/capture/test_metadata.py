"""What a report says of itself: title, outlet, address, authors and date, and how each is known."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from averment.capture import capture
from averment.values import Document, Published

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = "<p>The army denied on Monday that it had shelled the market.</p>"


def read(head: str, body: str = WORDS) -> Document:
    """Read a page with this head."""
    return capture(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()).document


def linked(node: object) -> str:
    """Write linked data into a head."""
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_linked_data_comes_first(page: Callable[[str], bytes]) -> None:
    """The publisher's own description wins over OpenGraph and metas, and says so."""
    document = capture(page("cms")).document
    assert document.title == "Army denies shelling market in Varenholt"
    assert document.outlet == "The Ostmark Courier"
    assert document.url == "https://courier.example/2021/06/14/army-denies-shelling"
    assert document.authors == ("Ilse Brandt", "Tomas Reuel")
    assert document.published == Published(start=date(2021, 6, 14), end=date(2021, 6, 14), how="json-ld")
    assert document.how == {"title": "json-ld", "outlet": "json-ld", "url": "canonical", "authors": "json-ld"}


def test_open_graph_and_metas_are_read() -> None:
    """Without linked data OpenGraph and named metas tell, each under its own name."""
    document = read(
        '<meta property="og:title" content="Army &amp; market"><meta property="og:site_name" content="Courier">'
        '<meta property="og:url" content="https://courier.example/a?x=1&copy=2">'
        '<meta name="author" content="By Ilse Brandt">'
        '<meta property="article:published_time" content="2021-06-14T23:30:00+02:00">'
    )
    assert (document.title, document.outlet, document.authors) == ("Army & market", "Courier", ("Ilse Brandt",))
    assert document.url == "https://courier.example/a?x=1&copy=2"
    assert document.published == Published(start=date(2021, 6, 14), end=date(2021, 6, 14), how="og")
    assert document.how == {"title": "og:title", "outlet": "og:site_name", "url": "og:url", "authors": "meta author"}


def test_what_nobody_says_is_null() -> None:
    """There are no guesses: a bare page has no outlet, address, author or date."""
    document = read("")
    assert (document.title, document.outlet, document.url, document.published) == (None, None, None, None)
    assert document.authors == ()
    assert document.how == {}


def test_a_plain_text_is_described_by_its_head() -> None:
    """The headline is the title, the byline names the authors; nothing else is known."""
    document = capture(
        b"Army denies it\n\nBy Jane Doe, John Roe and Ann Poe\n\nThe army denied it.\n\nIt did.\n"
    ).document
    assert document.title == "Army denies it"
    assert document.authors == ("Jane Doe", "John Roe", "Ann Poe")
    assert document.how == {"title": "headline", "authors": "byline"}
    assert document.published is None


def test_the_headline_is_preferred_to_a_title_that_names_the_site() -> None:
    """`<title>` often carries the outlet; the headline inside it does not."""
    document = read("<title>Army denies it - Delta Wire</title>", f"<article><h1>Army denies it</h1>{WORDS}</article>")
    assert document.title == "Army denies it"
    assert document.how["title"] == "headline"


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2017-05-16", date(2017, 5, 16), date(2017, 5, 16)),
        ("2017-05-16T23:59:00-07:00", date(2017, 5, 16), date(2017, 5, 16)),
        ("20170516", date(2017, 5, 16), date(2017, 5, 16)),
        ("2017/5/16", date(2017, 5, 16), date(2017, 5, 16)),
        ("Tue, 16 May 2017 10:00:00 GMT", date(2017, 5, 16), date(2017, 5, 16)),
        ("May 16th, 2017", date(2017, 5, 16), date(2017, 5, 16)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_dates_are_the_days_that_are_written(value: str, start: date, end: date) -> None:
    """The day in the zone it was written in; a month or a year alone is an interval."""
    assert read(f'<meta name="date" content="{value}">').published == Published(start=start, end=end, how="meta")


@pytest.mark.parametrize(
    "value", ["", "yesterday", "5/6/2017", "2017-13-40", "0001-01-01", "99999", "32 May 2017", "1 Foo 2017"]
)
def test_what_is_no_date_is_none(value: str) -> None:
    """Ambiguous and impossible dates are not made into dates."""
    assert read(f'<meta name="date" content="{value}">').published is None


def test_a_date_in_the_markup_is_found_as_a_last_resort() -> None:
    """A `<time>` of publication is found by htmldate, and named so."""
    body = (
        f'<article><h1>A</h1><time class="published" datetime="2019-03-02T10:00">2 March 2019</time>{WORDS}</article>'
    )
    assert read("", body).published == Published(start=date(2019, 3, 2), end=date(2019, 3, 2), how="htmldate")


@pytest.mark.parametrize(
    "node",
    [
        None,
        7,
        [],
        "text",
        [[[[[[[[[{"@type": "NewsArticle", "headline": "deep"}]]]]]]]]],
        {"@type": {"a": 1}, "headline": "x"},
        {"@type": "NewsArticle", "headline": 7, "author": 7, "publisher": [[]], "datePublished": {}, "url": []},
        {
            "@type": ["NewsArticle", None, 3],
            "headline": [None, {"a": 1}],
            "author": {"name": {"x": 1}},
            "mainEntityOfPage": 5,
        },
        {"@type": "NewsArticle", "author": [None, {}, {"name": None}, "https://courier.example/author/1", "@handle"]},
        {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": "another article"}]},
    ],
)
def test_linked_data_of_any_shape_is_survived(node: object) -> None:
    """Wrong types, deep nesting and other articles' data give nothing, and no error."""
    document = read(linked(node))
    assert document.title is None
    assert document.authors == ()


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a":' * 50_000, "9" * 10_000, '"\\ud800"', "<!-- {} -->"])
def test_linked_data_that_is_none_is_survived(text: str) -> None:
    """What does not parse, or nests without end, is passed over."""
    assert read(f'<script type="application/ld+json">{text}</script>').title is None


def test_values_are_fit_to_show() -> None:
    """Controls and direction marks go, white space collapses, length is bounded, surrogates are replaced."""
    node = {
        "@type": "NewsArticle",
        "headline": " A\u0000rmy\n\t \u202edenies\u2066 it " + "x" * 10_000,
        "publisher": {"name": "Cou\x1b[31mrier"},
        "author": [{"name": f"Name {n}"} for n in range(1000)],
        "url": "javascript:alert(1)",
        "datePublished": "2017-05-16",
    }
    document = read(linked(node))
    assert document.title is not None
    assert document.title.startswith("Army denies it xxx")
    assert len(document.title) == 500
    assert document.outlet == "Cou[31mrier"
    assert len(document.authors) == 20
    assert document.url is None
    surrogate = read('<script type="application/ld+json">{"@type": "Article", "headline": "A \\ud800 b"}</script>')
    assert surrogate.title == "A ? b"
