"""Pictures of a claim: values to places in px, each at two widths. The macros of `parts/pictures.html` write them."""

from averment.render.html.pictures.drawing import Drawing
from averment.render.html.pictures.figures import FiguresPicture, figures_picture
from averment.render.html.pictures.origins import OriginsPicture, origins_picture
from averment.render.html.pictures.timeline import TimelinePicture, timeline_picture

__all__ = [
    "Drawing",
    "FiguresPicture",
    "OriginsPicture",
    "TimelinePicture",
    "figures_picture",
    "origins_picture",
    "timeline_picture",
]
