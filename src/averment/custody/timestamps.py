"""Time stamps of an authority on a head (RFC 3161): that these bytes were there at that time, says somebody else.

In: the bytes of a signed checkpoint, replies of an authority, its certificates. Out: queries, replies, times.
`ask` is the only thing in the package that uses the network. What a stamp proves rests on the authority's key alone:
whether its certificate was revoked is not looked up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Final

from averment.errors import TimestampError, UsageError

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

MAX_REPLY: Final = 1 << 20
"""Bytes of a reply, 1 MiB: one with its certificates has some 6 kB."""
PATIENCE: Final = 30.0
"""Seconds that an authority may take, in all and for each step: a common one takes less than one."""
_QUERY = "application/timestamp-query"
_REPLY = "application/timestamp-reply"
_HASHES = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


def query(data: bytes) -> bytes:
    """Make the query for the data: a TimeStampReq in DER with its SHA-256, which asks for the certificate.

    There is no nonce: a reply made before to the same query would be as good, and the same data gives the same query.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def ask(url: str, query: bytes) -> bytes:
    """Send a query to an authority and give its reply as it came, unchecked (RFC 3161 §3.4).

    `UsageError` where the address is not one of http or https, `TimestampError` where no reply came from there: in
    time, of the right type and size, and from that very address (another one is not gone to unasked).
    """
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    _check_address(url)
    headers = {"Content-Type": _QUERY, "Accept": _REPLY, "User-Agent": "averment"}
    request = Request(url, data=query, headers=headers, method="POST")  # noqa: S310  # the scheme was checked
    until = monotonic() + PATIENCE
    try:
        with _opener().open(request, timeout=PATIENCE) as response:
            return _body(response, url, until)
    except HTTPError as error:
        elsewhere = error.headers["Location"]
        where = f", and points to {elsewhere[:200]}" if elsewhere else ""
        message = f"it answered {error.code} {error.reason}{where}"
        error.close()
    except URLError as error:
        message = f"it could not be reached: {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        message = f"it could not be reached: {str(error) or type(error).__name__}"
    raise TimestampError(message, subject=url)


def _opener() -> OpenerDirector:
    """Make what speaks http and https and nothing else, and goes where it is sent and nowhere else."""
    from urllib.request import (
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        HTTPHandler,
        HTTPSHandler,
        OpenerDirector,
        ProxyHandler,
    )

    opener = OpenerDirector()
    for handler in (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener


def _check_address(url: str) -> None:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or not url.isprintable() or " " in url:
        message = "this is not the address of an authority: `https://` and so on"
        raise UsageError(message, subject=url)


def _body(response: HTTPResponse, url: str, until: float) -> bytes:
    kind = response.headers.get_content_type()
    if kind != _REPLY:
        message = f"it answered with {kind}, and not with a time stamp"
        raise TimestampError(message, subject=url)
    data = bytearray()
    while piece := response.read1(MAX_REPLY):
        data += piece
        if len(data) > MAX_REPLY or monotonic() > until:
            message = f"its answer is longer than {MAX_REPLY:,} bytes, or takes more than {PATIENCE:.0f} s"
            raise TimestampError(message, subject=url)
    if response.length:
        message = f"its answer broke off {response.length:,} bytes before its end"
        raise TimestampError(message, subject=url)
    return bytes(data)


def claimed(reply: bytes, data: bytes) -> datetime:
    """Give the time, in UTC, that a reply claims for the data. Its signature is not checked: see `check`.

    `TimestampError` where it is no reply, the authority refused, or it is about other data.
    """
    return _stamped(_decoded(reply), data)


def check(reply: bytes, data: bytes, roots: Sequence[bytes]) -> datetime:
    """Give the time, in UTC, that an authority vouches for: at that moment the data were there.

    `roots` are certificates in PEM, one or several each, that the person trusts; the one that signed must lead to one
    of them, have been valid at the time of the stamp, and be for time stamping (RFC 3161 §2.3). `TimestampError`.
    """
    from rfc3161_client import VerificationError, VerifierBuilder

    trusted = _certificates(roots)
    response = _decoded(reply)
    stamped = _stamped(response, data)
    try:
        VerifierBuilder(roots=trusted).build().verify_message(response, data)
    except (VerificationError, ValueError) as error:
        message = f"the stamp does not hold with the certificates given: {error}"
        raise TimestampError(message) from error
    return stamped


def _decoded(reply: bytes) -> TimeStampResponse:
    from rfc3161_client import decode_timestamp_response

    try:
        response = decode_timestamp_response(reply)
        refused = response.status
    except ValueError as error:
        message = "this is no reply of a time-stamping authority"
        raise TimestampError(message) from error
    if refused:
        said = "; ".join(response.status_string) or "and gave no reason"
        message = f"the authority did not grant the stamp (status {refused}): {said}"
        raise TimestampError(message)
    return response


def _stamped(response: TimeStampResponse, data: bytes) -> datetime:
    """Give the time in a reply that is about the data. `check` looks at the signature afterwards."""
    try:
        imprint = response.tst_info.message_imprint
        name, stamped = _HASHES.get(imprint.hash_algorithm.dotted_string), response.tst_info.gen_time
    except ValueError as error:
        message = "the reply of the authority holds no time stamp that can be read"
        raise TimestampError(message) from error
    if name is None or imprint.message != hashlib.new(name, data).digest():
        message = "the stamp is not on this head, but on something else"
        raise TimestampError(message)
    return stamped


def _certificates(roots: Sequence[bytes]) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        found = {certificate for data in roots for certificate in load_pem_x509_certificates(data)}
    except ValueError as error:
        message = "this holds no certificate in PEM"
        raise TimestampError(message) from error
    if not found:
        message = "a stamp can be checked only with a certificate of the authority"
        raise TimestampError(message)
    return list(found)
