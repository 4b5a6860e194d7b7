"""`averment judge`: a person's verdict on something that the program found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from averment.cli.cases import by_option, case_argument, json_option
from averment.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from averment.values.judgements import Verdict

_VERDICTS: Final[tuple[Verdict, ...]] = ("accept", "reject", "correct", "merge", "split", "note", "undo")


def _changes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str] | None:
    """Read FIELD=VALUE; `None` where there are none."""
    pairs = [value.partition("=") for value in values]
    if wrong := next((field for field, sign, _ in pairs if not (field and sign)), None):
        message = f"“{wrong}” is not FIELD=VALUE"
        raise click.BadParameter(message)
    return {field: value for field, _, value in pairs} or None


@click.command("judge", short_help="Record what you decide about something that was found.")
@case_argument
@click.argument("verdict", metavar="VERDICT", type=click.Choice(_VERDICTS))
@click.argument("targets", metavar="TARGET…", nargs=-1, required=True)
@click.option(
    "--set",
    "changes",
    metavar="FIELD=VALUE",
    multiple=True,
    callback=_changes,
    help="With correct: what it should be (act=deny), or nothing after the = for none. May be given several times.",
)
@click.option("--note", metavar="TEXT", help="Why, in your words; with note, the note.")
@json_option
@by_option
def command(  # noqa: PLR0913  (an argument for each option)
    *,
    folder: Path,
    verdict: Verdict,
    targets: tuple[str, ...],
    changes: dict[str, str] | None,
    note: str | None,
    by: str | None,
    as_json: bool,
) -> None:
    """Record a verdict: accept, reject or correct a TARGET, or say that several are one (merge) or are not (split).

    A note (with --note) says something of a TARGET and decides nothing; of each person the latest stands. To undo takes
    a judgement for TARGET, j12, as `averment log` names it.

    TARGET is a document, as `averment show` takes it, or something in it: DOC#a3, where a3 (or s1, e2, f1) is the name
    that stands beside the line in `averment show`. With --set can be corrected:

    \b
    of a document       title, outlet, url, published
    of an attribution   act, certainty, about, speaker, claim, stance, origin,
                        cue, source, content
    of a speaker        name, kind, role, affiliation, party
    of evidence         type, polarity, for, span
    of a figure         what, unit, low, high, approximate, per, by, span

    Where it stands in the text: cue, source and content take spans, as --set content="310-344 351-380", counted in
    characters of what `averment show --text` prints, from 0, without the last; span takes one. The source may be empty.

    How an attribution is weighed: claim is DOC#a5, an attribution of any document in whose claim it is to stand
    (nothing: it stands alone); stance, what it does to that claim: supports, denies or doubts it; origin, whom it goes
    back to: independent, or a name.

    Merged or split are attributions (they make one claim, or not), speakers (one, or not the same) and documents (one
    dispatch, or not related), of one document or of several. The value “proposed” takes back a correction of claim,
    stance or origin.

    Nothing is erased: a verdict on the same thing replaces the one before (a correction, one of the same fields), and
    the log keeps both. What is undone is as if it had not been decided: what stood before it holds again; an undo can
    be undone. What is corrected after it was rejected counts again. What was found stays as it was found; the verdict
    stands beside it.
    """  # noqa: D301  # \b tells click to leave the lines as they are
    from averment.cli.cases import opened
    from averment.cli.output import write
    from averment.cli.typed import typed
    from averment.render.judgements import judgement_as_text
    from averment.values import to_json

    with opened(folder, by) as case:
        if verdict == "undo":
            judgement = case.undo(_only(targets), note=note)
        else:
            judgement = case.judge(verdict, targets, changes=changes, note=note)
    write(to_json(judgement) + b"\n" if as_json else judgement_as_text(judgement, typed(folder)))


def _only(targets: tuple[str, ...]) -> str:
    """Give the one judgement that is to be undone."""
    if len(targets) > 1:
        message = "judgements are undone one by one"
        raise UsageError(message)
    return targets[0]
