"""Invented coverage: statements about events that never were, of which it is known how they stand to a proposition.

In: a source of chance. Out: `Example`s without end. The words are in three YAML files that need no Python to be read.
"""

from training.weighing.invented.examples import example
from training.weighing.invented.grammar import GRAMMAR

__all__ = ["GRAMMAR", "example"]
