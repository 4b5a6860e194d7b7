"""Files into a case: kept, logged, parsed, read, in groups that are committed together. The order of steps.

In: sources. Out: an `Addition` for each file and each document in it, given when all of it is in the log. What another
process, or a killed one, has done is looked up in the index under the lock before anything is written: nothing is done
twice, and a case that was left half way is finished first. Memory does not grow with the number of files.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from averment.api import TOGETHER, Input, Reads, read_all
from averment.case.additions import Text, could_not, of_parsed, of_text
from averment.case.committing import fresh_entries, is_to_read, register
from averment.case.parsing import Parsed, Parses, failed, parse
from averment.case.sources import Kept, Source, keep, name_of
from averment.case.store import Session, Store
from averment.case.work import Item, item, members, unfinished
from averment.errors import DamagedError, InputError, WithdrawnError
from averment.values import Addition, Capture, Published, Reading, from_json, to_json
from averment.values.cases import BETWEEN
from averment.values.log import AnyEntry, WasRead

Each = TypeVar("Each")


@dataclass(frozen=True)
class Options:
    """How files are added: a date for those that have none, whether to read what is not English, and who reads."""

    published: Published | None
    force: bool
    reader: Callable[[], Reads]


class Adding:
    """Adds files to one case."""

    def __init__(self, store: Store, sandbox: Parses, options: Options) -> None:
        self._store = store
        self._sandbox = sandbox
        self._options = options

    def run(self, sources: Iterable[Source]) -> Generator[Addition, None, None]:
        """Finish what was left half way, then add the files in the order given."""
        with self._store.objects.many(), self._store.holding():
            self._store.objects.sweep()
            yield from self._leftovers()
            for group in _batches(sources, TOGETHER):
                yield from self._files(group)

    def _leftovers(self) -> Iterator[Addition]:
        after: int | None = None
        while True:
            with self._store.reading() as index:
                numbers = unfinished(index, after=after)
                items = [found for number in numbers if (found := item(index, number))]
            if not numbers:
                return
            yield from self._told(items)
            after = numbers[-1]

    def _files(self, group: Sequence[Source]) -> Iterator[Addition]:
        """Add files: those that cannot be had or are known are told of in their places among the others."""
        streamed = iter(self._store.objects.each(self._kept, [one for one in group if not isinstance(one, Input)]))
        kept = [self._kept(one) if isinstance(one, Input) else next(streamed) for one in group]
        with self._store.writing() as session:
            found = [one for one in kept if isinstance(one, Kept)]
            plans = iter(register(session, found, self._options.published, force=self._options.force))
        yield from self._told([one if isinstance(one, Addition) else next(plans) for one in kept])

    def _kept(self, source: Source) -> Kept | Addition:
        try:
            return keep(source, self._store.objects)
        except (InputError, WithdrawnError) as error:
            return could_not(name_of(source), None, error)

    def _told(self, group: Sequence[Item | Addition]) -> Iterator[Addition]:
        """Work on originals, tell of each in its place, then go on with what is in them."""
        items = [one for one in group if isinstance(one, Item)]
        done = self._work(items)
        for one in group:
            yield from [one] if isinstance(one, Addition) else done[one.number]
        for outer in items:
            if outer.capture is None:
                for inner in _batches(self._members(outer), TOGETHER):
                    yield from self._told(inner)

    def _members(self, outer: Item) -> Iterator[Item | Addition]:
        begun: set[int] = set()  # the same bytes may stand in a container twice
        with self._store.reading() as index:
            for member in members(index, outer.number):
                name = f"{outer.name}{BETWEEN}{member.name}"
                pending = member.state == "pending" and member.number not in begun
                found = item(index, member.number) if pending else None
                if found is None:
                    yield Addition(name=name, document=member.digest, state="known")
                else:
                    begun.add(found.number)
                    yield replace(found, name=name, depth=outer.depth + 1, budget=outer.budget)

    def _work(self, items: Sequence[Item]) -> dict[int, list[Addition]]:
        """Parse and read originals, and commit what came out."""
        parsed = self._all_parsed([one for one in items if not one.capture])
        if parsed:
            with self._store.writing() as session:
                _commit(session, parsed)
        unread, told = self._unread(items)
        texts = [Text(one.item, *one.made) for one in parsed if one.made and not one.lost]
        self._read([*texts, *unread])
        by_number = {text.item.number: text for text in texts}
        told |= {one.item.number: of_parsed(one, by_number.get(one.item.number)) for one in parsed}
        told |= {text.item.number: [of_text(text)] for text in unread}
        return told

    def _all_parsed(self, items: Sequence[Item]) -> list[Parsed]:
        """Parse files several at once; members one by one, so that it is no matter of luck where their budget ends."""
        if any(one.depth for one in items):
            return [self._parsed(one) for one in items]
        return self._store.objects.each(self._parsed, items)

    def _parsed(self, one: Item) -> Parsed:
        return parse(one, self._sandbox, self._store.objects, self._hand_on)

    def _hand_on(self, parsed: Parsed) -> None:
        with self._store.writing() as session:
            _commit(session, [parsed])
        parsed.entries.clear()

    def _unread(self, items: Iterable[Item]) -> tuple[list[Text], dict[int, list[Addition]]]:
        """Give what was captured before and is only to be read; of what cannot be had, what to tell."""
        texts, told = [], {}
        for one in items:
            if one.capture:
                try:
                    texts.append(Text(one, one.capture, from_json(self._store.objects.get(one.capture), Capture)))
                except (DamagedError, WithdrawnError) as error:
                    told[one.number] = [could_not(one.name, one.digest, error)]
        return texts, told

    def _read(self, texts: list[Text]) -> None:
        """Read captures and commit the readings."""
        if not texts:
            return
        documents = [text.capture.document for text in texts]
        outcomes = read_all(documents, self._options.reader(), force=self._options.force)
        for text, outcome in zip(texts, outcomes, strict=True):
            text.outcome = outcome
        entries = self._store.objects.each(self._entry, zip(texts, outcomes, strict=True))
        with self._store.writing() as session:
            made = zip(texts, entries, strict=True)
            session.append([entry for text, entry in made if is_to_read(session.index, text.item, text.digest)])

    def _entry(self, read: tuple[Text, Reading | InputError]) -> AnyEntry:
        text, outcome = read
        if isinstance(outcome, InputError):
            return failed(text.item, "read", type(outcome).__name__, outcome.message)
        return WasRead(
            document=text.item.digest,
            capture=text.digest,
            reading=self._store.objects.put(to_json(outcome)),
            model=outcome.model.reader,
        )


def _commit(session: Session, group: list[Parsed]) -> None:
    entries: list[AnyEntry] = []
    for parsed in group:
        found = fresh_entries(session.index, parsed.item, parsed.entries)
        parsed.lost = found is None
        entries += found or []
    session.append(entries)


def _batches(of: Iterable[Each], size: int) -> Iterator[list[Each]]:
    rest = iter(of)
    while group := list(islice(rest, size)):
        yield group
