"""What a sentence counts: invented sentences in the manner of agencies, and the figures a reader finds in them."""

from __future__ import annotations

import pytest

from averment.inference.tagging import Tagged
from averment.reading.draft import Draft, Report
from averment.reading.figures import find_figures
from averment.values import Document, Figure

Row = tuple[str, str, float | None, float | None]
"""Words of the figure, what it counts, low, high."""


def figures(text: str) -> tuple[Figure, ...]:
    """Read the figures of a text without attributions."""
    document = Document(digest="sha256:" + "0" * 64, media_type="text/plain", text=text)
    return find_figures(Draft(Report(document), Tagged([]))).figures


PLAIN: list[tuple[str, list[Row]]] = [
    (
        "At least 58 people including 11 children were killed in Vell.",
        [("At least 58 people", "killed", 58, None), ("11 children", "killed", 11, 11)],
    ),
    (
        "The strike killed 17 civilians, including five women and three children.",
        [("17 civilians", "killed", 17, 17), ("five women", "killed", 5, 5), ("three children", "killed", 3, 3)],
    ),
    (
        "Oru said 30 people had been killed and another 40 were wounded.",
        [("30 people", "killed", 30, 30), ("another 40", "injured", 40, 40)],
    ),
    ("The blast left 12 dead and 30 wounded.", [("12", "killed", 12, 12), ("30", "injured", 30, 30)]),
    (
        "A raid on Vell killed three and injured twelve more.",
        [("three", "killed", 3, 3), ("twelve more", "injured", 12, 12)],
    ),
    ("Rebels in Oru killed 1,300 soldiers, the ministry said.", [("1,300 soldiers", "killed", 1300, 1300)]),
    ("Some 1300 bodies were counted in Vell.", [("Some 1300 bodies", "killed", 1300, 1300)]),
    ("There were 1,300 deaths that night.", [("1,300 deaths", "killed", 1300, 1300)]),
    ("The attack claimed the lives of 14 firefighters.", [("14 firefighters", "killed", 14, 14)]),
    ("The siege has cost more than 900 lives.", [("more than 900 lives", "killed", 900, None)]),
    ("Forty lives were lost.", [("Forty lives", "killed", 40, 40)]),
    ("Six guards lost their lives.", [("Six guards", "killed", 6, 6)]),
    ("Gunmen shot dead four teachers near Ames.", [("four teachers", "killed", 4, 4)]),
    ("Nine villagers were shot dead.", [("Nine villagers", "killed", 9, 9)]),
    ("Two women were stoned to death.", [("Two women", "killed", 2, 2)]),
    (
        "The militia executed 21 captives and beheaded two.",
        [("21 captives", "killed", 21, 21), ("two", "killed", 2, 2)],
    ),
    ("Up to 50 prisoners were hung each day at Vell.", [("Up to 50 prisoners", "killed", None, 50)]),
    ("Twenty-one miners died underground.", [("Twenty-one miners", "killed", 21, 21)]),
    ("Of the dead, eight were children; 31 people were hurt.", [("31 people", "injured", 31, 31)]),
    ("A family of five was killed.", [("A family of five", "killed", 5, 5)]),
    ("Three people were seriously injured.", [("Three people", "injured", 3, 3)]),
    ("The crash injured a dozen passengers.", [("a dozen passengers", "injured", 12, 12)]),
    ("Two dozen tourists were taken ill and 24 were hospitalised.", [("24", "injured", 24, 24)]),
    ("A woman was killed and 13 others were hurt.", [("A woman", "killed", 1, 1), ("13 others", "injured", 13, 13)]),
    ("Shelling killed a nurse and two soldiers.", [("a nurse", "killed", 1, 1), ("two soldiers", "killed", 2, 2)]),
    ("No one was hurt.", [("No one", "injured", 0, 0)]),
    ("There were no injuries.", [("no injuries", "injured", 0, 0)]),
    ("No civilians were killed.", [("No civilians", "killed", 0, 0)]),
]

BOUNDS: list[tuple[str, list[Row]]] = [
    ("More than 400 people died.", [("More than 400 people", "killed", 400, None)]),
    ("Over 400 died.", [("Over 400", "killed", 400, None)]),
    ("No fewer than 60 villagers were massacred.", [("No fewer than 60 villagers", "killed", 60, None)]),
    ("As many as 70 guards were wounded.", [("As many as 70 guards", "injured", None, 70)]),
    ("Fewer than ten people were injured.", [("Fewer than ten people", "injured", None, 10)]),
    ("Between 5,000 and 13,000 people were hanged.", [("Between 5,000 and 13,000 people", "killed", 5000, 13000)]),
    (
        "The raids killed from 500 to well over 1,000 people.",
        [("from 500 to well over 1,000 people", "killed", 500, None)],
    ),
    ("The fire killed 10 to 15 workers.", [("10 to 15 workers", "killed", 10, 15)]),
    ("The fire killed 10-15 workers.", [("10-15 workers", "killed", 10, 15)]),
    ("The fire killed 10–15 workers.", [("10–15 workers", "killed", 10, 15)]),
    ("Some 300 residents were killed.", [("Some 300 residents", "killed", 300, 300)]),
    ("About 20 were wounded.", [("About 20", "injured", 20, 20)]),
    ("Dozens of people were killed.", [("Dozens of people", "killed", 24, None)]),
    ("Scores were injured.", [("Scores", "injured", 40, None)]),
    ("Hundreds have died.", [("Hundreds", "killed", 200, None)]),
    ("Hundreds, if not thousands, were killed.", [("Hundreds, if not thousands", "killed", 200, None)]),
    ("Tens of thousands of civilians have died.", [("Tens of thousands of civilians", "killed", 20000, None)]),
    (
        "Hundreds of thousands of people have been killed.",
        [("Hundreds of thousands of people", "killed", 200000, None)],
    ),
    ("Several dozen fighters were killed.", [("Several dozen fighters", "killed", 24, None)]),
    (
        "More than a quarter of a million people have been killed.",
        [("More than a quarter of a million people", "killed", 250000, None)],
    ),
    ("The war has killed half a million people.", [("half a million people", "killed", 500000, 500000)]),
    ("The war has injured 1.5 million people.", [("1.5 million people", "injured", 1500000, 1500000)]),
    ("Fifty or more hostages were killed.", [("Fifty or more hostages", "killed", 50, None)]),
    ("The blast killed 100-plus shoppers.", [("100-plus shoppers", "killed", 100, None)]),
    ("A hundred soldiers were killed.", [("A hundred soldiers", "killed", 100, 100)]),
    ("Over 1 000 civilians were killed.", [("Over 1 000 civilians", "killed", 1000, None)]),
    ("Two hundred and fifty people died.", [("Two hundred and fifty people", "killed", 250, 250)]),
]

TOLLS: list[tuple[str, list[Row]]] = [
    ("The death toll stands at 94.", [("94", "killed", 94, 94)]),
    ("A death toll of 1,300 was reported.", [("1,300", "killed", 1300, 1300)]),
    ("The toll rose from 20 to 35.", [("20", "killed", 20, 20), ("35", "killed", 35, 35)]),
    ("Medics put the death toll in the two-day raid at more than 60.", [("more than 60", "killed", 60, None)]),
    (
        "Three more died, bringing the toll to 61 people including five children.",
        [("Three more", "killed", 3, 3), ("61 people", "killed", 61, 61), ("five children", "killed", 5, 5)],
    ),
    ("The death toll could reach as many as 200.", [("as many as 200", "killed", None, 200)]),
    ("The number of wounded rose to 80.", [("80", "injured", 80, 80)]),
    ("The death toll in Vell rose to 5 killed and 17 injured.", [("5", "killed", 5, 5), ("17", "injured", 17, 17)]),
    ("A massacre of 40 villagers was alleged.", [("40 villagers", "killed", 40, 40)]),
]

PARTS: list[tuple[str, list[Row]]] = [
    ("Police detained 120 protesters and 14 were released.", [("120 protesters", "detained", 120, 120)]),
    (
        "Some 3,000 men, women and children died.",
        [("Some 3,000 men, women and children", "killed", 3000, 3000)],
    ),
    ("Among the dead were 11 children.", [("11 children", "killed", 11, 11)]),
    ("The dead included 11 children.", [("11 children", "killed", 11, 11)]),
    (
        "The death toll, which had stood at 58, rose to 86.",
        [("58", "killed", 58, 58), ("86", "killed", 86, 86)],
    ),
    (
        "Hundreds of people - by one account as many as 900 - were killed.",
        [("Hundreds of people", "killed", 200, None), ("as many as 900", "killed", None, 900)],
    ),
    (
        "Up to 50 men were taken from their cells and hanged.",
        [("Up to 50 men", "killed", None, 50)],
    ),
    (
        "Vell said 50 of the 62 people killed were its own.",
        [("50", "killed", 50, 50), ("62 people", "killed", 62, 62)],
    ),
    (
        "Twelve men were wounded and a fourth guard died.",
        [("Twelve men", "injured", 12, 12), ("a fourth guard", "killed", 1, 1)],
    ),
    (
        "The militia said it killed or captured 40 fighters.",
        [("40 fighters", "killed_or_captured", 40, 40)],
    ),
    (
        "Medics treated patients; 3,600 patients displaying symptoms were counted, of whom 355 died.",
        [("3,600 patients", "injured", 3600, 3600), ("355", "killed", 355, 355)],
    ),
    (
        "Twenty people were killed, eight of them children.",
        [("Twenty people", "killed", 20, 20), ("eight of them children", "killed", 8, 8)],
    ),
    (
        "Four men were wounded, one of whom later died.",
        [("Four men", "injured", 4, 4), ("one of whom", "killed", 1, 1)],
    ),
    (
        "Ten guards were killed. Two of them were officers.",
        [("Ten guards", "killed", 10, 10), ("Two of them", "killed", 2, 2)],
    ),
    ("Fourteen of the dead were rebels.", [("Fourteen of the dead", "killed", 14, 14)]),
    ("Four children were among the dead.", [("Four children", "killed", 4, 4)]),
    (
        "Ten children were among at least 48 people killed in Oru.",
        [("Ten children", "killed", 10, 10), ("at least 48 people", "killed", 48, None)],
    ),
    (
        "Medics counted 150 bodies in Vell, 67 in Oru and 40 in Ames.",
        [("150 bodies", "killed", 150, 150), ("67", "killed", 67, 67), ("40", "killed", 40, 40)],
    ),
    ("Seventeen people, most of them women, were killed.", [("Seventeen people", "killed", 17, 17)]),
    (
        "Members of the guard, 22 soldiers and 12 rebels were killed.",
        [("22 soldiers", "killed", 22, 22), ("12 rebels", "killed", 12, 12)],
    ),
]

OTHERS: list[tuple[str, list[Row]]] = [
    ("Thirty people were arrested.", [("Thirty people", "detained", 30, 30)]),
    ("Gunmen abducted 12 students.", [("12 students", "abducted", 12, 12)]),
    ("At least 68 people are missing.", [("At least 68 people", "missing", 68, None)]),
    ("Some 40,000 residents were displaced.", [("Some 40,000 residents", "displaced", 40000, 40000)]),
    ("Thousands of civilians have fled.", [("Thousands of civilians", "displaced", 2000, None)]),
    ("The shelling caused hundreds of casualties.", [("hundreds of casualties", "dead_and_wounded", 200, None)]),
    ("Dozens of people were killed or wounded.", [("Dozens of people", "dead_and_wounded", 24, None)]),
    ("The raid caused several dozen dead and wounded.", [("several dozen", "dead_and_wounded", 24, None)]),
    ("The army fired 5,000 rockets.", [("5,000 rockets", "munitions", 5000, 5000)]),
    ("Inspectors found 40 tonnes of sarin.", [("40 tonnes of sarin", "chemical_agent", 40, 40)]),
]

LOST_COMMAS: list[tuple[str, list[Row]]] = [
    ("44 killed dozens injured as bombs hit Vell", [("44", "killed", 44, 44), ("dozens", "injured", 24, None)]),
    ("6 citizens killed 22 injured in Oru", [("6 citizens", "killed", 6, 6), ("22", "injured", 22, 22)]),
    ("Air strikes kill 18 in Vell", [("18", "killed", 18, 18)]),
    (
        "Three civilians two women and a man were killed.",
        [("Three civilians", "killed", 3, 3), ("two women", "killed", 2, 2), ("a man", "killed", 1, 1)],
    ),
    (
        "Killing at least 17 people among them six children in Vells market",
        [("at least 17 people", "killed", 17, None), ("six children", "killed", 6, 6)],
    ),
]

NOTHING = [
    "On August 21 2013 the army killed the rebels of Vell.",
    "Oru, 45, was killed.",
    "He was 45 and died in Vell.",
    "Resolution 2118 was passed after the killing.",
    "The 120mm shell killed the mayor.",
    "The strike killed cattle worth $500.",
    "Some 30% of the dead were women.",
    "The killing began at 3 a.m. and ended at 10:30.",
    "Nine days later the minister died.",
    "The court sentenced him to death 12 times.",
    "Two gunmen killed the mayor.",
    "The inmate spent 12 years on death row.",
    "He was killed on 9/11.",
    "The party lost 12 seats.",
    "It was 200 km from the scene of the killing.",
    "The 20th victim was buried.",
    "The assembly voted 120 to 30 to condemn the killing.",
    "The talks cost 40 lawmakers an evening.",
]


@pytest.mark.parametrize(
    ("text", "expected"), [*PLAIN, *BOUNDS, *TOLLS, *PARTS, *OTHERS, *LOST_COMMAS], ids=lambda value: str(value)[:40]
)
def test_a_sentence_gives_the_figures_a_careful_reader_finds(text: str, expected: list[Row]) -> None:
    """Words, what is counted and both bounds are those expected, no figure more and none less."""
    assert [(text[f.span[0] : f.span[1]], f.what, f.low, f.high) for f in figures(text)] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_dates_ages_times_money_and_other_numbers_are_no_figures(text: str) -> None:
    """A number that counts nobody is left alone, even beside a word for killing."""
    assert figures(text) == ()
