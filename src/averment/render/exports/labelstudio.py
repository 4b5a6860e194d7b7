"""Tasks for Label Studio: each report with what was read in it as a prediction, and how the page is to look.

In: readings. Out: `config.xml`, and `tasks.json` in Label Studio's own JSON. Nothing is written as an annotation: that
is a person's, and what comes here does not say which lines a person has judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from averment.render.exports.frames import drifting
from averment.render.exports.labelstudio_settings import config
from averment.render.exports.labelstudio_tasks import task
from averment.render.exports.material import Written

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.material import Material

CONFIG: Final = "config.xml"
MOST_BYTES: Final = 200_000_000
"""What a file holds at most, unless a single report is longer: Label Studio takes 250 MiB at a time."""


def write(material: Material, folder: Path) -> Written:
    """Write the material into an empty folder: `tasks.json` and, of much, `tasks-2.json` and so on.

    Holds a report at a time. Offsets count code points of `data.text`, as Label Studio does; a text keeps its length.
    """
    (folder / CONFIG).write_text(config(), encoding="utf-8", newline="\n")
    tasks = _Tasks(folder)
    drifts = 0
    try:
        for name, reading in material.readings():
            tasks.add(msgspec.json.encode(task(name, reading)))
            drifts += drifting(reading.document.text)
    finally:
        tasks.close()
    return Written(files=(CONFIG, *tasks.files), told=tuple(_told(tasks.files, drifts)))


def _told(files: list[str], drifts: int) -> list[str]:
    told = ["Everything is a prediction, also what people have reviewed: import it, and make annotations of it there."]
    if len(files) > 1:
        told.append(
            f"There are {len(files):,} files of tasks: import one at a time, Label Studio takes 250 MiB at most."
        )
    if drifts:
        hold = "holds" if drifts == 1 else "hold"
        told.append(
            f"{drifts:,} of the reports {hold} emoji or other signs above U+FFFF. Offsets count each as one, as Label"
            " Studio's do; some versions draw what comes after it on the same line shifted (its issue 4988)."
        )
    return told


class _Tasks:
    """The files of tasks, a JSON array each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: BinaryIO | None = None
        self._size = 0
        self.files: list[str] = []

    def add(self, encoded: bytes) -> None:
        """Write a task; one that is too much for a file begins the next."""
        if self._file and self._size + len(encoded) > MOST_BYTES:
            self.close()
        if self._file is None:
            self._file = self._open()
        elif self._size:
            self._file.write(b",\n")
        self._size += self._file.write(encoded)

    def close(self) -> None:
        """Close what is open. Where there was no task, there is a file of none."""
        if self._file is None and not self.files:
            self._file = self._open()
        if self._file:
            self._file.write(b"\n]\n")
            self._file.close()
        self._file, self._size = None, 0

    def _open(self) -> BinaryIO:
        number = len(self.files) + 1
        self.files.append(f"tasks-{number}.json" if number > 1 else "tasks.json")
        file = (self._folder / self.files[-1]).open("wb")
        file.write(b"[\n")
        return file
