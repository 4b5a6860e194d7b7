"""An `add` that was stopped, and two at once: nothing acknowledged is lost, nothing is done twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import count
from pathlib import Path

import pytest

from averment import Addition, Case, Document, Reading
from averment.case import adding
from averment.case.index import same_bytes
from averment.case.store import Session
from averment.custody.checkpoints import Checkpoint
from averment.values.log import AnyEntry, Captured, Extracted, Unpacked, WasRead
from tests.case.conftest import FakeSandbox, Ledger, box

FILES = {f"{n}.txt": f"Ana said it rained {n} times. Ben said it did not." for n in range(7)}
BOX = box(*({"name": f"m{n}", "data": f"Eve said {n} went home."} for n in range(7)))


class StoppedError(BaseException):
    """Stands for a kill."""


class Stopping(Ledger):
    """A reader that is stopped from the keyboard when it has read so many documents."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Read, or stop."""
        self.left -= len(documents)
        if self.left < 0:
            raise KeyboardInterrupt
        return super().read_all(documents, force=force)


@pytest.fixture
def paths(write: Callable[[str, str | bytes], str]) -> list[str]:
    """Write twenty reports and a box of twenty more."""
    return [*(write(name, text) for name, text in FILES.items()), write("post.box", BOX)]


def is_sound(case: Case) -> bool:
    """Tell whether the case verifies; what a stopped writer put there and no entry names is not checked."""
    found = case.verify()
    return {check.name for check in found.checks if check.state != "passed"} <= {"unnamed objects", "tail"}


def is_whole(case: Case) -> bool:
    """Tell whether the case verifies and has each document read once, each entry once, and an index as made anew."""
    done = Counter(
        (type(entry).__name__, entry.object)
        for entry in case.log()
        if isinstance(entry, Captured | Extracted | Unpacked)
    )
    done += Counter(("read", entry.document) for entry in case.log() if isinstance(entry, WasRead))
    states = Counter(listed.state for listed in case.documents())
    return (
        set(done.values()) == {1}
        and states == Counter(read=14, container=1)
        and is_sound(case)
        and is_rebuilt_alike(case)
    )


def is_rebuilt_alike(case: Case) -> bool:
    """Tell whether the index is, byte for byte, what a rebuild makes."""
    kept = case.folder.parent / "kept.sqlite"
    kept.write_bytes((case.folder / "index.sqlite").read_bytes())
    case.rebuild()
    return same_bytes(kept, case.folder / "index.sqlite")


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commit after every four files."""
    monkeypatch.setattr(adding, "TOGETHER", 4)


@pytest.mark.parametrize("after", [0, 5, 13])
def test_stopped_from_the_keyboard(case: Case, paths: list[str], after: int) -> None:
    """What was told of is in the case, which verifies; the same call again does the rest, and nothing twice."""
    told: list[Addition] = []
    with pytest.raises(KeyboardInterrupt):
        told.extend(case.add(paths, reader=Stopping(after)))  # nothing is told of once it is stopped
    assert is_sound(case)

    list(Case.open(case.folder, by="Ben").add(paths, reader=Ledger()))
    assert is_whole(Case.open(case.folder))


def test_left_half_way_without_a_word_more(case: Case, paths: list[str]) -> None:
    """Adding nothing finishes what was left."""
    adding = case.add(paths, reader=Ledger())
    told = [next(adding) for _ in range(6)]
    adding.close()
    assert [listed.state for listed in case.documents()].count("read") >= len(told)

    rest = list(Case.open(case.folder).add([], reader=Ledger()))
    assert all(addition.state in {"read", "container"} for addition in rest)
    assert {a.state for a in case.add(paths, reader=Ledger())} <= {"known", "read", "container"}
    assert is_whole(case)


@pytest.mark.parametrize("commit", [0, 1, 2, 4, 6])
@pytest.mark.parametrize("where", ["before", "between"])
def test_killed_at_any_commit(
    case: Case, paths: list[str], monkeypatch: pytest.MonkeyPatch, commit: int, where: str
) -> None:
    """Killed before a commit, or after it and before the index follows, a case opens, verifies and goes on."""
    append, commits = Session.append, iter(range(100))

    def stopping(session: Session, entries: Sequence[AnyEntry]) -> list[AnyEntry]:
        if next(commits) < commit:
            return append(session, entries)
        if where == "between":
            session._store.objects.sync()
            session._writing.append(entries)
        raise StoppedError

    monkeypatch.setattr(Session, "append", stopping)
    with pytest.raises(StoppedError):
        list(case.add(paths, reader=Ledger()))
    monkeypatch.setattr(Session, "append", append)
    case.close()

    again = Case.open(case.folder)
    assert is_sound(again)
    list(again.add(paths, reader=Ledger()))
    assert is_whole(again)


def test_two_at_once(case: Case, paths: list[str]) -> None:
    """Two that add the same files at the same time, in another order, lose nothing and write nothing twice."""
    orders = [paths, paths[::-1], [*paths[3:], *paths[:3]]]

    def run(order: list[str]) -> list[str]:
        return [a.state for a in Case.open(case.folder, by="Ben").add(order, reader=Ledger())]

    with ThreadPoolExecutor(3) as pool:
        states = list(pool.map(run, orders))
    assert all(set(found) <= {"read", "container", "known"} for found in states)
    assert is_whole(Case.open(case.folder))


def test_a_reader_meanwhile(case: Case, paths: list[str]) -> None:
    """Whoever has the case open sees what another adds, at once."""
    other = Case.open(case.folder)
    seen = []
    for _ in case.add(paths, reader=Ledger()):
        seen.append(len(other.documents()))
        assert other.search("rained")
    assert seen == sorted(seen)
    assert seen[-1] == 15


def test_the_log_grows_while_it_is_looked_at(case: Case, paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process that adds between our look at the index and at the head makes neither of them damaged."""
    other = Case.open(case.folder)
    head, left, turns = other._store.log.head, iter(paths), count()

    def moving() -> Checkpoint:
        with (case.folder / "lock").open() as lock:
            try:
                flock(lock, LOCK_EX | LOCK_NB)
            except BlockingIOError:  # we hold it ourselves: nobody else can add now
                return head()
        if next(turns) % 2:
            list(case.add([next(left)], reader=Ledger()))
        return head()

    monkeypatch.setattr(other._store.log, "head", moving)
    for _ in range(6):
        assert len(other.documents()) == len(case.documents())


def test_a_lost_index_is_made_anew(case: Case, paths: list[str], sandbox: FakeSandbox) -> None:
    """Without its index a case opens, finds what it found, and parses nothing again."""
    list(case.add(paths, reader=Ledger()))
    before, parsed = case.documents(), len(sandbox.given)
    (case.folder / "index.sqlite").unlink()

    again = Case.open(case.folder)
    assert again.documents() == before
    assert [a.state for a in again.add([Path(paths[0])], reader=Ledger())] == ["known"]
    assert len(sandbox.given) == parsed
