"""A sealed bag as a bag: every file is in the manifests with its hash, and none besides. BagIt 1.0, RFC 8493.

In: the folder of a bag that somebody may have changed, and what is known of its objects. Out: a check.
Manifests are not signed: whoever changes a file can change them. What is signed is the head of the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from averment.custody.bag import DECLARATION, DECLARATION_FILE, MANIFEST, PAYLOAD, TAG_MANIFEST
from averment.custody.verifying.files import Met, UnreadableError, opened, read_small, walk
from averment.custody.verifying.holdings import Digest, is_hex
from averment.custody.verifying.store import each, hash_file
from averment.custody.verifying.tallies import Tally
from averment.values import Check

_OBJECTS: Final = "data/objects/"
_LINE: Final = 1 << 14  # bytes: a digest and a path, of which no name has more than 255
_OXUM: Final = re.compile(r"^Payload-Oxum: (\d{1,20})\.(\d{1,20})$", re.MULTILINE)

_ADVICE: Final = (
    "The bag is not as it was sealed. If the checks of head and objects passed, what the log speaks of is whole all "
    "the same; ask whoever sealed it for the bag again."
)


def check_bag(bag: Path, sound: set[Digest]) -> Check:
    """Check the manifests. `sound` are the objects that were found to have the bytes of their names already."""
    tally = Tally()
    _declaration(bag, tally)
    files, size = _compare(bag, MANIFEST, _payload(bag), tally, sound)
    _oxum(bag, files, size, tally)
    tags = (met for met in walk(bag, but=PAYLOAD) if met.path not in (PAYLOAD, TAG_MANIFEST))
    _compare(bag, TAG_MANIFEST, tags, tally, set())
    if tally:
        return tally.check("bag", "failed", f"of {files:,} files", _ADVICE)
    return Check(name="bag", state="passed", found=f"{files:,} files of {size:,} bytes, each as the manifest says")


def _payload(bag: Path) -> Iterator[Met]:
    if (bag / PAYLOAD).is_symlink():
        yield Met(PAYLOAD, odd="link")
    else:
        yield from walk(bag, PAYLOAD)


def _declaration(bag: Path, tally: Tally) -> None:
    try:
        if read_small(bag / DECLARATION_FILE) != DECLARATION:
            tally.add("not that of a bag which the program made", DECLARATION_FILE)
    except UnreadableError as error:
        tally.add(f"unreadable ({error})", DECLARATION_FILE)


def _oxum(bag: Path, files: int, size: int, tally: Tally) -> None:
    """Compare how much there is with what `bag-info.txt` says, RFC 8493 §2.2.2."""
    try:
        found = _OXUM.findall(read_small(bag / "bag-info.txt").decode())
    except (UnreadableError, UnicodeError):
        found = []
    if found != [(str(size), str(files))]:
        tally.add("saying another number of files or bytes", "bag-info.txt")


def _compare(bag: Path, manifest: str, there: Iterator[Met], tally: Tally, sound: set[Digest]) -> tuple[int, int]:
    """Compare files with a manifest, RFC 8493 §2.1.3; give how many there are and their bytes."""
    listed = _listed(bag, manifest, tally)
    size, count = 0, 0
    waiting: dict[str, Digest] = {}
    sizes: dict[str, int] = {}
    for met in there:
        count, size = count + 1, size + met.size
        expected = listed.pop(met.path, None)
        if met.odd:
            tally.add(f"no file ({met.odd})", met.path)
        elif expected is None:
            tally.add("not in the manifest", met.path)
        elif not (expected in sound and met.path.startswith(_OBJECTS) and met.path.endswith(f"/{expected.hex()}")):
            waiting[met.path], sizes[met.path] = expected, met.size
    for path, found in each(lambda path: _hash(bag / path), sizes):
        if isinstance(found, str):
            tally.add(f"unreadable ({found})", path)
        elif found != waiting[path]:
            tally.add("changed", path)
    for path in listed:
        tally.add("missing", path)
    return count, size


def _hash(path: Path) -> Digest | str:
    try:
        return hash_file(path)
    except UnreadableError as error:
        return str(error)


def _listed(bag: Path, manifest: str, tally: Tally) -> dict[str, Digest]:
    listed: dict[str, Digest] = {}
    try:
        with opened(bag / manifest) as file:
            while line := file.readline(_LINE):
                name, gap, path = line.decode(errors="replace").removesuffix("\n").partition("  ")
                if not (gap and is_hex(name) and line.endswith(b"\n")) or path in listed:
                    tally.add("no line of a manifest", manifest)
                    break
                listed[path] = bytes.fromhex(name)
    except UnreadableError as error:
        tally.add(f"unreadable ({error})", manifest)
    return listed
