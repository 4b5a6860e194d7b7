"""Verification: what passes, what fails, what is only not checked, and what it cannot see."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from averment.custody.log import Log
from averment.custody.objects import Objects
from averment.custody.timestamps import query
from averment.custody.verify import verify
from averment.custody.verifying.lines import read_log
from averment.custody.verifying.store import path_of
from averment.errors import NoCaseError
from averment.values import Capture, Check, Document, Verification, to_json
from averment.values.log import Added, Captured, Timestamped, WasRead
from tests.custody.authority import Authority
from tests.custody.conftest import begin, write
from tests.custody.small import BURNT, GONE, WELL, SmallCase, small_case, withdrawing_case


@pytest.fixture
def case(tmp_path: Path) -> SmallCase:
    """Give a case from which nothing was withdrawn."""
    return small_case(tmp_path / "case")


def check(verification: Verification, name: str) -> Check:
    """Give the check of a name."""
    return next(check for check in verification.checks if check.name == name)


def states(folder: Path, *, heads: Sequence[bytes] = (), roots: Sequence[bytes] = ()) -> dict[str, str]:
    """Give the states by the names of the checks, but those that passed."""
    return {
        check.name: check.state for check in verify(folder, heads=heads, roots=roots).checks if check.state != "passed"
    }


def object_of(folder: Path, digest: str) -> Path:
    """Give the file of an object."""
    return folder / "objects" / path_of(bytes.fromhex(digest.removeprefix("sha256:")))


def test_a_case_as_it_was_written_passes(case: SmallCase) -> None:
    """Every check passes, and the head that it was made against is told."""
    found = verify(case.folder)
    head = case.log.head()

    assert found.state == "passed"
    assert [check.name for check in found.checks] == ["key", "log", "head", "objects", "captures and readings"]
    assert (found.size, found.root) == (head.size, head.root.hex())
    assert check(found, "captures and readings").found.startswith("2 captures and 2 readings")


def test_a_case_that_was_just_begun_passes(folder: Path) -> None:
    """A log of one entry and no objects is a case."""
    assert verify(folder).state == "passed"


def test_a_folder_that_is_no_case_is_an_error(tmp_path: Path) -> None:
    """What is neither case nor bag cannot be verified."""
    with pytest.raises(NoCaseError, match="neither a case nor a sealed bag"):
        verify(tmp_path)


def test_progress_is_told_in_bytes(case: SmallCase) -> None:
    """The bytes of objects read so far, and of how many."""
    told: list[tuple[int, int]] = []
    verify(case.folder, progress=lambda done, total: told.append((done, total)))
    total = sum(path.stat().st_size for path in case.folder.glob("objects/*/*"))

    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_every_check_that_did_not_pass_says_what_to_do(case: SmallCase) -> None:
    """Failed and not checked come with advice, and name what they are about."""
    next(case.folder.glob("objects/*/*")).unlink()
    (case.folder / "checkpoint").write_bytes(b"no head")
    for found in verify(case.folder).checks:
        assert found.state == "passed" or (found.advice and found.subjects)


def test_bytes_after_the_head_are_not_checked(case: SmallCase) -> None:
    """An interrupted write leaves bytes that no head covers: they count for nothing, whatever they are."""
    with (case.folder / "log.jsonl").open("ab") as file:
        file.write(b'{"half')

    assert states(case.folder) == {"tail": "not checked"}
    assert "6 bytes" in check(verify(case.folder), "tail").found


def test_objects_that_no_entry_names_are_not_checked(case: SmallCase) -> None:
    """A killed command leaves objects that nothing speaks of, whole or half written."""
    case.put(b"an orphan")
    tmp = case.folder / "objects" / "tmp"
    tmp.mkdir(exist_ok=True)
    (tmp / "half").write_bytes(b"hal")

    assert states(case.folder) == {"unnamed objects": "not checked"}
    assert "1 that no entry names, 1 half written" in check(verify(case.folder), "unnamed objects").found


def test_redacted_objects_are_not_checked_and_the_log_says_by_whom(tmp_path: Path) -> None:
    """Their bytes are gone: nobody can check them; a `remove` entry says that it was meant."""
    case = withdrawing_case(tmp_path / "case")

    assert states(case.folder) == {"redacted": "not checked"}
    assert len(check(verify(case.folder), "redacted").subjects) == 2


@pytest.mark.parametrize("ending", [".redacted", ".withheld"])
def test_a_placeholder_that_no_entry_allows_fails(case: SmallCase, ending: str) -> None:
    """Nobody can take an object away by putting a placeholder in its place."""
    path = next(case.folder.glob("objects/*/*"))
    path.rename(path.with_name(path.name + ending))

    assert states(case.folder)["objects"] == "failed"


@pytest.mark.parametrize("placeholder_first", [False, True])
def test_an_interrupted_redaction_is_told(tmp_path: Path, *, placeholder_first: bool) -> None:
    """The entry is written before the bytes go: where they are still there, it says so."""
    case = withdrawing_case(tmp_path / "case")
    path = object_of(case.folder, "sha256:" + sha256(BURNT.encode()).hexdigest())
    path.write_text(BURNT)
    if not placeholder_first:
        path.with_name(f"{path.name}.redacted").unlink()

    assert states(case.folder) == {"redacted": "not checked"}
    assert "redacted, their bytes still there" in check(verify(case.folder), "redacted").found


def test_a_capture_of_another_document_fails(case: SmallCase) -> None:
    """An entry that says a capture is of a document, and the capture says another, is not true."""
    digest = case.add("other.txt", b"other")
    capture = case.put(to_json(Capture(document=Document(digest="sha256:" + "1" * 64, media_type="t", text=""))))
    case.append(Captured(object=digest, capture=capture, isolation="limits"))

    assert states(case.folder) == {"captures and readings": "failed"}
    assert "1 of another document" in check(verify(case.folder), "captures and readings").found


@pytest.mark.parametrize("span", [(0, 999), (5, 2), (-1, 2)])
def test_places_outside_the_text_fail(case: SmallCase, span: tuple[int, int]) -> None:
    """A reading whose places are not in its text was not made by the program."""
    digest = case.add("other.txt", b"other")
    reading = msgspec.json.decode(case.objects.get(_readings(case)[0]))
    reading["document"]["digest"] = digest
    reading["attributions"][0]["cue"] = [span]
    put = case.put(msgspec.json.encode(reading))
    case.append(WasRead(document=digest, capture=_captures(case)[0], reading=put, model="sha256:" + "0" * 64))

    assert "1 with places outside its text" in check(verify(case.folder), "captures and readings").found


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format": "averment.reading/9"}'])
def test_what_is_no_reading_fails(case: SmallCase, data: bytes) -> None:
    """Bytes that hash to their name may still be no reading."""
    digest = case.add("other.txt", b"other")
    capture = _captures(case)[0]
    case.append(WasRead(document=digest, capture=capture, reading=case.put(data), model="sha256:" + "0" * 64))

    assert "1 not a reading that this version can read" in check(verify(case.folder), "captures and readings").found


def test_a_head_held_elsewhere_is_one_the_log_grew_from(case: SmallCase) -> None:
    """A head that was kept passes for as long as the log only grows."""
    held = (case.folder / "checkpoint").read_bytes()
    case.add("later.txt", b"later")
    found = verify(case.folder, heads=[held, (case.folder / "checkpoint").read_bytes()])

    assert found.state == "passed"
    assert "entries: 13, 14" in check(found, "held heads").found


def test_a_log_taken_back_to_an_older_head_is_found_with_a_held_head(case: SmallCase, tmp_path: Path) -> None:
    """An older copy of a case verifies by itself. Who held a later head sees that entries are missing."""
    older = shutil.copytree(case.folder, tmp_path / "older")
    case.add("later.txt", b"later")
    held = (case.folder / "checkpoint").read_bytes()

    assert verify(older).state == "passed"
    assert states(older, heads=[held]) == {"held heads": "failed"}
    assert "more entries than the log has" in check(verify(older, heads=[held]), "held heads").found


def test_another_key_under_the_same_log_is_found(case: SmallCase, tmp_path: Path) -> None:
    """Key and head of another's making do not fit the first entry, which names the key."""
    other = begin(tmp_path / "other")
    for name in ("key.pub", "checkpoint"):
        shutil.copy(tmp_path / "other" / name, case.folder / name)

    assert other.head().size == 1
    assert {"key", "head"} <= states(case.folder).keys()


def test_a_case_rewritten_from_its_beginning_is_found_only_from_outside(case: SmallCase, tmp_path: Path) -> None:
    """Who makes all of it anew with a key of their own passes alone; a head held elsewhere tells."""
    held = (case.folder / "checkpoint").read_bytes()
    forged = SmallCase(tmp_path / "forged")
    forged.read(forged.add("reports/well.txt", WELL.encode()), WELL)

    assert verify(forged.folder).state == "passed"
    assert states(forged.folder, heads=[held]) == {"held heads": "failed"}


def test_a_log_rewritten_by_the_holder_of_the_key_is_found_only_from_outside(case: SmallCase, tmp_path: Path) -> None:
    """The holder of the key can sign another history; a head held elsewhere tells."""
    forged = shutil.copytree(case.folder, tmp_path / "forged")
    case.add("first.txt", b"first")
    case.add("second.txt", b"second")
    held = (case.folder / "checkpoint").read_bytes()
    log, objects = Log.open(forged), Objects(forged / "objects")
    with write(log) as writing:
        for path in ("other.txt", "second.txt", "third.txt"):
            writing.append([Added(path=path, object=objects.put(path.encode()), size=len(path))])

    assert verify(forged).state == "passed"
    assert states(forged, heads=[held]) == {"held heads": "failed"}
    assert "rewritten since" in check(verify(forged, heads=[held]), "held heads").found


@pytest.mark.parametrize("head", [b"", b"no head", b"\xff", b"x" * 2_000_000])
def test_what_is_no_head_fails_as_a_held_head(case: SmallCase, head: bytes) -> None:
    """A file that was taken for a head is told of."""
    assert states(case.folder, heads=[head]) == {"held heads": "failed"}


def test_stamps_are_checked_against_roots_that_were_given(case: SmallCase, tmp_path: Path) -> None:
    """Without a root nobody knows who signed: not checked. With the right one it passes, with another it fails."""
    authority, other = Authority(tmp_path / "authority"), Authority(tmp_path / "other")
    case.stamp(authority)
    case.add("later.txt", b"later")
    case.stamp(authority)

    assert states(case.folder) == {"timestamps": "not checked"}
    assert states(case.folder, roots=[authority.root]) == {}
    assert states(case.folder, roots=[other.root]) == {"timestamps": "failed"}
    assert states(case.folder, roots=[b"no certificate"]) == {"timestamps": "failed"}
    assert "13 entries at 20" in check(verify(case.folder, roots=[authority.root]), "timestamps").found


def test_a_stamp_on_another_head_fails(case: SmallCase, tmp_path: Path) -> None:
    """A token must be of the head in its entry, and that head of this log."""
    authority = Authority(tmp_path / "authority")
    note, head = (case.folder / "checkpoint").read_bytes(), case.log.head()
    token = case.put(authority.reply(query(b"something else")))
    case.append(Timestamped(size=head.size, checkpoint=case.put(note), token=token, tsa="t"))

    assert states(case.folder) == {"timestamps": "failed"}
    assert states(case.folder, roots=[authority.root]) == {"timestamps": "failed"}


@pytest.mark.parametrize("which", ["checkpoint", "token"])
def test_a_stamp_whose_objects_are_gone_fails(case: SmallCase, tmp_path: Path, which: str) -> None:
    """As an object that is missing, and as a stamp that says nothing."""
    case.stamp(Authority(tmp_path / "authority"))
    *_, stamp = case.log.entries()
    object_of(case.folder, getattr(stamp, which)).unlink()

    assert states(case.folder) == {"objects": "failed", "timestamps": "failed"}


def test_a_stamp_of_another_size_than_its_entry_says_fails(case: SmallCase, tmp_path: Path) -> None:
    """An entry may not say of a stamp that it covers more than it does."""
    note = (case.folder / "checkpoint").read_bytes()
    token = case.put(Authority(tmp_path / "authority").reply(query(note)))
    case.append(Timestamped(size=case.log.head().size + 1, checkpoint=case.put(note), token=token, tsa="t"))

    assert states(case.folder) == {"timestamps": "failed"}


def test_a_forger_cannot_bring_a_stamp_along(case: SmallCase, tmp_path: Path) -> None:
    """Who rewrites a stamped case has no stamp on the new heads; the old one does not fit."""
    authority = Authority(tmp_path / "authority")
    note, head = (case.folder / "checkpoint").read_bytes(), case.log.head()
    token = authority.reply(query(note))
    forged = SmallCase(tmp_path / "forged")
    forged.append(Timestamped(size=head.size, checkpoint=forged.put(note), token=forged.put(token), tsa="t"))

    assert states(forged.folder, roots=[authority.root]) == {"timestamps": "failed"}
    assert "not signed with the key" in check(verify(forged.folder), "timestamps").found


def test_a_case_without_some_of_its_files_fails(case: SmallCase) -> None:
    """A missing key, head or log is a check that failed, not an exception."""
    for name, expected in (("key.pub", {"key"}), ("checkpoint", {"head"}), ("log.jsonl", {"log", "key", "head"})):
        data = (case.folder / name).read_bytes()
        (case.folder / name).unlink()
        assert {name for name, state in states(case.folder).items() if state == "failed"} == expected
        (case.folder / name).write_bytes(data)


def test_a_document_that_was_added_again_is_no_longer_withdrawn(tmp_path: Path) -> None:
    """An `add` entry after a `remove` brings a document back."""
    case = withdrawing_case(tmp_path / "case")
    log = read_log(case.folder / "log.jsonl", None)
    gone = sha256(GONE.encode()).digest()
    assert gone in log.holdings.withdrawn
    case.add("gone.txt", GONE.encode())

    assert gone not in read_log(case.folder / "log.jsonl", None).holdings.withdrawn


def _readings(case: SmallCase) -> list[str]:
    return [entry.reading for entry in case.log.entries() if isinstance(entry, WasRead)]


def _captures(case: SmallCase) -> list[str]:
    return [entry.capture for entry in case.log.entries() if isinstance(entry, Captured)]
