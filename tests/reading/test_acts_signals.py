"""What acts are decided by: forms of verbs, main clauses, signals and their weights."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from averment.inference.tagging import Tagged
from averment.lexicons import load
from averment.reading.acts import decide_acts
from averment.reading.acts.clauses import main_clause, sentences
from averment.reading.acts.contents import content_signals
from averment.reading.acts.lexicon import Groups, cue_groups, forms, lexicon
from averment.reading.acts.signals import names, signals
from averment.reading.acts.weights import ACTS, act_weights, best_act
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Document
from tests.reading.acting import drafted
from tests.reading.growth import LINEAR, growth


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("press", {"press", "presses", "pressed", "pressing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("say", {"say", "says", "said", "saying"}),
        ("convey", {"convey", "conveys", "conveyed", "conveying"}),
    ],
)
def test_forms_of_verbs(verb: str, expected: set[str]) -> None:
    """A verb stands for its forms, irregular ones by the list."""
    assert expected <= forms(verb, load("acts", Groups).irregular)


@pytest.mark.parametrize(
    ("sentence", "subject", "verb"),
    [
        ("the men should be freed", "the men ", "ought"),
        ("the men who were held should be freed", "the men who were held ", "ought"),
        ("the UN needs to act", "the UN ", "need"),
        ("she will return", "she ", "will"),
        ("the army would never fire", "the army ", "would"),
        ("it may have been a mine", "it ", "may"),
        ("no shells were fired", "no shells ", "be"),
        ("it rained", "", "none"),
    ],
)
def test_main_clauses(sentence: str, subject: str, verb: str) -> None:
    """The main verb is the first finite auxiliary outside relative clauses."""
    clause = main_clause(sentence)
    assert (clause.subject, clause.verb) == (subject, verb)


def test_sentences_of_a_content() -> None:
    """A content is cut at full stops before capitals, into so many sentences at most."""
    assert list(sentences('"No. We went home. Then it rained. It was late."', 3)) == [
        '"No.',
        "We went home.",
        'Then it rained. It was late."',
    ]


@pytest.mark.parametrize(
    ("content", "signal"),
    [
        ("no shell was fired", "subject negated"),
        ("it did not fire", "predicate negated"),
        ("it didn’t fire", "predicate negated"),
        ("nobody was killed by its men", "harm negated"),
        ("the Vessan army went home", "own subject"),
        ("it never had such weapons", "subject emphatic"),
        ("the men were told. They must be freed", "later ought"),
        ("it is over. We will go home", "later own will"),
        ("that is so. It was not our shell", "later negated"),
        ("a source as saying it was over", "as saying"),
        ("is it over?", "question mark"),
        ("is it over?", "inverted"),
        ("No. It was not", "says no"),
        ("the allegations", "names a claim"),
        ("the footage", "something said"),
        ("to go home", "infinitive"),
        ("to say who it was", "to say"),
        ("the men to go home", "infinitive later"),
        ("them against going", "against"),
        ("whether it was over", "asks"),
        ("we went home", "about I"),
        ("its men went home", "subject of the source"),
        ("there was no question of going", "near refusal"),
        ("prices will rise", "near happening"),
        ("the team will be sent", "near arranged"),
        ("the team will travel", "subject institution"),
        ("it was a provocation", "near label_play"),
        ("it was a fabrication", "ends label_false"),
        ("'quoted words'", "quoted"),
        ("two words", "short"),
        ("we urge all sides to stop", "opens demanding"),
        ("we hope they will stop", "opens wishing"),
        ("it is time to stop", "opens necessity"),
    ],
)
def test_signals_of_contents(content: str, signal: str) -> None:
    """Each named signal is on for the words it is named for."""
    assert signal in set(content_signals(content, frozenset({"vessa"})))


@pytest.mark.parametrize("content", ["no fewer than 30 died", "not only that", "the government", "No. 3 was lit"])
def test_what_negates_nothing(content: str) -> None:
    """Words that look like negations and deny nothing are none."""
    assert not {name for name in content_signals(content, frozenset()) if name.endswith("negated")}


def test_signals_of_sources_and_others() -> None:
    """The source, the cue, and what others say of the speaker are signals too."""
    first, second, third, fourth = signals(
        drafted(
            "[The rebels|accuse|Captain Orm Veld of murder].\n[Captain Orm Veld|said|no murder was done by him].\n"
            "[No group|has claimed|the raid].\n[Q|:|Was it you?]"
        )
    )
    assert "cue accuse" in first
    assert {"answers an accuser", "answers accusations", "answers the same", "harm undone"} <= second
    assert "source negated" in third
    assert {"source asks", "colon"} <= fourth


def test_only_known_signals_have_weights() -> None:
    """The table names signals that there are, and gives each a weight for each act."""
    table = act_weights()
    assert set(table.signals) <= set(names())
    assert {len(row) for row in (table.start, *table.signals.values())} == {len(ACTS)}


def test_conjunctions_name_known_signals() -> None:
    """A conjunction of signals that nothing gives would never be on."""
    from averment.reading.acts.others import OTHERS

    known = {*names(), *OTHERS, "harm", "cue withheld"}
    for one, other, unless in lexicon().together.values():
        assert one | other | unless <= known


def test_groups_have_reasons() -> None:
    """Each list says why it is one, and matches nothing in no words."""
    groups = load("acts", Groups)
    assert all(group.why for listed in (groups.cues, groups.contents, groups.together) for group in listed.values())
    patterns = [*lexicon().cues.values(), *lexicon().contents.values(), lexicon().harm]
    assert not [pattern for pattern in patterns if pattern.search("") or re.search(pattern, "xyzzy")]


def test_no_signals_are_an_assertion() -> None:
    """What says nothing of its act is put forward as true."""
    assert best_act(()) == "assert"


def test_cues_by_group() -> None:
    """A cue belongs to the groups whose words stand in it."""
    assert "deny" in cue_groups("has denied")
    assert "deny" not in cue_groups("neither confirmed nor denied")


@pytest.mark.no_cover  # traced, it takes several times as long; other tests go the same ways
@pytest.mark.parametrize("unit", ["no ", "that who ", "it was not said. A ", "call for ", "«“ (", "a" * 40, "I hope "])
def test_time_grows_with_the_text(unit: str) -> None:
    """A hostile content takes time that grows with its length, not with the square."""

    def run(text: str) -> object:
        document = Document(digest="sha256:0", media_type="text/plain", text=text)
        step = len(text) // 40
        marked = tuple(
            Attribution(
                id=f"a{at}", source=(), cue=((at, at + step // 2),), content=((at + step // 2, at + step),), score=1.0
            )
            for at in range(0, len(text) - step, step)
        )
        return decide_acts(Draft(Report(document), Tagged([]), attributions=marked))

    assert growth(run, unit) < LINEAR


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=3, max_size=300), st.data())
def test_any_text_has_an_act(text: str, data: st.DataObject) -> None:
    """Whatever the words are, an attribution gets one act and one certainty."""
    first = data.draw(st.integers(1, len(text) - 2))
    document = Document(digest="sha256:0", media_type="text/plain", text=text)
    marked = Attribution(
        id="a1", source=((0, first),), cue=((first, first + 1),), content=((first + 1, len(text)),), score=1.0
    )
    (found,) = decide_acts(Draft(Report(document), Tagged([]), attributions=(marked,))).attributions
    assert found.act in ACTS
    assert found.certainty is not None
