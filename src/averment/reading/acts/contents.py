"""What the words of a content say about the act: its main clause, its negations, how it opens, its later sentences.

In: the words of a content and the names its source goes by. Out: names of signals. Looks at the first 400 code points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.reading.acts.clauses import PREDICATE, VERBS, Clause, main_clause, sentences
from averment.reading.acts.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator


LONGEST: Final = 400  # code points of a content that are looked at: what comes later seldom decides
MARKS: Final = "\"“”‘’'`[( "  # noqa: RUF001
_NEAR: Final = 30  # code points
_REACH: Final = 45  # code points after a negation in which what it negates stands
_TAIL: Final = 60  # code points at the end of a content in which a label stands: "called the report a fabrication"
_FEW: Final = 4  # words
_SENTENCES: Final = 3
_NEGATION: Final = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were|has|have|had|do|does|did|ca|could|wo|would|should|must|need|ai)n['’]?t"  # noqa: RUF001
    r"|not(?! (?:only|just|merely|least|seen (?:since|in|for)))|nothing(?! (?:short|less|but)\b)"
    r"|no(?!\.| (?:fewer|less|more than|longer|doubt|later|matter|secret)\b)"
    r"|never|neither|nor|none|nobody|cannot)(?![\w-])",
    re.IGNORECASE,
)
_RELAY: Final = re.compile(r"\bas saying\b")
_NAME: Final = re.compile(r"\b[A-Z][\w.]+")
_LETTERS: Final = 5  # of a name that must agree: "Syria" and "Syrian"
_CLAIM: Final = (
    r"claims?|allegations?|accusations?|charges?|reports?|suggestions?|assertions?|stor(?:y|ies)|statements?|rumou?rs?"
    r"|accounts?|narrative|findings|version|denials?|testimony|theory|idea|notion"
)
_OPENINGS: Final = {
    "about I": re.compile(r"(?:i|we|my|our)\b"),
    "subject of the source": re.compile(r"(?:he|she|it|they|his|her|its|their)\b"),
    "infinitive": re.compile(r"(?:not )?to [a-z]"),
    "to say": re.compile(
        r"(?:to )?(?:say|comment|confirm|specify|name|discuss|elaborate|answer|identify|disclose|reveal|explain|give)\b"
    ),
    "infinitive later": re.compile(r"[^.,;]{3,60}? to [a-z]"),
    "against": re.compile(r"(?:[^.,;]{3,60}? )?against\b"),
    "asks": re.compile(r"(?:whether|if|why|what|who|whom|how|when|where|which)\b"),
    "inverted": re.compile(
        r"(?:(?:and|so|but|then|secretary|mr|mrs|ms|sir|minister|what|why|how|who|when|where|which)\b[\w .,]{0,30}? )?"
        r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?:n't)? "
        r"(?:i|we|you|he|she|it|they|the|your|his|her|its|there|this|that|any\w*|some\w*|mr)\b"
    ),
    "says no": re.compile(r"(?:no|never|not at all|absolutely not|of course not|not true)[.,!;]"),
    "names a claim": re.compile(rf"(?:[\w'.’-]+ ){{0,4}}?(?:{_CLAIM})\b"),  # noqa: RUF001
    "something said": re.compile(
        rf"(?:[\w'.’-]+ ){{0,4}}?(?:{_CLAIM}|criticism|videos?|photographs?|photos?|pictures?|images?|footage|evidence"  # noqa: RUF001
        r"|it|that|this|them|those|these)\b"
    ),
}
_OPENING_GROUPS: Final = ("demanding", "wishing", "necessity")
OPENINGS: Final = tuple(_OPENINGS)
PLACES: Final = ("predicate", "near", "subject")
"""Where in the first sentence the words of a group may stand."""
SHAPES: Final = (
    *(f"{main} {verb}" for main in ("main", "unsure main") for verb in VERBS),
    "predicate negated",
    "subject negated",
    "harm negated",
    "harm",
    *(f"opens {name}" for name in _OPENING_GROUPS),
    "own subject",
    "ends label_false",
    "relays",
    "as saying",
    "question mark",
    "short",
    "quoted",
    "later ought",
    "later demanding",
    "later own will",
    "later negated",
)


def name_stems(names: str) -> frozenset[str]:
    """Give the beginnings of the names in some words, by which a name is known again in other words."""
    return frozenset(name[:_LETTERS].lower() for name in _NAME.findall(names))


def content_signals(content: str, own: frozenset[str]) -> Iterator[str]:
    """Name the signals of a content; `own` are the stems of the names of its source."""
    label = lexicon().contents["label_false"]
    if label.search(content[-_TAIL:].lower()):
        yield "ends label_false"
    content = content[:LONGEST]
    first, *later = sentences(content, _SENTENCES)
    wants = [name for name in _OPENING_GROUPS if _opens(lexicon().contents[name], first)]
    yield from (f"opens {name}" for name in wants)
    # the will of others that is hoped for, or what is behind an infinitive, is not what the source will do
    nested = wants or _OPENINGS["infinitive"].match(first.lstrip(MARKS).lower())
    yield from _of_clause(Clause("", "none", first[:PREDICATE]) if nested else main_clause(first), own)
    yield from _of_negations(first)
    yield from _of_shape(content)
    for sentence in later:
        yield from _of_later(main_clause(sentence))


def _of_clause(clause: Clause, own: frozenset[str]) -> Iterator[str]:
    yield f"main {clause.verb}"
    if clause.unsure:
        yield f"unsure main {clause.verb}"
    subject, predicate = clause.subject.lower(), clause.predicate.lower()
    for name, pattern in lexicon().contents.items():
        if found := pattern.search(predicate):
            yield f"predicate {name}"
            if found.start() < _NEAR:
                yield f"near {name}"
        if subject and pattern.search(subject):
            yield f"subject {name}"
    if _NEGATION.search(clause.predicate[:_NEAR]):
        yield "predicate negated"
    if _NEGATION.search(clause.subject):
        yield "subject negated"
    if name_stems(clause.subject or clause.predicate[:_NEAR]) & own:
        yield "own subject"


def _of_negations(sentence: str) -> Iterator[str]:
    harm, sentence = lexicon().harm, sentence.lower()
    if harm.search(sentence):
        yield "harm"
        for negation in _NEGATION.finditer(sentence):
            if harm.search(sentence, negation.end(), negation.end() + _REACH):
                yield "harm negated"
                return


def _opens(words: re.Pattern[str], sentence: str) -> bool:
    found = words.search(sentence.lower())
    return found is not None and found.start() < _NEAR


def _of_shape(content: str) -> Iterator[str]:
    if _RELAY.search(content):
        yield from ("relays", "as saying")
    if content[:1] in MARKS:
        yield "quoted"
    if content.rstrip(f"{MARKS}.)]").endswith("?"):
        yield "question mark"
    if content.count(" ") < _FEW:
        yield "short"
    opening = content.lstrip(MARKS).lower()
    yield from (name for name, pattern in _OPENINGS.items() if pattern.match(opening))


def _of_later(clause: Clause) -> Iterator[str]:
    subject = clause.subject.lstrip(MARKS).lower()
    if clause.verb in ("ought", "need"):
        yield "later ought"
    if lexicon().contents["demanding"].search(subject + clause.predicate[:_NEAR].lower()):
        yield "later demanding"
    if clause.verb == "will" and _OPENINGS["about I"].match(subject):
        yield "later own will"
    if _NEGATION.search(clause.predicate[:_NEAR]):
        yield "later negated"
