"""What was reviewed in a case, written as annotated reports: the form `gold` of `averment export`.

In: a case, the folder to make. Out: the files, and on standard output what was written and what is left to review.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.case import Case
    from averment.render.exports.gold import Annotated
    from averment.values import Listed


def export_gold(folder: Path, out: Path, by: str | None, *, partial: bool) -> None:
    """Write the reports of which every line is reviewed to the folder `out`, and on request the others apart."""
    from averment.cli.cases import opened
    from averment.cli.material import is_corpus
    from averment.cli.new_folder import new_folder, refuse_used, refuse_within
    from averment.cli.output import write
    from averment.cli.typed import typed
    from averment.render.header import counted

    if is_corpus(folder):
        message = "this is a corpus, in which nothing is reviewed: gold is made of a case"
        raise UsageError(message, subject=str(folder))
    refuse_used(out)
    refuse_within(out, folder)
    with opened(folder, by) as case:
        whole, some = _sorted(case)
    chosen = [*whole, *(some if partial else ())]
    if not chosen:
        write("".join(_left(some)))
        message = "there is no document of which every line is reviewed" if some else "nothing in it is reviewed"
        raise UsageError(message, subject=str(folder))
    with new_folder(out) as beside:
        _write(beside, (one for _, one in chosen))
    shown = typed(out)
    write(f"Wrote {counted(len(whole), 'report')} of which every line is reviewed to {shown}.\n")
    if whole:
        write(f"How well they are read: averment evaluate {shown}\n")
    if partial and some:
        write(f"Wrote what is reviewed of {counted(len(some), 'other')} to {typed(out / 'partial')}.\n")
    write("".join(_left(some)))


Chosen = list[tuple["Listed", "Annotated"]]


def _sorted(case: Case) -> tuple[Chosen, Chosen]:
    """Give the documents of which every line is reviewed, and those of which some are."""
    from averment.render.exports.gold import Annotated
    from averment.weighing.judged import judged

    review, judgements = case.review(), case.judgements()
    whole: Chosen = []
    some: Chosen = []
    for listed in case.documents():
        if listed.reading is not None:
            found = case.reading(listed.digest)
            one = Annotated(found, judged(found, judgements, listed.reading), review)
            if not one.rejected and one.lines > one.left:
                (some if one.left else whole).append((listed, one))
    return whole, some


def _write(out: Path, documents: Iterable[Annotated]) -> None:
    from averment.render.exports.gold import README

    for one in documents:
        for name, data in one.files():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    (out / "README.md").write_text(README, encoding="utf-8")


def _left(some: Chosen) -> Iterator[str]:
    from averment.render.header import counted
    from averment.render.names import short
    from averment.render.visible import one_line

    for listed, one in some:
        title = one_line(listed.title or listed.paths[0])
        yield f"{short(listed.digest)}  {one.left} of {counted(one.lines, 'line')} left  {title}\n"
