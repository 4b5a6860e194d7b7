"""The templates, and what they may do with words from outside: everything is escaped, nothing acts.

In: folders of templates beside those that are shared. Out: a jinja2 environment. Each string that a template writes is
escaped, and what would reorder or hide words (bidirectional overrides, control characters) is shown as a sign.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from averment.render.header import counted, when
from averment.render.html.direction import direction
from averment.render.names import day, kind_of, moment, short, target_of
from averment.render.visible import one_line, visible

_HERE: Final = Path(__file__).parent
STYLE: Final = _HERE / "style"
"""The folder of style sheets that the desk and the dossier share."""


def environment(*folders: Path) -> Environment:
    """Give the templates of some folders, and the shared ones."""
    made = Environment(
        loader=FileSystemLoader([*folders, _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "counted": counted,
        "day": day,
        "direction": direction,
        "kind_of": kind_of,
        "moment": moment,
        "one_line": one_line,
        "short": short,
        "target_of": target_of,
        "when": lambda interval: when(interval.start, interval.end),
    }
    return made


def shown(value: object) -> object:
    """Make a string from outside safe to look at, line by line; markup that a template made stays as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    return value if value.isprintable() else "\n".join(map(visible, value.split("\n")))
