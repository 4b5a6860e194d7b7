"""What a case costs beside the reading: custody, store and index; as it grows; searching and verifying it.

In: texts. Out: seconds. The clock is put around the reader: what is left of an `add` is what parsing in processes of
their own and keeping the case cost together, so far as they do not go on beside the reading.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from averment import Case, Document, Reading, load_reader, read
from averment.api import Reads
from averment.custody.verify import verify

WORDS = ("hospital", "chlorine barrel bombs", "Aleppo", "said", "“satellite photographs”", "mayor", "nowhere")
_SIZE = 2**20


@dataclass
class Clock:
    """Seconds of what is done within it."""

    seconds: float = 0.0

    @contextmanager
    def on(self) -> Iterator[None]:
        """Count what is done within."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - began


class Clocked:
    """A reader on a clock."""

    def __init__(self, reader: Reads, clock: Clock) -> None:
        self._reader, self._clock = reader, clock

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read documents, on the clock."""
        with self._clock.on():
            return self._reader.read_all(documents, force=force)


class Canned:
    """Gives readings that were made before, of texts with a line of their own at the end: as if it had read them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._readings = {text.rstrip(): read(text.encode()) for text in texts}

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:  # noqa: ARG002  # a reader's face
        """Give the reading of each text, with the document in its place."""
        return [replace(self._readings[d.text.rpartition("\n\n")[0]], document=d) for d in documents]


@dataclass
class Kept:
    """Seconds of an `add` of so many documents: in all, and in the reader."""

    documents: int
    whole: float
    reading: float

    @property
    def rest(self) -> float:
        """Seconds of all but the reading: custody, store and index, and of parsing what does not go on beside it."""
        return self.whole - self.reading


def kept(case: Case, files: Sequence[Path], reader: Reads) -> Kept:
    """Add files to a case, on the clock."""
    clock = Clock()
    began = time.perf_counter()
    documents = sum(addition.document is not None for addition in case.add(files, reader=Clocked(reader, clock)))
    return Kept(documents, time.perf_counter() - began, clock.seconds)


def beside_reading(texts: Sequence[str]) -> Kept:
    """Add the texts as files to a new case with the shipped reader."""
    reader = load_reader()
    with _folder() as folder, Case.create(folder / "case") as case:
        files = written(folder / "files", texts)
        _warm(reader, texts[0])
        return kept(case, files, reader)


def growing(texts: Sequence[str], sizes: Sequence[int]) -> Iterator[tuple[Kept, list[float], float]]:
    """Grow a case to each size; give what the last stretch cost, seconds of searches, megabytes a second of verifying.

    The documents are the texts over and over, each with a line of its own; their readings are made once, beforehand.
    """
    reader = Canned(texts)
    with _folder() as folder, Case.create(folder / "case") as case:
        files = written(folder / "files", [_numbered(texts, number) for number in range(max(sizes))])
        done = 0
        for size in sizes:
            cost = kept(case, files[done:size], reader)
            done = size
            yield cost, list(_searches(case)), _verified(folder / "case")


def verifying(megabytes: int) -> float:
    """Give the megabytes of originals a second at which a case of originals of a megabyte each is verified."""
    with _folder() as folder, Case.create(folder / "case") as case:
        files = folder / "files"
        files.mkdir()
        for number in range(megabytes):
            (files / f"{number}.bin").write_bytes(os.urandom(_SIZE))
        for _ in case.add(sorted(files.iterdir())):
            pass
        return _verified(folder / "case")


def written(folder: Path, texts: Sequence[str]) -> list[Path]:
    """Write texts as files."""
    folder.mkdir()
    paths = [folder / f"{number:05}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def _numbered(texts: Sequence[str], number: int) -> str:
    return f"{texts[number % len(texts)].rstrip()}\n\nFiled as number {number}.\n"


def _searches(case: Case) -> Iterator[float]:
    for words in WORDS * 5:
        began = time.perf_counter()
        case.search(words)
        yield time.perf_counter() - began


def _verified(folder: Path) -> float:
    with Case.open(folder) as case:
        size = sum(listed.size for listed in case.documents())
    began = time.perf_counter()
    found = verify(folder)
    if found.state == "failed":
        message = f"the case does not verify: {found}"
        raise RuntimeError(message)
    return size / (time.perf_counter() - began) / _SIZE


def _warm(reader: Reads, text: str) -> None:
    """Make what is made once before the clock runs."""
    document = Document(digest="sha256:" + "0" * 64, media_type="text/plain", text=text)
    list(islice(reader.read_all([document], force=True), 1))


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="averment-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def shown(searches: Sequence[float]) -> str:
    """Say how long searches took: the middle one and the slowest of twenty."""
    middle, slow = statistics.median(searches), statistics.quantiles(searches, n=20)[-1]
    return f"search {1000 * middle:.1f} ms, 95 of 100 under {1000 * slow:.1f} ms"
