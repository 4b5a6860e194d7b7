"""A form that judges, to a judgement in the log.

In: the fields of a form, as they were sent. Out: what was recorded; when it is given, it is on the disk. What a page
showed as standing (`seen`) may stand no more: it is recorded all the same, and told what it replaced.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit

import msgspec

from averment.errors import AvermentError, UsageError
from averment.web.labels import label_of
from averment.web.paths import within
from averment.web.said import Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.case import Case
    from averment.values import Judgement, Reviewed, Target
    from averment.values.judgements import Verdict

_MOST_FIELDS: Final = 2_000
_TARGET: Final = re.compile(r"sha256:[0-9a-f]{64}(?:#[asef][0-9]{1,9})?", re.ASCII)
_NEXT: Final = "/queue"


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """What a form says. `seen`: the id of what the page showed as standing, empty for nothing, null where it is silent.

    `next` is the path of the desk to go to afterwards. `stance` is handed through to where a line is written anew.
    """

    verdict: str = ""
    targets: tuple[str, ...] = ()
    changes: dict[str, str] = {}
    note: str | None = None
    seen: str | None = None
    next: str = _NEXT
    stance: str | None = None


def form(body: bytes) -> Form:
    """Read a form. A corrected field that is as it was (`set.act` equals `was.act`) is no correction.

    Of a field with several boxes to tick, those are sent that are: together they are its value. A correction of nothing
    that has a note is a note. `UsageError` for what no form of the desk sends.
    """
    fields = _fields(body)
    single = {name: " ".join(values) if name.startswith("set.") else values[-1] for name, values in fields.items()}
    changes = {
        name.removeprefix("set."): value.strip()
        for name, value in single.items()
        if name.startswith("set.") and value.strip() != single.get(f"was.{name.removeprefix('set.')}", "\0").strip()
    }
    verdict, note = single.get("verdict", ""), single.get("note", "").strip() or None
    if verdict == "correct" and not changes:
        if note is None:
            message = "nothing was changed, so there is nothing to record"
            raise UsageError(message)
        verdict = "note"
    return Form(
        verdict=verdict,
        targets=tuple(map(_target, fields.get("target", ()))),
        changes=changes,
        note=note,
        seen=single.get("seen"),
        next=within(single.get("next", _NEXT), _NEXT),
        stance=single.get("stance"),
    )


def record(case: Case, given: Form, by: str) -> Recorded:
    """Judge as a form says; give what is in the log now. `UsageError` for a judgement that makes no sense."""
    asked = given.seen is not None and given.verdict != "note"
    stood = _standing(case, given.targets[0]) if asked and given.targets else None
    judgement = case.judge(
        cast("Verdict", given.verdict), given.targets, changes=given.changes or None, note=given.note, by=by
    )
    return _recorded(case, judgement, stood if stood is not None and stood.id != given.seen else None)


def undo(case: Case, name: str, by: str) -> Recorded:
    """Take a judgement back; give what is in the log now. `UsageError` where it no longer stands."""
    return _recorded(case, case.undo(name, by=by), None)


def saying(path: str, judgement: Judgement) -> str:
    """Give the path of a page that is to say that something was recorded."""
    parts = urlsplit(within(path, _NEXT))
    query = [one for one in parts.query.split("&") if one and not one.startswith("said=")]
    return urlunsplit(("", "", parts.path, "&".join([*query, f"said={judgement.id}"]), parts.fragment))


def _fields(body: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError as error:  # UnicodeDecodeError is one
        message = "this is not a form of the desk"
        raise UsageError(message) from error
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return found


def _target(text: str) -> str:
    if not _TARGET.fullmatch(text):
        message = "what is judged is named by a whole digest, and by the name that something has in its reading"
        raise UsageError(message, subject=text[:100])
    return text


def _standing(case: Case, target: str) -> Judgement | None:
    document, _, name = target.partition("#")
    return case.review().of(document, name or None).judgement


def _recorded(case: Case, judgement: Judgement, replaced: Judgement | None) -> Recorded:
    return Recorded(
        judgement=judgement,
        label=_label(case, judgement.targets),
        reviewed=_reviewed(case, judgement.targets),
        replaced=replaced,
    )


def _reviewed(case: Case, targets: Sequence[Target]) -> Reviewed | None:
    """Give how the review of what was judged stands now; of several things that were joined, nothing."""
    return case.review().of(targets[0].document, targets[0].id) if len(targets) == 1 else None


def _label(case: Case, targets: Sequence[Target]) -> str:
    """Say what was judged. It is in the log by now: words that cannot be had must not look like a failure."""
    try:
        return label_of(targets, case.reading)
    except AvermentError:
        return ""
