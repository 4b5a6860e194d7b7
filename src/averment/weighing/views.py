"""An attribution as the stance model reads it: one line with who speaks, how, what is said, under which headline.

In: a reading and an attribution of it. Out: the line. The model was trained on lines made here (`training/weighing`).
"""

from __future__ import annotations

from typing import Final

from averment.values import Attribution, Reading
from averment.values.readings import Act
from averment.weighing.sayings import first_words, said, words_at

_ACTS: Final[dict[Act | None, str]] = {
    None: "says",
    "assert": "says",
    "deny": "denies",
    "doubt": "doubts",
    "demand": "demands",
    "commit": "promises",
    "evaluate": "judges",
    "ask": "asks",
}
_OWN: Final = 8
"""Words up to which a content may only point to what others said ("the allegations"): those stand beside it then."""
_ABOUT: Final = " || "
_ALL, _EACH, _MOST, _CUE, _NAME, _TITLE = 70, 25, 3, 12, 10, 12
"""Words of a content, of one that it is about, how many of those, words of a cue, a name, a headline."""


def view(reading: Reading, attribution: Attribution) -> str:
    """Give the line: `NAME (PARTY) ACT (CUE): CONTENT | HEADLINE`."""
    cue = first_words(words_at(reading.document.text, attribution.cue), _CUE)
    act = _ACTS[attribution.act]
    return f"{_who(reading, attribution)} {act} ({cue}): {_matter(reading, attribution)} | {_headline(reading)}"


def _who(reading: Reading, attribution: Attribution) -> str:
    speaker = next((one for one in reading.speakers if one.id == attribution.speaker), None)
    if speaker is None:
        return ""
    party = f" ({speaker.party})" if speaker.party and speaker.party not in speaker.name else ""
    return first_words(speaker.name, _NAME) + party


def _matter(reading: Reading, attribution: Attribution) -> str:
    own = said(reading, attribution)
    if len(own.split()) > _OWN:
        return first_words(own, _ALL)
    by_id = {other.id: other for other in reading.attributions}
    others = dict.fromkeys(first_words(said(reading, by_id[i]), _EACH) for i in attribution.about if i in by_id)
    about = first_words("; ".join(list(others)[:_MOST]), 2 * _EACH)
    return first_words(own + (_ABOUT + about if about else ""), _ALL)


def _headline(reading: Reading) -> str:
    document = reading.document
    return first_words(" ".join((document.title or "").split()), _TITLE)
