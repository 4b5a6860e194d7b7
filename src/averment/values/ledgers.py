"""What a ledger shows beside claims: figures by who says them, what was said when, who the speakers are."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from averment.values.claims import Place, Stance
from averment.values.readings import Act, Interval, SpeakerKind
from averment.values.spans import Span

Dated: TypeAlias = Literal["said", "published"]
"""How the day of a statement is known: the text says when it was made, or only when the document came out."""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as one document has it. `by` is the attribution that says it; null where the narration does.

    `speaker` is then the outlet, where that is known. `day` is when it was said, or published, as `dated` tells.
    `act` is what the attribution does with it: who denies a figure does not state it. `part` is set where it counts
    some of those that the words around it count: "including 11 children", one place of several.
    """

    document: str
    figure: str
    span: Span
    quote: str
    by: str | None = None
    speaker: str | None = None
    party: str | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    per: str | None = None
    unit: str | None = None
    day: Interval | None = None
    dated: Dated | None = None
    act: Act | None = None
    part: bool = False


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Two figures of one series that cannot both be right: their places in it, and why. Nothing is resolved.

    `revision`: who said the one said the other later.
    """

    one: int
    other: int
    why: str
    revision: bool = False


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The figures that count the same thing in the same matter, by day, with the conflicts among them.

    `claim` is the claim in which they stand, `matter` its statement; without a claim, the words around the figure.
    Totals and midpoints are never computed. `unlisted` is how many conflicts there are beside those listed, which are
    the widest apart.
    """

    format: Literal["averment.figures/1"] = "averment.figures/1"
    claim: str | None = None
    matter: str
    what: str
    stated: tuple[Stated, ...]
    conflicts: tuple[Conflict, ...] = ()
    unlisted: int = 0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A statement on the timeline: who took which stance, where."""

    speaker: str
    party: str | None = None
    stance: Stance
    quote: str
    attribution: Place


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """What was said on one claim in one interval of days, the competing versions side by side.

    `day` is null for statements of which no day is known; they come last.
    """

    format: Literal["averment.moment/1"] = "averment.moment/1"
    day: Interval | None = None
    dated: Dated | None = None
    claim: str
    statement: str
    told: tuple[Told, ...]


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """Another speaker that may be the same one. A proposal: nothing is merged until a judgement says so.

    `do` is that judgement: the verdict and the targets, as `averment judge CASE` takes them.
    """

    speaker: str
    name: str
    why: str
    do: tuple[str, ...]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker across the documents of a case: what each calls it, where it speaks, and who else it may be.

    `id` is stable while the documents are the same. `mentions` are its places in documents (`Place.id` is the id of the
    speaker in that reading). `names`, `roles`, `affiliations`, `parties` hold every form met, the commonest first;
    `party` is null where they contradict each other. `named` is false for a speaker that stands in one document without
    a name of its own there ("activists", "an official"). `acts` counts its attributions by what it does in them.
    """

    format: Literal["averment.source/1"] = "averment.source/1"
    id: str
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    party: str | None = None
    parties: tuple[str, ...] = ()
    named: bool = True
    documents: int
    attributions: int
    acts: dict[Act, int] = {}
    mentions: tuple[Place, ...]
    aliases: tuple[Alias, ...] = ()


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """The claim that an attribution is in, the statement of that claim, and the stance it takes on it."""

    claim: str
    statement: str
    stance: Stance
    why: str | None = None
