"""The list of claims: what a person asks for is found, in the order that is asked for, and the address says it all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html

from averment import Case
from averment.web.desk import Desk
from averment.web.sifting import PAGE, Sifting
from tests.web.weighed import DAM, MISSING, QUIET, made_of, opened, prepared
from tests.weighing.saying import report

if TYPE_CHECKING:
    from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Desk]]:
    """Give a desk that all these tests only look at."""
    with pytest.MonkeyPatch.context() as patch:
        prepared(patch)
        with opened(made_of(tmp_path_factory.mktemp("claims"))) as found:
            yield found


def listed(site: tuple[TestClient, Desk], query: str = "") -> list[str]:
    """Give the statements on the page, in order, without those that only come near."""
    page = html.fromstring(site[0].get(f"/{query}").text)
    return [link.text_content() for link in page.xpath("//main/ol[contains(@class, 'claims')]//h2/a")]


def test_the_most_consequential_claims_come_first_and_single_statements_are_hidden(
    site: tuple[TestClient, Desk],
) -> None:
    """What is disputed leads; what was said once is counted, and one link shows it."""
    assert listed(site) == [DAM, MISSING]
    page = html.fromstring(site[0].get("/").text)
    [found] = page.xpath("//p[@class='found']")
    assert "2 claims. 1 more of one statement each is not shown" in " ".join(found.text_content().split())
    assert listed(site, found.xpath("a/@href")[0].removeprefix("/")) == [DAM, MISSING, QUIET]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=opened", [DAM]),
        ("?q=OPÉNED+dám", [DAM]),
        ("?q=did+they+open+the+dam", []),
        ("?q=the+dam+was+opened", [DAM]),
        ("?q=peop", [MISSING]),
        ("?q=nowhere", []),
        ("?disputed=1", [DAM]),
        ("?who=dask", [DAM]),
        ("?who=lund", [DAM, MISSING]),
        ("?who=lund&stance=supports", [MISSING]),
        ("?who=lund&stance=doubts", [DAM]),
        ("?stance=denies", [DAM]),
        ("?reports=3", [DAM]),
        ("?reports=2", [DAM, MISSING]),
        ("?figures=1", [DAM, MISSING]),
        ("?few=1&evidence=1", [DAM, MISSING]),
        ("?reviewed=yes", []),
        ("?reviewed=no", [DAM, MISSING]),
        ("?few=1&sort=oldest", [MISSING, QUIET, DAM]),
        ("?sort=newest", [DAM, MISSING]),
        ("?few=1&sort=reports", [DAM, MISSING, QUIET]),
        ("?sort=origins", [DAM, MISSING]),
        ("?page=9", []),
        ("?sort=nonsense&reports=many&page=-1&stance=loves&reviewed=x", [DAM, MISSING]),
    ],
)
def test_what_is_asked_for_is_found(site: tuple[TestClient, Desk], query: str, expected: list[str]) -> None:
    """Words stand in the statement or in one quotation, whatever their case and accents; what makes no sense is not."""
    assert listed(site, query) == expected


def test_a_row_says_who_stands_where_on_how_many_origins(site: tuple[TestClient, Desk]) -> None:
    """Each side has its speakers and its origins; reports, days, figures with their bounds, and what is reviewed."""
    page = html.fromstring(site[0].get("/?q=dam").text)
    [row] = page.xpath("//main/ol/li[contains(@class, 'claim')]")
    words = " ".join(row.text_content().split())
    assert "For 2 origins Ana Ruiz, Bo Tarn" in words
    assert "Against 1 origin Oro Dask" in words
    assert "In doubt 1 origin Mayor Lund" in words
    assert "3 reports, 4 March 2031 to 9 March 2031" in words
    assert "killed: 9" in words
    assert "evidence: testimony ×2" in words
    assert "0 of 5 lines reviewed" in words


def test_one_side_alone_is_said_to_be_alone(site: tuple[TestClient, Desk]) -> None:
    """Where nobody denies a claim, the row says so."""
    assert "Nobody denies it in these reports" in site[0].get("/?q=missing").text


def test_what_has_not_the_words_but_comes_near_is_shown_below(site: tuple[TestClient, Desk]) -> None:
    """A question in a person's own words leads to claims that say nearly that."""
    page = html.fromstring(site[0].get("/?q=who+opened+the+dam+on+purpose+then").text)
    assert not page.xpath("//main/ol[contains(@class, 'claims')]/li")
    assert page.xpath("//section[@aria-labelledby='near']//h2/a")[0].text_content() == DAM


def test_the_address_is_kept_by_the_form_and_the_links(site: tuple[TestClient, Desk]) -> None:
    """Every field of the form shows what the address says."""
    page = html.fromstring(site[0].get("/?q=dam&who=lund&stance=doubts&disputed=1&reports=2&sort=newest").text)
    [form] = page.xpath("//main//form[@action='/']")
    assert form.get("method", "get").lower() == "get"
    fields = dict(form.form_values())
    assert fields == {
        "q": "dam",
        "who": "lund",
        "stance": "doubts",
        "disputed": "1",
        "reports": "2",
        "sort": "newest",
        "reviewed": "",
    }


def test_an_address_and_what_it_asks_for_are_the_same() -> None:
    """What is read of an address is written back, and read again alike."""
    for query in ("", "q=a+%26+b&few=1&page=3", "who=%D8%B3&stance=denies&reviewed=no&figures=1&evidence=1"):
        wanted = Sifting.of(dict(parse_qsl(query)))
        again = Sifting.of(dict(parse_qsl(urlsplit(wanted.address(page=wanted.page)).query)))
        assert again == wanted
    assert Sifting().address() == "/"


def test_hostile_words_are_shown_as_words(site: tuple[TestClient, Desk]) -> None:
    """What is looked for comes back as text, whatever it is."""
    page = site[0].get("/", params={"q": '"><script>alert(1)</script>\u202e' * 50}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_many_claims_are_shown_page_by_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each claim stands on one page, and the pages are linked; so is the order of a corrected case."""
    prepared(monkeypatch)
    words = ["ferry", "mill", "school", "bakery", "harbour", "station", "library", "market", "bridge", "garden"]
    said = [f"{one} {other} burned down near the {one}" for one in words for other in words if one < other]
    lines = tuple(("Ana Ruiz", "assert", what) for what in said)
    with opened(made_of(tmp_path, [report("Fires", *lines[:60], day=date(2031, 3, 4))])) as (browser, _):  # type: ignore[arg-type]
        site = (browser, _)
        first, second = listed(site, "?few=1"), listed(site, "?few=1&page=2")
        assert len(first) == PAGE or not second
        assert len({*first, *second}) == len(first) + len(second)


def test_what_is_judged_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An acceptance is on the page at once, and what is all reviewed can be asked for."""
    prepared(monkeypatch)
    with opened(made_of(tmp_path)) as (browser, desk):
        assert listed((browser, desk), "?reviewed=yes") == []
        with Case.open(tmp_path / "flood", by="ben") as case:
            claim = next(one for one in case.claims() if one.statement == MISSING)
            for position in claim.positions:
                for place in position.attributions:
                    case.judge("accept", [f"{place.document}#{place.id}"])
        assert listed((browser, desk), "?reviewed=yes") == [MISSING]
        assert "2 of 2 lines reviewed" in browser.get("/?q=missing").text
        assert listed((browser, desk), "?sort=unreviewed") == [DAM, MISSING]
