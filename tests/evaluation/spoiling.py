"""Readings made wrong at random from the gold: things missed, doubled, moved and misjudged."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from averment.values import Attribution, Document, Evidence, Figure, Model, Reading, Speaker
from averment.values.readings import Act, EvidenceType

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

    from averment.evaluation import GoldArticle
    from averment.values import Span


def spoilt(article: GoldArticle, chance: random.Random) -> Reading:
    """Give a reading of an article in which much is wrong; of gold that holds attributions only, it holds no more."""
    document = Document(digest=article.digest, media_type="text/plain", text=article.text)
    found = tuple(_attributions(article, chance))
    return Reading(
        document=document,
        attributions=found,
        speakers=tuple(_speakers(article, chance)),
        evidence=tuple(_evidence(article, chance)),
        figures=tuple(_figures(article, chance)),
        model=Model(reader="sha256:none", version="0"),
    )


def _attributions(article: GoldArticle, chance: random.Random) -> Iterable[Attribution]:
    names = [marked.who.name for marked in article.attributions if marked.who]
    ids = [f"a{i}" for i in range(len(article.attributions))]
    index = {marked.id: i for i, marked in enumerate(article.attributions)}
    for i, marked in enumerate(article.attributions * 2):
        if chance.random() < 0.4:
            continue
        cue, source, content = (
            _moved(spans, len(article.text), chance) for spans in (marked.cue, marked.source, marked.content)
        )
        about = [ids[index[other]] for other in marked.about if chance.random() < 0.8]
        if chance.random() < 0.1:
            about.append(chance.choice(ids))
        yield Attribution(
            id=f"a{i}",
            cue=cue,
            source=source,
            content=content,
            act=chance.choice(get_args(Act)) if chance.random() < 0.2 else marked.act,
            about=tuple(about),
            speaker=f"s{names.index(marked.who.name)}" if marked.who and chance.random() < 0.9 else None,
            score=0.5,
        )


def _speakers(article: GoldArticle, chance: random.Random) -> Iterable[Speaker]:
    """Name the speakers of the gold, now and then by a part of the name, with more around it, or wrongly."""
    names = [marked.who.name for marked in article.attributions if marked.who]
    for i, name in enumerate(names):
        words = name.split()
        heard = chance.choice(
            [name, name.upper(), words[-1], words[0], f"the spokesman {name}", f"{words[0]} Ott", "Bo"]
        )
        yield Speaker(id=f"s{i}", name=heard, kind="person")


def _evidence(article: GoldArticle, chance: random.Random) -> Iterable[Evidence]:
    for i, evidence in enumerate(article.evidence * 2):
        if chance.random() < 0.6:
            kind = chance.choice(get_args(EvidenceType)) if chance.random() < 0.2 else evidence.type
            for span in _moved((evidence.span,), len(article.text), chance):
                yield Evidence(id=f"e{i}", span=span, type=kind, polarity="supports")


def _figures(article: GoldArticle, chance: random.Random) -> Iterable[Figure]:
    for i, figure in enumerate(article.figures * 2):
        if chance.random() < 0.6:
            low = 3.0 if chance.random() < 0.2 else figure.low
            for span in _moved((figure.span,), len(article.text), chance):
                yield Figure(id=f"f{i}", span=span, what=figure.what, low=low, high=figure.high)


def _moved(spans: tuple[Span, ...], length: int, chance: random.Random) -> tuple[Span, ...]:
    moved = []
    for start, end in spans:
        lost, by = chance.random() < 0.1, chance.choice((0, 0, 0, -7, 1, 12))
        if not lost and end + by > start:
            moved.append((start, min(length, end + by)))
    return tuple(moved)
