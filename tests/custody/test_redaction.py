"""Redaction: the bytes of an object go, a placeholder stays, and nobody brings them back by accident."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest

from averment.custody.objects import Objects
from averment.errors import (
    WithdrawnError,
)
from tests.custody.conftest import DATA, DIGEST, NAME, path_of


def test_a_redacted_object_is_gone_and_does_not_come_back(store: Objects, tmp_path: Path) -> None:
    """The placeholder stands in its place; the bytes are not given out and not taken in again, however they come."""
    store.put(DATA)
    store.redact(DIGEST, b'{"why":"at the request of the witness"}')

    assert not path_of(tmp_path).exists()
    assert path_of(tmp_path).with_name(f"{NAME}.redacted").read_bytes().startswith(b'{"why"')
    assert store.redacted(DIGEST)
    assert DIGEST not in store
    assert list(store.digests()) == []
    for ask in (lambda: store.get(DIGEST), lambda: store.put(DATA), lambda: store.put_file(io.BytesIO(DATA))):
        with pytest.raises(WithdrawnError, match="redacted from this case"):
            ask()


def test_an_interrupted_redaction_is_finished(store: Objects, tmp_path: Path) -> None:
    """With the placeholder there and the bytes too the object counts as redacted; the first placeholder stays."""
    store.put(DATA)
    placeholder = path_of(tmp_path).with_name(f"{NAME}.redacted")
    placeholder.write_bytes(b"first")
    assert DIGEST not in store
    with pytest.raises(WithdrawnError):
        store.get(DIGEST)

    store.redact(DIGEST, b"second")

    assert not path_of(tmp_path).exists()
    assert placeholder.read_bytes() == b"first"


def test_a_withheld_object_is_said_to_be_withheld(store: Objects, tmp_path: Path) -> None:
    """In a bag a placeholder of another name stands for what stayed in the case."""
    store.put(DATA)
    path_of(tmp_path).rename(path_of(tmp_path).with_name(f"{NAME}.withheld"))

    with pytest.raises(WithdrawnError, match="withheld from this bag"):
        store.get(DIGEST)


def test_what_is_redacted_while_it_is_put_does_not_stay(
    store: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A redaction by another process between the look and the rename wins."""
    store.put(DATA)
    path_of(tmp_path).unlink()
    replace = os.replace

    def redacted_meanwhile(source: str, target: str, **folders: int) -> None:
        path_of(tmp_path).with_name(f"{NAME}.redacted").write_bytes(b"{}")
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", redacted_meanwhile)
    with pytest.raises(WithdrawnError):
        store.put(DATA)
    assert not path_of(tmp_path).exists()


def test_the_placeholder_is_on_the_disk_before_the_bytes_go(store: Objects, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a loss of power in a redaction leaves the one or the other."""
    store.put(DATA)
    store.sync()
    done: list[str] = []
    fsync, unlink, replace = os.fsync, os.unlink, os.replace

    def synced(descriptor: int) -> None:
        done.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def named(source: str, target: str, **folders: int) -> None:
        done.append("named")
        replace(source, target, **folders)

    def gone(name: str, **folder: int) -> None:
        done.extend(["gone"] if name == NAME else [])
        unlink(name, **folder)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", named)
    monkeypatch.setattr(os, "unlink", gone)
    store.redact(DIGEST, b"{}")

    assert done == ["file", "named", "folder", "gone", "folder"]
