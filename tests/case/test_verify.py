"""What of a case can be made again is: its index, its captures, its readings. It seals, and keeps stamps."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from averment import Case, Check, Document, Reading, SealedError, TimestampError, UsageError
from averment.custody.verify import verify
from averment.values.log import Sealed, Timestamped
from tests.case.conftest import Adds, FakeSandbox, Ledger
from tests.custody.authority import Authority

RAIN = "Ana Ruiz said it rained in Velmar."
AGAIN = "captures and readings made again"


def check(case: Case, name: str, *, reread: bool = False, quick: bool = False) -> Check:
    """Give one check of a verification."""
    return next(check for check in case.verify(reread=reread, quick=quick).checks if check.name == name)


def test_an_index_is_compared_with_one_made_anew(case: Case, add: Adds) -> None:
    """An index that is as it should be passes; a changed word in it fails, and a rebuild mends it."""
    add({"rain.txt": RAIN})
    assert check(case, "index").state == "passed"

    with sqlite3.connect(case.folder / "index.sqlite") as db:
        db.execute("UPDATE documents SET title = 'another'")
    db.close()
    found = check(case, "index")
    assert found.state == "failed"
    assert "averment rebuild" in str(found.advice)
    case.rebuild()
    assert case.verify().state == "passed"


def test_an_index_that_is_no_database_fails(case: Case, add: Adds) -> None:
    """A verification says what is damaged; it is not stopped by it."""
    add({"rain.txt": RAIN})
    (case.folder / "index.sqlite").write_bytes(b"nonsense" * 1000)
    found = Case.open(case.folder).verify()
    assert [check.name for check in found.checks if check.state == "failed"] == ["index"]


def test_what_is_left_out_is_not_called_passed(case: Case, add: Adds) -> None:
    """With `quick`, and without an index, that check says that it was not made."""
    add({"rain.txt": RAIN})
    assert check(case, "index", quick=True).state == "not checked"
    (case.folder / "index.sqlite").unlink()
    assert check(case, "index").state == "not checked"


@pytest.mark.parametrize("left", [b"", None])
def test_an_index_without_tables_is_none(case: Case, add: Adds, left: bytes | None) -> None:
    """What a process leaves that was killed while it made the file is no index yet, and no damage."""
    add({"rain.txt": RAIN})
    index = case.folder / "index.sqlite"
    index.unlink()
    if left is None:
        with closing(sqlite3.connect(index)) as db:
            db.execute("PRAGMA journal_mode = WAL")
    else:
        index.write_bytes(left)
    assert check(Case.open(case.folder), "index").state == "not checked"
    assert len(Case.open(case.folder).documents()) == 1
    assert check(case, "index").state == "passed"


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[Ledger]:
    """Give the reader that verification reads with."""
    held: list[Ledger] = [Ledger()]
    monkeypatch.setattr("averment.api.load_reader", lambda *_: held[0])
    return held


def test_what_is_read_anew_is_the_same(case: Case, add: Adds, readers: list[Ledger]) -> None:
    """Each document is captured and read from its original once more, with the date that was given, and compared."""
    assert readers
    add({"rain.txt": RAIN, "german.txt": "Ana said es regnet nicht."})
    add({"rain.txt": RAIN}, published="2031")
    add({"german.txt": "Ana said es regnet nicht."}, force=True)

    found = check(case, AGAIN, reread=True)
    assert (found.state, found.found) == ("passed", "2 documents, the same bytes")


class Other(Ledger):
    """A reader that finds nothing."""

    def read(self, document: Document) -> Reading:
        """Leave the attributions out."""
        return replace(super().read(document), attributions=())


class Newer(Ledger):
    """A reader with another model."""

    def read_all(self, documents: Sequence[Document], *, force: bool = False) -> list[Reading]:
        """Say which model it was."""
        read = super().read_all(documents, force=force)
        return [replace(one, model=replace(one.model, reader="sha256:" + "9" * 64), attributions=()) for one in read]


def test_another_reading_fails(case: Case, add: Adds, readers: list[Ledger]) -> None:
    """The same model must give the same; of another nothing can be said."""
    (addition,) = add({"rain.txt": RAIN})

    readers[0] = Other()
    found = check(case, AGAIN, reread=True)
    assert (found.state, found.subjects) == ("failed", (addition.document,))
    readers[0] = Newer()
    found = check(case, AGAIN, reread=True)
    assert found.state == "not checked"
    assert "another model" in found.found


def test_another_version_is_not_compared(
    case: Case, add: Adds, readers: list[Ledger], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version captured may come out otherwise by right."""
    assert readers
    add({"rain.txt": RAIN})
    monkeypatch.setattr("averment.case.verifying.version", lambda: "99")

    found = check(case, AGAIN, reread=True)
    assert found.state == "not checked"
    assert "this is 99" in found.found


def test_a_lost_original_is_not_read_anew(case: Case, add: Adds, readers: list[Ledger]) -> None:
    """Where an original is missing its own check fails, and this one says that it could not be made."""
    assert readers
    (addition,) = add({"rain.txt": RAIN})
    digest = str(addition.document)[7:]
    (case.folder / "objects" / digest[:2] / digest).unlink()

    assert check(case, AGAIN, reread=True).state == "not checked"
    assert check(case, "objects").state == "failed"


def test_a_case_is_sealed(case: Case, add: Adds, tmp_path: Path) -> None:
    """The bag verifies, and the case, which says that it was sealed, goes on."""
    add({"rain.txt": RAIN})
    bag = case.seal(tmp_path / "bag")

    assert verify(bag).state == "passed"
    assert isinstance(list(case.log())[-1], Sealed)
    assert [a.state for a in add({"snow.txt": "Ana said it snowed."})] == ["read"]
    assert case.verify().state == "passed"


@pytest.mark.parametrize("part", ["", "data"])
def test_a_bag_is_not_opened(case: Case, tmp_path: Path, part: str) -> None:
    """Neither a bag nor the case in it: an index in it would be a file that no manifest has."""
    bag = case.seal(tmp_path / "bag")

    with pytest.raises(SealedError):
        Case.open(bag / part)
    assert verify(bag).state == "passed"


def test_a_stamp_is_kept(case: Case, add: Adds, tmp_path: Path) -> None:
    """A reply to the query is kept with the head it is on, which may not be the last any more, and verifies."""
    authority = Authority(tmp_path / "authority")
    query = case.timestamp_query()
    add({"rain.txt": RAIN})
    entry = case.timestamp(authority.reply(query), "https://tsa.example")
    late = case.timestamp(authority.reply(case.timestamp_query()), "https://tsa.example")

    assert isinstance(entry, Timestamped)
    assert (entry.size, late.size, late.tsa) == (1, 5, "https://tsa.example")
    found = case.verify(roots=[authority.root])
    assert found.state == "passed"
    assert "timestamps" in {check.name for check in found.checks}


def test_a_reply_that_is_no_stamp(case: Case, sandbox: FakeSandbox, tmp_path: Path) -> None:
    """What is no reply, or one on something else, leaves no entry."""
    authority = Authority(tmp_path / "authority")
    other = Case.create(tmp_path / "other", by="Ben")
    for reply in (b"nonsense", authority.reply(other.timestamp_query())):
        with pytest.raises(TimestampError):
            case.timestamp(reply, "https://tsa.example")
    with pytest.raises(UsageError, match="on one line"):
        case.timestamp(b"", "a\nb")
    assert case.head.size == 1
    assert sandbox.given == []
