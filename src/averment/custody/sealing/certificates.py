"""The certificates that a token of a time-stamping authority carries, as a stranger's `openssl` wants them.

In: a reply (RFC 3161 §2.4.2). Out: PEM, one certificate after the other; empty where it carries none.
"""

from __future__ import annotations

from averment.errors import DamagedError


def chain(reply: bytes) -> bytes:
    """Give the certificates in a reply as PEM. `DamagedError` where it is no reply."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import Encoding
    from rfc3161_client import decode_timestamp_response

    try:
        found = decode_timestamp_response(reply).signed_data.certificates
        certificates = [x509.load_der_x509_certificate(bytes(each)) for each in found]
    except ValueError as error:
        message = "an entry names as a token what is no reply of a time-stamping authority"
        raise DamagedError(message) from error
    return b"".join(sorted(each.public_bytes(Encoding.PEM) for each in certificates))
