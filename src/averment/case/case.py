"""A case, from Python: a folder with originals, a log of what was done, and an index. Each method is one thing to do.

In: paths, words, references to documents (a digest, six hex digits or more of it, or a path). Out: values. After a kill
at any point of a method the case opens, has all that was acknowledged, and the method can be called again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from msgspec.structs import replace

from averment import api
from averment.case import judging, queries, removing, search
from averment.case.adding import Adding, Options
from averment.case.people import acting
from averment.case.sources import Source
from averment.case.store import Store, now, version
from averment.errors import NoCaseError, SealedError
from averment.values import (
    Addition,
    Capture,
    Claim,
    Consistency,
    Copy,
    Hit,
    Judgement,
    Listed,
    Moment,
    Queued,
    Reading,
    Reread,
    Series,
    Verification,
    Weighed,
    from_json,
)
from averment.values import Source as Speaking
from averment.values.cases import HitKind
from averment.values.judgements import Verdict
from averment.values.log import AnyEntry, Timestamped
from averment.weighing.judged import judged
from averment.weighing.reviewed import Review

if TYPE_CHECKING:
    from averment.case.weighing.update import Progress
    from averment.case.weighing.weigher import Weigher
    from averment.custody.checkpoints import Checkpoint
    from averment.weighing.ledger import Ledger


class Case:
    """One case on disk. For one thread; several processes may have the same case open and write to it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def create(cls, folder: str | os.PathLike[str], *, by: str | None = None) -> Case:
        """Make a case in a new or empty folder. `UsageError` where there is something already.

        `by` is who acts, for the log: the login name unless given. It is the name that later entries carry, too.
        """
        from averment.case.making import make

        path, who = Path(folder), acting(by)
        make(path, who, now())
        return cls.open(path, by=who)

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, by: str | None = None, wait: float | None = None) -> Case:
        """Open a case. `NoCaseError` where there is none, `DamagedError` where its head and its log do not agree.

        `SealedError` for a bag, or the case in one: to open it would put an index into it. While another process writes
        to the case each method waits: as long as it takes, or for `wait` seconds; then `BusyError`, nothing was done.
        """
        from averment.custody.bag import is_sealed

        path, who = Path(folder), acting(by)
        if not path.is_dir():
            message = "there is no case here"
            raise NoCaseError(message, subject=str(path))
        if is_sealed(path):
            message = "this is a sealed bag, which nothing is added to or looked up in"
            raise SealedError(message, subject=str(path))
        return cls(Store(path, who, wait))

    def __enter__(self) -> Self:
        """Give the case itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let go of the case."""
        self.close()

    def close(self) -> None:
        """Let go of the case: nothing of it is held between two calls, but by an `add` that was not gone through."""
        self._store.close()

    @property
    def folder(self) -> Path:
        """Give the folder of the case."""
        return self._store.folder

    @property
    def name(self) -> str:
        """Give the name of the case, which is that of its folder."""
        return self._store.folder.resolve().name

    @property
    def head(self) -> Checkpoint:
        """Give the signed head of the log as it is now: how many entries, and the root of the tree over them."""
        return self._store.log.head()

    @property
    def note(self) -> bytes:
        """Give the head as it was signed (a C2SP signed note): what to keep elsewhere."""
        return self._store.log.note()

    def grew(self, note: bytes) -> Consistency:
        """Prove that the log grew from an older `note`, to whoever holds that, without showing the log.

        `DamagedError` where it did not.
        """
        from averment.custody.growth import prove_growth

        return prove_growth(self._store.log, note)

    def add(
        self,
        sources: Iterable[Source],
        *,
        published: api.When = None,
        force: bool = False,
        reader: api.Reads | None = None,
        threads: int | None = None,
    ) -> Generator[Addition, None, None]:
        """Add files, and finish what an interrupted `add` left; give what became of each, when it is in the log.

        A file is stored as it is while it is read. `published` is for documents that carry no date of their own;
        `force` also reads what is not in English; `reader` and `threads` are as for `read_many`. Files of up to 4 GiB.
        """
        from averment.capture.sandbox import default_sandbox

        when = api.published_on(published)
        options = Options(published=when, force=force, reader=lambda: reader or api.load_reader(threads))
        return Adding(self._store, default_sandbox(), options).run(sources)

    def documents(self, *, withdrawn: bool = False) -> list[Listed]:
        """Give the documents in the order in which they came, on request with those that were withdrawn."""
        with self._store.reading() as index:
            return queries.documents(index, withdrawn=withdrawn)

    def document(self, ref: str) -> Listed:
        """Give the document that a reference means, withdrawn or not. `UsageError` where it means none, or several."""
        with self._store.reading() as index:
            return queries.document(index, ref)[1]

    def original(self, ref: str) -> bytes:
        """Give the bytes of an original, hashed anew. `WithdrawnError`, `DamagedError`."""
        return self._store.objects.get(self._standing(ref).digest)

    def open_original(self, ref: str) -> BinaryIO:
        """Open an original to be read piece by piece, not hashed yet. `WithdrawnError`, `DamagedError`."""
        return self._store.objects.open(self._standing(ref).digest)

    def capture(self, ref: str) -> Capture:
        """Give what was captured of a document. `UsageError` where nothing was."""
        with self._store.reading() as index:
            number, listed = queries.document(index, ref)
            digest = queries.capture_of(index, number)
        if digest is None or listed.state == "removed":
            raise queries.without(listed, ref)
        return from_json(self._store.objects.get(digest), Capture)

    def reading(self, ref: str) -> Reading:
        """Give the reading of a document. `UsageError` where it has none."""
        listed = self._standing(ref)
        if listed.reading is None:
            raise queries.without(listed, ref)
        return from_json(self._store.objects.get(listed.reading), Reading)

    def judged(self, ref: str) -> Reading:
        """Give the reading of a document as people corrected it: without what they rejected. `UsageError` as above."""
        reading = self.reading(ref)
        holding = self.review().holding
        return judged(reading, [made for made in holding if made.targets[0].document == reading.document.digest])

    def search(self, words: str, *, limit: int = 20, kinds: Sequence[HitKind] = search.KINDS) -> list[Hit]:
        """Find the documents, attributions and speakers that hold all of the words, or “a phrase” in quotation marks.

        Case and diacritics make no difference. `UsageError` where there is no word.
        """
        with self._store.reading() as index:
            return search.search(index, words, limit, kinds)

    def judge(
        self,
        verdict: Verdict,
        targets: Sequence[str],
        *,
        changes: Mapping[str, str] | None = None,
        note: str | None = None,
        by: str | None = None,
    ) -> Judgement:
        """Record a verdict on a document (`REF`) or something in its reading (`REF#a3`); give it as it is in the log.

        It supersedes the one that stands on the same targets; a correction, that of the same fields; a `note`, that of
        the same person. `by` is who decides, where it is not who opened the case. `UsageError` for a verdict, field or
        value that makes no sense; `fields.FIELDS` has what can be corrected.
        """
        with self._store.writing(by=None if by is None else acting(by)) as session:
            return judging.judge(session, self._store.objects, verdict, targets, changes, note)

    def undo(self, judgement: str, *, note: str | None = None, by: str | None = None) -> Judgement:
        """Take back a judgement (`j12`), an undo as well: what stood before it holds again, as it was made.

        Gives the verdict `undo`, which the log has beside all others. `UsageError` where it no longer stands.
        """
        with self._store.writing(by=None if by is None else acting(by)) as session:
            return judging.undo(session, judgement, note)

    def judgements(self, *, superseded: bool = False) -> list[Judgement]:
        """Give the judgements that stand, in the order in which they were made; on request all that were made.

        They are carried to the current readings (`review`); what applies to nothing in these is as it was made.
        """
        with self._store.reading() as index:
            return self._store.carrying.all(index, queries.judgements(index, superseded=superseded))

    def review(self) -> Review:
        """Give where the review of everything stands; judgements on earlier readings are carried by their words."""
        with self._store.reading() as index:
            return self._store.carrying.review(index)

    def queue(self, ref: str | None = None, *, limit: int | None = None) -> list[Queued]:
        """Give the lines that nobody has reviewed, of one claim (as `claim` takes it) or of all.

        The most doubtful and most consequential first, each with the reason in words.
        """
        return list(islice(self.ledger().queue(self.review(), ref and self._claimed(ref)), limit))

    def ledger(self, progress: Progress | None = None) -> Ledger:
        """Bring what is derived up to date with the case; give the ledger, from which all of it can be asked.

        It stays as it is while the case goes on. For one thread at a time.
        """
        return self._weigher.ledger(api.load_weigher(), progress)

    def reread(
        self,
        progress: Callable[[int, int], None] | None = None,
        *,
        everything: bool = False,
        reader: api.Reads | None = None,
    ) -> Reread:
        """Read anew, with today's model, what another model, other word lists or another version read.

        The log gets an entry where a document comes out otherwise; judgements are carried to the new reading by their
        words. What was stopped goes on when it is called again. `progress` is told of documents done, and of all;
        `everything` also reads what today's model read; `reader` is as for `read_many`.
        """
        from averment.case.rereading import Rereading

        return Rereading(self._store, reader or api.load_reader(), everything=everything).run(progress)

    def claims(self, *, limit: int | None = None, progress: Progress | None = None) -> Iterator[Claim]:
        """Give the claims of the case, the most consequential first, each made when it is asked for.

        The case is weighed as it is now: what was derived before is kept beside it (`weighing.sqlite`, which may be
        deleted), and only what is new is derived now. `progress` is told what is being done, how much of it is done,
        and of how much. The same case and model give the same claims, in whatever order its documents came.
        """
        return self.ledger(progress).claims(limit=limit)

    def claim(self, ref: str, progress: Progress | None = None) -> Claim:
        """Give a claim: by its id or the beginning of one, or that which an attribution (`REF#a3`) is in.

        `UsageError` where it means none, or several.
        """
        return self.ledger(progress).claim(self._claimed(ref))

    def weigh(self, proposition: str, progress: Progress | None = None) -> Weighed:
        """Give who stands where on a proposition, with the nearest of what else is said where nobody does."""
        return self.ledger(progress).weigh(proposition)

    def copies(self, progress: Progress | None = None) -> list[Copy]:
        """Give the pairs of documents that share passages, and how they are related. No model is needed."""
        return list(self._weigher.relations(progress).all())

    def figures(self, ref: str | None = None, progress: Progress | None = None) -> list[Series]:
        """Give the figures of one claim (as `claim` takes it), or of all, by what they count."""
        return self.ledger(progress).figures(ref and self._claimed(ref))

    def timeline(self, ref: str | None = None, progress: Progress | None = None) -> list[Moment]:
        """Give what was said when, on one claim (as `claim` takes it) or on all."""
        return self.ledger(progress).timeline(ref and self._claimed(ref))

    def sources(self, progress: Progress | None = None) -> list[Speaking]:
        """Give who speaks in the documents of the case, and who else each may be. No model is needed."""
        return self._weigher.sources(progress)

    def log(self, start: int = 0) -> Iterator[AnyEntry]:
        """Give the entries of the log from number `start` on, up to its head."""
        return self._store.entries(start)

    def custody(self, ref: str) -> list[AnyEntry]:
        """Give the entries of the log that concern one document, withdrawn or not."""
        with self._store.reading() as index:
            wanted = set(queries.entries_about(index, queries.document(index, ref)[0]))
        entries = self._store.entries(min(wanted), max(wanted) + 1)
        return [entry for entry in entries if entry.seq in wanted]

    def verify(
        self,
        *,
        heads: Sequence[bytes] = (),
        roots: Sequence[bytes] = (),
        reread: bool = False,
        quick: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Verification:
        """Verify the case from its files alone (`custody.verify`), then its index, which is made anew and compared.

        `heads` were kept elsewhere; `roots` are certificates of time-stamping authorities in PEM. With `quick` the
        index is not checked. With `reread` all documents are captured and read anew, and compared. `progress` is
        told of bytes of objects done, and of all.
        """
        from averment.case.verifying import check_index, check_readings
        from averment.custody.verify import verify

        found = verify(self.folder, heads=heads, roots=roots, progress=progress)
        checks = [*found.checks, check_index(self._store, quick=quick)]
        if reread:
            checks.append(check_readings(self._store, api.load_reader()))
        return replace(found, checks=tuple(checks))

    def seal(self, out: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None) -> Path:
        """Write the case to a new folder that can be checked without Averment (`custody.seal`); give the folder."""
        from averment.custody.seal import seal

        with self._store.writing():  # a killed `remove --redact` must be finished first
            pass
        store = self._store
        bag = seal(store.folder, Path(out), by=store.by, version=version(), now=now, progress=progress)
        with store.reading():  # the index comes to the entry of the seal
            pass
        return bag.folder

    def timestamp_query(self) -> bytes:
        """Give the query for a time stamp on the head (RFC 3161, DER), to be sent to an authority by whatever means."""
        from averment.case.stamping import query

        return query(self._store)

    def timestamp(self, reply: bytes, tsa: str) -> Timestamped:
        """Keep the reply of an authority, `tsa` saying whose; give its entry in the log.

        The head may have moved on since the query. `TimestampError` for a reply that is on no head of this log.
        """
        from averment.case.stamping import stamp

        return stamp(self._store, reply, tsa)

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew from the log and the objects. `progress` is told of entries done, and of all."""
        self._store.rebuild(progress)

    def remove(self, refs: Sequence[str], why: str, *, redact: bool = False) -> tuple[str, ...]:
        """Withdraw documents, and what was only in them; give the digests of all that were.

        The bytes stay unless `redact` is set; then they go, with all that was made of them and every archive they
        came in, and a placeholder with their hash stays, so that the log still verifies. They cannot be added again.
        The log itself keeps what it says of them: names, paths, addresses, notes.
        """
        with self._store.writing() as session:
            return removing.remove(session, self._store.objects, refs, why, redact=redact)

    @cached_property
    def _weigher(self) -> Weigher:
        from averment.case.weighing.weigher import Weigher

        return Weigher(self._store)

    def _claimed(self, ref: str) -> str:
        """Give a reference to a claim as the ledger takes it: one by an attribution, with the whole digest."""
        document, sign, name = ref.rpartition("#")
        return f"{self._standing(document).digest}#{name}" if sign else ref

    def _standing(self, ref: str) -> Listed:
        listed = self.document(ref)
        if listed.state == "removed":
            raise queries.without(listed, ref)
        return listed
