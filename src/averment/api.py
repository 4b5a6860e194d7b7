"""Reading reports from Python: the one place that puts capture, the model and the reader together.

In: paths, bytes, or an `Input` that says how to get its bytes. Out: a `Reading`, or for many an `Outcome` each.
"""

from __future__ import annotations

import os
import stat
import threading
from calendar import monthrange
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, TypeAlias

from averment.errors import (
    AvermentError,
    EmptyInputError,
    HostileInputError,
    InputError,
    InputTooLargeError,
    MissingInputError,
    SeveralDocumentsError,
    UnforeseenInputError,
    UsageError,
    input_error,
)
from averment.values import Document, Published, Reading
from averment.values.cases import BETWEEN

if TYPE_CHECKING:
    from averment.capture import Given
    from averment.capture.limits import Budget
    from averment.reading import Reader
    from averment.weighing.model import WeighingModel

Source: TypeAlias = "str | os.PathLike[str] | bytes | Input"
When: TypeAlias = "date | str | Published | None"
Opened: TypeAlias = tuple[str, Document | InputError]
"""What came out of an input: the name a person knows it by, and the document, or why there is none."""

TOGETHER: Final = 16
"""How many reports are read together: enough to keep the cores busy, few enough to be held in memory."""
_LONG_TOGETHER: Final = 1_000_000  # code points of text, from which a group is read at once however few they are


class Reads(Protocol):
    """Whatever turns documents into readings: the shipped reader, or a fake of it in a test."""

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read several documents together, each as if alone; with `force` also what is not in English."""


@dataclass(frozen=True)
class Input:
    """Something to read: the name a person knows it by, and how to get its bytes (raises `InputError`)."""

    name: str
    load: Callable[[], bytes]


@dataclass(frozen=True)
class Outcome:
    """What became of one input: its reading, or why there is none."""

    name: str
    reading: Reading | None = None
    error: InputError | None = None


def read(source: Source, *, published: When = None, reader: Reads | None = None, force: bool = False) -> Reading:
    """Read one report: a path, or the bytes of a file.

    `published` (a date, or `"2031-03-12"`, `"2031-03"`, `"2031"`) is used where the file carries no date of its own.
    Paragraphs that are not in English are passed over unless `force` is set; a report with hardly any other raises
    `LanguageError`. A file that holds several documents (an archive, a mail with attachments) raises
    `SeveralDocumentsError`: `read_many` gives them all, and says what in it could not be had. Raises `InputError` where
    the source cannot be read, `UsageError` for a date that is none.
    """
    item = input_of(source)
    when = published_on(published)
    with _explained(item.name):
        data = item.load()
    loading = _Loading(reader)
    document = _only(item.name, data, when)
    with _explained(item.name):
        return loading.reader().read_all([document], force=force)[0]


def read_many(  # noqa: PLR0913  (each is an option of the command)
    sources: Iterable[Source],
    *,
    published: When = None,
    reader: Reads | None = None,
    threads: int | None = None,
    batch: int | None = None,
    force: bool = False,
) -> Iterator[Outcome]:
    """Read reports in the order given; one that cannot be read does not stop the others. `force` is that of `read`.

    A file that holds several documents has an outcome for each, named `archive.warc.gz » https://…`. Holds `batch`
    documents at a time (16 unless told otherwise, fewer where they are long). `threads` is that of `load_reader`.
    """
    when = published_on(published)
    loading = _Loading(reader, threads, batch)
    found = (one for item in map(input_of, sources) for one in _documents(item, when))
    for group in grouped(found, batch or TOGETHER):
        yield from outcomes(group, loading.reader(), force=force)


def load_reader(threads: int | None = None, batch: int | None = None) -> Reader:
    """Give the shipped reader, loaded once for each setting however many threads ask for it.

    `threads` is for the processor (default: set for the machine), `batch` the stretches of text that are held at once;
    neither changes what is read. Raises `ModelError`.
    """
    with _LOADING:
        return _load(threads, batch)


def load_weigher(threads: int | None = None) -> WeighingModel:
    """Give the shipped model that compares statements, loaded once for each setting however many threads ask for it.

    `threads` is that of `load_reader`. Raises `ModelError`.
    """
    with _LOADING:
        return _load_weigher(threads)


def input_of(source: Source) -> Input:
    """Give a source as an input; nothing is opened yet."""
    if isinstance(source, Input):
        return source
    if isinstance(source, bytes):
        return Input("(bytes)", lambda: source)
    path = os.fspath(source)
    return Input(path, partial(_file, path))


def published_on(when: When) -> Published | None:
    """Turn a day, month or year a person gave into the interval of days it covers; raises `UsageError`."""
    if when is None or isinstance(when, Published):
        return when
    if isinstance(when, date):
        return Published(start=when, end=when, how="given")
    form = "-".join(len(part) * "d" for part in when.split("-"))
    try:
        if form not in {"dddd-dd-dd", "dddd-dd", "dddd"} or not when.replace("-", "").isdecimal():
            raise ValueError  # noqa: TRY301  # one message for all that is no date
        start = date.fromisoformat(when + "-01-01"[len(when) - 4 :])
        year, month = (*map(int, when.split("-")), 12)[:2]
        end = start if form == "dddd-dd-dd" else date(year, month, monthrange(year, month)[1])
    except ValueError:
        message = f"“{when}” is not a date: write 2031-03-12, 2031-03 or 2031"
        raise UsageError(message) from None
    return Published(start=start, end=end, how="given")


_LOADING = threading.Lock()


@cache
def _load(threads: int | None, batch: int | None) -> Reader:
    from importlib.metadata import version

    from averment.inference import load_model
    from averment.reading import Reader

    return Reader(load_model(threads=threads, batch=batch), version("averment"))


@cache
def _load_weigher(threads: int | None) -> WeighingModel:
    from averment.inference import load_weighing_model

    return load_weighing_model(threads=threads)


class _Loading:
    """Loads the reader, if none is given, while files are parsed: that is done in other processes, so both at once."""

    def __init__(self, reader: Reads | None, threads: int | None = None, batch: int | None = None) -> None:
        from averment.capture.sandbox import default_sandbox

        self._reader, self._settings = reader, (threads, batch)
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._load, name="averment-loading")
        default_sandbox().start()
        if reader is None:
            self._thread.start()

    def reader(self) -> Reads:
        """Wait for the reader. Raises what loading it raised."""
        if self._reader is None:
            self._thread.join()
        if self._error:
            raise self._error
        assert self._reader is not None  # noqa: S101  (one of the two is set when the thread has ended)
        return self._reader

    def _load(self) -> None:
        try:
            self._reader = load_reader(*self._settings)
        except Exception as error:  # noqa: BLE001  (it is raised where the reader is wanted)
            self._error = error


def _only(name: str, data: bytes, when: Published | None) -> Document:
    """Parse a file that is to hold one document."""
    found: list[Document] = []
    wrong: list[InputError] = []
    with closing(documents_in(name, data, when)) as results:
        for _, one in results:
            if isinstance(one, InputError):
                wrong.append(one)
            elif found:
                message = "it holds more than one document"
                raise SeveralDocumentsError(message, subject=name)
            else:
                found.append(one)
    if not found:
        raise wrong[0]
    return found[0]


def _documents(item: Input, when: Published | None) -> Iterator[Opened]:
    """Open an input; give the documents in it, and what could not be had, each by its name."""
    try:
        with _explained(item.name):
            data = item.load()
    except InputError as error:
        yield item.name, error
        return
    yield from documents_in(item.name, data, when)


def documents_in(name: str, data: BinaryIO | bytes, when: Published | None) -> Generator[Opened]:
    """Parse a file, and the files in it, down to the limits of depth and of all that comes out of it.

    Gives the documents, and what could not be had, each by its name. An open file is not loaded but mapped.
    """
    from averment.capture import Given
    from averment.capture.limits import LIMITS, Budget

    return _parsed(name, data, Given(name=name, published=when), Budget(LIMITS.all_members, LIMITS.all_given_out), 0)


def _parsed(name: str, data: BinaryIO | bytes, given: Given, budget: Budget, depth: int) -> Generator[Opened]:
    from averment.capture import Given, Made, Refused
    from averment.capture.found import PASSED_OVER
    from averment.capture.limits import LIMITS
    from averment.capture.sandbox import default_sandbox

    try:
        with _explained(name), closing(default_sandbox().parse(data, given)) as results:
            empty = True
            for found in results:
                if isinstance(found, Refused) and found.name == PASSED_OVER:
                    continue
                empty = False
                if isinstance(found, Made):
                    yield name, found.capture.document
                    continue
                inner = f"{name}{BETWEEN}{found.name}"
                if isinstance(found, Refused):
                    yield inner, input_error(found.error, found.message)
                    continue
                budget.spend(len(found.data))
                if depth == LIMITS.depth:
                    message = f"it lies more than {LIMITS.depth} files deep in others"
                    yield inner, HostileInputError(message)
                else:
                    known = Given.of(inner, found.place, given.published)
                    yield from _parsed(inner, found.data, known, budget, depth + 1)
            if empty:
                message = "there is no document in it"
                raise EmptyInputError(message)
    except InputError as error:
        yield name, error


def grouped(found: Iterable[Opened], most: int = TOGETHER) -> Iterator[list[Opened]]:
    """Give what came out of inputs, as many at a time as are read together: fewer where they are long."""
    group: list[Opened] = []
    length = 0
    for name, one in found:
        group.append((name, one))
        length += len(one.text) if isinstance(one, Document) else 0
        if len(group) >= most or length >= _LONG_TOGETHER:
            yield group
            group, length = [], 0
    if group:
        yield group


def outcomes(group: list[Opened], reader: Reads, *, force: bool) -> Iterator[Outcome]:
    """Read what came out of inputs together, and say what became of each."""
    documents = [found for _, found in group if isinstance(found, Document)]
    results = iter(read_all(documents, reader, force=force))
    for name, found in group:
        result = found if isinstance(found, InputError) else next(results)
        if isinstance(result, InputError):
            result.subject = name
            yield Outcome(name, error=result)
        else:
            yield Outcome(name, reading=result)


def read_all(documents: Sequence[Document], reader: Reads, *, force: bool) -> list[Reading | InputError]:
    """Read documents together; where that fails one by one, so that only the one at fault is lost.

    Gives for each, in order, its reading or the error that says why there is none. What is no fault of theirs (a
    `ModelError`, say) is raised.
    """
    return [result for group in _not_too_long(documents) for result in _read(group, reader, force=force)]


def _read(documents: Sequence[Document], reader: Reads, *, force: bool) -> list[Reading | InputError]:
    try:
        with _explained("reading"):
            return list(_checked(documents, reader.read_all(documents, force=force)))
    except InputError as error:
        if len(documents) == 1:
            return [error]
    return [result for document in documents for result in _read([document], reader, force=force)]


def _not_too_long(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Give as many at a time as are read together."""
    group: list[Document] = []
    for document in documents:
        group.append(document)
        if sum(len(one.text) for one in group) >= _LONG_TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _checked(documents: Sequence[Document], readings: Sequence[Reading]) -> Iterator[Reading]:
    """Give the readings, each of which must be of its document."""
    for document, reading in zip(documents, readings, strict=True):
        if reading.document.digest != document.digest:
            message = "it was read as another document"
            raise UnforeseenInputError(message)
        yield reading


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """Make an error of an input of whatever breaks: a hostile file must not take the others with it."""
    try:
        yield
    except InputError as error:
        error.subject = name
        raise
    except AvermentError:
        raise
    except Exception as error:
        message = f"the program failed on it ({type(error).__name__}: {error})"
        raise UnforeseenInputError(message, subject=name) from error


def _file(path: str) -> bytes:
    from averment.capture import MAX_BYTES

    with opened(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        message = f"it is larger than {MAX_BYTES:,} bytes"
        raise InputTooLargeError(message, subject=path)
    return data


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file that somebody named; raises `MissingInputError` for what is no plain file, or cannot be read."""
    try:
        kind = Path(path).stat().st_mode
        if not stat.S_ISREG(kind):  # looked at before it is opened: opening a pipe waits, opening a device may act
            message = f"it is a {_kind(kind)}, not a file"
            raise MissingInputError(message, subject=path)
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            yield file
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        message = getattr(error, "strerror", None) or str(error)
        raise MissingInputError(message, subject=path) from error


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "folder", stat.S_IFIFO: "named pipe", stat.S_IFSOCK: "socket"}
    return kinds.get(stat.S_IFMT(mode), "device")
