"""Hostile input: large, deep, unclosed, damaged. Each gives a result or an `InputError`, in bounded time and memory."""

from __future__ import annotations

import random
import time
import tracemalloc

import pytest

from averment.capture import capture
from averment.errors import InputError

PAGE = b"<!DOCTYPE html><body>"
MANY = 40_000

HOSTILE = {
    "nested tags": PAGE + b"<div>" * 120_000 + b"text",
    "nested inline tags": PAGE + b"<b><i>" * MANY + b"text",
    "misnested tags": PAGE + b"<b><i></b>x</i>" * (MANY // 4),
    "paragraph behind a button": PAGE + b"<p><button>" + b"<span>" * MANY + b"<div></div>" * MANY + b"text",
    "closing tags": PAGE + b"</p></div></b>" * MANY + b"text",
    "signs": PAGE + b"<" * 10 * MANY,
    "signs in text": b"<" * 10 * MANY,
    "open comments": PAGE + b"text<!-- " * MANY,
    "dashes": PAGE + b"text<!--" + b"-" * 10 * MANY,
    "open scripts": PAGE + b"text<script> " * MANY,
    "open titles": PAGE + b"text<title> " * MANY,
    "open quotes": PAGE + b"text" + b"<a href='" * MANY,
    "open tags": PAGE + b"text" + b"<a b " * MANY,
    "declarations": PAGE + b"text" + b"<!x<?y" * MANY,
    "attributes": PAGE + b"<p " + b"a=b " * MANY + b">text",
    "equals": PAGE + b"<p a" + b"=" * 10 * MANY + b">text",
    "slashes": PAGE + b"<p " + b"/ " * MANY + b">text",
    "classes": PAGE + b"<p class='" + b"share " * MANY + b"'>text",
    "references": PAGE + b"&lt;&notit;&" * MANY,
    "digits": PAGE + b"text &#" + b"9" * 10 * MANY + b";",
    "white space": PAGE + b"text" + b" \t" * 10 * MANY + b"text",
    "breaks": PAGE + b"text" + b"<br>" * MANY + b"text",
    "cells": PAGE + b"<table>" + b"<tr><td>text" * (MANY // 4),
    "nested tables": PAGE + b"<table><tr><td>" * (MANY // 4) + b"text",
    "linked data": PAGE + b'<script type="application/ld+json">' + b"[" * 5 * MANY + b"</script>text",
    "metas": PAGE + b'<meta name=author content="A B">' * MANY + b"text",
    "one long line": b"x" * 10 * MANY,
    "line ends": b"\r\n" * 10 * MANY + b"text",
    "line ends alone": b"\r" * 10 * MANY + b"text",
    "dashes and capitals": b"AB-CD-" * MANY + b"\n\n" + b"AB CD, " * MANY,
    "site lines": b"text.\n" + b"Share\n" * MANY,
    "bad bytes": b"text \xff" * MANY,
    "cut sequences": b"\xe2\x82" * MANY,
    "encoded surrogates": b"text \xed\xa0\x80" * MANY,
    "marks": b"text " + "\u0301\u202e".encode() * MANY,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_read_or_refused_in_bounded_time(name: str) -> None:
    """No crash, no quadratic time: about a second each, and never another error than one of ours."""
    begun = time.monotonic()
    try:
        captured = capture(HOSTILE[name])
    except InputError:
        captured = None
    assert time.monotonic() - begun < 60, "quadratic time takes many minutes here"
    if captured is not None:
        text, places = captured.document.text, captured.places
        assert places.bytes(0, len(text))[1] <= len(HOSTILE[name])
        text.encode()


def test_the_map_of_a_large_text_is_small() -> None:
    """The map of a large text costs little beside the text."""
    data = "Ünïcode text, said سلام by someone.\r\n".encode() * 250_000  # 11 MB
    tracemalloc.start()
    captured = capture(data)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = len(data)
    assert kept < 5 * size
    assert peak < 12 * size
    end = len(captured.document.text)
    assert captured.places.bytes(end - 1, end) == (size - 2, size)


@pytest.mark.parametrize("seed", range(8))
def test_noise_is_read_or_refused(seed: int) -> None:
    """Random bytes, and pages damaged at random, never raise anything but an `InputError`."""
    chance = random.Random(seed)
    pieces = [
        b"<",
        b">",
        b"</",
        b"<p",
        b"<script",
        b"<!--",
        b"--",
        b"'",
        b'"',
        b"=",
        b"&",
        b"&#x",
        b";",
        b"text ",
        b"\r\n",
        b"\xff",
    ]
    pieces += [
        b"\x00",
        b"<table>",
        b"<td>",
        b"</p>",
        b"hidden",
        b" ",
        b"<title>",
        b"<meta charset=",
        b"\xed\xa0\x80",
        b"\xc3\xa9",
    ]
    for _ in range(20):
        data = b"".join(chance.choice(pieces) for _ in range(chance.randrange(1, 120)))
        for whole in (data, PAGE + data, chance.randbytes(200)):
            try:
                captured = capture(whole)
            except InputError:
                continue
            captured.document.text.encode()
            assert captured.places.bytes(0, len(captured.document.text))[1] <= len(whole)
