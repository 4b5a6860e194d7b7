"""Whom a report credits: datelines, bylines, credit lines, citations; and what is none of these."""

from __future__ import annotations

import pytest

from averment.values import Segment
from averment.weighing.credits import agency_of, credits  # noqa: A004  (the field's word)
from tests.weighing.dispatches import WIRE, document

CREDITED = [
    (f"VELMAR (Reuters) - {WIRE}", "Reuters", "dateline"),
    (f"VELMAR, March 12 (Xinhua) -- {WIRE}", "Xinhua", "dateline"),
    (f"Velmar, SANA – {WIRE}", "SANA", "dateline"),
    (f"AFP - {WIRE}", "AFP", "dateline"),
    (f"Market shelled\n\nBy Agence France-Presse\n\n{WIRE}", "AFP", "byline"),
    (f"Market shelled\n\nJane Doe\nAP\n\n{WIRE}", "AP", "byline"),
    (f"Shells kill 23 in Velmar AFP Monday 9 Feb 2015 {WIRE}", "AFP", "byline"),
    (f"{WIRE} --AFP", "AFP", "line"),
    (f"{WIRE} (With Reuters)", "Reuters", "line"),
    (f"{WIRE}\n\nSource: SANA", "SANA", "line"),
    (f"{WIRE}\n\nSources: Courier, Anadolu Agency", "Anadolu", "line"),
    (f"{WIRE} Reporting by Jane Doe; Editing by John Roe", "Reuters", "line"),
    (f"{WIRE} The gates were shut, according to the state news agency SANA. It rained.", "SANA", "said"),
    (f"{WIRE} Reuters reported that the road was open. It rained.", "Reuters", "said"),
    (f"{WIRE} Nobody was left, a surgeon told AFP on Sunday. It rained.", "AFP", "said"),
    (f"فلمار (رويترز) - {WIRE}", "Reuters", "dateline"),
]


@pytest.mark.parametrize(("text", "agency", "kind"), CREDITED, ids=lambda value: str(value)[:28])
def test_a_credit_is_found_where_it_stands(text: str, agency: str, kind: str) -> None:
    """The agency, the kind of credit, and the place of its name."""
    found = credits(document(text))

    assert [(one.agency, one.kind) for one in found] == [(agency, kind)]
    start, end = found[0].span
    assert agency_of(text[start:end]) == agency or text[start:end].startswith("Reporting by")


@pytest.mark.parametrize(
    "text",
    [
        f"{WIRE} Talks on trade in the MENA region went on. It rained.",
        f"{WIRE} The Syrian Arab News Agency (SANA)",
        f"Smoke over Velmar. REUTERS/Jane Doe\n\n{WIRE}",
        f"{WIRE} The PTI said it would march on the capital.",
        f"{WIRE} See www.reuters.com and @AFP for more.",
        f"{WIRE} Nobody rested in the spa. The wam sana ap.",
    ],
)
def test_what_is_no_credit_is_none(text: str) -> None:
    """A region, a party, an abbreviation explained, a photographer, an address: none of these credits an agency."""
    assert credits(document(text)) == ()


def test_captions_credit_photographs() -> None:
    """An agency in a caption took the picture, and is not credited with the report."""
    caption = "Smoke over Velmar (AFP)"
    text = f"{caption}\n\n{WIRE}"

    assert credits(document(text, segments=(Segment(kind="caption", span=(0, len(caption))),))) == ()


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("the Associated Press", "AP"),
        ("sana", "SANA"),
        ("Sana", None),
        ("Syrian state news agency SANA", "SANA"),
        ("Russia's TASS", "TASS"),
        ("Reuters news agency", "Reuters"),
        ("www.sana.sy", "SANA"),
        ("https://www.reuters.com/world", "Reuters"),
        ("notreuters.com", None),
        ("Petra", None),
        ("Petra News Agency", "Petra"),
        ("The Halden Courier", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_names_of_agencies(name: str, agency: str | None) -> None:
    """An agency goes by its name, its abbreviation, its site, with or without what it is called beside that."""
    assert agency_of(name) == agency
