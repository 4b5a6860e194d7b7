"""`averment timeline`: what was said when, the competing versions side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from averment.cli.cases import case_argument, json_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from averment.render.timeline import Order
    from averment.values import Moment


@click.command("timeline", short_help="Show what was said when, the competing versions side by side.")
@case_argument
@click.argument("ref", metavar="[REF]", required=False)
@click.option(
    "--by", "order", type=click.Choice(["claim", "day"]), default="claim", show_default=True, help="What comes first."
)
@click.option("--all", "everything", is_flag=True, help="Also the claims on which there is a single statement.")
@click.option(
    "--limit",
    metavar="N",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="The most claims to show. With --json all are printed.",
)
@json_option
def command(  # noqa: PLR0913  (an argument for each option)
    folder: Path, ref: str | None, order: Order, limit: int, *, everything: bool, as_json: bool
) -> None:
    """Show what was said when: on each claim, those who support it at the left, those who deny or doubt at the right.

    The day is the one on which the report says that it was said; where it does not say, that of publication, which is
    marked. What has neither stands last. The claims with most statements come first; with --by day, the earliest day.

    REF names one claim: its id, the beginning of that, or a statement in it, as 3f2a9c1b44d0#a3.
    """
    from averment.cli.cases import opened
    from averment.cli.output import look, write
    from averment.cli.weighing import ascii_only, weighing
    from averment.render.timeline import timeline_as_text
    from averment.values import to_json

    with opened(folder) as case, weighing() as progress:
        found = case.timeline(ref, progress=progress)
    if as_json:
        for moment in found:
            write(to_json(moment) + b"\n")
        return
    rank, more = _told_most(found, limit, least=1 if everything or ref is not None else 2)
    shown = [moment for moment in found if moment.claim in rank]
    if order == "claim":
        shown.sort(key=lambda moment: rank[moment.claim])
    write(timeline_as_text(shown, look(), by=order, more=more, plain=ascii_only()))


def _told_most(moments: Sequence[Moment], limit: int, least: int) -> tuple[dict[str, int], int]:
    """Give the claims with most statements, each with its rank, and how many claims are left out."""
    told: dict[str, int] = {}
    for moment in moments:
        told[moment.claim] = told.get(moment.claim, 0) + len(moment.told)
    ranked = sorted(told, key=lambda claim: (-told[claim], claim))
    kept = [claim for claim in ranked if told[claim] >= least] or ranked  # all have one: then that is what there is
    return {claim: rank for rank, claim in enumerate(kept[:limit])}, len(told) - len(kept[:limit])
