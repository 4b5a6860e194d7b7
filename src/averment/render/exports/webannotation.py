"""Annotations in the Web Annotation Data Model (W3C, 2017): `averment export --to webannotation`.

In: readings and claims. Out: `pages/`, files of at most a thousand annotations each (section 5.2), `collection.json`
over them (5.1), and `documents.jsonl`, the texts that positions are counted in. Ten files for ten thousand lines.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Final

import msgspec

from averment.render.exports.annotated_claims import claimed
from averment.render.exports.annotations import annotated
from averment.render.exports.identifiers import UUIDS, Known, names_of, original, uuid
from averment.render.exports.material import Written
from averment.render.header import counted

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.material import Material
    from averment.render.exports.selectors import Resource
    from averment.values import Document

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
PAGE: Final = 1_000
"""Annotations in a page."""
README: Final = """# Annotations

Made by `averment export --to webannotation`, in the form of the Web Annotation Data Model (W3C, 2017).

`pages/` holds the annotations, a thousand a file, one a line; `collection.json` says how many there are. An attribution
is an annotation whose targets are its pieces: content, source, cue (`styleClass`). Bodies with a `label` say what was
read: act, certainty, speaker, party, said; `about` links a denial to the annotation it denies. Evidence, figures, and
the positions and origins of each claim are annotations too. Dates are in no annotation of their own.

`documents.jsonl` has a report a line with the text in which positions are counted, from 0, in code points. Programs
that count UTF-16 units are off by one after each character beyond U+FFFF (emoji): they find the words by the quotation
and the 32 characters beside it. The text is that of the report as averment read it, which is not the text of the page
as a browser shows it.

`nih:sha-256;` and 64 digits name the preserved original, by the digest that `sha256sum` prints. Annotations say what a
model found, or a person corrected: not what is true. The texts belong to whoever published them.
"""


def write(material: Material, folder: Path) -> Written:
    """Write the annotations of all readings and claims. Holds a report at a time, and a digest for each that was."""
    known = Known()
    pages = _Pages(folder, material.title)
    with (folder / "documents.jsonl").open("wb") as documents:
        for name, reading in material.readings():
            if not known.add(names_of(reading)):
                continue
            documents.write(_ENCODER.encode(_document(name, reading.document)) + b"\n")
            for one in annotated(reading):
                pages.add(one)
    for claim in material.claims():
        for one in claimed(claim, known):
            pages.add(one)
    pages.close()
    (folder / "README.md").write_text(README, encoding="utf-8")
    files = ("README.md", "collection.json", "documents.jsonl", *pages.files)
    told = f"{counted(pages.total, 'annotation')}. Dates are not in it."
    return Written(files=files, told=(told, *known.again()))


_ENCODER: Final = msgspec.json.Encoder()


def _document(name: str, document: Document) -> dict[str, object]:
    published = document.published
    return {
        "id": original(document.digest),
        "name": name,
        "media_type": document.media_type,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": [published.start, published.end] if published else None,
        "text": document.text,
    }


class _Pages:
    """Writes pages as they fill. A page names the next one, so it is written when that begins, or at the end."""

    def __init__(self, folder: Path, title: str) -> None:
        self._folder, self._title = folder, title
        self._items: list[Resource] = []
        self._name = ""
        self.files: list[str] = []
        self.total = 0

    def add(self, one: Resource) -> None:
        """Take an annotation."""
        if not self.total:
            self._name = uuid("collection", self._title, one["id"])
        if len(self._items) == PAGE:
            self._put(last=False)
        self._items.append(one)
        self.total += 1

    def close(self) -> None:
        """Write the last page, and the collection."""
        if self._items:
            self._put(last=True)
        collection: Resource = {"@context": CONTEXT, **self._collection(), "total": self.total}
        if self.files:
            collection |= {"first": self._page(0), "last": self._page(len(self.files) - 1)}
        marked = msgspec.json.format(_ENCODER.encode(collection), indent=1)
        (self._folder / "collection.json").write_bytes(marked + b"\n")

    def _put(self, *, last: bool) -> None:
        number = len(self.files)
        head: Resource = {"@context": CONTEXT, "id": self._page(number), "type": "AnnotationPage"}
        head |= {"partOf": self._collection(), "startIndex": self.total - len(self._items)}
        if number:
            head["prev"] = self._page(number - 1)
        if not last:
            head["next"] = self._page(number + 1)
        self.files.append(f"pages/{number:06}.json")
        path = self._folder / self.files[-1]
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as page:
            _write(page, head, self._items)
        self._items = []

    def _collection(self) -> Resource:
        return {
            "id": UUIDS + (self._name or uuid("collection", self._title)),
            "type": _COLLECTION,
            "label": self._title,
        }

    def _page(self, number: int) -> str:
        return UUIDS + uuid("page", self._name, number)


_COLLECTION: Final = "AnnotationCollection"


def _write(page: IO[bytes], head: Resource, items: list[Resource]) -> None:
    """Write a page with an annotation a line, so that lines of it can be found and compared."""
    page.write(_ENCODER.encode(head)[:-1] + b',"items":[\n')
    for number, one in enumerate(items):
        page.write((b",\n" if number else b"") + _ENCODER.encode(one))
    page.write(b"\n]}\n")
