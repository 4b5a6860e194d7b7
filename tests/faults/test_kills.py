"""Kill -9 at any call of what writes to a case: it opens, verifies and resumes; nothing acknowledged is lost.

A kill takes the process away and leaves the operating system: this says nothing of a loss of power, against which
there are only the fsyncs.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from averment import Case
from tests.conftest import FakeReader
from tests.faults.stories import write_stories


@dataclass
class Run:
    """A case that is worked on and killed, and all that was acknowledged to whoever worked on it."""

    folder: Path
    files: list[Path]
    chosen: random.Random
    bags: Path
    added: set[str] = field(default_factory=set)
    judged: set[str] = field(default_factory=set)
    killed: int = 0

    def work(self, work: str, stop: int) -> int:
        """Work until the call `stop`, or to the end where it is 0; give the number of calls that it came to."""
        bag = self.bags / f"bag-{self.chosen.getrandbits(64):x}"
        files = [str(bag)] if work == "seal" else [str(path) for path in self.files]
        command = [sys.executable, "-m", "tests.faults.worker", str(self.folder), work, str(stop), *files]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode in (0, -signal.SIGKILL), done.stderr
        self.killed += done.returncode != 0
        lines = [line.partition(" ") for line in done.stdout.splitlines()]
        self.added |= {rest for what, _, rest in lines if what == "added"}
        self.judged |= {rest for what, _, rest in lines if what == "judged"}
        assert bag.exists() == any(what == "sealed" for what, _, _ in lines) or done.returncode != 0
        self._check_bag(bag)
        return max([int(rest) for what, _, rest in lines if what == "calls"], default=stop)

    def check(self) -> None:
        """Open the case, verify it, look for all that was acknowledged."""
        with Case.open(self.folder) as case:
            found = case.verify()
            failed = [check for check in found.checks if check.state == "failed"]
            assert not failed, failed
            known = {listed.digest for listed in case.documents()}
            assert {name for name in self.added if name.startswith("sha256:")} <= known
            assert self.judged <= {judgement.id for judgement in case.judgements(superseded=True)}
            for listed in case.documents():
                assert listed.state != "read" or case.reading(listed.digest).document.digest == listed.digest
            case.review()

    def resume(self) -> set[str]:
        """Add the rest with nobody in the way; give the documents that the case has then."""
        with Case.open(self.folder) as case:
            for _ in case.add(self.files, reader=FakeReader()):
                pass
            assert {listed.state for listed in case.documents()} <= {"read", "captured", "container", "failed"}
            return {listed.digest for listed in case.documents()}

    def _check_bag(self, bag: Path) -> None:
        """See that a bag, if there is one, is whole: a killed `seal` leaves nothing under the name."""
        if bag.exists():
            from averment.custody.verify import verify

            assert verify(bag).state != "failed"
            shutil.rmtree(bag)


def whole(folder: Path, files: list[Path], bags: Path) -> tuple[set[str], dict[str, int]]:
    """Make the same case undisturbed: its documents, and how many calls each work takes."""
    Case.create(folder).close()
    run = Run(folder, files, random.Random(0), bags)
    calls = {work: run.work(work, 0) for work in ("add", "judge", "undo", "reread", "seal")}
    return run.resume(), calls


def killed(tmp_path: Path, kills: int, seed: int, stories: int) -> int:
    """Kill so many times, in cases that are made anew now and then; give how many kills there were."""
    files = write_stories(tmp_path / "stories", stories)
    bags = tmp_path / "bags"
    bags.mkdir()
    expected, calls = whole(tmp_path / "whole", files, bags)
    chosen = random.Random(seed)
    done = number = 0
    while done < kills:
        folder = tmp_path / f"case-{number}"
        number += 1
        Case.create(folder).close()
        run = Run(folder, files, chosen, bags)
        for _ in range(min(10, kills - done)):
            work = chosen.choice(["add", "add", "judge", "undo", "reread", "seal"])
            run.work(work, chosen.randint(1, calls[work]))
            run.check()
        assert run.resume() == expected
        run.check()
        done += run.killed
        shutil.rmtree(folder)
    return done


def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    """Killed at a few places, the case holds all it had acknowledged, and comes to the same documents in the end."""
    assert killed(tmp_path, 6, seed=6, stories=10) >= 6


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_two_hundred_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    """The same at two hundred places, twenty for each seed."""
    assert killed(tmp_path, 20, seed, stories=30) >= 20
