"""Records of a data set, a line of JSON or a row of CSV, to documents: the text is one field, what is known are others.

In: the bytes of a record, and which fields hold what. Out: a `Document` whose text is that field's, with its line ends
normalised as those of plain text are: so spans are of the field. A title that only another field has is not put in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeVar

import msgspec

from averment.capture.about import About, clean, describe_text, names, web_address
from averment.capture.dates import parse_date
from averment.capture.fields import SURROGATE, Values, named, no_field, of_csv, of_json, shown
from averment.capture.kinds import is_blank
from averment.capture.lexicon import byline_names
from averment.capture.limits import MIB
from averment.capture.newlines import normalise
from averment.capture.plain import text_segments
from averment.errors import EmptyInputError, InputError, InputTooLargeError, MalformedInputError
from averment.values import Charset, Document, Published

Value = TypeVar("Value")

LONGEST: Final = 32 * MIB
"""Bytes of a record that is read: a long book has five million."""

_DATE: Final = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?\s?(?:Z|UTC|[+-]\d\d(?::?\d\d)?)?)?)?)?"
    r"|\d{8}(?:T\d{4}(?:\d\d)?Z?)?"
    r"|(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4}(?: \d\d:\d\d(?::\d\d)?(?: (?:[+-]\d{4}|[A-Z]{1,5}))?)?"
)
"""ISO 8601, extended and basic, and a month or a year alone; RFC 2822."""

_LIST: Final = re.compile(r"\[.*\]", re.DOTALL)
_ITEM: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_BETWEEN_NAMES: Final = re.compile(r"\s*[;|\n]\s*")
_LONGEST_NAMES: Final = 10_000  # code points of a field of authors
_KINDS: Final[dict[type, str]] = {
    dict: "an object",
    list: "a list",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


class Fields(msgspec.Struct, frozen=True, kw_only=True):
    """Which fields of a record hold what: that of the text, and for the others the names that are tried, in order."""

    text: str = "text"
    title: tuple[str, ...] = ("title", "headline")
    outlet: tuple[str, ...] = ("outlet", "publisher", "publication", "source", "source_domain", "domain")
    url: tuple[str, ...] = ("url", "link")
    published: tuple[str, ...] = (
        "published", "date", "published_at", "date_published", "date_publish", "publish_date", "pubdate",
    )  # fmt: skip
    authors: tuple[str, ...] = ("authors", "author", "byline")

    def wanted(self) -> tuple[str, ...]:
        """Give the names of all fields that are looked at, each once."""
        others = (*self.title, *self.outlet, *self.url, *self.published, *self.authors)
        return tuple(dict.fromkeys((self.text, *others)))


def document_of(  # noqa: PLR0913, PLR0917  (each is one thing that is known of a record)
    form: Literal["json", "csv"],
    data: bytes,
    columns: Sequence[str],
    delimiter: str,
    name: str,
    fields: Fields,
    published: Published | None,
) -> Document:
    """Read one record: a line of JSON, or a row of CSV under the names `columns`, without its line end.

    The digest is of `data`. `name` is for messages. `published` is taken where no field gives a date: a whole one in
    ISO 8601 or RFC 2822, or a month or year alone in the former; others are passed over. Raises `MalformedInputError`,
    `EmptyInputError`, `InputTooLargeError` or `HostileInputError`; nothing else, whatever the bytes.
    """
    try:
        return _document(form, data, columns, delimiter, fields, published)
    except InputError as error:
        error.subject = name
        raise


def _document(  # noqa: PLR0913, PLR0917
    form: str, data: bytes, columns: Sequence[str], delimiter: str, fields: Fields, published: Published | None
) -> Document:
    if len(data) > LONGEST:
        message = f"It is more than {LONGEST // MIB} MiB."
        raise InputTooLargeError(message)
    if form == "json":
        values, charset = of_json(data, fields.wanted()), Charset(name="utf-8", how="utf-8")
    else:
        values, charset = of_csv(data, columns, delimiter)
    if fields.text not in values:
        raise no_field(fields.text, columns or named(data))
    text = _text(values[fields.text], shown(fields.text))
    segments = text_segments(text)
    about = _described(values, fields, describe_text(text, segments))
    return Document(
        digest="sha256:" + hashlib.sha256(data).hexdigest(),
        media_type="application/json" if form == "json" else "text/csv",
        title=about.title,
        outlet=about.outlet,
        url=about.url,
        authors=about.authors,
        published=about.published or published,
        how=about.how,
        charset=charset,
        text=text,
        segments=segments,
    )


def _text(value: object, field: str) -> str:
    """Give the text of the field, line ends normalised; refused where it is none, or no table could hold it."""
    if value is None or (isinstance(value, str) and is_blank(value)):
        message = f"There is nothing in the field {field} to read."
        raise EmptyInputError(message)
    if not isinstance(value, str):
        kind = _KINDS.get(type(value), "what is too long")
        message = f"The field {field} holds {kind}, not text."
        raise MalformedInputError(message)
    if "\0" in value or SURROGATE.search(value):
        message = f"The field {field} holds what is no character: a NUL, or half of a surrogate pair."
        raise MalformedInputError(message)
    return normalise(value)[0]


def _described(values: Values, fields: Fields, shows: About) -> About:
    """Say what is known: what the fields say, and else what the text shows."""
    title, outlet = _first(values, fields.title, clean), _first(values, fields.outlet, clean)
    url, authors = _first(values, fields.url, web_address), _first(values, fields.authors, _authors)
    days = _first(values, fields.published, _days)
    told = {"title": title, "outlet": outlet, "url": url, "authors": authors}
    return About(
        title=title[1] if title else shows.title,
        outlet=outlet[1] if outlet else None,
        url=url[1] if url else None,
        authors=authors[1] if authors else shows.authors,
        published=Published(start=days[1][0], end=days[1][1], how=f"field {days[0]}") if days else None,
        how={**shows.how, **{what: f"field {one[0]}" for what, one in told.items() if one}},
    )


def _first(values: Values, tried: Iterable[str], read: Callable[[object], Value | None]) -> tuple[str, Value] | None:
    """Give the name of the first field that says something, and what it says."""
    for name in tried:
        said = read(values.get(name))
        if said:
            return name, said
    return None


def _days(value: object) -> tuple[date, date] | None:
    """Read a date that is whole: "5 March", "last week" and figures that could be two days are none."""
    words = value.strip() if isinstance(value, str) else ""
    return parse_date(words) if _DATE.fullmatch(words) else None


def _authors(value: object) -> tuple[str, ...]:
    """Give the names in a list, in objects that have a `name`, in a list that was written as text, or in words."""
    held = [value] if isinstance(value, Mapping) else value
    if isinstance(held, list):
        return names(one.get("name") if isinstance(one, Mapping) else one for one in held)
    words = held.strip()[:_LONGEST_NAMES] if isinstance(held, str) else ""
    if _LIST.fullmatch(words):
        return names(one or other for one, other in _ITEM.findall(words))
    return names(byline_names(words) or _BETWEEN_NAMES.split(words))
