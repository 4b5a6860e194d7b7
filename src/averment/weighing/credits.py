"""Whom a report credits: agencies in datelines, bylines and credit lines, and those it cites in the text.

In: a document. Out: its `Credit`s, each with the place of the agency's name. The agencies and the words around them are
in `lexicons/agencies.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.lexicons import Words, load
from averment.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Document

CreditKind: TypeAlias = Literal["dateline", "byline", "line", "said"]

_HEAD: Final = 600  # code points in which a dateline or a byline stands, after a headline and a summary
_TAIL: Final = 600  # code points in which the credit at the end stands
_DASH: Final = r"[-\u2010-\u2015|:]"  # all the dashes
_OPENED: Final = re.compile(r"(\S.*?)\s*\(\s*\Z", re.DOTALL)
_DAY: Final = re.compile(r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?! \d)")  # "told AFP Sunday"
_AROUND: Final = 100  # code points before and after a name that tell what it stands there for
_WORD: Final = re.compile(r"\w+")
_NO_NAME_BEFORE: Final = re.compile(r"(?:[@/.&_]|\w[-–])\Z")  # noqa: RUF001
_NAME_GOES_ON: Final = re.compile(r"[\w@]|[-–]\w")  # noqa: RUF001
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


@dataclass(frozen=True)
class _Mention:
    """An agency's name in a text; `sure` says that it can hardly be anything else."""

    text: str
    start: int
    end: int
    agency: str
    sure: bool

    @property
    def before(self) -> str:
        return self.text[max(0, self.start - _AROUND) : self.start]

    @property
    def after(self) -> str:
        return self.text[self.end : self.end + _AROUND]


def credits(document: Document) -> tuple[Credit, ...]:  # noqa: A001  (the field's word)
    """Find the agencies that a document credits or cites, in order of the text; those of its metadata come first."""
    captions = [segment.span for segment in document.segments if segment.kind == "caption"]
    found: dict[Span, Credit] = {}
    for mention in _mentions(document.text):
        kind = _kind(mention)
        if kind and not any(start <= mention.start < end for start, end in captions):
            span = mention.start, mention.end
            found[span] = Credit(agency=mention.agency, span=span, kind=kind)
    for credit in _signed(document.text):
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
    if agency := _exact(re.sub(r"\A[Tt]he ", "", words)):
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


def _kind(mention: _Mention) -> CreditKind | None:
    """Say what an agency is named for; `None` where the text only speaks of it."""
    if re.match(r"/[A-Z]", mention.after):
        return None  # REUTERS/Jane Doe took a photograph
    if (opened := _OPENED.search(mention.before)) and _ends_with_name(opened[1], mention.agency):
        return None  # the Syrian Arab News Agency (SANA)
    at_head, at_end = mention.start < _HEAD, mention.end > len(mention.text) - _TAIL
    places: dict[CreditKind, bool] = {"dateline": at_head, "byline": at_head, "line": at_end, "said": mention.sure}
    for kind, there in places.items():
        if there and any(form.fits(mention) for form in _forms()[kind]):
            return kind
    return "byline" if at_head and _is_bare_byline(mention) else None


def _ends_with_name(words: str, agency: str) -> bool:
    names = next(one.names for one in _lexicon().agencies if one.name == agency)
    return any(words.casefold().endswith(name.casefold()) for name in names)


def _is_bare_byline(mention: _Mention) -> bool:
    """Say whether an agency stands by itself between a headline and a report that were run together."""
    if not mention.sure or not re.match(r"\s+[A-Z][\w-]*\s", mention.after) or _DAY.match(mention.after):
        return False
    words = mention.before.split()
    if not words or not mention.before[-1:].isspace() or words[-1].lower().strip('"“(') in _lexicon().not_after.words:
        return False
    return not re.search(r"(?i:photo|picture|image)\W", mention.before)


def _mentions(text: str) -> Iterator[_Mention]:
    """Find the names of agencies, each once, the longest that stands there."""
    known, past = _by_first_word(), 0
    firsts = {word for word in set(_WORD.findall(text)) if word.casefold() in known}
    for word in _WORD.finditer(text) if firsts else ():
        if word[0] not in firsts:
            continue
        start, entries = word.start(), known[word[0].casefold()]
        if start < past or _NO_NAME_BEFORE.search(text[max(0, start - 2) : start]):
            continue
        for pattern, agency, sure in entries:
            match = pattern.match(text, start)
            if match and not _NAME_GOES_ON.match(text, match.end()):
                past = match.end()
                yield _Mention(text, start, past, agency, sure)
                break


def _signed(text: str) -> Iterator[Credit]:
    """Find the lines at the end that only one agency's reports carry."""
    for agency, sign in _signs():
        for match in sign.finditer(text, max(0, len(text) - _TAIL)):
            yield Credit(agency=agency, span=match.span(), kind="line")


@dataclass(frozen=True)
class _Form:
    """What stands before an agency's name, up to it, and after it."""

    before: re.Pattern[str]
    after: re.Pattern[str]

    def fits(self, mention: _Mention) -> bool:
        return bool(self.after.match(mention.after) and self.before.search(mention.before))


def _form(before: str, after: str = "") -> _Form:
    return _Form(re.compile(rf"(?:{before})\Z"), re.compile(after))


@cache
def _forms() -> dict[CreditKind, tuple[_Form, ...]]:
    words = _lexicon()
    credit, cites, reports = ("|".join(entry.words) for entry in (words.credit, words.cites, words.reports))
    label = r"(?i:sources?|credits?|agenc(?:y|ies)|wires?)\s*:\s*(?:[^\n:.]{1,60}(?:,|/|\band\b)\s*)?"
    aside = r"(?:the |an? )?(?:[A-Z][\w-]+(?:['’]s)? |state(?:-run)? |official |news agency |agency ){0,4}"  # noqa: RUF001
    others, end = r"(?:\s*(?:,|/|\band\b|&)\s*[^()]{2,40})?\s*\)", r"[^\w\n]*\s*\Z"
    return {
        "dateline": (
            _form(rf"\(\s*(?:(?i:{credit})\s+)*", others),  # DAMASCUS (Reuters)
            _form(r"(?:^|\n|[.,/])\s*", r"\s*(?:[-\u2010-\u2015]+|:)\s+"),  # AFP -
            _form(r"[A-Z]{3,}\s*[,/]\s*"),  # BEIRUT, AFP
        ),
        "byline": (
            _form(r"(?:^|\n)\W*(?i:by|source:?|from|via)\s+(?:[^\n.]{2,60}\s*[,|/]\s*)?"),
            _form(r"(?:^|\n)\s*", rf"[^\S\n]*(?:\n|{_DASH})"),
        ),
        "line": (
            _form(rf"\(\s*(?:(?i:{credit})\s+)*", others),
            _form(rf"(?:^|[\s.”\"])(?:{_DASH}\s*){{1,3}}", end),  # --AFP
            _form(rf"(?:^|\n|[.!?]\s+|\()\s*{label}"),  # Source: SANA
            _form(rf"(?:^|\n)\W*(?:(?i:{credit})\s+)?", r"\W*(?:\n|\Z)"),
            _form(r"[.!?”\"]\s+", end),
        ),
        "said": (
            _form(rf"\b(?:{cites})\s+{aside}"),
            _form("", rf"(?: news agency| agency)?(?:,[^,.]{{2,60}},)? (?:also |later |has |had )?(?:{reports})\b"),
            _form(r"\bnews agency,? "),
            _form("", r" news agency\b"),
        ),
    }


@cache
def _lexicon() -> _Lexicon:
    return load("agencies", _Lexicon)


@cache
def _by_first_word() -> dict[str, list[tuple[re.Pattern[str], str, bool]]]:
    """Give, by its first word, each name: its pattern, the agency, and whether it is sure."""
    found: dict[str, list[tuple[re.Pattern[str], str, bool]]] = defaultdict(list)
    every = [(word, one, False) for one in _lexicon().agencies for word in one.names]
    every += [(word, one, True) for one in _lexicon().agencies for word in one.short]
    for word, one, short in sorted(every, key=lambda entry: (-len(entry[0]), entry[0])):
        first = _WORD.match(word)
        if first:
            pattern = re.compile(re.escape(word), 0 if short else re.IGNORECASE)
            sure = not (short and one.unsure)
            found[first[0].casefold()].append((pattern, one.name, sure))
    return dict(found)


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
