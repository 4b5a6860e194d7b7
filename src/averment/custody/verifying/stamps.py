"""Heads that a time-stamping authority stamped: each is of this log, each token is of its head, and who signed it.

In: entries, heads and tokens as they lie in the store, root certificates that the person trusts. Out: a check.
Rules: RFC 3161 §2.4.2. Without a root certificate nobody can say who signed: that is "not checked", never "passed".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from averment.custody.keys import Verifier
from averment.custody.verifying.heads import claimed_head, not_signed, prefix_fault
from averment.custody.verifying.lines import LogRead
from averment.custody.verifying.tallies import Tally
from averment.errors import AvermentError
from averment.values import Check
from averment.values.log import Timestamped

_SHOWN = 3
_FAILED = (
    "Check that the certificate is the root of that authority. If it is, token or head were changed: "
    "compare with another copy of the case."
)
_UNTRUSTED = "Get the root certificate from the authority itself and give it: `averment verify PATH --tsa-cert FILE`."


@dataclass(frozen=True)
class Stamp:
    """A stamped head as it lies in the store: what the entry says, the head, the token; a `str` says why not."""

    entry: Timestamped
    checkpoint: bytes | str
    token: bytes | str


def check_stamps(
    stamps: Sequence[Stamp], verifier: Verifier | None, log: LogRead, roots: dict[int, bytes], trusted: Sequence[bytes]
) -> Iterator[Check]:
    """Check the tokens of time-stamping authorities, against the root certificates that the person trusts."""
    failed, times = Tally(), []
    for stamp in stamps:
        fault = _stamp_fault(stamp, verifier, log, roots) if verifier else "no key to check its head with"
        answer = fault or _time(stamp, trusted)
        if isinstance(answer, str):
            failed.add(answer, f"head of {stamp.entry.size:,} entries, {stamp.entry.tsa}")
        else:
            times.append(f"{stamp.entry.size:,} entries at {answer:%Y-%m-%dT%H:%M:%SZ}")
    said = "; ".join(times[:_SHOWN]) + (f"; and {len(times) - _SHOWN} more" if len(times) > _SHOWN else "")
    if failed:
        yield failed.check("timestamps", "failed", f"of {len(stamps)}", _FAILED)
    elif stamps and trusted:
        yield Check(name="timestamps", state="passed", found=f"stamped: {said}")
    elif stamps:
        found = f"the tokens are of heads of this log and say {said}; who signed them was not checked"
        yield Check(name="timestamps", state="not checked", found=found, advice=_UNTRUSTED)


def _stamp_fault(stamp: Stamp, verifier: Verifier, log: LogRead, roots: dict[int, bytes]) -> str | None:
    if isinstance(stamp.checkpoint, str):
        return f"head {stamp.checkpoint}"
    if isinstance(stamp.token, str):
        return f"token {stamp.token}"
    head = claimed_head(stamp.checkpoint)
    if head.claimed is None or head.claimed.size != stamp.entry.size:
        return "of no head, or of another than its entry says"
    return not_signed(stamp.checkpoint, verifier) or prefix_fault(head.claimed, log, roots)


def _time(stamp: Stamp, trusted: Sequence[bytes]) -> datetime | str:
    """Give the time of a token whose head was found good; without roots the one it says. A `str` says what is wrong."""
    from averment.custody.timestamps import check, claimed

    if isinstance(stamp.checkpoint, str) or isinstance(stamp.token, str):
        return "missing"
    try:
        return check(stamp.token, stamp.checkpoint, trusted) if trusted else claimed(stamp.token, stamp.checkpoint)
    except AvermentError as error:
        return error.message
