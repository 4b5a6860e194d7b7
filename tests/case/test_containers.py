"""Originals that hold others: each member is a document of its own, however deep, with the place where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from averment import Addition, Case
from averment.capture.limits import Budget
from averment.case import parsing
from averment.values.log import Captured, Extracted, Failed, Unpacked
from tests.case.conftest import Adds, FakeSandbox, Ledger, box
from tests.faults.stories import mail

ANA, BEN = "Ana said it rained.", "Ben said it did not."


def names(additions: list[Addition]) -> list[str]:
    """Give the names of additions without the folder of the file."""
    return [addition.name.rpartition("/")[2] for addition in additions]


def test_members_are_documents(case: Case, add: Adds) -> None:
    """A container is listed as one; its members are read, under its name and theirs, and their places are kept."""
    additions = add(
        {"post.box": box({"name": "ana.txt", "data": ANA, "place": {"record": 7}}, {"name": "ben.txt", "data": BEN})}
    )

    assert names(additions) == ["post.box", "post.box » ana.txt", "post.box » ben.txt"]
    assert [a.state for a in additions] == ["container", "read", "read"]
    assert [listed.state for listed in case.documents()] == ["container", "read", "read"]
    extracted = [entry for entry in case.log() if isinstance(entry, Extracted)]
    assert [(entry.name, entry.place) for entry in extracted] == [("ana.txt", {"record": 7}), ("ben.txt", {})]
    assert case.document(f"{additions[0].name} » ben.txt").digest == additions[2].document


def test_members_stand_before_the_end_of_their_container(case: Case, add: Adds) -> None:
    """The entry that ends a container counts its members and what was refused, all of which stand before it."""
    additions = add(
        {"post.box": box({"name": "ana.txt", "data": ANA}, {"refused": "../x"}, {"refused": "(passed over)"})}
    )

    entries = list(case.log())
    end = next(index for index, entry in enumerate(entries) if isinstance(entry, Unpacked))
    assert [type(entry) for entry in entries[2:end]] == [Extracted, Failed, Failed]
    assert (entries[end].members, entries[end].refused) == (1, 2)  # type: ignore[union-attr]
    assert [(a.state, a.error) for a in additions] == [
        ("container", None),
        ("failed", "HostileInputError"),
        ("read", None),
    ]


def test_a_document_that_holds_others_is_done_when_they_are_out(case: Case, tmp_path: Path) -> None:
    """The capture of a mail is logged behind its attachments: a kill between them leaves nothing that looks done."""
    path = tmp_path / "notes.eml"
    path.write_bytes(mail(1))
    list(case.add([path], reader=Ledger()))

    kinds = [type(entry) for entry in case.log()][2:]
    assert kinds.index(Extracted) < kinds.index(Captured) < kinds.index(Unpacked)


def test_containers_in_containers(case: Case, add: Adds) -> None:
    """What is in a container within a container is named by the way to it, and nesting has an end."""
    inner = box({"name": "ana.txt", "data": ANA})
    for depth in range(6):
        inner = box({"name": f"{5 - depth}.box", "data": inner})
    additions = add({"outer.box": inner})

    assert names(additions)[5] == "outer.box » 0.box » 1.box » 2.box » 3.box » 4.box"
    assert additions[-1].error == "HostileInputError"
    assert "nested" in str(additions[-1].message)
    assert case.search("rained") == []


def test_a_member_may_be_known(case: Case, add: Adds) -> None:
    """A member that came as a file before, or twice in one container, is no second document."""
    add({"ana.txt": ANA})
    parts = ({"name": "a", "data": ANA}, {"name": "b", "data": BEN}, {"name": "c", "data": BEN})
    additions = add({"post.box": box(*parts)})

    assert [a.state for a in additions] == ["container", "known", "read", "known"]
    assert len(case.documents()) == 3
    first = next(listed for listed in case.documents() if len(listed.paths) > 1)
    assert [path.rpartition("/")[2] for path in first.paths] == ["ana.txt", "post.box » a"]


def test_a_container_that_breaks_off(case: Case, add: Adds) -> None:
    """What came out before it broke is kept and read; the container has failed, and is not tried again."""
    broken = box({"name": "ana.txt", "data": ANA}, {"error": "MalformedInputError"})
    additions = add({"post.box": broken})

    assert [(a.state, a.error) for a in additions] == [("failed", "MalformedInputError"), ("read", None)]
    assert [a.state for a in add({"post.box": broken})] == ["known"]
    assert [listed.state for listed in case.documents()] == ["failed", "read"]


@pytest.mark.parametrize("parts", [[], [{"refused": "x"}]])
def test_an_empty_container(case: Case, add: Adds, parts: list[dict[str, str]]) -> None:
    """A container with nothing in it that can be had is one all the same, and is done."""
    assert add({"empty.box": box(*parts)})[0].state == "container"
    assert list(case.add([])) == []


def test_all_that_comes_out_of_a_file_is_bounded(add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the budget of a file nothing more is taken out of it, however it is nested."""
    monkeypatch.setattr("averment.case.work.Budget", lambda: Budget(members=3))
    inner = [
        {"name": str(n), "data": box(*({"name": f"{n}{m}", "data": f"{ANA} {n} {m}"} for m in range(2)))}
        for n in range(2)
    ]
    additions = add({"outer.box": box(*inner), "post.box": box({"name": "a", "data": ANA})})

    assert [a.error for a in additions if a.error] == ["HostileInputError"] * 2
    assert sum(a.state == "read" for a in additions) == 2


def test_a_container_of_many_is_committed_as_it_goes(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Members are logged while their container is still being parsed: an archive does not have to fit in memory."""
    monkeypatch.setattr(parsing, "_HANDED_ON", 3)
    additions = add({"post.box": box(*({"name": str(n), "data": f"Ana said {n}."} for n in range(20)))})

    assert [a.state for a in additions] == ["container", *["read"] * 20]
    assert len([entry for entry in case.log() if isinstance(entry, Extracted)]) == 20
    assert case.verify().state == "passed"


def test_what_a_container_says_reaches_the_parser(
    case: Case, write: Callable[[str, bytes], str], sandbox: FakeSandbox
) -> None:
    """The address and date of a record are given to whoever parses it, and the date that a person gave to all."""
    place = {"url": "https://velmar.example/rain", "captured": "2031-03-12T08:00:00Z"}
    path = write("post.box", box({"name": "ana.txt", "data": ANA, "place": place}))
    list(case.add([path], reader=Ledger(), published="2031"))

    given = sandbox.given[-1]
    assert (given.url, given.captured) == ("https://velmar.example/rain", "2031-03-12T08:00:00Z")
    assert given.published is not None
    assert str(given.name).endswith("post.box » ana.txt")
