"""One original to what the log says came out of it: parsed in the sandbox, members and capture put into the store.

In: an `Item`. Out: `Parsed`: the entries to commit, in order, members before the entry that ends their container. Of a
container with many members some entries are handed on while it is still being parsed, so that memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO, Final, Literal, Protocol, TypeAlias

from msgspec.structs import replace

from averment.capture.found import Found, Given, Made, Member, Refused
from averment.capture.limits import LIMITS
from averment.case.shelf import Shelf
from averment.case.sources import named
from averment.case.work import Item
from averment.errors import CaseError, DamagedError, HostileInputError, InputError, UnforeseenInputError, WithdrawnError
from averment.values import Capture, to_json
from averment.values.log import AnyEntry, Captured, Extracted, Failed, Isolation, Unpacked

Stage: TypeAlias = Literal["capture", "extract", "read"]

_HANDED_ON: Final = 256  # entries of one container that are held before they are committed
_LONGEST_MESSAGE: Final = 2_000  # code points of a message or a note in the log
_NOTES: Final = 100  # in the log; the capture has them all


class Parses(Protocol):
    """Whatever parses files: the sandbox, or a fake of it in a test."""

    @property
    def isolation(self) -> Isolation:
        """What bounds the process of a parser."""

    def parse(self, file: BinaryIO | bytes, given: Given) -> Iterator[Found]:
        """Find the documents in a file; raises an `InputError` where there is nothing to be had, or no more."""


@dataclass
class Parsed:
    """What came out of one original. `made` is the capture and its digest; `lost` says that another was faster.

    `captured` joins the entries when all members are out: with it in the log, an original counts as done.
    """

    item: Item
    entries: list[AnyEntry] = field(default_factory=list)
    captured: Captured | None = None
    made: tuple[str, Capture] | None = None
    members: int = 0
    refused: list[Refused] = field(default_factory=list)
    error: InputError | CaseError | None = None
    lost: bool = False


def parse(item: Item, sandbox: Parses, objects: Shelf, hand_on: Callable[[Parsed], None]) -> Parsed:
    """Parse an original. `hand_on` commits the entries so far, and takes them out."""
    parsed = Parsed(item)
    try:
        with objects.open(item.digest) as file, closing(_closable(sandbox.parse(file, item.given))) as results:
            for found in results:
                _take(parsed, found, sandbox.isolation, objects)
                if len(parsed.entries) >= _HANDED_ON:
                    hand_on(parsed)
        parsed.entries += _ending(parsed, sandbox.isolation)
    except (InputError, DamagedError, WithdrawnError) as error:
        parsed.error = error
        stage: Stage = "extract" if parsed.made else "capture"
        parsed.entries += [parsed.captured] if parsed.captured else []
        entry = failed(item, stage, type(error).__name__, error.message)
        parsed.entries.append(replace(entry, isolation=_tried(sandbox)))
    return parsed


def failed(item: Item, stage: Stage, error: str, message: str) -> Failed:
    """Make the entry for what could not be done with an original."""
    return Failed(object=item.digest, stage=stage, error=named(error), message=named(message)[:_LONGEST_MESSAGE])


def _ending(parsed: Parsed, isolation: Isolation) -> Iterator[AnyEntry]:
    """Give the entries after which an original is done."""
    if parsed.captured:
        yield parsed.captured
    if parsed.members or parsed.refused or parsed.made is None:
        counts = (parsed.members, len(parsed.refused))
        yield Unpacked(object=parsed.item.digest, members=counts[0], refused=counts[1], isolation=isolation)


def _tried(sandbox: Parses) -> Isolation | None:
    """Say what bounded a parser that failed; nothing did where its process could not even be started."""
    try:
        return sandbox.isolation
    except InputError:
        return None


def _take(parsed: Parsed, found: Found, isolation: Isolation, objects: Shelf) -> None:
    if isinstance(found, Made):
        _made(parsed, found.capture, isolation, objects)
    elif isinstance(found, Refused):
        _refuse(parsed, found, isolation)
    elif parsed.item.depth >= LIMITS.depth:
        message = f"it is nested more than {LIMITS.depth} deep"
        refused = Refused(name=found.name, error=HostileInputError.__name__, message=message)
        _refuse(parsed, refused, isolation)
    else:
        _member(parsed, found, isolation, objects)


def _made(parsed: Parsed, capture: Capture, isolation: Isolation, objects: Shelf) -> None:
    item = parsed.item
    if parsed.made is not None or capture.document.digest != item.digest:
        message = "its parser gave the text of another file"
        raise UnforeseenInputError(message)
    digest = objects.put(to_json(capture))
    parsed.made = digest, capture
    notes = tuple(note[:_LONGEST_MESSAGE] for note in capture.notes[:_NOTES])
    parsed.captured = Captured(object=item.digest, capture=digest, isolation=isolation, notes=notes)


def _member(parsed: Parsed, found: Member, isolation: Isolation, objects: Shelf) -> None:
    parsed.item.budget.spend(len(found.data))
    try:
        digest = objects.put(found.data)
    except WithdrawnError as error:
        _refuse(parsed, Refused(name=found.name, error=type(error).__name__, message=error.message), isolation)
        return
    parsed.members += 1
    place = {named(key): named(value) if isinstance(value, str) else value for key, value in found.place.items()}
    extracted = Extracted(
        container=parsed.item.digest, name=named(found.name), object=digest, size=len(found.data), place=place
    )
    parsed.entries.append(extracted)


def _refuse(parsed: Parsed, refused: Refused, isolation: Isolation) -> None:
    parsed.refused.append(refused)
    entry = failed(parsed.item, "extract", refused.error, refused.message)
    parsed.entries.append(replace(entry, name=named(refused.name), isolation=isolation))


def _closable(results: Iterator[Found]) -> Generator[Found, None, None]:
    """Give a generator: to close it closes the one it is over, which ends the process of the parser."""
    yield from results
