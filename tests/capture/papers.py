"""A small writer of PDFs, so that tests know where each word stands. All letters are of Courier: 0.6 of a size wide."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDE: Final = 0.6
"""Of its size, the width of each letter."""


@dataclass(frozen=True)
class At:
    """Words that stand at a place, in points of the file; `quarter` turns them counter-clockwise so often."""

    left: float
    base: float
    words: str
    size: float = 10
    quarter: int = 0

    def drawn(self) -> bytes:
        """Give the operators that draw it."""
        across, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[self.quarter]
        words = self.words.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        matrix = f"{across} {up} {-up} {across} {self.left} {self.base} Tm"
        return f"BT /F {self.size} Tf {matrix} (".encode() + words + b") Tj ET"


@dataclass(frozen=True)
class Sheet:
    """A page: what stands on it, and more entries of its dictionary."""

    texts: Sequence[At] = ()
    more: str = ""
    size: tuple[float, float] = (600, 800)
    drawing: bytes = b""


@dataclass
class Paper:
    """A PDF that is put together; `unicode` maps letters of the font to other code points, as a font may."""

    sheets: Sequence[Sheet]
    info: dict[str, str] = field(default_factory=dict)
    unicode: dict[str, str] = field(default_factory=dict)
    trailer: str = ""
    extra: Sequence[bytes] = ()

    def bytes(self) -> bytes:
        """Write it."""
        font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding"
        font += b"/ToUnicode 4 0 R>>" if self.unicode else b">>"
        kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(self.sheets)))
        objects = {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: f"<</Type/Pages/Kids[{kids}]/Count {len(self.sheets)}>>".encode(),
            3: font,
            4: _stream(_map(self.unicode)),
            5: "<<{}>>".format("".join(f"/{key}({value})" for key, value in self.info.items())).encode("cp1252"),
        }
        for number, sheet in enumerate(self.sheets):
            at = 10 + 2 * number
            drawing = sheet.drawing + b"\n".join(text.drawn() for text in sheet.texts)
            objects[at] = (
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.size[0]} {sheet.size[1]}]{sheet.more}"
                f"/Contents {at + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            ).encode()
            objects[at + 1] = _stream(drawing)
        objects.update(enumerate(self.extra, start=10 + 2 * len(self.sheets)))
        return _file(objects, f"/Root 1 0 R/Info 5 0 R{self.trailer}")


def column(left: float, top: float, lines: Iterable[str], size: float = 10, pitch: float = 12) -> list[At]:
    """Give lines that stand under each other."""
    return [At(left, top - number * pitch, line, size) for number, line in enumerate(lines)]


def paper(*texts: At, **more: object) -> bytes:
    """Give a PDF of one page."""
    return Paper([Sheet(texts)], **more).bytes()  # type: ignore[arg-type]  # what `Paper` takes


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n" % len(data) + data + b"\nendstream"


def _map(unicode: dict[str, str]) -> bytes:
    rows = "\n".join(
        f"<{letter.encode('cp1252').hex()}> <{shown.encode('utf-16-be', 'surrogatepass').hex()}>"
        for letter, shown in unicode.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{len(unicode)} beginbfchar\n{rows}\nendbfchar\n"
        "endcmap end end"
    ).encode()


def _file(objects: dict[int, bytes], trailer: str) -> bytes:
    out = b"%PDF-1.7\n"
    places = {}
    for number, data in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + data + b"\nendobj\n"
    size = max(objects) + 1
    rows = [
        b"%010d %05d n \n" % (places[number], 0) if number in places else b"0000000000 65535 f \n"
        for number in range(size)
    ]
    table = f"xref\n0 {size}\n".encode() + b"".join(rows)
    return out + table + f"trailer<</Size {size}{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
