"""Reading a corpus folder in PolNeAR's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from averment.errors import GoldError
from averment.evaluation import read_gold
from averment.values import quote

from .builders import digest

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Rain will stop, Ana said, by noon. Bo doubts it. Nobody answered.\n"
ANA = """T1\tContent 0 14;26 33\tRain will stop by noon
T2\tSource 16 19\tAna
T3\tCue 20 24\tsaid
T4\tAttribution 20 24\tsaid
E1\tAttribution:T4 Cue:T3 Source:T2 Content:T1
"""
BO = """T5\tSource 35 37\tBo
T6\tCue 38 44\tdoubts
T7\tContent 45 47\tit
T8\tAttribution 38 44\tdoubts
E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give an empty corpus folder."""
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    return tmp_path


def write(folder: Path, annotation: str, *, name: str = "rain", annotator: str = "a1", text: str = TEXT) -> Path:
    """Write one article and give the path of its annotation."""
    (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    path = folder / "attributions" / f"{name}_{annotator}.ann"
    path.write_text(annotation, encoding="utf-8", newline="")
    return path


def test_an_article_comes_with_its_text_digest_and_attributions(folder: Path) -> None:
    """The parts of an attribution are where the annotator marked them, pieces in order of the text."""
    write(folder, ANA + BO)
    (article,) = read_gold(folder)
    assert (article.id, article.annotator, article.text) == ("rain", "a1", TEXT)
    assert article.digest == digest(TEXT)
    ana, bo = article.attributions
    assert quote(TEXT, ana.content) == "Rain will stop … by noon"
    assert (quote(TEXT, bo.source), quote(TEXT, bo.cue), quote(TEXT, bo.content)) == ("Bo", "doubts", "it")


def test_offsets_count_code_points_and_line_ends_stay_as_they_are(folder: Path) -> None:
    r"""A text with `\r\n` and characters beyond the BMP keeps both, and each counts as it stands."""
    text = "𝔘na\r\nsaid so"
    write(folder, "T1\tCue 5 9\tsaid\nT2\tContent 10 12\tso\nE1\tAttribution:T1 Cue:T1 Content:T2\n", text=text)
    (article,) = read_gold(folder)
    assert quote(article.text, article.attributions[0].cue) == "said"
    assert article.digest == digest(text)


def test_the_first_annotator_in_alphabetical_order_is_gold(folder: Path) -> None:
    """Of several annotation files only the first is read."""
    write(folder, BO, annotator="b7")
    write(folder, ANA, annotator="a9")
    (article,) = read_gold(folder)
    assert article.annotator == "a9"
    assert len(article.attributions) == 1


def test_an_annotation_belongs_to_the_article_of_its_whole_name(folder: Path) -> None:
    """`rain_again_a1` annotates `rain_again`, not `rain`, whose name it begins with."""
    write(folder, BO, name="rain", annotator="z1")
    write(folder, ANA + BO, name="rain_again", annotator="a1")
    assert [(a.id, len(a.attributions)) for a in read_gold(folder)] == [("rain", 1), ("rain_again", 2)]


def test_articles_without_annotations_are_left_out(folder: Path) -> None:
    """A text that nobody annotated says nothing about a reader."""
    write(folder, ANA)
    (folder / "text" / "snow.txt").write_text("Snow.")
    assert [article.id for article in read_gold(folder)] == ["rain"]


def test_comments_and_broken_lines_are_passed_over(folder: Path) -> None:
    """PolNeAR has notes, and quotations that run on over lines of their own."""
    broken = ANA.replace("Rain will stop by noon", "Rain will stop\n\nby noon")
    write(folder, f"#1\tAnnotatorNotes T3\tis this a cue?\n{broken}\n{BO.replace('Source:T5', 'Source:T5 ')}")
    (article,) = read_gold(folder)
    assert len(article.attributions) == 2


def test_an_event_without_a_cue_is_no_attribution(folder: Path) -> None:
    """The scorers of the corpus leave such events out."""
    write(folder, ANA + BO.replace(" Cue:T6", ""))
    (article,) = read_gold(folder)
    assert [attribution.id for attribution in article.attributions] == ["E1"]


def test_second_contents_count_only_when_declared_above_the_event(folder: Path) -> None:
    """A numbered role adds a piece; one declared below is left out, as the scorers of the corpus do."""
    event = BO.replace("Source:T5", "Source:T5 Content2:T9")
    more = "T9\tContent 49 65\tNobody answered.\n"
    write(folder, more + event, name="above")
    write(folder, event + more, name="below")
    above, below = read_gold(folder)
    assert quote(TEXT, above.attributions[0].content) == "it … Nobody answered."
    assert quote(TEXT, below.attributions[0].content) == "it"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T9\tContent 3", "START END"),
        ("T9\tContent three four\twords", "START END"),
        ("T9\tContent 0 9999\twords", "outside the text"),
        (f"T9\tContent 0 {'9' * 5000}\twords", "START END"),
        ("T9\tContent 5 5\t", "empty"),
        ("E9\tAttribution", "ROLE:ID"),
        ("E9\tAttribution:T4 Cue", "ROLE:ID"),
        ("E9\tAttribution:T4 Cue:T77", "T77 is defined nowhere"),
    ],
)
def test_a_record_that_makes_no_sense_is_named_with_file_and_line(folder: Path, line: str, says: str) -> None:
    """A damaged corpus stops the evaluation, and the person learns where to look."""
    path = write(folder, f"{ANA}{line}\n")
    with pytest.raises(GoldError, match=says) as caught:
        list(read_gold(folder))
    assert caught.value.subject == f"{path}:6"


def test_a_folder_without_annotated_articles_is_an_error(tmp_path: Path) -> None:
    """An evaluation on nothing would look like a result."""
    with pytest.raises(GoldError, match="no article here"):
        list(read_gold(tmp_path))


def test_a_text_that_is_not_utf8_is_an_error(folder: Path) -> None:
    """Offsets into a guessed encoding would mean nothing."""
    write(folder, ANA)
    path = folder / "text" / "rain.txt"
    path.write_bytes(b"caf\xe9 " + TEXT.encode())
    with pytest.raises(GoldError, match="UTF-8") as caught:
        list(read_gold(folder))
    assert caught.value.subject == str(path)
