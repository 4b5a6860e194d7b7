"""Which charset bytes are in, and how that is known.

In: the bytes. Out: a `Charset`, the Python codec that reads it, and how many bytes of byte order mark to skip. The
order is that of the WHATWG HTML standard, 13.2.3.2: byte order mark; what the transport said; declaration; then valid
UTF-8; a guess, named as one. Two readings of what is said or declared are ours. A legacy charset gives way when the
bytes are well-formed UTF-8 beyond ASCII: text in a single-byte charset is so only by a freak, while re-saved pages
often keep a stale `<meta>`; a multi-byte charset gives way only where the bytes do not fit it, since a few GBK
characters can be well-formed UTF-8. And UTF-8 is dropped for a guess when more bytes contradict it than bear it out.
Labels mean what the WHATWG Encoding Standard says: latin-1 is windows-1252.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from averment.values import Charset

SAMPLE: Final = 1 << 16  # bytes shown to the guesser
DECLARED_WITHIN: Final = 4096  # bytes searched for a declaration; the standard asks for 1024, real pages exceed it
FAR: Final = 1 << 20  # bytes looked at for evidence for and against UTF-8
_SAID: Final = "transport"

# Byte order marks, the longer first.
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32le", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32be", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8", "utf-8"),
    (b"\xff\xfe", "utf-16le", "utf-16-le"),
    (b"\xfe\xff", "utf-16be", "utf-16-be"),
)

# WHATWG name: (Python codec, further labels). Left out: the stateful ones (iso-2022-*, hz, utf-7), which hide markup.
_LEGACY: Final[dict[str, tuple[str, str]]] = {
    "windows-1252": (
        "cp1252",
        "ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 cp1252 x-cp1252",
    ),
    "windows-1256": ("cp1256", "cp1256 x-cp1256"),
    "windows-1250": ("cp1250", "cp1250 x-cp1250"),
    "windows-1251": ("cp1251", "cp1251 x-cp1251"),
    "windows-1253": ("cp1253", "cp1253 x-cp1253"),
    "windows-1254": ("cp1254", "cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5"),
    "windows-1255": ("cp1255", "cp1255 x-cp1255"),
    "windows-1257": ("cp1257", "cp1257 x-cp1257"),
    "windows-1258": ("cp1258", "cp1258 x-cp1258"),
    "windows-874": ("cp874", "cp874 tis-620 iso-8859-11 iso8859-11 dos-874"),
    "iso-8859-2": ("iso8859-2", "iso8859-2 iso_8859-2 latin2 l2"),
    "iso-8859-3": ("iso8859-3", "iso8859-3 latin3"),
    "iso-8859-4": ("iso8859-4", "iso8859-4 latin4"),
    "iso-8859-5": ("iso8859-5", "iso8859-5 iso_8859-5 cyrillic"),
    "iso-8859-6": ("iso8859-6", "iso8859-6 iso_8859-6 arabic asmo-708 ecma-114"),
    "iso-8859-7": ("iso8859-7", "iso8859-7 iso_8859-7 greek"),
    "iso-8859-8": ("iso8859-8", "iso8859-8 iso_8859-8 hebrew iso-8859-8-i visual logical"),
    "iso-8859-10": ("iso8859-10", "iso8859-10 latin6"),
    "iso-8859-13": ("iso8859-13", "iso8859-13"),
    "iso-8859-14": ("iso8859-14", "iso8859-14"),
    "iso-8859-15": ("iso8859-15", "iso8859-15 latin-9 l9"),
    "iso-8859-16": ("iso8859-16", ""),
    "koi8-r": ("koi8-r", "koi8 koi cskoi8r"),
    "koi8-u": ("koi8-u", "koi8-ru"),
    "ibm866": ("cp866", "866 cp866"),
    "macintosh": ("mac-roman", "mac x-mac-roman"),
    "x-mac-cyrillic": ("mac-cyrillic", "x-mac-ukrainian"),
    "shift_jis": ("cp932", "shift-jis sjis ms_kanji windows-31j x-sjis cp932 ms932"),
    "euc-jp": ("euc_jp", "x-euc-jp"),
    "gb18030": ("gb18030", "gbk gb2312 gb_2312-80 x-gbk cp936 chinese"),
    "big5": ("big5hkscs", "big5-hkscs cn-big5 x-x-big5"),
    "euc-kr": ("cp949", "korean ks_c_5601-1987 ksc5601 cp949 windows-949 uhc"),
}
_MULTI_BYTE: Final = frozenset({"shift_jis", "euc-jp", "gb18030", "big5", "euc-kr"})
_UTF8_LABELS: Final = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8"})
_BY_LABEL: Final = {label: name for name, (_, labels) in _LEGACY.items() for label in (name, *labels.split())}

_DECLARED: Final = re.compile(
    rb"""<\?xml[^>]{1,200}?encoding\s*=\s*["']([\w.:-]{1,40})|<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_COMMENT: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
# Sequences that speak for UTF-8: multi-byte ones, and surrogates written like them (CESU-8), which nothing else writes.
_FOR_UTF8: Final = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}",
)
_HIGH: Final = re.compile(rb"[\x80-\xff]")


class Encoding(NamedTuple):
    """A charset, the Python codec that reads it, and the length of the byte order mark in bytes."""

    charset: Charset
    codec: str
    skip: int = 0


def find_said(data: bytes, label: str) -> Encoding | None:
    """Find what a transport's header says, where `label` is one we know and the bytes do not contradict it."""
    label = label.strip().strip("'\"").lower()
    if label.startswith(("utf-16", "utf16")):
        name, codec = ("utf-16be", "utf-16-be") if label.endswith("be") else ("utf-16le", "utf-16-le")
        fits = _reads(data[:SAMPLE], codec) and not _is_utf8(data)
        return Encoding(Charset(name=name, how=_SAID), codec) if fits else None
    return _labelled(data, label, _SAID)


def find_encoding(data: bytes, *, markup: bool) -> Encoding:
    """Say which charset `data` is in, where no mark says it; `markup` tells whether a declaration inside it counts."""
    return (_declared(data) if markup else None) or _utf8(data) or _guessed(data)


def find_marked(data: bytes) -> Encoding | None:
    """Find a byte order mark, or the shape of UTF-16 or UTF-32 without one."""
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(Charset(name=name, how="bom"), codec, len(mark))
    return _wide(data)


def _wide(data: bytes) -> Encoding | None:
    """Find UTF-16 or UTF-32 without a mark: NULs fall in some bytes of each unit and never in others."""
    head = data[: SAMPLE - SAMPLE % 4]
    head = head[: len(head) - len(head) % 4] or head[: len(head) - len(head) % 2]
    if len(head) < 4 or b"\x00" not in head:  # noqa: PLR2004  (two units of UTF-16)
        return None
    nulls = [head[lane::4].count(0) / max(1, len(head[lane::4])) for lane in range(4)]
    for codec, empty, full in (
        ("utf-32-le", (nulls[2], nulls[3]), nulls[0]),
        ("utf-32-be", (nulls[0], nulls[1]), nulls[3]),
        ("utf-16-le", (nulls[1], nulls[3]), max(nulls[0], nulls[2])),
        ("utf-16-be", (nulls[0], nulls[2]), max(nulls[1], nulls[3])),
    ):
        # UTF-32 leaves its upper bytes empty throughout; UTF-16 in any script has spaces, digits and line ends.
        least = 0.9 if "32" in codec else 0.05
        if min(empty) >= least and full <= min(empty) / 8 and _reads(head, codec):
            return Encoding(Charset(name=codec[:-3] + codec[-2:], how="guessed"), codec)
    return None


def _reads(head: bytes, codec: str) -> bool:
    """Tell whether `head`, cut anywhere, decodes to mostly printable text."""
    text = head.decode(codec, "replace")[:-1]
    odd = sum(not (character.isprintable() or character.isspace()) or character == "�" for character in text)
    return bool(text) and odd <= 1 + len(text) // 50


def _declared(data: bytes) -> Encoding | None:
    found = _DECLARED.search(_COMMENT.sub(b"", data[:DECLARED_WITHIN]))
    if found is None:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    # What was read as ASCII to find the declaration cannot be UTF-16: the standard takes it for UTF-8.
    return _labelled(data, "utf-8" if label.startswith(("utf-16", "utf16")) else label, "declared")


def _labelled(data: bytes, label: str, how: str) -> Encoding | None:
    if label in _UTF8_LABELS:
        return Encoding(Charset(name="utf-8", how=how), "utf-8") if _mostly_utf8(data) else None
    name = _BY_LABEL.get(label)
    if name is None:
        return None
    codec = _LEGACY[name][0]
    if _is_utf8(data) and not data.isascii() and not (name in _MULTI_BYTE and _fits(data, codec)):
        return None
    return Encoding(Charset(name=name, how=how), codec)


def _utf8(data: bytes) -> Encoding | None:
    if _is_utf8(data) or _mostly_utf8(data):
        return Encoding(Charset(name="utf-8", how="utf-8"), "utf-8")
    return None


def _is_utf8(data: bytes) -> bool:
    return _fits(data, "utf-8")


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether at least half of what is not ASCII stands in UTF-8 sequences: damaged UTF-8, not another charset."""
    data = data[:FAR]
    rest, sequences = _FOR_UTF8.subn(b"", data)
    return sequences >= len(_HIGH.findall(rest))


def _guessed(data: bytes) -> Encoding:
    """Ask charset-normalizer about a sample; windows-1252, which reads anything, when it does not know."""
    name = "windows-1252"
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data), explain=False).best()
    if best is not None:
        name = _BY_LABEL.get(best.encoding.replace("_", "-"), _BY_LABEL.get(best.encoding, name))
    return Encoding(Charset(name=name, how="guessed"), _LEGACY[name][0])


def _telling(data: bytes) -> bytes:
    """Give a sample that begins where the first line with something beyond ASCII begins."""
    first = _HIGH.search(data)
    at = first.start() if first else 0
    return data[max(data.rfind(b"\n", 0, at) + 1, at - SAMPLE // 4, 0) :][:SAMPLE]
