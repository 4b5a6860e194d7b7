"""How far figures reach, in a list and over a picture: each end in the words of its bounds."""

from __future__ import annotations

import pytest

from averment.render.extents import extent
from averment.values import Series, Stated


def _series(*bounds: tuple[float | None, float | None]) -> Series:
    stated = (
        Stated(
            document="sha256:" + "1" * 64, figure=f"f{number}", span=(0, 1), quote="x", low=low, high=high, act="assert"
        )
        for number, (low, high) in enumerate(bounds)
    )
    return Series(matter="Shells hit the clinic", what="killed", stated=tuple(stated))


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ([(None, 40)], "up to 40"),
        ([(40, None)], "at least 40"),
        ([(40, 40), (40, 40)], "40"),
        ([(None, 40), (58, 58)], "lowest up to 40, highest 58"),
        ([(20, 30), (3000, 8000)], "lowest 20 to 30, highest 3,000 to 8,000"),
    ],
)
def test_no_figure_loses_its_bounds(bounds: list[tuple[float | None, float | None]], words: str) -> None:
    """“Up to 40” is not 40, alone or at an end of several."""
    reach = extent(_series(*bounds))

    assert reach is not None
    assert reach.words == words
