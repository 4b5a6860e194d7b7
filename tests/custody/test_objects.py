"""Objects: what is put is there, whole and unchanged, under its digest; nothing else is ever given out."""

from __future__ import annotations

import errno
import fcntl
import io
import multiprocessing
import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.custody.objects import Objects
from averment.errors import (
    DamagedError,
    InputTooLargeError,
    MissingInputError,
    StorageError,
    UsageError,
)
from tests.custody.conftest import DATA, DIGEST, NAME, path_of


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_put_is_there(tmp_path: Path, data: bytes) -> None:
    """Bytes come back as they were, under the digest that `sha256sum` gives, from memory or from a file."""
    store = Objects(tmp_path / "objects")
    digest = store.put(data)

    assert digest == f"sha256:{sha256(data).hexdigest()}"
    assert store.put_file(io.BytesIO(data)) == (digest, len(data))
    assert store.get(digest) == data
    assert store.size(digest) == len(data)
    assert digest in store
    assert digest in list(store.digests())


def test_an_object_is_a_plain_file_that_nobody_may_write(store: Objects, tmp_path: Path) -> None:
    """It lies under its own digits with mode 0444, and nothing half written lies beside it."""
    store.put(DATA)
    store.sync()

    assert path_of(tmp_path).read_bytes() == DATA
    assert stat.S_IMODE(path_of(tmp_path).stat().st_mode) == 0o444
    assert list((tmp_path / "objects" / "tmp").iterdir()) == []


def test_a_file_is_put_from_where_it_stands(store: Objects) -> None:
    """A part of a file can be put; a file of many pieces is whole."""
    file = io.BytesIO(b"head" + bytes(3_000_000))
    file.seek(4)

    digest, size = store.put_file(file)

    assert size == 3_000_000
    assert store.get(digest) == bytes(3_000_000)


def test_a_file_past_the_limit_leaves_nothing(store: Objects, tmp_path: Path) -> None:
    """More than the limit is an error about the file, not about the store; the limit itself is allowed."""
    assert store.put_file(io.BytesIO(DATA), limit=len(DATA)) == (DIGEST, len(DATA))
    with pytest.raises(InputTooLargeError):
        store.put_file(io.BytesIO(DATA + b"!"), limit=len(DATA))
    assert list((tmp_path / "objects" / "tmp").iterdir()) == []
    assert list(store.digests()) == [DIGEST]


def test_a_file_that_cannot_be_read_is_told_from_a_full_disk(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in reading what is to be put is one of the input, and leaves nothing."""
    file = io.BytesIO(DATA)
    monkeypatch.setattr("averment.custody.objects._PIECE", 4)

    class Torn(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 8:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(size)

    with pytest.raises(MissingInputError, match="input/output error"):
        store.put_file(Torn(file.getvalue()))
    assert list(store.digests()) == []


@pytest.mark.parametrize(
    "digest",
    [
        "",
        NAME,
        "sha256:",
        f"sha256:{NAME.upper()}",
        f"sha256:{NAME}0",
        f"sha256:{NAME}\n",
        f"sha512:{NAME}",
        f"sha256:{NAME[:-1]}/",
        "sha256:../../../../etc/passwd",
        "sha256:" + "../" * 21 + "a",
        "sha256:" + "\u0660" * 64,
    ],
)
def test_only_a_digest_becomes_a_path(store: Objects, digest: str) -> None:
    """Anything else is refused, whatever is asked of the store."""
    asked: list[Callable[[], object]] = [
        lambda: store.get(digest),
        lambda: store.open(digest),
        lambda: store.size(digest),
        lambda: digest in store,
        lambda: store.redacted(digest),
        lambda: store.redact(digest, b""),
    ]
    for ask in asked:
        with pytest.raises(UsageError, match="64 hex digits"):
            ask()


def test_a_changed_object_is_not_given_out(store: Objects, tmp_path: Path) -> None:
    """Changed bytes of the same length are found by `get`; of another length by `put` too, which repairs nothing."""
    store.put(DATA)
    path = path_of(tmp_path)
    path.chmod(0o644)
    path.write_bytes(DATA.replace(b"denied", b"stated"))
    with pytest.raises(DamagedError, match="not those"):
        store.get(DIGEST)
    path.write_bytes(b"short")
    with pytest.raises(DamagedError, match="5 bytes"):
        store.put(DATA)
    with pytest.raises(DamagedError, match="5 bytes"):
        store.put_file(io.BytesIO(DATA))
    assert path.read_bytes() == b"short"


def test_a_missing_object_is_said_to_be_missing(store: Objects) -> None:
    """No store, no folder or no file: missing all the same."""
    for other in (b"one", b"two"):
        with pytest.raises(DamagedError, match="missing"):
            store.get(DIGEST)
        with pytest.raises(DamagedError, match="missing"):
            store.redact(DIGEST, b"{}")
        assert DIGEST not in store
        assert list(store.digests()) == []
        store.sweep()
        store.redact(store.put(other), b"{}")


@pytest.mark.parametrize("part", ["object", "fan", "store", "tmp"])
def test_no_link_in_the_store_is_followed(tmp_path: Path, part: str) -> None:
    """A link in place of the store, of a folder in it or of an object leads nowhere, for reading and for writing."""
    Objects(tmp_path / "objects").put(DATA)
    path = path_of(tmp_path)
    link = {"object": path, "fan": path.parent, "store": path.parent.parent, "tmp": path.parent.parent / "tmp"}[part]
    link.rename(tmp_path / "elsewhere")
    link.symlink_to(tmp_path / "elsewhere")
    store = Objects(tmp_path / "objects")

    if part != "tmp":
        with pytest.raises(DamagedError, match="link"):
            store.get(DIGEST)
        with pytest.raises(DamagedError, match="link"):
            store.put(DATA)
    else:
        with pytest.raises(DamagedError, match="link"):
            store.put(b"another")
    assert not (tmp_path / "elsewhere" / NAME[:2]).is_symlink()


def test_a_pipe_in_place_of_an_object_blocks_nobody(store: Objects, tmp_path: Path) -> None:
    """What is no plain file is damage, found without waiting for it."""
    store.put(DATA)
    path_of(tmp_path).unlink()
    os.mkfifo(path_of(tmp_path))

    with pytest.raises(DamagedError, match="link or something else"):
        store.get(DIGEST)
    with pytest.raises(DamagedError, match="link or something else"):
        store.put(DATA)


@pytest.mark.parametrize("step", ["write", "fsync", "replace", "open", "fchmod"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_full_disk_leaves_the_store_as_it_was(
    store: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    """Whichever step of a put fails, it is a StorageError, nothing half written is under a name, and a retry works."""
    store.put(b"before")
    store.sync()

    def fails(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, step, fails)
        with pytest.raises(StorageError, match=os.strerror(code).lower()):
            store.put(DATA)
        if step != "replace":
            with pytest.raises(StorageError):
                store.put_file(io.BytesIO(DATA))
    assert list(store.digests()) == [f"sha256:{sha256(b'before').hexdigest()}"]
    assert list((tmp_path / "objects" / "tmp").iterdir()) == []
    assert store.get(store.put(DATA)) == DATA


def test_sync_is_one_fsync_for_each_folder(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new file is brought to the disk once; folders wait for `sync`, which does each once and then has nothing."""
    store.put(b"0")
    calls: list[int] = []
    fsync = os.fsync

    def counted(descriptor: int) -> None:
        calls.append(stat.S_IFMT(os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", counted)
    digests = {store.put(b"%d" % number) for number in range(100)} | {store.put(b"0")}
    folders = {digest[7:9] for digest in digests}
    assert calls == [stat.S_IFREG] * 99
    store.sync()
    assert calls[99:] == [stat.S_IFDIR] * (len(folders) + 1)
    store.sync()
    assert len(calls) == 99 + len(folders) + 1


def test_what_another_put_is_synced_by_us_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An object that was there may not have reached the disk yet: who relies on it brings it there."""
    Objects(tmp_path / "objects").put(DATA)
    store, calls = Objects(tmp_path / "objects"), list[int]()
    store.put(DATA)
    monkeypatch.setattr(os, "fsync", calls.append)
    store.sync()

    assert len(calls) == 1


def test_a_failed_sync_is_done_again(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders that could not be brought to the disk are not forgotten."""
    store.put(DATA)

    def fails(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fails)
        for _ in range(2):
            with pytest.raises(StorageError):
                store.sync()
    store.sync()


def test_what_a_killed_writer_left_is_swept(store: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that nobody is writing any more goes; one that is being written stays, and becomes its object."""
    store.put(b"before")
    left = tmp_path / "objects" / "tmp" / "0123"
    left.write_bytes(b"half an obj")
    replace = os.replace

    def swept_meanwhile(source: str, target: str, **folders: int) -> None:
        Objects(tmp_path / "objects").sweep()
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", swept_meanwhile)
    store.put(DATA)

    assert not left.exists()
    assert store.get(DIGEST) == DATA


def test_a_new_file_that_is_swept_too_early_is_made_anew(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the making of a file and the lock on it another process may sweep it away: no put fails of that."""
    swept: list[int] = []
    flock = fcntl.flock

    def sweeping(descriptor: int, operation: int) -> None:
        if not swept:
            swept.append(descriptor)
            store.sweep()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", sweeping)
    assert store.get(store.put(DATA)) == DATA
    assert swept


def _put_and_sweep(folder: Path) -> None:
    store = Objects(folder)
    for number in range(200):
        assert store.get(store.put(b"%d" % number)) == b"%d" % number
        if number % 10 == 0:
            store.sweep()
    store.sync()


def test_two_processes_that_put_the_same_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    """Both find all they put, and nothing half written is left."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_put_and_sweep, args=(tmp_path / "objects",)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0

    assert len(list(Objects(tmp_path / "objects").digests())) == 200
    assert list((tmp_path / "objects").glob("tmp/*")) == []


def test_other_files_in_the_store_are_passed_over(store: Objects, tmp_path: Path) -> None:
    """Names that are no digests, or lie in the wrong folder, are no objects."""
    store.put(DATA)
    (path_of(tmp_path).parent / "notes.txt").write_text("mine")
    (path_of(tmp_path).parent / ("00" * 32 if NAME[:2] != "00" else "11" * 32)).write_text("strayed")

    assert list(store.digests()) == [DIGEST]
