"""What annotators marked: a corpus folder in PolNeAR's form, read into values.

In: a folder with `text/ID.txt` (UTF-8) and `attributions/ID_ANNOTATOR.ann` (brat stand-off). Out: `GoldArticle`s.
Comment lines and the tails of quotations broken over lines are passed over; a record that makes no sense is an error.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import msgspec

from averment.errors import GoldError
from averment.values import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_RECORD: Final = re.compile(r"(?P<id>[TE]\d+)\t(?P<body>[^\t]*)")
_ENTITY: Final = re.compile(r"\S+ (?P<spans>\d+ \d+(?:;\d+ \d+)*)")
_EVENT: Final = re.compile(r"\S+:\S+( +\S+:\S+)* *")
_ROLE: Final = re.compile(r"(?P<role>source|cue|content)\d*", re.IGNORECASE)


class GoldAttribution(msgspec.Struct, frozen=True, kw_only=True):
    """One attribution as an annotator marked it. `id` is that of its event line; pieces stand in order of the text."""

    id: str
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated article: the file of its text, the `sha256:` digest of that file, and what `annotator` marked."""

    id: str
    path: Path
    digest: str
    text: str
    annotator: str
    attributions: tuple[GoldAttribution, ...]


def read_gold(folder: Path) -> Iterator[GoldArticle]:
    """Read the annotated articles of `folder`, in order of ID; of several annotators, the first in alphabetical order.

    Articles without annotations are left out. Raises `GoldError`, with file and line where there is one, for a folder
    without annotated articles, a file that is not UTF-8, a record that cannot be parsed, a span outside the text, or
    an event that refers to something the file does not define.
    """
    annotations: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations[path.stem.rpartition("_")[0]].append(path)
    articles = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in annotations]
    if not articles:
        message = "no article here has both text/ID.txt and attributions/ID_ANNOTATOR.ann"
        raise GoldError(message, subject=str(folder))
    for path in articles:
        yield _article(path, annotations[path.stem][0])


def _article(path: Path, annotation: Path) -> GoldArticle:
    text = _decoded(path)
    return GoldArticle(
        id=path.stem,
        path=path,
        digest=f"sha256:{hashlib.sha256(text.encode()).hexdigest()}",
        text=text,
        annotator=annotation.stem.rpartition("_")[2],
        attributions=tuple(read_annotation(annotation, len(text))),
    )


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        message = f"this cannot be read as UTF-8 text ({error})"
        raise GoldError(message, subject=str(path)) from error


def read_annotation(path: Path, length: int) -> Iterator[GoldAttribution]:
    """Go through the attributions of one stand-off file on a text of `length` code points: its events that have a cue.

    An event holds only what stands above it in the file. PolNeAR now and then declares a second piece of content
    below; its scorers leave that out, and so do we, or the numbers would not be comparable. Raises as `read_gold` does.
    """
    lines = [(number, match) for number, line in _lines(path) if (match := _RECORD.match(line))]
    defined = {match["id"] for _, match in lines}
    above: dict[str, tuple[Span, ...]] = {}
    for number, match in lines:
        subject = f"{path}:{number}"
        if match["id"][0] == "T":
            above[match["id"]] = _spans(match["body"], length, subject)
        else:
            attribution = _event(match, above, defined, subject)
            if attribution.cue:
                yield attribution


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    return enumerate(_decoded(path).splitlines(), start=1)


def _spans(body: str, length: int, subject: str) -> tuple[Span, ...]:
    entity = _ENTITY.fullmatch(body)
    if not entity:
        _fail("expected `TYPE START END`, further pieces after `;`", subject)
    spans = []
    for piece in entity["spans"].split(";"):
        start, end = map(int, piece.split())
        if not start < end <= length:
            _fail(f"the span {start} to {end} is empty or outside the text of {length} characters", subject)
        spans.append((start, end))
    return tuple(spans)


def _event(
    record: re.Match[str], above: dict[str, tuple[Span, ...]], defined: set[str], subject: str
) -> GoldAttribution:
    if not _EVENT.fullmatch(record["body"]):
        _fail("expected `Attribution:ID ROLE:ID …`", subject)
    pieces: dict[str, list[Span]] = {"cue": [], "source": [], "content": []}
    for argument in record["body"].split()[1:]:
        name, _, identifier = argument.partition(":")
        if identifier not in defined:
            _fail(f"{identifier} is defined nowhere in this file", subject)
        if role := _ROLE.fullmatch(name):
            pieces[role["role"].lower()] += above.get(identifier, ())
    return GoldAttribution(id=record["id"], **{role: tuple(sorted(spans)) for role, spans in pieces.items()})


def _fail(message: str, subject: str) -> NoReturn:
    raise GoldError(message, subject=subject)
