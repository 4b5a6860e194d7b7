"""What a case keeps of one document, above its ledger: which bytes, since when, how they were captured, who judged.

In: what the case lists of it, the entries of the log that concern it, its capture and the judgements on it.
Out: lines, and beside each judged line of the ledger the verdict.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rich.text import Text

from averment.render.columns import STYLES
from averment.render.documents import state_of, titled
from averment.render.header import counted, isolate_line, when
from averment.render.judgements import signed, verdict
from averment.render.look import drawn, wrapped
from averment.render.names import isolation, kind_of, moment, short
from averment.render.shorten import shorten
from averment.render.visible import one_line
from averment.values.log import Added, Captured, Extracted, Failed, Removed, WasRead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from averment.render.look import Look
    from averment.values import Capture, Change, Judgement, Listed
    from averment.values.cases import DocumentState
    from averment.values.log import Entry

_LABEL: Final = 10  # cells: a label, and space
_EACH: Final = 8  # lines of one kind: what is more is counted
WHY: Final[dict[DocumentState, str]] = {
    "captured": "It has a text and no reading.",
    "failed": "It could not be read. The original is kept.",
    "container": "It holds documents, which are listed as their own.",
    "pending": "It is not read yet: the next `averment add` goes on with it.",
    "removed": "It was removed from the case.",
}
"""Why a document in some state has no ledger."""


@dataclass(frozen=True)
class Preserved:
    """What stands above the ledger of a document (`lines`), and by id of what is judged in it, the verdict."""

    lines: Sequence[Text]
    verdicts: Mapping[str, str] = field(default_factory=dict)


def preserved(  # noqa: PLR0913  (what a case keeps of it, and how it is drawn)
    document: Listed,
    entries: Sequence[Entry],
    capture: Capture | None,
    judgements: Sequence[Judgement],
    look: Look,
    *,
    lapsed: Sequence[Judgement] = (),
) -> Preserved:
    """Say what is kept of a document. `judgements` are those that hold and concern it, `lapsed` those that do no more.

    Those that hold name lines by the ids of the reading that is shown.
    """
    lines: list[Text] = []
    told = [*facts(document, entries, capture, judgements), ("lapsed", [signed(one) for one in lapsed])]
    for label, values in told:
        shown = values[:_EACH] + ([f"and {len(values) - _EACH:,} more"] if len(values) > _EACH else [])
        for number, value in enumerate(shown):
            lines += _fact("" if number else label, value, look.columns)
    return Preserved(lines, dict(_verdicts(document, judgements)))


def without_reading(document: Listed, kept: Preserved, look: Look) -> str:
    """Draw the page of a document that has no ledger: what is kept of it, and why there is no more."""
    width, published = look.columns, document.published
    known = [*filter(None, (document.outlet, when(published.start, published.end) if published else None))]
    name = next(iter(document.paths), "")
    rule = Text("─" * width, style=STYLES["note"])
    head = [
        *wrapped(Text(shorten(titled(document), 3 * width), style=STYLES["name"]), width),
        *(wrapped(Text(" · ".join(map(one_line, known))), width) if known else ()),
        *([Text(shorten(one_line(name), width), style=STYLES["note"])] if document.title else ()),
    ]
    why = Text(WHY.get(state_of(document), ""))
    return drawn([*map(isolate_line, head), rule, *kept.lines, rule, Text(), *wrapped(why, width)], look)


def facts(
    document: Listed, entries: Sequence[Entry], capture: Capture | None, judgements: Iterable[Judgement]
) -> Iterator[tuple[str, list[str]]]:
    """Give labels with what is to be said under each; the latest capture and reading, and all of the rest.

    A label with nothing under it has nothing to say.
    """
    kind = f", {kind_of(document.media_type)}" if document.media_type else ""
    yield "sha256", [one_line(document.digest.removeprefix("sha256:"))]
    yield "size", [f"{counted(document.size, 'byte')}{kind}{_pages(capture)}"]
    yield "added", [f"{_when(e)}, as {one_line(e.path)}" for e in entries if isinstance(e, Added)]
    yield (
        "taken",
        [_taken(entry) for entry in entries if isinstance(entry, Extracted) and entry.object == document.digest],
    )
    captured = [e for e in entries if isinstance(e, Captured)][-1:]
    yield "captured", [f"{_when(e)}, {isolation(e.isolation)}" for e in captured]
    yield "note", [one_line(note) for note in (capture.notes if capture else ())]
    yield "changes", [_change(change) for change in (capture.changes if capture else ())]
    yield "read", [f"{_when(e)}, with the model {short(e.model)}" for e in entries if isinstance(e, WasRead)][-1:]
    failed = [entry for entry in entries if isinstance(entry, Failed)]
    if document.state != "read":  # what went wrong before it was read is in the log
        yield "failed", [f"{_when(e)}: {one_line(e.message)}" for e in failed if e.stage != "extract"]
    yield "refused", [_refused(entry) for entry in failed if entry.stage == "extract"]
    yield "judged", [signed(judgement) for judgement in judgements]
    yield "removed", [f"{_when(entry)}: {one_line(entry.why)}" for entry in entries if isinstance(entry, Removed)]


def _fact(label: str, value: str, width: int) -> Iterator[Text]:
    for number, line in enumerate(wrapped(Text(value), width - _LABEL)):
        first = (label if not number else "").ljust(_LABEL)
        yield Text.assemble((first, STYLES["label"]), isolate_line(line))


def _when(entry: Entry) -> str:
    return f"{moment(entry.at)} by {one_line(entry.by)}"


def _taken(entry: Extracted) -> str:
    place = ", ".join(f"{one_line(key)} {one_line(str(value))}" for key, value in sorted(entry.place.items()))
    return f"{_when(entry)}, out of {short(entry.container)} as {one_line(entry.name)}{f' ({place})' if place else ''}"


def _refused(entry: Failed) -> str:
    """Name a part of it that could not be taken out, and say why."""
    return f"{one_line(entry.name or '(no name)')}: {one_line(entry.message)}"


def _change(change: Change) -> str:
    """Give a tracked change by its place: the words that were put in are in the text, those taken out are not."""
    words = f" “{one_line(change.deleted)}”" if change.deleted else ""
    place = f"@{change.span[0]}" + (f" to @{change.span[1]}" if change.kind == "inserted" else "")
    by = ", ".join(one_line(part) for part in (change.by, change.at) if part)
    return f"{change.kind}{words} {place}{f' ({by})' if by else ''}"


def _pages(capture: Capture | None) -> str:
    pages = len(capture.layout.pages) if capture and capture.layout else 0
    return f", {counted(pages, 'page')}" if pages else ""


def _verdicts(document: Listed, judgements: Iterable[Judgement]) -> Iterator[tuple[str, str]]:
    """Give by id what was decided and noted of parts of the reading that holds, the latest last."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for judgement in judgements:
        for target in judgement.targets:
            if target.id and target.document == document.digest and target.reading == document.reading:
                found[target.id].append(verdict(judgement))
    return ((name, "; ".join(verdicts)) for name, verdicts in found.items())
