"""Sayings: attributions as the grouping of claims sees them, small enough to be kept for 10,000 documents.

In: a reading. Out: a `Saying` for each attribution that says something of its own, or is about others that do.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from averment.values.readings import Act
from averment.weighing.claims import words
from averment.weighing.sayings import first_words, said, words_at

if TYPE_CHECKING:
    from averment.values import Attribution, Document, Reading

Mood: TypeAlias = Literal["fact", "demand", "plan", "question"]
_MOODS: Final[dict[Act | None, Mood]] = {"demand": "demand", "commit": "plan", "ask": "question"}
_EMBEDDED: Final = 64  # words of a content that are compared
_NUMBER: Final = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_SCENE: Final = 10
"""Names by which the matter of a document is known."""
_OFTEN: Final = 3
_OPENING: Final = 500  # code points of a text in which its matter is named
_MONTH: Final = 31  # days: of a document that is not dated so closely the day is not known
_COVERED: Final = 0.6  # of the words of a content that another attribution has: it only passes that on


class Saying(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """One attribution. `text` is what is embedded, empty where it only points to others (`about`).

    `names` are the stems of the names in it, `kinds` the kinds of acts, `side` whom it names first (`words.SIDES`),
    `scene` the names that its document is of, `day` that of publication. `clarity`: how well it would state a claim.
    """

    document: str
    id: str
    act: Act | None
    text: str = ""
    about: tuple[str, ...] = ()
    negated: bool = False
    names: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    scene: tuple[str, ...] = ()
    day: int | None = None
    side: str | None = None
    clarity: int = 0

    @property
    def mood(self) -> Mood:
        """Whether it is put forward as a fact, demanded, planned or asked: these make no claim together by words."""
        return _MOODS.get(self.act, "fact")

    @property
    def rank(self) -> int:
        """Give the place among all sayings, the clearest lowest; 64 bits. Those of one rank are of one claim.

        Its first byte is the clarity, the others a digest of all that likeness is measured by.
        """
        parts = (self.text, self.mood, *self.names, "", *self.kinds, "", *self.scene, str(self.day), self.side or "")
        digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=7).digest()
        return int.from_bytes(bytes([255 - min(self.clarity, 255)]) + digest, "big")


def sayings_of(reading: Reading) -> tuple[Saying, ...]:
    """Give the sayings of a reading, in the order of its attributions."""
    names = words.Names(reading.document.text)
    scene = _scene(reading.document, names)
    relays = _relays(reading)
    found = (_saying(reading, one, names, scene) for one in reading.attributions if one.id not in relays)
    return tuple(saying for saying in found if saying.text or saying.about)


def _saying(reading: Reading, one: Attribution, names: words.Names, scene: tuple[str, ...]) -> Saying:
    content = said(reading, one)[: words.LONGEST]
    if words.points(content):
        return Saying(document=reading.document.digest, id=one.id, act=one.act, about=one.about)
    named = list(dict.fromkeys(map(words.stem, names.within(content))))
    kinds = sorted(words.kinds_in(content))
    negated = words.negated(content)
    return Saying(
        document=reading.document.digest,
        id=one.id,
        act=one.act,
        text=compared(content),
        about=one.about,
        negated=negated,
        names=tuple(named),
        kinds=tuple(kinds),
        scene=scene,
        day=_day(reading.document),
        side=words.side_in(content),
        clarity=_clarity(content, one, negated=negated, named=len(named), kinds=len(kinds)),
    )


def compared(content: str) -> str:
    """Give what is compared of a content: its first words, without numbers, on which claims may differ."""
    return first_words(" ".join(_NUMBER.sub("some", content).split()), _EMBEDDED)


def _clarity(content: str, one: Attribution, *, negated: bool, named: int, kinds: int) -> int:
    """Say how well a content states a claim by itself: a sentence of some length that names who, where and what."""
    length = words.length(content)
    return (
        6 * (one.act in {"assert", None} and not negated)
        + 3 * (one.act in {"demand", "commit"})
        + 6 * words.finite(content)
        + 4 * (6 <= length <= 16)  # noqa: PLR2004  # words of a plain sentence
        + 2 * (5 <= length <= 40)  # noqa: PLR2004  # words that can still be taken in at once
        + min(named, 3)
        + min(kinds, 2)
        + (len(one.content) == 1)
        + 3 * (not words.opens_with_pronoun(content))
        + 3 * (not words.opens_within(content))
        + 4 * (not words.passes_on(content))
        + 4 * (not words.leaves_open(content))
        + 2 * (content[:1].isalnum())
    )


def _scene(document: Document, names: words.Names) -> tuple[str, ...]:
    """Give what a document is of: the names of its title, those it opens with or has often."""
    title = Counter(map(words.stem, names.within(document.title or "")))
    opening = Counter(map(words.stem, names.within(document.text[:_OPENING])))
    often = Counter(map(words.stem, names.within(document.text)))
    weight = {name: 3 * (name in title) + min(count, 5) for name, count in often.items()}
    chosen = [name for name in weight if name in title or name in opening or often[name] >= _OFTEN]
    best = sorted(chosen, key=lambda name: (-weight[name], name))[:_SCENE]
    return tuple(sorted(best))


def _day(document: Document) -> int | None:
    """Give the day on which a document was published, as `date.toordinal` counts; of a month its middle."""
    published = document.published
    if published is None or (published.end - published.start).days > _MONTH:
        return None
    return (published.start.toordinal() + published.end.toordinal()) // 2


def _relays(reading: Reading) -> set[str]:
    """Name the attributions that only pass on another: most of their words are those of one that stands inside."""
    found = set()
    for outer in reading.attributions:
        mine = words.length(words_at(reading.document.text, outer.content))
        for inner in reading.attributions:
            if inner is not outer and outer.act in {"assert", None} and _inside(inner, outer):
                parts = (inner.content, inner.cue, inner.source)
                covered = sum(words.length(words_at(reading.document.text, part)) for part in parts if part)
                if covered >= _COVERED * mine:
                    found.add(outer.id)
    return found


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether cue and content of the one stand in the content of the other."""
    spans = (*inner.cue, *inner.content)
    return bool(inner.cue) and all(any(a <= start and end <= b for a, b in outer.content) for start, end in spans)
