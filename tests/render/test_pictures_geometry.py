"""What holds of every picture, whatever is in it: nothing on anything else, nothing outside, the same each time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from averment.render.html.pictures import figures_picture, origins_picture, timeline_picture
from averment.render.html.pictures.measure import SIZE, fit, width
from averment.values import Collapse, Conflict, Interval, Moment, Origin, Origins, Place, Quoted, Series, Stated, Told
from averment.values.ledgers import Dated
from tests.render.picturing import faults, figures, intervals, names

DIGESTS = tuple(f"sha256:{letter * 64}" for letter in "0123456789abcdef")
KINDS = ("copy", "shared", "update", "credit", "citation", "speaker", "judgement")


@st.composite
def series(draw: st.DrawFn) -> Series:
    """Give figures with any conflicts among them."""
    stated = draw(st.lists(figures(), max_size=14))
    index = st.integers(0, max(0, len(stated) - 1))
    pairs = draw(st.lists(st.tuples(index, index, st.booleans()), max_size=20)) if stated else []
    conflicts = tuple(
        Conflict(one=one, other=other, why="no number is both", revision=how) for one, other, how in pairs
    )
    return Series(
        matter="m", what="killed", stated=tuple(stated), conflicts=conflicts, unlisted=draw(st.integers(0, 2))
    )


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Give what was said on some day, on some sides."""
    told = st.builds(
        Told,
        speaker=names,
        party=st.none() | names,
        stance=st.sampled_from(("supports", "denies", "doubts")),
        quote=st.just("they shelled it"),
        attribution=st.just(Place(document=DIGESTS[0], id="a1")),
    )
    day: Interval | None = draw(st.none() | intervals(draw(st.sampled_from((2, 40, 4000)))))
    dated: Dated | None = draw(st.sampled_from(("said", "published"))) if day else None
    return Moment(day=day, dated=dated, claim="c1", statement="s", told=tuple(draw(st.lists(told, max_size=6))))


@st.composite
def origin(draw: st.DrawFn) -> Origin:
    """Give an origin whose reports hang on each other in any way, in circles, too."""
    documents = tuple(draw(st.lists(st.sampled_from(DIGESTS), unique=True, max_size=16)))
    digest = st.sampled_from(documents or DIGESTS)
    collapse = st.builds(
        lambda kind, child, parent: Collapse(
            kind=kind, why="w", documents=(child,), shown=(Quoted(document=parent, span=(0, 1)),)
        ),
        st.sampled_from(KINDS),
        digest,
        digest,
    )
    return Origin(
        root=draw(names),
        kind=draw(st.sampled_from(("speaker", "agency", "outlet", "document"))),
        party=draw(st.none() | names),
        documents=documents,
        collapses=tuple(draw(st.lists(collapse, max_size=16))),
        why="speaks",
    )


@settings(deadline=None, max_examples=25)
@given(series())
def test_figures_touch_nothing(found: Series) -> None:
    """No words of a picture of figures stand on others or outside it, at either width, and it is the same each time."""
    picture = figures_picture(found)
    assert faults(picture.wide) == []
    assert faults(picture.narrow) == []
    assert figures_picture(found) == picture


@settings(deadline=None, max_examples=25)
@given(st.lists(moments(), max_size=12))
def test_timelines_touch_nothing(found: list[Moment]) -> None:
    """The same of a timeline."""
    picture = timeline_picture(found)
    assert faults(picture.wide) == []
    assert faults(picture.narrow) == []
    assert timeline_picture(found) == picture


@settings(deadline=None, max_examples=25)
@given(st.lists(origin(), max_size=6), st.lists(origin(), max_size=3))
def test_origins_touch_nothing(supports: list[Origin], denies: list[Origin]) -> None:
    """The same of origins; every report of every origin is kept, once."""
    found = Origins(supports=tuple(supports), denies=tuple(denies))
    picture = origins_picture(found, {})
    assert faults(picture.wide) == []
    assert faults(picture.narrow) == []
    assert origins_picture(found, {}) == picture
    given_in = [sorted(one.documents) for one in (*supports, *denies)]
    kept = [sorted(report.document for report in one.reports) for side in picture.sides for one in side.origins]
    assert kept == given_in


@settings(deadline=None, max_examples=25)
@given(st.lists(figures(), min_size=1, max_size=8))
def test_rows_go_by_day(found: list[Stated]) -> None:
    """Whatever the order in which figures come, rows go by day, and those of no known day come last."""
    picture = figures_picture(Series(matter="m", what="killed", stated=tuple(found)))
    days = [row.stated.day for row in picture.rows]
    known = [day.start for day in days if day]
    assert known == sorted(known)
    assert None not in days[: len(known)]


@given(names | st.text(), st.floats(0, 400))
def test_words_fit(words: str, room: float) -> None:
    """What is cut to fit takes no more room than there is, by the same measure."""
    assert width(fit(words, room)) <= room
    assert width(fit(words, room, bold=True), SIZE, bold=True) <= room
