"""The sentences of a content, and the main clause of one: its subject, the kind of its verb, what is said from it on.

In: the words of a content. Out: spans of sentences, a `Clause`. The verb is the first finite auxiliary or modal that is
not inside a relative or subordinate clause: no parser, and enough to tell "should be allowed" from "who should, was".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    from collections.abc import Iterator

Verb: TypeAlias = Literal["ought", "need", "will", "would", "may", "be", "none"]
VERBS: Final[tuple[Verb, ...]] = get_args(Verb)

PREDICATE: Final = 90  # code points from the main verb on that say what is said of the subject
_FIRST: Final = 220  # code points in which a main verb is looked for
_END: Final = re.compile(r"[.!?…\]][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])")  # noqa: RUF001
_MAIN: Final = re.compile(
    r"(?<!\w)(?:(?P<relative>that|who|which|whom|whose|where|when|while|if|whether|because|after|before|as|since|though)"
    r"|(?P<ought>(?:should|must|ought|shall)(?! not| never| have| be (?:noted|remembered|said))(?:n'?t)?"
    r"|(?:should|must) (?:not |have (?=granted|given|let))?)"
    r"|(?P<need>needs? to|ha[sd] to|have to|need|needed|requires?|required|should|must)"
    r"|(?P<will>will|'ll|won'?t|(?:is|are) to|(?:plan|intend|expect|aim)(?:s|ned|ed)? to"
    r"|(?:is|are|am|was|were) (?:going|ready|prepared|determined|committed|set|planning|due) to)"
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


def sentences(content: str, most: int) -> Iterator[str]:
    """Give the first sentences of a content, `most` of them. A full stop before a capital letter ends one."""
    start = 0
    for count, match in enumerate(_END.finditer(content), 1):
        if count >= most:
            break
        yield content[start : match.end()].rstrip()
        start = match.end()
    yield content[start:]


def main_clause(sentence: str) -> Clause:
    """Find the main clause of a sentence. Looks at its first 220 code points."""
    skipping = 0
    first = found = None
    for match in _MAIN.finditer(sentence, 0, _FIRST):
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
        return Clause("", "none", sentence[:PREDICATE])
    verb = next(kind for kind in VERBS if found[kind])
    start = found.start()
    return Clause(sentence[:start], verb, sentence[start : start + PREDICATE], found is not first)
