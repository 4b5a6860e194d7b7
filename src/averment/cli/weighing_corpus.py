"""`averment weigh --from`: what was found over a corpus, as a page or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.text import Text

from averment.cli.corpus import NOT_ENDED
from averment.cli.failures import say
from averment.cli.output import look, write
from averment.cli.weighing import Progress
from averment.render.columns import STYLES
from averment.render.header import counted, isolate_line
from averment.render.look import drawn, wrapped
from averment.render.shorten import shorten
from averment.render.visible import one_line

if TYPE_CHECKING:
    from averment.scale.weighing.corpus import Summary
    from averment.scale.weighing.narrow import Narrowed
    from averment.scale.weighing.origins import Family, Found

_MARGIN: Final = " " * 3
_RELATIONS: Final = {
    "copy": "copies",
    "update": "later versions",
    "shared": "an original in common",
    "background": "background alone",
}
_KINDS: Final = {"agency": ("agency", "agencies"), "outlet": ("outlet", "outlets"), "document": ("document",) * 2}
_TITLE: Final = 100  # cells
_STEPS: Final = 11  # that are told of


class Limits(NamedTuple):
    """What the person allows: megabytes of memory, processes; `None` for what is usual."""

    memory: int | None
    workers: int | None


def found_in(corpus: Path, limits: Limits, *, as_json: bool) -> None:
    """Find copies and origins over a corpus, write the tables, and say what was found and what it cost."""
    from averment.scale.weighing.corpus import MEMORY, weigh_corpus
    from averment.values import to_json

    with _progress(corpus) as progress:
        summary = weigh_corpus(corpus, memory=limits.memory or MEMORY, workers=limits.workers, progress=progress)
    if as_json:
        write(to_json(summary) + b"\n")
    else:
        width = look()
        write(drawn(_page(summary, corpus, width.columns), width))


def stances_in(corpus: Path, proposition: str, limits: Limits, *, as_json: bool) -> None:
    """Show who in a corpus stands where on a proposition."""
    from averment.api import load_weigher
    from averment.render.weighed import weighed_as_text
    from averment.scale.weighing.corpus import MEMORY
    from averment.scale.weighing.proposition import weigh_proposition
    from averment.values import to_json

    memory = limits.memory or MEMORY
    with (
        _progress(corpus) as progress,
        weigh_proposition(
            corpus, proposition, load_weigher(), memory=memory, workers=limits.workers, progress=progress
        ) as asked,
    ):
        if as_json:
            write(to_json(asked.weighed) + b"\n")
        else:
            if asked.narrowed.kept or asked.narrowed.whole:
                write(weighed_as_text(asked.weighed, asked.readings.__getitem__, look(), where="corpus"))
            write(drawn(_looked_at(asked.narrowed, look().columns), look()))


def _page(summary: Summary, corpus: Path, width: int) -> Iterator[Text]:
    found = summary.found
    yield Text.assemble(_MARGIN, (counted(found.documents, "document"), STYLES["name"]))
    yield Text()
    yield from _rows(
        "RELATED PAIRS", [(summary.pairs.get(name, 0), words) for name, words in _RELATIONS.items()], width
    )
    yield from _rows("REPORTS, once copies and later versions are one", [(found.reports, _among(found))], width)
    roots = [(found.roots[kind], names[found.roots[kind] > 1]) for kind, names in _KINDS.items() if kind in found.roots]
    yield from _rows("THEY GO BACK TO", roots, width)
    yield from _rows("THE LARGEST", [(one.documents, _called(one)) for one in found.largest], width)
    yield from _note(_cost(summary), width)
    yield from _note(f"The tables of copies and origins are in {one_line(str(corpus / 'weighed'))}.", width)


def _rows(title: str, rows: list[tuple[int, str]], width: int) -> Iterator[Text]:
    """Give a heading and below it numbers, each with what it counts."""
    if not rows:
        return
    yield Text(f"{_MARGIN}{title}", style=STYLES["label"])
    room = max(len(f"{number:,}") for number, _ in rows)
    for number, words in rows:
        before = f"{_MARGIN}  {number:>{room},}  "
        for place, line in enumerate(wrapped(Text(one_line(words)), width - len(before))):
            yield Text.assemble(before if place == 0 else " " * len(before), isolate_line(line))
    yield Text()


def _note(words: str, width: int) -> Iterator[Text]:
    for line in wrapped(Text(words, style=STYLES["note"]), width - len(_MARGIN)):
        yield Text.assemble(_MARGIN, line)


def _among(found: Found) -> str:
    return "each document is one" if found.reports == found.documents else f"in {found.documents:,} documents"


def _called(one: Family) -> str:
    """Name one of the largest reports: its first document, and whom it goes back to."""
    title = f"“{shorten(one.title, _TITLE)}”" if one.title else one.document.removeprefix("sha256:")[:12]
    outlet = f", {one.outlet}" if one.outlet else ""
    back = f" — from {one.root}" if one.root != one.outlet and one.kind != "document" else ""
    return f"{title}{outlet}{back}"


def _cost(summary: Summary) -> str:
    seconds = sum(one.seconds for one in summary.costs)
    processor = sum(one.processor for one in summary.costs)
    megabytes = max(one.megabytes for one in summary.costs)
    disk = max(one.disk for one in summary.costs)
    return (
        f"It took {seconds:,.0f} s, {processor:,.0f} s of processors, {megabytes:,.0f} MB of memory in the largest "
        f"process, {disk:,.0f} MB of disk on the way."
    )


def _looked_at(narrowed: Narrowed, width: int) -> Iterator[Text]:
    """Say how much of the corpus was looked at."""
    if narrowed.whole:
        return
    yield Text()
    if not narrowed.kept:
        yield from _note(f"None of {narrowed.statements:,} statements in the corpus has a word of it.", width)
        return
    number, some = f"{narrowed.statements:,}", f"{narrowed.kept:,}"
    words = f"Of {number} statements in the corpus the {some} whose words are nearest were looked at."
    yield from _note(words, width)


@contextmanager
def _progress(corpus: Path) -> Iterator[Progress]:
    """Give what to call with how far the weighing is: of all its steps, however long each is.

    Said before it: that the corpus is not all there yet, where that is so.
    """
    from averment.cli.progress import meter
    from averment.scale.folder import Folder

    if not Folder(corpus).ended:
        say(f"averment: {NOT_ENDED}")
    with meter("Weighing") as tell:
        seen: list[str] = []

        def show(doing: str, done: int, total: int) -> None:
            if doing not in seen:
                seen.append(doing)
            tell(round(100 * (len(seen) - 1 + done / max(1, total))), 100 * _STEPS)

        yield show
