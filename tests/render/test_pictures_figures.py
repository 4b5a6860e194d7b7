"""The picture of figures: who gives which, when, with which bounds, and which cannot all hold. Nothing is added up."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from averment.render.html.pictures import FiguresPicture, figures_picture
from averment.render.html.pictures.drawing import Bar, Drawing, Line, Sign
from averment.render.html.pictures.figure_clashes import MOST, lines
from averment.values import Conflict, Interval, Series, Stated
from tests.render.picturing import told

HERE, THERE = f"sha256:{'a' * 64}", f"sha256:{'b' * 64}"
FIRST, LATER = (Interval(start=day, end=day) for day in (date(2031, 3, 12), date(2031, 3, 15)))


def _stated(number: int, low: float | None, high: float | None, **more: object) -> Stated:
    stated = Stated(
        document=HERE,
        figure=f"f{number}",
        span=(0, 2),
        quote="12",
        by=f"a{number}",
        speaker=f"Speaker {number}",
        low=low,
        high=high,
        unit="people",
        day=FIRST,
        dated="said",
        act="assert",
    )
    return replace(stated, **more)


def _picture(*stated: Stated, **more: object) -> FiguresPicture:
    return figures_picture(replace(Series(matter="Shells hit the clinic", what="killed", stated=stated), **more))


def _signs(drawing: Drawing) -> list[tuple[str, str]]:
    return [(item.shape, item.kind) for mark in drawing.marks for item in mark.items if isinstance(item, Sign)]


def test_the_title_states_the_finding() -> None:
    """It counts figures, speakers and conflicts, and says how far they reach; what is denied is nobody's figure."""
    clash = (Conflict(one=0, other=1, why="no number is both; both speak for Vantor"),)
    picture = _picture(_stated(1, 58, 58), _stated(2, 1729, 1729), _stated(3, 9999, 9999, act="deny"), conflicts=clash)
    assert picture.title == "killed: 3 figures from 3 speakers, lowest 58, highest 1,729; 1 conflict"
    assert picture.described.startswith("No number is both; both speak for Vantor. ")


def test_who_has_no_name_is_no_speaker_counted() -> None:
    """Two figures that reports give without a source are not two speakers, nor one."""
    unnamed = {"speaker": "unattributed", "act": "assert"}
    assert "from 1 named speaker," in _picture(_stated(1, 5, 5), _stated(2, 6, 6, **unnamed)).title
    assert "from nobody named," in _picture(_stated(1, 5, 5, **unnamed), _stated(2, 6, 6, **unnamed)).title


def test_bounds_are_drawn_as_they_are() -> None:
    """One number is a dot, two are a bar, an open end is an arrow at that side, about is hollow."""
    picture = _picture(
        _stated(1, 10, 10),
        _stated(2, 10, 20),
        _stated(3, 10, None),
        _stated(4, None, 20),
        _stated(5, 12, 12, approximate=True),
    )
    drawn = {row.number: mark for row, mark in zip(picture.rows, picture.wide.marks, strict=True)}
    by_name = {row.who: drawn[row.number] for row in picture.rows}
    shapes = {
        who: [item.shape for item in mark.items if isinstance(item, Sign)]
        + ["bar" for item in mark.items if isinstance(item, Bar)]
        for who, mark in by_name.items()
    }
    assert shapes == {
        "Speaker 1": ["dot"],
        "Speaker 2": ["bar"],
        "Speaker 3": ["right"],
        "Speaker 4": ["left"],
        "Speaker 5": ["ring"],
    }


def test_what_is_open_reaches_the_end_of_the_axis() -> None:
    """`At least 10` goes on as far as the greatest number there is: nothing between says where it ends."""
    picture = _picture(_stated(1, 10, None), _stated(2, 90, 90))
    arrow, point = (
        max(item.box[2] for item in mark.items if isinstance(item, Sign | Line)) for mark in picture.wide.marks
    )
    assert arrow > point


def test_a_denied_figure_is_drawn_as_denied() -> None:
    """Who denies a figure does not give it: another sign, another word."""
    picture = _picture(_stated(1, 10, 10, act="deny"), _stated(2, 10, 10, act="doubt"), _stated(3, 11, 11))
    assert _signs(picture.wide) == [("dot", "sign"), ("cross", "denied"), ("query", "doubted")]
    assert [row.bounds for row in picture.rows] == ["11", "denies 10", "doubts 10"]
    assert [key.words for key in picture.key] == ["one number", "denied", "doubted"]


def test_a_part_is_told_apart() -> None:
    """What counts some of those around it has another sign, and says so."""
    picture = _picture(_stated(1, 10, 10), _stated(2, 4, 4, part=True, unit="children"))
    assert _signs(picture.wide) == [("dot", "part"), ("dot", "sign")]
    assert any("4 children (part)" in words for words in told(picture.wide))


def test_equal_figures_of_one_speaker_and_day_are_one_row() -> None:
    """They are folded, counted, and all their places kept; another day, party or bound is another row."""
    same = _stated(1, 10, 10)
    picture = _picture(same, replace(same, document=THERE), replace(same, day=LATER), replace(same, low=9))
    assert [len(row.places) for row in picture.rows] == [1, 2, 1]
    assert [place.document for place in picture.rows[1].places] == [HERE, THERE]
    assert any(words == "Speaker 1 ×2" for words in told(picture.wide))


def test_days_head_their_rows() -> None:
    """Rows stand under their day, which says how it is known and how much later it is; no date comes last."""
    picture = _picture(
        _stated(1, 1, 1, day=None, dated=None),
        _stated(2, 2, 2, day=LATER, dated="published"),
        _stated(3, 3, 3),
    )
    heads = [words for words in told(picture.wide) if "2031" in words or "date" in words]
    assert heads == ["12 March 2031", "15 March 2031 · published · 3 days later", "No date known"]


def test_conflicts_carry_the_numbers_of_the_rows() -> None:
    """A row knows which others exclude it, in the numbers that the picture and the table show."""
    picture = _picture(
        _stated(1, 30, 30),
        _stated(2, 10, 10),
        conflicts=(
            Conflict(one=0, other=1, why="no number is both exactly 30 and exactly 10"),
            Conflict(one=0, other=1, why="revised", revision=True),
        ),
    )
    assert [(row.who, row.against, row.revised) for row in picture.rows] == [
        ("Speaker 2", (2,), (2,)),
        ("Speaker 1", (1,), (1,)),
    ]
    assert [(one.one, one.other) for one in picture.reasons] == [(1, 2)]
    assert [key.words for key in picture.key][-1] == "cannot hold together with those on its line"


def test_each_pair_in_conflict_is_on_one_line() -> None:
    """The lines tell all pairs and no others; a row that excludes many has one line for all."""
    clash = tuple(Conflict(one=0, other=other, why="w") for other in range(1, 6))
    picture = _picture(*(_stated(number, number + 1, number + 1) for number in range(6)), conflicts=clash)
    assert lines(picture.rows) == [(1, (2, 3, 4, 5, 6))]


def test_many_conflicts_are_put_together_by_their_bounds() -> None:
    """Where lines would be a thicket, the rows carry numbers, and a list gives each number with those above it."""
    count = 2 * MOST + 2
    stated = [_stated(number, number + 1, number + 1) for number in range(count)]
    clash = tuple(Conflict(one=one, other=other, why="w") for one in range(count) for other in range(one))
    picture = _picture(*stated, conflicts=clash)
    assert lines(picture.rows) is None
    assert picture.reasons == ()
    assert [(one.bounds, one.rows) for one in picture.excluded[:2]] == [("1", (1,)), ("2", (2,))]
    assert picture.excluded[0].others[0] == ("2", (2,))
    assert sum(words.startswith("≠ ") for words in told(picture.wide)) == count


@pytest.mark.parametrize(("most", "logarithmic"), [(290.0, False), (310.0, True)])
def test_far_apart_is_logarithmic_and_says_so(most: float, *, logarithmic: bool) -> None:
    """From about one and a half decades on the scale is logarithmic, and the axis says it."""
    picture = _picture(_stated(1, 10, 10), _stated(2, most, most))
    assert any("logarithmic" in words for words in told(picture.wide)) is logarithmic


def test_a_linear_scale_begins_at_zero() -> None:
    """Where it is not logarithmic, lengths are numbers: the axis begins with nought."""
    assert "0" in told(_picture(_stated(1, 500, 500), _stated(2, 510, 510)).wide)


def test_no_number_is_cut() -> None:
    """A number for which there is no room is left to the table: with digits missing it would be another one."""
    picture = _picture(_stated(1, 1e14, 9e14, approximate=True))
    assert "see the table" in told(picture.narrow)
    assert not any("…" in words and "00" in words for words in told(picture.narrow))


def test_nothing_is_added_up() -> None:
    """There is no sum and no middle of the figures anywhere in the picture."""
    picture = _picture(_stated(1, 17, 17), _stated(2, 29, 29))
    assert not {"46", "23"} & {word for words in told(picture.wide) for word in words.split()}
    assert not any(number in picture.title for number in ("46", "23"))


def test_very_many_figures_are_drawn_in_part() -> None:
    """What goes beyond a picture stands in the table, and the picture says how many."""
    picture = _picture(*(_stated(number, number, number) for number in range(100)))
    assert len(picture.wide.marks) == 80
    assert picture.left_out == 20
    assert any("20 rows more" in words for words in told(picture.wide))


def test_what_is_in_no_order_is_drawn() -> None:
    """A low above its high, or a number that is none, draws something, and nothing of it is changed in words."""
    picture = _picture(_stated(1, 20, 10), _stated(2, float("nan"), None))
    assert [row.bounds for row in picture.rows] == ["20 to 10", "no number"]
    assert len(picture.wide.marks) == 2
