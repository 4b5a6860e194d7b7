"""What an actor makes of a shard: its manifest, what it raised, or that others died of it. Ray is played."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from averment.errors import ClusterError, CorpusError, UsageError
from averment.scale import cluster
from averment.scale.cluster import Actor, Result
from averment.scale.corpus import FIELDS, SIZE, _run
from averment.scale.folder import Folder
from averment.scale.joining import joined
from averment.scale.shards import Piece, Shard
from averment.scale.source import Source
from averment.scale.work import Job, Worker
from tests.conftest import FakeReader

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

SHARD = Shard(number=7, pieces=(Piece.of("file", "ana.txt", b"Ana said it rained."),))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Make the folder of a run."""
    return Folder.make(tmp_path / "out", _run("jsonl", SIZE, FIELDS, None, force=False))


@pytest.fixture(autouse=True)
def _ray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ray give what it is asked for as it is, and workers read without the model."""
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(get=lambda found: found))
    monkeypatch.setattr(cluster, "Worker", lambda job: Worker(job, reader=FakeReader()))


def test_a_shard_is_read_and_let_go(folder: Folder) -> None:
    """The manifest comes back and is in the folder; the source has room again."""
    source = Played()
    assert asked(folder, source).manifest == folder.manifest(7)
    assert source.kept == []


def test_a_shard_that_was_done_is_not_read_again(folder: Folder) -> None:
    """An actor that died after it had let go of its shard leaves the manifest for the one in its place."""
    source = Played()
    first = asked(folder, source)
    before = (folder.path / "shards" / "000007.json").stat().st_mtime_ns
    assert asked(folder, source) == first
    assert (folder.path / "shards" / "000007.json").stat().st_mtime_ns == before


def test_a_shard_that_others_died_of_is_given_up(folder: Folder) -> None:
    """The third actor that is handed a shard does not touch it."""
    source = Played(tries=2)
    assert asked(folder, source) == Result(number=7)
    assert folder.manifest(7) is None


def test_what_it_raises_comes_back(folder: Folder) -> None:
    """A machine that does not see the folder says so, and the run ends with that."""
    result = Actor(msgspec.msgpack.encode(Job(folder=str(folder.path / "elsewhere"))), Played())._result(7)
    assert result.error is not None
    with pytest.raises(CorpusError, match="no corpus"):
        cluster._here(Played(), result, Job(folder=str(folder.path)))


def test_another_version_does_not_read(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with another model writes nothing."""
    monkeypatch.setattr("averment.inference.shipped.model_digest", lambda: "sha256:other")
    assert asked(folder, Played()).error is not None
    assert folder.manifest(7) is None


def test_the_source_holds_few_and_gives_the_same_again() -> None:
    """It takes in no more than there is room for, and gives a number the same shard until that is done."""

    async def told() -> list[object]:
        source = Source(1)
        await source.offer(3, ["three"])
        waiting = asyncio.ensure_future(source.offer(5, ["five"]))
        await asyncio.sleep(0)
        found: list[object] = [waiting.done(), await source.take(3), await source.take(3)]
        await source.done(3)
        await waiting
        await source.close()
        return [*found, await source.take(3), [await source.number(place) for place in (0, 1, 2)]]

    assert run(told()) == [False, (1, ["three"]), (2, ["three"]), (1, []), [3, 5, None]]


def test_a_file_is_no_address(tmp_path: Path) -> None:
    """`--ray FILE` is told from an address: what was meant stands in the message."""
    with pytest.raises(UsageError, match="put --ray at the end"), joined(str(tmp_path), 1):
        pass


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray is optional."""
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"averment\[corpus,ray\]"), joined("", 1):
        pass


def test_where_no_cluster_is_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that does not answer is no crash."""

    def init(**_: object) -> None:
        message = "nobody there\nmore"
        raise ConnectionError(message)

    data = SimpleNamespace()
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(init=init, shutdown=lambda: None, data=data))
    monkeypatch.setitem(sys.modules, "ray.data", data)
    with pytest.raises(ClusterError, match=r"nobody there$"), joined("10.0.0.1:6379", 1):
        pass


class Played:
    """A source with one shard, whose calls are made at once."""

    def __init__(self, tries: int = 0) -> None:
        self.tries = tries
        self.kept = [msgspec.msgpack.encode(SHARD)]
        self.take = remote(self._take)
        self.done = remote(self._done)

    def _take(self, _number: int) -> tuple[int, list[bytes]]:
        self.tries += 1
        return self.tries, self.kept

    def _done(self, _number: int) -> None:
        self.kept = []


def remote(call: Callable[..., Any]) -> SimpleNamespace:
    """Give a method as a handle of Ray has it."""
    return SimpleNamespace(remote=call)


def asked(folder: Folder, source: Played) -> Result:
    """Let a new actor read the shard."""
    actor = Actor(msgspec.msgpack.encode(Job(folder=str(folder.path))), source)
    (result,) = actor({"shard": [7]})["result"]
    return msgspec.msgpack.decode(result, type=Result)


def run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401
    """Run some work to its end."""
    return asyncio.run(work)
