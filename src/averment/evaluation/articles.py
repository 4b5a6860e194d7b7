"""What annotators marked in one article, as values: attributions, and in the fuller form all that a reading holds.

In: what the readers of the two forms decoded. Out: `GoldArticle`s, and the errors and pairings both readers need.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, NoReturn

import msgspec

from averment.errors import GoldError
from averment.values import Evidence, Figure, Span
from averment.values.readings import Act, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class GoldSpeaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who a source is, by the name that the article lets its reader know."""

    name: str
    kind: SpeakerKind
    role: str | None = None
    affiliation: str | None = None


class GoldAttribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as an annotator marked it. `id` is the annotator's; pieces stand in order of the text.

    `act`, `about` and `who` are as in `Attribution`, and null or empty where the form of the gold has none of them.
    """

    id: str
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    act: Act | None = None
    about: tuple[str, ...] = ()
    who: GoldSpeaker | None = None


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated article: the file of its text, the `sha256:` digest of that file, and what `annotator` marked.

    `complete` says that acts, speakers, evidence and figures were annotated too: only then does their absence count.
    """

    id: str
    path: Path
    digest: str
    text: str
    annotator: str
    attributions: tuple[GoldAttribution, ...]
    evidence: tuple[Evidence, ...] = ()
    figures: tuple[Figure, ...] = ()
    complete: bool = False


def first_annotations(texts: Path, annotations: Iterable[Path], divider: str) -> list[tuple[Path, Path]]:
    """Pair the texts of a folder with their annotations, `ID{divider}ANNOTATOR`, in order of ID.

    Of several annotators the first in alphabetical order is taken. Texts without annotations are left out.
    """
    by_id: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(annotations):
        by_id[path.stem.rpartition(divider)[0]].append(path)
    return [(path, by_id[path.stem][0]) for path in sorted(texts.glob("*.txt")) if path.stem in by_id]


def content_of(path: Path) -> bytes:
    """Give the bytes of a file of gold. Raises `GoldError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"this cannot be read ({error})", str(path))


def text_of(path: Path) -> str:
    """Give the text of a file, line ends as they are. Raises `GoldError` where it is not UTF-8."""
    try:
        return content_of(path).decode()
    except UnicodeDecodeError as error:
        fail(f"this cannot be read as UTF-8 text ({error})", str(path))


def digest_of(text: str) -> str:
    """Give the digest of the file that holds `text`."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def fail(message: str, subject: str) -> NoReturn:
    """Raise a `GoldError` about a file, or a line or a record in it."""
    raise GoldError(message, subject=subject)
