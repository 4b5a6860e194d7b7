"""Small readings, made of sentences: who says what with which act, so that claims can be told about in a few lines."""

from __future__ import annotations

import hashlib
from datetime import date

from averment import Attribution, Document, Figure, Published, Reading, Speaker
from averment.values import Evidence
from averment.values.readings import Act, Model

Line = tuple[str, Act, str] | tuple[str, Act, str, tuple[str, ...]]
"""Who, the act, what is said; and the ids that it is about."""


def report(title: str, *lines: Line, day: date | None = None, outlet: str | None = None) -> Reading:
    """Make the reading of a report whose sentences are `WHO says: WHAT.`, numbered from a1."""
    text, attributions, names = f"{title}\n\n", [], list(dict.fromkeys(line[0] for line in lines))
    for number, (who, act, what, *about) in enumerate(lines, 1):
        start = len(text)
        text += f"{who} says: {what}.\n\n"
        cue = start + len(who) + 1
        attributions.append(
            Attribution(
                id=f"a{number}",
                source=((start, start + len(who)),),
                cue=((cue, cue + 4),),
                content=((cue + 6, cue + 6 + len(what)),),
                act=act,
                about=about[0] if about else (),
                speaker=f"s{names.index(who) + 1}",
                evidence=("e1",) if number == 1 else (),
                score=0.9,
            )
        )
    first = attributions[0].content[0] if attributions else (0, 1)
    return Reading(
        document=Document(
            digest=f"sha256:{hashlib.sha256((text + str(outlet)).encode()).hexdigest()}",
            media_type="text/plain",
            title=title,
            outlet=outlet,
            published=Published(start=day, end=day, how="given") if day else None,
            text=text,
        ),
        attributions=tuple(attributions),
        speakers=tuple(
            Speaker(id=f"s{number}", name=name, kind="organisation") for number, name in enumerate(names, 1)
        ),
        evidence=(Evidence(id="e1", span=first, type="testimony", polarity="supports", rests=("a1",)),) * bool(lines),
        figures=(Figure(id="f1", span=first, what="killed", low=9, high=9, by="a1"),) * bool(lines),
        model=Model(reader="sha256:r", version="0"),
    )
