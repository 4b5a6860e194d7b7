"""Values to HTML: what the review desk and the dossier share. Templates, style, pictures in SVG; no script."""

from averment.render.html.environment import STYLE, environment

__all__ = ["STYLE", "environment"]
