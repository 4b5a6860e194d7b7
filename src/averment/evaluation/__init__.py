"""How well a reading agrees with people: annotated reports in two forms, scores, and the mistakes behind them.

    >>> from averment.evaluation import mistakes, read_gold, score
    >>> pairs = [(article, read(article.path)) for article in read_gold(folder)]
    >>> score(pairs).relation.f1
    >>> for mistake in mistakes(pairs): print(mistake.place, mistake.kind, mistake.expected_quote, mistake.found_quote)

`read_gold(folder)` gives the articles of a folder in order of ID: one in PolNeAR's form, with `text/ID.txt` and
`attributions/ID_ANNOTATOR.ann`, or one with `docs/ID.txt` and `gold/ID.ANNOTATOR.json`, whose gold is complete. A pair
is an article and its `Reading`, or None where there is none: then all of it counts as missed. `pair(articles,
readings)` finds the reading of each article by digest. `score(pairs)` gives a `Score` in percent for each of `ROWS`
and, on complete gold, of `HELD_ROWS`. `mistakes(pairs)` goes through what differs, in order of the text.
`read_annotation(path, length)` reads a single stand-off file. All but these two readers of files are pure.
"""

from averment.evaluation.articles import GoldArticle, GoldAttribution, GoldSpeaker
from averment.evaluation.differences import Matter, Mistake
from averment.evaluation.gold import read_gold
from averment.evaluation.held import HELD_ROWS
from averment.evaluation.mistakes import mistakes
from averment.evaluation.scores import ROWS, Pair, Score, Scores, pair, score
from averment.evaluation.standoff import read_annotation

__all__ = [
    "HELD_ROWS",
    "ROWS",
    "GoldArticle",
    "GoldAttribution",
    "GoldSpeaker",
    "Matter",
    "Mistake",
    "Pair",
    "Score",
    "Scores",
    "mistakes",
    "pair",
    "read_annotation",
    "read_gold",
    "score",
]
