"""What annotators marked, in PolNeAR's form: a folder with `text/ID.txt` and `attributions/ID_ANNOTATOR.ann`.

In: such a folder; the annotations are brat stand-off. Out: `GoldArticle`s that hold attributions and no more.
Comment lines and the tails of quotations broken over lines are passed over; a record that makes no sense is an error.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from averment.evaluation.articles import GoldArticle, GoldAttribution, digest_of, fail, first_annotations, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from averment.values import Span

_RECORD: Final = re.compile(r"(?P<id>[TE]\d+)\t(?P<body>[^\t]*)")
_ENTITY: Final = re.compile(r"\S+ (?P<spans>\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*)")
_EVENT: Final = re.compile(r"\S+:\S+( +\S+:\S+)* *")
_ROLE: Final = re.compile(r"(?P<role>source|cue|content)\d*", re.IGNORECASE)


def files(folder: Path) -> list[tuple[Path, Path]]:
    """Give the texts of `folder` that are annotated in this form, each with its annotations."""
    return first_annotations(folder / "text", (folder / "attributions").glob("*.ann"), "_")


def articles(pairs: Iterable[tuple[Path, Path]]) -> Iterator[GoldArticle]:
    """Read texts and their annotations. Raises `GoldError`, with file and line, for a record that makes no sense."""
    for path, annotation in pairs:
        text = text_of(path)
        yield GoldArticle(
            id=path.stem,
            path=path,
            digest=digest_of(text),
            text=text,
            annotator=annotation.stem.rpartition("_")[2],
            attributions=tuple(read_annotation(annotation, len(text))),
        )


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
    return enumerate(text_of(path).splitlines(), start=1)


def _spans(body: str, length: int, subject: str) -> tuple[Span, ...]:
    entity = _ENTITY.fullmatch(body)
    if not entity:
        fail("expected `TYPE START END`, further pieces after `;`", subject)
    spans = []
    for piece in entity["spans"].split(";"):
        start, end = map(int, piece.split())
        if not start < end <= length:
            fail(f"the span {start} to {end} is empty or outside the text of {length} characters", subject)
        spans.append((start, end))
    return tuple(spans)


def _event(
    record: re.Match[str], above: dict[str, tuple[Span, ...]], defined: set[str], subject: str
) -> GoldAttribution:
    if not _EVENT.fullmatch(record["body"]):
        fail("expected `Attribution:ID ROLE:ID …`", subject)
    pieces: dict[str, list[Span]] = {"cue": [], "source": [], "content": []}
    for argument in record["body"].split()[1:]:
        name, _, identifier = argument.partition(":")
        if identifier not in defined:
            fail(f"{identifier} is defined nowhere in this file", subject)
        if role := _ROLE.fullmatch(name):
            pieces[role["role"].lower()] += above.get(identifier, ())
    cue, source, content = (tuple(sorted(pieces[role])) for role in ("cue", "source", "content"))
    return GoldAttribution(id=record["id"], cue=cue, source=source, content=content)
