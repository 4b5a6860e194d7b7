"""A case on disk: originals and log (`custody`), an index that can be made anew from both, and the façade `Case`."""

from averment.case.case import Case

__all__ = ["Case"]
