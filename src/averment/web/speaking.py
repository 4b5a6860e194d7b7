"""Who speaks in a case, as a page shows it: what each is called, where it speaks, who else it may be, what was decided.

In: the sources of a case, its judgements that stand, the titles of its documents. Out: values for a template.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.render import phrases
from averment.render.header import counted
from averment.render.visible import one_line
from averment.values import Alias, Judgement, Source, Speaker, Target
from averment.weighing.people import UNATTRIBUTED

if TYPE_CHECKING:
    from averment.values.readings import SpeakerKind

Show: TypeAlias = Literal["named", "proposed", "unnamed"]
_JOINING: Final = {"merge", "split"}
_TITLES: Final = 12  # reports named below a speaker


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which speakers a page is to show: all that have a name, of them those who may be one (`proposed`), or the others.

    Empty words, kind or party: any.
    """

    words: str = ""
    kind: str = ""
    party: str = ""
    show: Show = "named"


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """Another speaker that may be the same: in how many reports it is, why, and what a judgement on it is about."""

    name: str
    documents: int
    why: str
    targets: tuple[str, ...]


class Joined(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that speakers are one (`merge`) or are not (`split`): their names, and what the opposite is about."""

    judgement: Judgement
    names: tuple[str, ...]
    targets: tuple[str, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A report in which a speaker speaks, and the address of the speaker's own line, where it is corrected."""

    href: str
    edit: str
    title: str


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker on the page."""

    id: str
    name: str
    standing: str
    facts: tuple[str, ...]
    forms: tuple[str, ...]
    sides: tuple[str, ...]
    reports: tuple[Report, ...]
    further: int
    proposed: tuple[Proposed, ...]
    joined: tuple[Joined, ...]


def wanted(sources: Iterable[Source], given: Wanted) -> list[Source]:
    """Give those that a person asked for, in their order. Words are looked for in names, roles and affiliations."""
    words = given.words.casefold().split()
    return [
        source
        for source in sources
        if source.named == (given.show != "unnamed")
        and (not given.kind or source.kind == given.kind)
        and (not given.party or given.party in source.parties)
        and (given.show != "proposed" or source.aliases)
        and all(word in _searched(source) for word in words)
    ]


def parties(sources: Iterable[Source]) -> list[str]:
    """Give the parties that speakers speak for, those with most reports first."""
    reports: defaultdict[str, int] = defaultdict(int)
    for source in sources:
        for party in source.parties:
            reports[party] += source.documents
    return sorted(reports, key=lambda party: (-reports[party], party))


class Speaking:
    """Makes what a page shows of speakers. `name_of` gives the name that a target has in its own report."""

    def __init__(
        self,
        sources: Iterable[Source],
        judgements: Iterable[Judgement],
        titles: Mapping[str, str | None],
        name_of: Callable[[Target], str],
    ) -> None:
        self._spread = {source.id: source.documents for source in sources}
        self._titles = titles
        self._name_of = name_of
        self._joined: defaultdict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for made in judgements:
            if made.verdict in _JOINING:
                for target in made.targets:
                    self._joined[target.document, target.id or ""].append(made)

    def shown(self, sources: Sequence[Source]) -> Iterator[Shown]:
        """Give each speaker; a proposal that concerns two of them stands with the first."""
        above: set[str] = set()
        for source in sources:
            yield self._shown(source, [one for one in source.aliases if one.speaker not in above])
            above.add(source.id)

    def _shown(self, source: Source, aliases: Sequence[Alias]) -> Shown:
        name = one_line(source.name)
        speaker = Speaker(
            id=source.id,
            name=source.name,
            kind=source.kind,
            role=next(iter(source.roles), None),
            affiliation=next(iter(source.affiliations), None),
            party=source.party,
        )
        reports = {place.document: place.id for place in source.mentions}
        return Shown(
            id=source.id,
            name=phrases.NOBODY if source.name == UNATTRIBUTED else name,
            standing=phrases.standing(speaker).removeprefix(", ").removeprefix(" · "),
            facts=tuple(_facts(source)),
            forms=tuple(form for form in dict.fromkeys(map(one_line, source.names)) if form != name),
            sides=source.parties if source.party is None and len(source.parties) > 1 else (),
            reports=tuple(self._report(digest, reports[digest]) for digest in list(reports)[:_TITLES]),
            further=max(0, len(reports) - _TITLES),
            proposed=tuple(
                Proposed(
                    name=one_line(alias.name),
                    documents=self._spread.get(alias.speaker, 0),
                    why=one_line(alias.why),
                    targets=alias.do[1:],
                )
                for alias in aliases
            ),
            joined=tuple(self._judged(source)),
        )

    def _report(self, digest: str, name: str) -> Report:
        digits = digest.removeprefix("sha256:")
        title = one_line(self._titles.get(digest) or "(no title)")
        return Report(href=f"/documents/{digits}#{name}", edit=f"/lines/{digits}/{name}", title=title)

    def _judged(self, source: Source) -> Iterator[Joined]:
        """Give the judgements that made this speaker of several, or that keep it apart, each once."""
        found = {
            made.id: made for place in source.mentions for made in self._joined.get((place.document, place.id), ())
        }
        for made in found.values():
            names = tuple(dict.fromkeys(filter(None, map(self._name_of, made.targets))))
            yield Joined(judgement=made, names=names, targets=tuple(f"{one.document}#{one.id}" for one in made.targets))


def _facts(source: Source) -> Iterator[str]:
    kind: SpeakerKind = source.kind
    yield kind
    acts = sorted(source.acts.items(), key=lambda pair: (-pair[1], pair[0]))
    yield counted(source.attributions, "statement") + "".join(
        f"{', ' if number else ': '}{phrases.doing(act)} {times:,}" for number, (act, times) in enumerate(acts)
    )


def _searched(source: Source) -> str:
    return "\n".join((*source.names, *source.roles, *source.affiliations, *source.parties)).casefold()
