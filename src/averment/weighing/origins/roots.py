"""Where an attribution's support comes from, as far as its own document tells.

In: a document, an attribution of it that takes a side, the speakers. Out: a `Root`, and the steps that lead to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.values import Collapse, Quoted
from averment.weighing.credits import agency_of
from averment.weighing.origins.relays import Passed, holder, hull, passed_on, put_out_by, told_to
from averment.weighing.origins.words import comparable, mentions, pattern, relays

if TYPE_CHECKING:
    from collections.abc import Collection

    from averment.values import Attribution
    from averment.values.claims import OriginKind
    from averment.weighing.credits import Credit
    from averment.weighing.origins.publications import Publication
    from averment.weighing.people import People, Voice

Key: TypeAlias = tuple[str, str]
_OUTLETS: Final = frozenset({"media", "organisation", "document"})  # kinds that may have a document of their own
_DEEPEST: Final = 8  # steps followed inside one document


@dataclass(frozen=True)
class Root:
    """Where support comes from. Roots with the same `key` are one, whatever the document.

    `held` tells how it is known: by name; or as somebody unnamed, the outlet's own people, or the narration, which are
    known in one document only. `name` is what to call it; `body` whether it may have a document of its own.
    """

    key: Key
    kind: OriginKind
    name: str
    party: str | None = None
    held: Literal["name", "unnamed", "own", "narration"] = "name"
    body: bool = False

    @property
    def firm(self) -> bool:
        """Whether it is known by its name."""
        return self.held == "name"

    @property
    def alone(self) -> bool:
        """Whether a person has judged it to be an origin of its own, which nothing joins."""
        return self.key[0] == "independent"


@dataclass(frozen=True)
class Traced:
    """A root and the steps to it inside the document. `narrated`: the telling of the document leads to it."""

    root: Root
    steps: tuple[Collapse, ...] = ()
    narrated: bool = False


class Tracing:
    """Traces attributions of documents back to their roots."""

    def __init__(self, people: People) -> None:
        self._people = people

    def trace(self, document: Publication, attribution: Attribution, same_side: Collection[str]) -> Traced:
        """Give the root of an attribution. `same_side` are the ids in this document that take the same side."""
        seen = {attribution.id}
        steps: list[Collapse] = []
        current = attribution
        root: Root = self._root(document, current)
        for _ in range(_DEEPEST):
            passed = passed_on(document, current, same_side)
            if passed is None or passed.attribution in seen:
                break
            behind = self._behind(document, passed, root)
            if behind is None:
                break
            if behind.key != root.key:
                steps.append(_citation(document, attribution, current, passed, root, behind))
            root = behind
            if passed.attribution is None:
                break
            seen.add(passed.attribution)
            current = document.attributions[passed.attribution]
        narrated = root == narration(document)
        if not root.firm:
            root, step = self._through(document, attribution, root, same_side)
            steps += step
        return Traced(root, tuple(steps), narrated)

    def own(self, document: Publication, attribution: Attribution) -> Root:
        """Give a root for an attribution that a person has judged to be an origin of its own."""
        voice = self._people.voice(document.reading, attribution.speaker)
        root = self._root(document, attribution)
        name = root.name if root.held == "narration" else voice.name
        return Root(("independent", f"{document.digest}#{attribution.id}"), root.kind, name, root.party)

    def _root(self, document: Publication, attribution: Attribution) -> Root:
        """Give the root that the source itself is."""
        words = " ".join(document.text[start:end] for start, end in attribution.source)
        if not words.strip():
            return narration(document)
        voice = self._people.voice(document.reading, attribution.speaker)
        if staff := _staff(document, words, voice):
            return staff
        if comparable(words) in _hearsay() and voice.kind in {"unnamed", "document"}:
            return narration(document)
        if attribution.speaker is None:
            name = " ".join(words.split())
            return Root(("unnamed", f"{document.digest}#{comparable(name)}"), "speaker", name, held="unnamed")
        if voice.kind in {"document", "unnamed"} and (body := put_out_by(document, attribution)):
            return self._known(document, body) or _voice(document, voice)
        return _voice(document, voice)

    def _known(self, document: Publication, passed: Passed) -> Root | None:
        """Give the root of what is named in a text: a speaker of the reading, an agency, or no more than a name."""
        if passed.speaker is not None:
            return _voice(document, self._people.voice(document.reading, passed.speaker))
        return _called(document, passed)

    def _behind(self, document: Publication, passed: Passed, root: Root) -> Root | None:
        """Give the root that a source behind a source is; nobody where it adds no name to the one who passes it on."""
        behind: Root | None
        if passed.attribution is not None:
            behind = self._root(document, document.attributions[passed.attribution])
        else:
            behind = self._known(document, passed)
        if behind is None or behind.held == "narration":
            return None
        own = not root.firm or root.key in document.put_out_by()
        if behind.firm or (own and behind.held == "unnamed" and passed.attribution is not None):
            return behind
        return None

    def _through(
        self, document: Publication, attribution: Attribution, root: Root, same_side: Collection[str]
    ) -> tuple[Root, list[Collapse]]:
        """Give whose report it is that somebody unnamed speaks in, and the narration: an agency's, another outlet's."""
        if root.held == "narration":
            if document.agency and root.key[0] != "agency":
                return _agency(document.agency.agency), [_credited(document, attribution, document.agency)]
            return root, []
        if root.held != "unnamed":
            return root, []
        outer = holder(document, attribution, same_side)
        if outer is not None:
            relay = self._root(document, outer)
            if relay.firm and relay.key not in document.put_out_by():
                passed = Passed(root.name, hull(attribution.source), attribution=attribution.id)
                return relay, [_told(document, attribution, outer, passed, relay)]
        agency = _agency_told(document, attribution)
        if agency is not None and agency.key not in document.put_out_by():
            return agency, [_spoken_to(document, attribution, root, agency)]
        return root, []


def narration(document: Publication) -> Root:
    """Give the root that the telling of a document itself is: its outlet, or nobody but the document."""
    if document.own_agency:
        return _agency(document.own_agency)
    return Root(("document", document.digest), *_outlet_or_document(document), held="narration")


def summing_up(document: Publication, attribution: Attribution, source: Attribution, root: Root) -> Collapse:
    """Say that what the report tells sums up what a source in it says."""
    spans = [hull(attribution.source + attribution.cue), hull(source.source + source.cue)]
    return Collapse(
        kind="citation",
        why=f"sums up what comes from {root.name} in the same report",
        documents=(document.digest,),
        shown=tuple(Quoted(document=document.digest, span=span) for span in spans),
        undo=undo(document, attribution),
    )


def undo(document: Publication, attribution: Attribution) -> tuple[str, ...]:
    """Give the judgement that makes an attribution an origin of its own, as `averment judge CASE` takes it."""
    return ("correct", f"{document.digest}#{attribution.id}", "--set", "origin=independent")


def _outlet_or_document(document: Publication) -> tuple[OriginKind, str]:
    outlet = document.reading.document.outlet
    return ("outlet", outlet) if outlet and document.outlet else ("document", document.called)


def _agency(name: str) -> Root:
    return Root(("agency", name), "agency", name, body=True)


def _voice(document: Publication, voice: Voice) -> Root:
    agency = agency_of(voice.name)
    if agency:
        return _agency(agency)
    if voice.key.endswith(f"@{document.digest}"):  # it is known in this document only
        return Root(("unnamed", voice.key), "speaker", voice.name, voice.party, held="unnamed")
    if comparable(voice.name) == document.outlet or voice.kind == "media":
        own = comparable(voice.name) == document.outlet
        name = document.reading.document.outlet if own else None
        return Root(("outlet", comparable(voice.name)), "outlet", name or voice.name, voice.party, body=True)
    return Root(("speaker", voice.key), "speaker", voice.name, voice.party, body=voice.kind in _OUTLETS)


def _called(document: Publication, passed: Passed) -> Root | None:
    if not passed.named:
        return None
    agency = agency_of(passed.name)
    if agency:
        return _agency(agency)
    name = comparable(passed.name)
    kind: OriginKind = "outlet" if name == document.outlet else "speaker"
    return Root(("outlet" if kind == "outlet" else "name", name), kind, passed.name, body=True)


def _staff(document: Publication, words: str, voice: Voice) -> Root | None:
    """Give the outlet whose own people, or own count, a source is: "an AFP correspondent", "our reporter"."""
    outlet = document.reading.document.outlet
    if pattern("ours").search(words):
        return Root(("own", document.digest), *_outlet_or_document(document), held="own")
    if not pattern("staff").search(words) or voice.kind == "person":
        return None
    if document.agency and mentions(words, document.agency.agency):
        return _agency(document.agency.agency)
    if document.outlet and outlet and mentions(words, document.outlet):
        return _agency(document.own_agency) if document.own_agency else _outlet(document)
    return _agency(found) if (found := _agency_in(words)) else None


def _outlet(document: Publication) -> Root:
    return Root(("outlet", document.outlet or ""), "outlet", document.reading.document.outlet or "", body=True)


def _agency_in(words: str) -> str | None:
    """Find an agency in the words for a source: the longest run of words that names one."""
    parts = words.replace("\u2019s", "").replace("'s", "").split()[:12]
    runs = (
        " ".join(parts[start:end])
        for size in range(min(4, len(parts)), 0, -1)
        for start in range(len(parts) - size + 1)
        for end in (start + size,)
    )
    return next((agency for run in runs if run[:1].isupper() and (agency := agency_of(run.strip(",.;:")))), None)


def _agency_told(document: Publication, attribution: Attribution) -> Root | None:
    cue = document.text[slice(*attribution.cue[-1])] if attribution.cue else ""
    words = told_to(document, attribution)
    told = f"{cue} {words}".split("told ", 1)
    return _agency(found) if len(told) > 1 and (found := _agency_in(told[1])) else None


def _citation(  # noqa: PLR0913, PLR0917  (two ends and who stands at them)
    document: Publication, attribution: Attribution, outer: Attribution, passed: Passed, relay: Root, behind: Root
) -> Collapse:
    who = "the report" if relay.held == "narration" else relay.name
    shown = [Quoted(document=document.digest, span=hull(outer.source + outer.cue))] if outer.source or outer.cue else []
    return Collapse(
        kind="citation",
        why=f"{who} passes on {behind.name}",
        documents=(document.digest,),
        shown=(*shown, Quoted(document=document.digest, span=passed.span)),
        undo=undo(document, attribution),
    )


def _credited(document: Publication, attribution: Attribution, credit: Credit) -> Collapse:
    return Collapse(
        kind="credit",
        why=f"credits {credit.agency}",
        documents=(document.digest,),
        shown=(Quoted(document=document.digest, span=credit.span),),
        undo=undo(document, attribution),
    )


def _spoken_to(document: Publication, attribution: Attribution, root: Root, agency: Root) -> Collapse:
    start, end = attribution.cue[-1]
    after = document.text.find(told_to(document, attribution), end)
    span = start, max(end, after + len(told_to(document, attribution)))
    return Collapse(
        kind="citation",
        why=f"{root.name} spoke to {agency.name}, which it passes on",
        documents=(document.digest,),
        shown=(Quoted(document=document.digest, span=span),),
        undo=undo(document, attribution),
    )


def _told(document: Publication, attribution: Attribution, outer: Attribution, passed: Passed, relay: Root) -> Collapse:
    spans = [hull(outer.source + outer.cue), passed.span]
    return Collapse(
        kind="citation",
        why=f"{passed.name}, whom nothing names, is known only through {relay.name}",
        documents=(document.digest,),
        shown=tuple(Quoted(document=document.digest, span=span) for span in spans),
        undo=undo(document, attribution),
    )


@cache
def _hearsay() -> frozenset[str]:
    return frozenset(comparable(word) for word in relays().hearsay.words)
