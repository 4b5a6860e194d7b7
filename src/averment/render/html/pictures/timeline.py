"""What was said when, as a picture: lanes for, against and in doubt over one axis of days, with who said it.

In: the moments of one claim. Out: `TimelinePicture`, the entries of its list with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from averment.render.claims import SIDES
from averment.render.header import counted, when
from averment.render.html.pictures.drawing import Drawing, Key, sign_key, span_key
from averment.render.html.pictures.measure import named
from averment.render.html.pictures.timeline_lanes import NARROW, WIDE, drawn
from averment.render.html.standing import TITLES
from averment.render.phrases import NOBODY
from averment.values import Interval, Moment, Place, Told
from averment.values.claims import Stance
from averment.values.ledgers import Dated


class Voiced(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker of one moment and side, with what it says there."""

    name: str
    told: tuple[Told, ...]


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was said on one side in one interval of days; `voices`, who says most first, who has no name last."""

    stance: Stance
    day: Interval | None
    dated: Dated | None
    voices: tuple[Voiced, ...]

    @property
    def count(self) -> int:
        """Give the number of statements."""
        return sum(len(voice.told) for voice in self.voices)

    @property
    def first(self) -> Place:
        """Give the place of the first statement of who says most."""
        return self.voices[0].told[0].attribution


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An interval of days as it stands in the list, its sides beside each other. `day` is in words."""

    day: str
    dated: Dated | None
    sides: tuple[Said, ...]


class TimelinePicture(msgspec.Struct, frozen=True, kw_only=True):
    """What the macros `timeline` and `timeline_list` draw."""

    title: str
    described: str
    entries: tuple[Entry, ...]
    key: tuple[Key, ...] = ()
    wide: Drawing
    narrow: Drawing


def timeline_picture(moments: Sequence[Moment]) -> TimelinePicture:
    """Give the picture of the moments of one claim. The same moments give the same picture, to the digit."""
    said = [one for moment in moments for one in _said(moment)]
    return TimelinePicture(
        title=_title(said),
        described=_described(said),
        entries=tuple(
            Entry(
                day=when(moment.day.start, moment.day.end) if moment.day else "",
                dated=moment.dated if moment.day else None,
                sides=tuple(_said(moment)),
            )
            for moment in moments
        ),
        key=tuple(_keys(said)),
        wide=drawn(said, WIDE),
        narrow=drawn(said, NARROW),
    )


def _said(moment: Moment) -> Iterator[Said]:
    for stance in SIDES:
        by_name: dict[str, list[Told]] = {}
        for told in moment.told:
            if told.stance == stance:
                by_name.setdefault(_name(told), []).append(told)
        if by_name:
            voices = sorted(by_name.items(), key=lambda pair: (pair[0] == NOBODY, -len(pair[1])))
            yield Said(
                stance=stance,
                day=moment.day,
                dated=moment.dated if moment.day else None,
                voices=tuple(Voiced(name=name, told=tuple(told)) for name, told in voices),
            )


def _name(told: Told) -> str:
    return NOBODY if told.speaker.strip() in {"", "unattributed"} else named(told.speaker, told.party)


def _title(said: Sequence[Said]) -> str:
    """State the finding: `21 August to 25 August 2013: 41 statements for, 12 against, 3 in doubt`."""
    counts: Counter[Stance] = Counter()
    for one in said:
        counts[one.stance] += one.count
    first = next((stance for stance in SIDES if counts[stance]), None)
    told = [
        f"{counted(counts[stance], 'statement') if stance == first else f'{counts[stance]:,}'} {TITLES[stance].lower()}"
        for stance in SIDES
        if counts[stance]
    ]
    days = [one.day for one in said if one.day]
    if not told:
        return "Nothing said"
    span = f"{when(min(day.start for day in days), max(day.end for day in days))}: " if days else ""
    return f"{span}{', '.join(told)}"


def _described(said: Sequence[Said]) -> str:
    """Say who spoke first on each side."""
    told = []
    for stance in SIDES:
        mine = sorted(
            (one for one in said if one.stance == stance and one.day), key=lambda one: one.day.start if one.day else 0
        )
        if mine and mine[0].day:
            day = when(mine[0].day.start, mine[0].day.end)
            how = ", when it was published" if mine[0].dated == "published" else ""
            told.append(f"{TITLES[stance]}: first {mine[0].voices[0].name} on {day}{how}.")
    undated = sum(one.count for one in said if not one.day)
    if undated:
        told.append(f"{counted(undated, 'statement')} of which no day is known.")
    return " ".join([*told, "A list below says the same."])


def _keys(said: Sequence[Said]) -> Iterator[Key]:
    if any(one.day and one.dated == "said" for one in said):
        yield sign_key("dot", "on the day on which it was said", "any")
    if any(one.day and one.dated == "published" for one in said):
        yield sign_key("square", "on the day on which it was published", "any")
    if any(one.day and one.day.start != one.day.end for one in said):
        yield span_key("somewhere in these days")
