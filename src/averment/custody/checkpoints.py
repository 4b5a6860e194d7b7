"""Heads of a log: its name, its size and the root of its tree, as text and signed. C2SP tlog-checkpoint.

In: sizes and roots, or the bytes of a signed note. Out: `Checkpoint`, its text, its signed note.
The format: https://c2sp.org/tlog-checkpoint.
"""

from __future__ import annotations

import base64
import re

import msgspec

from averment.custody.keys import Signer, Verifier, is_key_name, strict_base64
from averment.custody.notes import open_note, sign_note
from averment.errors import DamagedError

MAX_SIZE = 2**63 - 1
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """What a log was at a moment. `root` is 32 bytes; `extensions` are lines that others added, ours have none."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def text(self) -> str:
        """Give what is signed: a line each for the origin, the size and the root in base64."""
        lines = (self.origin, str(self.size), base64.b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def origin_of(case: str) -> str:
    """Give the origin of the log of a case, which is the name of its key too."""
    return f"averment.case/{case}"


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; `DamagedError` where it is none, or not in the one form that there is."""
    origin, size, root, *extensions = [*text.split("\n"), "", "", ""][: max(3, text.count("\n"))]
    try:
        hashed = strict_base64(root)
    except ValueError:
        hashed = b""
    if not _DECIMAL.fullmatch(size) or int(size) > MAX_SIZE or len(hashed) != 32 or not is_key_name(origin):  # noqa: PLR2004  # bytes of SHA-256
        message = "this is no checkpoint: an origin, a size and a root"
        raise DamagedError(message, subject=origin[:100] or None)
    checkpoint = Checkpoint(origin=origin, size=int(size), root=hashed, extensions=tuple(extensions))
    if checkpoint.text() != text or not all(extensions):
        message = "a checkpoint has a newline after each line, and no line is empty"
        raise DamagedError(message, subject=origin)
    return checkpoint


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> bytes:
    """Give the checkpoint as a signed note."""
    return sign_note(checkpoint.text(), signer)


def open_checkpoint(data: bytes, verifier: Verifier) -> Checkpoint:
    """Read a signed checkpoint; `DamagedError` where the key did not sign it or it is of another log.

    The origin of our logs is the name of their key.
    """
    checkpoint = parse_checkpoint(open_note(data, verifier))
    if checkpoint.origin != verifier.name:
        message = f"the checkpoint is of another log: {checkpoint.origin[:100]}"
        raise DamagedError(message, subject=verifier.name)
    return checkpoint
