"""The parts of a report on paper, from a PDF or an office document, and what is known about it.

In: the text, its headline and paragraphs; the title and author that the file's properties name. Out: segments, and
`About`. A headline that
stands out goes before the properties: these are often a template's, or a program's. So does a byline: the author of
the properties is often an account.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from averment.capture import lexicon
from averment.capture.about import About, clean, describe_text, names, web_address, with_byline, with_headline
from averment.capture.parts import Part, to_segments
from averment.capture.plain import text_segments
from averment.values import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.capture.found import Given
    from averment.values import Segment, Span
    from averment.values.documents import SegmentKind

_NO_TITLE: Final = re.compile(
    r"untitled.*|(?:microsoft )?(?:word|powerpoint|excel) ?[-–].*|document ?\d*"  # noqa: RUF001  (a dash)
    r"|(?:word|powerpoint) (?:document|presentation)"
    r"|.*\.(?:docx?|odt|rtf|txt|pdf|indd|qxd|qxp|pages|html?|tex|dvi|ps|tmp|fm)|\(?anonymous\)?|about:blank|title|none",
    re.IGNORECASE,
)


def paper_segments(
    text: str, headline: Span | None, paragraphs: Sequence[Span], main: int, marked: Iterable[Part] = ()
) -> tuple[Segment, ...]:
    """Give the segments of `text`, whose running lines begin at `main`. They cover all that is not white space.

    Without a `headline` one is looked for as in plain text. `marked` are parts that the document itself names, in
    order; they go before what their words look like.
    """
    parts: list[Part] = []
    body = 0
    if headline is not None:
        above = (paragraph for paragraph in paragraphs if paragraph[1] <= headline[0])
        parts += [(_kind(text[start:end]), start, end) for start, end in above]
        parts.append(("headline", *headline))
        body = headline[1]
    for segment in text_segments(text[body:main]):
        kind: SegmentKind = "body" if segment.kind == "headline" and headline is not None else segment.kind
        parts.append((kind, segment.span[0] + body, segment.span[1] + body))
    return to_segments(text, [*_overlaid(parts, list(marked)), ("boilerplate", main, len(text))])


def _overlaid(parts: Sequence[Part], marked: Sequence[Part]) -> Iterator[Part]:
    """Give `parts` with those marked in place of what they stand on; both are in order."""
    at = 0
    for kind, first, end in parts:
        start = first
        while at < len(marked) and marked[at][1] < end:
            if marked[at][1] >= start:
                yield kind, start, marked[at][1]
                yield marked[at]
                start = max(start, marked[at][2])
            at += 1
        if start < end:
            yield kind, start, end


def _kind(words: str) -> SegmentKind:
    """Tell what stands above a headline."""
    if lexicon.is_site_line(words):
        return "boilerplate"
    if lexicon.byline_names(words):
        return "byline"
    return "dateline" if lexicon.is_date_line(words) else "body"


def documented(data: bytes, given: Given, about: About, **parts: object) -> Document:
    """Make the document of a file: what it states, and what was given. Neither states when it was published."""
    url, captured = web_address(given.url), clean(given.captured)
    how = {**({"url": "given"} if url else {}), **({"captured": "given"} if captured else {})}
    known = {
        "digest": "sha256:" + hashlib.sha256(data).hexdigest(),
        "title": about.title,
        "url": url,
        "authors": about.authors,
        "published": given.published,
        "captured": captured,
        "how": {**about.how, **how},
    }
    return msgspec.convert({**known, **parts}, Document)


def described(  # noqa: PLR0913  (each is one thing that is known)
    text: str, segments: Sequence[Segment], *, title: str | None, author: str | None, how: str, sure: bool
) -> About:
    """Describe a report; `sure` says that its headline was known by how it is set, not by where it stands."""
    shown = describe_text(text, segments)
    named = clean(title)
    if named is not None and _NO_TITLE.fullmatch(named):
        named = None
    if named is not None and not (sure and shown.title is not None):
        stated = with_headline(About(title=named, how={"title": "title"}), text, segments)
        changed = stated.how["title"] == "headline"
        shown = replace(shown, title=stated.title, how={"title": "headline" if changed else how})
    about = with_byline(shown, text, segments)
    if about.authors or not author:
        return about
    authors = names(re.split(r"\s*[;\n]\s*", author))
    return replace(about, authors=authors, how={**about.how, "authors": how}) if authors else about
