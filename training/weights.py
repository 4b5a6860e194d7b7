"""`python -m training.weights`: the table by which acts are decided, learned on the contested gold.

In: annotated reports, and the invented ones of `reports.txt`. Out: `act_weights.yaml`. The attributions are the
annotators', everything else (speakers, sentences, segments) what the reader itself makes of the text. A softmax
regression drawn to a prior, to the minimum, in float64: the same table on any machine, in a minute.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from averment.capture import Given, capture
from averment.evaluation import read_gold
from averment.inference.tagging import Tagged
from averment.lexicons import FOLDER, load
from averment.reading import STEPS
from averment.reading.acts.lexicon import Groups
from averment.reading.acts.signals import names, signals
from averment.reading.acts.weights import ACTS
from averment.reading.draft import Draft, Report
from averment.values import Attribution
from training.reported import REPORTS, reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.evaluation import GoldArticle
    from averment.values.readings import Act

# what a mistake costs, by the act it should have been: a lost denial weighs more than a lost assertion
COSTS = {"assert": 1.0, "deny": 1.5, "doubt": 2.0, "demand": 2.0, "commit": 2.0, "evaluate": 2.0, "ask": 2.0}
PRIOR = {
    "main ought": ("demand", 2.5),
    "main need": ("demand", 1.0),
    "later ought": ("demand", 0.7),
    "later demanding": ("demand", 5.0),
    "opens demanding": ("demand", 3.0),
    "opens wishing": ("demand", 2.0),
    "opens necessity": ("demand", 1.0),
    "as saying": ("assert", 3.0),
    "main will": ("commit", 0.5),
    "main would": ("commit", 0.3),
    "later own will": ("commit", 1.0),
    "cue label": ("deny", 1.0),
    "harm negated": ("deny", 0.7),
    "question mark": ("ask", 1.5),
    "source asks": ("ask", 2.0),
    "relays": ("assert", 2.0),
}
"""What signals are taken to be worth before anything is learned; 2,000 examples are few for 170 signals."""
CUE, NEAR, PREDICATE = 3.0, 2.0, 1.0
"""The same for the groups of the lexicon that speak for an act: in a cue, near the main verb, behind it."""
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Matrix: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
_LEAST = 0.005  # below it, a weight is 0 in two digits
_FREE = 1e-6  # what draws the starts to 0: next to nothing, so that they are determined
_NEARER = 1e-9  # a step that gains less ends the descent
FOLDS = 5
STRENGTH = 0.5
"""Inverse of the penalty, as in scikit-learn's `C`."""
INVENTED = 0.2
"""What an example from an invented report counts beside one from a real report."""


@dataclass(frozen=True)
class Examples:
    """Signals (n, k) as 0 and 1, acts (n,) as numbers, what each example counts (n,), the number of its report (n,)."""

    signals: Matrix
    acts: Places
    costs: Matrix
    reports: Places

    def where(self, chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Examples:
        """Give some of the examples: `chosen` (n,) is true for them."""
        return Examples(self.signals[chosen], self.acts[chosen], self.costs[chosen], self.reports[chosen])

    def learned(self) -> tuple[Matrix, Matrix]:
        """Learn from them: the weights of the signals (k, c), and what each act starts with (c,)."""
        return learn(self.signals, self.acts, self.costs, act_prior())

    def __add__(self, other: Examples) -> Examples:
        """Give these and others."""
        parts = ("signals", "acts", "costs", "reports")
        return Examples(*(np.concatenate([getattr(self, part), getattr(other, part)]) for part in parts))


def drafts(articles: Iterable[GoldArticle]) -> Iterator[tuple[GoldArticle, Draft]]:
    """Give each article as a draft: the annotators' attributions, in the order of the gold, and our speakers."""
    for article in articles:
        document = capture(article.path.read_bytes(), Given(name=article.path.name)).document
        marked = tuple(
            Attribution(id=a.id, cue=a.cue or a.content[:1], source=a.source, content=a.content, score=1.0)
            for a in article.attributions
        )
        yield article, with_speakers(Draft(Report(document), Tagged([]), attributions=marked))


def annotated(articles: Iterable[GoldArticle]) -> Iterator[tuple[Draft, list[Act]]]:
    """Give each article as a draft, and its acts."""
    for article, draft in drafts(articles):
        yield draft, [a.act or "assert" for a in article.attributions]


def invented() -> Iterator[tuple[Draft, list[Act]]]:
    """Give each invented report as a draft with our speakers, and its acts."""
    for draft, acts in reported(REPORTS.read_text(encoding="utf-8")):
        yield with_speakers(draft), acts


def with_speakers(draft: Draft) -> Draft:
    """Resolve the speakers of a draft, as the reader does before acts are decided."""
    return next(step for step in STEPS if step.name == "speakers").run(draft)


def learn(
    features: Matrix, labels: Places, costs: Matrix, prior: Matrix, strength: float = STRENGTH
) -> tuple[Matrix, Matrix]:
    """Fit a softmax regression of `labels` (n,) on `features` (n, k), whose weights are drawn to a prior (k, c).

    `costs` (n,) say what each example counts. Gives the weights (k, c) and what each class starts with (c,).
    Newton's method with halved steps, down to the minimum: the loss is convex.
    """
    rows = np.hstack([features, np.ones((len(labels), 1))])
    mean = np.vstack([prior, np.zeros(prior.shape[1])])
    pull = np.append(np.ones(len(prior)), _FREE)[:, None]
    right = np.eye(prior.shape[1])[labels]
    cost = strength * costs[:, None]

    def loss(weight: Matrix) -> tuple[float, Matrix]:
        scores = rows @ weight
        scores -= scores.max(1, keepdims=True)
        chances = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
        wrong = -(cost * right * np.log(np.maximum(chances, np.finfo(float).tiny))).sum()
        return wrong + (pull * (weight - mean) ** 2).sum() / 2, chances

    weight = mean.copy()
    least, chances = loss(weight)
    while True:
        slope = rows.T @ (cost * (chances - right)) + pull * (weight - mean)
        step = np.linalg.solve(_curvature(rows, cost, chances, pull), slope.T.ravel()).reshape(slope.T.shape).T
        size = 1.0
        while (found := loss(weight - size * step))[0] > least and size > _LEAST:
            size /= 2
        if least - found[0] < _NEARER:
            return weight[:-1], weight[-1]
        weight, (least, chances) = weight - size * step, found


def _curvature(rows: Matrix, costs: Matrix, chances: Matrix, pull: Matrix) -> Matrix:
    """Give the second derivatives of the loss, acts by acts in blocks of signals by signals."""
    acts = range(chances.shape[1])
    blocks = [[rows.T @ (costs * chances[:, [a]] * ((a == b) - chances[:, [b]]) * rows) for b in acts] for a in acts]
    return np.block(blocks) + np.diag(np.tile(pull[:, 0], len(acts)))


def act_prior() -> Matrix:
    """Give what each signal is taken to be worth at first (k, c), by the lexicon and `PRIOR`."""
    groups = load("acts", Groups)
    taken = dict(PRIOR)
    for name, group in groups.cues.items():
        if group.act:
            taken[f"cue {name}"] = (group.act, CUE)
    for name, group in groups.contents.items():
        if group.act:
            taken |= {f"near {name}": (group.act, NEAR), f"predicate {name}": (group.act, PREDICATE)}
    taken |= {name: (both.act, both.worth) for name, both in groups.together.items()}
    prior = np.zeros((len(names()), len(ACTS)))
    for name, (act, worth) in taken.items():
        prior[names().index(name), ACTS.index(act)] = worth
    return prior


def act_examples(drafts: Iterable[tuple[Draft, Iterable[Act]]], counts: float = 1.0) -> Examples:
    """Give the examples in some drafts, each of which `counts` so much, times what a mistake costs."""
    place = {name: index for index, name in enumerate(names())}
    rows, acts, reports = [], [], []
    for number, (draft, marked) in enumerate(drafts):
        for act, on in zip(marked, signals(draft), strict=True):
            row = np.zeros(len(place))
            row[[place[name] for name in on]] = 1
            rows.append(row)
            acts.append(act)
            reports.append(number)
    costs = np.array([COSTS[act] * counts for act in acts])
    return Examples(np.array(rows), np.array([ACTS.index(act) for act in acts]), costs, np.array(reports))


def unseen(real: Examples, more: Examples) -> Places:
    """Guess each act by what was learned on four fifths of the real reports, its own not among them, and on `more`."""
    guess = np.empty_like(real.acts)
    for fold in range(FOLDS):
        test = real.reports % FOLDS == fold
        weight, start = (real.where(~test) + more).learned()
        guess[test] = (real.signals[test] @ weight + start).argmax(1)
    return guess


def write_acts(weight: Matrix, start: Matrix, path: Path) -> None:
    """Write the table of acts, rounded to what can be read."""
    lines = [
        "# What each signal adds to the log-odds of each act. Made by `python -m training.weights`; do not edit it.",
        f"# The words behind the signals are in acts.yaml. Columns: {', '.join(ACTS)}.",
        f"start: [{', '.join(f'{value:.2f}' for value in start)}]",
        "signals:",
    ]
    for name, row in sorted(zip(names(), weight, strict=True)):
        if np.abs(row).max() >= _LEAST:
            lines.append(f"  {name}: [{', '.join(f'{value:.2f}' for value in row)}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn the table and write it."""
    parser = argparse.ArgumentParser(prog="python -m training.weights", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/contested/train"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    real = act_examples(annotated(read_gold(options.data)))
    more = act_examples(invented(), INVENTED)
    denied, guess = real.acts == ACTS.index("deny"), unseen(real, more)
    said = guess == ACTS.index("deny")
    f1 = 2 * (denied & said).sum() / (denied.sum() + said.sum())
    print(f"{len(real.acts)} real and {len(more.acts)} invented examples, {len(names())} signals")
    print(f"acts on unseen reports: {(guess == real.acts).mean():.1%}, deny F1 {f1:.1%}")
    write_acts(*(real + more).learned(), options.out / "act_weights.yaml")


if __name__ == "__main__":
    main()
