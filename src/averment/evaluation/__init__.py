"""How well a reading agrees with people: gold in PolNeAR's form, scores, and the mistakes behind them.

    >>> from averment.evaluation import mistakes, read_gold, score
    >>> pairs = [(article, read(article.path)) for article in read_gold(folder)]
    >>> score(pairs).relation.f1
    >>> for mistake in mistakes(pairs): print(mistake.place, mistake.kind, mistake.expected_quote, mistake.found_quote)

`read_gold(folder)` gives the articles of a folder with `text/ID.txt` and `attributions/ID_ANNOTATOR.ann`, in order of
ID. A pair is an article and its `Reading`, or None where there is none: then all of it counts as missed.
`pair(articles, readings)` finds the reading of each article by digest. `score(pairs)` gives five `Score`s (`ROWS` names
them), in percent. `mistakes(pairs)` goes through what differs, in order of the text. `read_annotation(path, length)`
reads a single annotation file. All but these two readers of files are pure.
"""

from averment.evaluation.gold import GoldArticle, GoldAttribution, read_annotation, read_gold
from averment.evaluation.mistakes import Mistake, mistakes
from averment.evaluation.scores import ROWS, Pair, Score, Scores, pair, score

__all__ = [
    "ROWS",
    "GoldArticle",
    "GoldAttribution",
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
