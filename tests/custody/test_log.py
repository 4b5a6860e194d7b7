"""The log: what was acknowledged stays, under a head that fits; what was not is kept apart; damage is found."""

from __future__ import annotations

import errno
import multiprocessing
import os
import tracemalloc
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from averment.custody.entries import MAX_LINE, decode, encode
from averment.custody.log import Log
from averment.custody.objects import Objects
from averment.custody.tree import leaf_hash
from averment.errors import DamagedError, NoCaseError, StorageError, UsageError
from averment.values.log import Added, AnyEntry, Began, Recovered, Unpacked
from tests.custody.conftest import CASE, NOW, added, begin, intact, paths, write


def test_a_log_begins_with_the_making_of_the_case(folder: Path) -> None:
    """The first entry is number 0 and names the key; the head covers it."""
    log = intact(folder)
    (began,) = log.entries()

    assert isinstance(began, Began)
    assert (began.seq, began.by, began.at, began.case) == (0, "Ana Brel", NOW, CASE)
    assert began.key == str(log.verifier)
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint", "key.pub", "log.jsonl", "private-key.pem"]


def test_what_is_appended_is_stamped_and_stays(folder: Path) -> None:
    """Entries come back with number, time, writer and version, and are the same when the log is opened again."""
    log = Log.open(folder)
    with write(log) as writing:
        assert writing.head == log.head()
        first = writing.append([added("a"), Unpacked(object="o", members=2, refused=0, isolation="bwrap")])
        assert writing.head == log.head()
        second = writing.append([added("b")])
        assert writing.append([]) == []

    assert [entry.seq for entry in [*first, *second]] == [1, 2, 3]
    assert first[0] == replace(added("a"), seq=1, at=NOW, by="Ana Brel", version="1")
    assert list(intact(folder).entries(1)) == [*first, *second]
    assert list(log.entries(1)) == [*first, *second]


@pytest.mark.parametrize(
    ("start", "stop", "expected"),
    [(0, None, "0123456"), (3, None, "3456"), (3, 5, "34"), (6, 99, "6"), (7, None, ""), (9, None, ""), (5, 3, "")],
)
def test_a_part_of_the_log_can_be_read(folder: Path, start: int, stop: int | None, expected: str) -> None:
    """Lines come from `start` up to `stop` or the head, from wherever the log was known before."""
    first = Log.open(folder)
    with write(first) as writing:
        writing.append([added(str(number)) for number in range(1, 4)])
    second = Log.open(folder, first.known)
    with write(second) as writing:
        writing.append([added(str(number)) for number in range(4, 7)])

    for log in (first, second, Log.open(folder)):
        assert "".join(str(entry.seq) for entry in log.entries(start, stop)) == expected


def test_an_open_log_sees_what_others_wrote(folder: Path) -> None:
    """Heads and entries are read anew each time; a writer goes on after what others wrote."""
    mine, theirs = Log.open(folder), Log.open(folder)
    with write(theirs) as writing:
        writing.append([added("theirs")])
    assert paths(mine) == ["theirs"]
    with write(mine) as writing:
        writing.append([added("mine")])

    assert paths(theirs) == ["theirs", "mine"]
    assert intact(folder).known == mine.known


def _append(folder: Path, name: str, together: Barrier) -> None:
    log = Log.open(folder)
    together.wait(60)
    for number in range(25):
        with write(log) as writing:
            writing.append([added(f"{name}{number}"), added(f"{name}{number}'")])


def test_two_processes_that_write_at_once_lose_nothing(folder: Path) -> None:
    """Each commit of each process is there, whole, in the order in which that process made them."""
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(2)
    processes = [context.Process(target=_append, args=(folder, name, together)) for name in "ab"]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
        assert process.exitcode == 0

    written = paths(intact(folder))
    for name in "ab":
        mine = [path for path in written if path.startswith(name)]
        assert mine == [f"{name}{number}{prime}" for number in range(25) for prime in ("", "'")]
    assert len(written) == 100
    assert all(written[place + 1] == f"{written[place]}'" for place in range(0, 100, 2))


@pytest.mark.parametrize("tail", [b"{", b'{"what":"add"', b"\n", b"whole\nlines\n", b"whole\nand torn", b"\0" * 5000])
def test_what_no_head_covers_is_moved_to_an_object(folder: Path, tail: bytes) -> None:
    """What a writer killed before its head left is not seen by readers; the next writer keeps it apart."""
    log = Log.open(folder)
    with write(log) as writing:
        writing.append([added("acknowledged")])
    with (folder / "log.jsonl").open("ab") as file:
        file.write(tail)
    (folder / "checkpoint.tmp").write_bytes(b"half a head")
    assert paths(Log.open(folder)) == ["acknowledged"]

    with write(Log.open(folder)) as writing:
        writing.append([added("after")])

    recovered, after = list(intact(folder).entries(2))
    assert isinstance(recovered, Recovered)
    assert recovered.size == len(tail)
    assert Objects(folder / "objects").get(recovered.object) == tail
    assert isinstance(after, Added)
    assert not (folder / "checkpoint.tmp").exists()


def test_recovery_waits_for_a_writer(folder: Path) -> None:
    """A reader changes nothing; a writer that has nothing to say still cleans up."""
    before = (folder / "log.jsonl").read_bytes()
    (folder / "log.jsonl").write_bytes(before + b"torn")
    list(Log.open(folder).entries())
    assert (folder / "log.jsonl").read_bytes() == before + b"torn"

    with write(Log.open(folder)):
        pass

    assert [type(entry) for entry in intact(folder).entries()] == [Began, Recovered]


def _fails(code: int, *, after: int = 0, partly: bool = False) -> Callable[..., Any]:
    """Make a system call that fails after some that do not."""
    write_some, fsync, done = os.write, os.fsync, [0]

    def call(*arguments: Any, **_: Any) -> int | None:  # noqa: ANN401  # those of any call
        done[0] += 1
        if done[0] <= after:
            return fsync(*arguments)
        if partly and done[0] == after + 1:
            return write_some(arguments[0], arguments[1][:10])
        raise OSError(code, os.strerror(code))

    return call


STEPS = [
    ("os.write", {}),
    ("os.write", {"partly": True}),
    ("os.fsync", {}),
    ("os.fsync", {"after": 1}),
    ("pathlib.Path.replace", {}),
]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize(("call", "how"), STEPS)
def test_a_full_disk_leaves_the_case_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, how: dict[str, Any], code: int
) -> None:
    """Whichever step of a commit fails, nothing of it is in the log, and the same can be written afterwards."""
    log = Log.open(folder)
    before = (folder / "log.jsonl").read_bytes(), (folder / "checkpoint").read_bytes()
    with write(log) as writing:
        with monkeypatch.context() as patched:
            patched.setattr(call, _fails(code, **how))
            with pytest.raises(StorageError, match=os.strerror(code).lower()):
                writing.append([added()])
        with pytest.raises(StorageError, match="open the case again"):
            writing.append([added()])
    log = intact(folder)
    assert (folder / "checkpoint").read_bytes() == before[1]
    with write(log) as writing:
        writing.append([added()])
    assert paths(intact(folder)) == ["report.txt"]


def test_a_head_that_may_not_be_durable_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the last fsync fails it is an error; the log and its head fit each other all the same."""
    with write(Log.open(folder)) as writing, monkeypatch.context() as patched:
        patched.setattr("os.fsync", _fails(errno.EIO, after=2))
        with pytest.raises(StorageError):
            writing.append([added()])

    assert paths(intact(folder)) == ["report.txt"]


@pytest.mark.parametrize("step", ["os.write", "os.fsync", "pathlib.Path.mkdir"])
def test_a_case_that_cannot_be_begun_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A full disk in the making of a case leaves no half of one, so that the same command works afterwards."""
    with monkeypatch.context() as patched:
        patched.setattr(step, _fails(errno.ENOSPC))
        with pytest.raises(StorageError):
            begin(tmp_path / "case")
    begin(tmp_path / "case")
    intact(tmp_path / "case")


def test_a_case_is_not_begun_twice(folder: Path) -> None:
    """Nothing is written over a case, or over what is left of one."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(UsageError, match="already"):
        begin(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    for name in ("log.jsonl", "checkpoint", "key.pub"):
        (folder / name).unlink()
        with pytest.raises(UsageError, match="already"):
            begin(folder)
    assert (folder / "private-key.pem").read_bytes() == before["private-key.pem"]


def test_a_folder_without_a_case_is_said_to_have_none(tmp_path: Path) -> None:
    """No folder, or an empty one: there is no case."""
    with pytest.raises(NoCaseError):
        Log.open(tmp_path / "missing")
    with pytest.raises(NoCaseError):
        Log.open(tmp_path)


def test_a_log_opens_from_where_it_was_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a known prefix only what comes after it is hashed."""
    log = Log.open(folder)
    with write(log) as writing:
        writing.append([added(str(number)) for number in range(20)])
    known = log.known
    with write(log) as writing:
        writing.append([added("new")])
    hashed: list[bytes] = []

    def counted(line: bytes) -> bytes:
        hashed.append(line)
        return leaf_hash(line)

    monkeypatch.setattr("averment.custody.lines.leaf_hash", counted)

    assert Log.open(folder, known).known == log.known
    assert len(hashed) == 1
    assert paths(Log.open(folder, log.known))[-1] == "new"
    assert len(hashed) == 1


def test_a_log_is_read_in_little_memory(folder: Path) -> None:
    """One line is held at a time, whatever the length of the log: opening and reading 64 MB take a few."""
    with write(Log.open(folder)) as writing:
        for _ in range(16):
            writing.append([added("a" * 1_000_000) for _ in range(4)])
    tracemalloc.start()
    assert sum(1 for _ in Log.open(folder).lines()) == 65
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8_000_000


def test_a_reader_sees_whole_commits_while_another_writes(folder: Path) -> None:
    """Without a lock: what is read is at each moment the beginning of what there is in the end."""
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(2)
    process = context.Process(target=_append, args=(folder, "a", together))
    process.start()
    log, seen = Log.open(folder), [list[str]()]
    together.wait(60)
    while process.is_alive():
        seen.append(paths(log))
    process.join(60)
    assert process.exitcode == 0

    whole = paths(intact(folder))
    assert len(whole) == 50
    assert all(part == whole[: len(part)] and len(part) % 2 == 0 for part in seen)
    assert [len(part) for part in seen] == sorted(len(part) for part in seen)


def test_entries_have_one_form() -> None:
    """Keys are sorted, every field is there, and a line decodes to what it was made from."""
    entry = replace(added("Wéb — report.txt"), seq=7, at=NOW, by="Ana", version="1")
    line = encode(entry)

    assert line.decode().startswith('{"at":"2031-03-12T08:00:00Z","by":"Ana","modified":null,"object":"sha256:')
    assert decode(line) == entry
    assert b"\n" not in encode(added("two\nlines\u2028"))


@pytest.mark.parametrize("path", ["a" * MAX_LINE, "name \udcff of a file"])
def test_an_entry_that_no_log_holds_is_refused(folder: Path, path: str) -> None:
    """Too long a line, or a character that UTF-8 cannot say: nothing is written, and others can be."""
    with write(Log.open(folder)) as writing:
        with pytest.raises(UsageError):
            writing.append([added("before"), added(path)])
        writing.append([added("after")])

    assert paths(intact(folder)) == ["after"]


def test_a_line_of_the_greatest_length_can_be_read(folder: Path) -> None:
    """What may be written may be read; a longer line in a log made elsewhere is refused without being held."""
    entry: AnyEntry = added("a" * (MAX_LINE - 230))
    with write(Log.open(folder)) as writing:
        writing.append([entry])

    assert len(paths(intact(folder))[0]) == MAX_LINE - 230
    (folder / "log.jsonl").write_bytes(b"a" * (MAX_LINE + 1) + b"\n")
    with pytest.raises(DamagedError):
        Log.open(folder)
