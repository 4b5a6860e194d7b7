"""The origins of a side on a page: parties together, reasons below, nothing hidden, nothing that a terminal acts on."""

from __future__ import annotations

import pytest

from averment.render.look import Look, drawn
from averment.render.origins import origins_lines
from averment.values import Collapse, Origin


def digest(number: int) -> str:
    """Give a digest of its own."""
    return "sha256:" + f"{number:02x}" * 32


def collapse(number: int, kind: str = "speaker", why: str = "both say that Orhan Tiss said it") -> Collapse:
    """Make a collapse of one document."""
    undo = ("correct", f"{digest(number)}#a3", "--set", "origin=independent")
    return Collapse(kind=kind, why=why, documents=(digest(number),), undo=undo)  # type: ignore[arg-type]


TISS = Origin(
    root="Orhan Tiss",
    kind="speaker",
    party="Sohl",
    documents=tuple(digest(number) for number in range(6)),
    collapses=tuple(collapse(number) for number in range(1, 6)),
    why="speaks in 6 documents",
)
KESSAR = Origin(root="Miro Kessar", kind="speaker", party="Sohl", documents=(digest(9),), why="speaks in one document")
AFP = Origin(
    root="AFP",
    kind="agency",
    documents=(digest(1), digest(2)),
    collapses=(
        collapse(1, "credit", "credits AFP"),
        collapse(2, "copy", "carries 858 characters of the AFP dispatch of 12 March"),
    ),
    why="reports it itself, in 2 documents",
)


def page(*origins: Origin, width: int = 80, named: dict[str, str] | None = None) -> str:
    """Draw the origins."""
    return drawn(origins_lines(origins, width, called=named), Look(width=width))


def test_origins_of_one_party_stand_together_under_it() -> None:
    """The page shows one side of two speakers, the agency for itself; every reason names what it collapsed."""
    assert page(TISS, AFP, KESSAR) == (
        "for Sohl, one party, 2 speak\n"
        "   Orhan Tiss (speaker)\n"
        "      speaks in 6 documents\n"
        "      same      010101010101#a3; 020202020202#a3; 030303030303#a3 and 2 more:\n"
        "                both say that Orhan Tiss said it\n"
        "   Miro Kessar (speaker)\n"
        "      speaks in one document\n"
        "AFP (news agency)\n"
        "   reports it itself, in 2 documents\n"
        "   credit    010101010101#a3: credits AFP\n"
        "   copy      020202020202#a3: carries 858 characters of the AFP dispatch of 12\n"
        "             March\n"
    )


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100])
def test_lines_keep_to_the_width(width: int) -> None:
    """Whatever the width, no line is longer."""
    assert max(map(len, page(TISS, AFP, KESSAR, width=width).splitlines())) <= width


def test_documents_are_named_where_they_are_known() -> None:
    """The outlet stands beside the digest."""
    assert "010101010101#a3 Harbour Post: credits AFP" in page(AFP, named={digest(1): "Harbour Post"})


def test_many_reasons_are_cut_and_counted() -> None:
    """Of a hundred copies some are shown, and it is said how many are left."""
    many = tuple(collapse(number % 200, "copy", f"carries {number} characters of it") for number in range(100))
    drawn_page = page(Origin(root="AFP", kind="agency", documents=(digest(1),), collapses=many, why="reports it"))
    assert "and 94 more" in drawn_page


def test_names_from_outside_are_made_visible() -> None:
    """A root with an escape sequence and line breaks is one line, and the sign is seen."""
    evil = Origin(root="Ev\x1b[31mil\n\nName", kind="document", documents=(digest(1),), why="a\x07b")
    assert "\x1b" not in page(evil)
    assert "␛" in page(evil)
