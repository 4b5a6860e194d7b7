"""What is disputed stands together; every attribution has one place."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from averment import Attribution, Document, Reading, Segment
from averment.render.disputes import Ledger, ledger
from averment.values.readings import Act
from tests.conftest import MODEL, mark

TEXT = "Ana said it rained. Bo denied it. Cy confirmed it. Di doubted that. Ed urged calm."


def reading(*rows: tuple[Act | None, str]) -> Reading:
    """Make a reading of the sentences of `TEXT`: of each, the act and what it is about."""
    found = mark(
        TEXT,
        ("Ana", "said", "it rained"),
        ("Bo", "denied", "it", "Bo"),
        ("Cy", "confirmed", "it", "Cy"),
        ("Di", "doubted", "that"),
        ("Ed", "urged", "calm"),
    )
    attributions = [
        replace(attribution, act=act, about=tuple(about.split()))
        for attribution, (act, about) in zip(found.attributions, rows, strict=False)
    ]
    return replace(found, attributions=tuple(attributions))


def ids(attributions: tuple[Attribution, ...]) -> list[str]:
    """Name attributions."""
    return [attribution.id for attribution in attributions]


def test_denial_doubt_and_confirmation_make_one_matter() -> None:
    """All that is joined by what it is about is one matter, in order of the text; a call for calm is none of it."""
    found = ledger(reading(("assert", ""), ("deny", "a1"), ("assert", "a1"), ("doubt", "a3"), ("demand", "")))

    (matter,) = found.matters
    assert ids(matter.members) == ["a1", "a2", "a3", "a4"]
    assert ids(found.others) == ["a5"]
    assert not found.unanswering


def test_what_is_only_confirmed_is_not_disputed() -> None:
    """Two who agree are no dispute."""
    found = ledger(reading(("assert", ""), ("assert", "a1")))

    assert not found.matters
    assert ids(found.others) == ["a1", "a2"]


def test_separate_denials_are_separate_matters() -> None:
    """What nothing joins stays apart."""
    found = ledger(reading(("assert", ""), ("deny", "a1"), ("assert", ""), ("doubt", "a3")))

    assert [ids(matter.members) for matter in found.matters] == [["a1", "a2"], ["a3", "a4"]]


def test_a_denial_of_nothing_reported_stands_by_itself() -> None:
    """A denial about nothing, or about an attribution that does not exist, is no matter but is not lost."""
    found = ledger(reading(("assert", ""), ("deny", ""), ("assert", ""), ("doubt", "a99")))

    assert not found.matters
    assert ids(found.unanswering) == ["a2", "a4"]
    assert ids(found.others) == ["a1", "a3"]


def test_two_who_deny_each_other_are_one_matter() -> None:
    """Circles end, and one that is about itself is about nothing."""
    circle = ledger(reading((None, ""), ("deny", "a3"), ("deny", "a2"), ("doubt", "a4")))

    assert [ids(matter.members) for matter in circle.matters] == [["a2", "a3"]]
    assert ids(circle.unanswering) == ["a4"]


def test_a_matter_is_named_by_what_is_contested(velmar: Reading) -> None:
    """The first allegation outside the headline that says enough by itself, not "them" or "the claims"."""
    (matter,) = ledger(velmar).matters

    assert matter.named_by.id == "a3"


def test_the_headline_names_it_only_if_nothing_else_does() -> None:
    """An allegation in the headline gives way to one in the text; without any it has to do."""
    text = (
        "Vantor shelled Velmar clinic, say doctors\n\nDoctors say that Vantor shelled the clinic twice. It denied it."
    )
    rows = [
        ("doctors", "say", "Vantor shelled Velmar clinic"),
        ("Doctors", "say", "Vantor shelled the clinic twice", "Doctors"),
        ("It", "denied", "it", "It"),
    ]
    found = mark(text, *rows)
    document = Document(
        digest="", media_type="", text=text, segments=(Segment(kind="headline", span=(0, text.index("\n"))),)
    )

    def named_by(*about: str) -> str:
        denial = replace(found.attributions[2], act="deny", about=about)
        attributions = (*(replace(a, act="assert") for a in found.attributions[:2]), denial)
        return ledger(replace(found, document=document, attributions=attributions)).matters[0].named_by.id

    assert named_by("a1", "a2") == "a2"
    assert named_by("a1") == "a1"


def test_what_stands_in_a_content_stays_under_it(velmar: Reading) -> None:
    """A report of a report is nested, unless it is disputed itself: then it stands in its matter, its holder known."""
    found = ledger(velmar)

    assert {holder: [nested.id for nested in inside] for holder, inside in found.nested.items()} == {"a5": ["a6"]}
    assert {name: holder.id for name, holder in found.holders.items()} == {"a3": "a2", "a6": "a5"}


def test_the_deepest_nesting_is_walked() -> None:
    """What is nested comes in order of the text, and no depth runs the stack over."""
    deep = [Attribution(id=f"a{n}", cue=(), source=(), content=(), score=1) for n in range(2000)]
    nested = {outer.id: [inner] for outer, inner in pairwise(deep)}
    nested["a0"] += [replace(deep[0], id="b")]

    walked = [(depth, found.id) for depth, found in Ledger((), (), (), nested, {}).under(deep[0])]
    assert walked == [*((n, f"a{n}") for n in range(2000)), (1, "b")]


span = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
attribution = st.tuples(
    st.sampled_from(["assert", "deny", "doubt", "demand", None]),
    st.lists(st.integers(0, 9).map("a{}".format), max_size=3),
    span,
    span,
)


@given(st.lists(attribution, max_size=8))
def test_each_attribution_has_one_place(rows: list[tuple[Act, list[str], tuple[int, int], tuple[int, int]]]) -> None:
    """However spans nest and links run, none is lost or doubled, and the order given changes nothing."""
    attributions = tuple(
        Attribution(id=f"a{n}", cue=(cue,), source=(), content=(content,), act=act, about=tuple(about), score=1)
        for n, (act, about, cue, content) in enumerate(rows)
    )
    document = Document(digest="", media_type="", text="x" * 50)

    def placed(found: Ledger) -> Counter[str]:
        groups = [*(matter.members for matter in found.matters), found.unanswering, found.others]
        return Counter(member.id for group in (*groups, *found.nested.values()) for member in group)

    found = ledger(Reading(document=document, attributions=attributions, model=MODEL))
    assert placed(found) == Counter(attribution.id for attribution in attributions)
    assert ledger(Reading(document=document, attributions=attributions[::-1], model=MODEL)) == found
