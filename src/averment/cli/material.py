"""What an export is made of: a case as people judged it, with its claims, or a corpus.

In: the folder of either. Out: `Material` for the forms, and what is said of it once it is written; how far that is
shows meanwhile where somebody waits.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from averment.errors import UsageError
from averment.render.exports.material import Material

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TypeVar

    from averment.case import Case
    from averment.values import Reading

    Item = TypeVar("Item")


@dataclass(kw_only=True)
class Found:
    """Material, how much of it there is, and how much was given. `left` is what is not in it, in sentences."""

    material: Material
    total: int
    left: tuple[str, ...] = ()
    given: dict[str, int] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """Say how much was given."""
        from averment.render.header import counted

        claims = self.given.get("claim", 0)
        return counted(self.given.get("report", 0), "report") + (f" and {counted(claims, 'claim')}" if claims else "")


@contextmanager
def material_of(folder: Path, by: str | None = None) -> Iterator[Found]:
    """Give what an export of a case or corpus is made of. Raises `CaseError`, `CorpusError`."""
    from averment.cli.cases import opened
    from averment.cli.progress import meter

    with ExitStack() as stack:
        found = _of_corpus(folder) if is_corpus(folder) else _of_case(stack.enter_context(opened(folder, by)))
        found.material = _watched(found, stack.enter_context(meter("Writing")))
        yield found


def is_corpus(folder: Path) -> bool:
    """Say whether a folder is one of tables, as `averment read --out` makes it."""
    return (folder / "corpus.json").is_file()


def _of_case(case: Case) -> Found:
    """Weigh a case: readings and claims are then those of one state of it, whatever becomes of it meanwhile."""
    from averment.cli.weighing import weighing

    with weighing() as progress:
        ledger = case.ledger(progress)
    listed = [(one.paths[0], one.digest) for one in case.documents() if one.reading is not None]

    def readings() -> Iterator[tuple[str, Reading]]:
        for name, digest in listed:
            with suppress(UsageError):  # it came when all was weighed already
                yield name, ledger.reading(digest)

    material = Material(title=case.name, readings=readings, claims=ledger.claims)
    return Found(material=material, total=len(listed) + ledger.size)


def _of_corpus(folder: Path) -> Found:
    from averment.cli.corpus import NOT_ENDED
    from averment.render.header import counted
    from averment.scale.folder import Folder

    corpus = Folder(folder)
    shards = list(corpus.manifests())
    material = Material(
        title=folder.resolve().name,
        readings=corpus.readings,
        claims=lambda: iter(()),
        weighed=False,
        rows=corpus.rows,
    )
    left = [] if corpus.ended else [NOT_ENDED]
    if errors := sum(one.errors for one in shards):
        left.append(f"{counted(errors, 'input')} could not be read; the table errors of the corpus has them.")
    return Found(material=material, total=sum(one.documents for one in shards), left=tuple(left))


def _watched(found: Found, tell: Callable[[int, int], None]) -> Material:
    """Give the material of `found`, which counts what is given of it and tells how far that is."""
    plain, rows = found.material, found.material.rows

    def each(items: Iterator[Item], noun: str, before: int) -> Iterator[Item]:
        number = 0
        for number, item in enumerate(items, start=1):
            yield item
            found.given[noun] = number
            tell(before + number, found.total)

    return replace(
        plain,
        readings=lambda: each(plain.readings(), "report", 0),
        claims=lambda: each(plain.claims(), "claim", found.given.get("report", 0)),
        rows=rows and (lambda: each(rows(), "report", 0)),
    )
