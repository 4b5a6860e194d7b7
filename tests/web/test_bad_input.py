"""What becomes of a desk whose case is locked, damaged, newer or full, or changes under it: a clear page, nothing lost.

Over HTTP, on a desk that is really served; what happens to the case is done by other processes, as it would be.
"""

from __future__ import annotations

import fcntl
import json
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from averment import Case
from tests.conftest import FakeReader
from tests.web.security.asking import Answer, ask, post
from tests.web.serving import WORDS, Served, served

if TYPE_CHECKING:
    from averment.values import Judgement

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
REPORTS = {
    "flood.txt": "Flood\n\nAna Ruiz said the dam at Velmar was opened on purpose. Oro Dask said it was not.\n",
    "rain.txt": "Rain\n\nOro Dask said it rained for a week at Velmar. Mayor Lund said 30 people were missing.\n",
}
_QUICK = f"{WORDS}\nfrom averment.web import desk\ndesk.WAIT = 0.5\n"


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of two reports. Nobody writes to it."""
    here = tmp_path_factory.mktemp("flood")
    for name, words in REPORTS.items():
        (here / name).write_text(words)
    with Case.create(here / "velmar", by="ana") as case:
        added = list(case.add([here / name for name in REPORTS], reader=FakeReader(), force=True))
        assert [one.state for one in added] == ["read", "read"]
    return here / "velmar"


@pytest.fixture
def folder(flood: Path, tmp_path: Path) -> Path:
    """Give a copy of the case."""
    return Path(shutil.copytree(flood, tmp_path / "velmar"))


@pytest.fixture
def desk(folder: Path) -> Iterator[Served]:
    """Serve it."""
    with served(folder, before=_QUICK) as found:
        yield found


@pytest.fixture
def target(flood: Path) -> str:
    """Give a statement of the first report, by its reference."""
    with Case.open(flood) as case:
        return f"{case.documents()[0].digest}#a1"


def accept(desk: Served, target: str, *, cookie: str = "", verdict: str = "accept", seen: str = "") -> Answer:
    """Judge as a page of the desk does."""
    fields = {"verdict": verdict, "target": target, "seen": seen, "next": "/queue"}
    return post(desk, "/judgements", urlencode(fields).encode(), cookie=cookie)


def judgements(folder: Path) -> list[Judgement]:
    """Give what is in the log."""
    with Case.open(folder) as case:
        return case.judgements(superseded=True)


def page_of(target: str) -> str:
    """Give the address of the document that something stands in."""
    return f"/documents/{target.partition('#')[0].removeprefix('sha256:')}"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the case as somebody who adds to it does."""
    with (folder / "lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def test_a_case_that_another_holds(desk: Served, folder: Path, target: str) -> None:
    """Pages come; a judgement is refused after a while, with what to do, and is taken once the other is done."""
    with locked(folder):
        shown = ask(desk, page_of(target))
        refused = accept(desk, target)
    taken = accept(desk, target)

    assert shown.status == 200
    assert (refused.status, refused.headers["retry-after"]) == (503, "5")
    assert "Nothing" in refused.text
    assert "recorded" in refused.text
    assert taken.status == 303
    assert [one.verdict for one in judgements(folder)] == ["accept"]


_FULL = """
import errno, os
from averment.custody.writing import Writing
add = Writing._add
def full(self, written):
    if os.path.exists(os.path.join(self._folder, "full")):
        raise OSError(errno.ENOSPC, "No space left on device")
    add(self, written)
Writing._add = full
"""


def test_a_disk_that_is_full(folder: Path, target: str) -> None:
    """A judgement that cannot be written is refused and not in the log; what was before is; then it goes on."""
    with served(folder, before=_QUICK + _FULL) as desk:
        assert accept(desk, target).status == 303
        (folder / "full").touch()
        refused = accept(desk, target, verdict="reject")
        shown = ask(desk, page_of(target))
        (folder / "full").unlink()
        kept = [one.verdict for one in judgements(folder)]
        taken = accept(desk, target, verdict="reject")

    assert refused.status == 503
    assert "Nothing of what you sent was recorded." in refused.text
    assert "Make room" in refused.text
    assert "no space left" in refused.text
    assert shown.status == 200
    assert kept == ["accept"]
    assert taken.status == 303
    with Case.open(folder) as case:
        assert [one.verdict for one in case.judgements()] == ["reject"]
        assert case.verify().state == "passed"


def test_a_disk_on_which_no_file_grows(desk: Served, folder: Path, target: str) -> None:
    """Where the index stops and the log does not, the page says whether the judgement is in the log, and that is so."""
    before = resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, ((folder / "log.jsonl").stat().st_size + 4096, before[1]))
    refused = accept(desk, target)
    resource.prlimit(desk.process.pid, resource.RLIMIT_FSIZE, before)
    said = "Nothing of what you sent was recorded." in refused.text

    assert refused.status == 503
    assert said != ("is in the log" in refused.text)
    assert judgements_in(folder) == (0 if said else 1)
    assert accept(desk, target, verdict="reject").status == 303
    assert [one.verdict for one in judgements(folder)][-1] == "reject"


def test_a_log_that_is_damaged_meanwhile(desk: Served, folder: Path, target: str) -> None:
    """The page says what is damaged and how to look; nothing more is written."""
    assert ask(desk, page_of(target)).status == 200
    head = (folder / "checkpoint").read_bytes()
    (folder / "checkpoint").write_bytes(head.replace(b"\n", b"\n9", 2))
    before = (folder / "log.jsonl").read_bytes()
    shown, refused = ask(desk, page_of(target)), accept(desk, target)

    for answer in (shown, refused):
        assert (answer.status, "averment verify" in answer.text) == (500, True)
        assert "Traceback" not in answer.text
    assert "Nothing of what you sent was recorded." in refused.text
    assert (folder / "log.jsonl").read_bytes() == before


def test_a_case_that_went_away(desk: Served, folder: Path, target: str) -> None:
    """A folder that was moved is said to be gone, and the desk goes on once it is back."""
    folder.rename(folder.with_name("elsewhere"))
    shown, refused = ask(desk, page_of(target)), accept(desk, target)
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_name("elsewhere").rename(folder)

    assert shown.status in {500, 503}
    assert refused.status in {500, 503}
    assert "Traceback" not in shown.text + refused.text
    assert ask(desk, page_of(target)).status == 200


def test_a_case_that_a_newer_version_made(desk: Served, folder: Path, target: str) -> None:
    """Its index has tables that this version does not know: that is what the page says."""
    assert ask(desk, page_of(target)).status == 200
    with sqlite3.connect(folder / "index.sqlite") as index:
        index.execute("INSERT INTO migrations VALUES (999, 'later')")
    index.close()
    answer = ask(desk, page_of(target))
    refused = accept(desk, target)

    assert (answer.status, refused.status) == (500, 500)
    assert "newer version" in answer.text
    assert "newer version" in refused.text
    assert judgements_in(folder) == 0


def judgements_in(folder: Path) -> int:
    """Count the judgements by the log alone."""
    return sum(json.loads(line)["what"] == "judged" for line in (folder / "log.jsonl").read_text().splitlines())


@pytest.mark.parametrize("redact", [False, True])
def test_a_document_that_was_removed_meanwhile(desk: Served, folder: Path, target: str, *, redact: bool) -> None:
    """Its page, its original, and a judgement on it are 410 from then on; others are as they were."""
    digest = target.partition("#")[0].removeprefix("sha256:")
    with Case.open(folder, by="oro") as case:
        case.remove([target.partition("#")[0]], "it names a witness", redact=redact)
        other = case.documents()[0].digest
    answers = [ask(desk, page_of(target)), ask(desk, f"/originals/{digest}"), accept(desk, target)]
    line = ask(desk, f"/lines/{digest}/a1")

    assert [one.status for one in answers] == [410, 410, 410]
    assert line.status in {404, 410}
    assert "opened on purpose" not in "".join(one.text for one in [*answers, line])
    assert ask(desk, page_of(other)).status == 200
    assert accept(desk, f"{other}#a1").status == 303


def test_two_people_on_one_line(desk: Served, folder: Path, target: str) -> None:
    """Both judgements are kept, the later one is shown, whose it replaced is said, and that they differ is seen."""
    oro = ask(desk, desk.link(), cookie=None).headers["set-cookie"].partition(";")[0]
    assert post(desk, "/settings", b"name=oro&single-keys=on", cookie=oro).status == 303
    first = accept(desk, target)
    second = accept(desk, target, cookie=oro, verdict="reject")
    after = ask(desk, second.headers["location"], cookie=oro).text
    shown = ask(desk, page_of(target)).text

    assert (first.status, second.status) == (303, 303)
    assert [(one.by, one.verdict) for one in judgements(folder)] == [("ana", "accept"), ("oro", "reject")]
    assert "accepted by ana" in after
    assert "state-rejected" in shown
    assert 'class="conflict' in shown


def test_an_index_that_is_damaged(desk: Served, folder: Path, target: str) -> None:
    """It says how to make it anew; after that the desk goes on, with all that was judged."""
    assert accept(desk, target).status == 303
    for name in ("index.sqlite", "index.sqlite-wal", "index.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "index.sqlite").write_bytes(b"no index at all, but some bytes" * 400)
    answer = ask(desk, page_of(target))
    with Case.open(folder) as case:
        case.rebuild()
    again = ask(desk, page_of(target))

    assert (answer.status, "averment rebuild" in answer.text) == (500, True)
    assert again.status == 200
    assert "state-accepted" in again.text


def test_what_makes_no_sense(desk: Served, folder: Path, target: str) -> None:
    """Verdicts, targets, fields that there are not are refused with a sentence; nothing is in the log."""
    forms = [
        {},
        {"verdict": "bless", "target": target},
        {"verdict": "accept"},
        {"verdict": "accept", "target": "sha256:" + "0" * 64 + "#a1"},
        {"verdict": "accept", "target": target.replace("#a1", "#a999")},
        {"verdict": "accept", "target": "../../etc/passwd"},
        {"verdict": "correct", "target": target, "set.act": "sing"},
        {"verdict": "correct", "target": target, "set.nothing": "1"},
        {"verdict": "note", "target": target, "note": ""},
        {"verdict": "merge", "target": target},
    ]
    for form in forms:
        answer = post(desk, "/judgements", urlencode(form).encode())
        assert answer.status == 400, form
        assert "Nothing of what you sent was recorded." in answer.text
    for path in (
        "/claims/c00000000",
        "/claims/%00",
        "/lines/" + "0" * 64 + "/a1",
        "/documents/" + "0" * 64,
        "/claims/..",
    ):
        assert ask(desk, path).status == 404, path
    assert judgements(folder) == []


def test_nothing_but_failures_of_ours_is_a_traceback(desk: Served, folder: Path, target: str) -> None:
    """Of what a person can mend, the terminal has not a line."""
    accept(desk, "nonsense")
    ask(desk, "/nowhere")
    (folder / "checkpoint").write_bytes(b"")
    ask(desk, page_of(target))

    assert desk.errors == []
