"""Which reports are one report: what relates two that share passages, and which way the matter went."""

from __future__ import annotations

import pytest

from averment.values import Copy, Document
from averment.weighing.copies import copies
from tests.weighing.dispatches import BACKGROUND, ELECTION, FLOOD, QUOTE, STRIKE, WIRE, document, reworded, sentences


def only(*documents: Document) -> Copy:
    """Give the one relation there is among documents."""
    (found,) = copies(documents)
    return found


def towards(found: Copy, source: Document, other: Document) -> bool:
    """Say whether the direction is from the one document to the other."""
    return found.direction == ("a->b" if found.a == source.digest else "b->a") and other.digest in {found.a, found.b}


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3])
def test_a_reworded_copy_is_found(share: float) -> None:
    """A copy under another headline, with up to 30 % of its words replaced, dropped or added, is a copy."""
    copy = f"Market shelled, dozens dead\n\n{reworded(WIRE, share, seed=3)}"

    assert only(document(WIRE), document(copy)).relation == "copy"


def test_a_trimmed_copy_is_found() -> None:
    """The first half of a dispatch is a copy of it."""
    assert only(document(WIRE), document(" ".join(sentences(WIRE)[:3]))).relation == "copy"


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_wire_inside_a_longer_article_is_found_wherever_it_stands(at: int) -> None:
    """A dispatch put in front of, among, or behind an outlet's own paragraphs is found there, and nothing else is."""
    own = [FLOOD, STRIKE, ELECTION]
    longer = document("\n\n".join([*own[:at], WIRE, *own[at:]]))
    wire = document(WIRE)

    found = only(wire, longer)

    assert found.relation == "copy"
    (passage,) = found.passages
    inside = passage.a if found.a == longer.digest else passage.b
    assert longer.text[slice(*inside)] == WIRE.rstrip(".")


def test_two_reports_with_the_same_wire_paragraphs_share_an_original() -> None:
    """Where both have more of their own than of the dispatch, neither is a copy of the other."""
    wire = " ".join(sentences(WIRE)[:3])
    found = only(
        document(f"{FLOOD} {wire} {STRIKE}", "2031-03-12", "Courier"), document(f"{wire} {ELECTION} {ELECTION[::-1]}")
    )

    assert found.relation == "shared"
    assert found.direction is None


def test_what_two_reports_do_not_share_relates_them_not() -> None:
    """Reports of different things are no pair."""
    assert copies([document(WIRE), document(FLOOD), document(STRIKE), document(ELECTION)]) == []


def test_the_earlier_is_the_source_and_its_outlet_the_origin() -> None:
    """Dates that differ give the direction; without credits the origin is the outlet that had it first."""
    first, second = document(WIRE, "2031-03-12", "Courier"), document(f"{WIRE} More soon.", "2031-03-14", "Gazette")
    found = only(first, second)

    assert towards(found, first, second)
    assert found.origin == "Courier"
    assert "published 2 days later" in found.why


def test_a_credit_tells_the_source() -> None:
    """Of two reports of one day, the one that credits the other's agency has it from there."""
    wire = document(WIRE, "2031-03-12", "AFP")
    copy = document(f"VELMAR (AFP) - {WIRE}", "2031-03-12", "Gazette")
    found = only(wire, copy)

    assert towards(found, wire, copy)
    assert found.origin == "AFP"


def test_contradictory_metadata_gives_no_direction() -> None:
    """A report that credits an agency, and is dated before the agency's own, is shown with the contradiction."""
    found = only(document(WIRE, "2031-03-14", "AFP"), document(f"{WIRE} (AFP)", "2031-03-12", "Gazette"))

    assert found.relation == "copy"
    assert found.direction is None
    assert "contradictory" in found.why


def test_two_that_credit_one_agency_have_it_from_there() -> None:
    """Two outlets with an agency's dispatch need not have it from each other; the origin is the agency."""
    found = only(document(f"{WIRE} (AFP)", "2031-03-12", "Courier"), document(f"{WIRE} --AFP", "2031-03-13", "Gazette"))

    assert (found.relation, found.direction, found.origin) == ("copy", None, "AFP")


def test_a_later_version_is_an_update() -> None:
    """The same opening a day later with another toll and more to tell is a later version, not a copy."""
    first = document(WIRE, "2031-03-12", "Courier")
    later = document(WIRE.replace("23 people", "31 people") + " " + FLOOD, "2031-03-13", "Courier")
    found = only(first, later)

    assert found.relation == "update"
    assert towards(found, first, later)
    assert "23 / 31" in found.why or "31 / 23" in found.why


def test_standing_background_is_no_common_origin() -> None:
    """The same paragraph on how the war began, under different news, relates two reports by background alone."""
    found = only(
        document(f"{FLOOD}\n\n{BACKGROUND}", "2031-03-12"), document(f"{STRIKE}\n\n{BACKGROUND}", "2031-03-12")
    )

    assert (found.relation, found.direction, found.origin) == ("background", None, None)
    assert "background" in found.why


def test_what_keeps_coming_back_is_background() -> None:
    """A paragraph that tells nothing of its age is background where it stands in reports of many times."""
    stock = (
        "The river Orl crosses the plain between the two hills and feeds the mills and the gardens of the lower town."
    )
    news = [FLOOD, STRIKE, ELECTION, WIRE]
    found = copies([document(f"{text} {stock}", f"2031-0{month}-12") for month, text in enumerate(news, 2)])

    assert {copy.relation for copy in found} == {"background"}
    assert all("4 documents of 4 different times" in copy.why for copy in found)


def test_one_statement_quoted_by_two_is_its_speakers() -> None:
    """Two reports that quote the same long statement, and share nothing else, are not copies of each other."""
    found = only(document(f"{FLOOD} {QUOTE}"), document(f"{STRIKE} {QUOTE} {ELECTION}"))

    assert found.relation == "background"
    assert "quote the same statement" in found.why
