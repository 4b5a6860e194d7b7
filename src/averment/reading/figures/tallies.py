"""What became of those who are counted in a sentence: each number is tied to the verb or noun it belongs to.

In: the tokens of a sentence, what is counted in it, and its triggers. Out: the counted that are figures, each with what
it counts. Neighbours are tied first, then subjects further off, then the members of a list and the parts of a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.reading.figures.counting import Counted, Trigger, rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.reading.figures.phrases import Phrases, Token

_CERTAIN: Final = frozenset({"killed", "injured"})
_CASUALTIES: Final = _CERTAIN | {"dead_and_wounded"}
_REACH: Final = 14  # tokens between a subject and its verb
_WHOLE: Final = 4  # figures between a part and its whole, where the part comes first
_AND: Final = frozenset({"and", "then", "or", "later", ","})
_RELATIVE: Final = frozenset({"who", "which", "that"})
_NEAR: Final = 6  # tokens between a verb and its object
_ADVERBS: Final = 12
_TOLL_REACH: Final = 20  # tokens between "toll" and its number
_PLACE: Final = 8  # tokens of "in the northern village of Vell and"
_WHERE: Final = frozenset({"in", "at", "near", "from", "on", "outside", "inside", "across", "around"})
_NOT_SUBJECT: Final = frozenset({"by", "of", "with", "against", "from", "for", "between", "on"})
_ACTIVE: Final = frozenset({"have", "has", "had", "who", "which", "that", "they", "he", "she", "it"})
_OBJECTS: Final = frozenset(
    {"the", "his", "her", "their", "its", "a", "an", "many", "several", "himself", "themselves"}
)
_MOSTLY: Final = frozenset({"mostly", "mainly", "including", "among", "them", "of", "and", "or", "most"})


def tally(
    words: Sequence[Token], counts: Sequence[Counted], signs: Sequence[Trigger], before: str | None
) -> list[tuple[Counted, str]]:
    """Tie what is counted to what became of it. `before` is what the last figure of the sentence before counts."""
    ties = _Ties(words, counts, signs)
    for sign in signs:
        ties.direct(sign)
    for sign in signs:
        ties.distant(sign)
    ties.lists()
    ties.parts(before)
    return [(each, what) for index, each in enumerate(counts) if (what := ties.what.get(index) or each.what)]


class _Ties:
    """The ties of one sentence, as they are found: from the place of a counted to what it counts."""

    def __init__(self, words: Sequence[Token], counts: Sequence[Counted], signs: Sequence[Trigger]) -> None:
        self.words, self.counts, self.signs = words, counts, signs
        self.what: dict[int, str] = {i: c.what for i, c in enumerate(counts) if c.what and c.fixed}
        self._starts = {c.first: i for i, c in enumerate(counts)}
        self._ends = {c.last: i for i, c in enumerate(counts)}
        self._signs = {s.first: s for s in signs}
        self._sign_ends = {s.last: s for s in signs}
        self._tied: set[int] = set()
        self._open: dict[int, bool] = {}

    # --- neighbours ---

    def direct(self, sign: Trigger) -> None:
        """Tie a trigger to its neighbour: the object after it or the subject before it."""
        if sign.role == "object":
            left, helped = self._before(sign)
            lost = helped and left is not None and self.counts[left].unit in rules().lives.units
            self._tie(left if lost else self._after(sign), sign)
        elif sign.role == "of":
            right = self._after(sign)
            self._tie(None if self._article(right) else right, sign)
        elif sign.role in ("state", "passive"):
            left, helped = self._before(sign)
            self._tie(left if sign.role == "state" or helped or not self._article(left) else None, sign)
        elif sign.role == "participle":
            self._tie(self._of_participle(sign), sign)
        elif sign.role == "toll":
            self._toll(sign)

    def _of_participle(self, sign: Trigger) -> int | None:
        """Decide between "30 people were killed", "30 killed in a blast" and "a blast killed 30"."""
        left, helped = self._before(sign)
        if helped:
            self._open[sign.first] = left is None
            return left
        right = self._after(sign)
        if left in self._tied and self.what[left] == sign.what:
            return None  # a toll's: "rose to 5 killed and 17 injured"
        if left is None or self._article(left) or left in self._tied:
            return right
        if self.counts[left].sort == "bare" and right is None:
            return left
        if right is not None:
            return left if self._has_own(right) or self.counts[right].part else right
        return None if self._takes_object(sign) else left

    def _has_own(self, right: int) -> bool:
        """Say whether a participle or a state follows a number at once, as in "12 killed, 30 wounded"."""
        at = self.counts[right].last
        while at < len(self.words) and self._passes(at):
            at += 1
        sign = self._signs.get(at)
        return sign is not None and sign.role in ("participle", "state", "passive")

    def _takes_object(self, sign: Trigger) -> bool:
        """Say whether someone uncounted is the object: "two gunmen killed the mayor"."""
        if sign.last >= len(self.words):
            return False
        word = self.words[sign.last].word
        return word in _OBJECTS or (word in rules().people and word != "others")

    def _article(self, index: int | None) -> bool:
        return index is not None and self.counts[index].article

    def _passes(self, at: int) -> bool:
        word = self.words[at].word
        look = rules()
        return word in look.auxiliaries or word in look.adverbs or (word.endswith("ly") and len(word) > len("only"))

    def _before(self, sign: Trigger) -> tuple[int | None, bool]:
        """Give what is counted right before a trigger, past adverbs; and whether an auxiliary stands between."""
        at, helped, active, look = sign.first, False, False, rules()
        while at > max(0, sign.first - _ADVERBS) and at not in self._ends:
            word = self.words[at - 1].word
            if at in self._sign_ends:
                break
            helped = helped or (word in look.auxiliaries and word != "to")
            active = active or word in _ACTIVE
            if not self._passes(at - 1) and not (word in look.marks and (helped or sign.role == "state")):
                break
            at -= 1
        index = self._ends.get(at)
        if active and not helped and sign.role == "participle":
            return None, False
        return index, helped

    def _after(self, sign: Trigger) -> int | None:
        """Give what is counted right after a trigger."""
        at, look = sign.last, rules()
        while at < min(len(self.words), sign.last + _NEAR) and at not in self._starts:
            if self.words[at].word not in look.fillers:
                return None
            at += 1
        return self._starts.get(at)

    def _tie(self, index: int | None, sign: Trigger) -> bool:
        """Tie, unless it is tied already or the words do not fit."""
        if index is None or (index in self._tied and not self._dies(index, sign)):
            return False
        each, look = self.counts[index], rules()
        word = self.words[sign.first].word
        if each.sort == "thing" or (each.what in _CERTAIN and each.fixed):
            return False
        if sign.role == "object" and word in look.lives.words and not self._lost(each, word):
            return False
        if (each.sort == "unknown" or each.article) and sign.what not in _CASUALTIES:
            return False  # "12 documents were seized", "they arrested a man"
        if each.sort == "bare" and each.number.high == 1 and not self._helped(index, sign):
            return False  # "the body of one", "one killed by"
        self.what[index] = sign.what
        self._tied.add(index)
        return True

    def _lost(self, each: Counted, verb: str) -> bool:
        """Say whether lives were taken, or people lost."""
        look = rules()
        return each.unit in look.lives.units or (verb in look.losses and each.sort == "people" and not each.article)

    def _dies(self, index: int, sign: Trigger) -> bool:
        """Say whether those who were taken were killed then: "30 men were abducted and shot dead"."""
        return sign.what == "killed" and self.what[index] not in _CASUALTIES

    def _helped(self, index: int, sign: Trigger) -> bool:
        """Say whether a verb right after what is counted makes it the subject: "one was killed", "one died"."""
        left, helped = self._before(sign)
        return left == index and (helped or sign.role == "state")

    # --- further off ---

    def distant(self, sign: Trigger) -> None:
        """Tie a verb with nobody right before it to the people further to the left in its clause."""
        second = sign.first > 0 and self.words[sign.first - 1].word in _AND
        if second and sign.role in ("participle", "passive") and self._after(sign) is None:
            self._tie(self._subject(sign), sign)
            return
        left, helped = self._before(sign)
        verb = sign.role == "state" or (sign.role == "passive" and helped) or self._open.get(sign.first, False)
        if verb and left is None:
            index = self._far(sign)
            if index is not None and index not in self._tied:
                self._tie(index, sign)

    def _far(self, sign: Trigger) -> int | None:
        """Find the nearest people to the left of a verb that can be its subject."""
        at = sign.first
        while at > 0 and self._passes(at - 1):
            at -= 1
        while at > max(0, sign.first - _REACH):
            if (index := self._ends.get(at)) is not None:
                each = self.counts[index]
                previous = self.words[each.first - 1].word if each.first else ""
                if each.sort == "people" or (each.sort == "bare" and previous not in _WHERE):
                    return index if previous not in _NOT_SUBJECT else None
                at = each.first
            elif self._bars(at):
                return None
            else:
                at -= 1
        return None

    def _bars(self, at: int) -> bool:
        """Say whether the token before a place ends the search for a subject: another clause, verb or subject."""
        word, look = self.words[at - 1].word, rules()
        if word in look.barriers or at in self._sign_ends:
            return True
        if word in look.auxiliaries and self.words[max(0, at - 2)].word not in _RELATIVE:
            return True
        return word in look.people and not any(w.word in _MOSTLY for w in self.words[max(0, at - 4) : at - 1])

    def _subject(self, sign: Trigger) -> int | None:
        """Find the people of a second verb: "50 men were taken away and hanged"."""
        look = rules()
        for at in range(sign.first - 1, max(0, sign.first - _REACH), -1):
            if self.words[at - 1].word in look.barriers:
                return None
            if (index := self._ends.get(at)) is not None:
                return index if self.words[at].word in look.auxiliaries or self._passes(at) else None
        return None

    def _toll(self, sign: Trigger) -> None:
        """Tie a toll to the number it announces, and to those it rises or falls to: "rose from 20 to 35"."""
        at, found = sign.last, False
        while at < min(len(self.words), sign.last + _TOLL_REACH) and self.words[at].word != ";":
            index = self._starts.get(at)
            if index is None:
                at += 1
                continue
            each = self.counts[index]
            if each.sort != "thing" and (self._moved(at) if found else self._announced(sign, at)):
                found = self._tie(index, sign) or found
            at = max(each.last, at + 1)

    def _announced(self, sign: Trigger, at: int) -> bool:
        bridges = rules().toll_bridges
        return at == sign.last or self.words[at - 1].word in bridges or self.words[at].word in bridges

    def _moved(self, at: int) -> bool:
        """Say whether "to" stands before a number, and a number or a verb of rising before that."""
        return self.words[at - 1].word == "to" and (
            at - 1 in self._ends or self.words[at - 2].word in rules().toll_bridges
        )

    # --- lists and parts ---

    def lists(self) -> None:
        """Give each member of a list what the others count, and each part what its whole counts."""
        for index in range(1, len(self.counts)):
            if index not in self.what and self._continues(index):
                self._inherit(index, self.what[index - 1])
        for index in range(len(self.counts) - 2, -1, -1):
            part = self.counts[index + 1]
            between = [w.word for w in self.words[self.counts[index].last : part.first]]
            if between in (["of"], ["of", "the"]) and index + 1 in self.what and index not in self.what:
                self.what[index] = self.what[index + 1]  # "50 of the 62 people killed"
                continue
            if part.sort == "bare" and self._follows(rules().subsets, part):
                continue  # "700 people, including 47 wounded, crossed"
            if index not in self.what and index + 1 in self.what and self._linked(index, index + 1):
                self._inherit(index, self.what[index + 1])

    def _continues(self, index: int) -> bool:
        """Say whether a counted goes on with the list before it, without a verb of its own: "14 were released"."""
        own = self._word(self.counts[index].last) in rules().auxiliaries
        return index - 1 in self.what and not own and self._linked(index - 1, index)

    def _word(self, at: int) -> str:
        return self.words[at].word if at < len(self.words) else ""

    def _inherit(self, index: int, what: str) -> None:
        each = self.counts[index]
        if each.sort != "thing" and not each.part and not (each.sort == "unknown" and each.number.low == 1):
            self.what[index] = what

    def _linked(self, one: int, other: int) -> bool:
        """Say whether two counted are members of one list, or a whole and its part."""
        left, right = self.counts[one], self.counts[other]
        at, look, joined = left.last, rules(), False
        if at < right.first and (self.words[at].word in _WHERE or self.words[at].word == "of"):
            return self._in_places(at, right)
        if right.sort == "bare" and self._in_place(right):
            return right.first - at <= _PLACE
        while at < right.first:
            phrase = look.links.at(self.words, at)
            if not phrase and self.words[at].word not in look.marks and self.words[at].word not in look.fillers:
                return False
            joined = joined or bool(phrase) or self.words[at].word == ","
            at += phrase[0] if phrase else 1
        return right.sort == "people" or (joined and right.sort in ("bare", "unknown") and left.sort != "thing")

    def _in_places(self, at: int, right: Counted) -> bool:
        """Say whether what stands between says only where, or whose: "12 of the guard and 3 boys"."""
        if right.first - at > _PLACE or right.sort not in ("people", "bare"):
            return False
        if right.sort == "bare":
            return self._in_place(right)
        between, look = [w.word for w in self.words[at + 1 : right.first]], rules()
        if any(w in look.auxiliaries or w in look.barriers for w in between):
            return False
        if any(k in self._signs for k in range(at, right.first)):
            return False
        return between[-1:] != [] and (between[-1] in look.marks or self._follows(look.links, right))

    def _in_place(self, right: Counted) -> bool:
        """Say whether a number is that of the next place: "12 in Vell, 30 in Oru and 5 in Ames"."""
        if right.last + 1 >= len(self.words) or self.words[right.last].word not in _WHERE:
            return False
        last = right.first - 1 - (self.words[right.first - 1].word in (",", "and"))
        place = last > 1 and self.words[last].capital and self.words[right.last + 1].capital
        return place and any(w.word in _WHERE for w in self.words[max(0, last - 3) : last])

    def _follows(self, phrases: Phrases[str], each: Counted) -> bool:
        """Say whether one of the phrases stands right before what is counted."""
        places = range(max(0, each.first - 3), each.first)
        return any((p := phrases.at(self.words, at)) and at + p[0] == each.first for at in places)

    def parts(self, before: str | None) -> None:
        """Give parts ("including 12 children", "ten of them") what the figure before them counts."""
        last, subsets = before, rules().subsets
        for index, each in enumerate(self.counts):
            if index not in self.what and not each.what and each.sort != "thing":
                subset = each.sort == "people" and last and self._follows(subsets, each)
                if what := (last or self._soon(index)) if each.part or subset else None:
                    self.what[index] = what
                elif self._continues(index):
                    self._inherit(index, self.what[index - 1])
            last = self.what.get(index) or each.what or last

    def _soon(self, index: int) -> str | None:
        """Give what the next figures count: a part may stand before its whole."""
        return next((self.what[k] for k in range(index, index + _WHOLE) if k in self.what), None)
