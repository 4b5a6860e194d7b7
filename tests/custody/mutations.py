"""Changes that somebody, or a disk, may make to the files of a case: one place in a file each, or a file or two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random


@dataclass(frozen=True)
class Mutation:
    """A change: what it is in words, for the message of a test that fails, and how to make it."""

    words: str
    apply: Callable[[], object]


class Files:
    """The files of a case as they were, so that they can be put back."""

    def __init__(self, folder: Path, *patterns: str) -> None:
        self.folder = folder
        self.kept = {path: path.read_bytes() for pattern in patterns for path in sorted(folder.glob(pattern))}
        self._there = set(folder.glob("objects/*/*"))

    def put_back(self) -> None:
        """Undo whatever was done to them, and take away what is new in the store."""
        for path in self.folder.glob("objects/*/*"):
            if path not in self._there:
                path.unlink()
        for path, data in self.kept.items():
            if not path.exists() or path.read_bytes() != data:
                write(path, data)


def write(path: Path, data: bytes) -> None:
    """Put other bytes into a file that may not be there, or not be writable."""
    path.unlink(missing_ok=True)
    path.write_bytes(data)


def of_bytes(files: Files, random: Random) -> Iterator[Mutation]:
    """Give changes within one file, without end."""
    paths = list(files.kept)
    while True:
        path = random.choice(paths)
        data = files.kept[path]
        place, other = random.randrange(len(data)), random.randrange(1, 256)
        end = place + random.randrange(1, 40)
        changed = {
            "a byte changed": data[:place] + bytes([data[place] ^ other]) + data[place + 1 :],
            "a bit changed": data[:place] + bytes([data[place] ^ 1 << other % 8]) + data[place + 1 :],
            "cut short": data[:place],
            "a piece taken out": data[:place] + data[end:],
            "a byte put in": data[:place] + bytes([other]) + data[place:],
            "a piece repeated": data[:end] + data[place:],
            "a byte put at the end": data + bytes([other]),
            "a line end put at the end": data + b"\n",
        }
        what = random.choice(list(changed))
        if changed[what] != data:
            yield _written(f"{path.name}, {what} at {place}", path, changed[what])


def of_lines(path: Path, random: Random) -> Iterator[Mutation]:
    """Give changes of whole lines of a log, without end: deleted, repeated, moved, exchanged."""
    lines = path.read_bytes().splitlines(keepends=True)
    while True:
        one, other = random.sample(range(len(lines)), 2)
        without = lines[:one] + lines[one + 1 :]
        exchanged = [lines[{one: other, other: one}.get(number, number)] for number in range(len(lines))]
        changed = {
            "deleted": without,
            "repeated": [*lines[: one + 1], *lines[one:]],
            f"moved to {other}": [*without[:other], lines[one], *without[other:]],
            f"exchanged with {other}": exchanged,
            f"written over {other}": [*lines[:other], lines[one], *lines[other + 1 :]],
            "and all after it cut off": lines[:one],
        }
        what = random.choice(list(changed))
        yield _written(f"line {one} {what}", path, b"".join(changed[what]))


def of_objects(files: Files, random: Random) -> Iterator[Mutation]:
    """Give changes of whole objects, without end: deleted, exchanged, under another name, emptied, a link, a folder."""
    objects = [path for path in files.kept if len(path.name) == 64]
    while True:
        one, other = random.sample(objects, 2)
        choices: dict[str, Callable[[], object]] = {
            "deleted": one.unlink,
            "emptied": partial(write, one, b""),
            f"exchanged with {other.name}": partial(_exchange, files, one, other),
            f"written over {other.name}": partial(write, other, files.kept[one]),
            "renamed": partial(one.rename, one.with_name("0" * 64)),
            "copied under another name": partial(write, one.with_name(one.name[:2] + "0" * 62), files.kept[one]),
            "replaced by a placeholder": partial(one.rename, one.with_name(f"{one.name}.redacted")),
            "withheld": partial(one.rename, one.with_name(f"{one.name}.withheld")),
            "made a link": partial(_link, one, other),
        }
        what = random.choice(list(choices))
        yield Mutation(f"object {one.name} {what}", choices[what])


def _written(words: str, path: Path, data: bytes) -> Mutation:
    return Mutation(words, partial(write, path, data))


def _exchange(files: Files, one: Path, other: Path) -> None:
    write(one, files.kept[other])
    write(other, files.kept[one])


def _link(one: Path, other: Path) -> None:
    one.unlink()
    one.symlink_to(other)
