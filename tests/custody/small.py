"""A small case with everything in it that a log can say, made by hand. Every person and place in it is invented."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

from averment.custody.objects import Objects
from averment.custody.seal import Bag, seal
from averment.custody.timestamps import query
from averment.values import (
    Attribution,
    Capture,
    Document,
    Judgement,
    Model,
    Reading,
    Segment,
    Target,
    to_json,
)
from averment.values.log import (
    Added,
    AnyEntry,
    Captured,
    Extracted,
    Failed,
    Judged,
    Removed,
    Timestamped,
    Unpacked,
    WasRead,
)
from tests.custody.authority import Authority
from tests.custody.conftest import NOW, begin, write

WELL = "The well at Osk\n\nMira Tolan said the well at Osk had been poisoned.\n"
ROAD = "Oro Dask denied that the road to Velmar was mined.\n"
GONE = "Ilan Merr said she would not give her name.\n"
BURNT = "Ilan Merr lives at 4 Quay Street.\n"
PACKED = b"PK\x03\x04 no real archive, but taken apart all the same: " + ROAD.encode()
MODEL = Model(reader="sha256:" + "0" * 64, version="1")


def quick() -> AbstractContextManager[object]:
    """Leave out the waiting for the disk, which is most of what making a small case costs."""
    return patch("os.fsync")


class SmallCase:
    """A case that is added to entry by entry, without any parser or model."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with quick():
            self.log = begin(folder)
        self.objects = Objects(folder / "objects")

    def append(self, *entries: AnyEntry) -> None:
        """Write entries."""
        with quick(), write(self.log) as writing:
            writing.append(entries)

    def put(self, data: bytes) -> str:
        """Keep an object."""
        with quick():
            return self.objects.put(data)

    def add(self, path: str, data: bytes) -> str:
        """Add an original."""
        digest = self.put(data)
        self.append(Added(path=path, object=digest, size=len(data)))
        return digest

    def read(self, digest: str, text: str) -> str:
        """Capture and read an original: somebody says something in it."""
        document = Document(
            digest=digest,
            media_type="text/plain",
            title="A report",
            text=text,
            segments=(Segment(kind="body", span=(0, len(text))),),
        )
        said = Attribution(id="a1", cue=((11, 15),), source=((0, 10),), content=((16, 30),), score=0.9)
        capture = self.put(to_json(Capture(document=document)))
        reading = self.put(to_json(Reading(document=document, attributions=(said,), model=MODEL)))
        self.append(
            Captured(object=digest, capture=capture, isolation="limits"),
            WasRead(document=digest, capture=capture, reading=reading, model=MODEL.reader),
        )
        return reading

    def remove(self, why: str, documents: list[str], redacted: list[str]) -> None:
        """Withdraw documents, and redact objects."""
        self.append(Removed(documents=tuple(documents), why=why, redacted=tuple(redacted)))
        for digest in redacted:
            with quick():
                self.objects.redact(digest, json.dumps({"object": digest}).encode())

    def stamp(self, authority: Authority) -> None:
        """Have the head stamped."""
        note = (self.folder / "checkpoint").read_bytes()
        head = self.log.head()
        token = self.put(authority.reply(query(note)))
        self.append(Timestamped(size=head.size, checkpoint=self.put(note), token=token, tsa="http://stamps.invalid"))


def small_case(folder: Path) -> SmallCase:
    """Make a case in which nothing was withdrawn: two reports, one of them out of an archive, a broken file."""
    case = SmallCase(folder)
    well = case.add("reports/well.txt", WELL.encode())
    case.append(Added(path="reports/copy of well.txt", object=well, size=len(WELL)))
    reading = case.read(well, WELL)
    packed = case.add("reports.zip", PACKED)
    road = case.put(ROAD.encode())
    case.append(
        Extracted(container=packed, name="road.txt", object=road, size=len(ROAD), place={"entry": 0}),
        Unpacked(object=packed, members=1, refused=0, isolation="limits"),
    )
    case.read(road, ROAD)
    broken = case.add("broken.pdf", b"%PDF-1.7 and no more")
    case.append(Failed(object=broken, stage="capture", error="MalformedInputError", message="it is cut short"))
    case.append(Judged(judgement=judgement(well, reading)))
    return case


def judgement(document: str, reading: str) -> Judgement:
    """Judge an attribution."""
    target = Target(document=document, reading=reading, id="a1")
    return Judgement(id="j9", verdict="accept", targets=(target,), by="Ana Brel", at="2031-03-12T08:00:00Z")


def withdrawing_case(folder: Path) -> SmallCase:
    """Make a case from which one report was withdrawn, and of another the bytes too."""
    case = small_case(folder)
    gone = case.add("gone.txt", GONE.encode())
    case.read(gone, GONE)
    burnt = case.add("burnt.txt", BURNT.encode())
    burnt_reading = case.read(burnt, BURNT)
    case.remove("the witness asked for it", [gone], [])
    case.remove("it names an address", [burnt], [burnt, burnt_reading])
    return case


def sealed(case: Path, out: Path) -> Bag:
    """Seal a case."""
    with quick():
        return seal(case, out, by="Ana Brel", version="1", now=lambda: NOW)
