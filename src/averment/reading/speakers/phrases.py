"""What a source phrase is: a pronoun, a name with its title, a description, or a list of these.

In: the words of a source and the names in it. Out: a `Phrase` that says what stands at its head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from averment.reading.speakers.lexicon import lexicon, singular, small_words
from averment.reading.speakers.words import Word, capital, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from averment.reading.speakers.mentions import Named
    from averment.values import Span

Shape: TypeAlias = Literal["pronoun", "person", "name", "description", "list"]

PRONOUNS: Final = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "hers",
        "its",
        "their",
        "theirs",
        "i",
        "we",
        "me",
        "us",
        "my",
    }
    | {"our", "ours", "mine", "you", "your", "who", "whom", "which", "that", "whose"}
    | {"himself", "herself", "itself", "themselves"}
)
_POSSESSIVES: Final = frozenset({"his", "her", "its", "their", "my", "our", "your", "whose"})
_DEFINITE: Final = frozenset({"the", "this", "that", "these", "those"}) | _POSSESSIVES
_DETERMINERS: Final = _DEFINITE | {"a", "an", "one", "another"}
_ARTICLES: Final = frozenset({"a", "an", "the"})
_ALSO: Final = _ARTICLES | {"also"}
_SELF: Final = _ARTICLES | {"himself", "herself"}
_BODIES: Final = frozenset({"government", "organisation", "media", "group"})
_ACRONYMS: Final = frozenset({"US", "IT", "WHO"})  # written as pronouns are
_TAIL_LINKS: Final = frozenset({"of", "at", "in", "for"})
_AND: Final = re.compile(r"\s*,?\s+(?:and|nor|as well as|along with|together with)\s+|\s+&\s+")
_LIST_COMMA: Final = re.compile(r"\s*,\s+(?=(?:(?!,).)+(?:,|\s+and\s))")
_POSSESSIVE: Final = re.compile(r"['’]s?\s")  # noqa: RUF001
_CLAUSE: Final = re.compile(r"\bwho\b|\bwhose\b|\bwhich\b|\(")
_OWNER: Final = re.compile(r"['’]s?(?=\s|\Z)")  # noqa: RUF001
_MANY: Final = 2  # members of a list, at least
_LONGEST_LIST: Final = 500  # code points; a longer phrase is not parted


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source phrase, read.

    `text` is the phrase without a leading article; `head` the name at its head; `noun` the head noun of a description,
    lower case and singular; `role` the title of a person; `names` all names in it; `parts` the members of a list.
    `span` leaves the article out, `start` does not.
    """

    span: Span
    shape: Shape
    text: str
    determiner: str
    noun: str = ""
    plural: bool = False
    head: Named | None = None
    role: str | None = None
    names: tuple[Named, ...] = ()
    modifiers: tuple[str, ...] = ()
    parts: tuple[Phrase, ...] = ()
    start: int = 0

    @property
    def named(self) -> Named:
        """The name at the head of a person or a name."""
        if self.head is None:
            message = f"a {self.shape} has no name at its head"
            raise ValueError(message)
        return self.head

    @property
    def country(self) -> str | None:
        """The first country that the phrase names."""
        return next((name.country for name in self.names if name.country), None)

    @property
    def nouns(self) -> str:
        """The head noun with the word before it: "news agency"."""
        return " ".join([*self.modifiers[-1:], self.noun])

    @property
    def definite(self) -> bool:
        """Whether the phrase points back: "the source", "this official"."""
        return self.determiner in _DEFINITE


def read_phrase(text: str, span: Span, names: Sequence[Named], *, listed: bool = False) -> Phrase:
    """Read one source phrase. `names` are those inside `span`, in order."""
    found = list(words(text, *span))
    if not found:
        return Phrase(span, "description", text[slice(*span)], "")
    if len(found) == 1 and found[0].lower in PRONOUNS and found[0].text not in _ACRONYMS:
        return Phrase(span, "pronoun", found[0].lower, "")
    if not listed and (parts := _parts(text, span, names)):
        return Phrase(span, "list", _clean(text, span), "", plural=True, names=tuple(names), parts=parts)
    first = found[0].lower
    determiner = first if first in _DETERMINERS and not _opens_name(found[0], names) and len(found) > 1 else ""
    body = found[1:] if determiner else found
    if determiner and body[0].lower == "same" and len(body) > 1:
        body = body[1:]
    return replace(_headed(text, (body[0].start, span[1]), determiner, body, names), start=span[0])


def _opens_name(word: Word, names: Sequence[Named]) -> bool:
    return bool(names) and names[0].start == word.start


def _clean(text: str, span: Span) -> str:
    cleaned = " ".join(text[slice(*span)].split())
    return cleaned.removesuffix("'s").removesuffix("’s")  # noqa: RUF001


def _headed(text: str, span: Span, determiner: str, body: list[Word], names: Sequence[Named]) -> Phrase:
    """Read a phrase that is no list: what stands at its head decides."""
    core = _core(text, body, names)
    end, last = core[-1].end, core[-1].lower
    phrase = Phrase(span, "description", _clean(text, span), determiner, names=tuple(names), plural=_plural(last))
    person = _person(text, span, body, core, [n for n in names if not (determiner == "the" and _bare(n, core))])
    if person is not None:
        return replace(phrase, shape="person", head=person, role=_role(text, span, person), plural=False)
    inside = [name for name in names if name.start >= span[0] and name.end <= end]
    if (head := _body(text, span, core, inside)) is not None:
        before = tuple(word.lower for word in core if word.end <= head.start)
        return replace(phrase, shape="name", head=head, modifiers=before)
    if (apposed := _apposed(text, core, names)) is not None:
        return replace(phrase, shape="name", head=apposed, noun=singular(last))
    return replace(phrase, noun=singular(last), modifiers=tuple(word.lower for word in core[:-1]))


def _body(text: str, span: Span, core: list[Word], inside: list[Named]) -> Named | None:
    """Give the body or country at the head: at the end of the core, or with only its own kind of noun after it."""
    if not inside:
        return None
    last = inside[-1]
    if last.place == "country" and len(inside) > 1 and inside[-2].kind == "media" and inside[-2].end + 1 == last.start:
        return inside[-2]
    after = [word for word in core if word.start >= last.end]
    if not after:
        owns = core[-1].possessive and text[core[-1].end : span[1]].strip("'’s ")  # noqa: RUF001
        return None if owns else last
    first = inside[0]
    if first.start == core[0].start and first.kind in _BODIES and first.place is None:
        follow = next(word for word in core if word.start >= first.end)
        if follow.lower in _ALSO:
            return first
    generic = small_words()["generic"] | lexicon().monitors
    own = last.kind in ("organisation", "media", "group") and last.place is None
    return last if own and all(word.lower in generic for word in after) else None


def _bare(name: Named, core: list[Word]) -> bool:
    """Say whether "the" stands before a single name that nothing calls a person's: "the Verge"."""
    return name.kind is None and name.start == core[0].start and name.end >= core[-1].end


def _plural(noun: str) -> bool:
    return singular(noun) != noun and noun not in ("media", "news", "forces")


def _core(text: str, body: list[Word], names: Sequence[Named]) -> list[Word]:
    """Give the words before the first comma, bracket, preposition or clause; a name is not cut."""
    for i, word in enumerate(body):
        if not i or any(name.start < word.start < name.end for name in names):
            continue
        if word.lower in small_words()["stops"] or set(text[body[i - 1].end : word.start]) & set(",(–—:;"):  # noqa: RUF001
            return body[:i]
    return body


def _person(text: str, span: Span, body: list[Word], core: list[Word], names: Sequence[Named]) -> Named | None:
    """Give the person at the head: named in the core, after a comma, or at the end of "minister of health N. N."."""
    lex = lexicon()
    end, noun = core[-1].end, core[-1].lower
    titled = lex.title(noun) is not None
    complemented = titled and next((word.lower in _TAIL_LINKS for word in body if word.start > end), False)
    for name in sorted(names, key=lambda name: name.kind != "person"):
        if not _may_be_person(name) or _POSSESSIVE.match(text, name.end, span[1]) or _names_a_body(name, body):
            continue
        if name.start < end:
            after = next((word for word in body if word.start >= name.end), None)
            opens = name.start == span[0] or (name.role is not None and name.role[0] <= body[0].start)
            if after is None or name.end >= end or (opens and _role_follows(text, name, after, complemented)):
                return name
        elif _comma(text, name, body):
            if titled or lex.noun(noun) == "unnamed":
                return name
        elif name is names[-1] and name.end >= span[1] - 1 and titled and _past_complement(name, body):
            return name
    return None


def _names_a_body(name: Named, body: list[Word]) -> bool:
    """Say whether the noun before a name is that of a body: "the channel Orum", "rebel group Orum"."""
    before = next((word.lower for word in reversed(body) if word.end <= name.start), "")
    lex = lexicon()
    return (
        name.gender is None
        and before in small_words()["generic"]
        and lex.noun(before) in _BODIES
        and not lex.title(before)
    )


def _may_be_person(name: Named) -> bool:
    return name.kind == "person" or (name.kind is None and name.place is None and not name.name.isupper())


def _role_follows(text: str, name: Named, after: Word, complemented: bool) -> bool:  # noqa: FBT001  # private
    """Say whether what follows a name at the head is its role, not a noun that the name describes.

    `complemented`: that noun is a title, and "of", "for" or the like comes after it.
    """
    if text[name.end : after.start].strip() or after.lower in small_words()["stops"] | _SELF:
        return True
    return " " in name.name and (name.kind == "person" or complemented) and lexicon().noun(after.lower) not in _BODIES


def _comma(text: str, name: Named, body: list[Word]) -> bool:
    """Say whether a name begins a part of the phrase of its own, title before it aside."""
    start = name.role[0] if name.role and name.role[0] < name.start else name.start
    before = [word for word in body if word.end <= start]
    if before and before[-1].lower in _ARTICLES:
        before = before[:-1]
    return bool(before) and "," in text[before[-1].end : start]


def _past_complement(name: Named, body: list[Word]) -> bool:
    """Say whether words of the complement stand between its preposition and the name: "minister of health N. N."."""
    before = [word for word in body if word.end <= name.start]
    links = [i for i, word in enumerate(before) if word.lower in _TAIL_LINKS]
    if not links or before[-1].possessive:
        return False
    between = before[links[-1] + 1 :]
    if before[links[-1]].lower == "for" and between and lexicon().title(between[0].lower):
        return False
    if between and between[-1].lower in _ARTICLES:
        return False
    return bool(between)


def _role(text: str, span: Span, name: Named) -> str | None:
    """Give the title as the phrase gives it: before the name, or after it."""
    before = _trim(text[span[0] : name.start])
    own = _OWNER.match(text, name.end, span[1])
    after = _trim(_CLAUSE.split(text[own.end() if own else name.end : span[1]], maxsplit=1)[0])
    if after and not before:
        return re.sub(r"\A(?:a|an|the)\s+", "", after) or None
    return before or None


def _trim(role: str) -> str:
    return " ".join(role.split()).strip(" ,;:()–—-'’\"“”")  # noqa: RUF001


def _apposed(text: str, core: list[Word], names: Sequence[Named]) -> Named | None:
    """Give the body that follows its noun after a comma: "one news site, Orum.net"."""
    lex = lexicon()
    if any(capital(word) for word in core) or lex.noun(core[-1].lower) in (None, "unnamed"):
        return None
    for name in names:
        gap = text[core[-1].end : name.start]
        if name.start >= core[-1].end and re.fullmatch(r",?\s+(?:the\s+)?", gap):
            return name
    return None


def _parts(text: str, span: Span, names: Sequence[Named]) -> tuple[Phrase, ...]:
    """Part a list of speakers: each member must be able to speak by itself."""
    if span[1] - span[0] > _LONGEST_LIST:
        return ()
    cuts = [m for m in _AND.finditer(text, *span) if not any(n.start < m.start() and m.end() < n.end for n in names)]
    cuts = [m for m in cuts if not _within_complement(text, span, m, names)]
    if not cuts:
        return ()
    cuts += [m for m in _LIST_COMMA.finditer(text, span[0], cuts[-1].end()) if m.start() < cuts[-1].start()]
    cuts.sort(key=lambda match: match.start())
    edges = [span[0], *[edge for match in cuts for edge in match.span()], span[1]]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start >= end:
            return ()
        part = read_phrase(text, (start, end), [n for n in names if start <= n.start and n.end <= end], listed=True)
        if not _speaks(part):
            return ()
        found.append(part)
    return tuple(found) if len(found) >= _MANY else ()


def _within_complement(text: str, span: Span, cut: re.Match[str], names: Sequence[Named]) -> bool:
    """Say whether "and" joins two words of a name after a preposition: "of the Law and Justice Party"."""
    after = text[cut.end() : cut.end() + 1]
    if not after.isupper() or any(n.start >= cut.end() and n.kind == "person" for n in names):
        return False
    before = list(words(text, span[0], cut.start()))
    people = [n for n in names if n.end <= cut.start() and n.kind == "person"]
    return (
        bool(people)
        and any(w.lower in _TAIL_LINKS and w.start > people[-1].end for w in before)
        and capital(before[-1])
    )


def _speaks(part: Phrase) -> bool:
    if part.shape != "description":
        return True
    return bool(part.determiner) or part.plural or lexicon().noun(part.noun) in _BODIES
