"""The pages of a desk, by name, with an address of each for a case: those worth looking at, and checking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from averment import Case

HERE: Final = {
    "claims": "/",
    "documents": "/documents",
    "speakers": "/speakers",
    "speakers-rtl": "/speakers?show=unnamed&q=قاسم",
    "search": "/search?q=prison",
    "search-rtl": "/search?q=حدّار",
    "nothing-found": "/search?q=zeppelin",
    "custody": "/custody",
    "queue": "/queue",
    "settings": "/settings",
    "help": "/help",
}
"""Pages that have one address in every case."""
OF_ONE: Final = ("claim", "document", "document-pdf", "document-rtl", "line", "custody-document")
NAMES: Final = (*HERE, *OF_ONE)


def paths(case: Case) -> dict[str, str]:
    """Give the path of each page: of a claim with two sides, of the longest document, of one that has pages."""
    listed = [one for one in case.documents() if one.state == "read"]
    longest = max(listed, key=lambda one: (one.attributions or 0, one.digest))
    found = dict(HERE) | {"document": _document(longest.digest)}
    for one in listed:
        if one.media_type == "application/pdf":
            found["document-pdf"] = _document(one.digest)
        if any("\u0590" <= sign <= "\u06ff" for sign in case.reading(one.digest).document.text):
            found["document-rtl"] = _document(one.digest)
    claims = list(case.claims())
    disputed = max(claims, key=lambda claim: (len({held.stance for held in claim.positions}), claim.documents))
    found["claim"] = f"/claims/{disputed.id}"
    line = case.reading(longest.digest).attributions[0]
    found["custody-document"] = f"/custody?document={longest.digest.removeprefix('sha256:')}"
    found["line"] = f"/lines/{longest.digest.removeprefix('sha256:')}/{line.id}"
    return found


def _document(digest: str) -> str:
    return f"/documents/{digest.removeprefix('sha256:')}"
