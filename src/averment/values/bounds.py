"""A figure's bounds: to compare and to say. Neither is ever changed, and what is open stays open.

In: a low and a high as a reading has them, either of which may be missing. Out: numbers to compare; words.
"""

from __future__ import annotations

from math import inf, isfinite
from typing import Final

SLACK: Final = 0.1
"""By how much of itself "about 500" is taken to be open at either side, when it is compared with another figure."""
_MOST_DIGITS: Final = 1e15


def known(bound: float | None) -> float | None:
    """Give a bound that is a number; a correction or a hostile text may have made it anything."""
    return bound if bound is not None and isfinite(bound) else None


def extent(low: float | None, high: float | None, *, approximate: bool) -> tuple[float, float] | None:
    """Give all the numbers that a figure allows, as the least and the greatest; `None` where it says none, or none fit.

    What is approximate allows `SLACK` more at either side.
    """
    least, most = known(low), known(high)
    if least is None and most is None:
        return None
    if least is not None and most is not None and least > most:
        return None
    slack = SLACK if approximate else 0.0
    return (
        -inf if least is None else least - slack * abs(least),
        inf if most is None else most + slack * abs(most),
    )


def in_words(low: float | None, high: float | None, *, approximate: bool = False) -> str:
    """Write the bounds: `1,300`, `about 500 to 1,300`, `at least 213`, `up to 50`; `no number` where there is none."""
    about = "about " if approximate else ""
    least, most = known(low), known(high)
    if least is None:
        return "no number" if most is None else f"up to {about}{number(most)}"
    if most is None:
        return f"at least {about}{number(least)}"
    return f"{about}{number(least)}" if least == most else f"{about}{number(least)} to {number(most)}"


def number(value: float) -> str:
    """Write a number as people do, with commas; a huge one, or one with many decimals, in short."""
    if abs(value) >= _MOST_DIGITS or value != round(value, 2):
        return f"{value:g}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")
