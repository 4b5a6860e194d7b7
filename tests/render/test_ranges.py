"""Ranges in characters: how far figures reach, on an axis that says what stands where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from averment.render.ranges import Scale

_NUMBERS = st.none() | st.floats() | st.integers(0, 10**6).map(float)


def test_bars_on_a_linear_scale() -> None:
    """Exact, between, at least, up to, about: each has its sign, and open ends run to the edge."""
    scale = Scale([10, 20, 40], 24)

    assert scale.axis() == (
        " 0   10   20   30   40  ",
        "─┴────┴────┴────┴────┴──",
    )
    assert scale.bar(20, 20) == "           ●"
    assert scale.bar(20, 20, approximate=True) == "           ~"
    assert scale.bar(10, 20) == "      ├────┤"
    assert scale.bar(10, 20, approximate=True) == "      ├~~~~┤"
    assert scale.bar(20, None) == "           ├───────────▶"
    assert scale.bar(None, 20) == "◀──────────┤"
    assert scale.bar(None, None) == ""


def test_bars_on_a_logarithmic_scale() -> None:
    """Where the greatest number is twenty times the least, equal ratios take equal room."""
    scale = Scale([1, 10, 100, 1000], 31)

    assert scale.logarithmic
    assert scale.at(10) - scale.at(1) == scale.at(100) - scale.at(10) == scale.at(1000) - scale.at(100)
    labels, _ = scale.axis()
    assert labels.split() == ["1", "2", "5", "10", "20", "50", "100", "1,000"]


def test_nobody_stands_before_all_others_on_a_logarithmic_scale() -> None:
    """Zero has no logarithm, and a place: the first."""
    scale = Scale([0, 5, 5000], 40)

    assert scale.logarithmic
    assert scale.at(0) < scale.at(5)
    assert scale.axis()[0].split()[0] == "0"


def test_bounds_that_exclude_each_other_are_seen_to() -> None:
    """A correction that made the least greater than the most is drawn as what it is."""
    assert Scale([10, 20, 40], 24).bar(20, 10) == "      ┤    ├"


@given(st.lists(_NUMBERS, max_size=6), st.integers(1, 120))
def test_no_number_leaves_the_row(numbers: list[float | None], cells: int) -> None:
    """Whatever the numbers, bars and axis stay in their cells, and a greater number is never left of a smaller."""
    scale = Scale(numbers, cells)
    for low in numbers:
        for high in numbers:
            assert len(scale.bar(low, high)) <= scale.cells
    assert all(len(line) == scale.cells for line in scale.axis())
    real = sorted(value for value in numbers if value is not None and abs(value) != float("inf") and value == value)  # noqa: PLR0124
    places = [scale.at(value) for value in real]
    assert places == sorted(places)


@pytest.mark.parametrize("numbers", [[], [0.0], [1e-320, 1e308], [5e-324], [1e300, 1e300], [3.0, 59.9999]])
def test_any_scale_has_an_axis(numbers: list[float]) -> None:
    """From no number at all to those at the end of what a computer counts."""
    labels, line = Scale(numbers, 30).axis()

    assert labels.strip()
    assert "┴" in line
