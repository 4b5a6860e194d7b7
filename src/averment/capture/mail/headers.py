"""Header fields of a message or a part, by the standard library's parser, in bounds: no field is too long or too odd.

In: the bytes of the fields. Out: `Header`, whose values are plain strings. What cannot be read is left out; nothing is
raised, whatever the bytes.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date
from email.message import EmailMessage
from email.parser import HeaderParser
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime, parsedate_tz
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from averment.capture.charsets import find_encoding
from averment.capture.containers import kept
from averment.capture.dates import EARLIEST

if TYPE_CHECKING:
    from datetime import datetime

MAX_VALUE: Final = 8192
"""Code points of a field that are read: the parser's time grows with the square of some."""

MAX_PARAMETER: Final = 512
_DEFAULT: Final = "text/plain"


class _Bounded(EmailPolicy):
    """The standard policy, but a field that its parser fails on is the string that it is."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401  (as the class it is of)
        """Parse a field when it is asked for."""
        try:
            return super().header_fetch_parse(name, value[:MAX_VALUE])
        except Exception:  # noqa: BLE001  (it raises IndexError, AttributeError, RecursionError and others on odd fields)
            return " ".join(value[:MAX_VALUE].split())


_PARSER: Final = HeaderParser(policy=_Bounded())


class Header:
    """The fields that matter, each parsed once, when it is asked for."""

    def __init__(self, data: bytes) -> None:
        encoding = find_encoding(data, markup=False)
        self._fields: EmailMessage = _PARSER.parsestr(data.decode(encoding.codec, "replace"), headersonly=True)  # type: ignore[assignment]  # the policy makes it one

    def text(self, name: str) -> str:
        """Give a field as text, encoded words decoded; empty where there is none."""
        value: str | None = None
        with suppress(Exception):  # as above: a field is counted before it is parsed
            value = self._fields.get(name)
        return kept(str(value)) if value is not None else ""

    @cached_property
    def media(self) -> str:
        """The media type, in lower case; plain text where none is stated (RFC 2045, 5.2)."""
        stated = str(getattr(self._type, "content_type", "") or str(self._type or "").partition(";")[0].strip().lower())
        return stated if stated.count("/") == 1 else _DEFAULT

    @cached_property
    def disposition(self) -> str:
        """`attachment`, `inline`, or what else is stated; empty where nothing is."""
        return str(getattr(self._disposition, "content_disposition", None) or "").lower()

    @cached_property
    def filename(self) -> str:
        """The file name of an attachment, decoded, as the message has it: never used as a path."""
        return _parameter(self._disposition, "filename") or _parameter(self._type, "name")

    def parameter(self, name: str) -> str:
        """Give a parameter of the media type; empty where there is none."""
        return _parameter(self._type, name)

    @cached_property
    def encoding(self) -> str:
        """The transfer encoding, in lower case (RFC 2045, 6)."""
        return self.text("content-transfer-encoding").partition(";")[0].strip().lower()

    def senders(self) -> list[str]:
        """Name those it is from: by display name, or by address where there is none."""
        with suppress(Exception):
            addresses = self._fields["from"].addresses
            return [kept(one.display_name or one.addr_spec) for one in addresses]
        return []

    def day(self) -> date | None:
        """Give the day it was sent, in the zone that it was written in."""
        with suppress(Exception):
            fields = parsedate_tz(self.text("date"))
            if fields and fields[0] >= EARLIEST:
                return date(*fields[:3])
        return None

    def moment(self) -> datetime | None:
        """Give the moment it was sent, where the zone of the time is stated."""
        with suppress(Exception):
            words = self.text("date")
            found = parsedate_to_datetime(words)
            if found.tzinfo is None and "-0000" in words:  # UTC, of a sender who does not say where (RFC 5322, 3.3)
                found = found.replace(tzinfo=UTC)
            return found if found.tzinfo is not None and found.year >= EARLIEST else None
        return None

    @cached_property
    def _type(self) -> object:
        return self._field("content-type")

    @cached_property
    def _disposition(self) -> object:
        return self._field("content-disposition")

    def _field(self, name: str) -> object:
        with suppress(Exception):
            return self._fields.get(name)
        return None


def _parameter(field: object, name: str) -> str:
    value = getattr(field, "params", {}).get(name, "")
    return kept(str(value)[:MAX_PARAMETER])
