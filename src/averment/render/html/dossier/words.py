"""Words that the templates of a dossier need beside the filters of all pages: origins, figures, relations, addresses.

In: values. Out: strings in plain English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from averment.render.copies import CALLED
from averment.render.header import when
from averment.render.html.dossier.claims import MOST
from averment.render.html.standing import Side, Voice
from averment.render.judgements import verdict
from averment.render.phrases import doing
from averment.render.stated import counts
from averment.render.visible import one_line
from averment.values import Source
from averment.values.readings import Act

_NAMED: Final = 3  # speakers that the summary names on a side
_PAIRS: Final = {'""', "“”", "''", "‘’", "«»"}  # noqa: RUF001
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)


def web(url: str | None) -> bool:
    """Say whether an address is one that a page may link to; any other is shown as words alone."""
    if url is None or not _WEB.match(url):
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def bare(words: str) -> str:
    """Give a quotation on one line, without the marks around all of it: those of the page stand there."""
    line = one_line(words)
    around = line[:1] + line[-1:]
    alone = len(line) > 1 and around in _PAIRS and not any(mark in line[1:-1] for mark in around)
    return line[1:-1] if alone else line


def named(side: Side) -> str:
    """Name those on a side who speak in most documents, and count the others."""
    most = sorted(side.voices, key=lambda voice: -voice.reports)
    names = [_with_reports(voice) for voice in most[:_NAMED]]
    rest = len(most) - _NAMED
    return "; ".join(names) + (f" and {rest:,} more" if rest > 0 else "")


def _with_reports(voice: Voice) -> str:
    party = f" ({voice.party})" if voice.party else ""
    return f"{voice.name}{party}{f', {voice.reports:,} reports' if voice.reports > 1 else ''}"


def acts_told(source: Source) -> str:
    """Say what a speaker does, the commonest first: `asserts 12, denies 3`."""
    acts: Counter[Act] = Counter(source.acts)
    return ", ".join(
        f"{doing(act)} {times:,}" for act, times in sorted(acts.items(), key=lambda one: (-one[1], one[0]))
    )


def few(items: Sequence[Any], most: int = 12) -> tuple[Sequence[Any], int]:
    """Give the first of some items, and how many are left out."""
    return items[:most], len(items[most:])


WORDS: Final[dict[str, Any]] = {
    "MOST": MOST,
    "acts_told": acts_told,
    "bare": bare,
    "counts": counts,
    "few": few,
    "named": named,
    "relations": CALLED,
    "verdict": verdict,
    "web": web,
    "when": when,
}
"""What every template of a dossier can call."""
