"""When a source spoke: the date of the saying, and not one of what was said."""

from datetime import date

import pytest

from averment.inference.tagging import Tagged
from averment.reading.dates import find_dates
from averment.reading.draft import Draft, Report
from averment.values import Attribution, Document, Published, Span


def said(marked: str) -> str | None:
    """Give the words of the date of the first saying; «cue», (source) and {content} are marked in the text."""
    text, open_at = "", dict[str, int]()
    pieces: dict[str, list[Span]] = {"«": [], "(": [], "{": []}
    pairs = {"»": "«", ")": "(", "}": "{"}
    for sign in marked:
        if sign in pieces:
            open_at[sign] = len(text)
        elif sign in pairs:
            pieces[pairs[sign]].append((open_at[pairs[sign]], len(text)))
        else:
            text += sign
    attribution = Attribution(
        id="a1", cue=tuple(pieces["«"]), source=tuple(pieces["("]), content=tuple(pieces["{"]), score=1.0
    )
    found = find_dates(draft(text, attribution)).attributions[0].said
    return text[slice(*found)] if found else None


def draft(text: str, *attributions: Attribution) -> Draft:
    """Give a draft of a text published on a Saturday."""
    published = Published(start=date(2013, 8, 24), end=date(2013, 8, 24), how="given")
    document = Document(digest="sha256:0", media_type="text/plain", text=text, published=published)
    return Draft(Report(document), Tagged([]), attributions=attributions)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("(Oru) «said» on Monday that {it was over}.", "Monday"),
        ("(Oru) «told» reporters Thursday {it was over}.", "Thursday"),
        ("(Oru) «told» reporters in Vell late on Monday that {it was over}.", "late on Monday"),
        ("{It was over}, (Oru) «said» on Monday.", "Monday"),
        ('{"It was over,"} «said» (Ana Oru, a minister), on Monday.', "Monday"),
        ("On Tuesday, (the ministry) «published a statement denying» {the attack}.", "Tuesday"),
        ("On Tuesday (the ministry) «denied» {the attack}.", "Tuesday"),
        ("In Vell on Tuesday, (Oru) «denied» {the attack}.", "Tuesday"),
        ("(The ministry) on Tuesday «denied» {the attack}.", "Tuesday"),
        ("(The ministry) late Friday «accused» {rebels of the attack}.", "late Friday"),
        ("(The ministry) «said» in a statement issued late Friday that {it was over}.", "late Friday"),
        ("(The ministry) «denied» {the attack} in a statement on Friday.", "Friday"),
        ("«According to» (a February report) {ten died}.", "February"),
        ("«According to» (a report published on Monday) {ten died}.", "Monday"),
        ("(Monday's statement) «said» {ten died}.", "Monday"),
        ("In an interview on 21 August, (Oru) «said» {ten died}.", "21 August"),
        ("(Oru) told reporters on Monday, «adding» that {it was over}.", "Monday"),
        ("(Oru) «said» {he left} to the Loma Times on Monday.", "Monday"),
        ("Yesterday (Oru) «said» {ten died}.", "Yesterday"),
    ],
)
def test_the_date_of_the_saying_is_found(marked: str, expected: str) -> None:
    """Before the source, between source and cue, after the cue, behind the content, in the name of a document."""
    assert said(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "(Oru) «said» {the attack took place on Wednesday}.",
        "{Ten died on Wednesday}, (Oru) «said».",
        "(Oru) «said» {ten died}. On Monday he left.",
        "(Oru), who fled on Monday, «said» {ten died}.",
        "(A man who fled on Monday) «said» {ten died}.",
        "(The 2012 nominee) «said» {ten died}.",
        "After shells fell on Monday, (Oru) «said» {ten died}.",
        "Shells fell on Monday and (Oru) «said» {ten died}.",
        "(Oru) «said» of Monday's attack that {ten died}.",
        "(Oru), who «denied» {the attack}, which began on Monday, left.",
        "(Oru) has «denied» {it} since Monday.",
        "(Oru) «said» {it was the fault of the leader}, seen in 2016",
        "(Oru) «said» {it was the fault of the leader}, visiting Vell on Monday.",
        "{Shells fall on Loma} (Monitor) «:» AFP Sunday 8 Oct 2017 At least ten died.",
        "Date of publication 24 August 2013 (Oru) «said» {ten died}.",
        "24 August 2013 (Oru) «said» {ten died}.",
    ],
)
def test_a_date_of_something_else_is_not_taken(marked: str) -> None:
    """What was said, another clause, a bound of time, the date of the page: none tells when the source spoke."""
    assert said(marked) is None


def test_a_saying_inside_another_has_its_own_date() -> None:
    """The inner source spoke on the day in the outer content; the outer one is not dated by it."""
    text = "Loma Times reported that Oru said on Monday that ten died."
    outer = Attribution(id="a1", cue=((11, 19),), source=((0, 10),), content=((25, 57),), score=1.0)
    inner = Attribution(id="a2", cue=((29, 33),), source=((25, 28),), content=((49, 57),), score=1.0)
    first, second = find_dates(draft(text, outer, inner)).attributions
    assert (first.said, second.said) == (None, (37, 43))


def test_the_weekday_of_writing_is_the_day_itself_where_it_dates_a_saying() -> None:
    """Agencies name the day of publication; the day a week before stays visible."""
    text = "Oru said on Saturday that ten died on Saturday."
    attribution = Attribution(id="a1", cue=((4, 8),), source=((0, 3),), content=((26, 46),), score=1.0)
    saying, content = find_dates(draft(text, attribution)).dates
    assert (saying.start, len(saying.candidates)) == (date(2013, 8, 24), 2)
    assert (content.start, len(content.candidates)) == (None, 2)


def test_the_date_of_a_saying_is_one_of_the_dates() -> None:
    """A reader can look up what the span means."""
    text = "Oru said on Monday that ten died."
    attribution = Attribution(id="a1", cue=((4, 8),), source=((0, 3),), content=((24, 32),), score=1.0)
    after = find_dates(draft(text, attribution))
    spans: list[Span] = [found.span for found in after.dates]
    assert after.attributions[0].said in spans
