"""The independent origins behind each side of a claim, after copies, wires and citations are followed back."""

from averment.weighing.origins.origins import Tracer, origins

__all__ = ["Tracer", "origins"]
