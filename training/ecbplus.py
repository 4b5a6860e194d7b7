"""`python -m training.ecbplus`: how well claims come out across reports of events that others annotated (ECB+).

In: the folder of ECB+. Out: B³ and pairs, printed for the even topics, on which two weights were set, and the odd.
ECB+ annotates no claims: a saying here is an annotated sentence with an action of reporting, of one claim with
another where they share an event, by coreference across documents. Sentences, not contents: no reader is involved.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from averment.values import Attribution, Document, Reading
from averment.values.readings import Model
from averment.weighing.claims import sayings_of
from averment.weighing.claims.likeness import claim_weights
from training.claims import Report, agreement, groups, vectors_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from averment.weighing.model import WeighingModel


def topics(folder: Path) -> Iterator[tuple[int, Report]]:
    """Give the reports of each topic, with the events of the sentences that report something."""
    annotated: defaultdict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            annotated[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for path in sorted(folder.glob("*/*.xml")):
        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        yield int(path.parent.name), _report(root, annotated[path.stem], path.stem)


def _report(root: etree._Element, annotated: set[int], name: str) -> Report:
    words: defaultdict[int, list[str]] = defaultdict(list)
    sentence_of = {}
    for token in root.iter("token"):
        sentence_of[token.get("t_id")] = int(token.get("sentence"))
        words[int(token.get("sentence"))].append(token.text or "")
    reporting, events = _marked(root, sentence_of, name)
    text, spans = "", {}
    for sentence, said in sorted(words.items()):
        line = " ".join(said)
        spans[sentence] = (len(text), len(text) + len(line))
        text += f"{line}\n\n"
    chosen = [sentence for sentence in sorted(annotated & reporting) if events.get(sentence)]
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    reading = Reading(
        document=Document(digest=digest, media_type="text/plain", text=text),
        attributions=tuple(
            Attribution(id=f"a{number}", cue=(), source=(), content=(spans[sentence],), act="assert", score=1.0)
            for number, sentence in enumerate(chosen, 1)
        ),
        model=Model(reader="ECB+", version="ECB+"),
    )
    gold = {(digest, f"a{number}"): events[sentence] for number, sentence in enumerate(chosen, 1)}
    return Report(reading, sayings_of(reading), gold)


def _marked(
    root: etree._Element, sentence_of: dict[str | None, int], name: str
) -> tuple[set[int], dict[int, set[str]]]:
    """Give the sentences with an action of reporting, and by sentence the clusters of its other events."""
    actions, reporting = {}, set()
    for mark in root.find("Markables"):
        anchors = [anchor.get("t_id") for anchor in mark.iter("token_anchor")]
        if anchors and "ACTION" in mark.tag:
            sentence = sentence_of[anchors[0]]
            if "REPORTING" in mark.tag:
                reporting.add(sentence)
            else:
                actions[mark.get("m_id")] = sentence
    events: defaultdict[int, set[str]] = defaultdict(set)
    for relation in root.find("Relations"):
        for source in relation.iter("source"):
            if source.get("m_id") in actions:
                cluster = relation.get("note") or f"{name} {relation.get('r_id')}"
                events[actions[source.get("m_id")]].add(cluster)
    return reporting, dict(events)


def measure(folder: Path, model: WeighingModel) -> None:
    """Print how well the claims agree."""
    found = list(topics(folder))
    vectors = vectors_of([report for _, report in found], model)
    for name, odd in (("even", 0), ("odd", 1)):
        chosen = [report for topic, report in found if topic % 2 == odd]
        cubed, pairs, number = agreement(chosen, groups(chosen, vectors, claim_weights()))
        print(f"{name} topics, {number} sentences that report:")
        for measure_, of in (("B³", cubed), ("pairs", pairs)):
            print(f"  {measure_}: precision {of.precision:.1%}, recall {of.recall:.1%}, F1 {of.f1:.1%}")


def main() -> None:
    """Measure the shipped table."""
    from averment.api import load_weigher

    parser = argparse.ArgumentParser(prog="python -m training.ecbplus", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/ecbplus"))
    measure(parser.parse_args().data, load_weigher())


if __name__ == "__main__":
    main()
