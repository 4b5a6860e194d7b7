"""What weighing a corpus costs, stage by stage, as it grows: seconds, memory and disk, for copies and a proposition.

In: numbers of documents; they are invented reports of about 250 words, written straight as tables without the model.
Out: a line a stage. Words are drawn as often as words of a language are (Zipf), with stock phrases between them; of
every eight reports three are copies of the first, with a tenth of the words changed or cut short; a third of the
outlets close each report with a paragraph of their own, and one in fifty reports credits an agency. So there are
copies, passages in common and background in it, and lines that thousands of documents share.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from averment.scale.folder import Folder
from averment.scale.manifest import Manifest, Run, Written
from averment.tables import TABLES, rows_of
from averment.tables.files import writer
from averment.values import Attribution, Document, Model, Published, Reading, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OF_A_SHARD = 250
OF_AN_EVENT = 8
PROPOSITION = "Government forces shelled the market of Halden"
_COPIES = 3
_SENTENCES = 14
_WORDS = 18  # of a sentence, about
_STOCK = 0.5  # of the sentences begin with a stock phrase
_CHANGED = 0.1
_VOCABULARY = 30_000
_OUTLETS = 200
_DAY = date(2031, 1, 1)
_YEAR = 365
_SAID = (
    "government forces had shelled the market of {place}",
    "no aircraft had flown over {place} on that day",
    "the rebels themselves had fired on {place}",
    "dozens of people were killed in {place}",
)
_PLACES = ("Halden", "Merrow", "East Sarn", "Ludva", "Corrin", "Veshka")
_MODEL = Model(reader="none", lexicons="none", version="bench")


class Reports:
    """Invented reports by number: the same number, the same report."""

    def __init__(self) -> None:
        dice = np.random.default_rng(7)
        letters = list("abcdefghijklmnoprstuvw")
        sizes = dice.integers(2, 10, _VOCABULARY)
        self._words = np.array(["".join(dice.choice(letters, size)) for size in sizes])
        often = 1 / (np.arange(_VOCABULARY) + 2.7)
        self._chance = np.cumsum(often / often.sum())
        self._stock = [" ".join(self._drawn(dice, 4)) for _ in range(400)]
        self._closing = [" ".join(self._drawn(dice, 45)) + "." for _ in range(_OUTLETS // 3)]

    def reading(self, number: int) -> Reading:
        """Give the reading of a report."""
        event, place = divmod(number, OF_AN_EVENT)
        copy = 0 < place <= _COPIES
        outlet = int(np.random.default_rng((2, number)).integers(_OUTLETS))
        sentences = self._sentences((event, 0 if copy else place))
        if copy:
            sentences = self._edited(sentences, number)[: _SENTENCES * 7 // 10 if place == _COPIES else None]
        credit = "(AFP) - " if event % 50 == 0 and place <= _COPIES else ""
        opening = f"LUDVA {credit}{sentences[0]}"
        said = [f"{_who(event, at)} said {_what(event, at)}." for at in range(3)]
        body = [opening, *sentences[1:4], said[0], *sentences[4:8], said[1], *sentences[8:], said[2]]
        if outlet < len(self._closing):
            body.append(self._closing[outlet])
        text = "\n\n".join(" ".join(some) for some in batched_of(body, 3)) + f"\n\nFiled as number {number}.\n"
        day = _DAY + timedelta(days=event % _YEAR + copy)
        return _read(text, sentences[0][:60], f"The Courier of {outlet}", day)

    def _sentences(self, seed: tuple[int, int]) -> list[str]:
        dice = np.random.default_rng(seed)
        found = []
        for _ in range(_SENTENCES):
            words = self._drawn(dice, int(dice.integers(_WORDS - 6, _WORDS + 6)))
            if dice.random() < _STOCK:
                words.insert(0, self._stock[int(400 * dice.random() ** 3)])
            found.append(" ".join(words).capitalize() + ".")
        return found

    def _edited(self, sentences: Sequence[str], number: int) -> list[str]:
        dice = np.random.default_rng((3, number))
        changed = []
        for sentence in sentences:
            words = sentence.split()
            for at in np.flatnonzero(dice.random(len(words)) < _CHANGED).tolist():
                words[at] = self._drawn(dice, 1)[0]
            changed.append(" ".join(words))
        return changed

    def _drawn(self, dice: np.random.Generator, count: int) -> list[str]:
        found: list[str] = self._words[
            np.searchsorted(self._chance, dice.random(count)).clip(max=_VOCABULARY - 1)
        ].tolist()
        return found


def written(folder: Path, count: int) -> None:
    """Write a corpus of so many reports."""
    corpus = Folder.make(folder, Run(reader="none", lexicons="none", version="bench"))
    reports = Reports()
    for shard, numbers in enumerate(batched_of(range(count), OF_A_SHARD)):
        rows = [rows_of(reports.reading(one), f"{shard:06}-{at:06}", f"{one}") for at, one in enumerate(numbers)]
        tables = {}
        for name, row in TABLES.items():
            path = corpus.table(name, shard)
            file = writer(path, row, corpus.kind)
            found = [some for one in rows for some in getattr(one, name)]
            file.write(found)
            file.close()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            tables[name] = Written(rows=len(found), digest=f"sha256:{digest}")
        corpus.put_manifest(
            Manifest(number=shard, inputs="", pieces=len(rows), done=0, words=0, reader="none", tables=tables)
        )
    corpus.end(-(-count // OF_A_SHARD))


def weighed(folder: Path, memory: int, workers: int) -> tuple[dict[str, object], float, float]:
    """Weigh a corpus as a person would, then ask for a proposition; give the summary, and what that took.

    Seconds of the clock and of processors of the proposition, with the loading of the model.
    """
    command = [sys.executable, "-m", "averment", "weigh", "--from", str(folder), "--json"]
    limits = ["--memory", str(memory), "--workers", str(workers)]
    summary = json.loads(subprocess.run([*command, *limits], stdout=subprocess.PIPE, check=True).stdout)  # noqa: S603
    began, before = time.perf_counter(), os.times()
    subprocess.run([*command, *limits, PROPOSITION], stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return summary, time.perf_counter() - began, busy


def shown(summary: dict[str, object]) -> Iterator[str]:
    """Say what each stage took."""
    costs: list[dict[str, float]] = summary["costs"]  # type: ignore[assignment]
    for one in costs:
        yield (
            f"    {one['stage']:<10}{one['seconds']:9.1f} s{one['processor']:9.1f} s of processors"
            f"{one['megabytes']:7.0f} MB{one['disk']:9.0f} MB on disk"
        )
    seconds, busy = (sum(one[name] for one in costs) for name in ("seconds", "processor"))
    peak, disk = (max(one[name] for one in costs) for name in ("megabytes", "disk"))
    yield f"    {'all':<10}{seconds:9.1f} s{busy:9.1f} s of processors{peak:7.0f} MB{disk:9.0f} MB on disk"
    yield f"    pairs {summary['pairs']}"


def batched_of(items: Sequence[object] | range, size: int) -> Iterator[Sequence[object]]:
    """Cut a sequence."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _who(event: int, at: int) -> str:
    return ("The interior ministry", "Open Cells", "A spokesman for the rebels", "Velmar Watch")[(event + at) % 4]


def _what(event: int, at: int) -> str:
    return _SAID[(event * 3 + at) % 4].format(place=_PLACES[event % 6])


def _read(text: str, title: str, outlet: str, day: date) -> Reading:
    """Make the reading: who says what stands in the sentences with "said"."""
    attributions, speakers, at = [], [], 0
    while (cue := text.find(" said ", at)) >= 0:
        end = text.index(".", cue)
        start = text.rfind(". ", 0, cue) + 2
        start = max(start, text.rfind("\n", 0, cue) + 1)
        number = len(attributions) + 1
        content = ((cue + 6, end),)
        speakers.append(Speaker(id=f"s{number}", name=text[start:cue], kind="organisation", mentions=((start, cue),)))
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=((start, cue),),
                cue=((cue + 1, cue + 5),),
                content=content,
                act="assert",
                speaker=f"s{number}",
                score=0.9,
            )
        )
        at = end
    document = Document(
        digest=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        media_type="text/plain",
        title=title,
        outlet=outlet,
        published=Published(start=day, end=day, how="given"),
        text=text,
    )
    return Reading(document=document, attributions=tuple(attributions), speakers=tuple(speakers), model=_MODEL)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("documents", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--memory", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder to write the corpora to, and leave them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="averment-bench-") as place:
        for count in given.documents:
            folder = (given.keep or Path(place)) / str(count)
            if not folder.exists():
                written(folder, count)
            summary, seconds, busy = weighed(folder, given.memory, given.workers)
            print(f"{count:,} documents")
            print("\n".join(shown(summary)))
            print(f"    a proposition {seconds:.1f} s, {busy:.1f} s of processors", flush=True)


if __name__ == "__main__":
    main()
