"""A question about an invented event and a statement about it, as the model reads them, and the stance it takes.

In: a source of chance. Out: an `Example`. The line of the statement is made by `averment.weighing.views` of a reading
that is made up around it, so that it is what the model meets in a real case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from averment.values import Attribution, Document, Model, Reading, Speaker
from averment.weighing.views import view
from training.weighing.examples import NONE, Example
from training.weighing.invented.grammar import GRAMMAR, Meaning
from training.weighing.invented.scenes import Filling, another, scene

if TYPE_CHECKING:
    import random

    from averment.values.readings import Act
    from training.weighing.invented.grammar import PropositionKind, StatementKind, Way
    from training.weighing.invented.scenes import Scene

_TRIES: Final = 4
_ASIDE: Final = 0.22
"""Chance that a statement which takes no stance is kept at once: in a report most take none, here about a third."""
_STRIPPED: Final = 0.3
"""Share of statements without commas and apostrophes, as some archives lose them."""
_OF_TOLLS: Final = 0.25
_DEED, _TOLL = Meaning(says=frozenset({"it happened", "the first did it"})), Meaning(says=frozenset({"people died"}))
_MODEL: Final = Model(reader="invented", version="0")


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to say; `about` is what others said that it denies, where it only points there."""

    speaker: str
    act: Act
    cue: str
    content: str
    about: str | None
    meaning: Meaning


def example(rng: random.Random) -> Example:
    """Make one up."""
    event = scene(rng)
    asked = rng.choices(GRAMMAR.propositions, [kind.weight for kind in GRAMMAR.propositions])[0]
    proposition = Filling(event, rng).sentence(rng.choice(asked.texts))
    said = _of_interest(asked, event, rng)
    headline = Filling(event, rng).sentence(rng.choice(GRAMMAR.words.headlines))
    return Example(proposition, line(said, headline), asked.stance(said.meaning))


def _of_interest(asked: PropositionKind, event: Scene, rng: random.Random) -> Statement:
    """Draw until a statement takes a stance on what is asked, but not for ever, and not always."""
    for _ in range(_TRIES):
        said = statement(event, rng)
        if asked.stance(said.meaning) != NONE or rng.random() < _ASIDE:
            break
    return said


def statement(event: Scene, rng: random.Random) -> Statement:
    """Draw a statement about an event."""
    kind = rng.choices(GRAMMAR.statements, [kind.weight for kind in GRAMMAR.statements])[0]
    if kind.another:
        return of_another(event, rng)
    way = rng.choices(kind.ways, [way.chance for way in kind.ways])[0]
    return made(kind, way, event, rng)


def made(kind: StatementKind, way: Way, event: Scene, rng: random.Random) -> Statement:
    """Make a statement of a kind in one of its ways."""
    filling = Filling(event, rng)
    content, about = filling.fill(rng.choice(way.contents)), filling.fill(way.about) if way.about else None
    if rng.random() < _STRIPPED:
        content, about = _stripped(content), _stripped(about) if about else None
    return Statement(
        speaker=filling.fill(rng.choice(kind.speakers)),
        act=rng.choice(kind.act),
        cue=rng.choice(way.cues),
        content=content,
        about=about,
        meaning=Meaning(says=way.says, denies=way.denies, doubts=way.doubts),
    )


def of_another(event: Scene, rng: random.Random) -> Statement:
    """Draw a statement that another event happened; of the one that is asked about it says nothing."""
    other, wanted = another(event, rng), _TOLL if rng.random() < _OF_TOLLS else _DEED
    while True:
        said = statement(other, rng)
        if said.meaning.meets(wanted):
            return Statement(said.speaker, said.act, said.cue, said.content, said.about, Meaning())


def _stripped(text: str) -> str:
    return text.replace(",", "").replace("'", "")


def line(said: Statement, headline: str) -> str:
    """Give a statement as the model reads it, under a headline."""
    text = f"{said.cue}\n{said.content}\n{said.about or ''}"
    content = len(said.cue) + 1
    about = content + len(said.content) + 1
    one = Attribution(
        id="a1",
        cue=((0, len(said.cue)),),
        source=(),
        content=((content, about - 1),),
        act=said.act,
        about=("a2",) if said.about else (),
        speaker="s1",
        score=1.0,
    )
    other = Attribution(id="a2", cue=(), source=(), content=((about, len(text)),), score=1.0)
    reading = Reading(
        document=Document(digest="invented", media_type="text/plain", title=headline, text=text),
        attributions=(one, other),
        speakers=(Speaker(id="s1", name=said.speaker, kind="unnamed"),),
        model=_MODEL,
    )
    return view(reading, one)
