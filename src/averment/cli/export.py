"""`averment export`: what people reviewed in a case, in a form that other programs take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from averment.cli.cases import by_option, case_argument
from averment.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.case import Case
    from averment.render.exports.gold import Annotated
    from averment.values import Listed

FORMS: Final = ("gold",)


@click.command("export", short_help="Write what was reviewed in a form that other programs take.")
@case_argument
@click.option("--to", "form", metavar="FORM", required=True, type=click.Choice(FORMS), help="The form: gold. Required.")
@click.option(
    "-o", "--out", metavar="DIR", required=True, type=click.Path(path_type=Path), help="The folder to make. Required."
)
@click.option("--partial", is_flag=True, help="Also write documents of which only some lines are reviewed, apart.")
@by_option
def command(folder: Path, form: str, out: Path, by: str | None, *, partial: bool) -> None:
    r"""Write what was reviewed in the case to the folder DIR, which must be empty or not there yet.

    \b
    gold   the documents of which every line is reviewed, with what was accepted and corrected in them: docs/ID.txt and
           gold/ID.desk.json, as averment evaluate DIR takes them

    A line is an attribution, a piece of evidence or a figure. Documents of which some lines are left are named, with
    how many; --partial writes what is reviewed of them to DIR/partial. What was rejected is left out. What the program
    did not find is in none of it: a review judges what is there.
    """
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.typed import typed
    from averment.render.header import counted

    assert form in FORMS  # noqa: S101  (there is one)
    _refuse_used(out)
    with opened(folder, by) as case:
        whole, some = _sorted(case)
    chosen = [*whole, *(some if partial else ())]
    if not chosen:
        write("".join(_left(some)))
        message = "there is no document of which every line is reviewed" if some else "nothing in it is reviewed"
        raise UsageError(message, subject=str(folder))
    _write(out, (one for _, one in chosen))
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


def _refuse_used(out: Path) -> None:
    try:
        used = next(out.iterdir(), None)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        message = "it is a file; an export is a folder"
        raise UsageError(message, subject=str(out)) from error
    if used is not None:
        message = "this folder is not empty"
        raise UsageError(message, subject=str(out))
