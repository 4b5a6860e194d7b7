"""A folder that brat opens: each report as plain text, with what was read in it beside it as stand-off annotation.

In: readings. Out: `DIGEST.txt` and `DIGEST.ann` for each, and what brat is to know of the types. Format:
https://brat.nlplab.org/standoff.html and https://brat.nlplab.org/configuration.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.render.exports.brat_settings import settings
from averment.render.exports.brat_standoff import standoff, text_for
from averment.render.exports.material import Written

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.material import Material


def write(material: Material, folder: Path) -> Written:
    """Write the material into an empty folder. Holds a report at a time, and the names of the files.

    A report is named by the digest of its original; of several that are the same to the byte the first stands. Offsets
    count code points of the `.txt` and are those of the reading: only carriage returns are written as something else,
    one for one, since tools differ in how they count them.
    """
    files = []
    for name, content in settings().items():
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
        files.append(name)
    same = 0
    for _, reading in material.readings():
        name = _NOT_A_NAME.sub("_", reading.document.digest.removeprefix("sha256:"))
        report = folder / f"{name}.txt"
        if report.exists():
            same += 1
            continue
        text = text_for(reading.document.text)
        report.write_bytes(text.encode())
        (folder / f"{name}.ann").write_bytes(standoff(reading, text).encode())
        files += [report.name, f"{name}.ann"]
    return Written(files=tuple(files), told=tuple(_told(same)))


_NOT_A_NAME: Final = re.compile("[^0-9A-Za-z]")


def _told(same: int) -> list[str]:
    told = ["brat holds what marks words: titles, outlets, days of publication and mentions of speakers are not in it."]
    if same:
        are = "is" if same == 1 else "are"
        told.append(f"{same:,} of the reports {are} the same original as another, to the byte, and not written twice.")
    return told
