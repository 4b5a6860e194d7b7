"""Averment: the ledger of contested reporting.

    >>> from averment import read
    >>> reading = read("report.txt")
    >>> [(quote(reading.document.text, a.source), quote(reading.document.text, a.content)) for a in reading.attributions]

Nothing heavy is imported at import time: `read` loads the model when it is first called.
"""
