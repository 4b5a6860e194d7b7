"""Entities of FollowTheMoney 4, as JSON lines: `averment export --to ftm`. Lossy, and says what is lost.

In: readings and claims. Out: `entities.ftm.json`, an entity a line: documents, speakers, notes, events, links. Needs
the package followthemoney (extra `ftm`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.exports.ftm_claims import note
from averment.render.exports.ftm_reading import entities
from averment.render.exports.ftm_values import Making
from averment.render.exports.identifiers import Known, names_of
from averment.render.exports.material import Written
from averment.render.header import counted

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator
    from pathlib import Path

    from averment.render.exports.ftm_values import Entity
    from averment.render.exports.material import Material

FILE: Final = "entities.ftm.json"
LOST: Final = (
    "Lossy: figures, evidence, certainty, places in the text and origins are words in notes; a source without a name "
    "is no entity; dates other than of a saying are not in it."
)
README: Final = f"""# Entities

Made by `averment export --to ftm`, in the form of FollowTheMoney 4: `{FILE}`, an entity a line.

A report is an `Article`, or what kind of file it is where no outlet is known (`HyperText`, `PlainText`, `Pages`,
`Email`, `Document`). A speaker is a `Person`, an `Organization`, a `PublicBody` or a `LegalEntity`, with an
`UnknownLink` to its affiliation and a `Representation` of its party. What somebody says is a `Note` on the report and
the speaker; where the report tells when it was said, also an `Event`. Figures, evidence and claims are notes with a
keyword. `proof` is always the report.

{LOST}

The same name in two reports is two entities: nothing was merged. Places in `notes` count code points of the text as
averment reads it; `bodyText` is the text as FollowTheMoney cleans it, in pieces of at most 65,000 characters. Notes say
what a report says, not what is true. The texts belong to whoever published them.
"""


def write(material: Material, folder: Path) -> Written:
    """Write the entities of all readings and claims. Holds a report at a time, and a digest for each.

    `UsageError` where the package is missing.
    """
    making, known = Making(), Known()
    with (folder / FILE).open("wb") as file:
        for name, reading in material.readings():
            if not known.add(names_of(reading)):
                continue
            for entity in entities(reading, name, making):
                file.write(_line(entity))
        for claim in material.claims():
            entity_of_claim = note(claim, known, making)
            if entity_of_claim is not None:
                file.write(_line(entity_of_claim))
    (folder / "README.md").write_text(README, encoding="utf-8")
    return Written(files=(FILE, "README.md"), told=(_made(making), LOST, *_lost(making), *known.again()))


_ENCODER: Final = msgspec.json.Encoder(order="deterministic")


def _line(entity: Entity) -> bytes:
    return _ENCODER.encode(entity) + b"\n"


def _made(making: Making) -> str:
    kinds = ", ".join(f"{number:,} {schema}" for schema, number in sorted(making.made.items()))
    return f"{sum(making.made.values()):,} entities: {kinds}." if kinds else "No entities."


def _lost(making: Making) -> Iterator[str]:
    for counts, what in (
        (making.refused, "not taken by FollowTheMoney"),
        (making.cut, "longer than FollowTheMoney keeps, and cut"),
    ):
        found = _listed(counts)
        if found:
            yield f"{counted(counts.total(), 'value')} {what}: {found}."


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{key} ({number:,})" for key, number in sorted(counts.items()) if number)
