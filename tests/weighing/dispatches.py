"""Reports to tell copies by: invented dispatches, and what outlets do to them. Deterministic."""

from __future__ import annotations

import hashlib
import random
import re
from datetime import date

from averment.values import Document, Published, Segment

WIRE = (
    "At least 23 people were killed on Tuesday when shells struck a crowded market in the town of Velmar, a hospital "
    "official said. Rescue workers pulled bodies from under the stalls until nightfall and warned that the toll "
    'would rise. "We have no more beds and no more blood," said Mira Tolan, a surgeon at the town clinic. '
    "The army of Halden denied that its guns had fired and blamed fighters hidden in the hills above the river. "
    "Residents told a reporter that the shelling had begun shortly after noon prayers and lasted for an hour. "
    "A convoy with medicine was turned back at a checkpoint outside the town, two drivers said. "
    "The governor declared three days of mourning and promised to rebuild the covered hall."
)
FLOOD = (
    "Engineers opened the gates of the Orlen dam on Friday after a week of rain filled the lake behind it to the brim. "
    "Villages along the lower valley were told to move their cattle to the ridge before evening. "
    "The water authority said that the wall was sound and that nobody had been hurt so far."
)
STRIKE = (
    "Teachers in the port city of Marrow walked out of their classrooms on Monday over unpaid wages. "
    "Their union said that nine schools in ten had stayed closed and that talks with the ministry had led to nothing. "
    "Parents brought bread and soup to the pickets in front of the town hall."
)
ELECTION = (
    "Counting went on through the night in Sarnath, where two candidates for mayor are separated by forty votes. "
    "Observers said on Thursday that they had seen no fraud. A recount is to begin next week in the old customs house."
)
BACKGROUND = (
    "The war between Halden and Vantor began in 2011, when a dispute over water rights turned into open fighting. "
    "It has since driven more than 400,000 people from their homes and split the valley in two. "
    "Several rounds of talks in recent years have failed to end it."
)
QUOTE = (
    '"Our forces did not fire on Velmar, neither on Tuesday nor on any other day, and whoever says so repeats what '
    'our enemies have told them to say in order to hide what they themselves have done to the people of that town."'
)


def document(
    text: str, day: str | None = None, outlet: str | None = None, segments: tuple[Segment, ...] = ()
) -> Document:
    """Give a document of a text; its digest is that of all that is given."""
    name = hashlib.sha256(repr((text, day, outlet)).encode(errors="surrogatepass")).hexdigest()
    known = Published(start=date.fromisoformat(day), end=date.fromisoformat(day), how="given") if day else None
    return Document(
        digest=f"sha256:{name}", media_type="text/plain", outlet=outlet, published=known, text=text, segments=segments
    )


def reworded(text: str, share: float, seed: int) -> str:
    """Change a share of the words of a text: each is replaced, dropped, or has another put in front of it."""
    chance = random.Random(seed)
    words: list[str] = []
    for word in re.findall(r"\S+", text):
        if chance.random() >= share:
            words.append(word)
            continue
        other = "".join(chance.choice("aeiou") + chance.choice("bdklmnprst") for _ in range(3))
        words += chance.choice(([other], [], [other, word]))
    return " ".join(words)


def sentences(text: str) -> list[str]:
    """Give the sentences of one of these texts."""
    return re.findall(r"[^.]+\.\"?", text)
