"""`python -m training.weights`: the tables by which acts and links are decided, learned on the contested gold.

In: annotated reports. Out: `act_weights.yaml` and `link_weights.yaml`. The attributions are the annotators', everything
else (speakers, sentences, segments) what the reader itself makes of the text. A logistic regression with a penalty on
large weights, to the minimum, in float64: the same tables on any machine, in a minute.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from averment.capture import capture
from averment.evaluation import read_gold
from averment.inference.tagging import Tagged
from averment.lexicons import FOLDER, load
from averment.reading import STEPS
from averment.reading.acts.lexicon import Groups
from averment.reading.acts.signals import names, signals
from averment.reading.acts.weights import ACTS
from averment.reading.draft import Draft, Report
from averment.values import Attribution

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from averment.evaluation import GoldArticle

# what a mistake costs, by the act it should have been: a lost denial weighs more than a lost assertion
COSTS = {"assert": 1.0, "deny": 1.5, "doubt": 2.0, "demand": 2.0, "commit": 2.0, "evaluate": 2.0, "ask": 2.0}
PRIOR = {
    "main ought": ("demand", 2.5),
    "opens demanding": ("demand", 3.0),
    "main will": ("commit", 0.7),
    "main would": ("commit", 0.3),
    "announces": ("commit", 1.0),
    "promises": ("commit", 1.5),
    "labels": ("deny", 2.5),
    "cue label": ("deny", 1.0),
    "answers harm": ("deny", 0.7),
    "answers an accuser": ("deny", 0.7),
    "answers accusations": ("deny", 0.7),
    "answers as I": ("deny", 1.0),
    "answers of harm": ("deny", 1.0),
    "rejects a saying": ("deny", 2.0),
    "withholds": ("doubt", 3.0),
    "wants to": ("commit", 2.0),
    "wants done": ("demand", 2.0),
    "calls for": ("demand", 2.0),
    "question mark": ("ask", 1.5),
    "relays": ("assert", 2.0),
}
"""What signals are taken to be worth before anything is learned; 1,600 examples are few for 160 signals."""
CUE, NEAR, PREDICATE = 3.0, 2.0, 1.0
"""The same for the groups of the lexicon that speak for an act: in a cue, near the main verb, behind it."""
FOLDS = 5
STRENGTH = 0.5
"""Inverse of the penalty, as in scikit-learn's `C`."""


def drafts(articles: Iterable[GoldArticle]) -> Iterator[tuple[GoldArticle, Draft]]:
    """Give each article as a draft: the annotators' attributions, in the order of the gold, and our speakers."""
    for article in articles:
        document = capture(article.path.read_bytes(), name=article.path.name).document
        marked = tuple(
            Attribution(id=a.id, cue=a.cue or a.content[:1], source=a.source, content=a.content, score=1.0)
            for a in article.attributions
        )
        draft = Draft(Report(document), Tagged([]), attributions=marked)
        yield article, next(step for step in STEPS if step.name == "speakers").run(draft)


def learn(
    features: np.ndarray, labels: np.ndarray, costs: np.ndarray, prior: np.ndarray, strength: float
) -> tuple[np.ndarray, np.ndarray]:
    """Fit a softmax regression whose weights are drawn to a prior. `features` (n, k), `labels` (n,) class numbers, `costs` (n,), `prior` (k, c).

    Gives the weights (k, c) and what each class starts with (c,).
    """
    x, y, cost, mean = torch.tensor(features), torch.tensor(labels), torch.tensor(costs), torch.tensor(prior)
    weight = mean.clone().requires_grad_()
    start = torch.zeros(weight.shape[1], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, start], max_iter=500, line_search_fn="strong_wolfe", tolerance_change=1e-9)

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        wrong = torch.nn.functional.cross_entropy(x @ weight + start, y, reduction="none")
        total = strength * (cost * wrong).sum() + (weight - mean).square().sum() / 2
        total.backward()
        return total

    optimiser.step(loss)
    return weight.detach().numpy(), start.detach().numpy()


def act_prior() -> np.ndarray:
    """Give what each signal is taken to be worth at first (k, c), by the lexicon and `PRIOR`."""
    groups = load("acts", Groups)
    taken = dict(PRIOR)
    for name, group in groups.cues.items():
        if group.act:
            taken[f"cue {name}"] = (group.act, CUE)
    for name, group in groups.contents.items():
        if group.act:
            taken |= {f"near {name}": (group.act, NEAR), f"predicate {name}": (group.act, PREDICATE)}
    prior = np.zeros((len(names()), len(ACTS)))
    for name, (act, worth) in taken.items():
        prior[names().index(name), ACTS.index(act)] = worth
    return prior


def act_examples(pairs: Iterable[tuple[GoldArticle, Draft]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give signals (n, k) as 0 and 1, the acts (n,) as numbers, and the number of the article of each (n,)."""
    place = {name: index for index, name in enumerate(names())}
    rows, labels, groups = [], [], []
    for group, (article, draft) in enumerate(pairs):
        for marked, on in zip(article.attributions, signals(draft), strict=True):
            row = np.zeros(len(place))
            row[[place[name] for name in on]] = 1
            rows.append(row)
            labels.append(ACTS.index(marked.act or "assert"))
            groups.append(group)
    return np.array(rows), np.array(labels), np.array(groups)


def unseen(features: np.ndarray, labels: np.ndarray, costs: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Guess each label by what was learned on four fifths of the articles, its own not among them."""
    guess = np.empty_like(labels)
    for fold in range(FOLDS):
        test = groups % FOLDS == fold
        weight, start = learn(features[~test], labels[~test], costs[~test], act_prior(), STRENGTH)
        guess[test] = (features[test] @ weight + start).argmax(1)
    return guess


def write_acts(weight: np.ndarray, start: np.ndarray, path: Path) -> None:
    """Write the table of acts, rounded to what can be read."""
    lines = [
        "# What each signal adds to the log-odds of each act. Made by `python -m training.weights`: do not edit by hand;",
        f"# the words behind the signals are in acts.yaml. Columns: {', '.join(ACTS)}.",
        f"start: [{', '.join(f'{value:.2f}' for value in start)}]",
        "signals:",
    ]
    for name, row in sorted(zip(names(), weight, strict=True)):
        if np.abs(row).max() >= 0.005:
            lines.append(f"  {name}: [{', '.join(f'{value:.2f}' for value in row)}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Learn the tables and write them."""
    parser = argparse.ArgumentParser(prog="python -m training.weights", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/contested/train"))
    parser.add_argument("--out", type=Path, default=FOLDER)
    options = parser.parse_args()
    pairs = list(drafts(read_gold(options.data)))
    features, labels, groups = act_examples(pairs)
    costs = np.array([COSTS[act] for act in ACTS])[labels]
    guess = unseen(features, labels, costs, groups)
    deny = ACTS.index("deny")
    both = ((guess == deny) & (labels == deny)).sum()
    print(
        f"acts on unseen articles: {(guess == labels).mean():.1%}, deny F1 {2 * both / ((guess == deny).sum() + (labels == deny).sum()):.1%}"
    )
    write_acts(*learn(features, labels, costs, act_prior(), STRENGTH), options.out / "act_weights.yaml")


if __name__ == "__main__":
    main()
