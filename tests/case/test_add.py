"""Files are put into a case: kept first, logged, then read; known again by their bytes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from averment import Case, Input, InputTooLargeError, UsageError
from averment.case import sources
from averment.values.log import Added, AnyEntry, Captured, Failed, WasRead
from tests.case.conftest import Adds, FakeSandbox, Ledger

RAIN = "Ana Ruiz said it rained in Velmar. Oro Dask said it did not."


def kinds(case: Case) -> Counter[type[AnyEntry]]:
    """Count the entries of a log by kind."""
    return Counter(type(entry) for entry in case.log())


def test_a_file_is_kept_and_read(case: Case, add: Adds) -> None:
    """A report is in the case with its bytes, its capture and its reading, each named by an entry."""
    (addition,) = add({"rain.txt": RAIN})

    assert (addition.state, addition.attributions) == ("read", 2)
    (listed,) = case.documents()
    assert (listed.state, listed.digest, listed.attributions) == ("read", addition.document, 2)
    assert case.original(listed.digest) == RAIN.encode()
    assert case.capture(listed.digest).document.text == RAIN
    assert case.reading(listed.digest).document == case.capture(listed.digest).document
    assert [type(entry) for entry in case.custody(listed.digest)] == [Added, Captured, WasRead]


def test_an_entry_says_who_what_and_when(case: Case, write: Callable[[str, str], str]) -> None:
    """The entry of a file has its path as it was typed, its digest, its size and when it was changed last."""
    path = write("rain.txt", RAIN)
    os.utime(path, (0, 1_000_000_000))
    (addition,) = list(case.add([path], reader=Ledger()))

    added = next(entry for entry in case.log() if isinstance(entry, Added))
    assert (added.path, added.object, added.size) == (path, addition.document, len(RAIN))
    assert (added.modified, added.by) == ("2001-09-09T01:46:40Z", "Ana")


def test_the_same_bytes_are_known_again(case: Case, add: Adds) -> None:
    """The same file under the same path leaves no trace; under another path, an entry for that path and no more."""
    add({"rain.txt": RAIN})
    before = kinds(case)

    assert [a.state for a in add({"rain.txt": RAIN})] == ["known"]
    assert kinds(case) == before
    assert [a.state for a in add({"copy.txt": RAIN, "again.txt": RAIN})] == ["known", "known"]
    assert kinds(case) - before == Counter({Added: 2})
    (listed,) = case.documents()
    assert [Path(path).name for path in listed.paths] == ["rain.txt", "copy.txt", "again.txt"]


def test_duplicates_that_come_together_are_one_document(case: Case, add: Adds) -> None:
    """Of two files with the same bytes in one call the first is read, and both paths are logged."""
    additions = add({"rain.txt": RAIN, "copy.txt": RAIN})

    assert [a.state for a in additions] == ["read", "known"]
    assert kinds(case)[Added] == 2
    assert kinds(case)[Captured] == 1


def test_what_cannot_be_parsed_is_kept(case: Case, add: Adds) -> None:
    """A file without a text is in the case all the same, with an entry that says why it has none; others go on."""
    additions = add({"empty.txt": "", "noise.bin": bytes(range(256)) * 8, "rain.txt": RAIN})

    assert [a.state for a in additions] == ["failed", "failed", "read"]
    assert [a.error for a in additions] == ["EmptyInputError", "BinaryInputError", None]
    assert all(a.message and a.advice for a in additions[:2])
    assert [listed.state for listed in case.documents()] == ["failed", "failed", "read"]
    assert case.original(str(additions[1].document)) == bytes(range(256)) * 8
    failures = [entry for entry in case.log() if isinstance(entry, Failed)]
    assert [(entry.stage, entry.isolation) for entry in failures] == [("capture", "limits")] * 2


def test_what_cannot_be_opened_is_told_and_not_logged(case: Case, tmp_path: Path) -> None:
    """A path that leads nowhere, a folder, a pipe: each is an addition with an error, and no entry."""
    os.mkfifo(tmp_path / "pipe")
    additions = list(case.add([tmp_path / "none.txt", tmp_path, tmp_path / "pipe", "a\0b"], reader=Ledger()))

    assert {a.error for a in additions} == {"MissingInputError"}
    assert {a.document for a in additions} == {None}
    assert case.head.size == 1


def test_inputs_of_any_kind_can_be_added(case: Case) -> None:
    """What loads its bytes by itself is added under its name; one that fails to is told of."""

    def fail() -> bytes:
        message = "it is too long"
        raise InputTooLargeError(message)

    inputs = [Input("(standard input)", RAIN.encode), Input("long", fail)]
    additions = list(case.add(inputs, reader=Ledger()))

    assert [(a.name, a.state, a.error) for a in additions] == [
        ("(standard input)", "read", None),
        ("long", "failed", "InputTooLargeError"),
    ]
    assert case.documents()[0].paths == ("(standard input)",)


def test_a_file_that_is_too_large_is_not_taken(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit a file is refused while it is streamed, and nothing of it stays."""
    monkeypatch.setattr(sources, "LARGEST", 10)

    assert [a.error for a in add({"rain.txt": RAIN})] == ["InputTooLargeError"]
    assert case.documents() == []
    assert not [path for path in (case.folder / "objects").rglob("*") if path.is_file()]


def test_a_file_that_is_not_in_english_is_captured(case: Case, add: Adds) -> None:
    """Its text is kept and can be searched; with `force` it is read after all, and captured no second time."""
    additions = add({"rain.txt": RAIN, "german.txt": "Ana said es regnet nicht."})
    assert [(a.state, a.error) for a in additions] == [("read", None), ("captured", "LanguageError")]
    assert case.documents()[1].error == "LanguageError"
    assert case.search("regnet")[0].kind == "document"

    assert [a.state for a in add({"german.txt": "Ana said es regnet nicht."})] == ["known"]
    assert [a.state for a in add({"german.txt": "Ana said es regnet nicht."}, force=True)] == ["read"]
    assert case.documents()[1].state == "read"
    assert kinds(case)[Captured] == 2


def test_a_name_that_is_no_text_is_escaped(case: Case, tmp_path: Path) -> None:
    """A file name that is no UTF-8 is in the log with its bytes escaped, and can be referred to so."""
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(RAIN)
    list(case.add([os.fsdecode(path), Input("lone \ud800", b"Ben said no.".lower)], reader=Ledger()))

    names = [listed.paths[0] for listed in case.documents()]
    assert [name.rpartition("/")[2] for name in names] == [r"caf\xe9.txt", r"lone \ud800"]
    assert case.document(names[0]).state == "read"


def test_a_date_reaches_what_has_none(case: Case, add: Adds) -> None:
    """A date that is given when a file is known already has it captured and read anew; the latest is what holds."""
    add({"rain.txt": RAIN})
    assert case.documents()[0].published is None

    (addition,) = add({"rain.txt": RAIN}, published="2031-03")
    published = case.documents()[0].published
    assert addition.state == "read"
    assert published is not None
    assert (str(published.start), str(published.end), published.how) == ("2031-03-01", "2031-03-31", "given")
    assert case.reading(str(addition.document)).document.published == published
    assert [a.state for a in add({"rain.txt": RAIN}, published="2031-03")] == ["known"]
    assert [a.state for a in add({"rain.txt": RAIN}, published="2031-04-02")] == ["read"]
    assert len(case.search("rained", kinds=["document"])) == 1


def test_a_date_of_its_own_stays(case: Case, add: Adds) -> None:
    """A page that states its date keeps it, whatever is given later."""
    page = (
        '<html><meta property="article:published_time" content="2030-01-02"><p>Ana said it rained in Velmar.</p></html>'
    )
    add({"page.html": page})

    assert [a.state for a in add({"page.html": page}, published="2031")] == ["known"]
    assert str(case.documents()[0].published) == str(case.capture(case.documents()[0].digest).document.published)


def test_many_files_are_told_of_in_order(case: Case, add: Adds) -> None:
    """Each file is told of once, in the order given, whatever the groups they were read in."""
    files: dict[str, str | bytes] = {f"{number}.txt": f"Ana said {number}. {RAIN}" for number in range(35)}
    files |= {"7b.txt": files["7.txt"], "none": ""}

    additions = add(files)
    assert [Path(a.name).name for a in additions] == list(files)
    assert len(case.documents()) == 36
    assert kinds(case)[WasRead] == 35


def test_a_date_that_is_none_is_wrong_use(case: Case) -> None:
    """It is refused before anything is added."""
    with pytest.raises(UsageError, match="not a date"):
        case.add(["x"], published="soon")


def test_the_shipped_parts_work_together(tmp_path: Path) -> None:
    """With the real sandbox and the shipped model a report becomes a reading, which is that of `averment read`."""
    from averment import read

    report = tmp_path / "rain.txt"
    report.write_text(
        "Officials in Vantor denied that troops had shelled a clinic in Velmar. Mira Tolan said they had.\n"
    )
    case = Case.create(tmp_path / "case", by="Ana")
    (addition,) = list(case.add([report]))

    assert addition.state == "read"
    assert case.reading(str(addition.document)) == read(report)
    assert next(entry for entry in case.log() if isinstance(entry, Captured)).isolation in {
        "bwrap",
        "seccomp",
        "limits",
    }


def test_the_name_is_told_to_the_parser(case: Case, add: Adds, sandbox: FakeSandbox) -> None:
    """A parser is told the name and the date that were given, for its messages and for want of another date."""
    add({"rain.txt": RAIN}, published="2031-03-12")

    assert case.head.size > 1
    (given,) = sandbox.given
    assert Path(str(given.name)).name == "rain.txt"
    assert given.published is not None
