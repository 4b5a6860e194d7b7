"""Copies edited: words changed for others, at a given share, in single words or whole sentences; names and marks stay.

In: a marked-up text, a share, a random generator. Out: the text, edited.
"""

from __future__ import annotations

from random import Random

from tests.weighing.coverage.markup import words
from tests.weighing.coverage.pools import POOLS


def reword(marked: str, share: float, random: Random, *, whole: bool) -> str:
    """Change a share of the words that are in small letters; with `whole`, all those of some sentences instead.

    Words in marks of sources stay: who speaks is not for an editor to change.
    """
    if not share:
        return marked
    pieces = words(marked)
    places = _free(pieces)
    count = round(share * sum(piece[0].isalnum() for piece in pieces))
    if whole:
        start = random.randrange(max(1, len(places)))
        chosen = (places[start:] + places[:start])[: min(len(places), round(count * 1.2))]
        chosen = [place for place in chosen if random.random() < 0.85]
    else:
        chosen = random.sample(places, min(count, len(places)))
    for place in chosen:
        options = POOLS.synonyms.get(pieces[place])
        pieces[place] = random.choice(options) if options else f"{random.choice(POOLS.adverbs)} {pieces[place]}"
    return "".join(pieces)


def _free(pieces: list[str]) -> list[int]:
    """Give the places of words that may be changed."""
    places, inside = [], []
    for place, piece in enumerate(pieces):
        if piece.startswith("{"):
            inside.append(piece[1])
        elif piece == "}":
            inside.pop()
        elif piece.isalpha() and piece.islower() and not {"s", "q"} & set(inside):
            places.append(place)
    return places
