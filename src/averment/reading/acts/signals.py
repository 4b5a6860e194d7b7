"""Signals: what the words of an attribution, and the document around it, say about its act.

In: a draft with speakers. Out: for each attribution the names of the signals that are on. A signal is no verdict: what
each is worth was learned on annotated reports (`lexicons/act_weights.yaml`). Linear in the words of cues and contents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from averment.reading.acts.clauses import VERBS, main_clause
from averment.reading.acts.lexicon import lexicon
from averment.reading.acts.others import Others
from averment.values import quote
from averment.values.readings import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.reading.draft import Draft
    from averment.values import Attribution

_LONGEST: Final = 300  # code points of a content that are looked at: what comes later seldom decides
_NEAR: Final = 30
_TAIL: Final = 60  # code points at the end of a content in which a label stands: "called the report a fabrication"
_FEW: Final = 4  # words
_MARKS: Final = "\"“”‘’'` "  # noqa: RUF001
_NAME: Final = re.compile(r"\b[A-Z][\w.]+")
_NEGATION: Final = re.compile(
    r"(?<!\w)(?:\w+n['’]?t|not|never|no|neither|nor|none|nobody|nothing|cannot)(?!\w)", re.IGNORECASE
)  # noqa: RUF001
_RELAY: Final = re.compile(r"\bas saying\b")
_OPENINGS: Final = {
    "about I": re.compile(r"(?:i|we|my|our)\b"),
    "subject of the source": re.compile(r"(?:he|she|it|they|his|her|its|their)\b"),
    "infinitive": re.compile(r"(?:not )?to [a-z]"),
    "infinitive later": re.compile(r"[^.,;]{3,60}? to [a-z]"),
    "asks": re.compile(r"(?:whether|if|why|what|who|whom|how|when|where|which)\b"),
    "something said": re.compile(
        r"(?:[\w'.’-]+ ){0,4}?(?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|assertions?|stor(?:y|ies)"  # noqa: RUF001
        r"|statements?|rumou?rs?|accounts?|narrative|criticism|findings|version|denials?|it|that|this|them|those|these)\b"
    ),
}
_UNTRUE: Final = frozenset(
    {
        "predicate negated",
        "subject negated",
        "near label_false",
        "near evidence_none",
        "near belief_denied",
        "subject evidence_none",
    }
)
"""What makes a content the contrary of an accusation, where there is one."""
_OFFICIAL: Final = frozenset({"speaker government", "speaker organisation", "speaker in office"})
_TOGETHER: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "answers harm": (_UNTRUE, frozenset({"speaker named with harm"})),
    "answers an accuser": (_UNTRUE, frozenset({"speaker accused"})),
    "answers accusations": (_UNTRUE, frozenset({"others accuse"})),
    "answers as I": (_UNTRUE, frozenset({"about I", "subject of the source", "own subject"})),
    "answers of harm": (_UNTRUE, frozenset({"harm"})),
    "announces": (frozenset({"main will", "main would"}), _OFFICIAL),
    "promises": (
        frozenset({"main will", "main would"}),
        frozenset({"about I", "subject of the source", "own subject"}),
    ),
    "labels": (frozenset({"cue call", "cue reject", "cue evaluate"}), frozenset({"cue label", "ends label_false"})),
    "rejects a saying": (frozenset({"cue reject", "cue negated"}), frozenset({"something said"})),
    "rejects a plan": (frozenset({"cue reject", "cue negated"}), frozenset({"subject plan_noun"})),
    "withholds": (frozenset({"cue negated"}), frozenset({"cue withheld", "cue report", "asks"})),
    "wants to": (frozenset({"cue want", "cue call"}), frozenset({"infinitive"})),
    "wants done": (frozenset({"cue want", "cue call"}), frozenset({"infinitive later"})),
    "calls for": (frozenset({"cue want", "cue call"}), frozenset({"near plan_noun"})),
}
"""Signals that mean more together: one of each."""
_SHAPES: Final = (
    "no source",
    "no cue",
    "colon",
    "headline",
    "quoted",
    "question mark",
    "short",
    "own subject",
    "ends label_false",
    "relays",
    "speaker in office",
)
_ABOUT_OTHERS: Final = frozenset(
    {"others accuse", "speaker named", "speaker named with harm", "speaker accused", "harm"}
)
"""What counts only together with what the attribution itself says: to be accused is not to deny."""


@cache
def names() -> tuple[str, ...]:
    """Name all signals there are."""
    contents = lexicon().contents
    return (
        *(f"cue {group}" for group in lexicon().cues),
        "cue label",
        *(f"{part} {group}" for part in ("predicate", "near", "subject") for group in contents if group != "harm"),
        *(f"{part} negated" for part in ("predicate", "subject")),
        "opens demanding",
        *(f"{main} {verb}" for main in ("main", "unsure main") for verb in VERBS),
        *_OPENINGS,
        *_SHAPES,
        *_TOGETHER,
        *(f"speaker {kind}" for kind in get_args(SpeakerKind)),
    )


def signals(draft: Draft) -> list[frozenset[str]]:
    """Give the signals of each attribution, in their order."""
    others = Others(draft)
    kinds = {speaker.id: speaker for speaker in draft.speakers}
    found = []
    for attribution in draft.attributions:
        on = {*_of_words(draft, attribution), *others.signals(attribution)}
        if speaker := kinds.get(attribution.speaker or ""):
            on |= {f"speaker {speaker.kind}", *(("speaker in office",) if speaker.role else ())}
        on |= {name for name, (some, others_) in _TOGETHER.items() if on & some and on & others_}
        found.append(frozenset(on - _ABOUT_OTHERS))
    return found


def _of_words(draft: Draft, attribution: Attribution) -> Iterator[str]:
    groups = lexicon()
    cue = quote(draft.text, attribution.cue)
    content = quote(draft.text, attribution.content)
    yield from (f"cue {name}" for name, pattern in groups.cues.items() if pattern.search(cue))
    if groups.contents["label_false"].search(cue):
        yield "cue label"
    if groups.contents["label_false"].search(content[-_TAIL:]):
        yield "ends label_false"
    yield from _of_content(content[:_LONGEST], quote(draft.text, attribution.source))
    yield from _of_shape(draft, attribution, cue, content[:_LONGEST])


def _of_content(content: str, source: str) -> Iterator[str]:
    clause = main_clause(content)
    yield f"main {clause.verb}"
    if clause.unsure:
        yield f"unsure main {clause.verb}"
    for name, pattern in lexicon().contents.items():
        if name == "harm":
            continue
        if found := pattern.search(clause.predicate):
            yield f"predicate {name}"
            if found.start() < _NEAR:
                yield f"near {name}"
        if pattern.search(clause.subject):
            yield f"subject {name}"
    if _NEGATION.search(clause.predicate[:_NEAR]):
        yield "predicate negated"
    if _NEGATION.search(clause.subject):
        yield "subject negated"
    if lexicon().contents["harm"].search(content):
        yield "harm"
    if (found := lexicon().contents["demanding"].search(content)) and found.start() < _NEAR:
        yield "opens demanding"
    if _RELAY.search(content):
        yield "relays"
    if set(_NAME.findall(clause.subject)) & set(_NAME.findall(source)):
        yield "own subject"


def _of_shape(draft: Draft, attribution: Attribution, cue: str, content: str) -> Iterator[str]:
    if not attribution.source:
        yield "no source"
    if attribution.cue == attribution.content[:1]:
        yield "no cue"
    if cue.strip() == ":":
        yield "colon"
    if draft.segment(attribution.content[0][0]) == "headline":
        yield "headline"
    if content[0] in _MARKS:
        yield "quoted"
    if content.rstrip(f"{_MARKS}.").endswith("?"):
        yield "question mark"
    if content.count(" ") < _FEW:
        yield "short"
    opening = content.lstrip(_MARKS).lower()
    yield from (name for name, pattern in _OPENINGS.items() if pattern.match(opening))
