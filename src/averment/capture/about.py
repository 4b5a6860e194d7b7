"""What is known about a report besides its text, and how each is known.

In: a plain text and its segments, or what a page says of itself. Out: `About`. What is not known is null: no guesses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from averment.capture.lexicon import byline_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from averment.values import Published, Segment

MAX_LENGTH: Final = 500  # code points of a title, a name
MAX_URL: Final = 2048
MAX_AUTHORS: Final = 20
_WEB: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
# Controls, and the marks that change the direction or the sight of what stands around them.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """A document's title, outlet, address, authors and date; `how` says for the first four how each is known."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    how: dict[str, str] = field(default_factory=dict)


def describe_text(text: str, segments: Iterable[Segment]) -> About:
    """Describe a plain text by its headline and byline."""
    title: str | None = None
    how: dict[str, str] = {}
    for segment in segments:
        if segment.kind == "headline":
            title, how = clean(text[slice(*segment.span)]), {"title": "headline"}
            break
    return with_byline(About(title=title, how=how), text, segments)


def with_headline(about: About, text: str, segments: Iterable[Segment]) -> About:
    """Take the headline for the title where all there is is the `<title>`, which often names the site as well."""
    if about.title is not None and about.how.get("title") != "title":
        return about
    for segment in segments:
        words = clean(text[slice(*segment.span)]) if segment.kind == "headline" else None
        if words and words.casefold() in (about.title or words).casefold():
            return replace(about, title=words, how={**about.how, "title": "headline"})
    return about


def with_byline(about: About, text: str, segments: Iterable[Segment]) -> About:
    """Take the authors from the bylines where nothing better names them."""
    if about.authors:
        return about
    lines = [line for segment in segments if segment.kind == "byline" for line in _lines(text, segment)]
    authors = names(name for line in lines for name in byline_names(line))
    return replace(about, authors=authors, how={**about.how, "authors": "byline"}) if authors else about


def _lines(text: str, segment: Segment) -> Sequence[str]:
    return text[slice(*segment.span)][: 4 * MAX_LENGTH].splitlines()


def clean(value: object, longest: int = MAX_LENGTH) -> str | None:
    """Give a string from outside fit to show: one line, no controls, bounded; None for what is no string or empty."""
    if not isinstance(value, str):
        return None
    words = " ".join(_CONTROLS.sub("", value[: 8 * longest]).split())
    words = words.encode("utf-8", "replace").decode("utf-8")  # linked data may hold lone surrogates
    return words[:longest].strip() or None


def web_address(value: object) -> str | None:
    """Give an address of the web, cleaned; None for what is none."""
    found = clean(value, MAX_URL)
    return found if found and _WEB.fullmatch(found) else None


def names(values: Iterable[object]) -> tuple[str, ...]:
    """Give the names among `values`, cleaned, each once."""
    found: dict[str, None] = {}
    for value in values:
        name = clean(value)
        if name is not None and not name.lower().startswith(("http:", "https:", "@")):
            found.setdefault(name)
        if len(found) >= MAX_AUTHORS:
            break
    return tuple(found)
