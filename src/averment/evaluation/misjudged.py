"""What a reading decided wrongly: acts, speakers, whom a denial is about, evidence, figures.

In: a complete gold article, a reading of it, and which attributions of the two belong together. Out: `Mistake`s, one
for each item that the rows of `held` do not count as right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from averment.evaluation import held
from averment.evaluation.differences import NOTHING, Kind, Matter, Mistake, Side, anchor, difference, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from averment.evaluation.articles import GoldArticle, GoldAttribution
    from averment.values import Attribution, Evidence, Figure, Reading


def misjudged(article: GoldArticle, reading: Reading | None, pairs: Mapping[int, int]) -> Iterator[Mistake]:
    """Go through what was decided wrongly, kind by kind."""
    names = held.names_of(reading)
    found = reading.attributions if reading else ()
    for i, j in pairs.items():
        yield from _act(article, article.attributions[i], found[j])
        yield from _speaker(article, article.attributions[i], found[j], names)
    yield from _about(article, found, pairs)
    yield from _evidence(article, held.evidence_of(reading))
    yield from _figures(article, held.casualties(reading.figures if reading else ()))


def _act(article: GoldArticle, marked: GoldAttribution, read: Attribution) -> Iterator[Mistake]:
    if marked.act == read.act:
        return
    kind: Kind = "missed" if marked.act == "deny" else "invented" if read.act == "deny" else "wrong"
    of: Matter = "act" if kind == "wrong" else "denial"
    spans, words = whole(article.text, marked)
    found, found_words = whole(article.text, read)
    sides = (spans, f"{marked.act}: {words}"), (found, f"{read.act or 'no act'}: {found_words}")
    yield difference(article, kind, of, sides, at=anchor(marked))


def _speaker(
    article: GoldArticle, marked: GoldAttribution, read: Attribution, names: Mapping[str | None, str]
) -> Iterator[Mistake]:
    if not held.right_speaker(marked, read, names):
        given = names.get(read.speaker, "")
        wanted = marked.who.name if marked.who else ""
        sides = (marked.source, wanted), (read.source, given)
        yield difference(article, "wrong" if given else "missed", "speaker", sides, at=anchor(marked))


def _about(article: GoldArticle, found: tuple[Attribution, ...], pairs: Mapping[int, int]) -> Iterator[Mistake]:
    wanted, given = held.links(article.attributions, pairs), held.links_found(found, pairs)
    for link in sorted(wanted - given):
        yield difference(article, "missed", "about", (_link(article, link), NOTHING), at=_link_anchor(article, link))
    for link in sorted(given - wanted):
        yield difference(article, "invented", "about", (NOTHING, _link(article, link)), at=_link_anchor(article, link))


def _link(article: GoldArticle, link: tuple[int, int]) -> Side:
    (spans, words), (others, other_words) = (whole(article.text, article.attributions[i]) for i in link)
    return tuple(sorted({*spans, *others})), f"{words} → {other_words}"


def _link_anchor(article: GoldArticle, link: tuple[int, int]) -> int:
    return anchor(article.attributions[link[0]])


def _evidence(article: GoldArticle, found: tuple[Evidence, ...]) -> Iterator[Mistake]:
    gold, same = article.evidence, held.same_evidence(article.text, article.evidence, found)
    for i, evidence in enumerate(gold):
        if i not in same:
            yield difference(article, "missed", "evidence", (_described(article, evidence), NOTHING))
        elif evidence.type != found[same[i]].type:
            sides = _described(article, evidence), _described(article, found[same[i]])
            yield difference(article, "wrong", "evidence_type", sides)
    for j in sorted(set(range(len(found))) - set(same.values())):
        yield difference(article, "invented", "evidence", (NOTHING, _described(article, found[j])))


def _described(article: GoldArticle, evidence: Evidence) -> Side:
    start, end = evidence.span
    return (evidence.span,), f"{evidence.type}: {article.text[start:end]}"


def _figures(article: GoldArticle, found: tuple[Figure, ...]) -> Iterator[Mistake]:
    """Give the figures that differ; one that stands where another was marked is wrong, not missed and invented."""
    gold = held.casualties(article.figures)
    right = held.same_figures(article.text, gold, found)
    missed = [figure for i, figure in enumerate(gold) if i not in right]
    rest = [figure for j, figure in enumerate(found) if j not in set(right.values())]
    wrong = held.figures_in_the_same_place(article.text, missed, rest)
    for i, figure in enumerate(missed):
        given = _bounded(article, rest[wrong[i]]) if i in wrong else NOTHING
        yield difference(article, "wrong" if i in wrong else "missed", "figure", (_bounded(article, figure), given))
    for j in sorted(set(range(len(rest))) - set(wrong.values())):
        yield difference(article, "invented", "figure", (NOTHING, _bounded(article, rest[j])))


def _bounded(article: GoldArticle, figure: Figure) -> Side:
    low, high = ("?" if bound is None else f"{bound:g}" for bound in (figure.low, figure.high))
    start, end = figure.span
    bounds = low if low == high != "?" else f"{low} to {high}"
    return (figure.span,), f"{figure.what} {bounds}: {article.text[start:end]}"
