"""Words by which parts of a report are known: bylines, datelines, captions, and the site's own lines.

In: one line or paragraph. Out: whether it is one of these. The site's own lines are listed in
`lexicons/site_lines.yaml`. All must be sure signs: a missed line of boilerplate is read in vain, a wrongly dropped one
is a lost statement.
"""

# ruff: noqa: RUF001, RUF002, RUF003  (dashes, quotation marks and full stops of many scripts are what this is about)

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec

from averment.lexicons import load

LONGEST_LINE: Final = 240  # code points; a longer one is prose
LONGEST_BYLINE: Final = 160

_NAME: Final = r"[^\W\d_][^\n.,;:!?()]{1,59}"
_BYLINE: Final = re.compile(
    r"\s*(?:by|written by|reported by|reporting by|story by|par|por|von|di|от|автор:|بقلم:?|كتب:?)\s+"
    rf"({_NAME}(?:(?:,|\s+(?:and|&|et|y|und|e|и))\s+{_NAME}){{0,5}})(?:\s*[,|/–—-]\s*[^\n.]{{2,60}})?\s*",
    re.IGNORECASE,
)
_FIRST_CAPITAL: Final = re.compile(r"[^\W\d_a-z]")
_SPLIT_NAMES: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|et|y|und|e|и)\s+", re.IGNORECASE)

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE: Final = (
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_DATE_LINE: Final = re.compile(
    rf"\s*(?:(?:first\s+)?(?:published|posted|updated|last (?:updated|modified)|date)\s*(?:on|at)?\s*:?\s*)?{_DATE}"
    r"(?:\s*[,|·–—-]?\s*(?:at\s+)?\d{1,2}[:.h]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,5})?)?\s*",
    re.IGNORECASE,
)
_DASH: Final = r"\s*(?:—|–|--|-|―)\s+"
_CITY: Final = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]+(?:[ /-][^\W\d_a-zß-öø-ÿ.'’\-]+){0,4}"
_AGENCY: Final = re.compile(r"\([^\W\d_a-z][^()\n]{1,39}\)")
_WORD: Final = r"[^\W\d_a-z][^\W\d_]*(?:['’.\-][^\W\d_]+)*"
_PLACE_LINE: Final = re.compile(
    rf"(?:{_CITY}(?:,\s+[^\W\d_][^,()\n–—]{{1,30}}){{0,2}}(?:\s*{_AGENCY.pattern})?"  # DAMASCUS, Aug 21 (Agency) –
    rf"|{_WORD}(?: {_WORD}){{0,3}}(?:,\s+[^()\n–—:;“\"]{{2,20}})?\s*{_AGENCY.pattern})" + _DASH  # Beirut (Agency) –
)
_CASELESS: Final = re.compile(r"[؀-ۿ֐-׿]")

_CAPTION: Final = re.compile(
    r"\b(?:seen (?:in|on|at|here|during)|is seen|are seen|pictured|file (?:photo|picture|image)|in this (?:file )?"
    r"(?:photo|picture|image|photograph|still|screengrab|frame)|in a photo|(?:photo|image|picture|credit|photograph)"
    r"(?:\s*(?:by|:|courtesy)|/)|handout|getty images|via getty|ap photo|screengrab|screenshot)",
    re.IGNORECASE,
)
_CREDITED: Final = re.compile(r"\([^()]{2,60}/[^()]{2,60}\)\s*$")
_SENTENCE_END: Final = re.compile(r"[.!?…。۔؟।！？]['\"’”»)\]]*\s*$")
_FULL_STOP: Final = re.compile(r"[.。۔।;:,]\s*$")


class SiteLines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of the lexicon: lines of one purpose, as regular expressions of their beginnings, and why they go."""

    why: str
    lines: list[str]


@cache
def _site_lines() -> re.Pattern[str]:
    entries = load("site_lines", list[SiteLines])
    lines = [line for entry in entries for line in entry.lines]
    return re.compile(r"\s*(?:" + "|".join(lines) + ")", re.IGNORECASE)


def is_site_line(line: str) -> bool:
    """Tell whether a line is the site's own: sharing, subscribing, commenting, copyright."""
    return len(line) <= LONGEST_LINE and _site_lines().match(line) is not None


def byline_names(line: str) -> tuple[str, ...]:
    """Give the names of a whole line such as "By Jane Doe and John Roe", or none where it is no byline."""
    if len(line) > LONGEST_BYLINE:
        return ()
    found = _BYLINE.fullmatch(line)
    if found is None or not _FIRST_CAPITAL.match(found[1]):
        return ()
    return tuple(name.strip() for name in _SPLIT_NAMES.split(found[1]) if name.strip())


def is_date_line(line: str) -> bool:
    """Tell whether a line is a date of publication and nothing else."""
    return len(line) <= LONGEST_BYLINE and _DATE_LINE.fullmatch(line) is not None


def dateline_length(paragraph: str) -> int:
    """Give the length, in code points, of "DAMASCUS, Aug 21 (Agency) –" at the head of a paragraph, or 0."""
    head = paragraph[:120]
    found = _PLACE_LINE.match(head)
    if found is None or found.end() == len(paragraph):
        return 0
    if _CASELESS.match(head) and not _AGENCY.search(found[0]):
        return 0  # no capitals to tell a place by
    return len(found[0].rstrip())


def is_caption(paragraph: str) -> bool:
    """Tell whether a paragraph is the legend of a photograph: unfinished as a sentence, and saying what is seen."""
    if len(paragraph) > 2 * LONGEST_LINE or not is_unfinished(paragraph):
        return _CREDITED.search(paragraph[-130:]) is not None and len(paragraph) <= 2 * LONGEST_LINE
    return _CAPTION.search(paragraph) is not None


def is_unfinished(paragraph: str) -> bool:
    """Tell whether a paragraph does not end as a sentence does."""
    return _SENTENCE_END.search(paragraph[-12:]) is None


def is_headline(line: str) -> bool:
    """Tell whether a line may be a headline: short, and not ending in a full stop."""
    return len(line) <= LONGEST_LINE and _FULL_STOP.search(line[-4:]) is None
