"""What a person sees of a reading. The golden files are for looking at: read them when they change.

To write them anew: `make golden`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from averment import Reading
from averment.render.look import Look
from averment.render.terminal import on_terminal
from tests.conftest import mark

GOLDEN = Path(__file__).with_name("golden")
LOOKS = {
    "80": Look(),
    "40": Look(width=40),
    "80-mono": Look(style="mono"),
    "80-colour": Look(style="colour"),
}


@pytest.mark.parametrize("name", LOOKS)
def test_the_page_is_as_it_was_designed(velmar: Reading, name: str) -> None:
    """Wide, narrow, without colour and with it: what is drawn is what was looked at and found good."""
    page = on_terminal(velmar, "reports/velmar.txt", LOOKS[name])
    golden = GOLDEN / f"velmar-{name}.txt"

    if os.environ.get("AVERMENT_GOLDEN") == "write":
        golden.write_text(page)
    assert page == golden.read_text()


@pytest.mark.parametrize("width", [24, 40, 60, 80, 100, 250])
def test_no_line_is_too_long(velmar: Reading, width: int) -> None:
    """At any width lines end before the edge, and never carry spaces at the end."""
    lines = on_terminal(velmar, "reports/velmar.txt", Look(width=width)).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_styles_change_nothing_but_style(velmar: Reading) -> None:
    """Without its escape sequences the page of a terminal is the page of a file; plain text has none to take away."""
    plain = on_terminal(velmar, "velmar.txt", Look())
    styled = on_terminal(velmar, "velmar.txt", Look(style="colour"))

    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[\d;]*m", "", styled) == plain


def test_without_colour_there_is_none(velmar: Reading) -> None:
    """Weight and slant alone tell source and cue apart where colour is not wanted."""
    codes = set(re.findall(r"\x1b\[([\d;]*)m", on_terminal(velmar, "velmar.txt", Look(style="mono"))))

    assert codes <= {"", "0", "1", "2", "3", "0;1", "0;2", "0;3"}
    assert {"1", "3"} <= codes


def test_the_machine_changes_nothing(velmar: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment says of terminals is for the command to weigh; a look is drawn the same everywhere."""
    before = on_terminal(velmar, "velmar.txt", Look(style="colour"))
    for name, value in {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "33", "FORCE_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)

    assert on_terminal(velmar, "velmar.txt", Look(style="colour")) == before


def test_hostile_words_do_not_reach_the_terminal() -> None:
    """Escape sequences and overrides in text, title and file name are shown, not obeyed."""
    text = "Ana\x1b]0;owned\x07 said\x9b2J it \u202edeniar.\nNext."
    reading = mark(text, ("Ana\x1b]0;owned\x07", "said\x9b2J", "it \u202edeniar"), title="\x1b[2JTitle\u2067")

    page = on_terminal(reading, "a\x1b[1m\nb\u202e.txt", Look())

    assert not set(page) & set("\x1b\x07\x9b\u202e\u2067")
    assert "␛[2JTitle⟨U+2067⟩" in page
    assert "Ana␛]0;owned␇\n" in page
    assert "said⟨U+009B⟩2J ▸ it ⟨U+202E⟩deniar" in page
    assert "a␛[1m b⟨U+202E⟩.txt" in page


def test_brackets_are_words() -> None:
    """What looks like markup of the terminal library is text like any other."""
    reading = mark("Ana said [bold red]no[/] :smile:.", ("Ana", "said", "[bold red]no[/] :smile:"))

    assert "[bold red]no[/] :smile: " in on_terminal(reading, "a.txt", Look(style="colour")).replace("\x1b[0m", "")


def test_right_to_left_words_stay_in_their_place() -> None:
    """Arabic source, cue and content are each in an isolate, so that no terminal moves one past another."""
    text = "محمد العلي قال إن الجنود لم يكونوا هناك."
    reading = mark(text, ("محمد العلي", "قال", "إن الجنود لم يكونوا هناك"))

    page = on_terminal(reading, "a.txt", Look())

    assert "   \u2068محمد العلي\u2069\n" in page
    assert "says       \u2068قال\u2069 ▸ \u2068إن الجنود لم يكونوا هناك\u2069  " in page


def test_what_is_not_there_is_said() -> None:
    """No source, no content, no attribution, nothing known of the report: words say so, not blanks."""
    reading = mark("It reportedly rained.", ("", "reportedly", "It rained"[:2]), ("", "rained", ""))
    page = on_terminal(reading, "a.txt", Look())

    assert "(no title)\noutlet unknown · date unknown · 3 words · 2 attributions\n" in page
    assert "   (no source named)\n     says       reportedly ▸ It" in page
    assert "(nothing said is marked)" in page
    empty = on_terminal(mark("Rain."), "a.txt", Look())
    assert "\nNo dispute was found in it: nothing was read as denied or doubted.\n" in empty
    assert "\nNo attribution was found in it.\n" in empty


def test_deep_nesting_leaves_room_for_words() -> None:
    """A hundred reports of reports stay inside the page."""
    text = "".join(f"x{number} said " for number in range(100)) + "it rained."
    rows = [(f"x{number}", "said", text[text.index(f"x{number + 1} ") : -1], f"x{number} ") for number in range(99)]

    for width in (24, 40, 60):
        page = on_terminal(mark(text, *rows), "a.txt", Look(width=width), context=True)
        assert max(map(cell_len, page.splitlines())) <= width
