"""A writer that dies at any step: what was acknowledged is there, the case opens, and the next writer goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from averment.custody.log import Log
from averment.custody.objects import Objects
from averment.values.log import Added, Recovered
from tests.custody.conftest import added, begin, intact, paths, write

CALLS = ("open", "write", "fsync", "replace", "ftruncate", "mkdir", "unlink", "fchmod")


@pytest.fixture(autouse=True)
def _power(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring nothing to the disk: processes are killed here, and the power stays on."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


class Killed(BaseException):
    """Nothing in the package may catch this: a process that is killed catches nothing."""


class Death:
    """Kills at the `step`-th of the calls that change a disk; of a write half is done first."""

    def __init__(self, step: int) -> None:
        self.left = step
        self.dead = False

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give the call as it is until death, and after it."""

        def dying(*arguments: Any, **keywords: Any) -> Any:  # noqa: ANN401  # those of any call
            if self.dead:
                # what cleans up would not run in a process that is dead; nothing that it does may count
                return call(*arguments, **keywords) if name == "open" else None
            self.left -= 1
            if self.left == 0:
                self.dead = True
                if name == "write":
                    call(arguments[0], arguments[1][: len(arguments[1]) // 2])
                raise Killed
            return call(*arguments, **keywords)

        return dying


@contextmanager
def death_at(step: int) -> Iterator[Death]:
    """Die at a step, if there are so many."""
    death = Death(step)
    with pytest.MonkeyPatch.context() as patched:
        for name in CALLS:
            patched.setattr(os, name, death.wrap(name, getattr(os, name)))
        try:
            yield death
        except Killed:
            assert death.dead


def commits(folder: Path, acknowledged: list[str]) -> None:
    """Put objects and append entries, and note what was acknowledged."""
    log, objects = Log.open(folder), Objects(folder / "objects")
    for number in range(2):
        digest = objects.put(b"report %d" % number)
        objects.sync()
        with write(log) as writing:
            entries = [Added(path=f"{number}{part}", object=digest, size=8) for part in "ab"]
            acknowledged += [entry.path for entry in writing.append(entries) if isinstance(entry, Added)]


def goes_on(folder: Path) -> Log:
    """See that a new writer finds nothing in its way."""
    Objects(folder / "objects").sweep()
    with write(Log.open(folder)) as writing:
        writing.append([added("after")])
    assert list((folder / "objects").glob("tmp/*")) == []
    return intact(folder)


def test_a_writer_killed_at_any_step_loses_nothing_acknowledged(tmp_path: Path) -> None:
    """At each call that changes the disk: what had been acknowledged is there with its objects, commits are whole."""
    for step in range(1, 200):
        folder, acknowledged = tmp_path / str(step), list[str]()
        begin(folder)
        with death_at(step) as death:
            commits(folder, acknowledged)
        before = paths(Log.open(folder))
        log = goes_on(folder)

        assert before[: len(acknowledged)] == acknowledged
        assert before in (["0a", "0b", "1a", "1b"][:length] for length in (0, 2, 4))
        assert paths(log) == [*before, "after"]
        for entry in log.entries():
            if isinstance(entry, Added) and entry.path != "after":
                assert Objects(folder / "objects").get(entry.object) == b"report " + entry.path[:1].encode()
        if not death.dead:
            break
    assert not death.dead
    assert step > 40


def test_a_recovery_killed_at_any_step_is_made_by_the_next(tmp_path: Path) -> None:
    """Cleaning up after a killed writer may be killed itself; the bytes it found stay in an object."""
    for step in range(1, 200):
        folder = tmp_path / str(step)
        begin(folder)
        with (folder / "log.jsonl").open("ab") as file:
            file.write(b"half an ent")
        with death_at(step) as death, write(Log.open(folder)):
            pass
        log = goes_on(folder)

        found = [entry for entry in log.entries() if isinstance(entry, Recovered)]
        objects = Objects(folder / "objects")
        assert b"half an ent" in [objects.get(digest) for digest in objects.digests()]
        assert all(len(objects.get(entry.object)) == entry.size for entry in found)
        if not death.dead:
            break
    assert not death.dead
    assert step > 20


def test_a_redaction_killed_at_any_step_is_made_by_the_next(tmp_path: Path) -> None:
    """The object is there or redacted, at each moment; the second time it is gone."""
    for step in range(1, 200):
        folder = tmp_path / str(step)
        objects = Objects(folder)
        digest = objects.put(b"name of a witness")
        with death_at(step) as death:
            objects.redact(digest, b"{}")
        assert Objects(folder).redacted(digest) or Objects(folder).get(digest) == b"name of a witness"

        Objects(folder).redact(digest, b"{}")
        Objects(folder).sweep()
        assert b"name of a witness" not in [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        if not death.dead:
            break
    assert not death.dead
    assert step > 10


@given(st.lists(st.integers(1, 60), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_deaths_one_after_the_other(tmp_path_factory: pytest.TempPathFactory, steps: list[int]) -> None:
    """However many writers die in a row, what each had acknowledged is there in the order of writing."""
    folder, acknowledged = tmp_path_factory.mktemp("case") / "case", list[str]()
    begin(folder)
    for step in steps:
        with death_at(step):
            commits(folder, acknowledged)
        there = iter(paths(Log.open(folder)))
        assert all(path in there for path in acknowledged)
    assert paths(goes_on(folder))[-1] == "after"
