"""The picture of origins: how many stand behind each side, and which reports only carry them."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from averment.render.html.pictures import OriginsPicture, origins_picture
from averment.render.html.pictures.drawing import Sign
from averment.values import Collapse, Document, Origin, Origins, Place, Published, Quoted
from averment.values.claims import CollapseKind
from tests.render.picturing import told

WIRE, PAPER, SITE, BLOG = (f"sha256:{letter * 64}" for letter in "abcd")


def _document(digest: str, outlet: str, day: int) -> Document:
    on = date(2031, 3, day)
    return Document(
        digest=digest,
        media_type="text/html",
        outlet=outlet,
        published=Published(start=on, end=on, how="given"),
        text="",
    )


DOCUMENTS = {
    WIRE: _document(WIRE, "Halden Wire", 12),
    PAPER: _document(PAPER, "Velmar Post", 13),
    SITE: _document(SITE, "Tarim Online", 14),
}


def _collapse(kind: CollapseKind, child: str, parent: str) -> Collapse:
    shown = (Quoted(document=parent, span=(0, 1)), Quoted(document=child, span=(0, 1)))
    return Collapse(kind=kind, why=f"{kind} of another", documents=(child,), shown=shown, undo=("split", child, parent))


COPIED = Origin(
    root="Halden Wire",
    kind="agency",
    documents=(WIRE, PAPER, SITE),
    attributions=(Place(document=PAPER, id="a7"), Place(document=PAPER, id="a9")),
    collapses=(_collapse("copy", PAPER, WIRE), _collapse("citation", SITE, PAPER)),
    why="reports it itself, in 3 documents",
)
DENIAL = Origin(root="Colonel Dask", kind="speaker", party="Vantor", documents=(BLOG,), why="speaks in one document")


def _picture(*supports: Origin, denies: tuple[Origin, ...] = ()) -> OriginsPicture:
    return origins_picture(Origins(supports=supports, denies=denies), DOCUMENTS)


def test_the_number_of_origins_is_what_is_large() -> None:
    """Three reports of one wire are one origin: 1 is set large, and small words say in how many reports."""
    picture = _picture(COPIED, denies=(DENIAL,))
    assert picture.title == "For: 1 origin in 3 reports; against: 1 origin in 1 report"
    large = [item for item in picture.wide.items if item.form == "words" and item.pieces[0].size > 30]
    assert [item.pieces[0].text for item in large] == ["1", "1"]


def test_reports_hang_on_what_they_came_from() -> None:
    """The paper copied the wire, the site cites the paper: a tree of three, each edge with its word."""
    (side,) = _picture(COPIED).sides
    (origin,) = side.origins
    assert [(report.name, report.depth, report.tie, report.adds) for report in origin.reports] == [
        ("Halden Wire", 0, "", True),
        ("Velmar Post", 1, "copy", False),
        ("Tarim Online", 2, "cites", False),
    ]
    assert any(words == "copy · Velmar Post, 13 Mar 2031" for words in told(_picture(COPIED).wide))


def test_what_only_carries_is_drawn_so() -> None:
    """The first report is filled, the carriers are hollow, and the key says what that means."""
    picture = _picture(COPIED)
    sheets = [item.kind for mark in picture.wide.marks for item in mark.items if isinstance(item, Sign)]
    assert sheets == ["supports", "report", "carrier", "carrier"]
    assert [key.words for key in picture.key] == ["news agency", "report that only carries it"]


def test_a_report_leads_to_its_first_attribution() -> None:
    """Where the claim is said in a report is where its mark leads; a report without a place is led to as a whole."""
    reports = _picture(COPIED).sides[0].origins[0].reports
    assert [report.to for report in reports] == [WIRE, Place(document=PAPER, id="a7"), SITE]


def test_reasons_in_a_circle_lose_no_report() -> None:
    """Two that are each said to come from the other are both there, once."""
    circle = replace(
        COPIED, documents=(WIRE, PAPER), collapses=(_collapse("copy", PAPER, WIRE), _collapse("copy", WIRE, PAPER))
    )
    reports = _picture(circle).sides[0].origins[0].reports
    assert sorted(report.document for report in reports) == sorted((WIRE, PAPER))


def test_a_report_that_is_not_at_hand_has_its_digest() -> None:
    """What is known of it is its name in the case."""
    assert _picture(DENIAL).sides[0].origins[0].reports[0].name == "d" * 12


def test_parties_are_counted_where_they_are_fewer() -> None:
    """Two who speak for one party are two origins of one party, and both numbers are there."""
    side = _picture(DENIAL, replace(DENIAL, root="Vantor command")).sides[0]
    assert side.words == "2 origins (1 party) in 1 report"


def test_many_reports_are_folded() -> None:
    """Of sixty reports of one origin some are drawn, the picture counts the others, and the list has all."""
    many = tuple(f"sha256:{number:064x}" for number in range(60))
    collapses = tuple(_collapse("copy", digest, many[0]) for digest in many[1:])
    picture = _picture(replace(COPIED, documents=many, collapses=collapses))
    assert "and 48 reports more" in told(picture.wide)
    assert len(picture.sides[0].origins[0].reports) == 60


def test_many_origins_are_folded() -> None:
    """Of a hundred origins some are drawn, the picture counts the others, and none is lost from the number."""
    picture = _picture(*(replace(DENIAL, root=f"Speaker {number}") for number in range(100)))
    assert any(words.startswith("and 40 origins more") for words in told(picture.wide))
    assert "100" in told(picture.wide)


def test_no_origin_is_an_empty_picture() -> None:
    """Without origins there is a picture that says so."""
    assert _picture().title == "No origin"
