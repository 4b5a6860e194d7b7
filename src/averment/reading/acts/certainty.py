"""How certain a source is of what it says, on the scale of FactBank (Saurí and Pustejovsky 2009).

In: an attribution and its act. Out: `certain`, `probable` or `possible` for what is put forward as true or false;
`unknown` where nothing is: a doubt, a demand, an intention, a judgement, a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from averment.reading.acts.clauses import main_clause
from averment.reading.acts.lexicon import lexicon
from averment.values import quote

if TYPE_CHECKING:
    from averment.values import Attribution
    from averment.values.readings import Act, Certainty

_CLAIMS: Final = ("assert", "deny")
_LONGEST: Final = 300  # code points of a content that are looked at
_AUXILIARY: Final = 24  # code points from the main verb on in which a hedge of it stands


def certainty(text: str, attribution: Attribution, act: Act) -> Certainty:
    """Say how certain the source is: by the words of its cue, else by those around the main verb of its content."""
    if act not in _CLAIMS:
        return "unknown"
    clause = main_clause(quote(text, attribution.content)[:_LONGEST].lower())
    places = (quote(text, attribution.cue).lower(), f"{clause.predicate[:_AUXILIARY]} ")
    for place in places:
        for degree in ("possible", "probable"):
            if lexicon().certainty[degree].search(place):
                return "possible" if degree == "possible" else "probable"
    return "certain"
