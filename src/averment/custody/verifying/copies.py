"""What a bag has twice, so that a stranger needs no program of ours: it must be what log and objects come to.

In: the folder `data` of a bag, its log as read, its head. Out: a check.
Rules: RFC 9162 §2.1.3.2 for the proofs. Lines of readings are the stored bytes, so they are hashed, not decoded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path

import msgspec

from averment.custody.checkpoints import Checkpoint
from averment.custody.notes import split_note
from averment.custody.tree import leaf_hash, verify_inclusion
from averment.custody.verifying.files import UnreadableError, opened, read_small
from averment.custody.verifying.holdings import Digest, Holdings, name_of
from averment.custody.verifying.lines import LogRead
from averment.custody.verifying.store import hash_file
from averment.custody.verifying.tallies import Tally
from averment.values import Check, Inclusion, Judgement, from_json
from averment.values.log import Timestamped

_ADVICE = "These are copies: trust log and objects, where those checks passed, and ask for the bag again."


class _Name(msgspec.Struct, frozen=True):
    digest: str


def stamp_folders(stamps: list[Timestamped]) -> Iterator[tuple[str, Timestamped]]:
    """Give each stamp the name of its folder: the size it stamped, and the entry's number where there are several."""
    used: set[str] = set()
    for stamp in stamps:
        name = str(stamp.size) if str(stamp.size) not in used else f"{stamp.size}-{stamp.seq}"
        used.add(name)
        yield name, stamp


def check_copies(data: Path, head: bytes, checkpoint: Checkpoint, log: LogRead) -> Check:
    """Check the files for openssl, the proofs and the ledger of a bag whose head was found good."""
    tally = Tally()
    for path, is_right in _expected(head, checkpoint, log):
        try:
            if not is_right(data / path):
                tally.add("not what the log says", path)
        except UnreadableError as error:
            tally.add(f"unreadable ({error})", path)
    if tally:
        return tally.check("copies", "failed", "of proofs, ledger and files for openssl", _ADVICE)
    found = "proofs, ledger and files for openssl are what log and objects come to"
    return Check(name="copies", state="passed", found=found)


def _expected(head: bytes, checkpoint: Checkpoint, log: LogRead) -> Iterator[tuple[str, Callable[[Path], bool]]]:
    text, (signature,) = split_note(head)
    holdings = log.holdings
    yield "openssl/checkpoint.body", lambda path: read_small(path) == text.encode()
    yield "openssl/checkpoint.sig", lambda path: read_small(path) == signature.signature
    for name, stamp in stamp_folders(holdings.stamps):
        for file, digest in (("checkpoint", stamp.checkpoint), ("token.tsr", stamp.token)):
            yield f"timestamps/{name}/{file}", lambda path, digest=digest: name_of(hash_file(path)) == digest  # type: ignore[misc]  # bound now
    for document, seq in holdings.standing():
        yield (
            f"proofs/{document.hex()}.json",
            lambda path, document=document, seq=seq: _proves(path, document, seq, checkpoint, log),  # type: ignore[misc]
        )
    yield "ledger/documents.jsonl", lambda path: _lists(path, holdings)
    yield "ledger/readings.jsonl", lambda path: _same(_hashes(path), readings_of(holdings))
    yield "ledger/judgements.jsonl", lambda path: _same(_judgements(path), log.judgements)


def readings_of(holdings: Holdings) -> list[Digest]:
    """Name the readings that hold, in the order in which their documents came."""
    read = (holdings.readings.get(document) for document, _ in holdings.standing())
    return [reading for reading in read if reading and reading not in holdings.redacted]


def _proves(path: Path, document: Digest, seq: int, checkpoint: Checkpoint, log: LogRead) -> bool:
    try:
        proof = from_json(read_small(path, 1 << 25), Inclusion)
        hashes = [bytes.fromhex(each) for each in proof.proof]
        leaf = leaf_hash(proof.entry.encode())
    except (msgspec.MsgspecError, ValueError):
        return False
    named = (proof.document, proof.index, proof.size, proof.root)
    return (
        named == (name_of(document), seq, checkpoint.size, checkpoint.root.hex())
        and leaf == log.leaf(seq)
        and verify_inclusion(leaf, seq, checkpoint.size, hashes, checkpoint.root)
    )


def _same(found: Iterator[object], expected: list[Digest] | list[Judgement]) -> bool:
    return all(one == other for one, other in zip_longest(found, expected))


def _lists(path: Path, holdings: Holdings) -> bool:
    expected = [name_of(document) for document, _ in holdings.standing()]
    try:
        return [from_json(line, _Name).digest for line in _lines(path)] == expected
    except (msgspec.MsgspecError, ValueError):
        return False


def _judgements(path: Path) -> Iterator[Judgement | None]:
    for line in _lines(path):
        try:
            yield from_json(line, Judgement)
        except (msgspec.MsgspecError, ValueError):
            yield None


def _hashes(path: Path) -> Iterator[Digest]:
    return (hashlib.sha256(line).digest() for line in _lines(path))


def _lines(path: Path) -> Iterator[bytes]:
    """Give the lines; one that is not ended is none of ours, and hashes to nothing we know."""
    with opened(path) as file:
        for line in file:
            yield line.removesuffix(b"\n") if line.endswith(b"\n") else b""
