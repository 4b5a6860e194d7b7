"""Provenance loads in the reference of PROV-JSON and comes back; names of people never become identifiers."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec
from hypothesis import given, settings
from prov.model import ProvDocument

from averment import Reading
from averment.render.exports import prov
from tests.render.exports.reported import again, claim, example, readings, written

if TYPE_CHECKING:
    import pytest

_NAME = re.compile(
    r"sha256:[0-9a-f]{64}|uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|_:[0-9a-f-]{36}|prov:[A-Z][A-Za-z]+|averment:[A-Z][a-z]+"
)


def _loaded(path: Path) -> Any:  # noqa: ANN401  (the library is untyped)
    """Load a file, and see that it comes back the same."""
    document = ProvDocument.deserialize(str(path))
    assert ProvDocument.deserialize(content=document.serialize()) == document
    return document


def _ties(document: Any, kind: str) -> set[tuple[str, ...]]:  # noqa: ANN401
    """Give relations of a kind as labels of what they tie, and what more they say."""
    records = list(document.get_records())
    labels = {str(one.identifier): str(one.label) for one in records if one.identifier}
    found = set()
    for one in records:
        if one.get_type().localpart == kind:
            ends = [labels.get(str(value), str(value)) for _, value in one.formal_attributes if value]
            found.add((*ends, *sorted(str(value) for _, value in one.extra_attributes)))
    return found


def _resting(reading: Reading) -> int:
    return sum(len(one.rests) for one in reading.evidence)


def test_a_bundle_tells_who_said_what(velmar: Reading, tmp_path: Path) -> None:
    """Statements are quoted from the report, said by its speakers for their parties, on evidence, about each other."""
    done = written(prov, tmp_path, [velmar])
    (bundle,) = _loaded(tmp_path / "readings" / "000000.json").bundles

    derived, influenced = _ties(bundle, "Derivation"), _ties(bundle, "Influence")
    quoted = [one for one in derived if one[-1] == "prov:Quotation"]
    assert len(quoted) == len(velmar.attributions)
    assert len([one for one in derived if one[-1] == "prov:PrimarySource"]) == _resting(velmar) > 0
    invention = "deny: “It is an invention,” … “from the first word to the last.”"
    claims = "assert: their forces had shelled a clinic in Velmar"
    assert (invention, claims, "about", "deny") in influenced
    assert (invention, "Oro Dask") in _ties(bundle, "Attribution")
    assert _ties(bundle, "Delegation") >= {
        ("Oro Dask", "Government of Vantor", "party"),
        ("Oro Dask", "Armed Forces of the Vantor Republic", "affiliation"),
    }
    assert not any("unattributed" in part for one in _ties(bundle, "Attribution") for part in one)
    assert done.told == ("Figures and dates are not in it.",)


def test_a_party_that_speaks_is_the_one_that_is_spoken_for(velmar: Reading, tmp_path: Path) -> None:
    """The government that denies and the one that Dask speaks for have one name in one report: they are one agent."""
    written(prov, tmp_path, [velmar, again(velmar, 7)])
    one, other = _loaded(tmp_path / "readings" / "000000.json").bundles

    agents = [
        {str(agent.identifier) for agent in bundle.get_records() if str(agent.label) == "Government of Vantor"}
        for bundle in (one, other)
    ]
    assert [len(found) for found in agents] == [1, 1]
    assert not agents[0] & agents[1]  # the same name in another report is another agent


def test_what_we_did_is_outside_the_bundle(velmar: Reading, tmp_path: Path) -> None:
    """The reading is an activity of the software, with the digest of its weights; the bundle came of it."""
    written(prov, tmp_path, [velmar])
    document = _loaded(tmp_path / "readings" / "000000.json")

    assert _ties(document, "Generation") == {("What was read in report 0.txt", "Reading report 0.txt")}
    assert _ties(document, "Association") == {("Reading report 0.txt", "Averment 0")}
    (agent,) = [one for one in document.get_records() if one.get_type().localpart == "Agent"]
    assert velmar.model.reader in {str(value) for _, value in agent.attributes}
    (bundle,) = document.bundles
    assert {one.get_type().localpart for one in bundle.get_records()}.isdisjoint({"Activity", "Usage", "Generation"})


def test_undercutting_evidence_is_no_primary_source(velmar: Reading, tmp_path: Path) -> None:
    """What speaks against a statement is not what it rests on."""
    evidence = tuple(msgspec.structs.replace(one, polarity="undercuts") for one in velmar.evidence)
    written(prov, tmp_path, [msgspec.structs.replace(velmar, evidence=evidence)])
    (bundle,) = _loaded(tmp_path / "readings" / "000000.json").bundles

    assert not [one for one in _ties(bundle, "Derivation") if one[-1] == "prov:PrimarySource"]
    assert len([one for one in _ties(bundle, "Influence") if "undercuts" in one]) == _resting(velmar)


def test_claims_derive_from_what_supports_them(velmar: Reading, tmp_path: Path) -> None:
    """Support is what a claim is made of; who denies it has an influence; the origin and the copy are told."""
    made = claim(velmar)
    written(prov, tmp_path, [velmar], [made])
    document = _loaded(tmp_path / "claims" / "000000.json")

    supports = (made.statement, "Mira Tolan (supports)", "Mira Tolan", "supports")
    assert _ties(document, "Derivation") == {supports}
    influenced = _ties(document, "Influence")
    assert (made.statement, "Oro Dask (denies)", "Oro Dask", "denies") in influenced
    assert (made.statement, "Mira Tolan", "origin", "supports") in influenced
    assert len(_ties(document, "Alternate")) == 1
    statements = {str(one.identifier) for one in document.get_records() if "Statement" in str(one.extra_attributes)}
    (bundle,) = _loaded(tmp_path / "readings" / "000000.json").bundles
    assert len(statements) == 4
    assert statements <= {str(one.identifier) for one in bundle.get_records()}


def test_a_file_holds_so_many(velmar: Reading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports go to files of a bounded size, each a document by itself; one that was met twice stands once."""
    monkeypatch.setattr(prov, "TOGETHER", 2)
    done = written(prov, tmp_path, [*(again(velmar, number) for number in range(5)), again(velmar, 0)])

    files = sorted((tmp_path / "readings").iterdir())
    assert [len(list(_loaded(file).bundles)) for file in files] == [2, 2, 1]
    assert done.told[-1] == "1 report had been met before and stands in it once."


def test_a_real_report(tmp_path: Path) -> None:
    """What the shipped model reads in the example loads, and each of its attributions is a statement."""
    written(prov, tmp_path, [example()])
    (bundle,) = _loaded(tmp_path / "readings" / "000000.json").bundles

    quoted = [one for one in _ties(bundle, "Derivation") if one[-1] == "prov:Quotation"]
    assert len(quoted) == len({one.content for one in example().attributions}) > 20


def _names(value: object, *, named: bool = False) -> set[str]:
    """Give all that stands as an identifier: keys of records, and the ends of relations."""
    if not isinstance(value, dict):
        return {str(value)} if named else set()
    inner = (_names(one, named=key in _ENDS) for key, one in value.items())
    return set().union(*inner) | {key for key, one in value.items() if isinstance(one, dict) and ":" in key}


_ENDS = {
    *("prov:entity", "prov:agent", "prov:activity", "prov:generatedEntity", "prov:usedEntity", "prov:influencee"),
    *("prov:influencer", "prov:delegate", "prov:responsible"),
}


@settings(max_examples=25)
@given(readings())
def test_any_report_has_valid_names(reading: Reading) -> None:
    """Whatever people and places are called, identifiers are digests and UUIDs, and the file loads."""
    with TemporaryDirectory() as name:
        written(prov, Path(name), [reading], title=reading.document.title or "")
        path = Path(name) / "readings" / "000000.json"
        assert len(list(_loaded(path).bundles)) == 1
        names = _names(msgspec.json.decode(path.read_bytes())) - {"prov:type"}
        assert [one for one in names if not _NAME.fullmatch(one)] == []
