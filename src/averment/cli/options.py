"""Options that more than one command has, with the same words of help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from averment.values import Published


def _published(_: click.Context, __: click.Parameter, value: str | None) -> Published | None:
    from averment.api import published_on

    return published_on(value)


published_option = click.option(
    "--published",
    metavar="DATE",
    callback=_published,
    help="The day, month or year of publication, for reports that carry none: 2031-03-12, 2031-03 or 2031.",
)
force_option = click.option(
    "--force", is_flag=True, help="Also read what is not in English. The model was trained on English alone."
)
report_option = click.option(
    "--report", metavar="FILE", help="Also write what could not be read to FILE, one JSON object a line."
)
threads_option = click.option(
    "--threads", metavar="N", type=click.IntRange(min=1), help="Processor threads. Changes nothing but the speed."
)
