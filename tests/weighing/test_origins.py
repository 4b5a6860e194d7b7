"""Origins: what counts as one root of support, and what does not."""

from __future__ import annotations

from averment.values import Origin
from tests.weighing.coverage.reports import Filed, Who
from tests.weighing.reporting import related, report, roots, side

OBSERVATORY = Who("Tarim Observatory", "organisation", "the Tarim Observatory")
ACTIVISTS = Who("activists", "unnamed", "activists")
MINISTER = Who("Orhan Tiss", "person", "Defence Minister Orhan Tiss", party="Sohl")
SPOKESMAN = Who("Miro Kessar", "person", "spokesman Miro Kessar", party="Sohl")
SHELLED = "the army had shelled the market"


def said(outlet: str | None, who: Who, content: str = SHELLED, **more: object) -> Filed:
    """Report that somebody says it."""
    sentence = f"{{s:k|{who.phrase}}} {{q:k|said}} {{c:k|that {content}}}."
    return report(outlet, sentence, who={"k": who}, **more)  # type: ignore[arg-type]


def told(outlet: str | None, **more: object) -> Filed:
    """Report it on nobody's word but the report's own."""
    return report(outlet, f"{{q:k|It was reported}} {{c:k|that {SHELLED}}}.", **more)  # type: ignore[arg-type]


def kinds(origin: Origin) -> list[str]:
    """Give the kinds of what collapsed into an origin."""
    return [collapse.kind for collapse in origin.collapses]


def test_one_speaker_in_twenty_outlets_is_one_origin() -> None:
    """Whoever is named is one root, however many outlets have it; each further one says why it adds nothing."""
    (found,) = side([said(f"Paper {number}", OBSERVATORY) for number in range(20)])
    assert (found.root, found.kind, len(found.documents)) == ("Tarim Observatory", "speaker", 20)
    assert kinds(found) == ["speaker"] * 19
    assert found.collapses[0].why == "both say that Tarim Observatory said it"


def test_two_speakers_of_one_party_are_two_origins_that_share_it() -> None:
    """A minister and a spokesman are two speakers of one side: neither is folded into the other."""
    found = side([said("Harbour Post", MINISTER), said("Eastern Mail", SPOKESMAN)])
    assert roots(found) == [("Miro Kessar", "speaker", 1), ("Orhan Tiss", "speaker", 1)]
    assert {origin.party for origin in found} == {"Sohl"}


def test_unnamed_speakers_of_two_reports_are_two_origins() -> None:
    """Activists here and activists there need not be the same people."""
    found = side([said("Harbour Post", ACTIVISTS), said("Eastern Mail", ACTIVISTS)])
    assert roots(found) == [("activists", "speaker", 1), ("activists", "speaker", 1)]


def test_unnamed_speakers_in_a_shared_passage_are_one_origin() -> None:
    """Who speaks in words that two reports share speaks once, also where each report has matter of its own."""
    a, b = said("Harbour Post", ACTIVISTS), said("Eastern Mail", ACTIVISTS)
    (found,) = side([a, b], copies=[related(a, b, "shared", f"activists said that {SHELLED}")])
    assert kinds(found) == ["shared"]
    assert {quoted.document for quoted in found.collapses[0].shown} == {a.digest, b.digest}


def test_a_shared_passage_without_the_speakers_collapses_nothing() -> None:
    """Two reports that share other words have each their own activists."""
    more = "Shops along the quay stayed shut until noon."
    sentence = f"{{s:k|activists}} {{q:k|said}} {{c:k|that {SHELLED}}}."
    a, b = (report(name, sentence, more, who={"k": ACTIVISTS}) for name in ("Harbour Post", "Eastern Mail"))
    assert len(side([a, b], copies=[related(a, b, "shared", more)])) == 2


def test_background_never_collapses() -> None:
    """Reports that share standing paragraphs alone have no common origin, whatever stands in them."""
    a, b = said("Harbour Post", ACTIVISTS), said("Eastern Mail", ACTIVISTS)
    assert len(side([a, b], copies=[related(a, b, "background", f"activists said that {SHELLED}")])) == 2


def test_a_copy_that_was_reworded_keeps_its_unnamed_speakers() -> None:
    """In a copy, who speaks where another word was put is still the same, though the passage has a gap there."""
    more = "Shops along the quay stayed shut until noon."
    first = report("Harbour Post", more, f"{{s:k|activists}} {{q:k|said}} {{c:k|{SHELLED}}}.", who={"k": ACTIVISTS})
    locals_ = Who("campaigners", "unnamed", "campaigners")
    edited = "{s:k|campaigners} {q:k|claimed} {c:k|troops bombarded the bazaar}."
    second = report("Eastern Mail", more, edited, who={"k": locals_})
    (found,) = side([first, second], copies=[related(first, second, "copy", more)])
    assert kinds(found) == ["copy"]


def test_a_later_version_with_a_new_witness_has_two_origins() -> None:
    """An update repeats the narration; somebody unnamed whom only the later version has is a root of its own."""
    doctor = Who("a doctor", "unnamed", "a doctor")
    more = "Shops along the quay stayed shut until noon."
    first = report("Harbour Post", more, f"{{s:k|activists}} {{q:k|said}} {{c:k|{SHELLED}}}.", who={"k": ACTIVISTS})
    second = report(
        "Eastern Mail",
        more,
        f"{{s:k|activists}} {{q:k|said}} {{c:k|{SHELLED}}}.",
        "{s:d|a doctor} {q:d|said} {c:d|soldiers aimed at the stalls}.",
        who={"k": ACTIVISTS, "d": doctor},
    )
    found = side([first, second], copies=[related(first, second, "update", more, f"activists said {SHELLED}")])
    assert roots(found) == [("a doctor", "speaker", 1), ("activists", "speaker", 2)]


def test_an_agency_credit_makes_the_agency_the_origin_of_the_narration() -> None:
    """What outlets tell under the name of an agency comes from the agency; who speaks in the dispatch does not."""
    a = told("Harbour Post", head="ORVANE (AFP) - ")
    b = told("Eastern Mail", head="ORVANE, March 12 (AFP) - ")
    c = said("Northern Star", OBSERVATORY, head="ORVANE (AFP) - ")
    assert roots(side([a, b, c])) == [("AFP", "agency", 2), ("Tarim Observatory", "speaker", 1)]
    agency = next(origin for origin in side([a, b, c]) if origin.kind == "agency")
    assert kinds(agency) == ["credit", "credit"]
    texts = {document.digest: document.reading.document.text for document in (a, b)}
    assert {texts[q.document][slice(*q.span)] for one in agency.collapses for q in one.shown} == {"AFP"}


def test_according_to_an_agency_is_the_agency() -> None:
    """Outlets that cite an agency, and those that run it, have one origin."""
    cited = Who("AFP", "media", "AFP")
    found = side([said("Harbour Post", cited), said("Eastern Mail", cited), told("Star", head="ORVANE (AFP) - ")])
    assert roots(found) == [("AFP", "agency", 3)]


def test_an_agencys_own_witness_is_the_agency_in_any_outlet() -> None:
    """An AFP correspondent saw it: AFP's own observation, wherever it is printed."""
    witness = Who("an AFP correspondent", "unnamed", "an AFP correspondent")
    assert roots(side([said("Harbour Post", witness), said("AFP", witness)])) == [("AFP", "agency", 2)]


def test_an_outlets_own_observation_is_its_own_origin() -> None:
    """Its reporter, its survey, its name as the source: kind outlet, and one origin with its other reports."""
    reporter = Who("a Harbour Post reporter", "unnamed", "a Harbour Post reporter")
    ours = Who("our correspondent", "unnamed", "our correspondent")
    by_name = Who("Harbour Post", "media", "the Harbour Post")
    found = side([said("Harbour Post", who, day=day) for day, who in enumerate((reporter, ours, by_name))])
    assert roots(found) == [("Harbour Post", "outlet", 3)]


def test_the_telling_of_a_report_is_its_outlets_or_the_documents() -> None:
    """Nobody is cited: the outlet tells it; where no outlet is known, the document does."""
    found = side([told("Harbour Post"), told(None, day=2), told(None, day=3)])
    assert sorted(origin.kind for origin in found) == ["document", "document", "outlet"]


def test_an_uncredited_copy_has_the_origin_of_what_it_copies() -> None:
    """A copy without credit of what an agency tells, or an outlet, comes from there."""
    a, b = told("Harbour Post", head="ORVANE (AFP) - "), told("Eastern Mail", day=2)
    same = f"It was reported that {SHELLED}"
    assert roots(side([a, b], copies=[related(a, b, "copy", same, direction="a->b")])) == [("AFP", "agency", 2)]
    c, d = told("Northern Star", day=2), told("Eastern Mail", day=1)
    (found,) = side([c, d], copies=[related(c, d, "copy", same, direction="a->b")])
    assert (found.root, found.kind) == ("Northern Star", "outlet")
    assert found.collapses[0].why == f"carries {len(same)} characters of the report of Northern Star of 14 March"


def test_a_copy_of_one_report_does_not_join_two_outlets_for_good() -> None:
    """An outlet that copied one report from A and another from B does not make A and B one origin."""
    a, b = told("Alpha", day=1), told("Beta", day=3)
    from_a, from_b = told("Copyist", day=2), told("Copyist", day=4)
    same = f"It was reported that {SHELLED}"
    copies = [related(a, from_a, "copy", same, direction="a->b"), related(b, from_b, "copy", same, direction="a->b")]
    assert roots(side([a, b, from_a, from_b], copies=copies)) == [("Alpha", "outlet", 2), ("Beta", "outlet", 2)]


def test_a_copy_with_an_observation_of_its_own_has_two_origins() -> None:
    """What the copying outlet's reporter adds is its own."""
    same = f"It was reported that {SHELLED}"
    own = "{s:o|our correspondent} {q:o|saw} {c:o|soldiers beside the guns}."
    telling = f"{{q:k|It was reported}} {{c:k|that {SHELLED}}}."
    a = report("Alpha", telling)
    b = report("Beta", telling, own, who={"o": Who("our correspondent", "unnamed", "our correspondent")}, day=2)
    found = side([a, b], copies=[related(a, b, "copy", same, direction="a->b")])
    assert roots(found) == [("Alpha", "outlet", 2), ("Beta", "outlet", 1)]


def test_several_attributions_of_one_speaker_in_one_report_are_one_origin() -> None:
    """Somebody who says it twice is still one."""
    twice = "{s:k|activists} {q:k|said} {c:k|soldiers fired}. {s:l|They} {q:l|added} {c:l|that guns were used}."
    (found,) = side([report("Harbour Post", twice, who={"k": ACTIVISTS, "l": ACTIVISTS})])
    assert [place.id for place in found.attributions] == ["a1", "a2"]
    assert found.collapses == ()


def test_two_unnamed_speakers_in_one_report_are_two_origins() -> None:
    """Activists and a doctor are two voices."""
    both = "{s:k|activists} {q:k|said} {c:k|soldiers fired}. {s:l|a doctor} {q:l|said} {c:l|guns were used}."
    found = side([report("Post", both, who={"k": ACTIVISTS, "l": Who("a doctor", "unnamed", "a doctor")})])
    assert len(found) == 2
