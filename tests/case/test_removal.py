"""Documents are withdrawn, or redacted so that nothing of their text is left; the log goes on saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from averment import Case, UsageError, WithdrawnError
from averment.case.store import Store
from averment.values.log import Removed
from tests.case.conftest import Adds, box

HIDDEN = "Quillon Farb said the archive burned. The zanthic ledger was lost."
WORDS = (b"zanthic", b"Quillon")
PLAIN = "Ana said it rained."


def holding(case: Case, *words: bytes) -> list[str]:
    """Give the files of a case in which a word stands; they are looked at as bytes, free pages and WAL included."""
    found = [path for path in case.folder.rglob("*") if path.is_file()]
    return [path.name for path in found if any(word.lower() in path.read_bytes().lower() for word in words)]


def test_withdrawn_documents_are_out_of_sight(case: Case, add: Adds) -> None:
    """A withdrawn document is not listed, found or given out; its bytes and its entries stay."""
    secret, _ = add({"secret.txt": HIDDEN, "plain.txt": PLAIN})

    assert case.remove([secret.name], "wrong case") == (secret.document,)
    assert [listed.state for listed in case.documents()] == ["read"]
    assert [listed.state for listed in case.documents(withdrawn=True)] == ["removed", "read"]
    assert case.search("archive") == []
    for look in (case.original, case.capture, case.reading):
        with pytest.raises(WithdrawnError):
            look(str(secret.document))
    (entry,) = [entry for entry in case.custody(str(secret.document)) if isinstance(entry, Removed)]
    assert (entry.why, entry.redacted) == ("wrong case", ())
    assert case.verify().state == "passed"


def test_a_withdrawn_document_can_come_back(case: Case, add: Adds) -> None:
    """To add it again brings it back, with an entry that says so."""
    (secret,) = add({"secret.txt": HIDDEN})
    case.remove([secret.name], "by mistake")

    assert [a.state for a in add({"secret.txt": HIDDEN})] == ["read"]
    assert len(case.search("archive")) == 2
    assert case.verify().state == "passed"


def test_members_go_with_their_container(case: Case, add: Adds) -> None:
    """A container takes with it the members that came from nowhere else, however deep, and leaves the others."""
    inner = box({"name": "b", "data": "Ben said b."}, {"name": "c", "data": "Cem said c."})
    post = box({"name": "a", "data": "Ana said a."}, {"name": "in", "data": inner})
    add({"c.txt": "Cem said c."})
    additions = add({"post.box": post})
    add({"other.box": box({"name": "a", "data": "Ana said a."})})

    gone = case.remove([additions[0].name], "not ours")
    assert len(gone) == 3
    assert sorted(case.original(listed.digest)[:3] for listed in case.documents() if listed.state == "read") == [
        b"Ana", b"Cem",
    ]  # fmt: skip
    assert [a.state for a in add({"post.box": post})] == [
        "container", "known", "container", "read", "known",
    ]  # fmt: skip


def test_a_redacted_document_leaves_no_trace(case: Case, add: Adds) -> None:
    """No file of the case holds a word of it; a placeholder says who took it away; the case verifies; it stays away."""
    additions = add({"secret.txt": HIDDEN, "plain.txt": PLAIN, "two.txt": HIDDEN + " More."})
    assert len(holding(case, *WORDS)) >= 7
    digests = [str(additions[0].document), str(additions[2].document)]

    case.remove(digests, "to protect a source", redact=True)
    assert holding(case, *WORDS) == []
    assert case.search("rained")
    assert case.search("archive") == []
    with pytest.raises(WithdrawnError):
        case.original(digests[0])
    placeholder = next((case.folder / "objects").rglob(f"{digests[0][7:]}.redacted")).read_bytes()
    assert b"to protect a source" in placeholder
    assert b'"by":"Ana"' in placeholder
    found = case.verify()
    assert {check.name for check in found.checks if check.state != "passed"} == {"redacted"}
    (again,) = add({"secret.txt": HIDDEN})
    assert (again.state, again.error) == ("failed", "WithdrawnError")
    assert holding(case, *WORDS) == []


def test_what_held_a_redacted_document_goes_too(case: Case, add: Adds) -> None:
    """The bytes of every container around it go; its siblings stay as documents of their own."""
    inner = box({"name": "secret", "data": HIDDEN}, {"name": "sibling", "data": PLAIN})
    outer, middle, *_ = add({"post.box": box({"name": "in", "data": inner})})

    case.remove([f"{middle.name} » secret"], "to protect a source", redact=True)
    assert holding(case, *WORDS) == []
    assert [listed.state for listed in case.documents()] == ["container", "container", "read"]
    assert case.original(f"{middle.name} » sibling") == PLAIN.encode()
    with pytest.raises(WithdrawnError):
        case.original(outer.name)
    assert "failed" not in {check.state for check in case.verify().checks}


def test_a_kill_while_redacting(case: Case, add: Adds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the entry, whoever opens the case next finishes: then no trace is left."""
    add({"secret.txt": HIDDEN, "plain.txt": PLAIN})

    def stop(_: Store) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Store, "rebuild_locked", stop)
        with pytest.raises(KeyboardInterrupt):
            case.remove([case.documents()[0].digest], "why", redact=True)
    assert holding(case, *WORDS)

    again = Case.open(case.folder)
    assert len(again.documents()) == 1
    assert holding(again, *WORDS) == []


def test_a_withdrawn_document_can_be_redacted(case: Case, add: Adds) -> None:
    """What was only withdrawn can be redacted later; what was redacted leaves nothing to do."""
    (secret,) = add({"secret.txt": HIDDEN})
    case.remove([secret.name], "first")
    with pytest.raises(UsageError, match="nothing left"):
        case.remove([secret.name], "again")
    case.remove([secret.name], "now for good", redact=True)
    assert holding(case, *WORDS) == []
    with pytest.raises(UsageError, match="nothing left"):
        case.remove([secret.name], "again", redact=True)


def test_a_redacted_member_is_refused_when_it_comes_again(case: Case, add: Adds) -> None:
    """In another container it is passed over by name, and the others in that are read."""
    (secret,) = add({"secret.txt": HIDDEN})
    case.remove([secret.name], "why", redact=True)
    additions = add({"post.box": box({"name": "s", "data": HIDDEN}, {"name": "p", "data": PLAIN})})

    assert [(a.state, a.error) for a in additions] == [
        ("container", None),
        ("failed", "WithdrawnError"),
        ("read", None),
    ]


def test_a_reason_is_needed(case: Case, add: Adds) -> None:
    """Without a reason, or with a reference that means nothing, nothing is removed."""
    (plain,) = add({"plain.txt": PLAIN})
    for refs, why in (([plain.name], "  "), (["nowhere.txt"], "why"), ([], "why")):
        with pytest.raises(UsageError):
            case.remove(refs, why)
    assert Path(case.documents()[0].paths[0]).name == "plain.txt"
