"""Values to JSON and back, and the JSON Schema of what the commands print. One codec, made from the types."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

import msgspec

from averment.values.captures import Capture
from averment.values.cases import Addition, Hit, Listed
from averment.values.checks import Verification
from averment.values.claims import Claim, Copy, Weighed
from averment.values.judgements import Judgement
from averment.values.ledgers import Moment, Series, Source
from averment.values.log import AnyEntry
from averment.values.proofs import Consistency
from averment.values.readings import Reading

Value = TypeVar("Value", bound=msgspec.Struct)

PRINTED: tuple[type[msgspec.Struct], ...] = (
    *(
        Reading,
        Claim,
        Weighed,
        Copy,
        Series,
        Moment,
        Source,
        Capture,
        Listed,
        Addition,
        Hit,
        Verification,
        Judgement,
        Consistency,
    ),
    *get_args(AnyEntry),
)
"""The values that a command prints, one a line."""

_ENCODER = msgspec.json.Encoder(order="deterministic")


def to_json(value: msgspec.Struct) -> bytes:
    """Encode a value as one line of UTF-8 JSON. The same value gives the same bytes."""
    return _ENCODER.encode(value)


def from_json(data: bytes, kind: type[Value]) -> Value:
    """Decode a value; raises `msgspec.ValidationError` with the path of what does not fit."""
    return msgspec.json.decode(data, type=kind)


def schema() -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of every printed value, told apart by `format`; entries of a log by `what`."""
    variants, components = msgspec.json.schema_components(PRINTED, ref_template="#/$defs/{name}")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "anyOf": list(variants), "$defs": components}
