"""PDF: the words of its pages in reading order, each with the rectangle it fills.

In: the bytes. Out of `parse`: one document, whose capture has a layout. PDFium reads the format; order, lines,
paragraphs and the text are ours.
"""

from averment.capture.pdf.document import parse

__all__ = ["parse"]
