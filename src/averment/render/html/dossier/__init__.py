"""The dossier: one page that holds a dispute, to be printed and handed over. Values in, HTML out.

It holds no script and loads nothing. `gather` takes from a case what a dossier is about, `dossier` writes it.
"""

from averment.render.html.dossier.content import Choice, DossierContent, Head, Shown
from averment.render.html.dossier.gather import gather
from averment.render.html.dossier.page import dossier

__all__ = ["Choice", "DossierContent", "Head", "Shown", "dossier", "gather"]
