"""What is kept of weighing a case is trusted as far as it is whole, and outlives no text that is taken away."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from averment import Case, StorageError, WithdrawnError
from averment.case.store import Store
from averment.case.weighing.kept import Kept
from tests.case.conftest import Adds
from tests.case.weighing import REPORTS, Counting, shown

FILE = "weighing.sqlite"


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Put a model of words where the shipped one is had, and make batches small."""
    model = Counting()
    monkeypatch.setattr("averment.api.load_weigher", lambda *_: model)
    monkeypatch.setattr("averment.case.weighing.update.TOGETHER", 2)
    monkeypatch.setattr("averment.case.weighing.update.PAIRS_TOGETHER", 2)
    return model


@pytest.fixture
def weighed(case: Case, add: Adds) -> tuple[Path, dict[str, bytes]]:
    """Give a case that was weighed, its file, and what came out."""
    add(dict(REPORTS))
    return case.folder / FILE, shown(case)


def again(path: Path) -> dict[str, bytes]:
    """Weigh the case of a file as another process would."""
    with Case.open(path.parent) as case:
        return shown(case)


def test_a_file_that_is_deleted_is_made_anew(weighed: tuple[Path, dict[str, bytes]], model: Counting) -> None:
    """And the same comes out."""
    path, wanted = weighed
    path.unlink()
    asked = len(model.texts)

    assert again(path) == wanted
    assert set(model.texts[asked:]) == set(model.texts[:asked])
    assert path.exists()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE documents (digest TEXT)")
        db.commit()


def _another_maker(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE maker SET maker = 'sha256:0'")
        db.execute("UPDATE sayings SET made = x'00'")
        db.commit()


def _fewer_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE pairs")
        db.execute("DELETE FROM state")
        db.commit()


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "harm",
    [
        _cut,
        _foreign,
        _another_maker,
        _fewer_tables,
        _folder,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a database" * 999),
        lambda path: path.with_name(f"{FILE}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 9999),
    ],
    ids=["cut", "foreign", "another maker", "fewer tables", "folder", "empty", "text", "journal"],
)
def test_what_cannot_be_used_counts_as_none(
    weighed: tuple[Path, dict[str, bytes]], harm: Callable[[Path], None]
) -> None:
    """Whatever lies under the name, the same comes out, without a word of it, now and the next time."""
    path, wanted = weighed
    harm(path)

    assert again(path) == wanted
    assert again(path) == wanted


@pytest.mark.parametrize("seed", range(8))
def test_damage_does_not_show(weighed: tuple[Path, dict[str, bytes]], seed: int) -> None:
    """Bytes changed anywhere change nothing that comes out."""
    path, wanted = weighed
    dice, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(dice.choice([1, 5, 60])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)

    assert again(path) == wanted


def test_a_link_is_not_followed(weighed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """A folder that somebody prepared leads to no file outside it."""
    path, wanted = weighed
    outside = tmp_path / "outside"
    path.unlink()
    path.symlink_to(outside)

    assert again(path) == wanted
    assert not outside.exists()
    assert not path.is_symlink()


def test_a_case_that_cannot_be_written_to_is_weighed_in_memory(
    weighed: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same comes out, and nothing is written."""
    path, wanted = weighed
    path.unlink()

    @contextmanager
    def refused(_: Store) -> Iterator[None]:
        message = "it cannot be written"
        raise StorageError(message)
        yield

    with Case.open(path.parent) as case:
        monkeypatch.setattr(Store, "writing", refused)
        assert shown(case) == wanted
    assert not path.exists()


def test_a_full_disk_stops_nothing(weighed: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be kept serves this time."""
    path, wanted = weighed
    path.unlink()

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError

    monkeypatch.setattr(Kept, "put_pairs", full)
    assert again(path) == wanted


def test_an_interruption_costs_one_batch(case: Case, add: Adds, model: Counting) -> None:
    """What was made before is not made again."""
    add(dict(REPORTS))

    def stop(time: int) -> None:
        if time == 2:
            model.at = lambda _: None
            raise KeyboardInterrupt

    model.at = stop
    with pytest.raises(KeyboardInterrupt):
        list(case.claims())
    before = model.times
    found = again(case.folder / FILE)

    assert (before, model.times) == (2, 4)
    (case.folder / FILE).unlink()
    assert again(case.folder / FILE) == found


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_kill_leaves_what_can_be_used(case: Case, add: Adds, model: Counting, at: int) -> None:
    """Killed at any batch, the next one goes on and comes to the same."""
    add(dict(REPORTS))
    child = os.fork()
    if child == 0:
        model.at = lambda time: os.kill(os.getpid(), signal.SIGKILL) if time == at else None
        again(case.folder / FILE)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL

    found = again(case.folder / FILE)
    (case.folder / FILE).unlink()
    assert again(case.folder / FILE) == found


def test_several_processes_at_once(weighed: tuple[Path, dict[str, bytes]]) -> None:
    """All come to the same, and what they leave is whole."""
    path, wanted = weighed
    path.unlink()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            os._exit(0 if again(path) == wanted else 1)
        children.append(child)

    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
    assert again(path) == wanted
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_redaction_takes_it_away(weighed: tuple[Path, dict[str, bytes]]) -> None:
    """No word of a redacted text is left in what is kept, then or after the next weighing."""
    path, _ = weighed
    with Case.open(path.parent) as case:
        (secret,) = (listed for listed in case.documents() if listed.paths[0].endswith("deny.txt"))
        case.remove([secret.digest], "a name", redact=True)
        assert not path.exists()
        shown(case)
    assert b"Kell" not in path.read_bytes()
    assert secret.digest.encode() not in path.read_bytes()


def test_what_is_redacted_meanwhile_is_not_kept(case: Case, add: Adds, model: Counting) -> None:
    """While a process weighs, another redacts: what the first made of the text is not written any more."""
    added = {addition.name.rpartition("/")[2]: addition.document for addition in add(dict(REPORTS))}
    secret = str(added["deny.txt"])

    def redact(_: int) -> None:
        if case.document(secret).state != "removed":
            with Case.open(case.folder) as other:
                other.remove([secret], "a name", redact=True)

    model.at = redact
    with pytest.MonkeyPatch.context() as patch, suppress(WithdrawnError):
        patch.setattr("averment.case.weighing.update.TOGETHER", 99)
        list(case.claims())
    assert case.document(secret).state == "removed"
    for path in case.folder.glob(f"{FILE}*"):
        assert b"Kell" not in path.read_bytes()
        assert secret.encode() not in path.read_bytes()


def test_it_is_no_part_of_the_case(weighed: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """Verifying does not look at it, a bag does not hold it, a rebuild takes it away."""
    path, wanted = weighed
    with Case.open(path.parent) as case:
        bag = case.seal(tmp_path / "bag")
        assert list(bag.rglob(f"{FILE}*")) == []
        path.write_bytes(b"nonsense")
        assert case.verify().state == "passed"
        case.rebuild()
        assert not path.exists()
    assert again(path) == wanted
