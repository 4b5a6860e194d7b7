"""How what a reading holds beside its spans agrees with the annotation: acts, links, speakers, evidence, figures.

In: a complete gold article, a reading of it, and which attributions of the two belong together (`matching.matched`).
Out: index pairs and links that scores count and mistakes quote, and the counts themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from averment.evaluation.matching import overlap, words
from averment.evaluation.names import same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from averment.evaluation.articles import GoldArticle, GoldAttribution
    from averment.values import Attribution, Evidence, Figure, Reading

Counts: TypeAlias = tuple[int, int, int]
"""What is right, predicted and gold."""

Links: TypeAlias = frozenset[tuple[int, int]]
"""Pairs of indexes of gold attributions: the first is about the second."""

HELD_ROWS: Final = ("act", "deny", "about", "speaker", "evidence", "evidence_type", "figures")
"""The names of the scores that only complete gold has, in the order in which they are printed."""

_SAME_EVIDENCE: Final = 0.2  # overlap in words that two spans must exceed to describe the same evidence
_CASUALTIES: Final = frozenset({"killed", "injured"})


def counted(article: GoldArticle, reading: Reading | None, pairs: Mapping[int, int]) -> dict[str, Counts]:
    """Count, for each of `HELD_ROWS`, what is right, predicted and gold in one article. See `Scores` for the terms."""
    gold, found = article.attributions, reading.attributions if reading else ()
    names = names_of(reading)
    both = [(gold[i], found[j]) for i, j in pairs.items()]
    acts = sum(marked.act == read.act for marked, read in both)
    denials = sum(marked.act == read.act == "deny" for marked, read in both)
    speakers = sum(right_speaker(marked, read, names) for marked, read in both)
    wanted, given = links(gold, pairs), links_found(found, pairs)
    evidence, figures = evidence_of(reading), casualties(reading.figures if reading else ())
    same = same_evidence(article.text, article.evidence, evidence)
    types = sum(article.evidence[i].type == evidence[j].type for i, j in same.items())
    deaths = casualties(article.figures)
    return {
        "act": (acts, len(both), len(both)),
        "deny": (denials, _denials(found), _denials(gold)),
        "about": (len(wanted & given), len(given), len(wanted)),
        "speaker": (speakers, len(both), len(both)),
        "evidence": (len(same), len(evidence), len(article.evidence)),
        "evidence_type": (types, len(same), len(same)),
        "figures": (len(same_figures(article.text, deaths, figures)), len(figures), len(deaths)),
    }


def names_of(reading: Reading | None) -> dict[str | None, str]:
    """Give the name of each speaker of a reading by id."""
    return {speaker.id: speaker.name for speaker in reading.speakers} if reading else {}


def evidence_of(reading: Reading | None) -> tuple[Evidence, ...]:
    """Give the evidence of a reading, none where there is no reading."""
    return reading.evidence if reading else ()


def right_speaker(marked: GoldAttribution, read: Attribution, names: Mapping[str | None, str]) -> bool:
    """Say whether the speaker of an attribution is the one that the annotator named."""
    return same_name(marked.who.name if marked.who else "", names.get(read.speaker, ""))


def links(gold: Sequence[GoldAttribution], pairs: Mapping[int, int]) -> Links:
    """Give who is about whom in the gold, of attributions that were found."""
    index = {attribution.id: i for i, attribution in enumerate(gold) if i in pairs}
    return frozenset((index[a.id], index[b]) for a in gold if a.id in index for b in a.about if b in index)


def links_found(found: Sequence[Attribution], pairs: Mapping[int, int]) -> Links:
    """Give who is about whom in a reading, of attributions that are in the gold, as indexes of the gold."""
    index = {found[j].id: i for i, j in pairs.items()}
    return frozenset((index[a.id], index[b]) for a in found if a.id in index for b in a.about if b in index)


def same_evidence(text: str, gold: Sequence[Evidence], found: Sequence[Evidence]) -> dict[int, int]:
    """Pair spans of evidence one to one, index in `gold` to index in `found`: each takes the closest that is left.

    Closeness is the overlap in words; of two that are equally close the later is taken.
    """
    found_words = [words(text, (evidence.span,)) for evidence in found]
    pairs: dict[int, int] = {}
    left = set(range(len(found)))
    for i, evidence in enumerate(gold):
        wanted = words(text, (evidence.span,))
        closest, j = max(((overlap(wanted, found_words[j]), j) for j in left), default=(0.0, -1))
        if closest > _SAME_EVIDENCE:
            pairs[i] = j
            left.discard(j)
    return pairs


def casualties(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Keep the figures that count the killed or the injured: the others are too varied to be scored."""
    return tuple(figure for figure in figures if figure.what in _CASUALTIES)


def same_figures(text: str, gold: Sequence[Figure], found: Sequence[Figure]) -> dict[int, int]:
    """Pair figures one to one, index to index: those that share a word and count the same with the same bounds."""
    return _first_that(text, gold, found, same_value=True)


def figures_in_the_same_place(text: str, gold: Sequence[Figure], found: Sequence[Figure]) -> dict[int, int]:
    """Pair figures one to one, index to index: those that share a word, whatever they count."""
    return _first_that(text, gold, found, same_value=False)


def _first_that(text: str, gold: Sequence[Figure], found: Sequence[Figure], *, same_value: bool) -> dict[int, int]:
    found_words = [words(text, (figure.span,)) for figure in found]
    pairs: dict[int, int] = {}
    left = dict.fromkeys(range(len(found)))
    for i, figure in enumerate(gold):
        wanted = words(text, (figure.span,))
        for j in left:
            if wanted & found_words[j] and (not same_value or _value(figure) == _value(found[j])):
                pairs[i] = j
                del left[j]
                break
    return pairs


def _value(figure: Figure) -> tuple[str, float | None, float | None]:
    return figure.what, figure.low, figure.high


def _denials(attributions: Iterable[GoldAttribution | Attribution]) -> int:
    return sum(attribution.act == "deny" for attribution in attributions)
