"""What a dossier says of itself: how it was made, how often that is right, what it cannot tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from averment.render.html.dossier.cards import blocks
from averment.render.html.dossier.gather import CARDS
from tests.render.dossiers import Memory, parsed, section, words, written

ROOT: Final = Path(__file__).parents[2]
LIMITS: Final = {
    "It reads English": "Only English news text is read",
    "Who says what is the prediction": "Who says what is a model’s prediction",
    "Which statement a denial is about": "Which statement a denial is about",
    "It knows no more about anybody": "Nothing is known of anybody but what the reports say",
    "Figures keep their bounds": "Two figures for the same dead stay two figures",
    "A date that the text leaves open": "A date that the text leaves open stays open",
    "Which statements make one claim": "Which statements make one claim",
    "An origin is independent as far": "An origin is independent as far as these documents tell",
    "Origins are not votes": "Origins are not votes",
    "What looks like the site's own": "What looks like a site’s own",
    "Text, HTML, PDF, DOCX": "Titles, outlets and days of publication are taken from the documents",
    "A capture keeps what the file holds": "A file need not hold what a reader of the page saw",
    "What a case proves has limits": "None of this proves that a report is true",
    "A corpus keeps texts and digests": None,
    "A case needs a file system": None,
}
"""How each limit in README begins, and what a dossier says of it; `None` where it does not concern who reads one."""


def test_every_limit_in_the_readme_is_in_a_dossier_too() -> None:
    """Whoever adds a limit there decides here what the reader of a dossier is told of it."""
    readme = (ROOT / "README.md").read_text("utf-8").split("## Limits")[1].split("\n## ")[0]
    bullets = re.findall(r"^- (.*)", readme, re.MULTILINE)
    found = words(parsed(written(Memory())))

    undecided = [bullet for bullet in bullets if not any(bullet.startswith(limit) for limit in LIMITS)]
    gone = [limit for limit in LIMITS if not any(bullet.startswith(limit) for bullet in bullets)]
    assert (undecided, gone) == ([], [])
    assert [said for said in LIMITS.values() if said and said not in found] == []


def test_scores_are_those_of_the_model_cards() -> None:
    """Each table of a card stands in it cell by cell, with where the models fail."""
    found = parsed(written(Memory()))
    method = section(found, "method")
    tables = [[words(cell) for cell in row.iter("th", "td")] for row in found.xpath("//section[@id='method']//tr")]

    for path in CARDS.values():
        card = (ROOT / "src" / "averment" / path).read_text("utf-8")
        rows = [block.rows for block in blocks(card) if block.kind == "table"]
        assert rows
        assert all(list(row) in tables for table in rows for row in table)
        assert all(row[0] in method for block in blocks(card) if block.kind == "list" for row in block.rows)
    assert "contested dev, shipped" in method


def test_the_models_are_named_by_their_digests() -> None:
    """So that the same can be made again, and another is not taken for it."""
    method = section(parsed(written(Memory())), "method")

    assert "model sha256:r, version 0 (2 documents)" in method
    assert "model sha256:w" in method


def test_how_to_verify_names_what_to_type_and_what_it_does_not_prove() -> None:
    """Commands for an original, for the case, and for the head that the page carries."""
    verify = section(parsed(written(Memory())), "verify")

    for command in ("sha256sum FILE", "averment verify CASE", "averment verify CASE --head head.txt"):
        assert command in verify
    assert "None of this proves that a report is true" in verify


def test_the_terms_are_explained() -> None:
    """Those that a reader meets on its pages."""
    terms = parsed(written(Memory())).xpath("//dl[@class='glossary']//dt/text()")

    assert terms == ["Claim", "Position", "Stance", "Origin", "Evidence", "Figure"]


def test_cards_are_read_in_the_forms_that_they_use() -> None:
    """Paragraphs over several lines, lists with items of several lines, tables with an empty corner."""
    card = "# T\n\n## What it is\n\nNo.\n\n## How it scores\n\nOne **two**\nthree.\n\n- a `b`\n  c\n- d\n\n"
    card += "| | x |\n| --- | --- |\n| y | 1 |\n"
    found = [(block.kind, block.rows) for block in blocks(card)]

    assert found == [
        ("heading", (("How it scores",),)),
        ("paragraph", (("One two three.",),)),
        ("list", (("a b c",), ("d",))),
        ("table", (("", "x"), ("y", "1"))),
    ]
