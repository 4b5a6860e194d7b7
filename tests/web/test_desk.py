"""Pages never wait for weighing longer than a little; what they show may be older than the case, and they say so."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from averment import Case
from averment.case.weighing.readings import Readings
from averment.values import Reading
from averment.web.changes import Changes
from averment.web.desk import Desk, UnweighedError
from tests.case.weighing import Counting
from tests.web.weighed import made, opened, prepared

Given = TypeVar("Given")
BRIEF = 0.05
THREADS = {"weighing", "overview"}


@pytest.fixture(autouse=True)
def model(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """Weigh by words alone."""
    return prepared(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a case that was never weighed."""
    return made(tmp_path)


class Gate:
    """Holds up whoever weighs, until it is opened."""

    def __init__(self, model: Counting) -> None:
        self.reached, self.open = threading.Event(), threading.Event()
        model.at = self._wait

    def _wait(self, _: int) -> None:
        if threading.current_thread().name not in THREADS:
            return
        self.reached.set()
        assert self.open.wait(20)


@pytest.fixture
def gate(model: Counting) -> Iterator[Gate]:
    """Give a gate that is shut; it is open when the test ends."""
    gate = Gate(model)
    yield gate
    gate.open.set()


def done(work: Coroutine[Any, Any, Given]) -> Given:
    """Do what a desk does, on a thread without an event loop: a browser that other tests drive has one on this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def statements(desk: Desk) -> list[str]:
    """Give the statements of the claims, by way of the ledger."""
    return done(desk.ledger(lambda _, ledger: [claim.statement for claim in ledger.claims()]))


def first(desk: Desk) -> str:
    """Give an attribution that stands in a claim, as it is judged."""

    def of(_: Case, ledger: Any) -> str:  # noqa: ANN401  # a ledger
        place = next(ledger.claims()).positions[0].attributions[0]
        return f"{place.document}#{place.id}"

    return done(desk.ledger(of))


def as_of(desk: Desk) -> tuple[int, int, str | None]:
    """Give as of which entry a page would be, how many judgements it lacks, and what went wrong."""
    _, weighed = done(desk.weighed(lambda *_: None))
    return weighed.at, weighed.since.judgements, weighed.error


def test_a_case_that_was_never_weighed_says_how_far_it_is(folder: Path, gate: Gate) -> None:
    """Who asks for claims is told what is being done, while all that needs no ledger works; then there are claims."""
    with opened(folder, BRIEF) as (browser, _):
        page = browser.get("/")
        assert page.status_code == 503
        assert page.headers["retry-after"] == "3"
        assert '<meta http-equiv="refresh" content="3">' in page.text
        assert gate.reached.wait(20)
        page = browser.get("/claims/c12345678?all=1")
        assert "reading what is said, 0 of" in page.text
        assert 'href="/claims/c12345678?all=1"' in page.text
        assert browser.get("/custody").status_code == 200
        gate.open.set()
        until = time.monotonic() + 20
        while (page := browser.get("/")).status_code == 503 and time.monotonic() < until:
            time.sleep(BRIEF)
        assert page.status_code == 200
        assert "the dam at Velmar was opened on purpose" in page.text


def test_work_with_the_case_does_not_wait_for_weighing(folder: Path, gate: Gate) -> None:
    """A judgement is recorded while the case is weighed."""
    desk = Desk(folder, "ana", BRIEF)
    with pytest.raises(UnweighedError):
        statements(desk)
    assert gate.reached.wait(20)
    digest = done(desk.case(lambda case: case.documents()[0].digest))
    made = done(desk.case(lambda case: case.judge("accept", [f"{digest}#a1"])))
    assert made.verdict == "accept"
    gate.open.set()
    desk.close()


def test_what_was_weighed_before_is_shown_and_said_to_be(folder: Path, model: Counting) -> None:
    """After a judgement that matters a page waits a little, then shows what there was, as of when, and a link."""
    with opened(folder) as (browser, _):
        assert browser.get("/").status_code == 200
    with opened(folder, 0.2) as (browser, desk):
        while browser.get("/").status_code != 200:
            pass
        target = first(desk)
        gate = Gate(model)
        done(desk.case(lambda case: case.judge("correct", [target], changes={"act": "demand"})))
        page = browser.get("/?q=dam&page=2").text
        assert "1 judgement since" in page
        assert "is being weighed" in page
        assert 'href="/?q=dam&amp;page=2"' in page
        gate.open.set()
        until = time.monotonic() + 20
        while "since" in browser.get("/").text and time.monotonic() < until:
            pass
        assert "since" not in browser.get("/").text


def test_every_page_that_shows_less_than_the_case_has_says_so(folder: Path, model: Counting) -> None:
    """The queue, a document and a line say as of when they are, and lead to themselves, until it is weighed."""
    with opened(folder) as (browser, desk):
        assert browser.get("/").status_code == 200
        target = first(desk)
        document, _, name = target.removeprefix("sha256:").partition("#")
    pages = {"/queue?page=1": "/queue?&amp;page=1", f"/documents/{document}": f"/documents/{document}"}
    pages[f"/lines/{document}/{name}?part=cue"] = f"/lines/{document}/{name}?part=cue"
    with opened(folder, 0.2) as (browser, desk):
        while browser.get("/").status_code != 200:
            pass
        assert not any("Weighed as of entry" in browser.get(page).text for page in pages)
        gate = Gate(model)
        done(desk.case(lambda case: case.judge("correct", [target], changes={"act": "demand"})))
        for page, again in pages.items():
            text = browser.get(page).text
            assert "1 judgement since" in text, page
            assert f'href="{again}">Look again' in text
        gate.open.set()
        until = time.monotonic() + 20
        while any("Weighed as of entry" in browser.get(page).text for page in pages) and time.monotonic() < until:
            pass
        assert not any("Weighed as of entry" in browser.get(page).text for page in pages)


@pytest.mark.parametrize(
    ("verdict", "changes", "matters"),
    [
        ("accept", None, False),
        ("reject", None, True),
        ("correct", {"act": "deny"}, True),
        ("correct", {"stance": "denies"}, True),
    ],
)
def test_only_what_matters_is_weighed(folder: Path, verdict: Any, changes: Any, *, matters: bool) -> None:  # noqa: ANN401
    """An acceptance leaves the ledger as it is; whoever makes the judgement, in whatever process."""
    desk = Desk(folder, "ana", 20)
    target, (before, *_) = first(desk), as_of(desk)
    with Case.open(folder, by="ben") as other:
        other.judge(verdict, [target], changes=changes)
    at, missing, error = as_of(desk)
    assert (at > before) == matters
    assert (missing, error) == (0, None)
    desk.close()


def test_an_acceptance_that_replaces_a_rejection_matters(folder: Path) -> None:
    """What was rejected is weighed again once somebody accepts it."""
    desk = Desk(folder, "ana", 20)
    target = first(desk)
    for verdict in ("reject", "accept"):
        before = as_of(desk)[0]
        done(desk.case(lambda case, verdict=verdict: case.judge(verdict, [target])))  # type: ignore[misc]
        assert as_of(desk)[0] > before, verdict
    assert target == first(desk)
    desk.close()


def test_documents_that_come_and_go_matter(folder: Path) -> None:
    """What is added or withdrawn by another process is seen without being told."""
    with Case.open(folder) as other:
        digest = other.documents()[0].digest
        changes = Changes()
        before = changes.look(other)
        assert before == max(entry.seq for entry in other.log() if type(entry).__name__ == "WasRead") + 1
        other.remove([digest], "asked for")
        assert changes.look(other) > before
        assert changes.since(before).others == 1
        assert changes.since(before).judgements == 0
        assert not changes.since(changes.look(other))


def test_what_goes_wrong_in_weighing_reaches_the_page(folder: Path, model: Counting) -> None:
    """It is raised where there is nothing to show, else it stands beside what there was; it is tried again."""

    def broken(_: int) -> None:
        message = "the model is broken"
        raise RuntimeError(message)

    model.at = broken
    desk = Desk(folder, "ana", 20)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="the model is broken"):
            statements(desk)
    model.at = lambda _: None
    found = statements(desk)
    assert found

    model.at = broken
    target = first(desk)
    done(desk.case(lambda case: case.judge("correct", [target], changes={"act": "ask"})))
    at, missing, error = as_of(desk)
    assert (missing, error) == (1, "the model is broken")
    model.at = lambda _: None
    assert as_of(desk)[1:] == (0, None)
    assert as_of(desk)[0] > at
    desk.close()


def test_a_case_and_a_ledger_are_used_by_one_thread_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many pages at once, while the overview is made and judgements come: no reading is looked up by two at a time."""
    inside: dict[int, int] = {}
    crowded, cases = [], {}
    look_up, open_case = Readings.__getitem__, Case.ledger

    def looked_up(self: Readings, document: str) -> Reading:
        inside[id(self)] = inside.get(id(self), 0) + 1
        time.sleep(0.0002)
        crowded.extend([1] * (inside[id(self)] > 1))
        try:
            return look_up(self, document)
        finally:
            inside[id(self)] -= 1

    def weighed(self: Case, *given: Any) -> Any:  # noqa: ANN401  # as `Case.ledger`
        cases[id(self)] = threading.current_thread().name
        return open_case(self, *given)

    monkeypatch.setattr(Readings, "__getitem__", looked_up)
    monkeypatch.setattr(Case, "ledger", weighed)
    desk = Desk(folder, "ana", 20)
    target = first(desk)
    threads = set()

    def looked(_: Case, ledger: Any) -> int:  # noqa: ANN401  # a ledger
        threads.add(threading.current_thread().name)
        return len(list(ledger.timeline()))

    async def crowd() -> None:
        for act in ("deny", "ask", "demand"):
            await desk.case(lambda case, act=act: case.judge("correct", [target], changes={"act": act}))  # type: ignore[misc]
            await asyncio.gather(*(desk.ledger(looked) for _ in range(6)), desk.overview(lambda *_: None))

    done(crowd())
    desk.close()
    assert not crowded
    assert {name.partition("_")[0] for name in threads} == {"case"}
    assert set(cases.values()) == THREADS


def test_the_desk_closes_while_it_weighs(folder: Path, model: Counting) -> None:
    """Weighing stops between two batches; what is done by then is kept, and the case opens again."""
    reached = threading.Event()

    def slow(_: int) -> None:
        reached.set()
        time.sleep(0.1)

    model.at = slow
    desk = Desk(folder, "ana", BRIEF)
    with pytest.raises(UnweighedError):
        statements(desk)
    assert reached.wait(20)
    desk.close()
    assert not [thread for thread in threading.enumerate() if thread.name in THREADS]
    asked = len(model.texts)
    model.at = lambda _: None
    with Case.open(folder) as case:
        assert list(case.claims())
    assert len(model.texts) < 2 * asked + 40
