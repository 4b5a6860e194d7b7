"""What a worker does with a shard: pieces to documents, documents to readings, readings to the files of the tables.

In: a `Shard`. Out: its files in the folder, and its `Manifest`. The next documents are parsed while the model reads
those before; few are held at a time, however many come out of a piece.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, Self

import msgspec

from averment.api import Opened, documents_in, grouped, load_reader, opened, outcomes
from averment.custody.files import storing
from averment.errors import EmptyInputError, InputError, InputTooLargeError, ParserLimitError, UnforeseenInputError
from averment.scale.folder import Folder, beside_of
from averment.scale.inputs import error_row
from averment.scale.manifest import Manifest, Written
from averment.tables import TABLES, Rows, rows_of
from averment.tables.files import writer
from averment.tables.rows import ErrorRow

if TYPE_CHECKING:
    from averment.api import Outcome, Reads
    from averment.capture.records import Fields
    from averment.scale.shards import Piece, Shard
    from averment.tables.files import Kind, Writer
    from averment.values import Document, Published

LONGEST_TEXT: Final = 3_500_000
"""Code points of a text that is read: a worker takes about 90 bytes for each, over the 250 MB that it always takes."""

_STEP: Final = 1 << 20
_DEADLY: Final = "The process that read it died, twice with others and once alone."


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker is told once: the folder of the run, and the threads that the model may use. Neither changes it."""

    folder: str
    threads: int = 1


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """Progress: so many documents and words were read since the last time, so many could not be."""

    documents: int = 0
    words: int = 0
    errors: int = 0


class Worker:
    """Reads shards, one after the other. The model is loaded once, when the first of them comes."""

    def __init__(self, job: Job, tell: Callable[[Done], None] | None = None, reader: Reads | None = None) -> None:
        self._folder = Folder(job.folder)
        self._threads = job.threads
        self._tell = tell or (lambda _done: None)
        self._reader = reader

    def read(self, shard: Shard) -> Manifest:
        """Read a shard and write its tables; the same pieces make the same bytes. Raises `StorageError`."""
        run = self._folder.run
        if self._reader is None:
            self._reader = load_reader(self._threads)
        words, count = 0, 0
        with Tables(self._folder, shard.number) as tables:
            with closing(_ahead(lambda: grouped(self._documents(shard)))) as groups:
                for group in groups:
                    done = Done()
                    for outcome in outcomes(group, self._reader, force=run.force):
                        rows = _rows(outcome, f"{shard.name}-{count:06}")
                        tables.write(rows)
                        count += len(rows.documents)
                        done = _more(done, rows)
                    words += done.words
                    self._tell(done)
            written = tables.finish()
        manifest = Manifest(
            number=shard.number,
            inputs=shard.digest,
            pieces=len(shard.pieces),
            done=shard.pieces[-1].done,
            words=words,
            reader=run.reader,
            tables=written,
        )
        self._folder.put_manifest(manifest)
        return manifest

    def attempt(self, shard: Shard) -> None:
        """Read a shard and keep nothing of it: to see whether the process stands it."""
        if self._reader is None:
            self._reader = load_reader(self._threads)
        for group in grouped(self._documents(shard)):
            for _ in outcomes(group, self._reader, force=self._folder.run.force):
                pass

    def _documents(self, shard: Shard) -> Iterator[Opened]:
        for place, piece in enumerate(shard.pieces):
            if place in shard.deadly:
                yield piece.name, ParserLimitError(_DEADLY)
            else:
                for name, found in self._within(piece):
                    yield name, _too_long(found) or found

    def _within(self, piece: Piece) -> Iterator[Opened]:
        """Give the documents of a piece, and what of it could not be had."""
        run = self._folder.run
        if piece.form == "unread":
            row = msgspec.json.decode(piece.data, type=ErrorRow)
            yield row.name, UnreadError(row)
        elif piece.form in {"json", "csv"}:
            yield piece.name, _record(piece, run.fields, run.published)
        elif piece.path is None:
            for name, found in documents_in(piece.name, piece.data, run.published):
                if piece.form != "warc" or not isinstance(found, EmptyInputError) or name != piece.name:
                    yield name, found
        else:
            yield from self._large(piece, piece.path)

    def _large(self, piece: Piece, path: str) -> Iterator[Opened]:
        """Give the documents of a file that is handed on by its path; it must still be the one that was seen."""
        try:
            with opened(path) as file:
                if _digest(file) == piece.digest:
                    yield from documents_in(piece.name, file, self._folder.run.published)
                else:
                    yield piece.name, InputError("it changed while it was to be read")
        except InputError as error:
            yield piece.name, error


class UnreadError(InputError):
    """An input that could not be had, told by whoever tried."""

    def __init__(self, row: ErrorRow) -> None:
        super().__init__(row.message, subject=row.name)
        self.row = row


class Tables:
    """The files of the tables of one shard, while they are being written; they come to their names whole."""

    def __init__(self, folder: Folder, number: int) -> None:
        self._paths = {name: folder.table(name, number) for name in TABLES}
        self._beside = {name: beside_of(path) for name, path in self._paths.items()}
        self._kind: Kind = folder.kind
        self._counts = dict.fromkeys(TABLES, 0)
        self._writers: dict[str, Writer] = {}

    def __enter__(self) -> Self:
        """Open the files."""
        for name, path in self._paths.items():
            with storing(str(path)):
                self._writers[name] = writer(self._beside[name], TABLES[name], self._kind)
        return self

    def __exit__(self, *_: object) -> None:
        """Leave nothing open; what is not finished stays under its temporary name, for the next run to remove."""
        for one in self._writers.values():
            with suppress(Exception):  # nobody wants it any more; what went wrong before is being told
                one.close()

    def write(self, rows: Rows) -> None:
        """Write the rows of a reading, or of an error."""
        for name, one in self._writers.items():
            some = getattr(rows, name)
            with storing(str(self._paths[name])):
                one.write(some)
            self._counts[name] += len(some)

    def finish(self) -> dict[str, Written]:
        """Bring the files to the disk and to their names; give what is in them."""
        found = {}
        for name, path in self._paths.items():
            with storing(str(path)):
                self._writers.pop(name).close()
                with self._beside[name].open("rb") as file:
                    os.fsync(file.fileno())
                    found[name] = Written(rows=self._counts[name], digest=_digest(file))
                self._beside[name].replace(path)
        return found


def _rows(outcome: Outcome, key: str) -> Rows:
    error = outcome.error
    if outcome.reading is not None:
        try:
            return rows_of(outcome.reading, key, outcome.name)
        except Exception as defect:  # noqa: BLE001  (one document must not end the run, at the same place each time)
            error = UnforeseenInputError(f"the program failed on it ({type(defect).__name__}: {defect})")
    assert error is not None  # noqa: S101  (one of the two is there)
    return Rows(errors=(error.row if isinstance(error, UnreadError) else error_row(outcome.name, error),))


def _more(done: Done, rows: Rows) -> Done:
    return Done(
        documents=done.documents + len(rows.documents),
        words=done.words + sum(one.words for one in rows.documents),
        errors=done.errors + len(rows.errors),
    )


def _too_long(found: Document | InputError) -> InputError | None:
    """Refuse a text that would take more memory than a worker is to have."""
    if isinstance(found, InputError) or len(found.text) <= LONGEST_TEXT:
        return None
    return InputTooLargeError(f"its text is longer than {LONGEST_TEXT:,} characters")


def _record(piece: Piece, fields: Fields, published: Published | None) -> Document | InputError:
    from averment.capture.records import document_of

    try:
        form: Literal["json", "csv"] = "json" if piece.form == "json" else "csv"
        return document_of(form, piece.data, piece.columns, piece.delimiter, piece.name, fields, published)
    except InputError as error:
        return error


def _ahead(groups: Callable[[], Iterator[list[Opened]]]) -> Generator[list[Opened]]:
    """Give groups while another thread makes the next one; one is made ahead, and one waits."""
    ready: Queue[list[Opened] | BaseException | None] = Queue(1)
    stopped = False

    def make() -> None:
        last: BaseException | None = None
        try:
            for group in groups():
                ready.put(group)
                if stopped:
                    return
        except BaseException as error:  # noqa: BLE001  (it is raised where the groups are wanted)
            last = error
        ready.put(last)

    thread = Thread(target=make, name="averment-parsing", daemon=True)
    thread.start()
    try:
        while (found := ready.get()) is not None:
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        stopped = True
        while thread.is_alive():
            if not ready.empty():
                ready.get()
            thread.join(0.01)


def _digest(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(_STEP):
        found.update(piece)
    return f"sha256:{found.hexdigest()}"
