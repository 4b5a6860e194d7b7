"""Averment: the ledger of contested reporting.

    >>> from averment import quote, read
    >>> reading = read("report.txt")
    >>> text = reading.document.text
    >>> [(quote(text, a.source), quote(text, a.content)) for a in reading.attributions]

Nothing heavy is imported at import time: `read` loads the model when it is first called.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from averment.api import Input, Outcome, Reads, load_reader, load_weigher, read, read_many
    from averment.case import Case
    from averment.errors import (
        AvermentError,
        BinaryInputError,
        BusyError,
        CaseError,
        ClusterError,
        CorpusError,
        DamagedError,
        EmptyInputError,
        EncryptedInputError,
        GoldError,
        HostileInputError,
        InputError,
        InputTooLargeError,
        LanguageError,
        MalformedInputError,
        MissingInputError,
        ModelError,
        NewerError,
        NoCaseError,
        NoTextError,
        ParserLimitError,
        SealedError,
        SeveralDocumentsError,
        StepError,
        StorageError,
        TimestampError,
        UnforeseenInputError,
        UsageError,
        WithdrawnError,
    )
    from averment.values import (
        Addition,
        Alias,
        Attribution,
        Box,
        Capture,
        Change,
        Charset,
        Check,
        Claim,
        Collapse,
        Conflict,
        Consistency,
        Copy,
        Date,
        Document,
        Evidence,
        Figure,
        Held,
        Hit,
        Inclusion,
        Interval,
        Judgement,
        Layout,
        Listed,
        Model,
        Moment,
        Near,
        Origin,
        Origins,
        Page,
        Passage,
        Place,
        Position,
        Published,
        Queued,
        Quoted,
        Reading,
        Reread,
        Reviewed,
        Segment,
        Series,
        Skipped,
        Source,
        Span,
        Speaker,
        Stated,
        Target,
        Told,
        Verification,
        Weighed,
        from_json,
        quote,
        rectangles,
        schema,
        to_json,
    )

    __version__: str

__all__ = [
    "Addition",
    "Alias",
    "Attribution",
    "AvermentError",
    "BinaryInputError",
    "Box",
    "BusyError",
    "Capture",
    "Case",
    "CaseError",
    "Change",
    "Charset",
    "Check",
    "Claim",
    "ClusterError",
    "Collapse",
    "Conflict",
    "Consistency",
    "Copy",
    "CorpusError",
    "DamagedError",
    "Date",
    "Document",
    "EmptyInputError",
    "EncryptedInputError",
    "Evidence",
    "Figure",
    "GoldError",
    "Held",
    "Hit",
    "HostileInputError",
    "Inclusion",
    "Input",
    "InputError",
    "InputTooLargeError",
    "Interval",
    "Judgement",
    "LanguageError",
    "Layout",
    "Listed",
    "MalformedInputError",
    "MissingInputError",
    "Model",
    "ModelError",
    "Moment",
    "Near",
    "NewerError",
    "NoCaseError",
    "NoTextError",
    "Origin",
    "Origins",
    "Outcome",
    "Page",
    "ParserLimitError",
    "Passage",
    "Place",
    "Position",
    "Published",
    "Queued",
    "Quoted",
    "Reading",
    "Reads",
    "Reread",
    "Reviewed",
    "SealedError",
    "Segment",
    "Series",
    "SeveralDocumentsError",
    "Skipped",
    "Source",
    "Span",
    "Speaker",
    "Stated",
    "StepError",
    "StorageError",
    "Target",
    "TimestampError",
    "Told",
    "UnforeseenInputError",
    "UsageError",
    "Verification",
    "Weighed",
    "WithdrawnError",
    "__version__",
    "from_json",
    "load_reader",
    "load_weigher",
    "quote",
    "read",
    "read_many",
    "rectangles",
    "schema",
    "to_json",
]

_HOME = dict.fromkeys(["Input", "Outcome", "Reads", "load_reader", "load_weigher", "read", "read_many"], "averment.api")
_HOME["Case"] = "averment.case"


def __getattr__(name: str) -> Any:  # noqa: ANN401  # as many types as there are members
    """Import a public member when it is first asked for."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = _version() if name == "__version__" else getattr(import_module(_home(name)), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public members, imported or not."""
    return sorted(__all__)


def _home(name: str) -> str:
    return _HOME.get(name) or ("averment.errors" if name.endswith("Error") else "averment.values")


def _version() -> str:
    from importlib.metadata import version

    return version("averment")
