"""Which parts of a message are its text, which are attachments, and which only serve to show it.

In: the tree of parts. Out: `Sorted`. An alternative is read once: as plain text where there is some, else as a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from averment.errors import EncryptedInputError

if TYPE_CHECKING:
    from averment.capture.found import Bytes
    from averment.capture.mail.parts import Part

_SHOWN: Final = ("text/plain", "text/html")
_SERVING: Final = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")
# Signatures, reports to machines, and where to find what is not here: they hold no document.
_NO_DOCUMENTS: Final = frozenset(
    {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-keys",
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "text/rfc822-headers",
    }
)
_LOCKED: Final = "The message is locked for those it was sent to (PGP, S/MIME)."


@dataclass(kw_only=True, slots=True)
class Sorted:
    """Parts by their use. `passed_over` counts those that only serve to show a text; `cut` says that some may be."""

    texts: list[Part] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)
    alternatives: int = 0
    passed_over: int = 0
    cut: bool = False


def sort(data: Bytes, whole: Part) -> Sorted:
    """Sort the parts of a message. Raises `EncryptedInputError` where all of it is locked."""
    found = Sorted()
    _sort(data, whole, found, shown=True, related=False)
    return found


def _sort(data: Bytes, part: Part, found: Sorted, *, shown: bool, related: bool) -> None:
    found.cut = found.cut or part.cut
    if part.media == "multipart/encrypted":
        raise EncryptedInputError(_LOCKED)
    if not part.children:
        _sort_leaf(part, found, shown=shown, related=related)
        return
    chosen = {"multipart/alternative": _alternative, "multipart/related": _root}.get(part.media)
    best = chosen(data, part) if chosen else None
    for child in part.children:
        aside = best is not None and child is not best
        beside = aside and part.media == "multipart/related"
        _sort(data, child, found, shown=shown and (not aside or beside), related=related or beside)


def _sort_leaf(part: Part, found: Sorted, *, shown: bool, related: bool) -> None:
    header = part.header
    if part.media in _NO_DOCUMENTS or (related and part.media.startswith(_SERVING) and not _is_attached(part)):
        found.passed_over += 1
    elif part.media in _SHOWN and not _is_attached(part) and not header.filename and not related:
        if shown:
            found.texts.append(part)
        else:
            found.alternatives += 1
    else:
        found.attached.append(part)


def _alternative(data: Bytes, part: Part) -> Part:
    """Choose plain text that is not blank, else a page, else the first: what each form of the message begins with."""
    for media in _SHOWN:
        for child in part.children:
            if any(
                leaf.media == media and not _is_attached(leaf) and _has_words(data, leaf) for leaf in child.leaves()
            ):
                return child
    return part.children[0]


def _root(_data: Bytes, part: Part) -> Part:
    return root(part)


def root(part: Part) -> Part:
    """Give the part of a multipart/related that the others serve (RFC 2387, 3.2): the named one, else the first."""
    wanted = part.header.parameter("start").strip("<> ")
    for child in part.children:
        if wanted and child.header.text("content-id").strip("<> ") == wanted:
            return child
    return part.children[0]


def _is_attached(part: Part) -> bool:
    return part.header.disposition == "attachment"


def _has_words(data: Bytes, part: Part) -> bool:
    return bool(data[part.start : min(part.end, part.start + (1 << 16))].strip())
