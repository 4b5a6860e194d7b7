"""The objects that the entries name against those that are there.

In: the holdings of the log, the store as it lies, what hashing came upon. Out: checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from averment.custody.verifying.holdings import Holdings, name_of
from averment.custody.verifying.store import Faults, Store, path_of
from averment.custody.verifying.tallies import Tally
from averment.values import Check

_RESTORE = (
    "Put the file back from another copy of the case, or from where it came: it is right when `sha256sum` prints its "
    "name. Ask who had the case since; nothing else in it is touched by this."
)
_CONTENTS = (
    "If it says that this version cannot read them, verify with the version that the entry names. Otherwise the "
    "program that wrote them was not ours, or has a defect: please report it."
)
_REDACTED = (
    "`averment log CASE` says who redacted them and why. The rest of the log still verifies. "
    "Where the bytes are still there, `averment remove --redact` was interrupted: type it again."
)
_WITHHELD = (
    "They belong to documents that were withdrawn; the log says by whom and why. Whoever has the case has the bytes."
)
_UNNAMED = (
    "An interrupted command leaves such files, and they do no harm: nothing in the log speaks of them. "
    "If no command was interrupted, somebody put them there."
)


def check_objects(store: Store, holdings: Holdings, faults: Faults, *, bag: bool) -> Iterator[Check]:
    """Check what is there and what is not; withheld objects are known in a bag only."""
    yield _objects(store, holdings, faults, bag=bag)
    yield from _contents(store, holdings, faults)
    yield from _redacted(store, holdings)
    yield from _withheld(store, holdings, bag=bag)
    yield from _unnamed(store, holdings, faults)


def _objects(store: Store, holdings: Holdings, faults: Faults, *, bag: bool) -> Check:
    odd = store.odd
    for digest, what in sorted(faults.bytes.items()):
        odd.add(what, path_of(digest))
    for digest in holdings.owners:
        if digest in store.objects or (digest in store.redacted and digest in holdings.redacted):
            continue
        if bag and digest in store.withheld and holdings.is_withheld(digest):
            continue
        placeholder = digest in store.redacted or digest in store.withheld
        odd.add("replaced by a placeholder that no entry allows" if placeholder else "missing", path_of(digest))
    for digest in sorted((store.redacted | store.withheld) - holdings.owners.keys()):
        odd.add("placeholders for objects that no entry names", path_of(digest))
    size = sum(store.objects.values())
    if odd:
        return odd.check("objects", "failed", f"of {len(holdings.owners):,} objects", _RESTORE)
    found = f"{len(store.objects):,} objects of {size:,} bytes, each with the bytes of its name"
    return Check(name="objects", state="passed", found=found)


def _contents(store: Store, holdings: Holdings, faults: Faults) -> Iterator[Check]:
    tally = Tally()
    for digest, what in sorted(faults.contents.items()):
        tally.add(what, name_of(digest))
    counts = Counter(role for digest, role in holdings.roles.items() if digest in store.objects)
    of = f"{counts['capture']:,} captures and {counts['reading']:,} readings"
    if tally:
        yield tally.check("captures and readings", "failed", f"of {of}", _CONTENTS)
    elif counts:
        yield Check(name="captures and readings", state="passed", found=f"{of} are of the documents that entries name")


def _redacted(store: Store, holdings: Holdings) -> Iterator[Check]:
    tally = Tally()
    for digest in sorted(store.redacted & holdings.redacted):
        still = digest in store.objects
        tally.add("redacted, their bytes still there" if still else "redacted", path_of(digest))
    for digest in sorted((holdings.redacted & store.objects.keys()) - store.redacted):
        tally.add("to be redacted, their bytes still there", path_of(digest))
    if tally:
        yield tally.check("redacted", "not checked", f"of {len(holdings.owners):,} objects in the log", _REDACTED)


def _withheld(store: Store, holdings: Holdings, *, bag: bool) -> Iterator[Check]:
    tally = Tally()
    for digest in sorted(store.withheld) if bag else ():
        if digest in holdings.owners and digest not in store.objects:
            tally.add("withheld", path_of(digest))
    if tally:
        yield tally.check("withheld", "not checked", f"of {len(holdings.owners):,} objects in the log", _WITHHELD)


def _unnamed(store: Store, holdings: Holdings, faults: Faults) -> Iterator[Check]:
    tally = Tally()
    for digest in sorted(store.objects):
        if digest not in holdings.owners and digest not in faults.bytes:
            tally.add("that no entry names", path_of(digest))
    for path in store.unfinished:
        tally.add("half written", path)
    if tally:
        yield tally.check("unnamed objects", "not checked", "", _UNNAMED)
