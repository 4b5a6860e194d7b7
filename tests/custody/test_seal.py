"""Sealing: what is in a bag and what stays out, that it is all there or not at all, and that it is found if changed."""

from __future__ import annotations

import errno
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import bagit
import msgspec
import pytest

from averment.custody.log import Log
from averment.custody.seal import seal
from averment.custody.verify import verify
from averment.errors import DamagedError, NoCaseError, StorageError, UsageError
from averment.values import Inclusion, Judgement, Listed, Reading, from_json
from averment.values.log import Added, Captured, Sealed, Timestamped, WasRead
from tests.custody.conftest import NOW, write
from tests.custody.small import BURNT, GONE, PACKED, ROAD, WELL, SmallCase, quick, sealed, small_case, withdrawing_case


@pytest.fixture
def case(tmp_path: Path) -> SmallCase:
    """Give a case from which one report was withdrawn, and one redacted."""
    return withdrawing_case(tmp_path / "case")


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bag that tests leave as it is."""
    folder = tmp_path_factory.mktemp("bags")
    return sealed(withdrawing_case(folder / "case").folder, folder / "bag").folder


def states(folder: Path) -> dict[str, str]:
    """Give the states by the names of the checks, but those that passed."""
    return {check.name: check.state for check in verify(folder).checks if check.state != "passed"}


def test_a_bag_is_a_bag_and_verifies(case: SmallCase, tmp_path: Path) -> None:
    """It passes our verification and that of the bagit library, and the log says that it was sealed."""
    made = sealed(case.folder, tmp_path / "bag")
    *_, last = Log.open(case.folder).entries()

    assert states(made.folder) == {"redacted": "not checked", "withheld": "not checked"}
    assert bagit.Bag(str(made.folder)).validate()
    assert isinstance(last, Sealed)
    assert (last.name, last.documents, made.documents) == ("bag", 4, 4)
    assert made.head == Log.open(case.folder).head()
    assert made.left_out == 6


def test_the_bag_of_a_case_without_withdrawals_passes(tmp_path: Path) -> None:
    """Every check of it passes."""
    made = sealed(small_case(tmp_path / "case").folder, tmp_path / "bag")

    assert states(made.folder) == {}
    assert [check.name for check in verify(made.folder).checks][-2:] == ["bag", "copies"]


def test_the_data_of_a_bag_are_a_case_that_cannot_be_written_to(bag: Path, tmp_path: Path) -> None:
    """Log and objects open as those of a case; there is no private key, no index, no lock."""
    data = shutil.copytree(bag / "data", tmp_path / "data")
    log = Log.open(data)

    assert verify(data).size == log.head().size == len(list(log.entries()))
    assert not {"private-key.pem", "index.sqlite", "lock"} & {path.name for path in bag.rglob("*")}
    with pytest.raises(UsageError, match="private key"), write(log):
        pass


def test_withdrawn_bytes_are_nowhere_in_a_bag(bag: Path) -> None:
    """Neither their originals nor what was made of them; placeholders stand for them."""
    everything = b"".join(path.read_bytes() for path in bag.rglob("*") if path.is_file())
    placeholders = {path.suffix for path in bag.rglob("*.*") if len(path.stem) == 64 and path.suffix != ".json"}

    assert WELL.encode() in everything
    assert PACKED in everything
    assert GONE.strip().encode() not in everything
    assert BURNT.strip().encode() not in everything
    assert placeholders == {".redacted", ".withheld"}


def test_the_ledger_lists_what_stands(bag: Path) -> None:
    """Documents, readings and judgements as JSON, a line each."""
    ledger = bag / "data" / "ledger"
    documents = [from_json(line, Listed) for line in (ledger / "documents.jsonl").read_bytes().splitlines()]
    readings = [from_json(line, Reading) for line in (ledger / "readings.jsonl").read_bytes().splitlines()]
    judgements = [from_json(line, Judgement) for line in (ledger / "judgements.jsonl").read_bytes().splitlines()]

    assert [(each.paths, each.state, each.attributions) for each in documents] == [
        (("reports/well.txt", "reports/copy of well.txt"), "read", 1),
        (("reports.zip",), "container", None),
        (("reports.zip » road.txt",), "read", 1),
        (("broken.pdf",), "failed", None),
    ]
    assert documents[3].error == "MalformedInputError"
    assert [each.document.text for each in readings] == [WELL, ROAD]
    assert [each.by for each in judgements] == ["Ana Brel"]


def test_each_document_has_a_proof(bag: Path) -> None:
    """The proof is that of the entry which brought it."""
    proofs = [from_json(path.read_bytes(), Inclusion) for path in (bag / "data" / "proofs").iterdir()]
    originals = (WELL.encode(), PACKED, ROAD.encode(), b"%PDF-1.7 and no more")

    assert {each.document for each in proofs} == {f"sha256:{sha256(data).hexdigest()}" for data in originals}
    assert {msgspec.json.decode(each.entry)["what"] for each in proofs} == {"add", "extract"}


def test_the_manifests_are_in_order_and_the_bag_says_what_it_is(bag: Path) -> None:
    """Two seals of the same head differ in nothing; who opens the bag sees case, head and number of documents."""
    lines = (bag / "manifest-sha256.txt").read_text().splitlines()
    info = dict(line.split(": ") for line in (bag / "bag-info.txt").read_text().splitlines())
    files = [path for path in (bag / "data").rglob("*") if path.is_file()]

    assert lines == sorted(lines, key=lambda line: line[66:])
    assert info["Averment-Documents"] == "4"
    assert info["Averment-Head-Root"] == verify(bag).root
    assert info["Payload-Oxum"] == f"{sum(path.stat().st_size for path in files)}.{len(files)}"
    assert info["Bagging-Date"] == NOW[:10]
    assert "{{" not in (bag / "VERIFY.md").read_text()


@pytest.mark.parametrize("taken", ["folder", "file", "link"])
def test_a_name_that_is_taken_is_refused(case: SmallCase, tmp_path: Path, taken: str) -> None:
    """Nothing is written over, and the log says nothing of it."""
    out = tmp_path / "bag"
    if taken == "link":
        out.symlink_to("nowhere")
    else:
        (out.mkdir if taken == "folder" else out.touch)()
    before = case.log.head()

    with pytest.raises(UsageError, match="not taken"):
        sealed(case.folder, out)
    assert Log.open(case.folder).head() == before


def test_a_bag_within_the_case_is_refused(case: SmallCase) -> None:
    """It would be sealed into itself the next time."""
    with pytest.raises(UsageError, match="not within the case"):
        sealed(case.folder, case.folder / "objects" / "bag")


def test_a_bag_lies_in_a_folder_that_is_there(case: SmallCase, tmp_path: Path) -> None:
    """No folder is made on the way to it: the path may be mistyped."""
    with pytest.raises(UsageError, match="is not there"):
        sealed(case.folder, tmp_path / "no" / "bag")
    assert not (tmp_path / "no").exists()


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    """There is nothing to seal, and nothing is left behind."""
    with pytest.raises(NoCaseError):
        sealed(tmp_path / "nothing", tmp_path / "bag")
    assert list(tmp_path.iterdir()) == []


def _changed(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"changed")


@pytest.mark.parametrize("damage", [Path.unlink, _changed])
def test_a_damaged_case_is_not_sealed(case: SmallCase, tmp_path: Path, damage: Callable[[Path], object]) -> None:
    """An object that is missing or changed stops it before the log says that the case was sealed."""
    damage(max(path for path in case.folder.glob("objects/*/*") if len(path.name) == 64))
    before = case.log.head()

    with pytest.raises(DamagedError):
        sealed(case.folder, tmp_path / "bag")
    assert Log.open(case.folder).head() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no reading", "that does not decode"),
        (b'{"attributions": []}', "is damaged: captures and readings"),
    ],
)
def test_what_is_no_reading_is_not_sealed(case: SmallCase, tmp_path: Path, data: bytes, message: str) -> None:
    """What was copied is verified before it gets its name."""
    well = next(entry.object for entry in case.log.entries() if isinstance(entry, Added))
    capture = next(entry.capture for entry in case.log.entries() if isinstance(entry, Captured))
    case.append(WasRead(document=well, capture=capture, reading=case.put(data), model="sha256:" + "0" * 64))

    with pytest.raises(DamagedError, match=message):
        sealed(case.folder, tmp_path / "bag")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]


def test_a_token_that_is_none_is_not_sealed(case: SmallCase, tmp_path: Path) -> None:
    """Its certificates could not be written out."""
    note, head = (case.folder / "checkpoint").read_bytes(), case.log.head()
    case.append(Timestamped(size=head.size, checkpoint=case.put(note), token=case.put(b"no token"), tsa="t"))

    with pytest.raises(DamagedError, match="no reply of a time-stamping authority"):
        sealed(case.folder, tmp_path / "bag")


def test_a_full_disk_leaves_nothing_behind(case: SmallCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says so, the case is as it was, and the half-made bag is gone."""
    written = os.write

    def full(descriptor: int, data: bytes) -> int:
        if "partial" in str(Path(f"/proc/self/fd/{descriptor}").readlink()):
            raise OSError(errno.ENOSPC, "No space left on device")
        return written(descriptor, data)

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StorageError, match="no space left"):
        sealed(case.folder, tmp_path / "bag")
    monkeypatch.undo()

    assert sorted(path.name for path in tmp_path.iterdir()) == ["case"]
    assert states(case.folder) == {"redacted": "not checked"}


@pytest.mark.parametrize("step", ["verify", "rename"])
def test_a_kill_leaves_no_half_bag(case: SmallCase, tmp_path: Path, step: str) -> None:
    """Killed at any point there is a whole bag under the name or none; the case goes on, and is sealed again."""
    killer = multiprocessing.get_context("fork").Process(target=_seal_until, args=(case.folder, tmp_path / "bag", step))
    killer.start()
    killer.join(timeout=30)

    assert killer.exitcode == -signal.SIGKILL
    assert not (tmp_path / "bag").exists()
    assert len(list(tmp_path.glob(".bag.partial-*"))) == 1
    assert states(case.folder) == {"redacted": "not checked"}
    assert states(sealed(case.folder, tmp_path / "bag").folder).keys() == {"redacted", "withheld"}


def _seal_until(case: Path, out: Path, step: str) -> None:
    """Seal a case, and be killed where a step of it would begin."""

    def killed(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    where = {"verify": "averment.custody.seal.verify", "rename": "averment.custody.seal._take_name"}
    with patch(where[step], killed):
        sealed(case, out)


def test_what_is_added_and_withdrawn_meanwhile_is_in_the_bag_as_the_log_has_it(case: SmallCase, tmp_path: Path) -> None:
    """Objects are copied before the log is; the bag holds what the log says at its head."""
    done: list[int] = []

    def meanwhile(_: int, __: int) -> None:
        if not done:
            done.append(1)
            case.add("late.txt", b"late")
            well = next(entry.object for entry in case.log.entries() if isinstance(entry, Added))
            case.remove("the witness asked for it", [well], [well])

    with quick():
        made = seal(case.folder, tmp_path / "bag", by="Ana", version="1", now=lambda: NOW, progress=meanwhile)
    listed = (made.folder / "data/ledger/documents.jsonl").read_text()

    assert "late.txt" in listed
    assert "well.txt" not in listed
    assert not any(path.read_bytes() == WELL.encode() for path in made.folder.rglob("*") if path.is_file())
