"""The main clause of a content: its subject, the kind of its verb, and what is said from that verb on.

In: the words of a content. Out: a `Clause`. Found by the first finite auxiliary or modal verb that is not inside a
relative or subordinate clause: no parser, and enough to tell "should be allowed" from "the UN, which should, was".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

Verb: TypeAlias = Literal["ought", "need", "will", "would", "may", "be", "none"]
VERBS: Final[tuple[Verb, ...]] = get_args(Verb)

_PREDICATE: Final = 90  # code points from the main verb on that say what is said of the subject
_FIRST: Final = 220  # code points in which a main verb is looked for
_MAIN: Final = re.compile(
    r"(?<!\w)(?:(?P<relative>that|who|which|whom|whose|where|when|while|if|whether|because|after|before|as|since|though)"
    r"|(?P<ought>(?:should|must|ought|shall)(?! not| never| have| be (?:noted|remembered|said))(?:n'?t)?"
    r"|(?:should|must) (?:not |have (?=granted|given|let))?)"
    r"|(?P<need>needs? to|ha[sd] to|have to|need|needed|requires?|required|should|must)"
    r"|(?P<will>will|'ll|won'?t|(?:is|are|am|was|were) (?:going|ready|prepared|determined|committed|set|planning|due) to"
    r"|plans? to|intends? to)"
    r"|(?P<would>would(?:n'?t)?|'d)"
    r"|(?P<may>may|might|could(?:n'?t)?|can(?:not|'?t)?)"
    r"|(?P<be>is|are|am|was|were|has|have|had|does|do|did|'s|'re|'ve|'m|(?:is|are|was|were|has|have|had|does|do|did)n'?t)"
    r")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words before the main verb, its kind, the words from it on; `unsure` where a relative clause came between."""

    subject: str
    verb: Verb
    predicate: str
    unsure: bool = False


def main_clause(content: str) -> Clause:
    """Find the main clause of a content. Looks at its first 220 code points."""
    skipping = 0
    first = found = None
    for match in _MAIN.finditer(content, 0, _FIRST):
        if match["relative"]:
            skipping += match.start() > 0  # a content that opens with "that" opens with its own clause
            continue
        first = first or match
        if not skipping:
            found = match
            break
        skipping -= 1
    found = found or first
    if found is None:
        return Clause(content[:_PREDICATE], "none", content[:_PREDICATE])
    verb = next(kind for kind in VERBS if found[kind])
    start = found.start()
    return Clause(content[:start], verb, content[start : start + _PREDICATE], found is not first)
