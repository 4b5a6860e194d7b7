"""Whom a report credits: agencies in datelines, bylines and credit lines, and those it cites in the text.

In: a document. Out: its `Credit`s, each with the place of the agency's name. The agencies and the words around them are
in `lexicons/agencies.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.lexicons import Words, load
from averment.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.values import Document

CreditKind: TypeAlias = Literal["dateline", "byline", "line", "said"]

_HEAD: Final = 600  # code points in which a dateline or a byline stands, after a headline and a summary
_TAIL: Final = 600  # code points in which the credit at the end stands
_DASH: Final = r"[-\u2010-\u2015|:]"  # all the dashes
_NO_NAME_BEFORE: Final = r"(?<![\w@/.&])"
_HOST: Final = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[:/].*)?", re.IGNORECASE)
_POSSESSIVE: Final = re.compile(r".+['’]s?|.+s['’]")  # noqa: RUF001


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """An agency that a document names; `span` is its name there. `said` is a citation, the others credit the dispatch.

    Where the credit is in the document's metadata alone, `span` is empty, `(0, 0)`.
    """

    agency: str
    span: Span
    kind: CreditKind


class _Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    why: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    unsure: bool = False
    sites: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: tuple[_Agency, ...]
    beside: Words
    credit: Words
    reports: Words
    cites: Words
    not_after: Words


def credits(document: Document) -> tuple[Credit, ...]:  # noqa: A001  (the field's word)
    """Find the agencies that a document credits or cites, in order of the text; those of its metadata come first."""
    found: dict[Span, Credit] = {}
    for credit in (*_lines(document.text), *_heads(document.text), *_cited(document.text)):
        found.setdefault(credit.span, credit)
    named = sorted({agency for name in document.authors if (agency := agency_of(name))})
    authors = [Credit(agency=agency, span=(0, 0), kind="byline") for agency in named]
    return (*authors, *(found[span] for span in sorted(found)))


@cache
def agency_of(name: str) -> str | None:
    """Give the agency that a speaker's or an outlet's name (or host) means: `AFP` for `Agence France-Presse`."""
    words = " ".join(name.split())
    if not 1 < len(words) < 100:  # noqa: PLR2004  (longer is no name)
        return None
    if host := _HOST.fullmatch(words):
        return next((agency for site, agency in _sites() if f".{host[1].lower()}".endswith(f".{site}")), None)
    known = _known()
    if agency := _exact(words):
        return agency
    pieces = [piece for piece in words.split() if piece.lower().strip(",") not in _lexicon().beside.words]
    pieces = [piece for piece in pieces if not _POSSESSIVE.fullmatch(piece)] or pieces
    if agency := _exact(" ".join(pieces)):
        return agency
    capitals = [known[piece.casefold()] for piece in pieces if piece.isupper() and piece.casefold() in known]
    return capitals[0] if len(capitals) == 1 and "agency" in words.lower() else None


def _exact(words: str) -> str | None:
    """Look a whole name up; an abbreviation is in capitals or in small letters, or it is a word."""
    agency = _known().get(words.casefold())
    if agency is None or words.casefold() not in _abbreviations():
        return agency
    return agency if words.isupper() or words.islower() or words in _shorts() else None


def _lines(text: str) -> Iterator[Credit]:
    """Find credit lines: at the end of the text, `--AFP`, `(Reuters)`, `Source: SANA`, or the agency by itself."""
    start = max(0, len(text) - _TAIL)
    names, before = _pattern(unsure=True), "|".join(_lexicon().credit.words)
    forms = (
        rf"\(\s*(?:(?:{before})\s+)*(?P<name>{names})(?:\s*(?:,|/|and|&)\s*[^()]{{2,40}})?\s*\)",
        rf"(?:^|[\s.”\"])(?:{_DASH}\s*){{1,3}}(?P<name>{names})\W*\Z",
        rf"(?:^|\n|\.\s+|\()\s*(?:sources?|credits?|agenc(?:y|ies)|wires?)\s*:\s*(?P<name>{names})(?!\w)",
        rf"(?:^|\n)\W*(?:(?i:{before})\s+)?(?P<name>{names})\W*(?=\n|\Z)",
        rf"[.!?”\"]\s+(?P<name>{names})\W*\Z",
    )
    for form in forms:
        for match in re.compile(form, re.MULTILINE).finditer(text, start):
            yield from _credited(match, "line")
    for agency, sign in _signs():
        for match in sign.finditer(text, start):
            yield Credit(agency=agency, span=match.span(), kind="line")


def _heads(text: str) -> Iterator[Credit]:
    """Find datelines, `DAMASCUS (Reuters) -`, and bylines, `By AFP` or the agency by itself, at the head."""
    names, before = _pattern(unsure=True), "|".join(_lexicon().credit.words)
    head = text[:_HEAD]
    forms: tuple[tuple[str, CreditKind], ...] = (
        (rf"\(\s*(?:{before})?\s*(?P<name>{names})(?:/[^()]{{2,30}})?\s*\)", "dateline"),
        (rf"(?:^|\n|[.,/]\s*)\s*(?P<name>{names})\s*(?:[-\u2010-\u2015]+|:)\s+", "dateline"),
        (rf"[A-Z]{{3,}}\s*[,/]\s*(?P<name>{names})(?!\w)", "dateline"),
        (rf"(?:^|\n)\W*(?i:by|source:?|from|via)\s+(?:[^\n.]{{2,60}}\s*[,|/]\s*)?(?P<name>{names})(?!\w)", "byline"),
        (rf"(?:^|\n)\s*(?P<name>{names})\s*(?:\n|{_DASH})", "byline"),
    )
    for form, kind in forms:
        for match in re.finditer(form, head):
            yield from _credited(match, kind)
    for match in re.finditer(rf"(?P<before>\S+)\s+(?P<name>{_pattern(unsure=False)})\s+(?=[A-Z][\w-]*\s)", head):
        stopped = match["before"].lower().strip('"“(') in _lexicon().not_after.words
        day = re.match(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?! \d)", head[match.end() :])
        if not stopped and not day:
            yield from _credited(match, "byline")


def _cited(text: str) -> Iterator[Credit]:
    """Find agencies that the text cites: `according to SANA`, `told AFP`, `Reuters reported`, `news agency Petra`."""
    names, lexicon = _pattern(unsure=False), _lexicon()
    after, before = "|".join(lexicon.reports.words), "|".join(lexicon.cites.words)
    aside = r"(?:the |an? )?(?:[A-Z][\w-]+(?:['’]s)? |state(?:-run)? |official |news agency |agency ){0,4}"  # noqa: RUF001
    for form in (
        rf"\b(?:{before})\s+{aside}(?P<name>{names})",
        rf"(?P<name>{names})(?: news agency| agency)?(?:,[^,.]{{2,60}},)? (?:also |later |has |had )?(?:{after})\b",
        rf"\bnews agency,? (?P<name>{names})|(?P<named>{names}) news agency\b",
    ):
        for match in re.finditer(form, text):
            yield from _credited(match, "said")


def _credited(match: re.Match[str], kind: CreditKind) -> Iterator[Credit]:
    group = "name" if match["name"] else "named"
    if agency := _known().get(match[group].casefold()):
        yield Credit(agency=agency, span=match.span(group), kind=kind)


@cache
def _lexicon() -> _Lexicon:
    return load("agencies", _Lexicon)


@cache
def _known() -> dict[str, str]:
    return {word.casefold(): one.name for one in _lexicon().agencies for word in (one.name, *one.names, *one.short)}


@cache
def _shorts() -> frozenset[str]:
    return frozenset(word for one in _lexicon().agencies for word in one.short)


@cache
def _abbreviations() -> frozenset[str]:
    names = {word.casefold() for one in _lexicon().agencies for word in one.names}
    return frozenset(word.casefold() for word in _shorts()) - names


@cache
def _sites() -> tuple[tuple[str, str], ...]:
    return tuple((site, one.name) for one in _lexicon().agencies for site in one.sites)


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.name, re.compile(sign)) for one in _lexicon().agencies for sign in one.signs)


@cache
def _pattern(*, unsure: bool) -> str:
    """Give a pattern of all agencies; of those whose abbreviation is something else too, it only if `unsure`."""
    agencies = _lexicon().agencies
    names = _longest_first(word for one in agencies for word in one.names)
    short = _longest_first(word for one in agencies if unsure or not one.unsure for word in one.short)
    return rf"{_NO_NAME_BEFORE}(?:(?i:{names})|{short})(?![\w@]|[-–]\w)"  # noqa: RUF001


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))
