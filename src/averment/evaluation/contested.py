"""What annotators marked, in the fuller form: a folder with `docs/ID.txt` and `gold/ID.ANNOTATOR.json`.

In: such a folder. Out: complete `GoldArticle`s. Files are decoded by type; what does not fit the text is an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from averment.evaluation.articles import (
    GoldArticle,
    GoldAttribution,
    GoldSpeaker,
    content_of,
    digest_of,
    fail,
    first_annotations,
    text_of,
)
from averment.values import Evidence, Figure, Span
from averment.values.readings import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_COUNTED: Final = ("killed", "injured", "other")


class _Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """An attribution as the file has it: one span for the source or null, and no cue where a quotation has none."""

    id: str
    source: Span | None
    cue: tuple[Span, ...] | None
    content: tuple[Span, ...]
    act: Act
    about: tuple[str, ...]
    who: GoldSpeaker


class _File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of annotations. Everything is required: a list left out would pass for a text that has nothing to mark."""

    id: str
    annotator: str
    attributions: tuple[_Attribution, ...]
    evidence: tuple[Evidence, ...]
    figures: tuple[Figure, ...]


def files(folder: Path) -> list[tuple[Path, Path]]:
    """Give the texts of `folder` that are annotated in this form, each with its annotations."""
    return first_annotations(folder / "docs", (folder / "gold").glob("*.json"), ".")


def articles(pairs: Iterable[tuple[Path, Path]]) -> Iterator[GoldArticle]:
    """Read texts and their annotations. Raises `GoldError`, with file and record, for what cannot be meant."""
    for path, annotation in pairs:
        text, marked = text_of(path), _decoded(annotation)
        if marked.id != path.stem:
            fail(f"the file says that it annotates “{marked.id}”", str(annotation))
        _check(marked, len(text), str(annotation))
        yield GoldArticle(
            id=path.stem,
            path=path,
            digest=digest_of(text),
            text=text,
            annotator=marked.annotator,
            attributions=tuple(map(_attribution, marked.attributions)),
            evidence=marked.evidence,
            figures=marked.figures,
            complete=True,
        )


def _decoded(path: Path) -> _File:
    try:
        return msgspec.json.decode(content_of(path), type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        fail(f"this is not a file of annotations: {error}", str(path))


def _attribution(marked: _Attribution) -> GoldAttribution:
    return GoldAttribution(
        id=marked.id,
        cue=tuple(sorted(marked.cue or ())),
        source=(marked.source,) if marked.source else (),
        content=tuple(sorted(marked.content)),
        act=marked.act,
        about=marked.about,
        who=marked.who,
    )


def _check(marked: _File, length: int, path: str) -> None:
    """Check that ids are unique, references known and spans inside the text."""
    for records in (marked.attributions, marked.evidence, marked.figures):
        seen: set[str] = set()
        for record in records:
            if record.id in seen:
                fail("two records have this id", f"{path}:{record.id}")
            seen.add(record.id)
    known = {attribution.id for attribution in marked.attributions}
    for attribution in marked.attributions:
        subject = f"{path}:{attribution.id}"
        _check_spans(_spans(attribution), length, subject)
        _check_ids(attribution.about, known - {attribution.id}, subject)
    for evidence in marked.evidence:
        _check_spans((evidence.span,), length, f"{path}:{evidence.id}")
        _check_ids(evidence.rests, known, f"{path}:{evidence.id}")
    for figure in marked.figures:
        _check_spans((figure.span,), length, f"{path}:{figure.id}")
        _check_ids((figure.by,) if figure.by is not None else (), known, f"{path}:{figure.id}")
        _check_figure(figure, f"{path}:{figure.id}")


def _spans(attribution: _Attribution) -> Iterator[Span]:
    if attribution.source:
        yield attribution.source
    yield from attribution.cue or ()
    yield from attribution.content


def _check_spans(spans: Iterable[Span], length: int, subject: str) -> None:
    for start, end in spans:
        if not 0 <= start < end <= length:
            fail(f"the span {start} to {end} is empty or outside the text of {length} characters", subject)


def _check_ids(ids: Iterable[str], known: set[str], subject: str) -> None:
    for identifier in ids:
        if identifier not in known:
            fail(f"this refers to “{identifier}”, which is no other attribution in this file", subject)


def _check_figure(figure: Figure, subject: str) -> None:
    if figure.what not in _COUNTED:
        fail(f"this counts “{figure.what}”; known are {', '.join(_COUNTED)}", subject)
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        fail(f"the lower bound {figure.low:g} is above the upper bound {figure.high:g}", subject)
