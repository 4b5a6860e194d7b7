"""Provenance as PROV-JSON (W3C member submission, 2013): `averment export --to prov`.

In: readings and claims. Out: `readings/`, a hundred reports a file, each report a bundle and the activity that made it;
`claims/`, a hundred claims a file. A file is a PROV document by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from averment.render.exports import prov_claims, prov_reading
from averment.render.exports.identifiers import Known, names_of
from averment.render.exports.material import Written
from averment.render.exports.prov_records import Records

if TYPE_CHECKING:
    from pathlib import Path

    from averment.render.exports.material import Material

TOGETHER: Final = 100
"""Reports, or claims, in a file."""
README: Final = """# Provenance

Made by `averment export --to prov`, in PROV-JSON (W3C member submission, 2013).

`readings/` holds a hundred reports a file. What a report tells is a *bundle*: statements are entities, quoted from
the document (`prov:Quotation`), attributed to their speakers, who act on behalf of their affiliation and party;
evidence is an entity they have as `prov:PrimarySource`. Evidence that undercuts, and what a denial is about, are
influences with a role. Outside the bundle stands what was done: the activity of reading, which generated the bundle,
and its software with the digests of its weights. `claims/` holds claims, derived from the statements that support them
and influenced by those that deny or doubt, with the origins behind each side; copies are alternates of each other.

`sha256:` names the preserved original, `uuid:` everything else; names of people are labels. The same name in two
reports is two agents: nothing was merged. `averment:place` counts code points of the text. Figures and dates are not
in it. Custody, what was done to the bytes, is in the case's log and not in these files.
"""


def write(material: Material, folder: Path) -> Written:
    """Write the provenance of all readings and claims. Holds a hundred reports at a time, and a digest for each."""
    known = Known()
    readings, weighed = _Files(folder, "readings"), _Files(folder, "claims")
    for name, reading in material.readings():
        if known.add(names_of(reading)):
            prov_reading.put(reading, name, readings.records())
    for claim in material.claims():
        prov_claims.put(claim, known, weighed.records())
    (folder / "README.md").write_text(README, encoding="utf-8")
    told = "Figures and dates are not in it."
    return Written(files=("README.md", *readings.close(), *weighed.close()), told=(told, *known.again()))


_ENCODER: Final = msgspec.json.Encoder()


class _Files:
    """Writes documents of PROV, `TOGETHER` things in each."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._records, self._held = Records(), 0
        self._files: list[str] = []

    def records(self) -> Records:
        """Give the records to add the next thing to."""
        if self._held == TOGETHER:
            self._put()
        self._held += 1
        return self._records

    def close(self) -> list[str]:
        """Write what is left, and give the files that were written."""
        if self._held:
            self._put()
        return self._files

    def _put(self) -> None:
        self._files.append(f"{self._name}/{len(self._files):06}.json")
        path = self._folder / self._files[-1]
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(msgspec.json.format(_ENCODER.encode(self._records.built()), indent=1) + b"\n")
        self._records, self._held = Records(), 0
