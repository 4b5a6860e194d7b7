"""The picture of a timeline: who said what when, on which side, and how the day is known."""

from __future__ import annotations

from datetime import date, timedelta

from averment.render.html.pictures import timeline_picture
from averment.render.html.pictures.days import Days
from averment.render.html.pictures.drawing import Bar, Mark, Sign
from averment.values import Interval, Moment, Place, Told
from averment.values.claims import Stance
from averment.values.ledgers import Dated
from tests.render.picturing import told

DAY = date(2031, 3, 12)


def _told(speaker: str, stance: Stance = "supports", number: int = 1) -> Told:
    place = Place(document=f"sha256:{'a' * 64}", id=f"a{number}")
    return Told(speaker=speaker, stance=stance, quote="they shelled it", attribution=place)


def _moment(after: int | None, *told: Told, dated: Dated = "said", days: int = 0) -> Moment:
    start = DAY + timedelta(days=after or 0)
    day = None if after is None else Interval(start=start, end=start + timedelta(days=days))
    return Moment(day=day, dated=dated if day else None, claim="c1", statement="s", told=told)


def _across(mark: Mark) -> float:
    return next((item.box[0] + item.box[2]) / 2 for item in mark.items if isinstance(item, Sign | Bar))


def _down(mark: Mark) -> float:
    return next((item.box[1] + item.box[3]) / 2 for item in mark.items if isinstance(item, Sign | Bar))


def _shape(mark: Mark) -> str:
    return next(item.shape if isinstance(item, Sign) else "bar" for item in mark.items if isinstance(item, Sign | Bar))


def test_sides_are_lanes() -> None:
    """For stands above against, against above doubt; what is later stands further right."""
    picture = timeline_picture(
        [_moment(0, _told("Council")), _moment(1, _told("Colonel", "denies")), _moment(2, _told("Envoy", "doubts"))]
    )
    council, colonel, envoy = picture.wide.marks
    assert _down(council) < _down(colonel) < _down(envoy)
    assert _across(council) < _across(colonel) < _across(envoy)
    assert picture.title == "12 March 2031 to 14 March 2031: 1 statement for, 1 against, 1 in doubt"
    assert {"Council", "Colonel", "Envoy"} <= set(told(picture.wide))


def test_said_and_published_have_other_shapes() -> None:
    """The day on which it was said is round, that of publication has corners, and the key says so."""
    picture = timeline_picture([_moment(0, _told("A")), _moment(1, _told("B"), dated="published")])
    assert [_shape(mark) for mark in picture.wide.marks] == ["dot", "square"]
    assert [key.words for key in picture.key] == [
        "on the day on which it was said",
        "on the day on which it was published",
    ]


def test_uncertain_days_are_a_bar_over_them() -> None:
    """Somewhere in ten days is drawn as ten days."""
    sure, unsure = timeline_picture([_moment(0, _told("A")), _moment(2, _told("B"), days=9)]).wide.marks
    assert [_shape(sure), _shape(unsure)] == ["dot", "bar"]


def test_many_on_one_day_are_one_sign_with_their_number() -> None:
    """The sign holds the count; who said most is named first, who has no name last, and the rest is counted."""
    told_then = [_told(name) for name in ("unattributed", "A", "B", "B", "C", "D", "E")]
    picture = timeline_picture([_moment(0, *told_then)])
    (mark,) = picture.wide.marks
    words = [words for words in told(picture.wide) if words in {"7", "B ×2", "A", "C", "and 3 more"}]
    assert words == ["7", "B ×2", "A", "C", "and 3 more"]
    assert "7 statements" in mark.name


def test_what_has_no_day_has_a_place_of_its_own() -> None:
    """It stands right of all days, under words that say so, with a shape of its own."""
    picture = timeline_picture([_moment(0, _told("A")), _moment(None, _told("B"))])
    dated, undated = picture.wide.marks
    assert _across(dated) < _across(undated)
    assert _shape(undated) == "diamond"
    assert "no date known" in told(picture.wide)


def test_a_long_silence_is_cut_out_and_seen() -> None:
    """Years in which nothing is said take no room; the axis shows the cut. Equal lengths are equal times elsewhere."""
    near = [Interval(start=DAY + timedelta(days=after), end=DAY + timedelta(days=after)) for after in (0, 2, 4)]
    far = Interval(start=date(2034, 3, 12), end=date(2034, 3, 12))
    days = Days([*near, far], 0, 700)
    assert len(days.cuts) == 1
    assert days.at(near[2].end) < days.cuts[0] < days.at(far.start)
    first, second, third = (days.at(one.start) for one in near)
    assert abs((third - second) - (second - first)) <= 0.2
    assert Days(near, 0, 700).cuts == []


def test_ticks_fit_the_span() -> None:
    """A few days are told by days, some months by months, many years by years; a year once where it goes on."""

    def ticks(*after: int) -> list[str]:
        given = [Interval(start=DAY + timedelta(days=one), end=DAY + timedelta(days=one)) for one in after]
        return [words for _, _, words in Days(given, 0, 700).ticks(12, 0, 700)]

    assert ticks(0, 1, 2) == ["12 Mar 2031", "13 Mar", "14 Mar"]
    assert ticks(*range(0, 150, 10)) == ["Apr 2031", "May", "Jun", "Jul"]
    assert ticks(*range(0, 2500, 100))[:2] == ["2032", "2033"]
    assert ticks(0) == ["12 Mar 2031"]


def test_the_first_and_the_last_day_of_all_are_drawn() -> None:
    """The ends of the calendar break nothing."""
    ends = [Interval(start=date.min, end=date.min), Interval(start=date(9999, 12, 30), end=date(9999, 12, 30))]
    days = Days(ends, 0, 700)
    assert days.at(date.min) < days.at(date(9999, 12, 30)) <= 700
    moments = [Moment(day=day, dated="said", claim="c", statement="s", told=(_told("A"),)) for day in ends]
    assert len(timeline_picture(moments).wide.marks) == 2


def test_a_crowd_becomes_fewer_signs() -> None:
    """Of hundreds of days in one lane those that cannot be told apart are one sign; no statement is lost."""
    picture = timeline_picture([_moment(after, _told(f"Speaker {after}")) for after in range(0, 900, 3)])
    assert len(picture.wide.marks) < 40
    counted = [int(words) for words in told(picture.wide) if words.isdigit()]
    assert sum(counted) == 300
    assert len(picture.entries) == 300


def test_nothing_said_is_an_empty_picture() -> None:
    """Without moments there is a picture that says so."""
    picture = timeline_picture([])
    assert picture.title == "Nothing said"
    assert picture.wide.marks == ()
