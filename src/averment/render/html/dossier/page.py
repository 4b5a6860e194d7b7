"""The dossier as one HTML page: its sections in order, its style within it, nothing that loads or runs.

In: `DossierContent`. Out: the page. Where no limit was asked for, claims are left out, the least consequential first,
before the page gets larger than `LARGEST`; the page lists them. Before that, pictures are: what they show stands in
tables and lists, too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from averment.render.html.dossier.cards import blocks
from averment.render.html.dossier.claims import ClaimPage, claim_page, places_of
from averment.render.html.dossier.numbers import Numbers
from averment.render.html.dossier.reviewers import checked
from averment.render.html.dossier.words import WORDS
from averment.render.html.environment import STYLE, environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from averment.render.html.dossier.content import DossierContent
    from averment.values import Copy, Model, Source

LARGEST: Final = 4_300_000
"""Bytes that claims and sources fill at the most, where no limit was asked for; all else takes less than 1 MB."""
_SOURCE: Final = 650  # bytes of an entry of the sources
_STYLES: Final = ("base.css", "sides.css", "pictures.css", "dossier.css")
Tell = Callable[[int, int], None]


def dossier(content: DossierContent, tell: Tell = lambda _done, _all: None) -> str:
    """Write a dossier. `tell` is told of claims written, and of all."""
    numbers = Numbers(content.documents, content.pages)
    given = {**WORDS, "content": content, "numbers": numbers}
    pages, sections, drawn = _sections(content, given, tell)
    page: str = _template("dossier/page.html").render(
        given,
        style=_style(content.choice.title or content.case),
        pages=pages,
        sections=sections,
        drawn=drawn,
        left=[shown.claim for shown in content.claims[len(pages) :]],
        checked=checked(content.review.of(*spot) for spot in sorted(places_of(pages))),
        speakers=_speaking(content, pages),
        models=_models(content, pages),
        copies=_of_documents(content.copies),
        cards={title: tuple(blocks(card)) for title, card in content.cards.items()},
    )
    return f"{page}\n"


def _sections(content: DossierContent, given: dict[str, Any], tell: Tell) -> tuple[list[ClaimPage], list[Markup], int]:
    pages: list[ClaimPage] = []
    sections: list[Markup] = []
    bounded = content.choice.limit is None and not content.choice.claims
    room = max(LARGEST - _SOURCE * len(content.documents), LARGEST // 4)
    size = drawn = 0
    for number, shown in enumerate(content.claims, 1):
        tell(number - 1, len(content.claims))
        page = claim_page(number, shown, content)
        pictured = size < room // 2 or not bounded
        link = given["numbers"].link(page)
        section = _template("dossier/claim.html").render(given, page=page, link=link, pictured=pictured)
        size += len(section.encode())
        if bounded and pages and size > room:
            break
        pages.append(page)
        sections.append(Markup(section))  # noqa: S704  # made by a template that escapes
        drawn += pictured
    return pages, sections, drawn


def _speaking(content: DossierContent, pages: Iterable[ClaimPage]) -> list[Source]:
    """Give the speakers who have a name and take a position in the claims that are shown."""
    places = {(line.place.document, line.place.id) for page in pages for side in page.sides for line in side.lines}
    spots = {
        (document, one.speaker)
        for document in sorted({document for document, _ in places})
        for one in content.reading(document).attributions
        if (document, one.id) in places
    }
    return [one for one in content.sources if one.named and any((at.document, at.id) in spots for at in one.mentions)]


def _models(content: DossierContent, pages: Sequence[ClaimPage]) -> list[tuple[Model, int]]:
    """Give what made the readings behind the claims: each model, with the number of documents it read."""
    documents = sorted({document for document, _ in places_of(pages)})
    models = Counter(content.reading(document).model for document in documents)
    return sorted(models.items(), key=lambda pair: (-pair[1], repr(pair[0])))


def _of_documents(copies: Iterable[Copy]) -> dict[str, list[tuple[str, Copy]]]:
    """Give for each document those that it is related to."""
    found: defaultdict[str, list[tuple[str, Copy]]] = defaultdict(list)
    for copy in copies:
        found[copy.a].append((copy.b, copy))
        found[copy.b].append((copy.a, copy))
    return dict(found)


def _style(title: str) -> Markup:
    """Give the style sheets as they are, and the running head of printed pages."""
    sheets = "".join((STYLE / name).read_text("utf-8") for name in _STYLES)
    head = f'@page {{ @top-left {{ content: "{_css(title)}"; }} }}'
    return Markup(f"{sheets}{head}")  # noqa: S704  # our own files, and a title of which nothing is left but code points


def _css(words: str) -> str:
    """Write words for a string of a style sheet, each character by its number: none can end it (CSS Syntax, 4.3.7)."""
    return "".join(f"\\{ord(character):06x}" for character in " ".join(words.split())[:100] if character.isprintable())


def _template(name: str) -> Any:  # noqa: ANN401  # jinja2 is imported when it is needed
    return _templates().get_template(name)


@cache
def _templates() -> Environment:
    return environment()
