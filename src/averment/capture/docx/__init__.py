"""Office documents (DOCX): the text with its notes and text boxes, and what was changed in it under tracking.

In: the bytes. Out of `parse`: one document; its capture lists the tracked changes. The parts are taken out and read
here, not by python-docx: that reads every part, pictures too, and fails on a file that names a part which is missing.
"""

from averment.capture.docx.document import parse

__all__ = ["parse"]
