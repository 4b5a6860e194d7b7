"""How a report says that somebody says something, marked up. In: who, a content. Out: a sentence."""

from __future__ import annotations

from random import Random

from tests.weighing.coverage.reports import Who

_SAID = ("said", "told reporters", "stated", "insisted", "maintained", "declared")
_DAYS = ("", " on Monday", " on Tuesday night", " in a statement", " at a briefing")


def upper(sentence: str) -> str:
    """Begin a sentence with a capital, whatever mark it begins with."""
    at = next(place for place, sign in enumerate(sentence) if sign.isalpha() and not _in_mark(sentence, place))
    return sentence[:at] + sentence[at].upper() + sentence[at + 1 :]


def says(random: Random, key: str, who: Who, content: str) -> str:
    """Say it in one of several forms."""
    source, said = f"{{s:{key}|{who.phrase}}}", random.choice(_SAID)
    form = random.randrange(4)
    if form == 0:
        return upper(f"{source} {{q:{key}|{said}}}{random.choice(_DAYS)} {{c:{key}|that {content}}}.")
    if form == 1:
        return upper(f"{{c:{key}|{content}}}, {source} {{q:{key}|said}}{random.choice(_DAYS)}.")
    if form == 2:
        return upper(f"{{q:{key}|according to}} {source}, {{c:{key}|{content}}}.")
    return upper(f"{source} {{q:{key}|{said}}} {{c:{key}|that {content}}}{random.choice(_DAYS)}.")


def denies(key: str, who: Who, content: str) -> str:
    """Deny what is said."""
    return upper(f"{{s:{key}|{who.phrase}}} {{q:{key}|denied}} {{c:{key}|that {content}}}.")


def told(random: Random, key: str, content: str) -> str:
    """Say it as told by nobody: the narration's own."""
    said = random.choice(("it was reported that", "it has emerged that", "it was understood that"))
    return upper(f"{{q:{key}|{said}}} {{c:{key}|{content}}}.")


def saw(random: Random, key: str, phrase: str, content: str) -> str:
    """Say what the outlet's own people found."""
    said = random.choice(("found that", "was able to establish that", "saw evidence that"))
    return upper(f"{{s:{key}|{phrase}}} {{q:{key}|{said}}} {{c:{key}|{content}}}.")


def reports(random: Random, key: str, who: Who, content: str) -> str:
    """Cite another outlet or an agency."""
    source = f"{{s:{key}|{who.phrase}}}"
    form = random.randrange(3)
    if form == 0:
        return upper(f"{{q:{key}|according to}} {source}, {{c:{key}|{content}}}.")
    if form == 1:
        return upper(f"{source} {{q:{key}|reported}}{random.choice(_DAYS[:3])} {{c:{key}|that {content}}}.")
    return upper(f"{{c:{key}|{content}}}, {source} {{q:{key}|reported}}.")


def citing(random: Random, key: str, who: Who, behind: str, content: str) -> str:
    """Cite somebody who cites somebody else."""
    source, word = f"{{s:{key}|{who.phrase}}}", random.choice(("citing", "quoting"))
    if random.random() < 0.5:
        return upper(f"{source}, {word} {behind}, {{q:{key}|reported}} {{c:{key}|that {content}}}.")
    return upper(f"{{c:{key}|{content}}}, {source} {{q:{key}|said}}{random.choice(_DAYS[:3])}, {word} {behind}.")


def quoting(  # noqa: PLR0913, PLR0917  (two who speak)
    random: Random, outer: str, relay: Who, inner: str | None, who: Who, content: str
) -> str:
    """Say that an outlet quoted somebody; the inner attribution is marked only where `inner` names it."""
    told_by = f"{{s:{outer}|{relay.phrase}}} {{q:{outer}|quoted}}"
    if inner is None:
        return upper(f"{told_by} {{c:{outer}|{who.phrase} as saying that {content}}}.")
    within = f"{{s:{inner}|{who.phrase}}} {{q:{inner}|as saying}} {{c:{inner}|that {content}}}"
    return upper(f"{told_by} {{c:{outer}|{within}}}{random.choice(_DAYS[:3])}.")


def _in_mark(sentence: str, place: int) -> bool:
    start = sentence.rfind("{", 0, place + 1)
    return start >= 0 and sentence.find("|", start) >= place
