"""Who or what a number counts, and the words that say what became of them.

In: the tokens of a sentence. Out: its `Counted`s (a number with the noun phrase after it) and its `Trigger`s (the
verbs, participles and nouns of the lexicon), each with the tokens it takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import msgspec

from averment.lexicons import Words, load
from averment.reading.figures.numbers import Number, numbers
from averment.reading.figures.phrases import Phrases, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from averment.values import Span

Role = Literal["object", "participle", "passive", "state", "of", "noun", "toll", "idiom"]
Sort = Literal["people", "unknown", "bare", "thing"]

_LONGEST_NAME: Final = 8  # tokens of "suspected members of the northern border guard"
_LONGEST_WITH_ARTICLE: Final = 5
_ORDINAL: Final = 2  # tokens of "a fourth"
_NO_PLURAL: Final = ("ss", "us", "is", "'s")
_MODIFIERS: Final = frozenset({"more", "other"})


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    what: str
    why: str
    verbs: dict[str, str] = {}
    passives: list[str] = []
    forms: list[str] = []
    states: list[str] = []
    of: list[str] = []
    nouns: list[str] = []
    tolls: list[str] = []


class _Lives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    words: frozenset[str]
    units: frozenset[str]


class _Links(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    phrases: list[str]
    marks: frozenset[str]


class _Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    phrases: list[str]


class _PhraseTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    why: str
    phrases: dict[str, str]


class _Per(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: dict[str, str]
    not_before: Words
    not_after: Words


class _Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kinds: list[_Kind]
    lives: _Lives
    losses: Words
    person: Words
    another: Words
    people: Words
    things: Words
    links: _Links
    subsets: _Phrases
    parts: _Phrases
    idioms: _Phrases
    dead_parts: _PhraseTable
    auxiliaries: Words
    adverbs: Words
    fillers: Words
    stops: Words
    barriers: Words
    toll_bridges: Words
    per: _Per
    none: Words


class Sign(NamedTuple):
    """What a word of the lexicon says, and the part it plays in the sentence."""

    what: str
    role: Role


class Trigger(NamedTuple):
    """Tokens `first` to `last` (not included) that say what became of those who are counted."""

    first: int
    last: int
    what: str
    role: Role


@dataclass(frozen=True)
class Counted:
    """A number and those it counts, tokens `first` to `last`, of which the last `length` name the unit.

    `what` is what the noun itself says ("deaths"); no verb changes it where it is `fixed`. A `part` counts some of
    those who were counted before ("two of them"); an `article` stands for the number in "a woman".
    """

    first: int
    last: int
    number: Number
    sort: Sort
    unit: str | None = None
    what: str | None = None
    fixed: bool = False
    part: bool = False
    article: bool = False
    length: int = 1


class Rules:
    """The lexicon, made ready to look up."""

    def __init__(self, lexicon: _Lexicon) -> None:
        signs = [entry for kind in lexicon.kinds for entry in _signs(kind)]
        signs += [(phrase, Sign("", "idiom")) for phrase in lexicon.idioms.phrases]
        self.signs = Phrases(signs)
        self.person, self.another = frozenset(lexicon.person.words), frozenset(lexicon.another.words)
        self.people = frozenset(lexicon.people.words) | {plural(word) for word in self.person}
        self.things, self.stops, self.barriers = (
            frozenset(lexicon.things.words),
            frozenset(lexicon.stops.words),
            frozenset(lexicon.barriers.words),
        )
        self.links = Phrases((p, "") for p in lexicon.links.phrases)
        self.subsets = Phrases((p, "") for p in lexicon.subsets.phrases)
        self.marks, self.fillers = lexicon.links.marks, frozenset(lexicon.fillers.words)
        self.parts = Phrases((p, "") for p in lexicon.parts.phrases)
        self.dead_parts = Phrases(lexicon.dead_parts.phrases.items())
        self.auxiliaries, self.adverbs = frozenset(lexicon.auxiliaries.words), frozenset(lexicon.adverbs.words)
        self.toll_bridges, self.lives, self.losses = (
            frozenset(lexicon.toll_bridges.words),
            lexicon.lives,
            frozenset(lexicon.losses.words),
        )
        self.per = Phrases(lexicon.per.phrases.items())
        self.per_not_before, self.per_not_after = (
            frozenset(lexicon.per.not_before.words),
            frozenset(lexicon.per.not_after.words),
        )
        self.none = Phrases((p, "") for p in lexicon.none.words)
        self.actors = frozenset(kind.what for kind in lexicon.kinds if kind.verbs or kind.states)
        self.telling = {max(p.split(), key=len) for p, sign in signs if sign.role != "idiom"} | self.losses
        self.openings = self.signs.openings | self.losses | frozenset(self.lives.words)
        self.telling |= {word.partition("-")[0] for word in self.telling} | self.lives.units


@cache
def rules() -> Rules:
    """Give the rules; they are read once."""
    return Rules(load("counting", _Lexicon))


def plural(noun: str) -> str:
    """Give the plural of an English noun for a person: "gunman", "gunmen"."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _signs(kind: _Kind) -> Iterator[tuple[str, Sign]]:
    for base, participle in kind.verbs.items():
        stem = participle.removesuffix("ed") if participle.endswith("ed") else base
        for form in {base, plural(base), stem + "ing"} - {participle}:
            yield form, Sign(kind.what, "object")
        yield participle, Sign(kind.what, "participle")
    roles: tuple[tuple[Role, list[str]], ...] = (
        ("participle", kind.forms),
        ("passive", kind.passives),
        ("state", kind.states),
        ("of", kind.of),
        ("noun", kind.nouns),
        ("toll", kind.tolls),
    )
    for role, phrases in roles:
        for phrase in phrases:
            yield phrase, Sign(kind.what, role)


def triggers(words: Sequence[Token]) -> list[Trigger]:
    """Find the words of the lexicon, left to right, the longest at each place."""
    found, at, look = [], 0, rules()
    while at < len(words):
        if words[at].word not in look.openings:
            at += 1
            continue
        sign = look.signs.at(words, at)
        if sign:
            found.append(Trigger(at, at + sign[0], *sign[1]))
        elif words[at].word in look.losses or words[at].word in look.lives.words:
            found.append(Trigger(at, at + 1, "killed", "object"))
        at += sign[0] if sign else 1
    return found


def counted(words: Sequence[Token], signs: Sequence[Trigger]) -> list[Counted]:
    """Find what is counted, left to right: numbers with the nouns after them, "a woman", "no one"."""
    return sorted(_counted(words, {sign.first: sign for sign in signs}), key=lambda each: each.first)


def _counted(words: Sequence[Token], signs: dict[int, Trigger]) -> Iterator[Counted]:
    taken = 0
    for number in numbers(words):
        found = _named(words, number, signs)
        yield from _single(words, taken, number.first, signs)
        yield found
        taken = found.last
    yield from _single(words, taken, len(words), signs)


def _single(words: Sequence[Token], start: int, end: int, signs: dict[int, Trigger]) -> Iterator[Counted]:
    """Find "a woman" and "no one" between the numbers."""
    look, at = rules(), start
    while at < end:
        word, found = words[at].word, None
        if word in ("a", "an", "another"):
            found = _one(words, at, signs)
        elif none := look.none.at(words, at):
            nobody = Number(at, at + none[0], 0, 0)
            found = Counted(at, at + none[0], nobody, "people", fixed=False)
        elif word == "no" and at + 1 < len(words):
            found = _nobody(words, at, signs.get(at + 1))
        if found:
            yield found
        at = found.last if found else at + 1


def _nobody(words: Sequence[Token], at: int, sign: Trigger | None) -> Counted | None:
    """Read "no injuries", "no civilians"."""
    none, unit = Number(at, at + 1, 0, 0), words[at + 1].word
    if sign and sign.role == "noun":
        return Counted(at, sign.last, none, "people", unit, sign.what, fixed=True)
    return Counted(at, at + 2, none, "people", unit) if unit in rules().people else None


def _one(words: Sequence[Token], at: int, signs: dict[int, Trigger]) -> Counted | None:
    """Read "a woman", "a former army officer": the last word before the phrase ends is one person."""
    look, last = rules(), at + 1
    while last < len(words) and last - at <= _LONGEST_WITH_ARTICLE:
        word = words[last].word
        if not word[0].isalnum() or word in look.stops or last in signs:
            break
        last += 1
    noun = words[last - 1].word
    if last - 1 > at and noun in look.person and noun != "one":
        return Counted(at, last, Number(at, at + 1, 1, 1), "people", noun, article=True)
    if noun in look.another and last - at <= _ORDINAL:
        return Counted(at, last, Number(at, last, 1, 1), "bare")  # "another was killed", "a fourth was wounded"
    return None


def _named(words: Sequence[Token], number: Number, signs: dict[int, Trigger]) -> Counted:
    """Read the noun phrase after a number."""
    look, at = rules(), number.last
    if group := look.dead_parts.at(words, at):
        return Counted(number.first, at + group[0], number, "people", None, group[1], part=True)
    if group := look.parts.at(words, at):
        noun = at + group[0]
        named = noun < len(words) and words[noun].word in look.people and noun not in signs
        unit = words[noun].word if named else None
        return Counted(number.first, noun + named, number, "people", unit, part=True)
    if at < len(words) and words[at].word == "of":
        at += 1
        at += at < len(words) and words[at].word in ("the", "its", "their", "his", "our")
    return _noun(words, number, at, signs)


def _noun(words: Sequence[Token], number: Number, at: int, signs: dict[int, Trigger]) -> Counted:
    """Read on from a number to the people it counts; failing them a plural, failing that nothing."""
    look, start, state = rules(), at, None
    plain: tuple[int, str] | None = None
    while at < len(words) and at - start < _LONGEST_NAME:
        word, sign = words[at].word, signs.get(at)
        if sign and sign.role in ("noun", "of") and (number.high == 1 or words[at].word.endswith("s")):
            return _by_noun(words, number, sign)
        if sign:
            named = sign.last < len(words) and words[sign.last].word in look.people and sign.role != "object"
            if not named:
                return (
                    _by_state(words, number, sign)
                    if words[at - 1].word == "of"
                    else _plain(words, number, start, plain)
                )
            state, at = sign.what, sign.last
            continue
        if word in look.people:
            noun, last = _nouns(words, at, signs)
            unit, known = words[last - 1].word, state is not None
            return Counted(number.first, last, number, "people", unit, state, fixed=known, length=last - noun)
        if word in look.things or (
            number.high == 1 and at > start and words[start - 1].word == "of" and word.endswith("s")
        ):
            return Counted(number.first, at + 1, number, "thing", word)  # "one of the agents"
        if not word[0].isalpha() or (word in look.stops and not (word == "is" and words[at].capital)):
            break
        if word in look.person and number.low == 1:
            return Counted(number.first, at + 1, number, "people", word)
        if not plain and word.endswith("s") and not word.endswith(_NO_PLURAL):
            plain = at + 1, word
        at += 1
    return _plain(words, number, start, plain)


def _nouns(words: Sequence[Token], at: int, signs: dict[int, Trigger]) -> Span:
    """Give where the nouns for people begin and end: "police officers", "men, women and children"."""
    look = rules()

    def named(place: int) -> bool:
        return place < len(words) and words[place].word in look.people and place not in signs

    while named(at + 1):
        at += 1
    last = at + 1
    while named(last + 1) and words[last].word == ",":
        last += 2
    return (at, last + 2) if named(last + 1) and words[last].word == "and" else (at, at + 1)


def _by_noun(words: Sequence[Token], number: Number, sign: Trigger) -> Counted:
    """Take "12 deaths" as it says; "12 patients" are people, and what became of them may be said elsewhere."""
    look = rules()
    last = sign.first + 1 if sign.role == "of" else sign.last
    unit = words[last - 1].word
    sort: Sort = "people" if sign.what in look.actors or unit in look.people else "thing"
    length = last - sign.first
    return Counted(number.first, last, number, sort, unit, sign.what, fixed=unit not in look.people, length=length)


def _by_state(words: Sequence[Token], number: Number, sign: Trigger) -> Counted:
    """Read "dozens of wounded"."""
    return Counted(number.first, sign.last, number, "people", words[sign.last - 1].word, sign.what, fixed=True)


def _plain(words: Sequence[Token], number: Number, start: int, plain: tuple[int, str] | None) -> Counted:
    if plain:
        return Counted(number.first, plain[0], number, "unknown", plain[1])
    more = start < len(words) and words[start].word in _MODIFIERS
    return Counted(number.first, start + 1 if more else number.last, number, "bare")
