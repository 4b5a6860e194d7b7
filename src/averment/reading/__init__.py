"""Document to Reading: a module or a folder a step; `reader.py` is their order."""

from averment.reading.draft import Draft, Report
from averment.reading.reader import STEPS, Reader
from averment.reading.steps import Step

__all__ = ["STEPS", "Draft", "Reader", "Report", "Step"]
