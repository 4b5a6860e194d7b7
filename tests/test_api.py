"""Reading from Python."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from averment import (
    EmptyInputError,
    Input,
    InputError,
    MissingInputError,
    Published,
    UsageError,
    api,
    load_reader,
    quote,
    read,
    read_many,
)
from tests.capture.archives import response
from tests.conftest import FakeReader


def test_a_path_is_read(tmp_path: Path) -> None:
    """A path, as a string or an object, gives a reading whose spans are the words."""
    path = tmp_path / "a.txt"
    path.write_text("Ana said it rained.")

    for source in (path, str(path)):
        reading = read(source, reader=FakeReader())
        assert quote(reading.document.text, reading.attributions[0].content) == "it rained"


def test_bytes_are_read() -> None:
    """The bytes of a file do as well, with a date for them."""
    fake = FakeReader()

    read(b"Ana said it rained.", published=date(2031, 3, 12), reader=fake)

    assert fake.published == [Published(start=date(2031, 3, 12), end=date(2031, 3, 12), how="given")]


def test_what_cannot_be_read_raises(tmp_path: Path) -> None:
    """A missing file, a folder and a name that cannot be one raise an error that names them."""
    for path, message in {"no": "No such file", ".": "it is a folder, not a file", "a\0b": "null byte"}.items():
        with pytest.raises(MissingInputError, match=message) as caught:
            read(tmp_path / path, reader=FakeReader())
        assert caught.value.subject == str(tmp_path / path)


@pytest.mark.parametrize(("batch", "last"), [(1, "abc"), (2, "bbc"), (None, "ccc")])
def test_no_more_than_a_batch_is_opened_at_a_time(batch: int | None, last: str) -> None:
    """Inputs are opened a batch at a time; one that fails is an outcome like the others."""
    opened: list[str] = []

    def sources() -> Iterator[Input]:
        for name in ("a", "b", "c"):
            opened.append(name)
            yield Input(name, partial(bytes, b"" if name == "b" else b"Ana said it rained."))

    seen = [
        (outcome.name, outcome.error, opened[-1]) for outcome in read_many(sources(), reader=FakeReader(), batch=batch)
    ]

    assert [(name, at) for name, _, at in seen] == list(zip("abc", last, strict=True))
    assert [isinstance(error, InputError) for _, error, _ in seen] == [False, True, False]
    assert str(seen[1][1]).startswith("b: ")


def test_a_date_that_is_none_raises_at_once() -> None:
    """A date that makes no sense is an error before any file is."""
    with pytest.raises(UsageError, match="is not a date"):
        read(b"", published="the ides of March", reader=FakeReader())


def test_the_model_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many threads ask at once, the model is loaded once for each setting."""
    loads: list[int | None] = []

    class Model:
        digest = "sha256:"

    def load_model(*, threads: int | None, batch: int | None) -> Model:
        assert batch is None
        loads.append(threads)
        threading.Event().wait(0.01)  # loading takes long enough for the others to ask
        return Model()

    api._load.cache_clear()
    monkeypatch.setattr("averment.inference.load_model", load_model)
    together = threading.Barrier(8)

    def load(threads: int | None) -> object:
        together.wait()
        return load_reader(threads)

    with ThreadPoolExecutor(8) as pool:
        readers = list(pool.map(load, [None, 1] * 4))
    api._load.cache_clear()

    assert sorted(loads, key=str) == [1, None]
    assert len({id(reader) for reader in readers}) == 2


def test_what_is_no_document_in_an_archive_is_no_failure() -> None:
    """Pictures and styles of a crawl are passed over; an archive of nothing else has no document in it."""
    picture = response(2, b"\x89PNG\r\n\x1a\n\0", Content_Type="image/png")
    outcomes = list(read_many([Input("a.warc", lambda: response(1) + picture)], reader=FakeReader()))
    assert [(outcome.name, outcome.error) for outcome in outcomes] == [("a.warc » http://halden.example/1", None)]

    (only,) = read_many([Input("b.warc", lambda: picture)], reader=FakeReader())
    assert type(only.error) is EmptyInputError
