"""brat's stand-off read as its documentation says, and nothing let through: https://brat.nlplab.org/standoff.html.

In: a folder that brat is to open. Out: the annotations of a report; `AssertionError` for what brat would not take.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_MARK: Final = re.compile(r"(T[1-9]\d*)\t(\w+) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
_EVENT: Final = re.compile(r"(E[1-9]\d*)\t(\w+):(T\d+)((?: \w+:[TE]\d+)*)")
_ATTRIBUTE: Final = re.compile(r"(A[1-9]\d*)\t(\w+) ([TE]\d+) (\w+)")
_NOTE: Final = re.compile(r"(#[1-9]\d*)\tAnnotatorNotes ([TE]\d+)\t(.+)")


@dataclass
class Annotated:
    """What stands in one `.ann` file."""

    text: str
    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    events: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def role(self, event: str, role: str) -> list[str]:
        """Give what has a role in an event: the words of a mark, the name of an event."""
        return [self.words.get(name, name) for what, name in self.events[event] if what == role]


def annotated(folder: Path, name: str) -> Annotated:
    """Read the annotations of a report, each against its text and against `annotation.conf`."""
    text = (folder / f"{name}.txt").read_bytes().decode()
    assert "\r" not in text
    raw = (folder / f"{name}.ann").read_bytes().decode()
    assert not raw or raw.endswith("\n")
    # the server goes by `splitlines`: what else it takes for a break would tear a line
    assert raw.splitlines() == raw.split("\n")[:-1]
    found = Annotated(text)
    seen: set[str] = set()
    for line in raw.splitlines():
        _take(line, found)
        name = line.split("\t")[0]
        assert name not in seen, f"{name} is there twice"
        seen.add(name)
    _hold(found, (folder / "annotation.conf").read_text(encoding="utf-8"))
    return found


def _take(line: str, found: Annotated) -> None:
    if match := _MARK.fullmatch(line):
        name, found.types[match[1]], where, said = match.groups()
        places = tuple((int(start), int(end)) for start, end in (piece.split() for piece in where.split(";")))
        _check_places(places, len(found.text))
        pieces = [found.text[start:end] for start, end in places]
        assert said == " ".join(pieces), f"{name} says other words than stand there"
        assert all(piece == piece.strip() and len(piece.splitlines()) == 1 for piece in pieces), line
        found.places[name], found.words[name] = places, said
    elif match := _EVENT.fullmatch(line):
        found.types[match[1]] = match[2]
        names = [part.split(":") for part in match[4].split()]
        roles = [role for role, _ in names]
        assert len(roles) == len(set(roles)), f"a role is there twice: {line}"
        assert found.types[match[3]] == match[2], "a trigger has the type of its event"
        found.events[match[1]] = [(role.rstrip("0123456789"), name) for role, name in names]
    elif match := _ATTRIBUTE.fullmatch(line):
        assert (match[2], match[3]) not in found.attributes, f"two values: {line}"
        found.attributes[match[2], match[3]] = match[4]
    else:
        match = _NOTE.fullmatch(line)
        assert match, f"this is no annotation: {line!r}"
        found.notes[match[2]].append(match[3])


def _check_places(places: tuple[tuple[int, int], ...], length: int) -> None:
    at = 0
    for start, end in places:
        assert at <= start < end <= length, f"pieces empty, out of order or outside the text: {places}"
        at = end


def _hold(found: Annotated, settings: str) -> None:
    """Hold the annotations against the types, roles and values that the settings allow."""
    sections = {part.split("]")[0]: part.split("]")[1] for part in settings.split("[")[1:]}
    lines = {name: [line for line in part.splitlines() if line and line[0] != "#"] for name, part in sections.items()}
    events = {}
    for line in lines["events"]:
        kind, _, roles = line.partition("\t")
        parts = [role.split(":") for role in roles.split(", ")]
        events[kind] = {role.rstrip("?*"): (target, role[-1]) for role, target in parts}
    assert set(found.types.values()) <= {*lines["entities"], *events}
    for name, held in found.events.items():
        allowed = events[found.types[name]]
        for role, target in held:
            assert allowed[role][0] == found.types[target], f"{role} of {name} cannot be a {found.types[target]}"
            assert allowed[role][1] == "*" or len(found.role(name, role)) == 1, f"{name} has {role} more than once"
    values = {line.split("\t")[0]: line.split("\t")[1] for line in lines["attributes"]}
    for (attribute, target), value in found.attributes.items():
        on, _, choice = values[attribute].partition(", Value:")
        assert on == f"Arg:{found.types[target]}", f"{attribute} cannot be on {found.types[target]}"
        assert value in choice.split("|"), f"{attribute} cannot be {value}"
    assert set(found.notes) <= set(found.types)
