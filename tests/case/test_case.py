"""A case is made, opened and looked into; what is wrong with it is said."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

import averment
from averment import Case, CaseError, DamagedError, NewerError, NoCaseError, StorageError, UsageError
from averment.case.fields import FIELDS
from averment.case.index import connections, entry_of
from averment.case.people import acting
from averment.values.log import Began
from tests.case.conftest import Adds, FakeSandbox, Ledger

RAIN = "Ana Ruiz said it rained in Velmar."


def test_a_case_begins_with_an_entry(tmp_path: Path) -> None:
    """A new case has one entry, which names its key and who made it, and opens again."""
    case = Case.create(tmp_path / "new" / "case", by="Ana")

    (began,) = list(case.log())
    assert isinstance(began, Began)
    assert (began.by, case.head.size, case.head.origin) == ("Ana", 1, f"averment.case/{began.case}")
    assert case.name == "case"
    assert case.folder == tmp_path / "new" / "case"
    assert list(Case.open(case.folder).log()) == [began]
    assert (case.folder / "private-key.pem").stat().st_mode & 0o777 == 0o600


def test_a_case_is_made_where_nothing_is(tmp_path: Path) -> None:
    """An empty folder will do; a file, a case, or a folder with something in it is left as it is."""
    (tmp_path / "empty").mkdir()
    Case.create(tmp_path / "empty", by="Ana")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "file").touch()

    for name, said in (("empty", "a case here already"), ("full", "not empty"), ("file", "a file")):
        with pytest.raises(UsageError, match=said):
            Case.create(tmp_path / name, by="Ana")
    assert list((tmp_path / "full").iterdir()) == [tmp_path / "full" / "x"]


def test_where_there_is_no_case(tmp_path: Path) -> None:
    """A folder that is none, or is not there, is an error that says so."""
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(NoCaseError):
            Case.open(folder)


def test_who_acts_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """The login name serves where none is given; a name is one line, bounded, and not empty."""
    monkeypatch.setenv("LOGNAME", "ana")
    assert acting(None) == "ana"
    assert acting("  Ana Ruiz ") == "Ana Ruiz"
    for name in ("", " ", "a\nb", "a" * 300, "a\u202eb", "\ud800"):
        with pytest.raises(UsageError, match="one line"):
            acting(name)

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert acting(None) == "unknown"


def test_references(case: Case, add: Adds) -> None:
    """A document is meant by its digest, the beginning of it, or a path; none or several are an error that says so."""
    one, other = add({"one.txt": RAIN, "two.txt": RAIN + " It did."})
    digest = str(one.document)

    for ref in (digest, digest[7:], digest[:13], digest[7:13], one.name):
        assert case.document(ref).digest == digest
    for ref in (digest[:12], "", "nowhere.txt", "zzzzzzz", "f" * 64):
        with pytest.raises(UsageError, match="no document"):
            case.document(ref)
    add({"one.txt": "Ana said it had changed."})
    with pytest.raises(UsageError, match="2 documents"):
        case.document(one.name)
    case.remove([digest], "old")
    assert case.document(one.name).digest != digest
    assert case.document(other.name).digest == other.document


def test_what_has_no_text_says_so(case: Case, add: Adds) -> None:
    """The capture or reading of what has none is asked for in vain, and the reason is said."""
    empty, german = add({"empty.txt": "", "german.txt": "Ana said es regnet nicht."})

    with pytest.raises(UsageError, match="no text"):
        case.capture(str(empty.document))
    with pytest.raises(UsageError, match="no text"):
        case.reading(str(empty.document))
    with pytest.raises(UsageError, match="not read"):
        case.reading(str(german.document))
    assert case.capture(str(german.document)).document.text.startswith("Ana")


def test_a_damaged_index_says_what_to_do(case: Case, add: Adds) -> None:
    """A case whose index is no database, or is another case's, opens, says to rebuild, and is whole after that."""
    add({"rain.txt": RAIN})
    before = case.documents()
    index = case.folder / "index.sqlite"
    good = index.read_bytes()
    for damage in (b"nonsense" * 1000, good[:5000], good[:4096] + os.urandom(len(good) - 4096)):
        index.write_bytes(damage)
        with pytest.raises(DamagedError, match="averment rebuild"):
            Case.open(case.folder).documents()
        Case.open(case.folder).rebuild()
        assert Case.open(case.folder).documents() == before
    assert case.verify().state == "passed"


def test_an_index_of_another_log_says_what_to_do(case: Case, add: Adds, tmp_path: Path) -> None:
    """An index that was put in the place of this one is found out."""
    add({"rain.txt": RAIN})
    other = Case.create(tmp_path / "other", by="Ben")
    list(other.add([Path(case.documents()[0].paths[0])], reader=Ledger()))
    (case.folder / "index.sqlite").write_bytes((other.folder / "index.sqlite").read_bytes())

    with pytest.raises(DamagedError, match="averment rebuild"):
        Case.open(case.folder).documents()


def test_a_case_of_a_newer_version(case: Case, add: Adds) -> None:
    """An index that a newer version made is left alone, and the error says so."""
    add({"rain.txt": RAIN})
    db = sqlite3.connect(case.folder / "index.sqlite")
    db.execute("INSERT INTO migrations VALUES (99, 'new')")
    db.commit()
    db.close()

    with pytest.raises(CaseError, match="newer version"):
        Case.open(case.folder).documents()


def test_entries_of_a_newer_version(case: Case, add: Adds) -> None:
    """A kind of entry, a verdict or a correction that we do not know was made by a newer version; damage is damage."""
    add({"rain.txt": RAIN})
    made = '{"what":"judge","judgement":{"id":"j4","verdict":%s,"targets":[%s],"changes":{%s},"by":"A","at":"B"}}'
    target = f'{{"document":"{case.documents()[0].digest}","id":"a1"}}'
    newer = [
        '{"what":"praise","seq":4}',
        made % ('"praise"', target, ""),
        made % ('"correct"', target, '"tone":"harsh"'),
        made % ('"correct"', target, '"act":"boast"'),
    ]
    damaged = ['{"what":"add","seq":4}', "nonsense", made % ("4", target, ""), made % ('"accept"', "4", "")]

    for lines, kind in ((newer, NewerError), (damaged, DamagedError)):
        for line in lines:
            with pytest.raises(kind):
                entry_of(line.encode(), case.folder)
    for fits in ('"act":"deny"', '"act":""', '"stance":"proposed"', '"content":"0-4"', '"claim":""'):
        assert entry_of((made % ('"correct"', target, fits)).encode(), case.folder)


def test_a_case_in_which_a_newer_version_judged(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever rests on judgements says why it cannot be had; nothing of the case is changed."""
    add({"rain.txt": RAIN})
    fields = {**FIELDS["attribution"], "tone": "text"}
    with monkeypatch.context() as newer:
        newer.setitem(FIELDS, "attribution", fields)
        case.judge("correct", [f"{case.documents()[0].digest}#a1"], changes={"tone": "harsh"})
        before = {path: path.read_bytes() for path in case.folder.iterdir() if path.is_file()}

    for look in (Case.judgements, Case.review, Case.sources):
        with pytest.raises(NewerError, match="tone") as caught:
            look(Case.open(case.folder))
        assert "Install" in caught.value.diagnostics()
    assert len(Case.open(case.folder).documents()) == 1
    assert len(list(Case.open(case.folder).log())) == 5
    (case.folder / "index.sqlite").unlink()
    with pytest.raises(NewerError, match="tone"):
        Case.open(case.folder).documents()
    assert all(path.read_bytes() == data for path, data in before.items() if path.name != "index.sqlite")


def test_an_index_of_an_older_version_is_made_anew(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that lack a step are replaced by what a rebuild makes."""
    add({"rain.txt": RAIN})
    before = case.documents()
    steps = (*connections_steps(), ("a note", "CREATE TABLE notes (note TEXT) STRICT;"))
    for module in ("schema", "migrations", "store"):
        monkeypatch.setattr(f"averment.case.index.{module}.MIGRATIONS", steps)

    again = Case.open(case.folder)
    assert again.documents() == before
    assert again.verify().state == "passed"
    with sqlite3.connect(case.folder / "index.sqlite") as db:
        assert db.execute("SELECT count(*) FROM notes").fetchone() == (0,)
    db.close()


def connections_steps() -> tuple[tuple[str, str], ...]:
    """Give the steps of today."""
    from averment.case.index.schema import MIGRATIONS

    return MIGRATIONS


def test_a_full_disk(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the index cannot grow the error says so; what was acknowledged is there once there is room."""
    add({"rain.txt": RAIN})
    connect = connections.connect

    def small(path: Path, patience: float) -> sqlite3.Connection:
        db = connect(path, patience)
        db.execute("PRAGMA max_page_count = 1")
        return db

    with monkeypatch.context() as patch:
        patch.setattr("averment.case.index.store.connect", small)
        with pytest.raises(StorageError) as caught:
            add({"snow.txt": "Ana said it snowed. " * 2000})
    assert "full" in str(caught.value)
    again = Case.open(case.folder)
    assert {listed.state for listed in again.documents()} == {"read", "captured"}
    list(again.add([], reader=Ledger()))
    assert {listed.state for listed in again.documents()} == {"read"}
    assert again.verify().state == "passed"


def test_a_case_that_may_not_be_written(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may only be read can be looked into and searched, and nothing is put beside its index."""
    add({"rain.txt": RAIN})
    monkeypatch.setattr("averment.case.index.connections.os.access", lambda *_: False)
    before = sorted(case.folder.iterdir())

    again = Case.open(case.folder)
    assert len(again.documents()) == 1
    assert again.search("rained")
    assert sorted(case.folder.iterdir()) == before


def test_entries_from_a_number_on(case: Case, add: Adds) -> None:
    """The log can be read from any entry on."""
    add({"rain.txt": RAIN})

    assert [entry.seq for entry in case.log(2)] == [2, 3]
    assert list(case.log(99)) == []


def test_the_case_is_public(sandbox: FakeSandbox) -> None:
    """`averment.Case` is the façade."""
    assert averment.Case is Case
    assert sandbox.given == []


def test_nothing_is_held_after_use(case: Case, add: Adds) -> None:
    """Between calls no file of SQLite lies beside the index, nor after an `add` that was not gone through."""
    add({"rain.txt": RAIN})
    assert not list(case.folder.glob("index.sqlite-*"))
    with Case.open(case.folder) as other:
        adding = other.add(["none.txt", "neither.txt"], reader=Ledger())
        next(adding)
    adding.close()
    assert not list(case.folder.glob("index.sqlite-*"))
