"""`averment export`: a case or a corpus in a form that other programs take."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from averment.cli.cases import by_option
from averment.errors import UsageError

FORMS: Final = ("jsonl", "csv", "xlsx", "webannotation", "ftm", "prov", "brat", "labelstudio", "gold")
_FILES_NAMED: Final = 12


@click.command("export", short_help="Write a case or a corpus in a form that other programs take.")
@click.argument("folder", metavar="CASE|DIR", type=click.Path(path_type=Path))
@click.option("--to", "form", metavar="FORM", required=True, type=click.Choice(FORMS), help="One of those above.")
@click.option("-o", "--out", metavar="OUT", required=True, type=click.Path(path_type=Path), help="The folder to make.")
@click.option("--partial", is_flag=True, help="For gold: also reports of which only some lines are reviewed, apart.")
@by_option
def command(folder: Path, form: str, out: Path, by: str | None, *, partial: bool) -> None:
    """Write a case, or a corpus (the folder that `averment read --out DIR` made), to the folder OUT in another form.

    \b
    jsonl          readings and claims as JSON lines, as read --json and
                   claims --json print them
    csv            a file a table, for spreadsheets and statistics
    xlsx           a workbook, a sheet a table; without the texts
    webannotation  annotations of the W3C, by position and by quotation
    ftm            entities of FollowTheMoney 4 (Aleph, OpenAleph)
    prov           where each statement comes from, as PROV-JSON
    brat           text and stand-off annotation for brat
    labelstudio    tasks and pre-annotations for Label Studio
    gold           what people reviewed, as averment evaluate takes it

    OUT must be empty or not there yet. It gets its name when all is written: an export that was broken off leaves no
    folder that looks done. What a form cannot hold is said.

    Of a case it is what people made of it: corrections are in, what was rejected is left out, and claims are weighed.
    A corpus has no claims and no reviews.

    In csv and xlsx a text that a spreadsheet would take for a formula (=1+1) has an apostrophe before it; take that
    away to have the text as it was.

    gold has the reports of which every line is reviewed, with what was accepted and corrected in them: docs/ID.txt and
    gold/ID.desk.json. A line is an attribution, a piece of evidence or a figure. Reports of which some lines are left
    are named, with how many; --partial writes what is reviewed of them to OUT/partial. What was rejected is left out.
    What the program did not find is in none of it: a review judges what is there.
    """  # noqa: D301  # \b tells click to leave the lines as they are
    if form == "gold":
        from averment.cli.gold import export_gold

        export_gold(folder, out, by, partial=partial)
        return
    if partial:
        message = "--partial goes with --to gold"
        raise UsageError(message)
    _export(folder, form, out, by)


def _export(folder: Path, form: str, out: Path, by: str | None) -> None:
    from importlib import import_module

    from averment.cli.material import material_of
    from averment.cli.new_folder import new_folder, refuse_used, refuse_within
    from averment.cli.output import write
    from averment.cli.typed import typed
    from averment.render.exports.material import Form

    module: Form = import_module(f"averment.render.exports.{form}")
    refuse_used(out)
    refuse_within(out, folder)
    with material_of(folder, by) as found, new_folder(out) as beside:
        written = module.write(found.material, beside)
    write(f"Wrote {found.told} to {typed(out)}.\n")
    if len(written.files) <= _FILES_NAMED:
        write(_wrapped(", ".join(written.files)))
    write("".join(map(_wrapped, (*written.told, *found.left))))


def _wrapped(sentence: str) -> str:
    from textwrap import fill

    from averment.cli.output import look

    return fill(sentence, look().width, break_long_words=False, break_on_hyphens=False) + "\n"
