"""What a dossier shows of a dispute: both sides in their words, where they stand, and what people made of it."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from averment import UsageError
from averment.errors import CaseError
from averment.render.extents import extent
from averment.render.html.dossier import Choice, claims, gather, page
from averment.render.html.dossier.gather import Progress
from averment.values import Page
from averment.values.paragraphs import Paragraphs
from averment.weighing.ledger import Ledger
from tests.render.dossiers import DAM, REPORTS, Memory, content, parsed, section, words, written

AGAIN = replace(REPORTS[2], document=replace(REPORTS[2].document, digest="sha256:" + "9" * 64, outlet="Tarn Radio"))
"""A report again, as another outlet has it."""


def test_both_sides_stand_with_their_words_and_their_origins() -> None:
    """Who supports, denies and doubts, each in the words of a report, with outlet, day, number and paragraph."""
    found = section(parsed(written(Memory())), "c1")

    assert found.startswith(f"1 {DAM}")
    for who in ("Ana Ruiz", "Engineer Bo Tarn", "The ministry", "Oro Dask", "Mayor Lund"):
        assert who in found
    assert "For 2 speakers, 2 independent origins" in found
    assert "Against 2 speakers, 2 independent origins" in found
    assert "In doubt 1 speaker, 1 independent origin" in found
    assert re.search(r"denies · \[1\] The Halden Courier, 10 March 2031, ¶3 unreviewed", found)


def test_every_quotation_stands_in_the_text_at_the_place_that_it_names() -> None:
    """What is between the marks is in the paragraph of the document that stands beside it."""
    case = Memory()
    texts = {reading.document.digest[7:19]: reading.document.text for reading in case.readings}
    lines = parsed(written(case)).find_class("line")
    quoted = [line for line in lines if line.tag == "li" and line.get("id")]

    assert len(quoted) == 7  # five statements, two pieces of evidence
    for line in quoted:
        text = texts[line.get("id").rsplit("-", 1)[1]]
        paragraph = int(re.findall(r"¶(\d+)", words(line))[0])
        for part in ("source", "cue", "content"):
            for element in line.find_class(part):
                found = re.finditer(re.escape(element.text_content()), text)
                assert paragraph in {Paragraphs(text).number(one.start()) for one in found}


def test_pages_of_the_original_are_named_where_it_has_any() -> None:
    """A line of a report on paper names the page, too."""
    case = Memory()
    text = case.readings[0].document.text
    half = text.index("The ministry")
    case.pages[case.readings[0].document.digest] = (
        Page(number=1, width=595, height=842, span=(0, half)),
        Page(number=2, width=595, height=842, span=(half, len(text))),
    )
    found = section(parsed(written(case)), "c1")

    assert "asserts · [1] The Halden Courier, 10 March 2031, ¶2, page 1" in found
    assert "denies · [1] The Halden Courier, 10 March 2031, ¶3, page 2" in found


def test_reviewed_and_machine_made_lines_are_told_apart_by_a_word() -> None:
    """Each line says whether anybody looked at it, who, and when; the first page counts them by person."""
    case = Memory()
    case.judge("accept", (0, "a1"))
    case.judge("correct", (1, "a3"), by="bo", changes={"certainty": "possible"})
    found = parsed(written(case))

    states = {line.get("id"): words(line) for line in found.find_class("line") if line.get("id")}
    said = sorted(re.findall(r"(unreviewed|accepted by \w+|corrected by \w+)", " ".join(states.values())))
    assert said == ["accepted by ana", "corrected by bo", *["unreviewed"] * 5]
    assert "certainty: possible" in section(found, "c1")
    assert "2 of 9 lines" in section(found, "top")
    assert "ana: 1 accepted" in section(found, "top")
    assert "bo: 1 corrected" in section(found, "top")


def test_nothing_reviewed_is_said_on_the_first_page() -> None:
    """Who picks it up must not take a machine's guesses for a person's findings."""
    top = section(parsed(written(Memory())), "top")

    assert "Nothing yet: none of 9 lines" in top
    assert "This dossier does not say what is true." in top
    assert "Origins are not votes" in top


def test_what_was_rejected_stands_apart_with_who_and_why() -> None:
    """It counts for nothing in the claim, and a reader sees what was taken out."""
    case = Memory()
    case.judge("reject", (0, "a2"), note="the ministry was only asked")
    found = parsed(written(case))

    assert "The ministry" not in section(found, "c1")
    rejected = section(found, "rejected")
    assert "statement (denies) a2 The ministry" in rejected
    assert "rejected by ana, 20 March 2031, 08:00 UTC the ministry was only asked" in rejected
    assert "Nothing was rejected" in section(parsed(written(Memory())), "rejected")


def test_a_document_that_was_rejected_whole_is_named() -> None:
    """What stood in it is not listed line by line; of one that could not be read there is nothing to take out."""
    case = Memory()
    case.judge("reject", (1, None), note="a parody")
    rejected = section(parsed(written(case)), "rejected")

    assert "the whole document Ministry rejects talk of the dam[2] Velmar Today" in rejected
    assert "a parody" in rejected
    case.unread = (REPORTS[1].document.digest,)
    case.readings = (REPORTS[0], REPORTS[2])
    assert "Nothing was rejected" in section(parsed(written(case)), "rejected")


def test_a_case_in_which_nothing_is_claimed_has_a_dossier_too() -> None:
    """It says so, and lists what there is."""
    found = parsed(written(Memory(readings=REPORTS[2:])))

    assert "0 claims, of these 0 disputed" in section(found, "top")
    assert "Rain" in section(found, "sources")


def test_a_contested_judgement_is_flagged() -> None:
    """Where people disagree, the later judgement holds and the other is named beside it."""
    case = Memory()
    first = case.judge("accept", (0, "a1"))
    case.judge("correct", (0, "a1"), by="bo", changes={"certainty": "possible"}, supersedes=first.id)
    found = parsed(written(case))

    assert "contested: accepted by ana" in section(found, "c1")
    assert "1 contested" in section(found, "summary")
    assert "1 line contested" in section(found, "top")


def test_the_judgements_that_shaped_a_claim_stand_under_it() -> None:
    """With who, when and the note; acceptances, which changed nothing, and those on other claims do not."""
    case = Memory()
    case.judge("correct", (0, "a1"), changes={"certainty": "possible"}, note="she was not there")
    case.judge("accept", (0, "a2"))
    case.judge("correct", (2, "a1"), by="bo", changes={"certainty": "possible"})
    found = section(parsed(written(case)), "c1")

    assert "What people judged corrected by ana (certainty: possible): she was not there, 20 March 2031" in found
    assert found.split("What people judged")[1].endswith("([1] a1)")


def test_the_summary_has_a_row_for_each_dispute() -> None:
    """Statement, who is for and against on how many origins, figures as they were stated, how much was reviewed."""
    row = words(parsed(written(Memory())).find(".//table[@class='summary stack']/tbody/tr"))

    assert row.startswith(f"1 {DAM} 2 reports")
    assert "2 speakers, 2 independent originsEngineer Bo Tarn; Ana Ruiz" in row
    assert "2 independent originsThe ministry; Oro Dask" in row
    assert "In doubt: 1 speaker, 1 independent originMayor Lund" in row
    assert "killed: 9" in row
    assert row.endswith("0 of 9")


def test_figures_are_given_from_the_lowest_to_the_highest_as_stated() -> None:
    """Bounds stay as they are; nothing is added up or averaged, and who denies a figure does not state it."""
    case = Memory()
    low, high = (replace(case.readings[n].figures[0], low=None, high=n * 100 + 50.0) for n in (0, 1))
    case.readings = (
        replace(case.readings[0], figures=(low,)),
        replace(case.readings[1], figures=(replace(high, low=120, high=None, by="a2"),)),
    )
    [shown] = content(case).claims
    stated = shown.series[0]
    reach = extent(stated)

    assert reach is not None
    assert (reach.figures, reach.lowest, reach.highest) == (2, "up to 50", "at least 120")
    denied = replace(stated, stated=tuple(replace(one, act="deny") for one in stated.stated))
    assert extent(denied) is None


def test_documents_are_listed_with_all_that_identifies_them() -> None:
    """Number, title, outlet, day and how it is known, file, size, kind, whole SHA-256, when it was added."""
    found = section(parsed(written(Memory())), "d1")
    document = REPORTS[0].document

    assert document.digest.removeprefix("sha256:") in found
    for part in ("[1] Dam opened, survivors say", "The Halden Courier", "10 March 2031 (as given)", "plain text"):
        assert part in found
    assert f"in/{document.title}.txt, {len(document.text)} bytes" in found
    assert "Added15 March 2031, 08:00 UTC" in found


def test_speakers_who_may_be_one_are_named_as_not_merged() -> None:
    """A proposal is a proposal, also on paper."""
    case = Memory()
    first, second = case.readings[0].speakers[0], case.readings[1].speakers[1]
    case.readings = (
        replace(
            case.readings[0],
            speakers=(replace(first, name="Bashir al-Tamimi", kind="person"), *case.readings[0].speakers[1:]),
        ),
        replace(
            case.readings[1],
            speakers=(
                case.readings[1].speakers[0],
                replace(second, name="Basheer al-Tamimi", kind="person"),
                case.readings[1].speakers[2],
            ),
        ),
    )
    found = section(parsed(written(case)), "speakers")

    assert re.search(r"Not merged: may be Bash(i|ee)r al-Tamimi", found)


def test_a_limit_says_how_many_are_left_out() -> None:
    """And how they are had."""
    case = Memory()
    case.readings = (*REPORTS, AGAIN)
    everything, one = parsed(written(case)), parsed(written(case, limit=1))

    assert len(everything.find_class("claim")) == 2
    assert "left out" not in section(everything, "top")
    assert len(one.find_class("claim")) == 1
    assert "1 claim of the same kind is left out: --limit N and --claim REF" in section(one, "top")


def test_a_page_that_would_get_too_large_leaves_out_the_least_consequential(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures go first, then claims; with a limit or with claims that were asked for, none does."""
    monkeypatch.setattr(page, "LARGEST", 10)
    case = Memory()
    case.readings = (*REPORTS, AGAIN)

    found = parsed(written(case))
    assert len(found.find_class("claim")) == 1
    assert "1 claim of the same kind is left out, with no more than their words" in section(found, "top")
    [left] = found.find_class("left")
    assert "it rained for a week in Halden 2 reports; origins: 1 for" in words(left)
    assert len(parsed(written(case, limit=5)).find_class("claim")) == 2


def test_a_claim_of_too_many_lines_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how many lines more there are, and where."""
    monkeypatch.setattr(claims, "MOST", 1)
    found = section(parsed(written(Memory())), "c1")

    assert "5 lines more of this claim are in the case and not on this page" in found


def test_claims_that_were_asked_for_are_shown_alone() -> None:
    """Also one that nobody denies, in one report; by id, or by an attribution. An unknown one is wrong use."""
    case = Memory()
    rain = REPORTS[2].document.digest
    found = parsed(written(case, claims=(f"{rain}#a1",)))

    assert [words(one.find("h3")) for one in found.find_class("claim")] == ["1 it rained for a week in Halden"]
    assert "Nobody denies or doubts any of the claims that are shown" in section(found, "summary")
    with pytest.raises(UsageError):
        content(case, claims=("c0",))


def test_only_claims_in_which_somebody_judged_something() -> None:
    """All their lines are shown all the same: to leave out what nobody reviewed would hide a denial."""
    case = Memory()
    assert content(case, reviewed=True).claims == ()

    case.judge("accept", (0, "a1"))
    found = parsed(written(case, reviewed=True))
    assert len(found.find_class("claim")) == 1
    assert "The ministry" in section(found, "c1")


def test_the_same_case_gives_the_same_bytes() -> None:
    """No clock, no order of a set, nothing of the machine."""
    case = Memory()
    case.judge("accept", (0, "a1"))

    assert written(case) == written(case)


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    """On paper each number has its entry; on a screen each link its place."""
    found = parsed(written(Memory()))
    ids = [element.get("id") for element in found.xpath("//*[@id]")]
    targets = {link.get("href")[1:] for link in found.xpath("//a[starts-with(@href, '#')]")}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_the_head_of_the_log_can_be_copied_out() -> None:
    """Whoever holds the page holds a head of the case, as it was signed."""
    [head] = parsed(written(Memory())).find_class("head")

    assert head.text_content().encode() == Memory().note


def test_a_case_that_others_write_to_is_gathered_again() -> None:
    """All of a dossier is as of one head; where there is never one, it says so."""

    class Busy(Memory):
        """Somebody judges each time that it is weighed, `times` times."""

        times = 1

        def ledger(self, progress: Progress | None = None) -> Ledger:
            if self.times:
                self.times -= 1
                self.judge("accept", (0, "a1"))
            return super().ledger(progress)

    case = Busy()
    assert content(case).head.size == case.head.size == 8

    case.times = 99
    with pytest.raises(CaseError, match="writing to the case"):
        gather(case, Choice(by="Ana"), version="0", weigher="w")
