"""What the review desk costs: server time of every page on a large case, and of a judgement until a page shows it.

In: a case on the disk, which is copied; or texts, of which one is made. Out: seconds. Requests go to the application in
this process, one at a time: what the network and a browser take comes on top.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.testclient import TestClient

from averment import Case
from averment.web.app import app
from averment.web.desk import Desk
from averment.web.sessions import Session
from bench.reports import Reports
from bench.weigh import added

if TYPE_CHECKING:
    from averment.values import Claim

BAR = 0.2
"""Seconds that a page may take at the median."""
SOME = 25  # documents and claims that are looked at
TIMES = 4  # that each is
JUDGED = 8  # lines, for each kind of judgement
LIMIT = 120.0  # seconds until a page shows what was judged
WORDS = ("government", "killed", "hospital attack", "nowhere to be found", "said that it did")
_FORM = {"content-type": "application/x-www-form-urlencoded"}


@dataclass
class Page:
    """Server seconds of the requests for one kind of page."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """Give the median."""
        return statistics.median(self.seconds)

    @property
    def late(self) -> float:
        """Give the 95th percentile."""
        return sorted(self.seconds)[max(0, round(0.95 * len(self.seconds)) - 1)]

    def __str__(self) -> str:
        """Write a line of the table."""
        over = "  OVER" if self.median > BAR else ""
        times = f"{1000 * self.median:8.0f} ms{1000 * self.late:8.0f} ms{1000 * max(self.seconds):8.0f} ms"
        return f"{self.name:<44}{len(self.seconds):5}{times}{over}"


@contextmanager
def served(folder: Path) -> Iterator[tuple[TestClient, float]]:
    """Give the desk on a copy of a case, when its first page is there, and the seconds that this took."""
    with tempfile.TemporaryDirectory(prefix="averment-bench-") as place:
        copy = Path(shutil.copytree(folder, Path(place, folder.name)))
        desk = Desk(copy, "bench")
        inner = app(desk)

        async def let_in(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # as ASGI has them
            scope.setdefault("state", {})["session"] = Session("bench")
            await inner(scope, receive, send)

        began = time.perf_counter()
        with TestClient(let_in, base_url="http://127.0.0.1", follow_redirects=False) as client:
            while client.get("/").status_code != 200:  # noqa: PLR2004
                time.sleep(0.1)
            yield client, time.perf_counter() - began
        desk.close()


def pages(client: TestClient, claims: Sequence[Claim], documents: Sequence[str]) -> Iterator[Page]:
    """Ask for pages of every kind, several times each, after each was asked for once."""
    largest = max(claims, key=lambda claim: sum(len(held.attributions) for held in claim.positions))
    some = [claims[number * len(claims) // SOME] for number in range(SOME)] if len(claims) > SOME else list(claims)
    digits = [digest.removeprefix("sha256:") for digest in documents[:: max(1, len(documents) // SOME)]][:SOME]
    lines = [f"{claim.stated.document.removeprefix('sha256:')}/{claim.stated.id}" for claim in some if claim.stated]
    asked: dict[str, list[str]] = {
        "claims": ["/", "/?page=2", "/?few=1", "/?few=1&page=9"],
        "claims, sifted": [
            "/?disputed=1",
            "/?who=government&stance=denies",
            "/?sort=unreviewed",
            "/?sort=origins&few=1",
        ],
        "claims, searched": [f"/?few=1&q={word.replace(' ', '+')}" for word in WORDS],
        "a claim": [f"/claims/{claim.id}" for claim in some],
        "the largest claim": [f"/claims/{largest.id}"],
        "the largest claim, all of it": [f"/claims/{largest.id}?all=1"],
        "a claim that is no more": ["/claims/c00000000"],
        "documents": ["/documents"],
        "a document": [f"/documents/{one}" for one in digits],
        "a line": [f"/lines/{one}" for one in lines],
        "speakers": ["/speakers"],
        "search": [f"/search?q={word.replace(' ', '+')}" for word in WORDS],
        "queue": ["/queue"],
        "queue of a claim": [f"/queue?claim={claim.id}" for claim in some],
        "queue, next": ["/queue/next"],
        "custody": ["/custody"],
        "settings": ["/settings"],
        "help": ["/help"],
    }
    for name, addresses in asked.items():
        found = Page(name)
        for turn in range(TIMES + 1):
            for address in addresses:
                began = time.perf_counter()
                answer = client.get(address)
                seconds = time.perf_counter() - began
                if answer.status_code >= 500:  # noqa: PLR2004
                    message = f"{address}: {answer.status_code}"
                    raise RuntimeError(message)
                if turn:
                    found.seconds.append(seconds)
        yield found


def judgements(client: TestClient, claims: Sequence[Claim]) -> Iterator[Page]:
    """Judge lines of claims; give the time until it is recorded, and until the claim and the list are as of it."""
    kinds = {"accept": {}, "correct": {"set.stance": "doubts"}, "reject": {}}
    for number, (verdict, fields) in enumerate(kinds.items()):
        recorded, page, listed = (Page(f"{verdict}: {what}") for what in ("recorded", "page of the claim", "the list"))
        for claim in islice(claims, number * JUDGED, (number + 1) * JUDGED):
            place = claim.positions[-1].attributions[-1]
            form = {
                "verdict": verdict,
                "target": f"{place.document}#{place.id}",
                "next": f"/claims/{claim.id}",
                **fields,
            }
            began = time.perf_counter()
            answer = client.post("/judgements", data=form, headers=_FORM)
            recorded.seconds.append(time.perf_counter() - began)
            if answer.status_code != 303:  # noqa: PLR2004
                raise RuntimeError(answer.text[:500])
            page.seconds.append(_fresh(client, answer.headers["location"].partition("#")[0]))
            listed.seconds.append(_fresh(client, "/"))
        yield from (recorded, page, listed)


def _fresh(client: TestClient, address: str) -> float:
    """Give the seconds until a page is as of the last judgement."""
    began = time.perf_counter()
    while "being weighed" in client.get(address, follow_redirects=True).text:
        if time.perf_counter() - began > LIMIT:
            message = f"{address} is not weighed"
            raise RuntimeError(message)
    return time.perf_counter() - began


def made(texts: Sequence[str], documents: int, place: Path) -> Path:
    """Make a case of so many reports, and weigh it."""
    with Case.create(place / "case") as case:
        added(case, Reports(texts), 0, documents)
        case.ledger()
    return place / "case"


def measured(folder: Path) -> Iterator[str]:
    """Measure the desk on a case; give lines to print."""
    with served(folder) as (client, first):
        with Case.open(folder) as case:
            documents = [one.digest for one in case.documents() if one.state == "read"]
            claims = list(case.claims())
        yield f"{len(documents):,} documents, {len(claims):,} claims; the first page after {first:.1f} s"
        yield f"{'':<44}{'':5}{'median':>11}{'95 %':>11}{'most':>11}"
        yield from map(str, pages(client, claims, documents))
        yield "until it is recorded, and until pages are as of it:"
        yield from map(str, judgements(client, claims))


if __name__ == "__main__":
    for line in measured(Path(sys.argv[1])):
        print(line, flush=True)
