"""`averment read --out`: reports into tables in a folder, by several processes or a cluster.

In: what was typed. Out: the tables, how far it is while it runs, and at the end what there is now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from averment.cli.failures import INTERRUPTED, UNREAD, say
from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.capture.records import Fields
    from averment.scale.corpus import Progress, Summary
    from averment.tables.files import Kind
    from averment.values import Published

NOT_ENDED: Final = "The run that reads this corpus has not come to its end: what it has not read yet is missing."
_OURS: Final = ("title", "outlet", "url", "published", "authors")
_WITHOUT: Final = {
    "as_json": "--json",
    "context": "--context",
    "report": "--report",
    "threads": "--threads",
    "batch": "--batch",
}


def corpus_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a corpus to a command, which is given them as one `Corpus`."""

    def wrapped(*args: Any, **given: Any) -> None:  # noqa: ANN401  # click's face
        corpus = Corpus(**{name: given.pop(name) for name in Corpus.__dataclass_fields__})
        command(*args, corpus=corpus, **given)

    wrapped.__doc__ = command.__doc__
    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


_OPTIONS: Final = (
    click.option("--out", metavar="DIR", help="Read into tables in the folder DIR, and print only a summary."),
    click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        help="Processes that read, with --out; one for each core unless told otherwise. Changes nothing but the speed.",
    ),
    click.option(
        "--tables",
        metavar="FORM",
        type=click.Choice(("parquet", "jsonl")),
        help="The form of the tables, with --out: parquet (the default) or jsonl.",
    ),
    click.option(
        "--text-field",
        metavar="NAME",
        help='The field of JSON lines and CSV that holds the text, with --out; "text" unless told otherwise.',
    ),
    click.option(
        "--field",
        "named",
        metavar="OURS=NAME",
        multiple=True,
        help=f"The field that holds the {', '.join(_OURS[:-1])} or {_OURS[-1]}, with --out: --field outlet=paper.",
    ),
    click.option(
        "--ray",
        metavar="[ADDRESS]",
        is_flag=False,
        flag_value="",
        help="Read on the Ray cluster at ADDRESS, with --out; without an address on one made on this machine.",
    ),
)


@dataclass(frozen=True)
class Corpus:
    """What was typed of a corpus."""

    out: str | None
    workers: int | None
    tables: Kind | None
    text_field: str | None
    named: tuple[str, ...]
    ray: str | None

    def refuse(self, **others: object) -> None:
        """Refuse options that make no sense with tables. Raises `UsageError`."""
        for name, typed in _WITHOUT.items():
            if others.get(name):
                message = f"{typed} is not for --out: what is read goes to tables"
                raise UsageError(message)

    def refuse_without_out(self) -> None:
        """Refuse options that are for tables alone. Raises `UsageError`."""
        for name in self.__dataclass_fields__:
            if getattr(self, name) not in {None, ()}:
                typed = {"named": "field"}.get(name, name).replace("_", "-")
                message = f"--{typed} is for --out DIR, which names the folder of the tables"
                raise UsageError(message)

    def read(self, files: tuple[str, ...], *, published: Published | None, force: bool) -> int:
        """Read into the folder; give the exit code."""
        from averment.cli.output import write
        from averment.scale import read_corpus

        assert self.out is not None  # noqa: S101  (asked before)
        if "-" in files:
            message = "standard input cannot be read twice, as it must be to go on: name files and folders"
            raise UsageError(message)
        start = time.monotonic()
        try:
            with _shown(files) as tell:
                summary = read_corpus(
                    files,
                    self.out,
                    workers=self.workers,
                    kind=self.tables or "parquet",
                    fields=self._fields(),
                    published=published,
                    force=force,
                    ray=self.ray,
                    tell=tell,
                )
        except KeyboardInterrupt:
            say("averment: stopped from the keyboard; the same command goes on from here.")
            return INTERRUPTED
        write("".join(_told(summary, self.out, self.tables or "parquet", time.monotonic() - start)))
        return UNREAD if summary.errors else 0

    def _fields(self) -> Fields:
        from msgspec.structs import replace

        from averment.capture.records import Fields

        named: dict[str, tuple[str, ...]] = {}
        for one in self.named:
            ours, sign, theirs = one.partition("=")
            if ours not in _OURS or not sign or not theirs:
                message = f"“{one}” names no field: write {' or '.join(f'{name}=NAME' for name in _OURS)}"
                raise UsageError(message)
            named[ours] = (*named.get(ours, ()), theirs)
        fields = replace(Fields(), **named)
        return replace(fields, text=self.text_field) if self.text_field else fields


@contextmanager
def _shown(files: tuple[str, ...]) -> Iterator[Callable[[Progress], None]]:
    """Give what to call with how far the run is; it is shown where somebody waits."""
    from averment.cli.progress import tally
    from averment.scale.inputs import total

    documents = words = 0
    with tally("Reading", lambda: total(files)) as show:

        def tell(progress: Progress) -> None:
            nonlocal documents, words
            documents += progress.read.documents
            words += progress.read.words
            show(progress.done, documents, words)

        yield tell


def _told(summary: Summary, out: str, tables: Kind, seconds: float) -> Iterator[str]:
    from averment.cli.typed import typed
    from averment.render.header import counted
    from averment.tables import TABLES

    reports, words = counted(summary.documents, "report"), f"{summary.words:,} words"
    yield f"{reports} · {words} · {counted(summary.attributions, 'attribution')}\n"
    if summary.errors:
        errors = counted(summary.errors, "input")
        yield f"{errors} could not be read: the table of errors says which, why, and what to do\n"
    if summary.made == summary.shards:
        yield f"Read in {_took(seconds)}, {summary.words / max(seconds, 1e-9):,.0f} words a second.\n"
    elif not summary.made:
        yield "All of it had been read before.\n"
    else:
        kept = counted(summary.shards - summary.made, "shard")
        yield f"{kept} of {summary.shards} had been read before; the rest took {_took(seconds)}.\n"
    shown, beside = typed(Path(out)), Path(f"{Path(out)}-csv")
    yield f"In {shown}, as {tables}: {', '.join(TABLES)}.\n"
    if summary.documents:
        yield f"As files for a spreadsheet: averment export {shown} --to csv -o {typed(beside)}\n"


def _took(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"
