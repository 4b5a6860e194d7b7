"""The key of a case and the heads it signed: the one at hand, and those kept elsewhere.

In: bytes of heads, and what the log came to. Out: checks.
Rules: C2SP signed-note and tlog-checkpoint; RFC 9162 §2.1.1 for roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from averment.custody.checkpoints import Checkpoint, open_checkpoint, origin_of, parse_checkpoint
from averment.custody.keys import Verifier
from averment.custody.notes import split_note
from averment.custody.verifying.lines import LogRead
from averment.custody.verifying.tallies import Tally
from averment.errors import AvermentError, DamagedError
from averment.values import Check

_NO_KEY = "there is no key to check it with"
_KEY = "Heads are checked with the key that the first entry names. If that is not yours, this is another case."
_TAIL = (
    "A command is at work, or was interrupted, or somebody appended by hand. The next command that adds to the case "
    "keeps these bytes as an object and logs that it did."
)
_HELD = (
    "Either the head is of another case, or the log was rewritten after it was taken. Trust the head: it was "
    "out of reach of whoever had the case. Look for a copy of the case from that time."
)
_OLD_COPY = "Compare with another copy of the case, and ask who had it since; only a copy from before can repair it."


@dataclass(frozen=True)
class Head:
    """The head at hand: its bytes, and what it says, which is not yet to be believed; or why there is none."""

    data: bytes = b""
    claimed: Checkpoint | None = None
    fault: str | None = None


def claimed_head(data: bytes) -> Head:
    """Read what a head says before there is a key to check it with."""
    try:
        return Head(data, parse_checkpoint(split_note(data)[0]))
    except DamagedError as error:
        return Head(data, fault=error.message)


def check_key(pem: bytes | str, log: LogRead) -> tuple[Check, Verifier | None]:
    """Check that the key beside the log is the one that the log began with. A `str` says why there is no key."""
    if log.began is None:
        found = "the log does not begin with an entry that names its key"
        return Check(name="key", state="failed", found=found, advice=_OLD_COPY), None
    try:
        verifier = Verifier.parse(log.began.key)
        expected = verifier.to_pem()
    except (AvermentError, ValueError):
        verifier, expected = None, b""
    if verifier is None or verifier.name != origin_of(log.began.case):
        found = "the first entry names no key of Ed25519, or that of another case"
        return Check(name="key", state="failed", found=found, advice=_OLD_COPY), None
    if pem != expected:
        found = f"key.pub: {pem}" if isinstance(pem, str) else "key.pub is not the key that the first entry names"
        return Check(name="key", state="failed", found=found, advice=_KEY, subjects=("key.pub",)), verifier
    found = f"key.pub is the key that the first entry names: {verifier}"
    return Check(name="key", state="passed", found=found), verifier


def check_head(head: Head, verifier: Verifier | None, log: LogRead, root: bytes | None) -> Check:
    """Check signature, size and root of the head at hand."""
    fault = head.fault or (not_signed(head.data, verifier) if verifier else _NO_KEY)
    if head.claimed and not fault:
        if len(split_note(head.data)[1]) != 1:
            fault = "the head has more under it than the signature of its key"
        elif log.size != head.claimed.size:
            fault = f"the head is of {head.claimed.size:,} entries, the log has {log.size:,}: the others are missing"
        elif root != head.claimed.root:
            fault = "the entries are not those that the head was signed over: some line of the log was changed"
    if fault:
        return Check(name="head", state="failed", found=fault, advice=_OLD_COPY, subjects=("checkpoint",))
    found = f"{log.size:,} entries, root {root.hex() if root else ''}, signed"
    return Check(name="head", state="passed", found=found)


def not_signed(data: bytes, verifier: Verifier) -> str | None:
    """Say why a head is not one that the key signed for its log."""
    try:
        open_checkpoint(data, verifier)
    except AvermentError as error:
        return error.message
    return None


def check_tail(log: LogRead) -> Iterator[Check]:
    """Say that there are bytes which no head covers."""
    if log.tail:
        found = f"the log goes on for {log.tail:,} bytes that no head covers; they count for nothing"
        yield Check(name="tail", state="not checked", found=found, advice=_TAIL, subjects=("log.jsonl",))


def check_held(
    heads: Sequence[bytes], verifier: Verifier | None, log: LogRead, roots: dict[int, bytes]
) -> Iterator[Check]:
    """Check that heads which were kept elsewhere are of this log, and that the log only grew since."""
    tally = Tally()
    for number, data in enumerate(heads, start=1):
        head = claimed_head(data)
        fault = head.fault or (not_signed(data, verifier) if verifier else _NO_KEY)
        if head.claimed and not fault:
            fault = prefix_fault(head.claimed, log, roots)
        if fault:
            tally.add(fault, f"head {number}" + (f", of {head.claimed.size:,} entries" if head.claimed else ""))
    if tally:
        yield tally.check("held heads", "failed", f"of {len(heads)} held elsewhere", _HELD)
    elif heads:
        sizes = ", ".join(f"{claimed_size(data):,}" for data in heads)
        found = f"the log only grew since each head that was held elsewhere (entries: {sizes})"
        yield Check(name="held heads", state="passed", found=found)


def claimed_size(data: bytes) -> int:
    """Give the size a head claims, -1 where it is no head."""
    claimed = claimed_head(data).claimed
    return claimed.size if claimed else -1


def prefix_fault(head: Checkpoint, log: LogRead, roots: dict[int, bytes]) -> str | None:
    """Say why the log did not grow from what it was when the head was signed."""
    if head.size > log.size:
        return "of more entries than the log has: the last ones are missing here"
    if roots.get(head.size) != head.root:
        return "signed over other entries than the log has: the log was rewritten since"
    return None
