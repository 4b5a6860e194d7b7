"""What an element's name and attributes say about the text inside it.

In: a start tag. Out: `Mark` flags, which its descendants inherit. Marks are hints: `segments` decides what they
amount to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from averment.capture.html.markup import attributes


class Mark:
    """What the elements around a piece of text say about it: bits of an `int` (`IntFlag` is slow)."""

    UNSEEN = 1  # a browser would not show it
    PRE = 2
    NAV = 4
    FOOTER = 8
    ASIDE = 16
    HEADER = 32
    FORM = 64
    CONTROL = 128  # a button, a label: part of the page's machinery
    ARTICLE = 256
    CLUTTER = 512  # by class: sharing, related links, comments, advertising …
    CAPTION = 1024
    BYLINE = 2048
    DATELINE = 4096
    TITLE = 8192  # h1, or itemprop="headline"
    HEADING = 16384  # h2 to h6
    LINK = 32768
    QUOTE = 65536


UNSEEN: Final = frozenset(
    {
        "script", "style", "noscript", "template", "title", "iframe", "noembed", "noframes", "svg", "audio", "video",
        "canvas", "select", "datalist", "textarea", "rp",
    }
)  # fmt: skip
"""Elements whose text a browser does not show, or that hold no prose."""

_BY_NAME: Final[dict[str, int]] = {
    **dict.fromkeys(UNSEEN, Mark.UNSEEN),
    "pre": Mark.PRE,
    "listing": Mark.PRE,
    "xmp": Mark.PRE,
    "plaintext": Mark.PRE,
    "nav": Mark.NAV,
    "menu": Mark.NAV,
    "footer": Mark.FOOTER,
    "aside": Mark.ASIDE,
    "header": Mark.HEADER,
    "form": Mark.FORM,
    "button": Mark.CONTROL,
    "label": Mark.CONTROL,
    "legend": Mark.CONTROL,
    "article": Mark.ARTICLE,
    "main": Mark.ARTICLE,
    "figcaption": Mark.CAPTION,
    "h1": Mark.TITLE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Mark.HEADING),
    "time": Mark.DATELINE,
    "a": Mark.LINK,
    "blockquote": Mark.QUOTE,
}

_BY_PROPERTY: Final[dict[str, int]] = {
    "headline": Mark.TITLE,
    "author": Mark.BYLINE,
    "caption": Mark.CAPTION,
    "datepublished": Mark.DATELINE,
    "datemodified": Mark.DATELINE,
    "articlebody": Mark.ARTICLE,
    "navigation": Mark.NAV,
    "main": Mark.ARTICLE,
    "article": Mark.ARTICLE,
    "contentinfo": Mark.FOOTER,
    "banner": Mark.HEADER,
    "complementary": Mark.ASIDE,
    "search": Mark.FORM,
    "dialog": Mark.CLUTTER,
    "alertdialog": Mark.CLUTTER,
}

# A whole class or id, or its leading or trailing words: "share-bar", "article__byline", "wp-caption-text".
_WORDS: Final = (
    (Mark.BYLINE, r"by-?lines?|authors?|author-names?|article-author|post-author|story-author|contributors?|writers?"),
    (
        Mark.DATELINE,
        (
            r"date-?lines?|time-?stamps?|pub-?date|publi(?:shed|cation)-?(?:date|time|on)|(?:entry|post|article|story)-date"
            r"|article-(?:time|timestamp)"
        ),
    ),
    (Mark.CAPTION, r"(?:[a-z]+-)?captions?(?:-text)?|image-(?:description|credit)|photo-(?:description|credit)"),
    (
        Mark.CLUTTER,
        (
            r"share|sharing|share-(?:bar|tools|buttons?|links?|this)|social|social-(?:share|links?|media|bar|icons?)|sharedaddy"
            r"|related|related-(?:links?|posts?|articles?|stories|content|topics)|recommended|recommendations|read-?more"
            r"|most-(?:read|popular|viewed)|trending|popular-posts|more-(?:stories|news|on|from)|newsletter|subscribe|sign-?up"
            r"|subscription|paywall|promo|promos|promotion|advert|adverts|advertisement|ad|ads|ad-(?:slot|unit|container)|sponsored"
            r"|outbrain|taboola|cookie|cookies|consent|gdpr|cookie-(?:banner|notice|consent)|breadcrumbs?|bread-crumbs?"
            r"|comments?|comments?-(?:list|area|section|form)|respond|disqus|disqus-thread|site-?footer|page-?footer|footer"
            r"|site-?nav|main-?nav|navbar|nav|navigation|menu|main-menu|top-?bar|side-?bar|widget|widgets|pagination|pager"
            r"|post-?tags|tag-(?:list|cloud)|tags|skip-(?:link|to-content|nav)|screen-reader-text|visually-hidden|sr-only"
        ),
    ),
)
_BY_CLASS: Final = tuple((mark, re.compile(words)) for mark, words in _WORDS)
_BLOCK_MODIFIER: Final = re.compile(r"__|--")
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_SHOWN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WRAPPERS: Final = frozenset({"html", "body", "main", "article"})  # their classes speak of the page, not of their text
_MOST_CLASSES: Final = 32
_RESET: Final = Mark.FORM | Mark.HEADER


def inherited(parent: int, name: str, extra: str) -> int:
    """Give the marks of the text inside an element `name` with the attributes `extra`, under a `parent`."""
    mark = parent | _BY_NAME.get(name, 0)
    if name == "dialog" or (extra and not extra.isspace()):
        mark |= _said(name, extra) if len(extra) < 512 else _said.__wrapped__(name, extra)  # noqa: PLR2004  (worth keeping)
    if name in ("article", "main"):
        mark &= ~_RESET  # the whole page may stand in a form (ASP.NET), the article in a header
    if name == "footer" and parent & Mark.QUOTE:
        mark = parent  # it says whom the quotation is from
    return mark


@lru_cache(maxsize=4096)
def _said(name: str, extra: str) -> int:
    """Give what the attributes alone say."""
    found = attributes(extra)
    mark = 0
    if _hidden(name, found):
        mark |= Mark.UNSEEN
    for key in ("itemprop", "role", "rel"):
        for word in found.get(key, "").lower().split()[:_MOST_CLASSES]:
            mark |= _BY_PROPERTY.get(word, 0)
    if name not in _WRAPPERS:
        for word in (found.get("class", "") + " " + found.get("id", "")).split()[:_MOST_CLASSES]:
            mark |= _by_class(word[:64])
    return mark


def _hidden(name: str, found: dict[str, str]) -> bool:
    if found.get("hidden", "until-found").lower() != "until-found":
        return True
    return bool(_NOT_SHOWN.search(found.get("style", ""))) or (name == "dialog" and "open" not in found)


def _by_class(word: str) -> int:
    """Read a class or id: itself, its words joined by hyphens, and the element part of `block__element--modifier`."""
    parts = [part for part in _BLOCK_MODIFIER.split(word) if part]
    candidates = {_plain(word), *(_plain(part) for part in parts[:2])}
    for mark, words in _BY_CLASS:
        if any(words.fullmatch(candidate) for candidate in candidates):
            return mark
    return 0


def _plain(word: str) -> str:
    return _CAMEL.sub("-", word).replace("_", "-").strip("-").lower()
