"""Real reports with propositions about them and the stance of every attribution: what is learned from, and measured on.

In: annotated reports, their readings, and stances by report (`stances.jsonl`) or by event (`claims.json`). Out:
`Report`s: each attribution as the line the model reads, as annotators marked it and as the reader found it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import msgspec

from averment.evaluation import read_gold
from averment.evaluation.matching import matched
from averment.values import Attribution, Reading, Speaker, from_json
from averment.weighing.sayings import first_words, said
from averment.weighing.views import view
from training.weighing.examples import STANCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from averment.evaluation import GoldArticle, GoldAttribution

LONGEST: Final = 60
"""Words of a content that a vector is made of, in training."""


@dataclass(frozen=True, slots=True)
class Proposition:
    """What somebody may ask, and by the annotators' ids of attributions the stances taken; the others take none."""

    text: str
    stances: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Report:
    """A report. `gold` and `read` are lines by the annotators' and by the reader's ids, `found` maps those to these.

    `contents` is what is said, by the annotators' ids.
    """

    id: str
    gold: Mapping[str, str]
    read: Mapping[str, str]
    found: Mapping[str, str]
    contents: Mapping[str, str]
    propositions: tuple[Proposition, ...]

    def views(self, attribution: str) -> tuple[str, ...]:
        """Give the lines of an attribution that was annotated: as marked, and as found if it was."""
        found = self.found.get(attribution)
        return (self.gold[attribution],) + ((self.read[found],) if found is not None else ())


def reports(
    folder: Path, readings: Mapping[str, Reading], propositions: Mapping[str, tuple[Proposition, ...]]
) -> list[Report]:
    """Give the reports of an annotated folder about which something is asked; `propositions` are by their id."""
    return [
        report(article, readings[article.digest], propositions[article.id])
        for article in read_gold(folder)
        if article.id in propositions
    ]


def report(article: GoldArticle, reading: Reading, propositions: tuple[Proposition, ...]) -> Report:
    """Put together what annotators marked in a report and what was read in it."""
    marked = as_marked(article, reading)
    pairs = matched(article.text, marked.attributions, reading.attributions)
    return Report(
        id=article.id,
        gold=_lines(marked),
        read=_lines(reading),
        found={marked.attributions[ours].id: reading.attributions[theirs].id for ours, theirs in pairs.items()},
        contents={a.id: first_words(said(marked, a), LONGEST) for a in marked.attributions},
        propositions=propositions,
    )


def as_marked(article: GoldArticle, reading: Reading) -> Reading:
    """Give the reading that the annotators would have made; the party of a speaker is what they say he belongs to."""
    speakers = list(dict.fromkeys(a.who for a in article.attributions if a.who))
    ids = {who: f"s{number}" for number, who in enumerate(speakers, 1)}

    def attribution(of: GoldAttribution) -> Attribution:
        return Attribution(
            id=of.id,
            cue=of.cue,
            source=of.source,
            content=of.content,
            act=of.act,
            about=of.about,
            speaker=ids[of.who] if of.who else None,
            score=1.0,
        )

    return msgspec.structs.replace(
        reading,
        document=msgspec.structs.replace(reading.document, text=article.text),
        attributions=tuple(map(attribution, article.attributions)),
        speakers=tuple(Speaker(id=ids[who], name=who.name, kind=who.kind, party=who.affiliation) for who in speakers),
        evidence=(),
        figures=(),
        dates=(),
    )


def _lines(reading: Reading) -> dict[str, str]:
    return {attribution.id: view(reading, attribution) for attribution in reading.attributions}


def asked_of_reports(path: Path) -> dict[str, tuple[Proposition, ...]]:
    """Read `stances.jsonl`: by report, the propositions made about it."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {record["id"]: tuple(map(_proposition, record["propositions"])) for record in records}


def _proposition(record: dict[str, dict[str, str]]) -> Proposition:
    stances = {attribution: STANCES.index(stance) for attribution, stance in record["stances"].items()}
    return Proposition(str(record["text"]), stances)


def asked_of_events(folder: Path, inventory: Path) -> dict[str, tuple[Proposition, ...]]:
    """Read the claims of each event, and the stances on them that the annotators noted on attributions; by report.

    As `read_gold` does, of several annotators the first is taken. Reports of events without claims are left out.
    """
    events = json.loads(inventory.read_bytes())
    found: dict[str, tuple[Proposition, ...]] = {}
    for path in sorted((folder / "gold").glob("*.json")):
        record = json.loads(path.read_bytes())
        stances: dict[str, dict[str, int]] = defaultdict(dict)
        for attribution in record["attributions"]:
            for claim, stance in attribution.get("claims", ()):
                stances[claim][attribution["id"]] = STANCES.index(stance)
        claims = events.get(record.get("event"), {})
        if claims:
            found.setdefault(record["id"], tuple(Proposition(text, stances[c]) for c, text in claims.items()))
    return found


def read_readings(paths: Iterable[Path]) -> dict[str, Reading]:
    """Read what `averment read --json` printed; by digest of the document."""
    lines = (line for path in paths for line in path.read_bytes().splitlines())
    return {reading.document.digest: reading for reading in (from_json(line, Reading) for line in lines)}
