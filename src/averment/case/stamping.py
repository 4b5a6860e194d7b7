"""Time stamps on heads of a case: the query for one, and the reply kept with the head it is on.

In: an authority's reply, which may come days after the query. Out: an entry that names the reply and the stamped head.
A head that is no more on the disk is signed again: the signature is the same (Ed25519, RFC 8032 §5.1.6).
"""

from __future__ import annotations

from typing import Final

from averment.case.store import Store
from averment.custody.checkpoints import Checkpoint, sign_checkpoint
from averment.custody.files import read_file
from averment.custody.keys import PRIVATE_FILE, Signer
from averment.custody.notes import MAX_NOTE
from averment.custody.timestamps import MAX_REPLY, claimed
from averment.custody.timestamps import query as query_for
from averment.custody.tree import Frontier, leaf_hash
from averment.custody.writing import HEAD
from averment.errors import TimestampError, UsageError
from averment.values.log import Timestamped

LONGEST_NAME: Final = 2_000
"""Code points of the name or address of an authority."""


def query(store: Store) -> bytes:
    """Give the query for the head as it is now."""
    return query_for(_head(store))


def stamp(store: Store, reply: bytes, tsa: str) -> Timestamped:
    """Keep a reply. `TimestampError` where it is on no head of the log."""
    if not tsa.isprintable() or not 0 < len(tsa) <= LONGEST_NAME or len(reply) > MAX_REPLY:
        message = f"an authority has a name or an address on one line, and its reply up to {MAX_REPLY:,} bytes"
        raise UsageError(message)
    with store.writing() as session:
        head, size = _stamped(store, reply)
        checkpoint, token = store.objects.put(head), store.objects.put(reply)
        (written,) = session.append([Timestamped(size=size, checkpoint=checkpoint, token=token, tsa=tsa)])
    assert isinstance(written, Timestamped)  # noqa: S101  # it is the one given
    return written


def _stamped(store: Store, reply: bytes) -> tuple[bytes, int]:
    """Give the signed head that a reply is on, and its size: the present one, or else an earlier one."""
    head = _head(store)
    try:
        claimed(reply, head)
    except TimestampError as error:
        earlier = _earlier(store, reply)
        if earlier is None:
            raise error from None
        return earlier
    return head, store.log.head().size


def _earlier(store: Store, reply: bytes) -> tuple[bytes, int] | None:
    """Sign each head that the log may have had, from the first."""
    verifier = store.log.verifier
    signer = Signer.load(store.folder / PRIVATE_FILE, verifier.name)
    frontier = Frontier()
    for line in store.log.lines():
        frontier.append(leaf_hash(line))
        note = sign_checkpoint(Checkpoint(origin=verifier.name, size=frontier.size, root=frontier.root()), signer)
        try:
            claimed(reply, note)
        except TimestampError:
            continue
        return note, frontier.size
    return None


def _head(store: Store) -> bytes:
    return read_file(store.folder / HEAD, MAX_NOTE)
