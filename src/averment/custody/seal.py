"""Sealing a case into a bag that a stranger can check with tools that every system has.

In: a case, and a name that is not taken. Out: a BagIt bag (RFC 8493) whose `data/` is itself a case but for the key to
write to it. It is made beside its name as a hidden folder and renamed at the end: a kill leaves no half bag.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from averment.custody.bag import DECLARATION, DECLARATION_FILE, MANIFEST, PAYLOAD, TAG_MANIFEST
from averment.custody.checkpoints import Checkpoint, parse_checkpoint
from averment.custody.entries import decode
from averment.custody.files import read_file, storing, sync_folder
from averment.custody.keys import MAX_PEM, PUBLIC_FILE
from averment.custody.log import Log
from averment.custody.notes import MAX_NOTE, split_note
from averment.custody.sealing.ledger import documents, judgements
from averment.custody.sealing.payload import Payload
from averment.custody.sealing.stock import Stock
from averment.custody.tree import Tree, leaf_hash
from averment.custody.verify import verify
from averment.custody.verifying.copies import readings_of, stamp_folders
from averment.custody.verifying.holdings import Holdings, digest_of, name_of
from averment.custody.verifying.store import Progress
from averment.custody.writing import HEAD, LOG, OBJECTS
from averment.errors import DamagedError, UsageError
from averment.values import Inclusion, to_json
from averment.values.log import AnyEntry, Sealed

_BELOW: Final = f"{PAYLOAD}/"
_INSTRUCTIONS: Final = Path(__file__).with_name("VERIFY.md")


class Bag(msgspec.Struct, frozen=True, kw_only=True):
    """What was sealed: the head it holds, how many documents, how many objects stayed out (withdrawn, redacted)."""

    folder: Path
    head: Checkpoint
    documents: int
    left_out: int


def seal(  # noqa: PLR0913  # who, with what and when are the log's
    case: Path,
    out: Path,
    *,
    by: str,
    version: str,
    now: Callable[[], str],
    progress: Progress | None = None,
) -> Bag:
    """Seal a case into the new folder `out`. `by`, `version` and `now` are those of `Log.writing`.

    `progress` is told of objects copied, then of bytes verified. The objects are copied first; then a `seal` entry is
    appended, so that the log in the bag holds it; then comes what was added meanwhile. What was copied is verified
    before it gets its name: `DamagedError` where the case is not what its log says, for a seal says that it is (a
    damaged case is evidence too: copy its folder as it is). The `seal` entry stays where the sealing fails after it.
    `UsageError` where `out` is taken, lies in the case or in no folder, `StorageError` where the disk refuses.
    """
    if os.path.lexists(out) or out.resolve().is_relative_to(case.resolve()):
        message = "a bag needs a name that is not taken, and not within the case"
        raise UsageError(message, subject=str(out))
    if not out.absolute().parent.is_dir():
        message = "the folder that the bag is to lie in is not there"
        raise UsageError(message, subject=str(out))
    log = Log.open(case)
    with storing(str(out)), _beside(out) as folder:
        sealing = _Sealing(case, log, Payload(folder))
        sealing.take(log.head().size)
        sealing.stock.copy(sealing.holdings, progress)
        note = sealing.enter(out.name, by, version, now)
        sealing.stock.copy(sealing.holdings, None)
        sealing.write(note)
        _write_tags(sealing, version, now()[:10])
        _approve(folder, progress)
        sealing.payload.sync()
        _take_name(folder, out)
    return sealing.bag(out)


class _Sealing:
    """A bag as it comes to be: how far the log was taken, and what it holds so far."""

    def __init__(self, case: Path, log: Log, payload: Payload) -> None:
        self.case = case
        self.log = log
        self.payload = payload
        self.holdings = Holdings()
        self.stock = Stock(case / OBJECTS, payload)
        self.leaves: list[bytes] = []
        self.head = log.head()

    def take(self, size: int) -> None:
        """Take the entries up to a size."""
        for line in self.log.lines(len(self.leaves), size):
            self.leaves.append(leaf_hash(line))
            try:
                self.holdings.take(decode(line))
            except ValueError as error:
                message = "an entry names an object by what is no digest"
                raise DamagedError(message, subject=f"entry {len(self.leaves) - 1}") from error

    def enter(self, name: str, by: str, version: str, now: Callable[[], str]) -> bytes:
        """Log the sealing; give the head that covers it, as it was signed."""
        with self.log.writing(by, version, now) as writing:
            self.take(writing.head.size)
            writing.append([Sealed(name=name, documents=self.documents)])
            note = read_file(self.case / HEAD, MAX_NOTE)
        self.head = parse_checkpoint(split_note(note)[0])
        self.take(self.head.size)
        return note

    @property
    def documents(self) -> int:
        """Count the documents that were not withdrawn."""
        return sum(1 for _ in self.holdings.standing())

    def entries(self) -> Iterator[AnyEntry]:
        """Give the entries in the bag."""
        return self.log.entries(0, self.head.size)

    def write(self, note: bytes) -> None:
        """Write what the bag has besides objects."""
        self._put(LOG, (line + b"\n" for line in self.log.lines(0, self.head.size)))
        self._put(HEAD, [note])
        self._put(PUBLIC_FILE, [read_file(self.case / PUBLIC_FILE, MAX_PEM)])
        text, (signature,) = split_note(note)
        self._put("openssl/checkpoint.body", [text.encode()])
        self._put("openssl/checkpoint.sig", [signature.signature])
        self._put("ledger/documents.jsonl", documents(self.entries(), self.holdings, self.stock.bytes_of))
        readings = (self.stock.bytes_of(reading) + b"\n" for reading in readings_of(self.holdings))
        self._put("ledger/readings.jsonl", readings)
        self._put("ledger/judgements.jsonl", judgements(self.entries()))
        self._write_proofs()
        self._write_stamps()

    def bag(self, folder: Path) -> Bag:
        """Say what was sealed."""
        left_out = len(self.stock.placeholders)
        return Bag(folder=folder, head=self.head, documents=self.documents, left_out=left_out)

    def _write_proofs(self) -> None:
        """Write for each document that the entry which brought it is in the log (RFC 9162 §2.1.3)."""
        tree = Tree(self.leaves)
        brought = {seq: document for document, seq in self.holdings.standing()}
        for index, line in enumerate(self.log.lines(0, self.head.size)):
            if index in brought:
                proof = Inclusion(
                    document=name_of(brought[index]),
                    index=index,
                    entry=line.decode(),
                    size=self.head.size,
                    root=self.head.root.hex(),
                    proof=tuple(each.hex() for each in tree.inclusion_proof(index)),
                )
                self._put(f"proofs/{brought[index].hex()}.json", [to_json(proof)])

    def _write_stamps(self) -> None:
        """Write stamped heads, with the tokens and the certificates these carry."""
        from averment.custody.sealing.certificates import chain

        for name, stamp in stamp_folders(self.holdings.stamps):
            token = self.stock.bytes_of(digest_of(stamp.token))
            self._put(f"timestamps/{name}/checkpoint", [self.stock.bytes_of(digest_of(stamp.checkpoint))])
            self._put(f"timestamps/{name}/token.tsr", [token])
            self._put(f"timestamps/{name}/chain.pem", [chain(token)])

    def _put(self, path: str, pieces: Iterable[bytes]) -> None:
        self.payload.put(_BELOW + path, pieces)


def _write_tags(sealing: _Sealing, version: str, date: str) -> None:
    """Write what makes a bag of the payload, and how to check it."""
    payload, head = sealing.payload, sealing.head
    about = {
        "Averment-Documents": str(sealing.documents),
        "Averment-Head-Root": head.root.hex(),
        "Averment-Head-Size": str(head.size),
        "Bag-Software-Agent": f"Averment {version}",
        "Bagging-Date": date,
        "External-Identifier": head.origin,
        "Payload-Oxum": payload.oxum(_BELOW),
    }
    payload.put(DECLARATION_FILE, [DECLARATION])
    payload.put("bag-info.txt", [f"{name}: {value}\n".encode() for name, value in about.items()])
    payload.put("VERIFY.md", [_instructions(sealing, version, date).encode()])
    payload.put(MANIFEST, payload.manifest(_BELOW, inside=True))
    payload.put(TAG_MANIFEST, payload.manifest(_BELOW, inside=False))


def _instructions(sealing: _Sealing, version: str, date: str) -> str:
    text = _INSTRUCTIONS.read_text(encoding="utf-8")
    facts = {
        "case": sealing.head.origin,
        "size": f"{sealing.head.size:,}",
        "root": sealing.head.root.hex(),
        "documents": f"{sealing.documents:,}",
        "version": version,
        "date": date,
    }
    for name, value in facts.items():
        text = text.replace(f"{{{{{name}}}}}", value)
    return text


def _approve(folder: Path, progress: Progress | None) -> None:
    """Verify what was written, and have a library that is not ours say that it is a whole bag."""
    import bagit

    failed = [check for check in verify(folder, progress=progress).checks if check.state == "failed"]
    if failed:
        message = f"the case is not sealed, for it is damaged: {failed[0].name}: {failed[0].found}"
        raise DamagedError(message)
    try:
        bagit.Bag(str(folder)).validate(completeness_only=True)
    except bagit.BagError as error:
        message = f"what was written is no whole bag: {error}"
        raise DamagedError(message) from error


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """Give a hidden folder beside a name, and take it away again if it is still there in the end."""
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.absolute().parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def _take_name(folder: Path, out: Path) -> None:
    if os.path.lexists(out):
        message = "something took the name of the bag meanwhile"
        raise UsageError(message, subject=str(out))
    folder.rename(out)
    sync_folder(out.absolute().parent)
