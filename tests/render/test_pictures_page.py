"""Pictures as they stand in a page: valid, named for who cannot see them, nothing in them that acts."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from averment.render.html import STYLE, environment
from averment.render.html.pictures import (
    FiguresPicture,
    OriginsPicture,
    TimelinePicture,
    figures_picture,
    origins_picture,
    timeline_picture,
)
from averment.values import Collapse, Conflict, Interval, Moment, Origin, Origins, Place, Series, Stated, Told

HERE = f"sha256:{'a' * 64}"
EVIL = "</text><script>alert(1)</script>“x” onload='y' \u202e <b>"
ARABIC = "مجلس فلمار"
_DAY = Interval(start=date(2031, 3, 12), end=date(2031, 3, 12))
_FIGURE = Stated(
    document=HERE, figure="f1", span=(0, 2), quote=EVIL, by="a1", speaker=EVIL, party=ARABIC, low=10, high=20, day=_DAY
)
FIGURES = figures_picture(
    Series(
        matter=EVIL,
        what=EVIL,
        stated=(_FIGURE, Stated(document=HERE, figure="f2", span=(0, 2), quote="40", speaker=ARABIC, low=40, high=40)),
        conflicts=(Conflict(one=0, other=1, why=EVIL),),
    )
)
TIMELINE = timeline_picture(
    [
        Moment(
            day=_DAY,
            dated="said",
            claim="c1",
            statement=EVIL,
            told=(
                Told(speaker=EVIL, stance="supports", quote=EVIL, attribution=Place(document=HERE, id="a1")),
                Told(speaker=ARABIC, stance="denies", quote=ARABIC, attribution=Place(document=HERE, id="a2")),
            ),
        )
    ]
)
_COLLAPSE = Collapse(kind="copy", why=EVIL, documents=(HERE,), undo=("split", HERE, HERE))
ORIGINS = origins_picture(
    Origins(
        supports=(Origin(root=EVIL, kind="agency", documents=(HERE,), collapses=(_COLLAPSE,), why=EVIL),),
        denies=(Origin(root=ARABIC, kind="speaker", documents=(HERE,), why=EVIL),),
    ),
    {},
)
PICTURES: dict[str, FiguresPicture | TimelinePicture | OriginsPicture] = {
    "figures": FIGURES,
    "timeline": TIMELINE,
    "origins": ORIGINS,
}
BESIDE = {"figures_table": FIGURES, "timeline_list": TIMELINE}


def _address(to: Place | str) -> str:
    return f"#{to}" if isinstance(to, str) else f"/documents/{to.document[7:]}#{to.id}"


def _written(macro: str, picture: object) -> str:
    words = '{% import "parts/pictures.html" as pictures %}{{ pictures[macro](picture, link) }}'
    return environment().from_string(words).render(macro=macro, picture=picture, link=_address)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_well_formed_and_named(name: str) -> None:
    """Both drawings can be parsed; each has a title and a description, and each mark a name and an address."""
    page = ET.fromstring(f"<div>{_written(name, PICTURES[name])}</div>")  # noqa: S314  # our own page
    drawings = [svg for svg in page.iter("svg") if svg.get("role") == "group"]
    assert len(drawings) == 2
    for svg in drawings:
        assert svg.findtext("title") == PICTURES[name].title.replace("\u202e", "⟨U+202E⟩")
        assert svg.findtext("desc")
        marks = list(svg.iter("a"))
        assert marks
        assert all(
            mark.get("aria-label") and mark.get("href", "").startswith(("/documents/", "#sha256:")) for mark in marks
        )


@pytest.mark.parametrize("name", [*PICTURES, *BESIDE])
def test_nothing_in_it_acts(name: str) -> None:
    """No style attributes, scripts, handlers, data addresses or sources elsewhere; words from outside stay words."""
    page = _written(name, {**PICTURES, **BESIDE}[name])
    root = ET.fromstring(f"<div>{page}</div>")  # noqa: S314  # our own page
    tags = {element.tag for element in root.iter()}
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    assert not tags & {"script", "b", "image", "use", "foreignObject", "style"}
    assert not {one for one in attributes if one.startswith("on") or one in {"style", "src", "xlink:href"}}
    assert "url(" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("name", PICTURES)
def test_words_keep_their_direction_to_themselves(name: str) -> None:
    """Each piece of words is isolated, and no sign that steers direction is shown to the reader."""
    page = _written(name, PICTURES[name])
    pieces = re.findall(r"<tspan[^>]*>", page)
    assert pieces
    assert all('unicode-bidi="isolate"' in piece for piece in pieces)
    assert "U+2068" not in page


def test_the_table_has_what_the_picture_has() -> None:
    """Every row with its number, day, speaker, bounds, quotation, conflicts and place; conflicts in words below."""
    page = _written("figures_table", FIGURES)
    assert [f'<td class="number">{number}</td>' in page for number in (1, 2)] == [True, True]
    assert "10 to 20" in page
    assert "These cannot all hold" in page
    assert f"/documents/{'a' * 64}#f1" in page
    assert page.count('scope="row"') == 2


def test_the_list_of_a_timeline_has_every_statement() -> None:
    """Each quotation leads to its place."""
    page = _written("timeline_list", TIMELINE)
    assert page.count("<q ") == 2
    assert "12 March 2031" in page


def test_every_kind_has_a_style() -> None:
    """What is drawn is told apart: each class in a picture is one that the style sheet knows."""
    style = (STYLE / "pictures.css").read_text()
    used = {name for key in PICTURES for name in re.findall(r'class="(p-[\w-]+)"', _written(key, PICTURES[key]))}
    plain = {"p-ink", "p-over"}
    assert {name for name in used - plain if f".{name} " not in style} == set()
