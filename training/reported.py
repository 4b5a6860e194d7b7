"""Short invented reports with their attributions and acts marked by hand: more to learn acts from, nothing real in it.

In: `reports.txt`, reports with an empty line between them, attributions as `[source|cue|content|act]`.
Out: drafts with attributions, and the act of each.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

from averment.inference.tagging import Tagged
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Document
from averment.values.readings import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Span

REPORTS: Final = Path(__file__).with_name("reports.txt")
_MARKED: Final = re.compile(r"\[([^\]|]*)\|([^\]|]*)\|([^\]|]*)\|(\w+)\]")


def reported(text: str) -> Iterator[tuple[Draft, list[Act]]]:
    """Give each report as a draft, and the acts of its attributions. Raises `ValueError` where an act is none."""
    for report in re.split(r"\n\s*\n", text):
        if _MARKED.search(report):
            yield _read("\n".join(line for line in report.splitlines() if not line.startswith("#")))


def _read(report: str) -> tuple[Draft, list[Act]]:
    text, at = "", 0
    attributions: list[Attribution] = []
    acts: list[Act] = []
    for found in _MARKED.finditer(report):
        text += report[at : found.start()]
        source, cue, content = (_span(len(text) + len(before), part) for before, part in _pieces(found))
        attributions.append(
            Attribution(
                id=f"a{len(acts)}",
                source=(source,) if source[0] < source[1] else (),
                cue=(cue,),
                content=(content,),
                score=1.0,
            )
        )
        acts.append(_act(found[4]))
        text += " ".join(part for part in found.groups()[:3] if part)
        at = found.end()
    document = Document(digest="sha256:0", media_type="text/plain", text=text + report[at:])
    return Draft(Report(document), Tagged([]), attributions=tuple(attributions)), acts


def _pieces(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    before = ""
    for part in found.groups()[:3]:
        yield before, part
        before += f"{part} " if part else ""


def _span(start: int, part: str) -> Span:
    return start, start + len(part)


def _act(word: str) -> Act:
    for act in get_args(Act):
        if act == word:
            found: Act = act
            return found
    message = f"“{word}” is no act"
    raise ValueError(message)
