"""Values survive JSON, and the schema says what the JSON is."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from averment.values import Claim, Copy, Reading, from_json, schema, to_json

VALIDATOR = Draft202012Validator(schema())


def some(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # any type there is in a value
    """Make values of a type that stands in a struct, of the struct's own fields all."""
    if get_origin(kind) in COMPOUND:
        return COMPOUND[get_origin(kind)](get_args(kind))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return st.deferred(lambda: _structs(kind))
    return SIMPLE[kind] if kind in SIMPLE else st.from_type(kind)


def _either(arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.one_of([some(argument) for argument in arguments])


def _tuples(arguments: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if arguments[-1] is Ellipsis:
        return st.lists(some(arguments[0]), max_size=2).map(tuple)
    return st.tuples(*map(some, arguments))


def _structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{field.name: some(field.type) for field in msgspec.structs.fields(kind)})


@pytest.mark.parametrize("kind", [Reading, Claim, Copy])
@given(data=st.data())
@settings(max_examples=40)
def test_values_survive_json(kind: type[msgspec.Struct], data: st.DataObject) -> None:
    """What is printed and read again is the same value, and printed again the same bytes."""
    value = data.draw(some(kind))
    printed = to_json(value)

    assert from_json(printed, kind) == value
    assert to_json(from_json(printed, kind)) == printed
    assert b"\n" not in printed


@pytest.mark.parametrize("kind", [Reading, Claim, Copy])
@given(data=st.data())
@settings(max_examples=20)
def test_what_is_printed_fits_the_schema(kind: type[msgspec.Struct], data: st.DataObject) -> None:
    """The schema accepts every value that can be printed."""
    VALIDATOR.validate(json.loads(to_json(data.draw(some(kind)))))


SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(0, 2**53),
}
COMPOUND: dict[Any, Callable[[tuple[Any, ...]], st.SearchStrategy[Any]]] = {
    Literal: st.sampled_from,
    Union: _either,
    UnionType: _either,
    dict: lambda arguments: st.dictionaries(some(str), some(arguments[1]), max_size=2),
    tuple: _tuples,
}


CONTRACT = {
    "format": "averment.reading/1",
    "document": {
        "digest": "sha256:00",
        "media_type": "text/plain",
        "title": "Vantor denies it",
        "outlet": None,
        "url": None,
        "published": {"start": "2031-03-12", "end": "2031-03-12", "how": "given"},
        "text": "Vantor denies it.",
        "segments": [{"kind": "headline", "span": [0, 16]}],
    },
    "attributions": [
        {
            "id": "a1",
            "cue": [[7, 13]],
            "source": [[0, 6]],
            "content": [[14, 16]],
            "act": "deny",
            "certainty": "certain",
            "about": [],
            "speaker": "s1",
            "evidence": ["e1"],
            "said": [0, 6],
            "score": 0.93,
        }
    ],
    "speakers": [
        {
            "id": "s1",
            "name": "Vantor",
            "kind": "government",
            "role": None,
            "affiliation": None,
            "party": "Vantor",
            "mentions": [[0, 6]],
        }
    ],
    "evidence": [{"id": "e1", "span": [14, 16], "type": "imagery", "polarity": "supports", "for": ["a1"]}],
    "figures": [
        {
            "id": "f1",
            "span": [14, 16],
            "what": "killed",
            "unit": "prisoners",
            "low": None,
            "high": 50,
            "approximate": False,
            "per": "day",
            "by": "a1",
        }
    ],
    "dates": [
        {"span": [14, 16], "start": "2031-03-12", "end": "2031-03-12", "granularity": "day", "anchor": "published"},
        {
            "span": [0, 6],
            "start": None,
            "end": None,
            "granularity": "day",
            "anchor": "published",
            "candidates": [
                {"start": "2031-03-12", "end": "2031-03-12"},
                {"start": "2031-03-05", "end": "2031-03-05"},
            ],
        },
    ],
    "skipped": [{"span": [0, 6], "why": "language", "language": None}],
    "model": {"reader": "sha256:00", "version": "0.1.0"},
}


def test_the_output_keeps_its_contract() -> None:
    """A reading in the documented form is read, and all its keys are printed again under the same names."""
    printed = json.loads(to_json(from_json(json.dumps(CONTRACT).encode(), Reading)))

    assert _within(CONTRACT, printed)


def _within(wanted: Any, given: Any) -> bool:  # noqa: ANN401  # any JSON
    if isinstance(wanted, dict):
        return all(key in given and _within(value, given[key]) for key, value in wanted.items())
    if isinstance(wanted, list):
        return len(wanted) == len(given) and all(map(_within, wanted, given))
    return bool(wanted == given)


def test_what_is_no_reading_is_refused() -> None:
    """A wrong type is an error that says where."""
    with pytest.raises(msgspec.ValidationError, match=r"\$\.document\.text"):
        from_json(b'{"document": {"digest": "", "media_type": "", "text": 5}, "model": {}}', Reading)
