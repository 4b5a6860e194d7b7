"""HTML to tokens, each with its place: the tokenizer of the WHATWG standard (13.2.5), cut down to what a reader needs.

In: the decoded source. Out: text, start tags, end tags, and the contents of elements that hold raw text. Ours because
no parser for Python gives offsets and linear time: `html.parser` reads hostile input in quadratic time and differs
between patch releases of Python, so that the same page would get another text; lxml and html5lib lose the places.
Every expression here consumes what it has looked at (possessive quantifiers), and what is never closed runs to the
end of the file, as in a browser; so time is linear whatever comes in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from averment.capture.html.entities import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

RAW: Final = frozenset({"script", "style", "noscript", "iframe", "noembed", "noframes", "xmp", "title", "textarea"})
"""Elements whose content is text up to their end tag (scripting counts as enabled, so `noscript` is one)."""

MAX_ATTRIBUTES: Final = 64  # of one tag, that are looked at
MAX_VALUE: Final = 16_384  # code points of one attribute's value

_TEXT: Final = re.compile(r"(?:[^<]++|<(?![A-Za-z/!?]))++")
# White space is spelt out: `\s` takes in characters that a browser does not.
_TAG: Final = re.compile(
    r"""</?([A-Za-z][^\t\n\f\r\ />]*+)
    (
        (?:
            [\t\n\f\r\ /]*+ [^\t\n\f\r\ />][^\t\n\f\r\ />=]*+
            (?:
                [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+
                (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r\ >"'][^\t\n\f\r\ >]*+ | (?=>|\Z) )
            )?+
        )*+
    )
    [\t\n\f\r\ /]*+ (>|\Z)""",
    re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"""[\t\n\f\r\ /]*+ ([^\t\n\f\r\ />][^\t\n\f\r\ />=]*+)
    (?: [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+ (?: "([^"]*+)"? | '([^']*+)'? | ([^\t\n\f\r\ >]*+) ) )?+""",
    re.VERBOSE,
)
_COMMENT_SHUT: Final = re.compile(r"-?>")
_COMMENT_END: Final = re.compile(r"--!?>")
_RAW_END: Final = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW}


class Token(NamedTuple):
    """A piece of the source: `kind` is `text`, `start`, `end` or `raw`; `name` is the element's for all but text.

    `[start, end)` is where it stands, in code points of the source. `extra` is what stands after a start tag's name.
    """

    kind: str
    name: str
    start: int
    end: int
    extra: str = ""


def tokens(source: str) -> Iterator[Token]:
    """Cut `source` into tokens. Comments, declarations and instructions are passed over; time is linear."""
    at, length = 0, len(source)
    while at < length:
        text = _TEXT.match(source, at)
        if text:
            yield Token("text", "", at, text.end())
            at = text.end()
            continue
        tag = _TAG.match(source, at)
        if tag is None:
            after = _passed_over(source, at)
            if after < 0:  # "</" at the very end is text
                yield Token("text", "", at, length)
                return
            at = after
            continue
        at = tag.end()
        if not tag[3]:  # the file ends inside the tag: a browser drops it
            return
        name = tag[1].lower()
        if source[tag.start() + 1] == "/":
            yield Token("end", name, tag.start(), at)
            continue
        yield Token("start", name, tag.start(), at, tag[2])
        if name in RAW:
            close = _RAW_END[name].search(source, at)
            stop = close.start() if close else length
            yield Token("raw", name, at, stop)
            at = stop
        elif name == "plaintext":
            yield Token("text", "", at, length)
            return


def attributes(extra: str) -> dict[str, str]:
    """Read a start tag's attributes: the first of each name counts; values are unescaped and bounded."""
    found: dict[str, str] = {}
    for number, match in enumerate(_ATTRIBUTE.finditer(extra)):
        if number >= MAX_ATTRIBUTES:
            break
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower()[:64], unescape(value[:MAX_VALUE]))
    return found


def _passed_over(source: str, at: int) -> int:
    """Give the end of the comment, declaration or instruction at `at`, or -1 for a bare `</` that ends the file."""
    if source.startswith("<!--", at):
        shut = _COMMENT_SHUT.match(source, at + 4) or _COMMENT_END.search(source, at + 4)
        return shut.end() if shut else len(source)
    if at + 2 >= len(source) and source.startswith("</", at):
        return -1
    close = source.find(">", at + 2)
    return close + 1 if close >= 0 else len(source)
