"""Origins: chains of citation followed back to whoever said it first."""

from __future__ import annotations

import pytest

from tests.weighing.coverage.reports import Filed, Who
from tests.weighing.reporting import report, roots, side
from tests.weighing.test_origins import ACTIVISTS, MINISTER, OBSERVATORY, SHELLED, said, told

PRESS = Who("Press One", "media", "Press One")
POST = Who("Harbour Post", "media", "the Harbour Post")


def cites(outlet: str, sentence: str, who: Who, **more: object) -> Filed:
    """Report something with one source, `k`."""
    return report(outlet, sentence, who={"k": who}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "{s:k|Press One} {q:k|quoted} {c:k|Defence Minister Orhan Tiss as saying that the army had shelled it}.",
        "{s:k|Press One}, quoting Orhan Tiss, {q:k|reported} {c:k|that the army had shelled it}.",
        "{c:k|The army had shelled it}, {s:k|Press One} {q:k|said} on Monday, citing Orhan Tiss.",
        "{s:k|Press One} {q:k|reported} {c:k|that the army had shelled it, citing Defence Minister Orhan Tiss}.",
    ],
)
def test_who_is_quoted_through_an_outlet_is_the_origin(sentence: str) -> None:
    """However it is put, the outlet passes on the minister: with his own words elsewhere that is one origin."""
    relayed = cites("Eastern Mail", sentence, PRESS)
    (found,) = side([relayed, said("Northern Star", MINISTER)])
    assert (found.root, len(found.documents)) == ("Orhan Tiss", 2)
    (step,) = (one for one in found.collapses if one.kind == "citation")
    assert step.why in {"Press One passes on Orhan Tiss", "Press One passes on Defence Minister Orhan Tiss"}
    text = relayed.reading.document.text
    assert any("Orhan Tiss" in text[slice(*quoted.span)] for quoted in step.shown)


def test_a_nested_attribution_is_followed_to_the_inner_source() -> None:
    """Both attributions are given: the outer one is a step, the inner one the origin."""
    sentence = "{s:k|Press One} {q:k|quoted} {c:k|{s:i|the minister} {q:i|as saying} {c:i|that soldiers fired}}."
    (found,) = side([report("Mail", sentence, who={"k": PRESS, "i": MINISTER})])
    assert (found.root, found.party) == ("Orhan Tiss", "Sohl")
    assert [place.id for place in found.attributions] == ["a1", "a2"]


def test_somebody_unnamed_behind_a_named_relay_is_known_only_through_it() -> None:
    """Press One's activists, in two outlets that both cite Press One, are one origin."""
    sentence = "{s:k|Press One}, citing activists, {q:k|reported} {c:k|that the army had shelled the market}."
    nested = "{s:k|Press One} {q:k|quoted} {c:k|{s:i|activists} {q:i|as saying} {c:i|that soldiers fired}}."
    documents = [cites("Mail", sentence, PRESS), report("Star", nested, who={"k": PRESS, "i": ACTIVISTS})]
    assert roots(side(documents)) == [("Press One", "outlet", 2)]


def test_a_cited_report_in_the_case_is_followed_to_what_it_rests_on() -> None:
    """The Mail cites the Post, the Post's report is in the case and rests on the Observatory."""
    documents = [said("Eastern Mail", POST, day=2), said("Harbour Post", OBSERVATORY, day=1)]
    (found,) = side(documents)
    assert (found.root, found.kind, len(found.documents)) == ("Tarim Observatory", "speaker", 2)
    assert found.collapses[0].why == (
        "cites Harbour Post: the report of Harbour Post of 13 March is among the documents, "
        "which rests on Tarim Observatory"
    )


def test_a_chain_of_three_reports_is_followed_to_its_end() -> None:
    """The Star cites the Mail, which cites the Post, which has activists of its own: one origin."""
    mail = Who("Eastern Mail", "media", "the Eastern Mail")
    documents = [said("Star", mail, day=3), said("Eastern Mail", POST, day=2), said("Harbour Post", ACTIVISTS, day=1)]
    assert roots(side(documents)) == [("activists", "speaker", 3)]


def test_a_report_that_came_out_later_is_not_what_was_cited() -> None:
    """The Post is cited days before its report in the case came out: what it then rested on is not known."""
    documents = [said("Eastern Mail", POST, day=1), said("Harbour Post", ACTIVISTS, day=9)]
    assert roots(side(documents)) == [("Harbour Post", "outlet", 1), ("activists", "speaker", 1)]


def test_without_dates_a_citation_is_followed() -> None:
    """Nothing speaks against it."""
    documents = [said("Eastern Mail", POST, day=None), said("Harbour Post", ACTIVISTS, day=None)]
    assert roots(side(documents)) == [("activists", "speaker", 2)]


def test_a_cited_outlet_that_tells_it_itself_is_the_origin() -> None:
    """Where the Post's own telling is in the case, who cites the Post has that origin."""
    assert roots(side([said("Eastern Mail", POST), told("Harbour Post")])) == [("Harbour Post", "outlet", 2)]


def test_two_outlets_that_cite_each_other_are_one_origin() -> None:
    """A circle has no root outside it; the earlier report's source stands for it."""
    mail = Who("Eastern Mail", "media", "the Eastern Mail")
    documents = [said("Harbour Post", mail, day=1), said("Eastern Mail", POST, day=1)]
    (found,) = side(documents)
    assert len(found.documents) == 2


@pytest.mark.parametrize("phrase", ["a report by the Tarim Observatory", "a Tarim Observatory study"])
def test_a_report_by_a_body_is_the_body(phrase: str) -> None:
    """What "a report by the Observatory" says, the Observatory says."""
    paper = Who(phrase, "document", phrase)
    assert roots(side([said("Mail", paper), said("Star", OBSERVATORY)])) == [("Tarim Observatory", "speaker", 2)]


def test_a_witness_who_told_an_agency_comes_from_the_agency() -> None:
    """The outlet did not speak to the witness: it has the agency's dispatch, which is in the case."""
    witness = Who("a witness", "unnamed", "a witness")
    sentence = f"{{s:k|A witness}} {{q:k|told}} AFP {{c:k|that {SHELLED}}}."
    dispatch = said("AFP", witness, day=1)
    assert roots(side([dispatch, cites("Mail", sentence, witness, day=2)])) == [("a witness", "speaker", 2)]
    assert roots(side([cites("Mail", sentence, witness)])) == [("AFP", "agency", 1)]


def test_a_named_person_who_told_an_agency_is_the_origin() -> None:
    """Whom the minister told it to does not matter: he says it."""
    sentence = f"{{s:k|Defence Minister Orhan Tiss}} {{q:k|told}} AFP {{c:k|that {SHELLED}}}."
    assert roots(side([cites("Mail", sentence, MINISTER)])) == [("Orhan Tiss", "speaker", 1)]


def test_reports_say_in_a_headline_sums_up_what_stands_below() -> None:
    """A headline's "reports say" is no voice beside the activists in the text; without any, the outlet tells it."""
    document = said("Harbour Post", ACTIVISTS)
    headed = report(
        "Harbour Post",
        f"{{s:k|activists}} {{q:k|said}} {{c:k|that {SHELLED}}}.",
        who={"k": ACTIVISTS, "h": Who("reports", "document", "reports")},
        headline="{c:h|Army shelled market}, {s:h|reports} {q:h|say}",
    )
    assert roots(side([document])) == roots(side([headed])) == [("activists", "speaker", 1)]
    (found,) = side([headed])
    assert [collapse.why for collapse in found.collapses] == ["sums up what comes from activists in the same report"]
    alone = report(
        "Harbour Post",
        "Shops stayed shut.",
        who={"h": Who("reports", "document", "reports")},
        headline="{c:h|Army shelled market}, {s:h|reports} {q:h|say}",
    )
    assert roots(side([alone])) == [("Harbour Post", "outlet", 1)]
