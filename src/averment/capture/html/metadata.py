"""What a page says of itself, weighed: title, outlet, address, authors and date, each with where it was said.

In: the facts of the view. Out: `About`. The publisher's linked data comes first, then OpenGraph, then other metas,
then the page's `<title>`; a date may at last come from `htmldate`, if it stands in the page. What nobody says is
null.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.capture.about import About, clean, names, web_address
from averment.capture.dates import parse_date
from averment.capture.html.advice import MAX_DEPTH, MAX_LENGTH, MAX_TAGS, quiet
from averment.capture.html.linked import Node, address, article, each, named
from averment.values import Published

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from averment.capture.html.facts import Facts
    from averment.capture.html.view import View

_TITLES: Final = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
_OUTLETS: Final = ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher")
_AUTHORS: Final = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
)
_DATES: Final = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate", "publishdate",
    "publish_date", "publication_date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "date",
)  # fmt: skip
_BY: Final = re.compile(r"^by\s+", re.IGNORECASE)
_MONTHS: Final = 12
_HORIZON: Final = "2099-12-31"  # a fixed bound: today's date would make the result depend on the day of reading


def describe_page(view: View, source: str, *, dated: bool) -> About:
    """Describe a page. `dated` says that a person gave its date: then none is guessed where the page states none."""
    facts, node = view.facts, article(view.facts.data)
    how: dict[str, str] = {}
    title = _first(how, "title", _titles(facts, node))
    outlet = _first(how, "outlet", _outlets(facts, node))
    url = _first(how, "url", _urls(facts, node))
    authors = _authors(how, facts, node)
    published = _stated(facts, node) or (None if dated else _found(source, view, url))
    return About(title=title, outlet=outlet, url=url, authors=authors, published=published, how=how)


def _first(how: dict[str, str], key: str, candidates: Iterable[tuple[str, str | None]]) -> str | None:
    for place, value in candidates:
        if value is not None:
            how[key] = place
            return value
    return None


def _metas(facts: Facts, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    for key in keys:
        for content in facts.metas.get(key, ()):
            yield (key if ":" in key else f"meta {key}"), content


def _titles(facts: Facts, node: Node) -> Iterator[tuple[str, str | None]]:
    for value in (*each(node.get("headline")), *each(node.get("name"))):
        yield "json-ld", clean(value)
    for place, content in _metas(facts, _TITLES):
        yield place, clean(content)
    yield "title", clean(facts.title)


def _outlets(facts: Facts, node: Node) -> Iterator[tuple[str, str | None]]:
    for value in named(node.get("publisher")):
        yield "json-ld", _name(value)
    for place, content in _metas(facts, _OUTLETS):
        yield place, _name(content)


def _name(value: object) -> str | None:
    return next(iter(names([value])), None)


def _urls(facts: Facts, node: Node) -> Iterator[tuple[str, str | None]]:
    yield "canonical", web_address(facts.canonical)
    for place, content in _metas(facts, ("og:url",)):
        yield place, web_address(content)
    yield "json-ld", web_address(address(node))


def _authors(how: dict[str, str], facts: Facts, node: Node) -> tuple[str, ...]:
    found = names(named(node.get("author")))
    if found:
        how["authors"] = "json-ld"
        return found
    for key in _AUTHORS:
        found = names(_BY.sub("", content.strip()) for content in facts.metas.get(key, ()))
        if found:
            how["authors"] = key if ":" in key else f"meta {key}"
            return found
    return ()


def _stated(facts: Facts, node: Node) -> Published | None:
    """Give the date of publication that the page's metadata state."""
    stated = [("json-ld", value) for value in each(node.get("datePublished"))]
    stated += [(place if ":" in place else "meta", content) for place, content in _metas(facts, _DATES)]
    for how, value in stated:
        days = parse_date(value)
        if days:
            return Published(start=days[0], end=days[1], how="og" if how.startswith(("article:", "og:")) else how)
    return None


def _found(source: str, view: View, url: str | None) -> Published | None:
    """Ask htmldate for a date that the markup gives; believed only where that day stands in the page."""
    if len(source) > MAX_LENGTH or view.depth > MAX_DEPTH or view.tags > MAX_TAGS:
        return None
    try:
        from htmldate import find_date

        quiet("htmldate")
        found = find_date(source, extensive_search=False, original_date=True, url=url, max_date=_HORIZON)
    except Exception:  # noqa: BLE001  (a third party's parser on hostile input: the date stays unknown)
        return None
    days = parse_date(found)
    if days is None or not _stands_in(days[0], source):
        return None
    return Published(start=days[0], end=days[1], how="htmldate")


def _stands_in(day: date, source: str) -> bool:
    """Tell whether a date is written out in the page, and not only in figures that could be two days ("5/6/2017")."""
    forms = [
        rf"{day.year}[-/._]?0?{day.month}[-/._]?0?{day.day}(?!\d)",
        rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?[\s,.]{{1,3}}\w{{3,12}}[\s,.]{{1,3}}{day.year}",
        rf"\w{{3,12}}[\s.]{{1,3}}0?{day.day}(?:st|nd|rd|th)?[\s,]{{1,3}}{day.year}",
    ]
    if day.day > _MONTHS or day.day == day.month:
        forms.append(rf"(?<!\d)0?{day.day}[-/.]0?{day.month}[-/.]{day.year}")
        forms.append(rf"(?<!\d)0?{day.month}[-/.]0?{day.day}[-/.]{day.year}")
    return re.search("|".join(forms), source) is not None
