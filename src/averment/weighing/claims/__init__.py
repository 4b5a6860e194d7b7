"""Claims: contents about the same proposition, in one report and across reports, with polarity kept out of it.

In: readings and vectors of what is said in them; judgements. Out: groups of attributions around a statement.
"""

from averment.weighing.claims.grouping import Grouping
from averment.weighing.claims.groups import Group, Groups
from averment.weighing.claims.saying import Saying, sayings_of

__all__ = ["Group", "Grouping", "Groups", "Saying", "sayings_of"]
