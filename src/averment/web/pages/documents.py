"""The documents of the case: which, from whom and when, how much was read in each and how much of that is reviewed.

In: words to look for, a state, the number of a page. Out: a table, a hundred documents a page.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import msgspec
from starlette.routing import BaseRoute, Route

from averment.render.documents import state_of, titled
from averment.render.header import counted
from averment.web.page import desk_of, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from averment.case import Case
    from averment.values import Listed
    from averment.values.cases import DocumentState
    from averment.weighing.reviewed import Review

PAGE: Final = 100
_VERDICTS: Final = ("accept", "correct", "reject")
STATES: Final[dict[DocumentState, str]] = {
    "read": "read",
    "captured": "not read",
    "failed": "failed",
    "pending": "waiting",
    "container": "archive",
    "removed": "removed",
}
"""What a page calls the states of a document, in the order in which they can be chosen."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A document in the table. `reviewed` is how many of its lines a person judged."""

    document: Listed
    name: str
    state: str
    why: str = ""
    reviewed: int = 0


async def documents(request: Request) -> Response:
    """Show the documents."""
    asked = request.query_params
    words, state = asked.get("q", ""), asked.get("state", "")
    listed, review = await desk_of(request).case(_looked_up)
    reviewed = _reviewed(review)
    states = Counter(map(state_of, listed))
    found = [one for one in matching(listed, words) if state in {"", state_of(one)}]
    last = max(1, -(-len(found) // PAGE))
    number = min(max(1, _number(asked.get("page", "1"))), last)
    return page(
        request,
        "documents.html",
        rows=[_row(one, reviewed) for one in found[(number - 1) * PAGE : number * PAGE]],
        found=len(found),
        q=words,
        state=state,
        called=STATES,
        states=[(name, called, states[name]) for name, called in STATES.items() if states[name]],
        total=counted(len(listed), "document"),
        number=number,
        last=last,
        turn=lambda to: "?" + urlencode({"q": words, "state": state, "page": to}),
    )


def matching(listed: Sequence[Listed], words: str) -> list[Listed]:
    """Give the documents that have all of the words in their title, outlet, address or file name, in any case."""
    wanted = _plain(words).split()
    return [one for one in listed if all(word in _said(one) for word in wanted)] if wanted else list(listed)


def _said(listed: Listed) -> str:
    about = (listed.title, listed.outlet, listed.url, *listed.paths, listed.digest)
    return _plain(" ".join(filter(None, about)))


def _plain(words: str) -> str:
    """Give words without case and diacritics."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _looked_up(case: Case) -> tuple[list[Listed], Review]:
    return case.documents(withdrawn=True), case.review()


def _reviewed(review: Review) -> Counter[str]:
    """Count by document the lines on which a person's verdict stands."""
    judged = {
        (made.targets[0].document, made.targets[0].id)
        for made in review.holding
        if len(made.targets) == 1 and made.verdict in _VERDICTS and made.targets[0].id is not None
    }
    return Counter(document for document, _ in judged)


def _row(listed: Listed, reviewed: Mapping[str, int]) -> Row:
    return Row(
        document=listed,
        name=titled(listed),
        state=state_of(listed),
        why=listed.message or listed.error or "",
        reviewed=reviewed[listed.digest],
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else 1  # noqa: PLR2004  # a million pages


routes: Final[list[BaseRoute]] = [Route("/documents", documents)]
