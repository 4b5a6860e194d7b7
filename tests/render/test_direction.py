"""A paragraph runs in the direction of most of its letters, whatever it begins with."""

from __future__ import annotations

import pytest

from averment.render.html.direction import direction


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("He said so.", "ltr"),
        ("“لا أحد” was written on the door of the hospital.", "ltr"),
        ("قال سليم حدّار لوكالة AFP إن أحدا لم يأت", "rtl"),
        ("לא ראינו דבר כזה", "rtl"),
        ("12 (58)", "auto"),
        ("", "auto"),
        ("aب", "ltr"),
    ],
)
def test_most_letters_decide(words: str, expected: str) -> None:
    """An English sentence that begins with a quotation in Arabic stays an English sentence."""
    assert direction(words) == expected
