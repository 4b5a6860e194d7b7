"""Signed notes: a text, a blank line, and a line for each signature over the text. C2SP signed-note.

In: a text that ends in a newline, and keys. Out: the note as bytes; the text of a note whose signature holds.
The format: https://c2sp.org/signed-note. Only Ed25519 signatures are made or checked; others are passed over.
"""

from __future__ import annotations

import base64
import re

import msgspec

from averment.custody.keys import Signer, Verifier, is_key_name, strict_base64
from averment.errors import DamagedError, UsageError

MAX_NOTE = 1_000_000
"""Bytes in a note, as in Go's `golang.org/x/mod/sumdb/note`."""
MAX_SIGNATURES = 100
"""Signatures on a note, as there."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """A line under a note: the name of a key, its id (4 bytes), and the signature, whose form depends on the key."""

    name: str
    key_id: bytes
    signature: bytes


def sign_note(text: str, signer: Signer) -> bytes:
    """Sign a text. `UsageError` where it cannot be one: it must end in a newline and hold no control character."""
    if not text.endswith("\n") or _CONTROL.search(text):
        message = "the text of a note ends in a newline and holds no other control character"
        raise UsageError(message)
    signed = base64.b64encode(signer.verifier.key_id + signer.sign(text.encode())).decode()
    return f"{text}\n— {signer.name} {signed}\n".encode()


def split_note(data: bytes) -> tuple[str, tuple[Signature, ...]]:
    """Take a note apart, nothing checked but its form: `DamagedError` where that is not as specified."""
    if len(data) > MAX_NOTE:
        message = f"a signed note of more than {MAX_NOTE:,} bytes"
        raise DamagedError(message)
    try:
        note = data.decode()
    except UnicodeDecodeError as error:
        message = "a signed note that is not UTF-8"
        raise DamagedError(message) from error
    text, blank, under = note.rpartition("\n\n")
    lines = under.split("\n")
    if not blank or not text or lines.pop() or not lines or len(lines) > MAX_SIGNATURES or _CONTROL.search(note):
        message = "this is not a text, a blank line and signatures"
        raise DamagedError(message)
    return f"{text}\n", tuple(_signature(line) for line in lines)


def _signature(line: str) -> Signature:
    """Read `— <name> <base64 of key id and signature>`."""
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    try:
        data = strict_base64(encoded)
    except ValueError:
        data = b""
    if dash != "—" or not is_key_name(name) or len(data) < 5:  # noqa: PLR2004  # the key id and something after it
        message = "a line under a signed note is no signature"
        raise DamagedError(message)
    return Signature(name=name, key_id=data[:4], signature=data[4:])


def open_note(data: bytes, verifier: Verifier) -> str:
    """Give the text of a note that the key signed; `DamagedError` where it did not.

    Signatures of other keys are passed over. Where the key signed several times, each signature must hold.
    """
    text, signatures = split_note(data)
    ours = [s for s in signatures if s.name == verifier.name and s.key_id == verifier.key_id]
    if not ours:
        message = "the note is not signed with the key of this case"
        raise DamagedError(message, subject=verifier.name)
    if not all(verifier.verify(text.encode(), each.signature) for each in ours):
        message = "the signature does not fit the text: one of the two was changed"
        raise DamagedError(message, subject=verifier.name)
    return text
