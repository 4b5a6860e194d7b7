"""What crosses from the process of a parser: what was sent, or an error, whatever the bytes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment import Capture, Document
from averment.capture import Given, Made, Member, Refused
from averment.capture.found import Found
from averment.capture.limits import Limits
from averment.capture.sandbox import wire

SMALL = Limits(text=100, record=1000, member=50)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
FOUND = st.one_of(
    st.builds(
        lambda text, url: Made(capture=Capture(document=Document(digest="", media_type="", text=text, url=url))),
        TEXTS,
        st.none() | TEXTS,
    ),
    st.builds(Member, name=TEXTS, place=st.dictionaries(TEXTS, TEXTS | st.integers(0, 2**40)), data=st.binary()),
    st.builds(Refused, name=TEXTS, error=TEXTS, message=TEXTS),
)


@given(FOUND)
def test_what_was_found_comes_back(found: Found) -> None:
    """A document, a member and a refusal are the same on the other side."""
    head, body = wire.encode_found(found)
    kind, record, length = wire.lengths(head[: wire.HEADER.size], Limits())

    assert (kind, length) == (b"f", len(body))
    assert wire.decode_found(wire.Frame(kind, head[-record:], body)) == found


@given(st.binary(min_size=wire.HEADER.size, max_size=wire.HEADER.size))
def test_a_header_promises_what_is_allowed(header: bytes) -> None:
    """Whatever the header, no more is waited for than the limits allow."""
    with suppress(wire.WireError):
        _, record, body = wire.lengths(header, SMALL)
        assert record <= SMALL.record
        assert body <= max(SMALL.text, SMALL.member)


@given(st.binary(), st.binary())
def test_any_record_is_decoded_or_refused(record: bytes, body: bytes) -> None:
    """Bytes that are no record raise the one error there is for that."""
    for decode in (wire.decode_found, wire.decode_failure):
        with suppress(wire.WireError):
            decode(wire.Frame(b"f", record, body))


@given(FOUND, st.data())
def test_a_damaged_record_is_decoded_or_refused(found: Found, data: st.DataObject) -> None:
    """A record with a byte changed gives a value of the right type, or that error."""
    head, body = wire.encode_found(found)
    record = bytearray(head[wire.HEADER.size :])
    record[data.draw(st.integers(0, len(record) - 1))] = data.draw(st.integers(0, 255))
    with suppress(wire.WireError):
        assert isinstance(wire.decode_found(wire.Frame(b"f", bytes(record), body)), Made | Member | Refused)


def test_types_are_strict() -> None:
    """A number where a text must be is refused, not turned into one."""
    with pytest.raises(wire.WireError, match=r"Expected `str`, got `int`"):
        wire.decode_failure(wire.Frame(b"e", b"\x82\xa5error\x01\xa7message\x02", b""))


@given(st.text(), st.text())
def test_what_is_known_of_a_file_is_bounded(name: str, url: str) -> None:
    """Any name fits into one message; an address is whole or not there."""
    encoded = wire.encode_given(Given(name=name * 5000, url=url, captured=name * 5000, charset=name * 5000))
    known = wire.decode_asked(encoded)
    assert isinstance(known, Given)

    assert len(encoded) < 1 << 16
    assert known.url is None or known.url == url.encode(errors="backslashreplace").decode()
