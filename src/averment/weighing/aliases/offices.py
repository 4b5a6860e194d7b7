"""Whom an office stands for: "the Orumian foreign minister", where another report names who bears it.

In: sources, named and unnamed. Out: proposals. An office is taken for its bearer only where the case knows one bearer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from averment.weighing.aliases.named import Named, Proposal
from averment.weighing.name_lists import lists
from averment.weighing.name_words import words

_Office: TypeAlias = tuple[str, str]


def proposals(found: Sequence[Named]) -> Iterator[Proposal]:
    """Propose who bears an office that stands for a name."""
    bearers: dict[_Office, list[Named]] = {}
    for one in found:
        if one.what == "person":
            for office in {office for role in one.source.roles if (office := _office(role, one.source.party))}:
                bearers.setdefault(office, []).append(one)
    for one in found:
        if one.what == "unnamed" and one.source.kind == "unnamed":
            office = _office(one.source.name, one.source.party)
            fitting = bearers.get(office, []) if office else []
            if len(fitting) == 1:
                yield fitting[0], one, f"{fitting[0].source.name} is called {fitting[0].source.roles[0]}"


def _office(role: str, party: str | None) -> _Office | None:
    """Give the office that a role is, and whose: of the state that the role names, or of the party."""
    known = lists()
    found = [word for word in words(role) if word not in known.small]
    states = [known.countries[word] for word in found if word in known.countries]
    rest = [
        word.removesuffix("s") if word not in known.offices else word for word in found if word not in known.countries
    ]
    office = " ".join(rest)
    whose = states[0] if len(states) == 1 else party if not states else None
    return (office, whose) if office in known.offices and whose else None
