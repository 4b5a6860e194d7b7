"""Kill -9 at any call of what writes tables: the same command goes on, to the same bytes in the end."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from averment.scale.folder import Folder
from tests.faults.stories import story
from tests.scale.corpora import contents

if TYPE_CHECKING:
    from pathlib import Path

LINES = 20
SHARDS = 3


def work(out: Path, stop: int, *inputs: Path) -> int | None:
    """Read until the call `stop`, or to the end where it is 0; give the number of calls, None where it was killed."""
    command = [sys.executable, "-m", "tests.faults.corpus_worker", str(out), str(stop), *map(str, inputs)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return int(done.stdout) if done.returncode == 0 else None


def made(out: Path) -> int:
    """Count the shards that are done."""
    return len(list((out / "shards").glob("*.json")))


def check(out: Path, whole: dict[str, bytes]) -> None:
    """See that what is said to be done is as it will be in the end."""
    if (out / "corpus.json").exists():
        for manifest in Folder(out).manifests():
            for name in (
                f"shards/{manifest.number:06}.json",
                *(f"{n}/{manifest.number:06}.parquet" for n in manifest.tables),
            ):
                assert (out / name).read_bytes() == whole[name]


def killed(folder: Path, kills: int, seed: int) -> None:
    """Kill so many times, in folders that are made anew when they are full."""
    lines = [json.dumps({"text": story(number)}) for number in range(LINES)]
    lines[3] = "[not a record"
    source = folder / "in.jsonl"
    source.write_text("\n".join(lines))
    calls = work(folder / "whole", 0, source)
    assert calls
    whole = contents(folder / "whole")
    assert made(folder / "whole") == SHARDS
    chosen = random.Random(seed)
    done = number = 0
    while done < kills:
        out = folder / f"out-{number}"
        number += 1
        finished = False
        while done < kills and not finished and made(out) < SHARDS:
            finished = work(out, chosen.randint(1, calls * (SHARDS - made(out)) // SHARDS), source) is not None
            done += not finished
            check(out, whole)
        work(out, 0, source)
        assert contents(out) == whole


@pytest.mark.no_cover
def test_a_few_kills_lose_nothing(tmp_path: Path) -> None:
    """Killed at a few places, the run ends with the bytes of one that was not."""
    killed(tmp_path, 3, seed=3)


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("seed", range(3))
def test_many_kills_lose_nothing(tmp_path: Path, seed: int) -> None:
    """A hundred kills, over the whole of a run."""
    killed(tmp_path, 100, seed)
