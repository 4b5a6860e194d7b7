"""The fields of one record of a data set: of a line of JSON, or of a row of CSV under its header.

In: the bytes of the record, and the names that are asked for. Out: their values, those that are there. Of JSON only
what is asked for becomes objects: whatever else a line of megabytes holds costs no memory.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from averment.capture.about import clean
from averment.capture.charsets import find_encoding
from averment.capture.delimited import fields_in
from averment.capture.limits import MIB
from averment.errors import HostileInputError, InputError, MalformedInputError
from averment.values import Charset

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Values: TypeAlias = dict[str, object]

SURROGATE: Final = re.compile("[\ud800-\udfff]")

_LENIENT: Final = 1 * MIB  # of JSON that is read a second time, whole, where it is not strict JSON
_QUOTE: Final = ord('"')
_LONGEST_VALUE: Final = 1 << 16  # bytes of a value other than a string
_SHOWN: Final = 12  # names of fields in a message
_SHOWN_NAME: Final = 40  # code points of each

_DEEP: Final = "It is nested deeper than any record is."
_NO_UTF8: Final = "It is not in UTF-8, which JSON is in."
_NO_OBJECT: Final = "It is no object with fields, but {}."


def of_json(data: bytes, wanted: tuple[str, ...]) -> Values:
    """Give the fields of an object; a value too long to be what is asked for is `...`. Raises `InputError`."""
    names = tuple(name for name in wanted if not SURROGATE.search(name))
    try:
        found = _decoder(names).decode(data)
        held = ((name, getattr(found, f"field{at}")) for at, name in enumerate(names))
        return {name: _value(raw) for name, raw in held if raw is not msgspec.UNSET}
    except RecursionError:
        raise HostileInputError(_DEEP) from None
    except msgspec.ValidationError:  # of fields that may be anything, it can only be that there are none
        raise MalformedInputError(_NO_OBJECT.format(kind_of(data[:1]))) from None
    except UnicodeDecodeError:
        raise MalformedInputError(_NO_UTF8) from None
    except msgspec.DecodeError as error:
        found = _lenient(data, error)
        return {name: found[name] for name in names if name in found}


def of_csv(data: bytes, columns: Sequence[str], delimiter: str) -> tuple[Values, Charset]:
    """Give the fields of a row, of two columns of a name the first, and the charset it is in."""
    encoding = find_encoding(data, markup=False)
    values = fields_in(data.decode(encoding.codec, "replace"), delimiter)
    if len(values) > len(columns) and any(values[len(columns) :]):
        message = f"It has {len(values)} fields, and the header {len(columns)}."
        raise MalformedInputError(message)
    return dict(reversed([*zip(columns, values, strict=False)])), encoding.charset


def named(data: bytes) -> tuple[str, ...]:
    """Give the names of the fields of an object of JSON; none where it is large."""
    if len(data) > _LENIENT:
        return ()
    try:
        return tuple(msgspec.json.decode(data, type=dict[str, msgspec.Raw]))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return ()


def no_field(field: str, there: Iterable[str]) -> InputError:
    """Give the error of a record that lacks the field of the text; says which there are."""
    names = [shown(name) for name in there]
    rest = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    has = f" It has {', '.join(names[:_SHOWN])}{rest}." if names else ""
    return MalformedInputError(f"It has no field {shown(field)}.{has} Name the one of the text with --text-field.")


def shown(name: str) -> str:
    """Give the name of a field as a message shows it."""
    return f"“{clean(name, _SHOWN_NAME) or ''}”"


def kind_of(beginning: bytes) -> str:
    """Say what a value of JSON is, by its first byte."""
    kinds = {b'"': "a string", b"{": "an object", b"[": "a list", b"t": "true", b"f": "false", b"n": "null"}
    return kinds.get(beginning, "a number")


@cache
def _decoder(names: tuple[str, ...]) -> msgspec.json.Decoder[Any]:
    """Make what reads an object of which only some fields are looked at, and these not before they are asked for."""
    fields = [(f"field{at}", msgspec.Raw | msgspec.UnsetType, msgspec.UNSET) for at in range(len(names))]
    rename = {f"field{at}": name for at, name in enumerate(names)}
    return msgspec.json.Decoder(msgspec.defstruct("Record", fields, rename=rename))


def _value(raw: msgspec.Raw) -> object:
    view = memoryview(raw)
    if len(view) > _LONGEST_VALUE and view[0] != _QUOTE:
        return ...
    try:
        return msgspec.json.decode(raw)
    except msgspec.ValidationError:  # a number beyond all numbers
        return ...


def _lenient(data: bytes, error: msgspec.DecodeError) -> Values:
    """Read what some programs write for JSON: NaN where nothing is known, halves of surrogate pairs."""
    wrong = MalformedInputError(f"It is not JSON: {str(error)[:100]}.")
    if len(data) > _LENIENT:
        raise wrong from None
    try:
        found = json.loads(data.decode())
    except UnicodeDecodeError:
        raise MalformedInputError(_NO_UTF8) from None
    except RecursionError:
        raise HostileInputError(_DEEP) from None
    except ValueError:
        raise wrong from None
    if not isinstance(found, dict):
        raise MalformedInputError(_NO_OBJECT.format(kind_of(data[:1])))
    return found
