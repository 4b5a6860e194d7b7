"""The page of a search: hits by document with the words marked and linked, and a clear word where there are none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.values import Hit
from averment.web.pages.search import by_document, pieces

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_places_stand_by_document_with_the_words_marked(client: TestClient) -> None:
    """The words are marked, each place leads to its words in its document, and the page says how many there are."""
    page = client.get("/search", params={"q": "prison"}).text

    count, documents = map(int, re.search(r"(\d+) places in (\d+) documents", page).groups())  # type: ignore[union-attr]
    assert page.count('class="hit"') == count
    assert page.count("<h2>") == documents
    assert "<mark>prison</mark>" in page
    assert re.search(r'class="hit" href="/documents/[0-9a-f]{64}#(?:t-a|p-)\d+"', page)


def test_a_place_leads_to_an_anchor_that_its_document_has(client: TestClient) -> None:
    """The address of a hit is one that the page of the document knows."""
    page = client.get("/search", params={"q": "prison"}).text
    for path, anchor in re.findall(r'class="hit" href="(/documents/[0-9a-f]{64})#([^"]+)"', page)[:6]:
        assert f'id="{anchor}"' in client.get(path).text


def test_it_can_look_at_one_kind_of_place(client: TestClient) -> None:
    """Only in what is said: no other place is shown, and the choice stays chosen."""
    page = client.get("/search", params={"q": "prison", "kind": "attribution"}).text

    assert set(re.findall(r'<span class="kind">(\w+)</span>', page)) == {"said"}
    assert '<option value="attribution" selected>' in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "All the words must stand in one place"),
        ("   ", "All the words must stand in one place"),
        ("zeppelin", "No document holds all of"),
        ("!!!", "There is no word to search for"),
        ('"prison valley backwards"', "No document holds all of"),
        ('"', "There is no word to search for"),
        ("NEAR(prison, 3) OR *", "No document holds all of"),
        (" ".join(f"w{number}" for number in range(40)), "a search takes up to 32 words"),
        ("<script>alert(1)</script>", "No document holds all of"),
    ],
)
def test_what_finds_nothing_is_told(client: TestClient, words: str, told: str) -> None:
    """Nothing typed, nothing found, no word, too many: a sentence and the form again, with what was typed in it."""
    answer = client.get("/search", params={"q": words})

    assert answer.status_code == 200
    assert told.casefold() in answer.text.casefold()
    assert "<script>alert" not in answer.text


def test_a_phrase_in_quotation_marks_is_looked_for_as_it_stands(client: TestClient) -> None:
    """The words of the phrase, in that order alone."""
    assert 'class="hit"' in client.get("/search", params={"q": "“Tarim Valley”"}).text
    assert 'class="hit"' not in client.get("/search", params={"q": "“Valley Tarim”"}).text


def test_a_kind_that_there_is_not_looks_everywhere(client: TestClient) -> None:
    """An address that nobody made by hand for good."""
    assert client.get("/search", params={"q": "prison", "kind": "smell"}).status_code == 200


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_the_pieces_of_a_snippet_are_the_snippet(snippet: str, cuts: list[int]) -> None:
    """Nothing is lost or doubled but for white space, and what is marked is what the marks say."""
    ends = sorted({min(cut, len(snippet)) for cut in cuts})
    marks = list(zip(ends[::2], ends[1::2], strict=False))

    found = list(pieces(snippet, marks))

    assert "".join("".join(words for words, _ in found).split()) == "".join(snippet.split())
    assert "".join("".join(words for words, marked in found if marked).split()) == "".join(
        "".join(snippet[start:end] for start, end in marks).split()
    )


def test_documents_stand_in_the_order_of_their_best_hit() -> None:
    """Within a document places stand as in its text."""
    hits = [_hit("b", 9), _hit("a", 5), _hit("b", 1)]

    found = by_document(hits)

    assert [one.href for one in found] == ["/documents/b", "/documents/a"]
    assert [place.href for place in found[0].places] == ["/documents/b#p-1", "/documents/b#p-9"]


def _hit(document: str, at: int) -> Hit:
    return Hit(document=f"sha256:{document}", kind="document", span=(at, at + 1), paragraph=at, snippet="", marks=())
