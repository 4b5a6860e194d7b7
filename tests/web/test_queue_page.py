"""The page of what is next to review: order, reasons, progress, one claim alone, nothing left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from averment import Case

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient


def test_lines_stand_in_the_order_of_the_queue_with_the_reason(client: TestClient, own_folder: Path) -> None:
    """The most doubtful and most consequential first; each with its words, its claim and why it is there."""
    with Case.open(own_folder) as case:
        queued = case.queue()

    page = shown(client)

    assert targets(page) == [f"{one.place.document}#{one.place.id}" for one in queued[:20]]
    assert f'href="/claims/{queued[0].claim}"' in page
    assert queued[0].why.split(";")[0] in page
    assert f"0 of {len(queued)} reviewed" in page


def test_what_was_judged_leaves_the_queue_and_is_counted(client: TestClient, own_folder: Path) -> None:
    """Progress tells how many are reviewed, and how: accepted, corrected, rejected."""
    first, second, third, *rest = targets(shown(client))
    with Case.open(own_folder, by="bob") as case:
        total = len(case.queue())
        case.judge("accept", [first])
        case.judge("correct", [second], changes={"certainty": "possible"})
        case.judge("note", [third], note="look again")

    page = shown(client)

    assert targets(page)[:2] == [third, rest[0]]
    assert f"2 of {total} reviewed" in page
    assert "1 accepted" in page
    assert "1 corrected" in page


def test_one_claim_alone(client: TestClient, own_folder: Path) -> None:
    """Only what is said on that claim, named at the top; a claim that there is not is not here."""
    with Case.open(own_folder) as case:
        claim = case.queue()[0].claim
        wanted = {f"{one.place.document}#{one.place.id}" for one in case.queue(claim)}

    page = client.get(f"/queue?claim={claim}").text

    assert set(targets(page)) == wanted
    assert "Only what is said on" in page
    assert client.get("/queue?claim=c00000000").status_code == 404


def test_the_next_line_is_shown_in_its_document(client: TestClient) -> None:
    """`/queue/next` leads to the first line, where it stands in its text."""
    digest, _, name = targets(shown(client))[0].removeprefix("sha256:").partition("#")

    answer = client.get("/queue/next")

    assert (answer.status_code, answer.headers["location"]) == (303, f"/documents/{digest}#{name}")


def test_when_nothing_is_left_it_says_so(client: TestClient, own_folder: Path) -> None:
    """Everything reviewed: a sentence, and nowhere to go next but the queue itself."""
    with Case.open(own_folder) as case:
        for one in case.queue():
            case.judge("accept", [f"{one.place.document}#{one.place.id}"])

    page = shown(client)

    assert "Nothing is left to review" in page
    assert targets(page) == []
    assert client.get("/queue/next").headers["location"] == "/queue"


def test_pages_beyond_the_last_and_no_numbers_are_the_last_and_the_first(client: TestClient) -> None:
    """An address that was changed by hand shows what is nearest to it."""
    assert targets(client.get("/queue?page=99999").text)
    assert targets(client.get("/queue?page=-1").text) == targets(shown(client))


def test_each_button_says_of_which_line_it_is(client: TestClient) -> None:
    """Whoever hears the page is told who says what: “Accept” alone would be one of twenty."""
    names = re.findall(r'value="accept">Accept<span class="visually-hidden">: ([^<]+)</span>', shown(client))

    assert len(names) == len(targets(shown(client)))
    assert all(re.fullmatch(r".+ \w+: “.+”", name) for name in names)


def shown(client: TestClient) -> str:
    """Give the queue."""
    return client.get("/queue").text


def targets(page: str) -> list[str]:
    """Give what is to be judged on a page, in its order."""
    return re.findall(r'data-target="([^"]+)"', page)
