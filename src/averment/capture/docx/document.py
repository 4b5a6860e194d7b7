"""An office document to its capture: the order of steps, and only that.

In: the bytes and what is known from outside. Out: `Capture`, with the tracked changes. The text is the body as it
reads with all changes accepted; then the notes, each as "[1] …" with "[1]" where it is referred to; then headers and
footers, each once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from averment.capture.docx.elements import attribute, name_of
from averment.capture.docx.notes import notes
from averment.capture.docx.package import Package
from averment.capture.docx.properties import properties
from averment.capture.docx.story import Story
from averment.capture.docx.styles import style_names
from averment.capture.docx.writing import PARAGRAPH, Written
from averment.capture.found import Bytes, Found, Given, Made
from averment.capture.kinds import is_blank
from averment.capture.paper import described, documented, paper_segments
from averment.errors import EmptyInputError, MalformedInputError
from averment.values import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.values import Span

_MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN: Final = "word/document.xml"
_LEADING: Final = 12  # paragraphs among which the headline is
_SEPARATORS: Final = ("separator", "continuationSeparator", "continuationNotice")


def parse(data: Bytes, given: Given) -> Iterator[Found]:
    """Find the one document of an office document. Raises `InputError`."""
    yield Made(capture=capture_docx(data[:], given))


def capture_docx(data: bytes, given: Given) -> Capture:
    """Read an office document (DOCX). About ten million code points of prose a second; letter by letter, 0.2."""
    package = Package(data)
    main = next((name for _, name in package.related("", "officeDocument")), _MAIN)
    body = package.part(main)
    if body is None or name_of(body) != "document":
        message = "It begins as an office document, but has no text part."
        raise MalformedInputError(message)
    story = Story(Written(), _styles(package, main))
    story.read(body)
    _footnotes(package, main, story)
    end = story.written.length
    _edges(package, main, story)
    text = story.written.text()
    if is_blank(text):
        message = "There is no text in it to read."
        raise EmptyInputError(message)
    headline = _headline(story, end)
    spans = [paragraph.span for paragraph in story.paragraphs]
    segments = paper_segments(text, headline, spans, end, _marked(story, end))
    says = properties(package)
    about = described(text, segments, title=says.title, author=says.author, how="docx", sure=headline is not None)
    document = documented(data, given, about, media_type=_MEDIA_TYPE, text=text, segments=segments)
    changes = tuple(story.written.changes)
    comments = sum(len(root) for root in _parts(package, main, "comments"))
    return Capture(document=document, changes=changes, notes=notes(says, story, comments, edges=end < len(text)))


def _parts(package: Package, main: str, kind: str) -> Iterator[Any]:
    for _, name in package.related(main, kind):
        root = package.part(name)
        if root is not None:
            yield root


def _styles(package: Package, main: str) -> dict[str, str]:
    return next((style_names(root) for root in _parts(package, main, "styles")), {})


def _footnotes(package: Package, main: str, story: Story) -> None:
    """Write the notes after the body, in the order of their numbers. A note may refer to another."""
    found: dict[tuple[str, str], Any] = {}
    for kind in ("footnote", "endnote"):
        for root in _parts(package, main, kind + "s"):
            for note in root:
                if attribute(note, "type") not in _SEPARATORS:
                    found.setdefault((kind, attribute(note, "id")), note)
    at = 0
    while at < len(story.referred):
        key = story.referred[at]
        at += 1
        if key in found:
            story.note(at, found[key])


def _edges(package: Package, main: str, story: Story) -> None:
    """Write the headers and footers after all else, those of the same words once."""
    seen: set[str] = set()
    for kind in ("header", "footer"):
        for root in _parts(package, main, kind):
            words = "".join(root.itertext()).strip()
            if words and words not in seen:
                seen.add(words)
                story.written.gap(PARAGRAPH)
                story.read(root)


def _headline(story: Story, end: int) -> Span | None:
    leading = [paragraph for paragraph in story.paragraphs[:_LEADING] if paragraph.span[1] <= end]
    for style in ("title", "heading 1"):
        for paragraph in leading:
            if paragraph.style == style:
                return paragraph.span
    return None


def _marked(story: Story, end: int) -> Iterator[tuple[Any, int, int]]:
    """Give the parts that styles name."""
    for paragraph in story.paragraphs:
        if paragraph.span[1] <= end and paragraph.style.startswith(("caption", "toc")):
            yield ("caption" if paragraph.style.startswith("caption") else "boilerplate", *paragraph.span)
