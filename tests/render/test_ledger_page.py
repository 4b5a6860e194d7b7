"""The page of one report: who stands where, on what. Nothing read is missing from it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from averment import Attribution, Date, Document, Evidence, Figure, Reading, Speaker
from averment.render.look import Look
from averment.render.nesting import first
from averment.render.terminal import on_terminal
from averment.values.readings import Act
from tests.conftest import MODEL, VELMAR, mark


def page(reading: Reading, **changes: Any) -> str:  # noqa: ANN401  # whatever a reading holds
    """Draw a reading with some of it changed."""
    return on_terminal(replace(reading, **changes), "velmar.txt", Look())


def test_disputes_come_first(velmar: Reading) -> None:
    """Disputes, then denials that answer nothing, then the rest, then what the report says itself."""
    titles = [line for line in page(velmar).splitlines() if line.isupper()]

    assert titles == [
        "DISPUTED",
        "DENIED OR DOUBTED, WITH NO ACCUSATION FOUND",
        "OTHER STATEMENTS",
        "IN THE REPORT'S OWN WORDS",
    ]


def test_a_speaker_stands_once_on_a_side(velmar: Reading) -> None:
    """Several assertions of one speaker in one matter stand under one name, the act written once."""
    speakers = tuple(replace(a, speaker="s4") if a.id == "a3" else a for a in velmar.attributions)
    dispute = page(velmar, attributions=speakers).split("DENIED OR")[0]

    assert dispute.count("Mira Tolan, surgeon") == 1
    assert dispute.count("asserts") == 1


def test_a_refused_demand_stands_before_the_refusal() -> None:
    """Where a demand is what is turned down, it comes first; who only judges the matter comes last."""
    text = "Vantor should leave, said Ana. Bo rejected that. Cy deplored that."
    found = mark(
        text, ("Cy", "deplored", "that", "Cy"), ("Bo", "rejected", "that", "Bo"), ("Ana", "said", "Vantor should leave")
    )
    acts: list[tuple[Act, tuple[str, ...]]] = [("evaluate", ("a3",)), ("deny", ("a3",)), ("demand", ())]
    attributions = tuple(
        replace(attribution, act=act, about=about)
        for attribution, (act, about) in zip(found.attributions, acts, strict=True)
    )

    labels = re.findall(r"^     (\w+)", page(found, attributions=attributions), re.MULTILINE)
    assert labels == ["demands", "denies", "judges"]


def test_what_a_denial_answers_is_named_by_its_place(velmar: Reading) -> None:
    """A denial of part is not a denial of the whole: each says which of the statements above it is about."""
    assert "said ▸ “It is an invention,” … “from the first word      ¶4 @331\n" in page(velmar)
    assert "                  — about @80 @175\n" in page(velmar)


def test_where_there_are_only_two_nothing_needs_naming(velmar: Reading) -> None:
    """With one allegation and one denial it is plain what is denied."""
    assert "about @" not in page(velmar, attributions=velmar.attributions[1:3], evidence=())


def test_the_words_for_a_speaker_stand_beside_another_name(velmar: Reading) -> None:
    """Where the report says "she", it can be seen who that was taken to be; accents make no other name."""
    speakers = [Speaker(id="s6", name="Oró Dásk", kind="person"), Speaker(id="s8", name="Lea Ro", kind="person")]
    drawn = page(velmar, speakers=tuple(speakers))

    assert "(The Halden Red Crescent) called ▸" in drawn
    assert "denies     denied ▸ the army" in drawn


def test_sources_nobody_resolved_stay_apart() -> None:
    """Two who are each "he" are not put under one head; what has no source is."""
    text = "He said it rained. Later, he said no. It reportedly hailed. It allegedly froze."
    drawn = page(
        mark(
            text,
            ("He", "said", "it rained"),
            ("he", "said", "no", "Later"),
            ("", "reportedly", "hailed"),
            ("", "allegedly", "froze"),
        )
    )

    assert "\n   He\n" in drawn
    assert "\n   he\n" in drawn
    assert drawn.count("(no source named)") == 1


def test_what_is_disputed_at_second_hand_says_so(velmar: Reading) -> None:
    """A disputed statement that stands in what another says names who tells it."""
    told = tuple(replace(a, about=("a4",)) if a.id == "a2" else a for a in velmar.attributions)

    words = " ".join(page(velmar, attributions=told).split())
    assert "— certainty left open · as told by officials in Vantor @71" in words


def test_when_it_was_said_stands_below(velmar: Reading) -> None:
    """The day where it is known, and the words it was known from."""
    (monday,) = velmar.dates
    known = Date(span=monday.span, start=date(2031, 3, 3), end=date(2031, 3, 3), granularity="day")

    assert "· 3 March 2031 (“on Monday”)\n" in page(velmar, dates=(known,))


def test_evidence_against_is_marked(velmar: Reading) -> None:
    """What undercuts is not shown as if it supported."""
    evidence = replace(velmar.evidence[0], polarity="undercuts", rests=("a7",))

    side = page(velmar, evidence=(evidence,)).split("Oro Dask", 1)[1]
    assert "imagery    satellite pictures" in side
    assert "— undercuts · for @331\n" in side


def test_evidence_known_from_above_takes_a_line(velmar: Reading) -> None:
    """Outside disputes, what the page has shown is shortened to be known again; that it undercuts is said each time."""
    words = VELMAR[VELMAR.index("The claims rest") : VELMAR.index("not verify")].strip()
    span = (VELMAR.index(words), VELMAR.index(words) + len(words))
    evidence = replace(velmar.evidence[0], span=span, polarity="undercuts", rests=("a3", "a5", "a10"))

    dispute, rest = page(velmar, evidence=(evidence,)).split("OTHER STATEMENTS")
    assert "spokesman for the armistice" in " ".join(dispute.split())
    assert "— undercuts · for @80 @275 @628\n" in dispute
    assert rest.count("     imagery    The claims rest on satellite […] said it could           ¶5 @412\n") == 2
    assert rest.count("— undercuts\n") == 2


def test_context_shows_the_sentence(velmar: Reading) -> None:
    """With it, below each line the sentence around its words, behind a bar; without it, none."""
    shown = on_terminal(velmar, "velmar.txt", Look(), context=True)

    assert "                  │ Her colleague told reporters that Tolan had said\n" in shown
    assert "│ A spokesman for the armistice mission said it could\n" in shown
    assert "│ Four ambulances stood burnt out in the yard, and" in shown
    assert "│ Her colleague" not in page(velmar)


def test_a_hundred_matters_are_numbered() -> None:
    """However many disputes there are, number and words stay apart and inside the page."""
    text = "".join(f"x{n} said it rained much. y{n} denied that. " for n in range(100))
    rows = [
        row
        for n in range(100)
        for row in ((f"x{n}", "said", "it rained much", f"x{n} "), (f"y{n}", "denied", "that", f"y{n} "))
    ]
    found = mark(text, *rows)
    attributions = tuple(
        replace(a, act="deny", about=(f"a{n - 1}",)) if n % 2 == 0 else replace(a, act="assert")
        for n, a in enumerate(found.attributions, 1)
    )
    drawn = page(found, attributions=attributions)

    assert "\n100 it rained much" in drawn
    assert max(map(cell_len, drawn.splitlines())) <= 80


TEXT = (
    "Ana\x1b[31m said “no”. محمد قال ذلك\u202e! 日本語 ▸ 👩‍🚒 e\u0301 \u200b\n\nBo denied it " + "very " * 60 + "much."
)
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 90)).map(
    lambda pair: (pair[0], min(len(TEXT), pair[0] + pair[1]))
)
pieces = st.lists(spans, max_size=2).map(tuple)
names = st.sampled_from(["a0", "a1", "a2", "a9"])
words = st.text(min_size=1, max_size=30) | st.sampled_from(
    ["x" * 90, "Ministry of Works, Velmar", "وزارة", "日本語" * 20]
)
bound = st.none() | st.floats(allow_nan=False, allow_infinity=False)
attributions = st.builds(
    Attribution,
    id=st.just(""),
    cue=pieces,
    source=pieces,
    content=pieces,
    act=st.sampled_from(["assert", "deny", "doubt", "demand", "commit", "evaluate", "ask", None]),
    certainty=st.sampled_from(["certain", "possible", "unknown", None]),
    about=st.lists(names, max_size=3).map(tuple),
    speaker=st.sampled_from(["s0", "s1", "s2", None]),
    said=st.none() | spans,
    score=st.just(1.0),
)
evidence = st.builds(
    Evidence,
    id=st.just(""),
    span=spans,
    type=st.sampled_from(["imagery", "investigation"]),
    polarity=st.sampled_from(["supports", "undercuts"]),
    rests=st.lists(names, max_size=3).map(tuple),
)
figures = st.builds(
    Figure,
    id=st.just(""),
    span=spans,
    what=words,
    unit=st.none() | words,
    low=bound,
    high=bound,
    per=st.none() | words,
    by=st.none() | names,
)
speakers = st.builds(
    Speaker,
    id=st.just(""),
    name=words,
    kind=st.sampled_from(["person", "unnamed"]),
    role=st.none() | words,
    affiliation=st.none() | words,
    party=st.none() | words,
)


def numbered(letter: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Give a few values with ids."""
    return st.lists(values, max_size=4).map(
        lambda found: tuple(replace(value, id=f"{letter}{number}") for number, value in enumerate(found))
    )


readings = st.builds(
    Reading,
    document=st.builds(Document, digest=st.just(""), media_type=st.just(""), text=st.just(TEXT), title=words),
    attributions=numbered("a", attributions),
    speakers=numbered("s", speakers),
    evidence=numbered("e", evidence),
    figures=numbered("f", figures),
    model=st.just(MODEL),
)


@given(readings, st.sampled_from([24, 40, 59, 60, 80, 200]), st.booleans())
def test_all_that_was_read_is_on_the_page(reading: Reading, width: int, context: bool) -> None:  # noqa: FBT001
    """Every attribution, piece of evidence and figure has its place on the page, whatever it holds, and fits it."""
    drawn = on_terminal(reading, "a.txt", Look(width=width), context=context)

    places = [first(attribution) for attribution in reading.attributions]
    places += [found.span[0] for found in reading.evidence] + [figure.span[0] for figure in reading.figures]
    assert all(f"@{place}" in drawn for place in places)
    assert max(map(cell_len, drawn.splitlines())) <= width
    assert {unicodedata.category(character) for character in drawn} & {"Cc", "Cs", "Zl", "Zp"} <= {"Cc"}
    assert not {character for character in drawn if character < " "} - {"\n"}
    assert "\u202e" not in drawn
