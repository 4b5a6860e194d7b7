"""What a source does: a table of attributions by act, and the same words read otherwise where the report differs."""

import pytest

from averment.inference.tagging import Tagged
from averment.reading.acts import decide_acts
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Document
from tests.reading.acting import acts, decided
from tests.reading.tables import table


@pytest.mark.parametrize(("act", "line"), table("acts"))
def test_acts_of_single_attributions(act: str, line: str) -> None:
    """Cue and content tell the act where the attribution stands alone."""
    source, cue, content = (part.strip() for part in line.split(" | "))
    assert acts(f"[{source.strip('-')}|{cue}|{content}].") == [act]


def test_a_negation_answers_an_accusation() -> None:
    """“We did not shell” is a denial where others say that they did."""
    found = acts(
        "[Villagers|accused|the army of shelling the school at Orne].\n"
        "[The army|said|it did not shell the school].\n"
        '[Its spokesman|said|"We have never shelled a school"].'
    )
    assert found == ["assert", "deny", "deny"]


def test_a_negation_is_news_where_nobody_is_accused() -> None:
    """A lack that nobody disputes is told, not denied."""
    assert acts("[Doctors|said|the clinic had not received any blood].") == ["assert"]
    assert acts("[Residents|said|the shops did not open on Monday].") == ["assert"]


def test_a_promise_is_no_denial() -> None:
    """What somebody will never do is a promise, even where others accuse."""
    found = acts(
        "[Villagers|accused|the army of using gas].\n[The army|said|it would never use gas against its own people]."
    )
    assert found == ["assert", "commit"]


def test_what_will_happen_is_no_plan() -> None:
    """“Will” is a plan of those who act and a forecast of what happens."""
    assert acts("[The ministry|said|its officials will meet the families on Friday].") == ["commit"]
    assert acts("[A trader|said|prices will rise after the harvest].") == ["assert"]


def test_a_hope_for_others_is_no_plan() -> None:
    """“We hope they will” asks something of others."""
    assert acts('[The envoy|said|"We hope the rebels will open the road"].') == ["demand"]


def test_a_relay_is_an_assertion() -> None:
    """Who quotes a denial asserts that it was made; who is quoted denies."""
    text = "State radio quoted an officer as saying that there was no massacre and the reports were false."
    outer, inner = text.index("an officer"), text.index("there was")
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    spans = (
        Attribution(id="a1", source=((0, 11),), cue=((12, 18),), content=((outer, len(text) - 1),), score=1.0),
        Attribution(
            id="a2",
            source=((outer, outer + 10),),
            cue=((outer + 11, outer + 20),),
            content=((inner, len(text) - 1),),
            score=1.0,
        ),
    )
    found = decide_acts(Draft(Report(document), Tagged([]), attributions=spans)).attributions
    assert [attribution.act for attribution in found] == ["assert", "deny"]


def test_a_later_sentence_may_hold_the_demand() -> None:
    """A quotation that ends in a call is a demand."""
    assert acts('[A mother|said|"They took my son. We call on the governor to free him."].') == ["demand"]


def test_archives_lose_apostrophes() -> None:
    """Text without apostrophes is read as with them."""
    for words in ("didn't", "didn’t", "didnt"):
        found = acts(
            f"[Villagers|accused|the army of burning the mill].\n[The army|said|it {words} burn the mill or any house]."
        )
        assert found == ["assert", "deny"]


def test_certainty_follows_the_act() -> None:
    """Only what is put forward as true or false has a certainty."""
    rows = {
        "[The mayor|said|the bridge was closed].": "certain",
        "[The mayor|denied|the report].": "certain",
        "[The mayor|said|the bridge may have been mined].": "possible",
        "[The mayor|suggested|that the bridge was mined].": "possible",
        "[The mayor|feared|the bridge was mined].": "possible",
        "[The mayor|said|the bridge was probably mined].": "probable",
        "[The mayor|believes|the bridge was mined].": "probable",
        "[The mayor|demanded|the opening of the bridge].": "unknown",
        "[The mayor|could not confirm|the report].": "unknown",
    }
    assert {text: decided(text)[0].certainty for text in rows} == rows


def test_the_same_report_gives_the_same_acts() -> None:
    """The step is a function of the draft."""
    text = "[Villagers|accused|the army of theft].\n[The army|said|it took nothing]."
    assert decided(text) == decided(text)
