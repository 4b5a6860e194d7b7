"""The log of a case in words: a line an entry, with its number, its time, who did it and what was done.

In: entries, as the log gives them, and a `Look`. Out: a string, the days as headings; times are UTC.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.text import Text

from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line, when
from averment.render.judgements import judged
from averment.render.look import drawn, wrapped
from averment.render.names import cut, instant, isolation, short
from averment.render.visible import one_line
from averment.values.log import (
    Added,
    Began,
    Captured,
    Entry,
    Extracted,
    Failed,
    Judged,
    Recovered,
    Removed,
    Sealed,
    Timestamped,
    Unpacked,
    WasRead,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from averment.render.look import Look

_WHO: Final = 12  # cells: a longer name is cut
_NARROW: Final = 60
_INDENT: Final = "   "
_STAGES: Final = {"capture": "capture", "extract": "take out", "read": "read"}


def log_as_text(entries: Sequence[Entry], look: Look) -> str:
    """Draw the entries in their order."""
    return drawn(_lines(entries, look.columns), look)


@singledispatch
def done(entry: Entry) -> str:
    """Say in words what an entry records."""
    raise NotImplementedError(type(entry).__name__)


def _lines(entries: Sequence[Entry], width: int) -> Iterator[Text]:
    number = max((len(str(entry.seq)) for entry in entries), default=0)
    names = [cut(entry.by, _WHO) for entry in entries]
    who = max(map(cell_len, names), default=0)
    day = ""
    for entry, name in zip(entries, names, strict=True):
        date, time = _time(entry.at)
        if date != day:
            yield from [Text()] if day else []
            yield Text(date, style=STYLES["section"])
            day = date
        at = Text(f"{entry.seq:>{number}}  {time}  ", style=STYLES["place"])
        if width < _NARROW:
            yield from map(isolate_line, wrapped(Text.assemble(at, (name, STYLES["label"])), width))
            first = Text(_INDENT)
        else:
            first = Text.assemble(at, (name, STYLES["label"]), " " * (who - cell_len(name) + 2))
        for row, line in enumerate(wrapped(Text(done(entry)), width - first.cell_len)):
            yield Text.assemble(" " * first.cell_len if row else first, isolate_line(line))


def _time(at: str) -> tuple[str, str]:
    """Give the day and the time of day of an entry; what is no time stands as it is."""
    time = instant(at)
    return (f"{when(time.date(), time.date())} (UTC)", f"{time:%H:%M:%S}") if time else (one_line(at), "")


@done.register
def _(entry: Began) -> str:
    key = one_line("".join(entry.key.split("+", 2)[1:2]))  # name+hash+base64: C2SP signed-note
    return f"made the case {one_line(entry.case)}, whose heads are signed with the key {key}"


@done.register
def _(entry: Added) -> str:
    return f"added {one_line(entry.path)} ({counted(entry.size, 'byte')}) as {short(entry.object)}"


@done.register
def _(entry: Extracted) -> str:
    size = counted(entry.size, "byte")
    return f"took {one_line(entry.name)} ({size}) out of {short(entry.container)} as {short(entry.object)}"


@done.register
def _(entry: Unpacked) -> str:
    refused = f", {entry.refused:,} could not be had" if entry.refused else ""
    members = counted(entry.members, "member")
    return f"unpacked {short(entry.object)} {isolation(entry.isolation)}: {members} taken out{refused}"


@done.register
def _(entry: Captured) -> str:
    notes = "".join(f"; {one_line(note)}" for note in entry.notes)
    return f"captured {short(entry.object)} {isolation(entry.isolation)} as {short(entry.capture)}{notes}"


@done.register
def _(entry: WasRead) -> str:
    return f"read {short(entry.document)}; the reading is {short(entry.reading)}, by the model {short(entry.model)}"


@done.register
def _(entry: Failed) -> str:
    member = f"{one_line(entry.name)} of " if entry.name is not None else ""
    return f"could not {_STAGES[entry.stage]} {member}{short(entry.object)}: {one_line(entry.message)}"


@done.register
def _(entry: Judged) -> str:
    return f"{judged(entry.judgement)} ({one_line(entry.judgement.id)})"


@done.register
def _(entry: Removed) -> str:
    bytes_ = f"; the bytes of {_several(entry.redacted)} were taken away" if entry.redacted else ""
    return f"withdrew {_several(entry.documents)}: {one_line(entry.why)}{bytes_}"


@done.register
def _(entry: Recovered) -> str:
    size = counted(entry.size, "byte")
    return f"set aside {size} that an interrupted write had left after the head, as {short(entry.object)}"


@done.register
def _(entry: Timestamped) -> str:
    return f"had the head of {entry.size:,} entries stamped by {one_line(entry.tsa)}; its token is {short(entry.token)}"


@done.register
def _(entry: Sealed) -> str:
    return f"sealed {counted(entry.documents, 'document')} into the bag {one_line(entry.name)}"


def _several(digests: Iterable[str]) -> str:
    return ", ".join(map(short, digests))
